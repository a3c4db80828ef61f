//! What the rules on one table or type find, by the slot or field that it is about.

use crate::violation::Violation;

/// Who hears of a violation, and of the index that it has.
pub(super) type Found<'a> = &'a mut dyn FnMut(usize, Violation);

/// Violations, each with an index in the source. Those of one index stay in the order in which they were found.
#[derive(Default)]
pub(super) struct Findings(Vec<Vec<Violation>>);

impl Findings {
    pub(super) fn push(&mut self, at: usize, violation: Violation) {
        self.at(at).push(violation);
    }

    /// Those of one index.
    pub(super) fn at(&mut self, at: usize) -> &mut Vec<Violation> {
        while self.0.len() <= at {
            self.0.push(Vec::new());
        }
        &mut self.0[at]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// By index.
    pub(super) fn into_list(mut self) -> Vec<Violation> {
        let mut list = Vec::new();
        for violations in &mut self.0 {
            list.append(violations);
        }
        list
    }
}

/// Adds what was found, if anything was.
pub(super) fn add(found: &mut Vec<Violation>, violation: Option<Violation>) {
    if let Some(violation) = violation {
        found.push(violation);
    }
}
