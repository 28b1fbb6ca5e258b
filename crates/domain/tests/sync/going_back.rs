//! Head office that has less than it had: an old backup was put back.

use super::{entry, receipt};
use handover_domain::ids::Epoch;
use handover_domain::sync::{Heard, Journal, Life};
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

/// A journal of these lives, so many places each, of which so many were acknowledged.
fn kept(lives: &[(u128, u64)], acknowledged: u64) -> Journal {
    let lives = lives.iter().map(|(e, places)| Life { epoch: epoch(*e), places: *places }).collect();
    Journal { lives, acknowledged }
}

#[test]
fn while_it_grows_nothing_is_offered_again() {
    let mut heard = Heard::default();
    for (stored, through, held, acknowledged) in
        [(3, 3, 3, 3), (0, 3, 3, 3), (50, 53, 53, 53), (2, 53, 55, 55)]
    {
        let journal = kept(&[(1, acknowledged)], acknowledged);
        assert_eq!(heard.hear(&said(stored, &[(1, through, held)]), &journal), []);
    }
    // A receipt was lost on its way; what it said comes with the next.
    assert_eq!(heard.hear_amid(&said(1, &[(1, 60, 60)])), []);
}

#[test]
fn less_than_before_is_offered_again_from_where_it_is_whole() {
    let mut heard = Heard::default();
    heard.hear(&said(40, &[(1, 40, 40)]), &kept(&[(1, 40)], 40));
    assert_eq!(heard.hear(&said(0, &[(1, 25, 25)]), &kept(&[(1, 40)], 40)), [(epoch(1), 26)]);
    // Said once, it is done: the records are pending again, and then they are there.
    assert_eq!(heard.hear_amid(&said(10, &[(1, 35, 35)])), []);
    assert_eq!(heard.hear(&said(5, &[(1, 40, 40)]), &kept(&[(1, 40)], 40)), []);
}

#[test]
fn a_hole_that_was_there_before_does_not_hide_what_is_gone_behind_it() {
    let mut heard = Heard::default();
    // 5 is in quarantine for ever; 6 to 10 were stored, and are gone with the backup.
    heard.hear(&said(9, &[(1, 4, 9)]), &kept(&[(1, 10)], 9));
    assert_eq!(heard.hear(&said(1, &[(1, 4, 5)]), &kept(&[(1, 11)], 10)), [(epoch(1), 5)]);
    // More came with this batch than was lost.
    heard.hear(&said(5, &[(1, 4, 10)]), &kept(&[(1, 11)], 10));
    assert_eq!(heard.hear(&said(50, &[(1, 4, 55)]), &kept(&[(1, 61)], 60)), [(epoch(1), 5)]);
}

#[test]
fn what_arrived_while_its_receipts_got_lost_hides_what_is_gone_only_as_long_as_it_waits() {
    let mut heard = Heard::default();
    heard.hear(&said(9, &[(1, 4, 9)]), &kept(&[(1, 10)], 9));
    // Five are gone, and of the eight that came since five were not acknowledged yet.
    assert_eq!(heard.hear_amid(&said(3, &[(1, 4, 12)])), []);
    assert_eq!(heard.hear(&said(0, &[(1, 4, 12)]), &kept(&[(1, 18)], 17)), [(epoch(1), 5)]);
}

#[test]
fn a_new_life_of_the_journal_offers_nothing_of_the_one_before() {
    let mut heard = Heard::default();
    heard.hear(&said(9, &[(1, 4, 9)]), &kept(&[(1, 10)], 9));
    for more in 1..5 {
        let receipt = said(1, &[(1, 4, 9), (2, more, more)]);
        assert_eq!(heard.hear(&receipt, &kept(&[(1, 10), (2, more)], 9 + more)), []);
    }
}

