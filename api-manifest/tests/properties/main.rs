//! The append-only rules on random packages and random edits of them: what they say is what `oracle.rs` says, which
//! is written from the promise and knows nothing of them.

mod case;
mod draw;
mod edits;
mod oracle;
mod packages;
mod places;
mod syntax;
mod types;

use case::{Release, SOURCES};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::Cell;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::rules::{self, Drafts};
use vtable_api_manifest::violation::Violation;
use vtable_api_manifest::{abi, append};

/// Runs a property on so many edited sources. A failing case is shrunk and printed, not stored.
#[track_caller]
fn for_all(sources: usize, property: impl Fn(&Release, &Package) -> Result<(), TestCaseError>) {
    let cases = u32::try_from(sources / SOURCES).expect("a few thousand");
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    let run = TestRunner::new(config).run(&case::strategy(), |release| {
        release.sources.iter().try_for_each(|now| {
            let said = property(&release, now);
            said.map_err(|error| TestCaseError::fail(format!("{error}\nnow:\n{}", packages::text(now))))
        })
    });
    if let Err(error) = run {
        panic!("{error}");
    }
}

macro_rules! ensure {
    ($condition:expr, $($why:tt)*) => {
        if !$condition {
            return Err(TestCaseError::fail(format!($($why)*)));
        }
    };
}
use ensure;

#[test]
fn ok_is_exactly_a_record_that_is_a_prefix() {
    let (ok, drafts) = (Cell::new(0), Cell::new(0));
    for_all(10_000, |Release { record, recorded, .. }, now| {
        let mut found = rules::check(recorded, now);
        // What C can have is for the compilers to say (`tests/header`), not for the oracle.
        found.retain(|violation| !violation.message.contains("has no C header"));
        let wanted = oracle::ok(recorded, now);
        ensure!(found.is_empty() == wanted, "the oracle says {wanted}, the rules say {found:#?}");
        for violation in &found {
            places::check(violation, record, now)?;
        }
        let is_draft = now.tables.iter().any(|table| !rules::draft_slots(recorded, table, Drafts::Warned).is_empty());
        ok.set(ok.get() + u32::from(wanted));
        drafts.set(drafts.get() + u32::from(wanted && is_draft));
        Ok(())
    });
    // Neither verdict is rare, and many that are fine append something.
    let (ok, drafts) = (ok.get(), drafts.get());
    assert!((3_000..7_000).contains(&ok) && drafts > 1_000, "{ok} are ok, {drafts} of them with drafts");
}

#[test]
fn a_macro_finds_what_tokens_show_and_nothing_that_is_fine() {
    for_all(3_000, |Release { recorded, .. }, now| {
        let seen = syntax::tokens(now);
        let in_tables = seen.tables.iter().flat_map(|table| rules::check_table(recorded, table));
        let in_types = seen.types.iter().flat_map(|def| rules::check_type(recorded, def));
        let found: Vec<Violation> = in_tables.chain(in_types).collect();
        ensure!(found.is_empty() || !oracle::ok(recorded, now), "only the macro finds {found:#?}");
        for old in &recorded.tables {
            let Some(table) = seen.tables.iter().find(|table| table.id == old.id) else { continue };
            let mut rows = old.slots.iter().enumerate();
            let shows = rows.any(|(at, old)| table.slots.get(at).is_none_or(|now| syntax::shows_in_slot(old, now)));
            let found = rules::check_table(recorded, table);
            ensure!(!shows || !found.is_empty(), "the macro overlooks what shows in `{}`", table.id);
        }
        for old in &recorded.types {
            let Some(def) = seen.types.iter().find(|def| def.ty == old.ty) else { continue };
            let found = rules::check_type(recorded, def);
            ensure!(!syntax::shows_in_type(old, def) || !found.is_empty(), "the macro overlooks `{}`", old.ty);
        }
        Ok(())
    });
}

#[test]
fn the_order_of_tables_and_types_does_not_matter() {
    for_all(3_000, |Release { recorded, .. }, now| {
        let mut turned = now.clone();
        turned.tables.reverse();
        turned.types.reverse();
        let (found, again) = (rules::check(recorded, now), rules::check(recorded, &turned));
        ensure!(found.is_empty() == again.is_empty(), "in order: {found:#?}\nreversed: {again:#?}");
        Ok(())
    });
}

#[test]
fn what_is_ok_is_frozen_once_and_the_record_only_grows() {
    for_all(500, |Release { record, recorded, .. }, now| {
        let frozen = append::freeze("viewer", record, now);
        if !rules::check(recorded, now).is_empty() {
            // The command has refused it. Whoever asks all the same gets no record that lost something.
            let kept = frozen.is_ok_and(|frozen| !frozen.text.starts_with(record));
            ensure!(!kept, "a break was written into the record");
            return Ok(());
        }
        let frozen = frozen.map_err(|error| TestCaseError::fail(format!("{error}")))?;
        ensure!(frozen.text.starts_with(record), "the record lost something: {}", frozen.text);
        let read = abi::read(frozen.text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}")))?;
        for old in &recorded.tables {
            let new = read.tables.iter().find(|new| new.id == old.id);
            let kept =
                new.is_some_and(|new| new.slots.starts_with(&old.slots) && new.revisions.starts_with(&old.revisions));
            ensure!(kept, "`{}` lost something: {}", old.id, frozen.text);
        }
        let drafts: usize = now.tables.iter().map(|table| rules::draft_slots(&read, table, Drafts::Locked).len()).sum();
        ensure!(drafts == 0, "{drafts} slots are still drafts");
        // Each is the other's record: they are the same. A table without slots is none yet.
        let mut whole = now.clone();
        whole.tables.retain(|table| !table.slots.is_empty());
        let (found, same) = (rules::check(&read, now), oracle::ok(&whole, &read) && oracle::ok(&read, &whole));
        ensure!(found.is_empty() && same, "what was read is not what was frozen: {found:#?}");
        let again =
            append::freeze("viewer", &frozen.text, now).map_err(|error| TestCaseError::fail(format!("{error}")))?;
        ensure!(again.is_empty() && again.text == frozen.text, "there was something left to freeze");
        Ok(())
    });
}
