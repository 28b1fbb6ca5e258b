//! What is sealed in a record.

use crate::message::read;
use crate::{has_time, keys, names_a_path, record};
use handover_domain::contact::ContactPart;
use handover_domain::ids::OrderRef;
use handover_domain::questionnaire::Package;
use handover_domain::record::{
    AnswersPart, Core, EventPart, HandoverPart, Kind, NotePart, OpenPart, PartName, Record, TextPart,
    VehiclePart,
};
use handover_office::arrival::{Facts, Said, said};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::sync::LazyLock;

/// The smallest useful questionnaire, whose form takes complaints.
static PACKAGE: LazyLock<Package> = LazyLock::new(|| {
    let text = include_bytes!("../../crates/domain/tests/golden/complaint-package.json");
    Package::load(text).expect("the golden package is valid")
});

/// Takes bytes as the content of each part that there is, and has head office read what is meant for it.
pub fn check(bytes: &[u8]) {
    read(bytes, NotePart::to_json);
    read(bytes, VehiclePart::to_json);
    if let Some(text) = read(bytes, TextPart::to_json) {
        assert_eq!(TextPart::parse(text.to_json().as_bytes()).ok(), Some(text));
    }
    TextPart::parse(bytes).map_or_else(|fault| names_a_path(&fault), drop);
    ContactPart::parse(bytes).map_or_else(|fault| names_a_path(&fault), drop);
    let (answers, event, handover) = (
        read(bytes, AnswersPart::to_json),
        read(bytes, EventPart::to_json),
        read(bytes, HandoverPart::to_json),
    );
    // To seal is slow, so it is done where something comes of it, and now and then where nothing does.
    if let Some(part) = &answers {
        match opened(PartName::Answers, bytes, &response()) {
            Said::Something(facts) => {
                assert_eq!(facts.answers, *part);
                fits(&facts);
            }
            other => panic!("answers that can be read are read, and not {}", told(&other)),
        }
    } else if bytes.starts_with(b"{") && has_time(bytes) {
        let unread = opened(PartName::Answers, bytes, &response());
        assert!(matches!(unread, Said::Unreadable(_)), "{}", told(&unread));
    }
    if let Some(part) = event {
        match opened(PartName::Event, bytes, &record::core(Kind::DeviceEvent)) {
            Said::Happened(event) => assert_eq!(event.part, part),
            other => assert!(matches!(other, Said::Unreadable(_)), "{}", told(&other)),
        }
    }
    if let Some(part) = handover {
        let core = Core { handover: Some(part.order.clone()), ..record::core(Kind::Handover) };
        match opened(PartName::Handover, bytes, &core) {
            Said::Handed(handed) => assert_eq!(handed.part, part),
            other => panic!("a handover that can be read is read, and not {}", told(&other)),
        }
        let other = Core { handover: OrderRef::new("another-one").ok(), ..core };
        let fits = part.order.as_str() == "another-one";
        assert_eq!(matches!(opened(PartName::Handover, bytes, &other), Said::Handed(_)), fits);
    }
}

/// A questionnaire takes the answers to what it asks, or head office says why not.
fn fits(facts: &Facts) {
    match facts.fit(&PACKAGE) {
        Ok(()) => {
            let asked = &facts.answers.asked;
            assert!(asked.iter().all(|id| PACKAGE.question(id).is_some()));
            assert!(facts.answers.answers.iter().all(|answer| asked.contains(&answer.question)));
        }
        Err(why) => record::is_a_sentence(&Said::Unreadable(why)),
    }
}

/// What head office says of a record with this part, sealed for its key.
fn opened(name: PartName, plain: &[u8], core: &Core) -> Said {
    let mut random = ChaCha20Rng::from_seed([1; 32]);
    let reader = keys::READER.prepare(&mut random).expect("the key is one");
    let part = OpenPart { name, plain: plain.to_vec(), readers: vec![reader] };
    let record = Record::write(core, vec![part]).expect("whatever it is, it is sealed");
    let header = record.check().expect("what was written is a record");
    let said = said(&record, &header, &keys::OFFICE);
    record::is_a_sentence(&said);
    said
}

fn response() -> Core {
    Core { package: Some(PACKAGE.reference.clone()), ..record::core(Kind::Response) }
}

fn told(said: &Said) -> &str {
    match said {
        Said::Unreadable(why) => why,
        Said::Nothing => "nothing",
        _ => "something else",
    }
}
