//! What was written reads back as the same value, and still opens.

use super::golden::{path, read};
use super::samples;
use handover_domain::answer::Value;
use handover_domain::brand::Brand;
use handover_domain::contact::ContactPart;
use handover_domain::questionnaire::Package;
use handover_domain::record::{
    AnswersPart, Core, EventPart, HandoverPart, Identity, Kind, NotePart, PartName, Record, TextPart,
    VehiclePart,
};
use handover_domain::seal;
use handover_domain::session::Kiosk;
use handover_domain::wire::{
    Batch, Closing, Config, Enrolment, Envelope, Feed, NewKey, Problem, Receipt, Request, Type,
};
use serde::de::DeserializeOwned;

fn golden(name: &str) -> String {
    read(&path(&format!("{name}.json"))).trim_end().to_owned()
}

fn parsed<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&golden(name)).unwrap()
}

#[test]
fn every_golden_file_reads_back_as_the_value_it_was_made_from() {
    assert_eq!(parsed::<Core>("core"), samples::core());
    assert_eq!(parsed::<AnswersPart>("answers"), samples::answers());
    assert_eq!(parsed::<TextPart>("text"), samples::words());
    assert_eq!(parsed::<Vec<Value>>("values"), samples::values());
    assert_eq!(parsed::<Record>("record"), samples::record());
    assert_eq!(parsed::<Core>("complaint-core"), samples::complaint_core());
    assert_eq!(parsed::<AnswersPart>("complaint-answers"), samples::complaint_answers());
    assert_eq!(parsed::<TextPart>("complaint-text"), samples::complaint_words());
    assert_eq!(parsed::<ContactPart>("contact"), samples::contact());
    assert_eq!(parsed::<Record>("complaint-record"), samples::complaint_record());
    assert_eq!(Receipt::parse(golden("receipt").as_bytes()).unwrap(), samples::receipt());
    assert_eq!(Config::parse(golden("config").as_bytes()).unwrap(), samples::config());
    assert_eq!(parsed::<Enrolment>("enrolment"), samples::enrolment());
    assert_eq!(parsed::<Request>("request"), samples::request());
    assert_eq!(parsed::<NewKey>("new-key"), samples::new_key());
    assert_eq!(parsed::<EventPart>("event"), samples::event());
    assert_eq!(parsed::<EventPart>("event-opened"), samples::opened());
    assert_eq!(parsed::<Core>("step-core"), samples::step_core());
    assert_eq!(parsed::<NotePart>("note"), samples::note());
    assert_eq!(parsed::<Core>("handover-core"), samples::handover_core());
    assert_eq!(parsed::<HandoverPart>("handover"), samples::handover());
    assert_eq!(parsed::<VehiclePart>("vehicle"), samples::vehicle());
    assert_eq!(Feed::parse(golden("feed").as_bytes()).unwrap(), samples::feed());
    assert_eq!(Closing::parse(golden("closing").as_bytes()).unwrap(), samples::closing());
    for reason in samples::REASONS {
        let problem = samples::problem(reason);
        let word = problem.kind.rsplit(':').next().unwrap();
        assert_eq!(parsed::<Problem>(&format!("problem-{word}")), problem);
    }
}

#[test]
fn a_batch_comes_out_of_its_envelope_byte_by_byte() {
    let opened = Envelope::parse(golden("envelope").as_bytes()).unwrap().open(Type::Batch).unwrap();
    assert_eq!(opened.payload, golden("batch").as_bytes());
    assert_eq!(opened.signature, samples::SIGNATURE);
    let batch = Batch::parse(&opened.payload).unwrap();
    let expected = samples::batch();
    assert_eq!(
        (batch.batch_id, batch.device, batch.sent_at),
        (expected.batch_id, expected.device, expected.sent_at)
    );
    assert_eq!(batch.records, expected.records);
}

#[test]
fn a_record_in_the_journal_says_which_one_it_is() {
    let identity = Identity::of(&golden("record")).unwrap();
    let core = samples::core();
    assert_eq!((identity.id, identity.epoch, identity.seq), (core.id, core.epoch, core.seq));
    assert_eq!(identity.hash, samples::record().hash());
    assert_eq!(identity.captured_at.moment(), Some(core.captured_at));
    for none in ["", "{}", "{\"header\":\"{}\"}", &golden("record")[1..]] {
        assert_eq!(Identity::of(none), None, "{none}");
    }
}

/// Bodies of versions before this one: what they did not say yet is missing, and nothing else.
#[test]
fn what_earlier_versions_wrote_is_still_read() {
    let batch = Batch::parse(golden("earlier/batch").as_bytes()).unwrap();
    assert_eq!((batch.records, batch.head), (samples::batch().records, None));
    let receipt = Receipt::parse(golden("earlier/receipt").as_bytes()).unwrap();
    assert_eq!(receipt, Receipt { held: Vec::new(), feed_version: 0, ..samples::receipt() });
}

