//! Slots of each kind of parameter, and a second revision.

/// Counts.
#[vtable_api::vtable_api(id = "golden/counter", unrecorded)]
pub trait Counter: Send {
    /// Adds.
    fn add(&mut self, by: u32) -> u64;
    fn each(&self, seen: &mut dyn FnMut(u32) -> bool);

    #[revision(2)]
    fn add_ex1(&mut self, by: u32, times: u8) -> u64 {
        let _ = times;
        self.add(by)
    }
}
