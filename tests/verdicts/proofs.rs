//! The kinds of edits that take more than an edit to a source, each with the test that plays it.

use crate::list::Verdict::{self, Check, Error, Fine, Unsupported};
use crate::{below, environment, fork, git, headers, life, moves, objects, places, record, sandbox};

/// A test of a kind of edit.
pub(crate) struct Proof {
    pub(crate) row: &'static str,
    pub(crate) verdict: Verdict,
    pub(crate) what: &'static str,
    /// Diagnostics that it asserts.
    pub(crate) codes: &'static [&'static str],
    /// Only named, so that it cannot go.
    #[allow(dead_code)]
    pub(crate) test: fn(),
}

pub(crate) const PROOFS: &[Proof] = &[
    proof(
        "56",
        Check,
        "renamed without an id",
        &["VT0020"],
        environment::a_renamed_trait_without_an_id_is_found_by_check,
    ),
    proof("58", Fine, "another package of the same ids", &[], places::a_package_of_one_binary_is_recorded),
    proof("58b", Error, "until they are pinned", &["VT0004", "VT0012"], moves::what_moves_stays_what_it_was),
    proof("58b", Fine, "pinned", &[], moves::what_moves_stays_what_it_was),
    proof("58c", Fine, "with its record", &[], moves::what_moves_stays_what_it_was),
    proof("58d", Check, "and one of another name", &["VT0018"], moves::what_moved_and_has_another_name_says_both),
    proof("105b", Check, "in another folder", &["VT0058"], git::a_package_that_moved_is_compared_with_what_it_was),
    proof(
        "105c",
        Check,
        "each frozen",
        &["VT0021"],
        moves::two_packages_that_have_recorded_one_table_in_two_ways_are_found,
    ),
    proof(
        "69",
        Error,
        "of another package",
        &["VT0012"],
        environment::a_type_of_another_crate_is_watched_where_it_is_used,
    ),
    proof("97", Error, "lines of each kind", &["VT0053"], record::a_damaged_record_stops_the_build),
    proof("98", Check, "a record made anew", &["VT0058"], git::a_record_made_anew_is_found_against_the_old_one),
    proof(
        "99",
        Error,
        "deleted, built, created again",
        &["VT0050"],
        record::a_deleted_record_stops_the_build_each_time,
    ),
    proof("99", Error, "whatever was built before", &["VT0050", "VT0053"], environment::check_is_never_stale),
    proof(
        "100",
        Error,
        "damages of each kind",
        &["VT0051", "VT0052", "VT0054", "VT0055"],
        record::a_damaged_record_stops_the_build,
    ),
    proof("101", Fine, "line ends", &[], record::how_lines_end_is_no_edit),
    proof("102", Check, "git merges", &["VT0055"], git::two_branches_that_release_one_revision_conflict),
    proof("103", Error, "git keeps both sides", &["VT0059"], git::a_union_of_two_releases_is_refused),
    proof("104", Fine, "a draft edited and reverted", &[], life::a_draft_changes_freely_and_goes_again),
    proof(
        "105",
        Check,
        "back to the release before",
        &["VT0058"],
        git::what_went_back_past_a_release_is_found_against_it,
    ),
    proof("106", Fine, "nothing new", &[], life::freeze_writes_only_what_is_new_and_right),
    proof("107", Check, "a renamed slot", &["VT0002"], life::freeze_writes_only_what_is_new_and_right),
    proof("108", Fine, "killed at any time", &[], git::a_killed_freeze_leaves_a_whole_record),
    proof("109", Error, "an alias hides the spelling", &["VT0004"], environment::a_record_is_right_on_every_target),
    proof("109", Fine, "spelled out", &[], environment::a_record_is_right_on_every_target),
    proof(
        "110",
        Error,
        "in another member",
        &["VT0013"],
        environment::a_feature_that_adds_a_field_breaks_what_is_recorded,
    ),
    proof(
        "9b",
        Unsupported,
        "it holds where another member of the workspace asks for it",
        &["VT0103"],
        environment::a_feature_that_adds_a_field_breaks_what_is_recorded,
    ),
    proof("70b", Unsupported, "with another layout", &["VT0114"], below::what_another_macro_changes_below_the_derive),
    proof("70b", Fine, "with the same", &[], below::what_another_macro_changes_below_the_derive),
    proof("70c", Error, "values swapped", &["VT0015"], below::what_another_macro_changes_below_the_derive),
    proof("70c", Unsupported, "each", &["VT0114"], below::what_another_macro_changes_below_the_derive),
    proof("111", Fine, "two profiles", &[], environment::profiles_make_no_difference),
    proof("112", Fine, "released and guarded", &[], environment::hostile_names_are_released_and_guarded),
    proof("113", Fine, "released and guarded", &[], environment::hostile_names_are_released_and_guarded),
    proof("114", Unsupported, "beside the library", &["VT0057"], places::a_table_beside_the_library_is_unrecorded),
    proof("114", Fine, "unrecorded", &[], places::a_table_beside_the_library_is_unrecorded),
    proof("114b", Error, "in each mode, and by the command", &["VT0020"], places::a_recorded_table_stays_recorded),
    proof(
        "114d",
        Unsupported,
        "a draft of another package, or `unrecorded`",
        &["VT0116"],
        objects::what_a_frozen_slot_names_is_recorded,
    ),
    proof(
        "84m",
        Unsupported,
        "by `freeze`",
        &["VT0118"],
        objects::what_a_frozen_slot_passes_of_another_package_is_recorded,
    ),
    proof("84m", Fine, "both at once", &[], objects::what_a_frozen_slot_passes_of_another_package_is_recorded),
    proof("114d", Fine, "once it is", &[], objects::what_a_frozen_slot_names_is_recorded),
    proof("114d", Fine, "with it, in a ring", &[], objects::tables_that_name_each_other_are_frozen_together),
    proof(
        "114b",
        Fine,
        "below it, or in a unit test",
        &[],
        places::an_unrecorded_table_may_have_the_id_of_a_released_one,
    ),
    proof("114c", Unsupported, "rustc alone", &["VT0050", "VT0057"], sandbox::what_the_build_does_not_say_is_asked_for),
    proof("114c", Fine, "with what it asks for", &[], sandbox::what_the_build_does_not_say_is_asked_for),
    proof("117d", Unsupported, "as both", &["VT0111"], environment::a_module_is_exported_where_nobody_links_it),
    proof("117d", Fine, "as one of the two", &[], environment::a_module_is_exported_where_nobody_links_it),
    proof("117f", Unsupported, "without", &["VT0109"], environment::what_another_package_re_exports_is_no_dependency),
    proof("117f", Fine, "with it", &[], environment::what_another_package_re_exports_is_no_dependency),
    proof("117e", Unsupported, "below ours", &["VT0114"], environment::what_another_macro_changes_is_read_after_it),
    proof("117e", Fine, "above ours", &[], environment::what_another_macro_changes_is_read_after_it),
    proof("111b", Check, "two worktrees", &["VT0002"], environment::two_checkouts_that_share_folders_are_told_apart),
    proof("120b", Error, "of a run that has ended", &["VT0061"], life::a_session_of_nobody_is_refused),
    proof("115", Check, "one of two", &["VT0020"], environment::a_deleted_trait_is_found_by_check),
    proof("122", Check, "after a freeze, and edited", &["VT0063"], headers::a_stale_header_is_found),
    proof("121", Check, "two libraries", &["VT0062"], fork::a_fork_is_found_in_two_binaries),
    proof("120", Error, "a word of it", &["VT0061"], life::a_misspelt_mode_is_refused),
    proof("116", Check, "renamed", &["VT0018"], environment::a_renamed_type_is_found_by_check),
];

const fn proof(
    row: &'static str,
    verdict: Verdict,
    what: &'static str,
    codes: &'static [&'static str],
    test: fn(),
) -> Proof {
    Proof { row, verdict, what, codes, test }
}
