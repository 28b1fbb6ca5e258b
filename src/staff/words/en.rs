//! English.

use super::Words;
use crate::staff::facts::{FileNews, Offline, Waiting};
use crate::sync::word;
use handover_domain::complaint::{Category, Deadline, Department, NotNow, Remedy, Severity, StepKind};
use handover_domain::record::Mode;
use handover_domain::vehicle::{BadVin, PlateKind};
use handover_domain::visit::Visit;
use handover_domain::wire::{FileWhy, Role};

pub(super) static WORDS: Words = Words {
    close: "Close",
    back: "Back",
    lock: "Lock",
    overview: "Overview",
    tablet: "This tablet",
    settings: "Settings",
    role: |role| match role {
        Role::Staff => "staff",
        Role::Manager => "shop manager",
    },
    mode: |mode| match mode {
        Mode::Live => "Live",
        Mode::Training => "Training: nothing recorded here counts",
        Mode::Test => "Test: nothing recorded here counts",
    },
    not_written: "This could not be written down. Nothing was changed; look under “This tablet” for the reason and try again.",

    setup_title: "Set up this tablet",
    setup_note: "Head office gives you a code of eight letters and digits. It works once.",
    code_label: "Enrolment code",
    code_note: "Small letters, spaces and missing dashes are fine.",
    connect: "Connect",
    connecting: "Connecting to head office",
    code_mistyped: "That is not an enrolment code. It has eight letters and digits, like ABCD-EFGH.",
    setup_lost: "This tablet was set up before, but its set-up cannot be read any more. The answers recorded on it are kept. Ask head office for a new code.",
    not_enrolled: |why| match why {
        word::UNREACHABLE => {
            "Head office could not be reached. The code is still good. Check the network and try again, or set the tablet up by file."
        }
        word::BAD_CODE => {
            "Head office does not accept this code: it was mistyped, used before, or is too old. Ask for a new one."
        }
        word::OTHER_TABLET => {
            "This code is for another tablet, or the answer came from another head office. Nothing was changed. Ask for a code for this tablet, by its number."
        }
        word::NOT_KEPT => {
            "This browser could not keep the tablet's key. Nothing was changed. Check that the window is not private and the storage is not full."
        }
        _ => {
            "The answer did not come from head office as expected. Nothing was changed. Check the address of this page."
        }
    },
    by_file: "Without a network",
    by_file_note: "Type the code, save the request and take the file to head office. It gives you a file in return, which is read here.",
    save_request: "Save the request",
    done_title: "This tablet is set up",
    shop_is: |shop, number| format!("{shop}, tablet {number}"),
    step_key: "Keys made; the tablet's own cannot be taken out of it",
    step_config: "Set-up from head office verified",
    step_storage: "The browser promises to keep what is stored",
    step_offline: "Starts without a network",
    step_record: "A test record arrived at head office",
    not_durable: "This browser does not promise to keep what is stored here. In a private window everything would be lost when it closes; use an ordinary window, installed or bookmarked, and allow storage.",
    record_waits: "It goes as soon as there is a network; the tablet can be used until then.",
    begin: "Begin",

    who: "Who are you?",
    pin_label: "PIN",
    unlock: "Open",
    pin_note: "Head office gives out PINs, and new ones.",
    pin_trying: "One moment",
    pin_wrong: "This PIN is wrong. It was noted.",
    pin_wait: |seconds| {
        format!("Too many wrong PINs. Try again in {seconds} seconds; restarting does not shorten it.")
    },
    no_people: "Head office has not named anybody for this shop yet. Until it does, handovers and complaints stay closed here.",

    today: "Today",
    this_week: "This week",
    handovers: "Handovers",
    surveys: "Surveys",
    complaints: "Complaints",
    response_rate: "Response rate",
    open_complaints: |count| format!("Complaints to act on: {count}"),
    none_open: "No complaint waits for anybody.",
    deadline: |deadline| match deadline {
        Deadline::ToDepartment => "To the department",
        Deadline::FirstContact => "First contact",
        Deadline::Agreement => "Agreement",
        Deadline::Revisit => "Revisit",
    },
    left: |span| format!("in {span}"),
    overdue: |span| format!("overdue by {span}"),
    span: |days, hours, minutes| match (days, hours) {
        (0, 0) => format!("{minutes} min"),
        (0, _) => format!("{hours} h {minutes} min"),
        _ => format!("{days} d {hours} h"),
    },
    no_contact: "No contact wanted",
    closed: "Closed",
    severity: |severity| match severity {
        Severity::Grievance => "Grievance",
        Severity::Ordinary => "Ordinary complaint",
        Severity::Major => "Major complaint",
    },
    category: |category| match category {
        Category::ProductQuality => "Product quality",
        Category::Fitting => "Fitting",
        Category::Use => "Use",
        Category::Other => "Other",
        Category::AfterSalesService => "After-sales service",
        Category::Sales => "Sales",
    },
    department: |department| match department {
        Department::Sales => "Sales",
        Department::Service => "Service",
        Department::Parts => "Parts and accessories",
        Department::CustomerCare => "Customer care",
    },
    clock_moved: "This tablet's clock was moved. What is due when may be wrong; check date and time.",
    out_now: |order| format!("The tablet is handed over for {order}."),
    take_back: "Take it back",
    no_feed: "Nothing was heard from head office yet: only this tablet's complaints are shown.",
    feed_of: |at| format!("Head office was last heard at {at}."),

    start: "Hand over",
    start_title: "Hand the tablet to a customer",
    visit_label: "Kind of visit",
    visit: |visit| match visit {
        Visit::Service => "Service",
        Visit::Delivery => "Delivery",
    },
    order_label: "Order number",
    order_note: "Letters, digits, dash, dot and underline.",
    order_bad: "An order number has letters, digits, dashes, dots and underlines only, and never a name or a plate.",
    listed: "From today's list",
    advisor_label: "Advisor",
    plate_label: "Plate",
    plate_look: |kind| match kind {
        Some(PlateKind::Mainland) => "A plate of mainland China.",
        Some(PlateKind::NewEnergy) => "A new-energy plate.",
        Some(PlateKind::Other) => "Taken as it is.",
        None => "This does not look like a plate. Please check it.",
    },
    vin_label: "VIN",
    vin_look: |bad| match bad {
        None => "The check digit fits.".into(),
        Some(BadVin::Length(length)) => format!("A VIN has 17 letters and digits; these are {length}."),
        Some(BadVin::Letter(letter)) => {
            format!("“{letter}” does not occur in a VIN. I, O and Q are 1 and 0 there.")
        }
        Some(BadVin::Check) => {
            "The check digit does not fit: something was mistyped. Please compare it.".into()
        }
    },
    model_label: "Model",
    mileage_label: "Mileage in km",
    mileage_bad: "The mileage is a whole number of kilometres.",
    sealed_note: "Plate and VIN are sealed at once and never shown again.",
    optional: "may be left out",
    second: |at, answered| {
        if answered {
            format!(
                "There is a survey for this order already (handed over {at}). A second one is kept and flagged; only the first counts."
            )
        } else {
            format!(
                "The tablet was handed over for this order before, {at}, and no survey came of it. This one is flagged as the second."
            )
        }
    },
    hand_over: "Hand over now",
    hand_over_anyway: "Hand over all the same",

    recorded: |at| format!("Recorded {at}"),
    steps: "What was done",
    no_steps: "Nothing yet.",
    step: |kind| match kind {
        StepKind::PassedOn => "Passed on to the department",
        StepKind::Contacted => "Customer contacted",
        StepKind::Confirmed => "What happened is confirmed",
        StepKind::CauseFound => "Cause found",
        StepKind::RemedyChosen => "Remedy chosen",
        StepKind::RemedyApproved => "Remedy approved",
        StepKind::Agreed => "Agreed with the customer",
        StepKind::CarriedOut => "Carried out",
        StepKind::Satisfied => "Asked again: satisfied",
        StepKind::NotSatisfied => "Asked again: not satisfied",
    },
    remedy: |remedy| match remedy {
        Remedy::Replace => "Replace",
        Remedy::Repair => "Repair",
        Remedy::Compensate => "Compensate",
        Remedy::Explain => "Explain",
    },
    remedy_label: "Which remedy",
    next_step: "Record a step",
    note_label: "Note",
    note_note: "Sealed; read at head office, and here with the six words.",
    record_step: "Record this step",
    step_recorded: "Recorded. It goes to head office and to the shop's other tablets.",
    not_now: |why| match why {
        NotNow::Closed => "The form is closed; nothing more is recorded in it.",
        NotNow::Before => "This was recorded before.",
        NotNow::NoRemedy => "A remedy has to be chosen first.",
        NotNow::NotApproved => "The shop manager has to approve the remedy first.",
        NotNow::NoContact => "This customer wants no contact.",
        NotNow::ManagerOnly => "Only the shop manager approves a remedy.",
    },
    said_title: "What the customer said",
    six_note: "Opened with the shop's six words. Each opening is recorded with your name.",
    six_label: "Six words",
    open: "Open",
    six_wrong: "These are not the shop's six words. It was noted.",
    elsewhere: "This complaint was recorded on another tablet of the shop; what the customer said can be opened there.",
    no_shop_key: "This complaint was not sealed for the shop; head office can open it.",
    unreadable: "It cannot be read here. Head office can open it.",
    name_label: "Name",
    phone_label: "Phone",

    no_news: "The part of this page that sends records has not started yet. Nothing is lost; if this stays, reload the page with a network.",
    no_setup: "This tablet is not set up yet.",
    waiting: |waiting| match waiting {
        Waiting::Nothing => "Head office has everything.",
        Waiting::Sending => "Records are on their way.",
        Waiting::Unreachable => {
            "Head office cannot be reached. Nothing is lost; it is tried again by itself. Without a network, save a file."
        }
        Waiting::Unknown => {
            "Head office does not know this tablet's key. Nothing is lost. Ask head office for a new code."
        }
        Waiting::Revoked => {
            "Head office has withdrawn this tablet. What is recorded stays here. Call head office."
        }
        Waiting::NotApproved => {
            "This tablet has a new key, which head office has yet to approve. Nothing is lost. Call head office."
        }
        Waiting::UpdateNeeded => "Head office needs a newer version of its program. Nothing is lost.",
    },
    counts: |pending, apart| format!("Waiting for head office: {pending}. Set apart: {apart}."),
    oldest: |at| format!("The oldest has waited since {at}."),
    receipt: |at| format!("Head office last confirmed at {at}."),
    room: |used, quota| format!("Storage: {used} MB of {quota} MB in use."),
    durable: "The browser promises to keep what is stored.",
    low: "The storage is nearly full. Send the records or save a file, then free some space on this tablet.",
    offline: |offline, file| {
        match offline {
        Offline::Ready => "Ready offline: the tablet starts without a network.".into(),
        Offline::Unproven => {
            "Not ready offline yet: the copy of the program is here and has not been started from. Leave the first screen alone for a few seconds.".into()
        }
        Offline::Missing => {
            format!("Not ready offline: {file} could not be fetched. Keep the network on; it is tried again.")
        }
        Offline::Older => format!(
            "A newer version could not be fetched whole ({file} is missing). The version in use stays and starts offline."
        ),
        Offline::None => {
            "Not ready offline: this browser keeps no copy of the program. Keep the network on, and use an ordinary window.".into()
        }
    }
    },
    given_up: "The newest version did not start. The one before is in use; call head office.",
    clock_off: |span, behind| {
        format!(
            "The clock is {span} {} head office's. Check date and time.",
            if behind { "behind" } else { "ahead of" }
        )
    },
    clock_right: "The clock agrees with head office's.",
    versions: |app, packages| format!("Version {app}; questionnaires {packages}."),
    chain: |seq, hash| format!("Last record: {seq}, {hash}."),
    key: |key| format!("Key {key}."),
    send_now: "Send now",
    save_pending: "Save a file: what is waiting",
    save_days: |days| format!("Save a file: the last {days} days"),
    days: "Days in that file",
    read_file: "Read a file from head office",
    file: |news| match news {
        FileNews::Written(0) => "There is nothing to put into a file.".into(),
        FileNews::Written(records) => format!(
            "A file with {records} records was saved. Nobody but head office can read it. Take it there."
        ),
        FileNews::Request => {
            "The request was saved. Take it to head office and bring back the file you get.".into()
        }
        FileNews::NotWritten => "The file could not be written. The records are unharmed.".into(),
        FileNews::Brought(stored, 0) => {
            format!("The file was read. Head office has {stored} more records of this tablet.")
        }
        FileNews::Brought(stored, apart) => format!(
            "The file was read. Head office has {stored} more records of this tablet; {apart} were set apart."
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

    home_language: "Language of the first screen",
    patience_label: "A screen waits for a touch",
    patience: |seconds| format!("{seconds} seconds"),
    large_text: "Larger text for everybody",
    saved: "Saved. It takes effect at once.",
    preview: "The first screen looks like this",
    re_enrol: "Enrol anew",
    re_enrol_note: "With a code from the same head office, when it does not know this tablet any more. What is recorded stays.",
    retire: "Take this tablet out of use",
    retire_note: "Sends everything to head office, and then deletes all that this tablet holds.",
    retire_waits: |pending| {
        format!("{pending} records are not at head office yet. Nothing is deleted before they are.")
    },
    retire_sure: "Send all, then delete",
    retiring: "Everything is being sent; then this tablet is emptied.",
};
