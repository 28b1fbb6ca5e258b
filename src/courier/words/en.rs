//! English.

use super::{FileNews, NotEnrolled, Offline, Words};
use handover_domain::sync::Pause;
use handover_domain::wire::FileWhy;
use handover_tablet::courier::Waiting;

pub(super) static WORDS: Words = Words {
    not_enrolled: |why| match why {
        NotEnrolled::Unreachable => {
            "Head office could not be reached. The code is still good. Check the network and try again."
        }
        NotEnrolled::BadCode => {
            "Head office does not accept this code: it was mistyped, used before, or is too old. Ask for a new one."
        }
        NotEnrolled::NotTrusted => {
            "The answer did not come from head office as expected. Nothing was changed. Check the address of this page."
        }
        NotEnrolled::Storage => {
            "This browser could not keep the tablet's key. Nothing was changed. Check that the window is not private and the storage is not full."
        }
    },
    no_setup: "This tablet is not set up yet.",
    counts: |pending, apart| format!("Waiting for head office: {pending}. Set apart: {apart}."),
    oldest: |at| format!("The oldest has waited since {at}."),
    receipt: |at| format!("Head office last confirmed at {at}."),
    waiting: |waiting| match waiting {
        Waiting::Nothing => "Head office has everything.",
        Waiting::Sending => "Records are on their way.",
        Waiting::Unreachable => {
            "Head office cannot be reached. Nothing is lost; it is tried again by itself. Without a network, save a file."
        }
        Waiting::Paused(Pause::Unknown) => {
            "Head office does not know this tablet's key. Nothing is lost. Ask head office for a new code."
        }
        Waiting::Paused(Pause::Revoked) => {
            "Head office has withdrawn this tablet. What is recorded stays here. Call head office."
        }
        Waiting::Paused(Pause::NotApproved) => {
            "This tablet has a new key, which head office has yet to approve. Nothing is lost. Call head office."
        }
        Waiting::Paused(Pause::UpdateNeeded) => {
            "Head office needs a newer version of its program. Nothing is lost."
        }
    },
    room: |used, quota| format!("Storage: {used} MB of {quota} MB in use."),
    low: "The storage is nearly full. Send the records or save a file, then free some space on this tablet.",
    offline: |offline| {
        match offline {
        Offline::Ready => "Ready offline: the tablet starts without a network.".into(),
        Offline::Unproven => {
            "Not ready offline yet: the copy of the program is here and has not been started from. Leave the first screen alone for a few seconds.".into()
        }
        Offline::Missing(file) => {
            format!("Not ready offline: {file} could not be fetched. Keep the network on; it is tried again.")
        }
        Offline::Older(file) => format!(
            "A newer version could not be fetched whole ({file} is missing). The version in use stays and starts offline."
        ),
        Offline::None => {
            "Not ready offline: this browser keeps no copy of the program. Keep the network on, and use an ordinary window.".into()
        }
    }
    },
    given_up: "The newest version did not start. The one before is in use; call head office.",
    file: |news| match news {
        FileNews::Written(0) => "There is nothing to put into a file.".into(),
        FileNews::Written(records) => {
            format!(
                "A file with {records} records was saved. Nobody but head office can read it. Take it there."
            )
        }
        FileNews::NotWritten => "The file could not be written. The records are unharmed.".into(),
        FileNews::Brought { stored, quarantined: 0 } => {
            format!("The file was read. Head office has {stored} more records of this tablet.")
        }
        FileNews::Brought { stored, quarantined } => format!(
            "The file was read. Head office has {stored} more records of this tablet; {quarantined} were set apart."
        ),
        FileNews::Refused(line, why) => {
            let why = match why {
                FileWhy::Unreadable => format!("line {line} is not of a file from head office"),
                FileWhy::Cut => format!("it ends after line {line}, before its end"),
                FileWhy::Altered => "lines are missing, or were added or changed".into(),
                FileWhy::NotOurs => format!("line {line} is not signed by this tablet's head office"),
                FileWhy::OtherTablet => format!("line {line} is for another tablet"),
                FileWhy::Later => "it was made by a newer version".into(),
            };
            format!("The file was not used: {why}. Ask head office for it again.")
        }
        FileNews::NotRead => "The file could not be read. Nothing was changed; try it again.".into(),
    },
};
