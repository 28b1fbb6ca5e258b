//! Starting a handover: typed, or from the list of visits that head office has of the dealer's system.

use super::{Desk, Place, chosen_from, labelled, minute, option, screen};
use crate::components::{Act, Look, Shape, button, form, group, heading, line, live, nothing, told, when};
use crate::staff::desk::News;
use crate::staff::writing;
use handover_domain::ids::{AdvisorId, OrderRef};
use handover_domain::record::{HandoverPart, VehiclePart};
use handover_domain::vehicle::{Plate, Vin};
use handover_domain::visit::Visit;
use leptos::prelude::*;
use std::sync::Arc;

/// More than a car drives.
const MOST_KM: u32 = 9_999_999;
const VISITS: [Visit; 2] = [Visit::Service, Visit::Delivery];

/// What is typed; in memory only.
#[derive(Clone, Copy)]
struct Form {
    visit: RwSignal<Visit>,
    order: RwSignal<String>,
    advisor: RwSignal<Option<AdvisorId>>,
    plate: RwSignal<String>,
    vin: RwSignal<String>,
    model: RwSignal<String>,
    mileage: RwSignal<String>,
    listed: RwSignal<Option<String>>,
    /// Whether it was pressed once, so that what is missing is said.
    pressed: RwSignal<bool>,
    busy: RwSignal<bool>,
}

impl Form {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            visit: RwSignal::new(Visit::Service),
            order: text(),
            advisor: RwSignal::new(None),
            plate: text(),
            vin: text(),
            model: text(),
            mileage: text(),
            listed: RwSignal::new(None),
            pressed: RwSignal::new(false),
            busy: RwSignal::new(false),
        }
    }

    fn order(self) -> Option<OrderRef> {
        OrderRef::new(self.order.get().trim()).ok()
    }

    fn mileage(self) -> Result<Option<u32>, Unfit> {
        typed(&self.mileage.get(), |km| km.parse().ok().filter(|km| *km <= MOST_KM))
    }

    fn plate(self) -> Result<Option<Plate>, Unfit> {
        typed(&self.plate.get(), Plate::parse)
    }

    fn vin(self) -> Result<Option<Vin>, Unfit> {
        typed(&self.vin.get(), |vin| Vin::parse(vin).ok())
    }

    /// All of it, where all of it is right.
    fn filled(self, desk: Desk, second: bool) -> Option<(HandoverPart, VehiclePart)> {
        let (plate, vin, mileage_km) = (self.plate().ok()?, self.vin().ok()?, self.mileage().ok()?);
        let model = self.model.get().trim().to_owned();
        let handover = HandoverPart {
            visit: self.visit.get(),
            order: self.order()?,
            advisor: self.advisor.get(),
            by: desk.who.with(|who| who.as_ref().map(|person| person.id.clone())),
            model: (!model.is_empty()).then_some(model),
            mileage_km,
            second,
            listed: self.listed.with(Option::is_some),
        };
        let vehicle = VehiclePart {
            plate: plate.map(|plate| plate.as_str().to_owned()),
            vin: vin.map(|vin| vin.as_str().to_owned()),
        };
        Some((handover, vehicle))
    }
}

/// What was typed is not what it should be.
struct Unfit;

/// What may be left out, where something was typed.
fn typed<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Unfit> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(Unfit) }
}

/// When the tablet was handed over for this order before, and whether a survey came of it.
fn before(desk: Desk, form: Form) -> Option<(String, bool)> {
    let order = form.order()?;
    desk.books.with(|books| {
        let at = books.handed_over(&order)?;
        Some((minute(at.as_str()), books.is_answered(&order)))
    })
}

/// The visits of the dealer's list that were not handed over yet.
fn listed(desk: Desk, form: Form) -> AnyView {
    let all = desk.read(move |desk| {
        let books = desk.books.get();
        let chosen = form.listed.get();
        let open = desk.visits.get().into_iter().filter(|visit| books.handed_over(&visit.order).is_none());
        let choice = |visit: handover_domain::wire::ListedVisit| {
            let order = visit.order.to_string();
            let model = visit.model.map(|model| format!(" · {model}")).unwrap_or_default();
            option(&order, &format!("{order}{model}"), chosen.as_deref() == Some(&order))
        };
        open.map(choice).collect::<Vec<_>>()
    });
    let pick = Arc::new(move |id: &str| {
        let visits = desk.visits.get_untracked();
        let Some(visit) = visits.into_iter().find(|visit| visit.order.as_str() == id) else { return };
        form.listed.set(Some(id.to_owned()));
        form.visit.set(visit.visit);
        form.order.set(id.to_owned());
        form.advisor.set(visit.advisor);
        form.model.set(visit.model.unwrap_or_default());
        form.mileage.set(visit.mileage_km.map(|km| km.to_string()).unwrap_or_default());
    });
    let is_any = Arc::clone(&all);
    when(
        Arc::new(move || !is_any().is_empty()),
        Arc::new(move || chosen_from("listed-label", desk.say(|w| w.listed), Arc::clone(&all), pick.clone())),
    )
}