#[test]
fn the_golden_record_checks_and_its_parts_open_for_their_keys_alone() {
    let record: Record = parsed("record");
    let header = record.check().unwrap();
    assert_eq!(header.core, samples::core());
    assert_eq!(record.header, golden("header"));
    let (records, care) = (seal::key_pair(samples::RECORDS_SEED).0, seal::key_pair(samples::CARE_SEED).0);
    let [answers, text] = &record.parts[..] else { panic!("two parts were sealed") };
    assert_eq!((answers.name, text.name), (PartName::Answers, PartName::Text));
    assert_eq!(record.open(answers, &records).unwrap(), golden("answers").as_bytes());
    assert_eq!(record.open(text, &care).unwrap(), golden("text").as_bytes());
    assert!(record.open(answers, &care).is_err());
    assert!(record.open(text, &records).is_err());
}

#[test]
fn the_golden_complaint_checks_and_only_its_head_is_open() {
    let record: Record = parsed("complaint-record");
    let header = record.check().unwrap();
    assert_eq!(header.core, samples::complaint_core());
    assert_eq!(header.core.prev, samples::record().hash(), "it follows the record in the journal");
    assert_eq!((header.core.kind, header.core.outcome), (Kind::Complaint, None));
    let (records, care) = (seal::key_pair(samples::RECORDS_SEED).0, seal::key_pair(samples::CARE_SEED).0);
    let [answers, text, contact] = &record.parts[..] else { panic!("three parts were sealed") };
    let names = [answers, text, contact].map(|part| part.name);
    assert_eq!(names, [PartName::Answers, PartName::Text, PartName::Contact]);
    assert_eq!(record.open(answers, &records).unwrap(), golden("complaint-answers").as_bytes());
    assert_eq!(record.open(text, &care).unwrap(), golden("complaint-text").as_bytes());
    assert_eq!(record.open(contact, &care).unwrap(), golden("contact").as_bytes());
    for (part, other) in [(answers, &care), (text, &records), (contact, &records)] {
        assert!(record.open(part, other).is_err(), "{}", part.name);
    }
    for said in ["王敏", "13800138000", "refund", "左门", "daytime", "overall"] {
        assert!(!golden("complaint-record").contains(said), "{said} is told in the open");
    }
}

#[test]
fn the_golden_complaint_is_filed_as_its_form_files_it() {
    let package = Package::load(golden("complaint-package").as_bytes()).unwrap();
    let form = package.complaint.unwrap();
    let (answers, words) = (samples::complaint_answers(), samples::complaint_words());
    let complaint = samples::complaint();
    assert_eq!(form.filed_under(&answers), (complaint.category, complaint.department));
    assert_eq!(form.propose(&answers, Some(&words)), complaint.severity);
    assert!(!form.wants_no_contact(&answers));
    assert_eq!(Some(package.reference), samples::complaint_core().package);
}

#[test]
fn what_a_version_without_complaints_wrote_reads_as_before() {
    let core: Core = parsed("core");
    assert_eq!(core.complaint, None);
    assert_eq!(parsed::<AnswersPart>("answers").origin, None);
    assert_eq!(parsed::<TextPart>("text").answers, Vec::new());
    let config = golden("config").replace(r#""accent":"#, r#""accent_of_old":"#);
    assert_eq!(Config::parse(config.as_bytes()).unwrap().brand.accent, None);
    let mut plain: serde_json::Value = parsed("config");
    plain.as_object_mut().unwrap().remove("brand");
    assert_eq!(Config::parse(plain.to_string().as_bytes()).unwrap().brand, Brand::default());
}

/// A configuration of before people and shop keys sets a tablet up without them.
#[test]
fn what_a_version_without_people_and_shop_keys_wrote_reads_as_before() {
    let mut plain: serde_json::Value = parsed("config");
    for member in ["people", "shop_key", "key"] {
        plain.as_object_mut().unwrap().remove(member).unwrap();
    }
    let expected = Config { people: Vec::new(), shop_key: None, key: None, ..samples::config() };
    assert_eq!(Config::parse(plain.to_string().as_bytes()).unwrap(), expected);
    let event: EventPart = parsed("event");
    assert_eq!((event.person, event.number, event.order), (None, None, None));
    let core: Core = parsed("core");
    assert_eq!((core.step, core.handover), (None, None));
}

/// `foreign-record.json` was sealed by another program with another deflater; it is never rewritten.
#[test]
fn a_record_deflated_by_somebody_else_opens_just_as_well() {
    let record: Record = parsed("foreign-record");
    assert_eq!(record.check().unwrap().core, samples::core());
    let keys = [samples::RECORDS_SEED, samples::CARE_SEED].map(|seed| seal::key_pair(seed).0);
    let content = [golden("answers"), golden("text")];
    for ((part, key), content) in record.parts.iter().zip(&keys).zip(&content) {
        assert_eq!(record.open(part, key).unwrap(), content.as_bytes());
    }
}

#[test]
fn sealed_parts_come_in_blocks() {
    for part in [samples::record().parts, samples::complaint_record().parts].concat() {
        // 32 bytes of `enc` before, 16 bytes of tag behind.
        assert_eq!((part.data.len() - 48) % seal::BLOCK, 0);
    }
}

#[test]
fn a_tablet_can_work_by_the_golden_config() {
    let kiosk = Kiosk::new(Config::parse(golden("config").as_bytes()).unwrap()).unwrap();
    let package = kiosk.package(None).unwrap();
    assert_eq!(Some(&package.reference), samples::core().package.as_ref());
}

#[test]
fn the_payload_is_made_of_the_stored_text_as_it_lies() {
    let payload = golden("batch");
    assert!(payload.contains(&golden("record")), "the record's text was re-serialised on the way");
}
