//! A handover, before it is sealed: somebody of the shop hands the tablet to a customer.

use crate::ids::{AdvisorId, OrderRef, PersonId};
use crate::json::Object;
use crate::visit::Visit;
use serde::{Deserialize, Serialize};

/// The content of [`super::PartName::Handover`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverPart {
    /// The kind of visit.
    pub visit: Visit,
    /// The handover number.
    pub order: OrderRef,
    /// Who advised the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advisor: Option<AdvisorId>,
    /// Who of the shop handed the tablet over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// The model, as the shop calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// What the odometer shows, in kilometres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mileage_km: Option<u32>,
    /// Whether the tablet knew of another handover with this number.
    pub second: bool,
    /// Whether it was chosen from head office's list of visits, not typed.
    pub listed: bool,
}

/// The content of [`super::PartName::Vehicle`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VehiclePart {
    /// The plate (车牌号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plate: Option<String>,
    /// The vehicle identification number (ISO 3779).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vin: Option<String>,
}

impl HandoverPart {
    /// The part's text, before it is sealed.
    pub fn to_json(&self) -> String {
        let part = Object::new()
            .shown("visit", &self.visit)
            .shown("order", &self.order)
            .shown_if("advisor", self.advisor.as_ref().map(|advisor| advisor as _))
            .shown_if("by", self.by.as_ref().map(|by| by as _));
        let part = text_if(part, "model", self.model.as_deref());
        let part = match self.mileage_km {
            Some(km) => part.number("mileage_km", km.into()),
            None => part,
        };
        let word = |is| if is { "true" } else { "false" };
        part.json("second", word(self.second)).json("listed", word(self.listed)).end()
    }
}

impl VehiclePart {
    /// The part's text, before it is sealed.
    pub fn to_json(&self) -> String {
        let part = text_if(Object::new(), "plate", self.plate.as_deref());
        text_if(part, "vin", self.vin.as_deref()).end()
    }
}

fn text_if(part: Object, name: &str, text: Option<&str>) -> Object {
    match text {
        Some(text) => part.text(name, text),
        None => part,
    }
}
