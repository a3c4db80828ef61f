//! Bytes as decisions: a case is what these bytes say, whoever thought of them.

pub struct Feed<'b>(&'b [u8]);

impl<'b> Feed<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Feed(bytes)
    }

    /// 0 when there are no more.
    pub fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn u16(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    pub fn u32(&mut self) -> u32 {
        u32::from_le_bytes([(); 4].map(|()| self.byte()))
    }

    pub fn u64(&mut self) -> u64 {
        u64::from_le_bytes([(); 8].map(|()| self.byte()))
    }

    /// Less than `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::from(self.byte()) % limit.max(1)
    }

    /// Rarely.
    pub fn rarely(&mut self) -> bool {
        self.byte() % 16 == 15
    }

    pub fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// At most `most` bytes.
    pub fn bytes(&mut self, most: usize) -> &'b [u8] {
        let wanted = self.below(most + 1).min(self.0.len());
        let (taken, rest) = self.0.split_at(wanted);
        self.0 = rest;
        taken
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'b [u8] {
        std::mem::take(&mut self.0)
    }
}
