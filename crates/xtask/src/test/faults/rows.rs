//! The rows of the fault table, and the Rust tests that show them.

/// The fault of each row, in a few words; its number is its place, counted from 1.
pub const ROWS: [&str; 48] = [
    "killed before the transaction completes",
    "killed after it completes",
    "power cut",
    "quota exceeded",
    "disk full while open",
    "start on a full disk",
    "database corrupt",
    "database truncated",
    "site data cleared",
    "persistence not granted",
    "private window",
    "an old tab blocks an upgrade",
    "older build on a newer database",
    "kill during a schema migration",
    "two tabs",
    "the lock holder crashes",
    "submit tapped twice",
    "the customer walks away, mid-survey kill",
    "30 days offline, 10,000 records",
    "committed, then the connection resets",
    "reset after headers, truncated JSON",
    "captive portal, navigator.onLine true",
    "redirect",
    "server hangs",
    "storm of 5xx, 429",
    "Retry-After absurd, negative, a date",
    "401, 403",
    "400, 413, 422 for a whole batch",
    "receipt partial, or with wrong ids or hashes",
    "batches duplicated, reordered, stale",
    "same id, different bytes",
    "head office restored from an old backup",
    "an erased record sent again",
    "clock ten years off, or going back",
    "500 tablets come back at once",
    "new app version mid-survey",
    "half-deployed assets, one 404",
    "a client two versions old, a new server",
    "gzip bomb",
    "hostile text, wrong types, deep nesting",
    "=HYPERLINK and the like in exports",
    "guessing the PIN",
    "the profile copied by a thief",
    "head office killed around COMMIT",
    "a bad questionnaire package",
    "a batch file edited, cut, foreign, twice",
    "a forged or replayed receipt or config",
    "a lost key; a cloned profile",
];

/// A program of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// `crates/domain`
    Domain,
    /// `crates/office`: the real program, over public HTTP
    Office,
    /// The kiosk's own, in a browser
    Web,
}

impl Program {
    pub const NATIVE: [Self; 2] = [Self::Domain, Self::Office];

    /// The name by which cargo knows it.
    pub fn target(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Office => "office",
            Self::Web => "web",
        }
    }
}

/// A Rust test that shows a row.
pub struct Named {
    pub row: usize,
    pub program: Program,
    pub test: &'static str,
}

const fn domain(row: usize, test: &'static str) -> Named {
    Named { row, program: Program::Domain, test }
}

const fn office(row: usize, test: &'static str) -> Named {
    Named { row, program: Program::Office, test }
}

const fn web(row: usize, test: &'static str) -> Named {
    Named { row, program: Program::Web, test }
}

pub const RUST: &[Named] = &[
    web(12, "a_window_makes_way_for_an_upgrade_and_goes_on_behind_it"),
    web(12, "a_migration_waits_for_an_old_window_to_make_way"),
    web(13, "a_database_of_the_next_version_works_and_one_further_ahead_is_left_alone"),
    domain(25, "sync::pace::the_wait_reaches_both_of_its_ends"),
    domain(26, "sync::pace::retry_after_is_honoured_up_to_an_hour"),
    domain(28, "sync::bisecting::wherever_the_bad_record_lies_it_alone_is_put_apart"),
    domain(28, "sync::bisecting::the_same_status_from_a_proxy_halves_nothing"),
    domain(29, "sync::judging::another_hash_under_our_id_advances_nothing"),
    domain(29, "sync::judging::ids_we_never_sent_are_passed_over"),
    domain(29, "sync::judging::retry_and_silence_leave_a_record_pending"),
    office(30, "twice::the_same_batch_twice_changes_nothing"),
    office(31, "twice::other_bytes_under_a_taken_id_are_kept_beside_it"),
    office(32, "restored::after_an_old_backup_was_put_back_everything_is_offered_again_and_taken_once"),
    office(33, "twice::an_erased_record_is_not_resurrected"),
    office(33, "erasures::contact_details_are_erased_at_once_and_never_come_back"),
    office(34, "twice::a_clock_ten_years_off_is_corrected_in_reports_and_never_refused"),
    domain(35, "sync::pace::five_hundred_tablets_do_not_come_back_together"),
    domain(38, "wire::reading_back::what_earlier_versions_wrote_is_still_read"),
    domain(38, "wire::reading_back::what_a_version_without_complaints_wrote_reads_as_before"),
    office(39, "bad_batches::a_gzip_bomb_is_refused_at_once_in_flat_memory"),
    domain(40, "scenario::words::words_are_kept_as_written_but_for_what_could_mislead"),
    domain(40, "json::nesting_ends_before_the_stack_does"),
    office(40, "bad_batches::what_is_signed_but_no_batch_is_unreadable"),
    office(41, "exports::formulas_in_names_orders_and_models_are_texts_in_every_spreadsheet"),
    office(41, "exports::a_shop_called_like_a_formula_is_a_text_beside_answers_that_stay_numbers"),
    office(44, "custody::what_was_acknowledged_survives_kill_9_a_hundred_times_exactly_once"),
    domain(45, "packages::bad::references_must_be_known_earlier_and_on_the_same_channel"),
    domain(45, "packages::bad::texts_must_be_there_in_every_language_and_fit_the_screen"),
    domain(45, "packages::bad::ten_thousand_questions_and_300_kilobytes_are_refused_before_they_are_read"),
    office(45, "publishing::a_refused_package_is_named_by_path_and_the_old_one_stays"),
    office(46, "bad_files::a_file_that_is_not_whole_is_named_and_nothing_of_it_is_stored"),
    office(46, "bad_files::a_file_edited_by_hand_is_refused_with_the_line_that_was_edited"),
    office(46, "bad_files::only_an_enrolled_tablet_writes_files_and_each_its_own"),
    office(46, "imports::a_file_imported_twice_changes_nothing_and_is_answered_again"),
    domain(47, "wire::refused::a_config_replaces_only_an_older_one_of_the_same_tablet_and_head_office"),
    office(48, "new_keys::a_tablet_that_lost_its_key_asks_waits_is_approved_and_goes_on"),
    office(48, "twice::a_cloned_profile_is_stored_and_reported_as_a_fork"),
];
