//! Where each name is. One kind of map for all: each one more would be compiled in every user's build.

use std::collections::HashMap;

/// Positions by name.
#[derive(Default)]
pub struct Index(HashMap<String, usize>);

impl Index {
    /// Notes where a name is, or says where it was noted before.
    pub fn note(&mut self, name: &str, at: usize) -> Option<usize> {
        let before = self.get(name);
        if before.is_none() {
            self.0.insert(name.to_owned(), at);
        }
        before
    }

    pub fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }
}
