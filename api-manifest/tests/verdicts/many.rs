//! Many tables and large ones: no panic, and time that grows with their size only.

use vtable_api_manifest::rules;

use crate::support::*;

/// Every row of up to four slots out of five, with every revision: nothing panics, and what is found has a
/// way out.
#[test]
fn every_small_table_against_every_other() {
    let names = ["a", "b", "a_ex1", "a_ex2", "has_b"];
    let mut tables = vec![Vec::new()];
    for length in 0..3 {
        let longer: Vec<Vec<String>> = tables
            .iter()
            .filter(|slots: &&Vec<String>| slots.len() == length)
            .flat_map(|slots| {
                names.iter().flat_map(move |name| {
                    [1, 2].map(|revision| [slots.clone(), vec![format!("{revision} fn {name}(x: u8)")]].concat())
                })
            })
            .collect();
        tables.extend(longer);
    }
    let tables: Vec<_> =
        tables.iter().map(|slots| package(&slots.iter().map(String::as_str).collect::<Vec<_>>(), &[])).collect();
    for old in tables.iter().step_by(37) {
        let old = recorded(old.clone());
        for now in &tables {
            for violation in rules::check(&old, now) {
                assert!(!violation.help.is_empty() && !violation.message.is_empty(), "{violation}");
            }
        }
    }
}

#[test]
fn a_table_of_4250_slots_that_was_reversed() {
    let slots: Vec<String> = (0..4250).map(|index| format!("fn slot{index}(x: u8)")).collect();
    let mut slots: Vec<&str> = slots.iter().map(String::as_str).collect();
    let old = recorded(package(&slots, &[]));
    assert!(rules::check(&old, &package(&slots, &[])).is_empty());
    slots.reverse();
    assert_eq!(rules::check(&old, &package(&slots, &[])).len(), 4250);
}
