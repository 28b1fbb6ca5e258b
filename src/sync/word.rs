//! What the page, the courier and the staff's program say to each other. What only staff and the courier have to say to each
//! other goes through the page, which does not listen.

/// To the courier: there is a new record.
pub const GO: &str = "go";
/// To the courier: the network came back, or staff want the records to go now.
pub const HURRY: &str = "hurry";
/// To the courier: a set-up was taken up and kept.
pub const CONFIGURED: &str = "configured";
/// To the courier: enrol with this code.
pub const ENROL: &str = "enrol";
/// To the courier: write a file that asks for enrolment with this code.
pub const ENROL_BY_FILE: &str = "enrol-by-file";
/// To the courier: tell how it goes, or, where nothing comes with it, no more.
pub const WATCH: &str = "watch";
/// To the courier: draw the QR code of a text.
pub const DRAW: &str = "draw";
/// To the courier: write a file, of the last days where a number is given.
pub const EXPORT: &str = "export";
/// To the courier: read this file.
pub const BRING: &str = "bring";

/// From the courier: it attends to messages.
pub const READY: &str = "ready";
/// From the courier: the envelope of a newer set-up.
pub const CONFIG: &str = "config";
/// From the courier: head office took the tablet in; the envelope of its set-up.
pub const ENROLLED: &str = "enrolled";
/// From the courier or the page, to staff: it did not; why, in one of the words below.
pub const NOT_ENROLLED: &str = "not-enrolled";
/// Head office could not be reached.
pub const UNREACHABLE: &str = "unreachable";
/// The code is unknown, used or expired.
pub const BAD_CODE: &str = "bad-code";
/// What came back cannot be trusted or read.
pub const NOT_TRUSTED: &str = "not-trusted";
/// It is for another tablet, or from another head office than the tablet's own.
pub const OTHER_TABLET: &str = "other-tablet";
/// The tablet could not keep its key or its set-up.
pub const NOT_KEPT: &str = "not-kept";
/// From the courier, to staff: how it goes, as JSON.
pub const PROGRESS: &str = "progress";
/// From the courier: a text, and its QR code: width, blank, the inside of an SVG picture.
pub const DRAWN: &str = "drawn";
/// From the courier, to staff: what became of a file, and the file where one was written.
pub const FILE: &str = "file";

/// From staff, to the page: they are done.
pub const DONE: &str = "done";
/// From staff, to the page: the tablet is handed to a customer: kind of visit, handover number, advisor.
pub const HANDED_OVER: &str = "handed-over";
/// From staff, to the page: the tablet was taken back.
pub const TAKEN_BACK: &str = "taken-back";
/// From staff, to the page: the tablet's habits were set.
pub const HABITS: &str = "habits";

/// From the page, to staff: another set-up is in use.
pub const SET_UP: &str = "set-up";
