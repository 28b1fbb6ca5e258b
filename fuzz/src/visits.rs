//! The dealer's list of visits.

use crate::lines;
use chrono::NaiveDate;
use handover_domain::ids::AdvisorId;
use handover_domain::vehicle::Vin;
use handover_domain::wire::{Advisor, ListedVisit};
use handover_office::visits::{Given, List, read};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Two of them share a name, so that it says too little.
static ADVISORS: LazyLock<Vec<Advisor>> = LazyLock::new(|| {
    [("a1", "李娜"), ("a2", "Wang Wei"), ("a3", "Wang Wei")]
        .map(|(id, name)| Advisor { id: AdvisorId::new(id).expect("a name"), name: name.into() })
        .into()
});

/// Reads a list; whatever is taken of it may lie on a tablet, and comes back from a list that is written of it.
pub fn check(bytes: &[u8]) {
    let List { visits, bad, passed_over } = match read(bytes, &ADVISORS) {
        Ok(list) => list,
        Err(why) => return is_a_line(&why.to_string()),
    };
    let lines = lines(bytes);
    for (line, why) in &bad {
        assert!((1..=lines).contains(line), "line {line} of {lines}: {why}");
        is_a_line(why);
    }
    assert!(bad.is_sorted_by_key(|(line, _)| line), "in the order of the lines");
    passed_over.iter().map(String::as_str).for_each(is_a_line);
    let orders: BTreeSet<_> = visits.iter().map(|given| &given.visit.order).collect();
    assert_eq!(orders.len(), visits.len(), "each once");
    for Given { visit, customer } in &visits {
        is_fit_for_a_tablet(visit);
        customer.iter().map(String::as_str).for_each(is_a_number);
    }
    let again = read(written(&visits).as_bytes(), &ADVISORS).expect("a list that is written so is read");
    assert_eq!(again.visits, visits);
    assert!(again.bad.is_empty() && again.passed_over.is_empty());
}

fn is_a_line(text: &str) {
    assert!(!text.is_empty() && !text.contains(char::is_control), "{text:?}");
}

fn is_fit_for_a_tablet(visit: &ListedVisit) {
    let ListedVisit { order, visit: _, day, advisor, model, mileage_km } = visit;
    assert!(Vin::parse(order.as_str()).is_err(), "{order} is a VIN");
    assert!(day.len() == 10 && NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok(), "{day} is no day");
    assert!(advisor.iter().all(|id| ADVISORS.iter().any(|known| known.id == *id)));
    if let Some(model) = model {
        assert!(Vin::parse(model).is_err() && model.chars().count() <= 60);
        is_a_line(model);
    }
    assert!(mileage_km.is_none_or(|km| km <= 5_000_000));
}

/// Of a customer head office keeps nothing that tells who or which car it is.
fn is_a_number(customer: &str) {
    assert!(Vin::parse(customer).is_err(), "{customer} is a VIN");
    assert!((1..=64).contains(&customer.len()) && customer.is_ascii(), "{customer:?}");
    is_a_line(customer);
}

fn written(visits: &[Given]) -> String {
    let mut text = String::from("order,visit,day,advisor,model,mileage_km,customer_no\n");
    for Given { visit, customer } in visits {
        let ListedVisit { order, visit, day, advisor, model, mileage_km } = visit;
        let advisor = advisor.as_ref().map_or("", AdvisorId::as_str);
        let model = model.as_deref().unwrap_or_default().replace('"', "\"\"");
        let mileage = mileage_km.map(|km| km.to_string()).unwrap_or_default();
        let customer = customer.as_deref().unwrap_or_default();
        writeln!(text, "{order},{visit},{day},{advisor},\"{model}\",{mileage},{customer}")
            .expect("memory takes it");
    }
    text
}
