//! One value of every wire type, from fixed keys, ids, times and a seeded random source. They belong
//! together: the record answers the package of the config, the complaint follows it in the same journal and fills in
//! the form of the package's next version, and the batch carries the record.

use handover_domain::answer::Value;
use handover_domain::brand::{Brand, Colour, Logo};
use handover_domain::complaint::{
    Category, Complaint, Course, Department, Done, Number, Remedy, Severity, Step, StepKind,
};
use handover_domain::contact::{ContactPart, Purpose};
use handover_domain::hash::Hash;
use handover_domain::ids::*;
use handover_domain::language::Language;
use handover_domain::questionnaire::Package;
use handover_domain::record::{
    Answer, AnswersPart, Comment, Core, EventPart, HandoverPart, Happened, Kind, Loss, Mode, NotePart,
    OpenPart, Origin, Outcome, PartName, Record, TextPart, VehiclePart,
};
use handover_domain::seal::{self, Recipient};
use handover_domain::slip::Slip;
use handover_domain::visit::{Channel, Visit};
use handover_domain::wire::*;
use handover_domain::{PROTOCOL, base64};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use serde_json::json;
use uuid::Uuid;

/// The smallest package that is right.
pub const PACKAGE: &str = r#"{"format":1,"id":"mini","version":1,"visit":"service","languages":["en"],"title":{"en":"Your visit"},"budget":{"min":1,"max":1},"levels":[{"id":"good","label":{"en":"Good"},"points":100},{"id":"poor","label":{"en":"Poor"},"points":0,"bad":true}],"yes_no":[{"id":"yes","label":{"en":"Yes"}},{"id":"no","label":{"en":"No"}}],"stages":[{"id":"visit","name":{"en":"The visit"}}],"questions":[{"id":"overall","type":"rating","stage":"visit","channels":["kiosk"],"required":true,"text":{"en":"How was your visit?"}},{"id":"comment","type":"text","stage":"visit","channels":["kiosk"],"required":true,"text":{"en":"What should we know?"}}]}"#;

/// A form to complain with, as the next version of that package has it.
const FORM: &str = r#"{"questions":[{"id":"about","type":"single","role":"category","stage":"visit","channels":["kiosk"],"required":true,"text":{"en":"What is it about?"},"options":[{"id":"after_sales_service","label":{"en":"The service"},"department":"service"},{"id":"other","label":{"en":"Something else"},"department":"customer_care"}]},{"id":"story","type":"text","stage":"visit","channels":["kiosk"],"required":true,"max":500,"text":{"en":"What happened?"}},{"id":"reach","type":"single","role":"reach","stage":"visit","channels":["kiosk"],"required":true,"text":{"en":"When may we call?"},"options":[{"id":"daytime","label":{"en":"By day"}},{"id":"none","label":{"en":"Please do not call"}}]}],"words":{"ordinary":["refund"],"major":["lawyer"]}}"#;

/// What the private keys are derived from.
pub const RECORDS_SEED: [u8; 32] = [1; 32];
pub const CARE_SEED: [u8; 32] = [2; 32];
const SHOP_SEED: [u8; 32] = [5; 32];
/// The seed of the random source that sealing draws from.
const SEALING_SEED: [u8; 32] = [3; 32];

const RECORD: RecordId = RecordId(Uuid::from_u128(0x019a_b2c4_5e00_7000_8000_0000_0000_0001));
const EARLIER: RecordId = RecordId(Uuid::from_u128(0x019a_b2c4_5e00_7000_8000_0000_0000_0002));
const COMPLAINT: RecordId = RecordId(Uuid::from_u128(0x019a_b2c4_5e00_7000_8000_0000_0000_0004));
/// The survey in the middle of which the complaint was made: its record follows that of the complaint.
const LATER: RecordId = RecordId(Uuid::from_u128(0x019a_b2c4_5e00_7000_8000_0000_0000_0005));
const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0x019a_b2c4_5e00_7000_8000_0000_0000_0003));
const EPOCH: Epoch = Epoch(Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111));
const PAGE: PageId = PageId(Uuid::from_u128(0x2222_2222_2222_4222_8222_2222_2222_2222));
const BATCH: BatchId = BatchId(Uuid::from_u128(0x3333_3333_3333_4333_8333_3333_3333_3333));

/// The generator of P-256 and its double: points that everybody can look up, whose private halves are 1 and 2.
const TABLET_KEY: &str = "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
const OFFICE_KEY: &str = "047cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc4766997807775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1";

/// In place of a signature: 64 bytes that sign nothing.
pub const SIGNATURE: [u8; 64] = [0x5a; 64];

fn point(hex: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(pair).collect()
}

