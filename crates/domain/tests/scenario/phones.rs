//! How a customer can be reached (`C1`, `P2`): numbers as people write them.

use super::language::{contact, survey};
use handover_domain::contact::{ContactPart, Look, MAX_NAME, Place, Purpose, look};

/// As typed, where it belongs, and in E.164.
const NUMBERS: [(&str, Place, &str); 14] = [
    ("13800138000", Place::Mainland, "+8613800138000"),
    ("138 0013 8000", Place::Mainland, "+8613800138000"),
    ("(+86) 199-0013-8000", Place::Mainland, "+8619900138000"),
    ("００８６ １３８ ００１３ ８０００", Place::Mainland, "+8613800138000"),
    ("010-6277 0334", Place::Mainland, "+861062770334"),
    ("（0755）26770334", Place::Mainland, "+8675526770334"),
    ("0312.6770334", Place::Mainland, "+863126770334"),
    ("9123 4567", Place::HongKong, "+85291234567"),
    ("+852 2123 4567", Place::HongKong, "+85221234567"),
    ("0912-345-678", Place::Taiwan, "+886912345678"),
    ("+886 2 2771 2171", Place::Taiwan, "+886227712171"),
    ("049-2345678", Place::Taiwan, "+886492345678"),
    ("+49 30 901820", Place::Abroad, "+4930901820"),
    ("001 212 555 0100", Place::Abroad, "+12125550100"),
];

#[test]
fn a_number_as_it_is_typed_is_kept_as_it_is_dialled_from_anywhere() {
    for (typed, place, e164) in NUMBERS {
        assert_eq!(look(typed), Look::Good(place, e164.into()), "{typed}");
        let part = ContactPart::new("王敏", typed, Purpose::AnswerComplaint).unwrap();
        assert_eq!((&*part.phone, &*part.name, part.consent), (e164, "王敏", Purpose::AnswerComplaint));
    }
}

#[test]
fn a_number_that_was_kept_reads_as_itself() {
    for (typed, place, e164) in NUMBERS {
        let once = contact("王敏", typed);
        assert_eq!(contact(&once.name, &once.phone), once);
        assert_eq!(look(e164), Look::Good(place, e164.into()));
    }
}

#[test]
fn what_is_no_number_makes_no_contact() {
    for none in ["", " ", "1", "1380013800", "138001380001", "12345", "110", "abc", "+", "13800138000x", "👍"]
    {
        assert_eq!(ContactPart::new("王敏", none, Purpose::AnswerComplaint), None, "{none}");
    }
}

/// All beginnings of these numbers with their country code: more digits make them whole, so they are not yet one.
#[test]
fn a_number_with_a_country_code_of_ours_is_unfinished_until_it_is_whole() {
    for whole in ["+8613800138000", "+85221234567", "+85291234567", "+886912345678"] {
        for end in 1..whole.len() {
            let part = &whole[..end];
            assert_eq!(look(part), Look::Unfinished, "{part}, of {whole}");
        }
        assert!(matches!(look(whole), Look::Good(..)), "{whole}");
        for beyond in ["0", "00"] {
            assert_eq!(look(&format!("{whole}{beyond}")), Look::Wrong, "{whole}{beyond}");
        }
    }
}

#[test]
fn a_name_may_be_missing_and_is_cleaned_and_bounded() {
    for (typed, kept) in [
        ("", ""),
        ("  ", ""),
        (" 王敏\u{202e} ", "王敏"),
        ("<script>", "<script>"),
        ("Zoë O’Neill", "Zoë O’Neill"),
    ] {
        assert_eq!(contact(typed, "13800138000").name, kept);
    }
    let long = contact(&"王".repeat(1000), "13800138000").name;
    assert_eq!(long.chars().count(), MAX_NAME);
}

#[test]
fn what_was_left_on_the_contact_screen_is_what_is_sent() {
    let complaint = survey("full").complain().answer("about", "other").answer("story", "skip");
    let sent = complaint.answer("reach", "evening").contact(" 王敏 ", "138-0013-8000");
    assert_eq!(sent.draft().contact, Some(contact("王敏", "+8613800138000")));
    let answers = sent.draft().answers.to_json();
    let text = sent.draft().text.as_ref().unwrap().to_json();
    for part in [answers, text] {
        assert!(!part.contains("王敏") && !part.contains("13800138000"), "only in the contact part: {part}");
    }
}
