//! What a complaint is filed under: category, department (`C2`), and how bad it seems to be (`C3`).

use super::language::{Scenario, filed, survey};
use crate::support::{self, load};
use handover_domain::complaint::{Category, Department, Severity};
use handover_domain::record::{AnswersPart, TextPart};
use handover_domain::session::Event;
use serde_json::json;

/// A complaint about something else, told in these words.
fn told(words: &str) -> Severity {
    let complaint = survey("full").complain().answer("about", "other").answer("story", words);
    filed(complaint.answer("reach", "none").draft()).severity
}

fn complain() -> Scenario {
    survey("full").complain()
}

#[test]
fn the_category_says_whom_it_concerns() {
    use Category::{AfterSalesService, Fitting, Other, ProductQuality, Sales, Use};
    for (category, department) in [
        (ProductQuality, Department::Service),
        (Fitting, Department::Parts),
        (Use, Department::Service),
        (AfterSalesService, Department::Service),
        (Sales, Department::Sales),
        (Other, Department::CustomerCare),
    ] {
        let complaint = complain().answer("about", category.word());
        let complaint = match category {
            ProductQuality => complaint.answer("drivable", "yes"),
            Fitting => complaint.answer("faults", "skip"),
            _ => complaint,
        };
        let complaint = complaint.answer("story", "skip").answer("reach", "none");
        let filed = filed(complaint.draft());
        assert_eq!((filed.category, filed.department), (category, department));
    }
}

#[test]
fn a_complaint_in_which_nothing_was_chosen_is_filed_under_other_for_customer_care() {
    let form = load(&support::full()).complaint.unwrap();
    let complaint = complain().answer("about", "sales").answer("story", "skip").answer("reach", "none");
    let nothing = AnswersPart { answers: Vec::new(), ..complaint.draft().answers.clone() };
    assert_eq!(form.filed_under(&nothing), (Category::Other, Department::CustomerCare));
    assert_eq!(form.propose(&nothing, None), Severity::Grievance);
    assert_eq!(form.propose(&nothing, Some(&TextPart::default())), Severity::Grievance);
    assert!(!form.wants_no_contact(&nothing));
}

#[test]
fn without_anything_grave_it_is_a_grievance() {
    assert_eq!(told("洗车没洗干净"), Severity::Grievance);
    assert_eq!(told(""), Severity::Grievance);
}

#[test]
fn an_option_makes_it_as_bad_as_it_says() {
    for (drivable, severity) in
        [("yes", Severity::Grievance), ("hardly", Severity::Ordinary), ("unsafe", Severity::Major)]
    {
        let complaint = complain().answer("about", "product_quality").answer("drivable", drivable);
        let complaint = complaint.answer("story", "words").answer("reach", "none");
        assert_eq!(filed(complaint.draft()).severity, severity, "{drivable}");
    }
    let ordinary = complain().answer("about", "after_sales_service").answer("story", "skip");
    assert_eq!(filed(ordinary.answer("reach", "none").draft()).severity, Severity::Ordinary);
}

#[test]
fn of_several_options_the_worst_one_counts() {
    for (faults, severity) in [
        ("skip", Severity::Grievance),
        ("loose", Severity::Grievance),
        ("loose+leaks", Severity::Ordinary),
        ("loose+leaks+brakes", Severity::Major),
        ("brakes", Severity::Major),
    ] {
        let complaint = complain().answer("about", "fitting").answer("faults", faults);
        let complaint = complaint.answer("story", "skip").answer("reach", "none");
        assert_eq!(filed(complaint.draft()).severity, severity, "{faults}");
    }
}

#[test]
fn words_make_it_worse_in_every_language() {
    for (words, severity) in [
        ("我要求退款，马上", Severity::Ordinary),
        ("按三包规定应该换车", Severity::Major),
        ("我会找媒体曝光", Severity::Major),
        ("依三包規定應該換車", Severity::Major),
        ("我會找媒體", Severity::Major),
        ("I want a refund.", Severity::Ordinary),
        ("You will hear from my LAWYER", Severity::Major),
        ("There is damage on the door", Severity::Ordinary),
    ] {
        assert_eq!(told(words), severity, "{words}");
    }
}

#[test]
fn of_options_and_words_the_worst_counts() {
    for (drivable, words, severity) in [
        ("unsafe", "refund", Severity::Major),
        ("hardly", "三包", Severity::Major),
        ("yes", "refund, or my lawyer", Severity::Major),
        ("hardly", "refund", Severity::Ordinary),
        ("hardly", "thank you", Severity::Ordinary),
    ] {
        let complaint = complain().answer("about", "product_quality").answer("drivable", drivable);
        let complaint = complaint.answer("story", words).answer("reach", "none");
        assert_eq!(filed(complaint.draft()).severity, severity, "{drivable}, {words}");
    }
}

#[test]
fn what_was_said_on_a_branch_that_was_left_does_not_count() {
    let changed = complain()
        .answer("about", "product_quality")
        .answer("drivable", "unsafe")
        .back()
        .back()
        .answer("about", "other")
        .answer("story", "words")
        .answer("reach", "none");
    let filed = filed(changed.draft());
    assert_eq!((filed.category, filed.severity), (Category::Other, Severity::Grievance));
}

#[test]
fn words_in_the_survey_around_it_do_not_count() {
    let complaint = survey("full")
        .answer("appointment", "no")
        .answer("cleanliness", "n/a")
        .answer("overall", "satisfied")
        .answer("comment", "my lawyer")
        .complain()
        .answer("about", "other")
        .answer("story", "words")
        .answer("reach", "none");
    assert_eq!(filed(complaint.draft()).severity, Severity::Grievance);
}

#[test]
fn the_customer_reads_no_severity_before_it_is_recorded_and_the_receipt_bears_it_for_staff() {
    let recorded =
        complain().answer("about", "other").answer("story", "三包").answer("reach", "none").saved();
    assert_eq!(recorded.thanks().complaint().unwrap().severity, Severity::Major);
    recorded.tell(Event::Finished).expect("appointment");
}

#[test]
fn a_form_without_words_judges_by_options_alone() {
    let mut package = support::full();
    package["complaint"]["words"] = json!(null);
    let form = load(&package).complaint.unwrap();
    assert!(form.words.is_empty());
}