fn fields(desk: Desk, form: Form) -> Vec<AnyView> {
    let order_note = desk.read(move |desk| {
        let wrong = form.order().is_none() && (form.pressed.get() || !form.order.with(String::is_empty));
        if wrong { desk.words().order_bad } else { desk.words().order_note }.to_owned()
    });
    let optional = move |note: String| if note.is_empty() { desk.words().optional.to_owned() } else { note };
    let plate_note = desk.read(move |desk| {
        let typed = form.plate.get();
        let look = || (desk.words().plate_look)(Plate::parse(&typed).map(|plate| plate.kind)).to_owned();
        optional(if typed.trim().is_empty() { String::new() } else { look() })
    });
    let vin_note = desk.read(move |desk| {
        let typed = form.vin.get();
        let look = || (desk.words().vin_look)(Vin::parse(&typed).err());
        optional(if typed.trim().is_empty() { String::new() } else { look() })
    });
    let mileage_note = desk.read(move |desk| {
        optional(if form.mileage().is_err() { desk.words().mileage_bad.to_owned() } else { String::new() })
    });
    let free = desk.read(move |_| optional(String::new()));
    vec![
        labelled("order-label", desk.say(|w| w.order_label), Shape::Line, form.order, 64, order_note),
        labelled("model-label", desk.say(|w| w.model_label), Shape::Line, form.model, 60, free),
        labelled("plate-label", desk.say(|w| w.plate_label), Shape::Line, form.plate, 12, plate_note),
        labelled("vin-label", desk.say(|w| w.vin_label), Shape::Line, form.vin, 24, vin_note),
        labelled(
            "mileage-label",
            desk.say(|w| w.mileage_label),
            Shape::Number,
            form.mileage,
            8,
            mileage_note,
        ),
    ]
}

/// The screen.
pub(super) fn start(desk: Desk) -> AnyView {
    let form_of = Form::new();
    let visits = desk.read(move |desk| {
        let here = form_of.visit.get();
        VISITS.map(|visit| option(visit.word(), (desk.words().visit)(visit), here == visit)).into()
    });
    let pick_visit = Arc::new(move |word: &str| {
        form_of.visit.set(Visit::from_word(word).unwrap_or(Visit::Service));
    });
    let advisors = desk.read(move |desk| {
        let here = form_of.advisor.get();
        let all =
            desk.kiosk.with(|kiosk| kiosk.as_ref().map(|k| k.config.advisors.clone()).unwrap_or_default());
        let choice = |advisor: handover_domain::wire::Advisor| {
            option(advisor.id.as_str(), &advisor.name, here.as_ref() == Some(&advisor.id))
        };
        all.into_iter().map(choice).collect::<Vec<_>>()
    });
    let pick_advisor = Arc::new(move |id: &str| form_of.advisor.set(AdvisorId::new(id).ok()));
    let second = desk.read(move |desk| before(desk, form_of));
    let warned = {
        let second = Arc::clone(&second);
        live(Arc::new(move || match second() {
            Some((at, answered)) => {
                line("notice", desk.read(move |desk| (desk.words().second)(&at, answered)))
            }
            None => nothing(),
        }))
    };
    let go: Act = {
        let second = Arc::clone(&second);
        Arc::new(move || {
            form_of.pressed.set(true);
            let is_second = untrack(|| second()).is_some();
            let Some((handover, vehicle)) = untrack(|| form_of.filled(desk, is_second)) else { return };
            if form_of.busy.get_untracked() {
                return;
            }
            form_of.busy.set(true);
            desk.later(async move {
                if writing::hand_over(desk, handover, vehicle).await.is_err() {
                    form_of.busy.set(false);
                    desk.news.set(News::NotWritten);
                }
            });
        })
    };
    let ready = desk.read(move |desk| !form_of.busy.get() && form_of.filled(desk, false).is_some());
    let label = desk.read(move |desk| {
        let words = desk.words();
        if second().is_some() { words.hand_over_anyway } else { words.hand_over }.to_owned()
    });
    // Chosen from the list, the fields are built anew with what that says.
    let typed = live(Arc::new(move || {
        form_of.listed.track();
        group("fields", fields(desk, form_of))
    }));
    let advisor = when(
        desk.read({
            let advisors = Arc::clone(&advisors);
            move |_| !advisors().is_empty()
        }),
        {
            Arc::new(move || {
                let (all, pick) = (Arc::clone(&advisors), pick_advisor.clone());
                chosen_from("advisor-label", desk.say(|w| w.advisor_label), all, pick)
            })
        },
    );
    let middle = vec![
        heading(desk.say(|w| w.start_title)),
        listed(desk, form_of),
        chosen_from("visit-label", desk.say(|w| w.visit_label), visits, pick_visit),
        advisor,
        form("handing", Arc::clone(&go), vec![typed]),
        line("note", desk.say(|w| w.sealed_note)),
        warned,
        told("alert", "note", desk.read(super::setup::written_news)),
    ];
    let below = vec![
        button(Look::MainWhen(ready), label, go),
        button(Look::Quiet, desk.say(|w| w.back), desk.act(|desk| desk.go(Place::Overview))),
    ];
    screen(desk, middle, below)
}
