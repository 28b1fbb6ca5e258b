//! A small complaint form, and complaints made with it in a small form language.

use crate::app::{App, SERVICE};
use crate::tablet::Tablet;
use chrono::{DateTime, FixedOffset, Utc};
use handover_domain::PROTOCOL;
use handover_domain::answer::Value;
use handover_domain::complaint::{Category, Complaint, Department, Number, Severity};
use handover_domain::contact::{ContactPart, Purpose};
use handover_domain::ids::{OptionId, OrderRef, PageId, QuestionId, RecordId};
use handover_domain::language::Language;
use handover_domain::questionnaire::Package;
use handover_domain::record::{
    Answer, AnswersPart, Comment, Core, Kind, Mode, Origin, PartName, Record, TextPart,
};
use handover_domain::visit::{Channel, Visit};
use handover_domain::wire::Use;
use serde_json::json;
use std::fs;
use uuid::Uuid;

/// The short questionnaire with a complaint form, in this version.
pub fn package(version: u32) -> String {
    let text = |words: &str| json!({ "zh-CN": words, "zh-TW": words, "en": format!("{words} (en)") });
    let option = |id: &str, label: &str, department: &str| json!({ "id": id, "label": text(label), "department": department });
    let question = |id: &str, kind: &str, role: &str| json!({ "id": id, "type": kind, "role": role, "stage": "overall", "channels": ["kiosk"], "required": true, "text": text(id) });
    let mut about = question("about", "single", "category");
    about["options"] = json!([
        option("after_sales_service", "售后服务", "service"),
        option("product_quality", "产品质量", "parts"),
    ]);
    let mut package: serde_json::Value = serde_json::from_str(&fs::read_to_string(SERVICE).unwrap()).unwrap();
    package["version"] = version.into();
    package["complaint"] = json!({
        "questions": [about, question("happened", "text", "ask")],
        "words": { "major": ["漏油"] },
    });
    package.to_string()
}

/// Publishes this text.
pub fn publish(app: &App, package: &str) -> String {
    let path = app.folder.path().join("with-form.json");
    fs::write(&path, package).unwrap();
    let said = app.cli(&["questionnaire", "publish", path.to_str().unwrap()]);
    said.success();
    said.out
}

/// Head office whose questionnaire has a complaint form.
pub fn app() -> App {
    let app = App::start();
    publish(&app, &package(2));
    app
}

/// Complaints never touch what scores are made of.
pub fn nothing_is_scored(app: &App) {
    for table in ["responses", "answers", "rollup"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {table}")), 0, "{table}");
    }
    assert_eq!(app.report(&[])["packages"], serde_json::json!([]));
}

/// One complaint.
#[derive(Clone)]
pub struct Case {
    pub id: RecordId,
    pub mode: Mode,
    pub severity: Severity,
    pub at: DateTime<FixedOffset>,
    pub visit: Visit,
    pub answers: Vec<(QuestionId, Value)>,
    pub words: Vec<Comment>,
    pub contact: Option<ContactPart>,
    pub origin: Option<Origin>,
    pub order: Option<OrderRef>,
}

/// About after-sales service, without words and without contact.
pub fn complaint() -> Case {
    Case {
        id: RecordId(Uuid::now_v7()),
        mode: Mode::Live,
        severity: Severity::Grievance,
        at: Utc::now().into(),
        visit: Visit::Service,
        answers: Vec::new(),
        words: Vec::new(),
        contact: None,
        origin: None,
        order: None,
    }
    .answer("about", "after_sales_service")
}

impl Case {
    pub fn answer(mut self, question: &str, option: &str) -> Self {
        let value = Value::Choice(OptionId::new(option).unwrap());
        self.answers.push((QuestionId::new(question).unwrap(), value));
        self
    }

    pub fn wrote(mut self, words: &str) -> Self {
        let question = QuestionId::new("happened").unwrap();
        self.answers.push((question.clone(), Value::Written));
        self.words.push(Comment { question, text: words.into() });
        self
    }

    pub fn call(mut self, name: &str, phone: &str) -> Self {
        self.contact =
            Some(ContactPart { name: name.into(), phone: phone.into(), consent: Purpose::AnswerComplaint });
        self
    }

    pub fn at(mut self, time: &str) -> Self {
        self.at = DateTime::parse_from_rfc3339(time).unwrap();
        self
    }

    pub fn major(mut self) -> Self {
        self.severity = Severity::Major;
        self
    }

    pub fn training(mut self) -> Self {
        self.mode = Mode::Training;
        self
    }

    pub fn came_from(mut self, record: RecordId, question: &str) -> Self {
        self.origin = Some(Origin { record, question: Some(QuestionId::new(question).unwrap()) });
        self
    }

    pub fn order(mut self, order: &str) -> Self {
        self.order = Some(OrderRef::new(order).unwrap());
        self
    }

    fn answers(&self) -> AnswersPart {
        let answers: Vec<Answer> = self
            .answers
            .iter()
            .map(|(question, value)| Answer { question: question.clone(), value: value.clone(), ms: 900 })
            .collect();
        AnswersPart {
            visit: self.visit,
            channel: Channel::Kiosk,
            language: Language::ZhCn,
            advisor: None,
            order: self.order.clone(),
            asked: answers.iter().map(|answer| answer.question.clone()).collect(),
            answers,
            origin: self.origin.clone(),
        }
    }
}

impl Tablet {
    pub fn complaint_core(&self, case: &Case) -> Core {
        let package = Package::load(self.config.packages[0].0.as_bytes()).unwrap();
        let seq = self.seq + 1;
        Core {
            protocol: PROTOCOL,
            id: case.id,
            shop: self.config.shop.clone(),
            device: self.config.device,
            epoch: self.epoch,
            seq,
            prev: self.prev,
            kind: Kind::Complaint,
            outcome: None,
            mode: case.mode,
            captured_at: case.at,
            page_id: PageId(Uuid::nil()),
            page_ms: 1000,
            clock_suspect: false,
            app: "test".into(),
            complaint: Some(Complaint {
                number: Number::issue(self.config.number, self.epoch, seq),
                category: Category::AfterSalesService,
                department: Department::Service,
                severity: case.severity,
                contact: case.contact.is_some(),
            }),
            step: None,
            handover: None,
            package: Some(package.reference),
            notice: Some(1),
        }
    }

    /// Seals a complaint without writing it into the journal.
    pub fn seal_complaint(&mut self, core: &Core, case: &Case) -> Record {
        let answers = case.answers();
        let text = TextPart { comments: case.words.clone(), answers: answers.answers.clone() };
        let mut parts = vec![
            self.open_part(PartName::Answers, Use::Records, answers.to_json().into_bytes()),
            self.part_for(PartName::Text, &[Use::Care, Use::Shop], text.to_json().into_bytes()),
        ];
        if let Some(contact) = &case.contact {
            let plain = contact.to_json().into_bytes();
            parts.push(self.part_for(PartName::Contact, &[Use::Care, Use::Shop], plain));
        }
        Record::write(core, parts).unwrap()
    }

    /// Writes a complaint into the journal.
    pub fn complain(&mut self, case: &Case) -> Record {
        let core = self.complaint_core(case);
        let record = self.seal_complaint(&core, case);
        self.append(record)
    }
}

/// The number of a complaint, as its customer quotes it.
pub fn number(record: &Record) -> String {
    record.check().unwrap().core.complaint.unwrap().number.to_string()
}