#[test]
fn what_the_tablet_let_go_before_is_not_asked_for_for_ever() {
    let mut heard = Heard::default();
    heard.hear(&said(40, &[(1, 40, 40)]), &kept(&[(1, 40)], 40));
    assert_eq!(heard.hear(&said(0, &[(1, 0, 0)]), &kept(&[(1, 40)], 40)), [(epoch(1), 1)]);
    // Thirty of them it had no more; the other ten came back.
    let journal = kept(&[(1, 41)], 41);
    assert_eq!(heard.hear(&said(11, &[(1, 0, 11)]), &journal), [(epoch(1), 1)], "not all are there");
    for _ in 0..2 {
        assert_eq!(heard.hear(&said(0, &[(1, 0, 11)]), &journal), [(epoch(1), 1)]);
    }
    assert_eq!(heard.hear(&said(0, &[(1, 0, 11)]), &journal), [], "offering them has changed nothing");
    assert_eq!(heard.hear(&said(0, &[(1, 0, 11)]), &journal), []);
    // What goes with another backup is new.
    assert_eq!(heard.hear(&said(0, &[(1, 0, 9)]), &journal), [(epoch(1), 1)]);
}

#[test]
fn another_backup_while_everything_is_offered_again_is_noticed() {
    let mut heard = Heard::default();
    heard.hear(&said(40, &[(1, 40, 40)]), &kept(&[(1, 40)], 40));
    assert_eq!(heard.hear(&said(0, &[(1, 27, 27)]), &kept(&[(1, 40)], 40)), [(epoch(1), 28)]);
    // One of those that were offered again is gone once more.
    assert_eq!(heard.hear(&said(3, &[(1, 27, 39)]), &kept(&[(1, 40)], 40)), [(epoch(1), 28)]);
    assert_eq!(heard.hear(&said(1, &[(1, 40, 40)]), &kept(&[(1, 40)], 40)), []);
}

#[test]
fn records_that_the_tablet_lost_do_not_stand_in_for_those_it_has() {
    let mut heard = Heard::default();
    // Head office has three that the tablet lost, and the life ended.
    heard.hear(&said(0, &[(1, 13, 13), (2, 1, 1)]), &kept(&[(1, 10), (2, 1)], 11));
    assert_eq!(
        heard.hear(&said(0, &[(1, 4, 12), (2, 1, 1)]), &kept(&[(1, 10), (2, 1)], 11)),
        [(epoch(1), 5)]
    );
}

#[test]
fn an_epoch_that_is_not_named_any_more_is_gone_whole() {
    let mut heard = Heard::default();
    let journal = kept(&[(1, 7), (2, 3)], 10);
    heard.hear(&said(0, &[(1, 7, 7), (2, 3, 3)]), &journal);
    assert_eq!(heard.hear(&said(0, &[(2, 3, 3)]), &journal), [(epoch(1), 1)]);
}

#[test]
fn a_head_office_that_does_not_count_is_believed_by_its_unbroken_run() {
    let mut heard = Heard::default();
    let without = |through| Receipt { held: Vec::new(), ..said(0, &[(1, through, 0)]) };
    assert_eq!(heard.hear(&without(9), &kept(&[(1, 9)], 9)), []);
    assert_eq!(heard.hear(&without(12), &kept(&[(1, 12)], 12)), []);
    assert_eq!(heard.hear(&without(11), &kept(&[(1, 12)], 12)), [(epoch(1), 12)]);
}

#[test]
fn it_is_remembered_as_it_was_said() {
    let mut heard = Heard::default();
    heard.hear_amid(&said(0, &[(1, 7, 9), (2, 3, 3)]));
    heard.hear(&said(0, &[(1, 6, 9), (2, 3, 3)]), &kept(&[(1, 9), (2, 3)], 10));
    assert_eq!(Heard::parse(&heard.to_string()), heard);
    assert_eq!(Heard::parse("nonsense\nmore of it"), Heard::default());
}

#[test]
fn each_loss_of_the_tablets_own_has_everything_offered_once() {
    let mut heard = Heard::default();
    assert!(!heard.hear_of_losses(0));
    assert!(heard.hear_of_losses(1));
    let mut kept = Heard::parse(&heard.to_string());
    assert!(!kept.hear_of_losses(1), "once");
    assert!(kept.hear_of_losses(2));
}
