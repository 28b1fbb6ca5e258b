//! What happened to the tablet, before it is sealed.

use crate::complaint::Number;
use crate::ids::{Epoch, OrderRef, PersonId};
use crate::json::{Object, words};
use serde::{Deserialize, Serialize};

words! {
    /// What can happen to a tablet.
    Happened {
        /// The journal came back without its end, or not at all: records are missing.
        Loss = "loss",
        /// The storage was full, and the room kept back for complaints was used.
        StorageFull = "storage_full",
        /// The page broke down and began anew.
        Breakdown = "breakdown",
        /// Head office took the tablet in.
        Enrolled = "enrolled",
        /// Somebody of the shop opened their part of the page.
        Unlocked = "unlocked",
        /// A PIN was wrong.
        WrongPin = "wrong_pin",
        /// The tablet's settings were changed.
        SettingsChanged = "settings_changed",
        /// The words and the contact of a complaint were opened.
        Opened = "opened",
        /// The six words that open complaints were wrong.
        WrongWords = "wrong_words",
        /// A handover ended, and the customer answered nothing.
        NoSurvey = "no_survey",
        /// The tablet goes out of use: what it had is at head office.
        Retired = "retired",
    }
}

/// The content of [`super::PartName::Event`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPart {
    /// What happened.
    pub happened: Happened,
    /// What is missing; losses only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Loss>,
    /// Where in the program, `src/app.rs:12`; breakdowns only. `?` where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who did it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Which complaint was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// Which handover ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderRef>,
}

/// Records that the tablet had, by its witness, and has no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The life of the journal that ended.
    pub epoch: Epoch,
    /// The first place that is missing.
    pub from: u64,
    /// The last place that the witness knew of.
    pub through: u64,
    /// How many records of that journal head office had not acknowledged when the witness was written.
    pub pending: u64,
}

impl EventPart {
    /// That this happened, and no more.
    pub fn of(happened: Happened) -> Self {
        Self { happened, loss: None, place: None, person: None, number: None, order: None }
    }

    /// That these records are missing.
    pub fn lost(loss: Loss) -> Self {
        Self { loss: Some(loss), ..Self::of(Happened::Loss) }
    }

    /// The part's text, before it is sealed.
    pub fn to_json(&self) -> String {
        let part = Object::new().shown("happened", &self.happened);
        let part = match self.loss {
            Some(loss) => part.json("loss", &loss.to_json()),
            None => part,
        };
        let part = match &self.place {
            Some(place) => part.text("place", place),
            None => part,
        };
        part.shown_if("person", self.person.as_ref().map(|person| person as _))
            .shown_if("number", self.number.as_ref().map(|number| number as _))
            .shown_if("order", self.order.as_ref().map(|order| order as _))
            .end()
    }
}

impl Loss {
    fn to_json(self) -> String {
        Object::new()
            .shown("epoch", &self.epoch)
            .number("from", self.from)
            .number("through", self.through)
            .number("pending", self.pending)
            .end()
    }
}
