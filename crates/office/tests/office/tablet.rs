//! A small tablet: real keys, real seals, a real chain; no screen.

use crate::app::{Answer, App, JSON};
use chrono::{DateTime, FixedOffset, Utc};
use handover_domain::answer::Value;
use handover_domain::hash::Hash;
use handover_domain::ids::{
    AdvisorId, BatchId, Epoch, KeyId, OptionId, OrderRef, PageId, QuestionId, RecordId,
};
use handover_domain::language::Language;
use handover_domain::questionnaire::Package;
use handover_domain::record::{
    Answer as Given, AnswersPart, Comment, Core, EventPart, Kind, Mode, OpenPart, Outcome, PartName, Record,
    TextPart,
};
use handover_domain::seal::Recipient;
use handover_domain::visit::{Channel, Visit};
use handover_domain::wire::{
    Batch, Config, EnrolCode, Enrolment, Envelope, Feed, NewKey, Opened, Receipt, Request, Tip, Type,
    Unsigned, Use,
};
use handover_domain::{PROTOCOL, seal};
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use uuid::Uuid;

pub const BATCHES: &str = "/api/v1/batches";
pub const ENROLMENTS: &str = "/api/v1/enrolments";
pub const CONFIG: &str = "/api/v1/config";
pub const KEYS: &str = "/api/v1/keys";
pub const FEED: &str = "/api/v1/feed";

pub struct Key(SigningKey);

impl Key {
    pub fn new() -> Self {
        let bytes = [*Uuid::now_v7().as_bytes(), *Uuid::now_v7().as_bytes()].concat();
        Self(SigningKey::from_slice(&bytes).unwrap())
    }

    pub fn public(&self) -> Vec<u8> {
        self.0.verifying_key().to_sec1_point(false).as_bytes().to_vec()
    }

    pub fn id(&self) -> KeyId {
        KeyId::of(&self.public())
    }

    pub fn sign(&self, typ: Type, payload: &[u8]) -> Envelope {
        let unsigned = Unsigned::new(typ, &KeyId::of(&self.public()), payload);
        let signature: Signature = self.0.sign(&unsigned.signing_input());
        unsigned.close(&signature.to_bytes())
    }

    pub fn enrol(&self, app: &App, code: &str) -> Answer {
        app.post(ENROLMENTS, self.wish(code).to_json().as_bytes(), &[JSON])
    }

    /// A wish to be enrolled with this code.
    pub fn wish(&self, code: &str) -> Envelope {
        let wish = Enrolment {
            protocol: PROTOCOL,
            code: EnrolCode::parse(code).unwrap(),
            public_key: self.public(),
            app: "test".into(),
        };
        self.sign(Type::Enrolment, &serde_json::to_vec(&wish).unwrap())
    }
}

/// What head office signed, with its signature checked.
pub fn verified(answer: &Answer, typ: Type, signing_key: &[u8]) -> Vec<u8> {
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let opened = Envelope::parse(&answer.body).unwrap().open(typ).unwrap();
    signed_by(&opened, signing_key);
    opened.payload
}

/// Checks that an envelope was signed with this key.
pub fn signed_by(opened: &Opened, public_key: &[u8]) {
    let key = VerifyingKey::from_sec1_bytes(public_key).unwrap();
    key.verify(&opened.signing_input, &Signature::from_slice(&opened.signature).unwrap()).unwrap();
}

pub fn config(answer: &Answer) -> Config {
    let opened = Envelope::parse(&answer.body).unwrap().open(Type::Config).unwrap();
    let config = Config::parse(&opened.payload).unwrap();
    verified(answer, Type::Config, &config.signing_key);
    config
}

/// One survey, in a small form language.
#[derive(Clone)]
pub struct Survey {
    pub id: RecordId,
    pub outcome: Outcome,
    pub mode: Mode,
    pub order: Option<OrderRef>,
    pub advisor: Option<AdvisorId>,
    pub channel: Channel,
    pub at: DateTime<FixedOffset>,
    pub answers: Vec<(QuestionId, Value)>,
    pub words: Option<String>,
}

pub fn completed() -> Survey {
    Survey {
        id: RecordId(Uuid::now_v7()),
        outcome: Outcome::Completed,
        mode: Mode::Live,
        order: None,
        advisor: None,
        channel: Channel::Kiosk,
        at: Utc::now().into(),
        answers: Vec::new(),
        words: None,
    }
}

pub fn partial() -> Survey {
    Survey { outcome: Outcome::Partial, ..completed() }
}

