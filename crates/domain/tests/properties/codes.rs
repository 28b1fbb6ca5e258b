//! Numbers that people read out and type: complaint numbers, receipt codes, phones.

use handover_domain::complaint::Number;
use handover_domain::contact::{ContactPart, Look, Purpose, look};
use handover_domain::hash::Hash;
use handover_domain::ids::Epoch;
use handover_domain::slip::Slip;
use handover_domain::wire::{Config, ConfigError};
use proptest::prelude::*;
use uuid::Uuid;

/// What may stand in a number as somebody types it, and a few things that may not.
fn typed() -> impl Strategy<Value = String> {
    const CHARS: [char; 32] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '1', '8', '6', '５', '９', '+', '＋', ' ',
        '-', '.', '(', ')', '（', '–', '\u{a0}', '\u{3000}', 'a', '字', '👍', '\u{0}', '\u{202e}',
    ];
    let begin = prop::sample::select(&["", "+", "00", "13", "09", "02", "+86", "+852", "+886", "+1"][..]);
    let rest = prop::collection::vec(prop::sample::select(&CHARS[..28]), 0..20);
    let digits = prop::collection::vec(prop::sample::select(&CHARS[..16]), 0..16);
    let joined = |(begin, rest): (&str, Vec<char>)| begin.chars().chain(rest).collect::<String>();
    prop_oneof![
        (begin.clone(), digits).prop_map(joined),
        (begin, rest).prop_map(joined),
        prop::collection::vec(prop::sample::select(&CHARS[..]), 0..30).prop_map(String::from_iter),
    ]
}

fn is_e164(phone: &str) -> bool {
    phone.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0')
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_as_a_phone_number_is_looked_at(words in any::<String>()) {
        if let Look::Good(_, phone) = look(&words) {
            prop_assert!(is_e164(&phone), "{}", phone);
        }
    }

    #[test]
    fn a_good_number_is_in_e164_and_reads_as_itself(typed in typed()) {
        match look(&typed) {
            Look::Good(place, phone) => {
                prop_assert!(is_e164(&phone), "{}", phone);
                prop_assert_eq!(look(&phone), Look::Good(place, phone.clone()));
                let part = ContactPart::new("王敏", &typed, Purpose::AnswerComplaint).unwrap();
                prop_assert_eq!(&part.phone, &phone);
                prop_assert_eq!(ContactPart::new(&part.name, &part.phone, part.consent), Some(part));
            }
            Look::Empty | Look::Unfinished | Look::Wrong => {
                prop_assert_eq!(ContactPart::new("王敏", &typed, Purpose::AnswerComplaint), None);
            }
        }
    }

    #[test]
    fn on_the_way_to_a_good_number_nothing_is_called_wrong(typed in typed()) {
        if let Look::Good(..) = look(&typed) {
            for (at, _) in typed.char_indices() {
                prop_assert_ne!(look(&typed[..at]), Look::Wrong, "{}", &typed[..at]);
            }
        }
    }

    #[test]
    fn a_complaint_number_reads_back_as_it_is_shown(tablet in 0_u16..1 << 15, epoch: u128, seq in 0_u64..1 << 20) {
        let number = Number::issue(tablet, Epoch(Uuid::from_u128(epoch)), seq);
        let shown = number.to_string();
        prop_assert_eq!(Number::parse(&shown), Some(number.clone()));
        prop_assert_eq!(Number::parse(&shown.to_lowercase().replace('-', " ")), Some(number.clone()));
        let json = serde_json::to_string(&number).unwrap();
        prop_assert_eq!(&json, &format!("\"{shown}\""));
        prop_assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), number);
    }

    #[test]
    fn two_places_or_two_tablets_never_share_a_complaint_number(
        one in (0_u16..1 << 15, 0_u64..1 << 20), other in (0_u16..1 << 15, 0_u64..1 << 20), epoch: u128
    ) {
        prop_assume!(one != other);
        let issue = |(tablet, seq)| Number::issue(tablet, Epoch(Uuid::from_u128(epoch)), seq);
        prop_assert_ne!(issue(one), issue(other));
    }

    #[test]
    fn a_receipt_code_reads_back_as_it_is_shown(seq: u64, header: Vec<u8>) {
        let hash = Hash::of(&header);
        let slip = Slip::of(seq, &hash);
        prop_assert_eq!(Slip::parse(&slip.to_string()), Some(slip));
        prop_assert!(slip.fits(seq, &hash));
    }

    #[test]
    fn whatever_is_typed_as_a_number_or_code_is_one_or_none(words in any::<String>(), near in "[0-9A-Za-z -]{0,20}") {
        for typed in [words, near] {
            if let Some(number) = Number::parse(&typed) {
                prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
            }
            if let Some(slip) = Slip::parse(&typed) {
                prop_assert_eq!(Slip::parse(&slip.to_string()), Some(slip));
            }
        }
    }
}

/// A number has room for 32,768 tablets and a configuration for 65,536: beyond, two tablets would issue the same.
#[test]
fn a_tablet_whose_number_does_not_fit_into_a_complaint_number_is_not_set_up() {
    let issue = |tablet| Number::issue(tablet, Epoch(Uuid::from_u128(7)), 1);
    for tablet in [1_u16 << 15, (1 << 15) + 42, u16::MAX] {
        let mut config = crate::support::config(&[], 1);
        config.number = tablet;
        let read = Config::parse(serde_json::to_string(&config).unwrap().as_bytes());
        assert!(
            matches!(read, Err(ConfigError::Unreadable(_))) || issue(tablet) != issue(tablet & 0x7fff),
            "tablets {tablet} and {} issue the same numbers",
            tablet & 0x7fff
        );
    }
}