pub fn core() -> Core {
    Core {
        protocol: PROTOCOL,
        id: RECORD,
        shop: ShopId::new("demo").unwrap(),
        device: DEVICE,
        epoch: EPOCH,
        seq: 12,
        prev: Hash::of(b"the header of record 11"),
        kind: Kind::Response,
        outcome: Some(Outcome::Completed),
        mode: Mode::Live,
        captured_at: "2026-11-22T10:15:30.250+08:00".parse().unwrap(),
        page_id: PAGE,
        page_ms: 734_250,
        clock_suspect: false,
        app: "0.1.0".into(),
        complaint: None,
        step: None,
        handover: None,
        package: Some(Package::load(PACKAGE.as_bytes()).unwrap().reference),
        notice: Some(1),
    }
}

pub fn answers() -> AnswersPart {
    let id = |id: &str| QuestionId::new(id).unwrap();
    AnswersPart {
        visit: Visit::Service,
        channel: Channel::Kiosk,
        language: Language::En,
        advisor: Some(AdvisorId::new("a1").unwrap()),
        order: Some(OrderRef::new("RO-1001").unwrap()),
        asked: vec![id("overall"), id("comment")],
        answers: vec![
            Answer {
                question: id("overall"),
                value: Value::Choice(OptionId::new("poor").unwrap()),
                ms: 4210,
            },
            Answer { question: id("comment"), value: Value::Written, ms: 31_900 },
        ],
        origin: None,
    }
}

pub fn words() -> TextPart {
    let comment = QuestionId::new("comment").unwrap();
    TextPart {
        comments: vec![Comment {
            question: comment, text: "洗车没洗干净。\nSee the left door.".into()
        }],
        answers: Vec::new(),
    }
}

