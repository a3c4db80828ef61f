//! What the rules on one table or type find, by the slot or field that it is about.

use crate::violation::Violation;

/// Violations, each with an index in the source. Those of one index stay in the order in which they were found.
#[derive(Default)]
pub(super) struct Findings(Vec<Vec<Violation>>);

impl Findings {
    pub(super) fn push(&mut self, at: usize, violation: Violation) {
        while self.0.len() <= at {
            self.0.push(Vec::new());
        }
        self.0[at].push(violation);
    }

    /// Takes those of another one that `are_wanted`.
    pub(super) fn take(&mut self, others: Findings, are_wanted: &dyn Fn(&Violation) -> bool) {
        for (at, violations) in others.0.into_iter().enumerate() {
            for violation in violations {
                if are_wanted(&violation) {
                    self.push(at, violation);
                }
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// By index.
    pub(super) fn into_list(self) -> Vec<Violation> {
        let mut list = Vec::new();
        for mut violations in self.0 {
            list.append(&mut violations);
        }
        list
    }
}
