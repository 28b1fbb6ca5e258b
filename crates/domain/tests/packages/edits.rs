//! Spoiling a package at one place.

use crate::support;
use handover_domain::questionnaire::{Flaw, Package};
use serde_json::Value;

/// The flaws of a package that must be refused.
#[track_caller]
pub fn flaws(package: &Value) -> Vec<Flaw> {
    Package::load(package.to_string().as_bytes()).expect_err("this package must be refused")
}

/// The short package after an edit.
pub fn edited(edit: impl FnOnce(&mut Value)) -> Value {
    let mut package = support::short();
    edit(&mut package);
    package
}

/// The short package with everything around it after an edit.
pub fn full(edit: impl FnOnce(&mut Value)) -> Value {
    let mut package = support::full();
    edit(&mut package);
    package
}

/// The question of this id, to be edited.
pub fn question<'a>(package: &'a mut Value, id: &str) -> &'a mut Value {
    let questions = package["questions"].as_array_mut().unwrap();
    questions.iter_mut().find(|question| question["id"] == id).unwrap()
}

/// Takes a member out.
pub fn remove(object: &mut Value, member: &str) {
    object.as_object_mut().unwrap().remove(member).expect("the member was there");
}

/// A new question behind the others.
pub fn push(package: &mut Value, question: Value) {
    package["questions"].as_array_mut().unwrap().push(question);
}
