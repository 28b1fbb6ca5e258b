//! Head office that has less than it had: an old backup was put back.

use super::{entry, receipt};
use handover_domain::ids::Epoch;
use handover_domain::sync::Heard;
use handover_domain::wire::{Receipt, Status};
use uuid::Uuid;

fn epoch(n: u128) -> Epoch {
    Epoch(Uuid::from_u128(n))
}

/// A receipt that stored this many, from a head office that has this much: epoch, through, held.
fn said(stored: u64, custody: &[(u128, u64, u64)]) -> Receipt {
    Receipt {
        contiguous_through: custody.iter().map(|(e, through, _)| (epoch(*e), *through)).collect(),
        held: custody.iter().map(|(e, _, held)| (epoch(*e), *held)).collect(),
        ..receipt((1..=stored).map(|n| entry(n, Status::Stored)).collect())
    }
}

#[test]
fn while_it_grows_nothing_is_offered_again() {
    let mut heard = Heard::default();
    for (stored, through, held) in [(3, 3, 3), (0, 3, 3), (50, 53, 53), (2, 53, 55)] {
        assert_eq!(heard.hear(&said(stored, &[(1, through, held)])), []);
    }
    // A receipt was lost on its way; what it said comes with the next.
    assert_eq!(heard.hear(&said(1, &[(1, 60, 60)])), []);
}

#[test]
fn less_than_before_is_offered_again_from_where_it_is_whole() {
    let mut heard = Heard::default();
    heard.hear(&said(40, &[(1, 40, 40)]));
    assert_eq!(heard.hear(&said(0, &[(1, 25, 25)])), [(epoch(1), 26)]);
    // Said once, it is done: the records are pending again.
    assert_eq!(heard.hear(&said(15, &[(1, 40, 40)])), []);
}

#[test]
fn a_hole_that_was_there_before_does_not_hide_what_is_gone_behind_it() {
    let mut heard = Heard::default();
    // 5 is in quarantine for ever; 6 to 10 were stored, and are gone with the backup.
    heard.hear(&said(9, &[(1, 4, 9)]));
    assert_eq!(heard.hear(&said(1, &[(1, 4, 5)])), [(epoch(1), 5)]);
    // More came with this batch than was lost.
    heard.hear(&said(0, &[(1, 4, 9)]));
    assert_eq!(heard.hear(&said(50, &[(1, 4, 57)])), [(epoch(1), 5)]);
}

#[test]
fn an_epoch_that_is_not_named_any_more_is_gone_whole() {
    let mut heard = Heard::default();
    heard.hear(&said(0, &[(1, 7, 7), (2, 3, 3)]));
    assert_eq!(heard.hear(&said(0, &[(2, 3, 3)])), [(epoch(1), 1)]);
}

#[test]
fn a_head_office_that_does_not_count_is_believed_by_its_unbroken_run() {
    let mut heard = Heard::default();
    let without = |through| Receipt { held: Vec::new(), ..said(0, &[(1, through, 0)]) };
    assert_eq!(heard.hear(&without(9)), []);
    assert_eq!(heard.hear(&without(12)), []);
    assert_eq!(heard.hear(&without(11)), [(epoch(1), 12)]);
}

#[test]
fn it_is_remembered_as_it_was_said() {
    let mut heard = Heard::default();
    heard.hear(&said(0, &[(1, 7, 9), (2, 3, 3)]));
    assert_eq!(Heard::parse(&heard.to_string()), heard);
    assert_eq!(Heard::parse("nonsense\n1 2"), Heard::default());
}
