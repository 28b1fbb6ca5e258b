//! How a synthetic customer answers: around what the visit was like, each a little differently.

use crate::chance::Chance;
use crate::character::Character;
use crate::customer::Manner;
use crate::words::{self, Tone};
use handover_domain::answer::Value;
use handover_domain::complaint::Severity;
use handover_domain::contact::{ContactPart, Purpose};
use handover_domain::ids::{OptionId, QuestionId};
use handover_domain::questionnaire::{Choice, Question, QuestionType, Role};
use std::sync::Arc;

/// How far answers of one customer lie apart.
const SPREAD: f64 = 0.16;

/// A customer.
pub struct Mood<'a> {
    /// Where what they do comes from.
    pub chance: &'a mut Chance,
    /// The shop.
    pub shop: &'a Character,
    /// How good the visit was, from 0 to 1.
    pub quality: f64,
    /// Somebody of the shop answers in their place: all alike, and fast.
    pub pushed: bool,
    /// They walk away after so many answers.
    pub patience: Option<u32>,
    /// They are complaining.
    pub complains: bool,
}

impl Mood<'_> {
    fn mark(&mut self, question: &Question) -> f64 {
        if self.pushed {
            return 1.0;
        }
        self.quality + self.shop.at_stage(question.stage.as_str()) + self.chance.around(SPREAD)
    }

    /// The option whose points come nearest to a mark.
    fn scored(&mut self, question: &Question) -> Option<OptionId> {
        let mark = self.mark(question) * 100.0;
        let away = |choice: &&Choice| choice.points.map(|points| (f64::from(points) - mark).abs());
        let scored = question.options.iter().filter(|choice| choice.points.is_some());
        scored
            .min_by(|a, b| away(a).partial_cmp(&away(b)).unwrap_or(std::cmp::Ordering::Equal))
            .map(|choice| choice.id.clone())
    }

    fn unscored(&mut self, question: &Question) -> Option<OptionId> {
        if question.role == Role::Influence {
            let said = if self.shop.influenced { 0.2 } else { 0.02 };
            let place = usize::from(self.pushed || !self.chance.hits(said));
            return question.options.get(place).map(|choice| choice.id.clone());
        }
        self.weighed(&question.options)
    }

    /// What is bad happens less often than what is not.
    fn weighed(&mut self, options: &[Choice]) -> Option<OptionId> {
        let weight = |choice: &Choice| match choice.severity {
            None | Some(Severity::Grievance) => 8,
            Some(Severity::Ordinary) => 3,
            Some(Severity::Major) => 1,
        };
        self.chance.weighed(options, weight).map(|choice| choice.id.clone())
    }

    fn choices(&mut self, question: &Question) -> Value {
        let mut chosen = Vec::from_iter(self.weighed(&question.options));
        if self.chance.hits(0.3) {
            chosen.extend(self.weighed(&question.options));
        }
        chosen.dedup();
        if chosen.is_empty() { Value::Skipped } else { Value::Choices(chosen) }
    }

    fn words(&mut self, question: &Question) -> Value {
        let (all, writes) = match (self.complains, question.optional) {
            (true, true) => (&words::CARS[..], 0.4),
            (true, false) => (&words::COMPLAINTS[..], 1.0),
            (false, _) => {
                let mark = self.quality + self.chance.around(SPREAD);
                let tone = match (question.role, mark) {
                    (Role::Reason, _) | (_, ..0.62) => Tone::Bad,
                    (_, ..0.82) => Tone::Mixed,
                    _ => Tone::Good,
                };
                (words::comments(tone), if self.pushed { 0.0 } else { 0.3 })
            }
        };
        // An empty field is sent as one; the survey takes it for a question that was passed over.
        let text = if self.chance.hits(writes) { self.chance.one_of(all) } else { None };
        Value::Text(text.copied().unwrap_or_default().into())
    }
}

impl Manner for Mood<'_> {
    fn pause_ms(&mut self) -> u64 {
        if self.pushed { self.chance.count(500..=900) } else { self.chance.count(2_200..=11_000) }
    }

    fn answer(&mut self, question: &Question) -> Value {
        if !self.pushed && question.not_applicable && self.chance.hits(0.06) {
            return Value::NotApplicable;
        }
        let value = match question.kind {
            QuestionType::Text => return self.words(question),
            QuestionType::Nps | QuestionType::Number => {
                let (least, most) = question.range.unwrap_or((0, 10));
                let share = (self.mark(question) * 1.05).clamp(0.0, 1.0);
                // A mark of ten at the most: the cut is meant.
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_precision_loss,
                    reason = "small whole numbers"
                )]
                let number = least + ((most - least) as f64 * share).round() as i64;
                return Value::Number(number);
            }
            QuestionType::Multi => return self.choices(question),
            QuestionType::Rating | QuestionType::YesNo | QuestionType::Single => {
                if question.scored() {
                    self.scored(question)
                } else {
                    self.unscored(question)
                }
            }
        };
        value.map_or(Value::Skipped, Value::Choice)
    }

    fn groups(&mut self, groups: &[&Arc<Question>]) -> Vec<(QuestionId, OptionId)> {
        let mut named = Vec::new();
        for group in groups {
            if !self.pushed && self.chance.hits(0.55) {
                let option = self.chance.one_of(&group.options);
                named.extend(option.map(|option| (group.id.clone(), option.id.clone())));
            }
        }
        named
    }

    fn contact(&mut self) -> Option<ContactPart> {
        let name = self.chance.one_of(&words::NAMES)?;
        let leaves = self.chance.hits(0.85);
        leaves.then(|| ContactPart::new(name, words::PHONE, Purpose::AnswerComplaint)).flatten()
    }

    fn goes(&mut self) -> bool {
        match &mut self.patience {
            Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }
}
