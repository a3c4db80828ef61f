//! Where each name is. One kind of map for all: each one more would be compiled in every user's build. A sorted list, because
//! a hash map with its hash is several thousand lines of that.

/// Positions by name.
#[derive(Default)]
pub struct Index(Vec<(String, usize)>);

impl Index {
    /// Notes where a name is, or says where it was noted before.
    pub fn note(&mut self, name: &str, at: usize) -> Option<usize> {
        match self.find(name) {
            Ok(place) => Some(self.0[place].1),
            Err(place) => {
                self.0.insert(place, (name.to_owned(), at));
                None
            }
        }
    }

    pub fn get(&self, name: &str) -> Option<usize> {
        match self.find(name) {
            Ok(place) => Some(self.0[place].1),
            Err(_) => None,
        }
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }
}
