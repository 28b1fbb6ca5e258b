//! Why a file is not taken, or not to its end.

use crate::db::StoreError;
use crate::refused::Refused;
use handover_domain::wire::{FileFault, MAX_BYTES};

/// Why a file was not taken to its end.
pub struct Stopped {
    /// What is wrong.
    pub fault: Fault,
    /// How many of its batches are stored nonetheless, each of them whole.
    pub batches: usize,
}

/// What is wrong with a file, and in which line, counted from 1.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file system refuses.
    #[error("it cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// A pipe, a device.
    #[error("it is neither a file nor a folder")]
    NoFile,
    /// A folder with nothing to take.
    #[error("there is no file in this folder whose name ends in .handover")]
    NoneHere,
    /// Nothing in it.
    #[error("the file is empty: copy it from the tablet again")]
    Empty,
    /// No batch is that long, and no file of a tablet has such a line.
    #[error("line {0} is longer than the {MAX_BYTES} bytes that a batch may have: a tablet did not write it")]
    Long(u64),
    /// Its bytes are what was signed, so they are not put right here.
    #[error(
        "line {0} ends with a carriage return: the file's line breaks were converted on the way. Copy it from the \
         tablet again, as it is, and not by way of an editor or of a mail's text"
    )]
    LineBreaks(u64),
    /// The end is missing, in the middle of a line.
    #[error("the file ends in the middle of line {0}: it was cut short. Copy it from the tablet again")]
    CutWithin(u64),
    /// A file of another errand.
    #[error(
        "it is a tablet's wish to be enrolled, and holds no record: `handover-office device enrol` takes it"
    )]
    Wish,
    /// It ends before there was anything.
    #[error("there is no tablet's wish to be enrolled in it: write it on the tablet again")]
    NoWish,
    /// A file enrols one tablet.
    #[error("line {0} is another wish: a file enrols one tablet")]
    TwoWishes(u64),
    /// As a file, it does not hold together.
    #[error("{0}")]
    Whole(#[from] FileFault),
    /// A line that HTTP would refuse too.
    #[error("line {0}: {1}")]
    Line(u64, Refused),
    /// Lines of several tablets.
    #[error(
        "line {line} was signed by tablet {tablet}, and those before it by tablet {before}: a file is of one tablet"
    )]
    Mixed {
        /// The first line of another tablet.
        line: u64,
        /// That tablet.
        tablet: u16,
        /// The tablet of the lines before.
        before: u16,
    },
    /// It is another one than the one that was checked.
    #[error("the file was changed while it was read: wait until it is copied, and import it again")]
    Changed,
    /// Two files of one name.
    #[error(
        "another file of this name was taken just now, and its receipts would be overwritten: import this one by itself"
    )]
    SameName,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Fault {
    /// A line that was refused.
    pub fn refused(line: u64, refused: Refused) -> Self {
        match refused {
            Refused::Store(error) => Self::Store(error),
            refused => Self::Line(line, refused),
        }
    }
}
