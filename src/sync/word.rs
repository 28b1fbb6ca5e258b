//! What page and courier say to each other.

/// To the courier: there is a new record.
pub const GO: &str = "go";
/// To the courier: the network came back, or staff want the records to go now.
pub const HURRY: &str = "hurry";
/// To the courier: a set-up was taken up and kept.
pub const CONFIGURED: &str = "configured";
/// To the courier: enrol with this code.
pub const ENROL: &str = "enrol";
/// To the courier: tell how it goes in the language of this tag, or, where it is empty, no more.
pub const WATCH: &str = "watch";
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
/// From the courier: it did not, and why.
pub const NOT_ENROLLED: &str = "not-enrolled";
/// From the courier: how it goes, and what somebody should look after, in lines.
pub const PROGRESS: &str = "progress";
/// From the courier: what became of a file, and the file where one was written.
pub const FILE: &str = "file";