/// The next version of the package, which takes complaints.
pub fn complaint_package() -> String {
    let next = PACKAGE.replacen(r#""version":1"#, r#""version":2"#, 1);
    format!("{},\"complaint\":{FORM}}}", next.strip_suffix('}').unwrap())
}

pub fn complaint() -> Complaint {
    Complaint {
        number: Number::issue(42, EPOCH, 13),
        category: Category::AfterSalesService,
        department: Department::Service,
        severity: Severity::Ordinary,
        contact: true,
    }
}

/// The head of a complaint: it follows the record in the same journal.
pub fn complaint_core() -> Core {
    Core {
        id: COMPLAINT,
        seq: 13,
        prev: record().hash(),
        kind: Kind::Complaint,
        outcome: None,
        captured_at: "2026-11-22T10:17:05+08:00".parse().unwrap(),
        page_ms: 828_990,
        complaint: Some(complaint()),
        step: None,
        handover: None,
        package: Some(Package::load(complaint_package().as_bytes()).unwrap().reference),
        ..core()
    }
}

pub fn complaint_answers() -> AnswersPart {
    let id = |id: &str| QuestionId::new(id).unwrap();
    let chosen = |option: &str| Value::Choice(OptionId::new(option).unwrap());
    AnswersPart {
        asked: vec![id("about"), id("story"), id("reach")],
        answers: vec![
            Answer { question: id("about"), value: chosen("after_sales_service"), ms: 3880 },
            Answer { question: id("story"), value: Value::Written, ms: 41_020 },
            Answer { question: id("reach"), value: chosen("daytime"), ms: 2760 },
        ],
        order: Some(OrderRef::new("RO-1002").unwrap()),
        origin: Some(Origin { record: LATER, question: Some(id("overall")) }),
        ..answers()
    }
}

pub fn complaint_words() -> TextPart {
    let story = QuestionId::new("story").unwrap();
    let text = "左门还是脏的。\nI would like a refund.".into();
    TextPart { comments: vec![Comment { question: story, text }], answers: complaint_answers().answers }
}

pub fn contact() -> ContactPart {
    ContactPart::new("王敏", "138 0013 8000", Purpose::AnswerComplaint).unwrap()
}

/// Every form an answer may take.
pub fn values() -> Vec<Value> {
    let option = |id: &str| OptionId::new(id).unwrap();
    vec![
        Value::Choice(option("fair")),
        Value::Choices(vec![option("price"), option("people")]),
        Value::Number(9),
        Value::Text("好".into()),
        Value::Written,
        Value::NotApplicable,
        Value::Skipped,
    ]
}

/// Seals these parts, each for its reader, and closes the record.
fn sealed(core: &Core, parts: Vec<(PartName, [u8; 32], String)>) -> Record {
    let mut random = ChaCha20Rng::from_seed(SEALING_SEED);
    let open = parts.into_iter().map(|(name, seed, plain)| {
        let recipient = Recipient::new(&seal::key_pair(seed).1).unwrap();
        OpenPart { name, plain: plain.into_bytes(), readers: vec![recipient.prepare(&mut random).unwrap()] }
    });
    Record::write(core, open.collect()).unwrap()
}

pub fn record() -> Record {
    let parts = vec![
        (PartName::Answers, RECORDS_SEED, serde_json::to_string(&answers()).unwrap()),
        (PartName::Text, CARE_SEED, serde_json::to_string(&words()).unwrap()),
    ];
    sealed(&core(), parts)
}

pub fn complaint_record() -> Record {
    let parts = vec![
        (PartName::Answers, RECORDS_SEED, serde_json::to_string(&complaint_answers()).unwrap()),
        (PartName::Text, CARE_SEED, serde_json::to_string(&complaint_words()).unwrap()),
        (PartName::Contact, CARE_SEED, serde_json::to_string(&contact()).unwrap()),
    ];
    sealed(&complaint_core(), parts)
}

fn batch_of<R>(records: Vec<R>) -> Batch<R> {
    Batch {
        protocol: PROTOCOL,
        batch_id: BATCH,
        device: DEVICE,
        sent_at: "2026-11-22T10:15:31+08:00".parse().unwrap(),
        app: "0.1.0".into(),
        head: Some(Tip { epoch: EPOCH, seq: 13, hash: complaint_record().hash() }),
        records,
    }
}

pub fn batch() -> Batch {
    batch_of(vec![record()])
}

/// The payload as a tablet makes it: from the stored text of each record.
pub fn batch_payload() -> Vec<u8> {
    let stored = serde_json::to_string(&record()).unwrap();
    batch_of(vec![Stored(stored)]).to_json().into_bytes()
}

pub fn envelope() -> Envelope {
    Unsigned::new(Type::Batch, &KeyId::of(&point(TABLET_KEY)), &batch_payload()).close(&SIGNATURE)
}

pub fn receipt() -> Receipt {
    let entry =
        |id, hash, status, reason: Option<&str>| Entry { id, hash, status, reason: reason.map(Into::into) };
    Receipt {
        protocol: PROTOCOL,
        batch_id: BATCH,
        server_time: "2026-11-22T02:15:32.500Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into(),
        results: vec![
            entry(RECORD, record().hash(), Status::Stored, None),
            entry(
                EARLIER,
                Hash::of(b"another header"),
                Status::Conflict,
                Some("another record is in custody under this id; both are kept"),
            ),
        ],
        contiguous_through: vec![(EPOCH, 12)],
        held: vec![(EPOCH, 12)],
        config_version: 3,
        feed_version: 9,
    }
}

/// A dealer's looks, with the smallest picture that is one.
fn brand() -> Brand {
    Brand {
        accent: Some(Colour::accent("#0d4a5c").unwrap()),
        ground: Some(Colour::ground("#fbfaf7").unwrap()),
        logo: Some(Logo::new(br#"<svg xmlns="http://www.w3.org/2000/svg"/>"#.to_vec()).unwrap()),
    }
}

pub fn config() -> Config {
    let reader = |purpose, seed| ReaderKey { purpose, public_key: seal::key_pair(seed).1 };
    let names = json!({ "zh-CN": "示范店", "zh-TW": "示範店", "en": "Demo showroom" });
    Config {
        protocol: PROTOCOL,
        version: 3,
        device: DEVICE,
        shop: ShopId::new("demo").unwrap(),
        shop_name: serde_json::from_value(names).unwrap(),
        number: 42,
        brand: brand(),
        mode: Mode::Live,
        signing_key: point(OFFICE_KEY),
        readers: vec![reader(Use::Records, RECORDS_SEED), reader(Use::Care, CARE_SEED)],
        advisors: vec![Advisor { id: AdvisorId::new("a1").unwrap(), name: "王敏".into() }],
        people: vec![Person {
            id: PersonId::new("p1").unwrap(),
            name: "陈洁".into(),
            role: Role::Manager,
            pin: Stretched { salt: vec![1; 16], rounds: 600_000, hash: vec![2; 32] },
        }],
        shop_key: Some(ShopKey {
            public_key: seal::key_pair(SHOP_SEED).1,
            salt: vec![3; 16],
            rounds: 600_000,
            wrapped: vec![4; 60],
        }),
        key: Some(KeyId::of(&point(TABLET_KEY))),
        packages: vec![PublishedPackage(PACKAGE.into())],
        notice: 1,
        retention: Retention { days: 30 },
    }
}

pub fn enrolment() -> Enrolment {
    Enrolment {
        protocol: PROTOCOL,
        code: EnrolCode::parse("7k3f 9m2x").unwrap(),
        public_key: point(TABLET_KEY),
        app: "0.1.0".into(),
    }
}

pub fn request() -> Request {
    Request { device: DEVICE, path: "/api/v1/config".into() }
}

pub fn new_key() -> NewKey {
    NewKey { protocol: PROTOCOL, device: DEVICE, public_key: point(TABLET_KEY), app: "0.1.0".into() }
}

/// The end of a file that holds the envelope alone.
pub fn closing() -> Closing {
    let mut file = Writer::default();
    file.line(&envelope());
    file.closing()
}

/// What is written when a journal came back short.
pub fn event() -> EventPart {
    let loss = Loss { epoch: EPOCH, from: 11, through: 14, pending: 2 };
    EventPart::lost(loss)
}

pub const REASONS: [Reason; 18] = [
    Reason::Unreadable,
    Reason::UnknownDevice,
    Reason::RevokedDevice,
    Reason::WrongSignature,
    Reason::BadCode,
    Reason::NotApproved,
    Reason::NotFound,
    Reason::MethodNotAllowed,
    Reason::TooLarge,
    Reason::UnsupportedMediaType,
    Reason::WrongRecord,
    Reason::LaterProtocol,
    Reason::SignedOut,
    Reason::Forbidden,
    Reason::TooManyRequests,
    Reason::HeaderTooLarge,
    Reason::Broken,
    Reason::Unavailable,
];

pub fn problem(reason: Reason) -> Problem {
    Problem::new(reason, "A sentence for people; programs read `reason`.")
}

/// What somebody who follows the worked example needs besides, and should arrive at.
pub fn keys() -> serde_json::Value {
    let ((records, records_public), (care, care_public)) =
        (seal::key_pair(RECORDS_SEED), seal::key_pair(CARE_SEED));
    let record = record();
    json!({
        "records_private": base64::encode(&records),
        "records_public": base64::encode(&records_public),
        "records_key": KeyId::of(&records_public),
        "care_private": base64::encode(&care),
        "care_public": base64::encode(&care_public),
        "care_key": KeyId::of(&care_public),
        "tablet_public": base64::encode(&point(TABLET_KEY)),
        "tablet_key": KeyId::of(&point(TABLET_KEY)),
        "office_public": base64::encode(&point(OFFICE_KEY)),
        "office_key": KeyId::of(&point(OFFICE_KEY)),
        "record_hash": record.hash(),
        "receipt_code": Slip::of(12, &record.hash()).to_string(),
        "complaint_hash": complaint_record().hash(),
        "complaint_number": complaint().number,
    })
}

/// What was done about the complaint.
fn step() -> Step {
    Step {
        number: complaint().number,
        kind: StepKind::RemedyChosen,
        remedy: Some(Remedy::Repair),
        by: PersonId::new("p1").unwrap(),
    }
}

pub fn step_core() -> Core {
    Core {
        kind: Kind::ComplaintStep,
        complaint: None,
        package: None,
        notice: None,
        step: Some(step()),
        ..complaint_core()
    }
}

pub fn note() -> NotePart {
    NotePart { note: "左门重新清洗。".into() }
}

fn order() -> OrderRef {
    OrderRef::new("RO-7").unwrap()
}

pub fn handover() -> HandoverPart {
    HandoverPart {
        visit: Visit::Service,
        order: order(),
        advisor: Some(AdvisorId::new("a1").unwrap()),
        by: Some(PersonId::new("p1").unwrap()),
        model: Some("车型 A".into()),
        mileage_km: Some(20_400),
        second: false,
        listed: true,
    }
}

pub fn vehicle() -> VehiclePart {
    VehiclePart { plate: Some("京AD12345".into()), vin: Some("1M8GDM9AXKP042788".into()) }
}

pub fn handover_core() -> Core {
    Core { kind: Kind::Handover, step: None, handover: Some(order()), ..step_core() }
}

pub fn opened() -> EventPart {
    EventPart {
        person: Some(PersonId::new("p1").unwrap()),
        number: Some(complaint().number),
        ..EventPart::of(Happened::Opened)
    }
}

pub fn feed() -> Feed {
    let core = complaint_core();
    let mut course = Course::new(complaint(), core.captured_at.into());
    let Step { kind, remedy, by, .. } = step();
    course.add([Done { record: RECORD, kind, remedy, by, at: core.captured_at.into() }]);
    Feed {
        protocol: PROTOCOL,
        shop: ShopId::new("demo").unwrap(),
        version: 9,
        complaints: vec![course],
        visits: vec![ListedVisit {
            order: order(),
            visit: Visit::Service,
            day: "2026-11-21".into(),
            advisor: Some(AdvisorId::new("a1").unwrap()),
            model: Some("车型 A".into()),
            mileage_km: Some(20_400),
        }],
    }
}
