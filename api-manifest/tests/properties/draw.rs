//! Decisions from a list of numbers. proptest makes and shrinks the list; 0, and whatever is behind its end, is
//! the simplest choice, so a shrunk list is a simple case.

pub(crate) struct Draw {
    numbers: std::vec::IntoIter<u16>,
}

impl Draw {
    pub(crate) fn new(numbers: Vec<u16>) -> Draw {
        Draw { numbers: numbers.into_iter() }
    }

    /// A number under `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::from(self.numbers.next().unwrap_or(0)) % limit.max(1)
    }

    pub(crate) fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    /// True once in so many.
    pub(crate) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) + 1 == many
    }

    /// One of these, of which there is at least one.
    pub(crate) fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}
