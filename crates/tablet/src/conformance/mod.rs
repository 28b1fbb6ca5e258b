//! What every [`Storage`](crate::Storage) has to do, as one suite: the one in memory passes it natively, the one of
//! the browser in a browser, and so the simulation's findings hold for both.
//!
//! Each behaviour is an async function over `open`, which opens the storage of a name: the same name brings the same
//! data, also when it is opened again, and no two behaviours use one name. Nothing is assumed of what lies beside the
//! database before it was written: there is one such place a browser. [`conformance!`](crate::conformance) makes
//! tests of them.

#![expect(clippy::missing_panics_doc, reason = "each of these is a test, which panics where it fails")]
#![expect(missing_docs, reason = "the names of the tests are sentences about what they want")]

mod appending;
mod beside;
mod broken;
mod journal;
mod purging;
mod reading;
mod settling;

pub use appending::*;
pub use beside::*;
pub use broken::*;
pub use purging::*;
pub use reading::*;
pub use settling::*;

/// Makes tests of the suite. `open` is an async closure from a name to a storage.
///
/// ```text
/// // With something that runs a future to its end:
/// handover_tablet::conformance!(#[test] block_on, open);
/// // Where the test itself may be async:
/// handover_tablet::conformance!(#[wasm_bindgen_test] async, open);
/// // What needs a storage that can be broken by hand, [`LoseText`]:
/// handover_tablet::conformance!(broken #[test] block_on, open);
/// // No tests, but one behaviour after the other inside an async function, where no harness can be:
/// // each is given to `async fn try_out(name: &str, behaviour: impl Future<Output = ()>)`.
/// handover_tablet::conformance!(each try_out, open);
/// ```
#[macro_export]
macro_rules! conformance {
    (broken #[$test:meta] $how:tt, $open:expr) => {
        $crate::conformance! { @each [#[$test] $how, $open]
            a_place_without_its_record_is_named_and_holds_nothing_up
            a_broken_place_is_set_apart_and_is_still_broken_when_it_is_offered_again
        }
    };
    (#[$test:meta] $how:tt, $open:expr) => {
        $crate::conformance! { @all [#[$test] $how, $open] }
    };
    (each $try_out:ident, $open:expr) => {
        $crate::conformance! { @all [each $try_out, $open] }
    };
    (@all $how:tt) => {
        $crate::conformance! { @each $how
            a_new_journal_is_empty
            what_was_appended_is_read_back_to_the_letter
            an_append_after_a_head_that_moved_on_writes_nothing
            a_place_that_is_taken_is_never_written_over
            what_is_told_of_a_loss_is_kept_with_its_record_and_only_with_it
            everything_is_found_again_when_it_is_opened_again
            the_oldest_pending_records_come_first_within_count_and_bytes
            records_come_in_order_whatever_was_said_of_them
            what_head_office_settled_is_no_longer_pending_and_still_there
            settings_are_kept_with_what_was_settled
            what_was_set_apart_is_counted_and_can_be_offered_again
            what_was_acknowledged_is_offered_again_between_two_places
            the_last_word_on_a_place_is_the_one_that_counts
            nothing_is_offered_again_that_was_pending_all_along
            only_what_was_acknowledged_before_the_day_is_taken_away
            purging_begins_with_the_oldest_and_stops_at_the_first_that_is_too_young
            what_waits_or_was_set_apart_is_never_taken_away
            a_journal_that_was_purged_goes_on_where_it_was
            each_setting_is_kept_by_itself_and_an_empty_one_is_none
            the_witness_is_kept_in_two_places
            the_copy_of_the_configuration_is_the_newest
        }
    };
    (@each [each $try_out:ident, $open:expr] $($name:ident)+) => {
        $( $try_out(stringify!($name), $crate::conformance::$name($open)).await; )+
    };
    (@each $how:tt $($name:ident)+) => { $( $crate::conformance! { @one $how $name } )+ };
    (@one [#[$test:meta] async, $open:expr] $name:ident) => {
        #[$test]
        async fn $name() {
            $crate::conformance::$name($open).await;
        }
    };
    (@one [#[$test:meta] $run:ident, $open:expr] $name:ident) => {
        #[$test]
        fn $name() {
            $run($crate::conformance::$name($open));
        }
    };
}