impl Survey {
    pub fn answer(mut self, question: &str, option: &str) -> Self {
        let value = match option {
            "n/a" => Value::NotApplicable,
            option => Value::Choice(OptionId::new(option).unwrap()),
        };
        self.answers.push((QuestionId::new(question).unwrap(), value));
        self
    }

    pub fn order(mut self, order: &str) -> Self {
        self.order = Some(OrderRef::new(order).unwrap());
        self
    }

    pub fn advisor(mut self, advisor: &str) -> Self {
        self.advisor = Some(AdvisorId::new(advisor).unwrap());
        self
    }

    pub fn by(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    pub fn at(mut self, time: &str) -> Self {
        self.at = DateTime::parse_from_rfc3339(time).unwrap();
        self
    }

    pub fn training(mut self) -> Self {
        self.mode = Mode::Training;
        self
    }

    pub fn wrote(mut self, words: &str) -> Self {
        self.words = Some(words.into());
        self
    }

    fn part(&self) -> AnswersPart {
        let answers: Vec<Given> = self
            .answers
            .iter()
            .map(|(question, value)| Given { question: question.clone(), value: value.clone(), ms: 1500 })
            .collect();
        AnswersPart {
            visit: Visit::Service,
            channel: self.channel,
            language: Language::En,
            advisor: self.advisor.clone(),
            order: self.order.clone(),
            asked: answers.iter().map(|answer| answer.question.clone()).collect(),
            answers,
            origin: None,
        }
    }
}

pub struct Tablet {
    pub key: Key,
    pub config: Config,
    pub epoch: Epoch,
    pub seq: u64,
    pub prev: Hash,
    random: ChaCha20Rng,
}

impl Tablet {
    pub fn enrolled(app: &App) -> Self {
        Self::enrolled_in(app, "demo")
    }

    pub fn enrolled_in(app: &App, shop: &str) -> Self {
        let key = Key::new();
        let config = config(&key.enrol(app, &app.code(shop)));
        Self::set_up(key, config)
    }

    /// A tablet that was enrolled just now.
    pub fn set_up(key: Key, config: Config) -> Self {
        let seed = Hash::of(&key.public()).0;
        let epoch = Epoch(Uuid::now_v7());
        Self { key, config, epoch, seq: 0, prev: Hash::NONE, random: ChaCha20Rng::from_seed(seed) }
    }

    pub fn core(&self, survey: &Survey) -> Core {
        let package = Package::load(self.config.packages[0].0.as_bytes()).unwrap();
        Core {
            protocol: PROTOCOL,
            id: survey.id,
            shop: self.config.shop.clone(),
            device: self.config.device,
            epoch: self.epoch,
            seq: self.seq + 1,
            prev: self.prev,
            kind: Kind::Response,
            outcome: Some(survey.outcome),
            mode: survey.mode,
            captured_at: survey.at,
            page_id: PageId(Uuid::nil()),
            page_ms: 1000,
            clock_suspect: false,
            app: "test".into(),
            complaint: None,
            step: None,
            handover: None,
            package: Some(package.reference),
            notice: Some(1),
        }
    }

    /// Seals a record without writing it into the journal.
    pub fn seal(&mut self, core: &Core, survey: &Survey) -> Record {
        let answers = serde_json::to_vec(&survey.part()).unwrap();
        let mut parts = vec![(PartName::Answers, Use::Records, answers)];
        if let Some(words) = &survey.words {
            let comment = Comment { question: QuestionId::new("comment").unwrap(), text: words.clone() };
            let part = TextPart { comments: vec![comment], answers: Vec::new() };
            parts.push((PartName::Text, Use::Care, serde_json::to_vec(&part).unwrap()));
        }
        let parts =
            parts.into_iter().map(|(name, reader, plain)| self.open_part(name, reader, plain)).collect();
        Record::write(core, parts).unwrap()
    }

    pub fn open_part(&mut self, name: PartName, reader: Use, plain: Vec<u8>) -> OpenPart {
        self.part_for(name, &[reader], plain)
    }

    /// The same for several readers; for the shop only where it has a key.
    pub fn part_for(&mut self, name: PartName, readers: &[Use], plain: Vec<u8>) -> OpenPart {
        let mut keys: Vec<(Use, &[u8])> =
            self.config.readers.iter().map(|key| (key.purpose, &key.public_key[..])).collect();
        keys.extend(self.config.shop_key.iter().map(|key| (Use::Shop, &key.public_key[..])));
        let meant = keys.iter().filter(|(purpose, _)| readers.contains(purpose));
        let readers = meant.map(|(_, key)| Recipient::new(key).unwrap().prepare(&mut self.random).unwrap());
        OpenPart { name, plain, readers: readers.collect() }
    }

