//! What page and courier say to each other.

/// To the courier: there is a new record.
pub const GO: &str = "go";
/// To the courier: the network came back, or staff want the records to go now.
pub const HURRY: &str = "hurry";
/// To the courier: a set-up was taken up and kept.
pub const CONFIGURED: &str = "configured";
/// To the courier: enrol with this code, and say in the language of this tag what came of it.
pub const ENROL: &str = "enrol";
/// To the courier: what head office sent could not be taken up, or not be kept; in the language of this tag.
pub const NOT_TAKEN: &str = "not-taken";
/// What comes with it where it was the keeping.
pub const NOT_KEPT: &str = "not-kept";
/// To the courier: tell how it goes in the language of this tag, or, where it is empty, no more.
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
/// From the courier: it did not; why, in a sentence.
pub const NOT_ENROLLED: &str = "not-enrolled";
/// From the courier: how it goes, and what somebody should look after, in lines.
pub const PROGRESS: &str = "progress";
/// From the courier: a text, and its QR code: width, blank, the inside of an SVG picture.
pub const DRAWN: &str = "drawn";
/// From the courier: what became of a file, and the file where one was written.
pub const FILE: &str = "file";