    /// Takes up the newest configuration.
    pub fn refresh(&mut self, app: &App) {
        self.config = config(&app.get(CONFIG, &[("authorization", &self.authorization(CONFIG))]));
    }

    /// Seals for a key that is not head office's.
    pub fn stray_part(&mut self, plain: Vec<u8>) -> OpenPart {
        let (_, public) = seal::key_pair([3; 32]);
        let prepared = Recipient::new(&public).unwrap().prepare(&mut self.random).unwrap();
        OpenPart { name: PartName::Answers, plain, readers: vec![prepared] }
    }

    /// Writes a survey into the journal.
    pub fn write(&mut self, survey: &Survey) -> Record {
        let core = self.core(survey);
        let record = self.seal(&core, survey);
        self.append(record)
    }

    /// Writes a record into the journal.
    pub fn append(&mut self, record: Record) -> Record {
        self.seq += 1;
        self.prev = record.hash();
        record
    }

    pub fn batch(&self, records: &[Record]) -> Batch {
        Batch {
            protocol: PROTOCOL,
            batch_id: BatchId(Uuid::now_v7()),
            device: self.config.device,
            sent_at: Utc::now().into(),
            app: "test".into(),
            head: None,
            records: records.to_vec(),
        }
    }

    pub fn signed(&self, batch: &Batch) -> Vec<u8> {
        self.key.sign(Type::Batch, &serde_json::to_vec(batch).unwrap()).to_json().into_bytes()
    }

    pub fn body(&self, records: &[Record]) -> Vec<u8> {
        self.signed(&self.batch(records))
    }

    /// How far the journal has come.
    pub fn tip(&self) -> Tip {
        Tip { epoch: self.epoch, seq: self.seq, hash: self.prev }
    }

    /// The body of a batch that says how far the journal has come.
    pub fn announcing(&self, records: &[Record], tip: Tip) -> Vec<u8> {
        self.signed(&Batch { head: Some(tip), ..self.batch(records) })
    }

    /// Sends such a batch.
    pub fn send_with(&self, app: &App, records: &[Record], tip: Tip) -> Receipt {
        self.receipt(&app.post(BATCHES, &self.announcing(records, tip), &[JSON]))
    }

    /// Begins another journal, as a tablet does that finds its database empty.
    pub fn begin_anew(&mut self) {
        self.epoch = Epoch(Uuid::now_v7());
        (self.seq, self.prev) = (0, Hash::NONE);
    }

    /// Writes down what happened to the tablet.
    pub fn happened(&mut self, event: &EventPart) -> Record {
        let mut core = self.core(&completed());
        (core.kind, core.outcome, core.package, core.notice) = (Kind::DeviceEvent, None, None, None);
        let part = self.open_part(PartName::Event, Use::Records, event.to_json().into_bytes());
        self.append(Record::write(&core, vec![part]).unwrap())
    }

    /// What head office tells the tablets of this shop, its signature checked.
    pub fn feed(&self, app: &App) -> Feed {
        let answer = app.get(FEED, &[("authorization", &self.authorization(FEED))]);
        Feed::parse(&verified(&answer, Type::Feed, &self.config.signing_key)).unwrap()
    }

    /// Asks to go on with this key.
    pub fn ask(&self, app: &App, key: &Key) -> Answer {
        let wish = NewKey {
            protocol: PROTOCOL,
            device: self.config.device,
            public_key: key.public(),
            app: "test".into(),
        };
        app.post(KEYS, key.sign(Type::NewKey, wish.to_json().as_bytes()).to_json().as_bytes(), &[JSON])
    }

    /// Sends records as they are and returns whatever comes back.
    pub fn try_send(&self, app: &App, records: &[Record]) -> Answer {
        app.post(BATCHES, &self.body(records), &[JSON])
    }

    /// Sends records and returns the receipt, its signature checked.
    pub fn send(&self, app: &App, records: &[Record]) -> Receipt {
        self.receipt(&self.try_send(app, records))
    }

    pub fn receipt(&self, answer: &Answer) -> Receipt {
        Receipt::parse(&verified(answer, Type::Receipt, &self.config.signing_key)).unwrap()
    }

    /// The line that authorises a request for this path.
    pub fn authorization(&self, path: &str) -> String {
        let request = Request { device: self.config.device, path: path.into() };
        let envelope = self.key.sign(Type::Request, &serde_json::to_vec(&request).unwrap());
        format!("Handover {}", envelope.to_compact())
    }
}

/// How far head office says this journal is whole.
pub fn through(receipt: &Receipt, epoch: Epoch) -> u64 {
    receipt.contiguous_through.iter().find(|(of, _)| *of == epoch).map_or(0, |(_, seq)| *seq)
}
