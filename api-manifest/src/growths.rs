//! Which members of a growable type came with which growth.

use std::ops::Range;

use crate::model::{Body, Growths};

impl Body {
    /// Of a growable struct or enum.
    pub fn growths(&self) -> Option<&Growths> {
        match self {
            Body::GrowableStruct { growths, .. } | Body::GrowableEnum { growths, .. } => Some(growths),
            _ => None,
        }
    }

    /// The same, to be changed by those who have read which growth each member has.
    pub fn growths_mut(&mut self) -> Option<&mut Growths> {
        match self {
            Body::GrowableStruct { growths, .. } | Body::GrowableEnum { growths, .. } => Some(growths),
            _ => None,
        }
    }

    /// Takes away the members of drafts, but for those of growth 1, of a growable type.
    pub fn keep_recorded_growths(&mut self) {
        let recorded = self.growths().map_or(0, |growths| number(growths.recorded.len()));
        self.keep_growths(recorded.max(1));
    }

    /// Takes away the members of all growths after this one, of a growable type.
    pub fn keep_growths(&mut self, last: u32) {
        let (members, growths) = match self {
            Body::GrowableStruct { fields, growths } => {
                fields.truncate(growths.up_to_growth(last));
                (fields.len(), growths)
            }
            Body::GrowableEnum { variants, growths } => {
                variants.truncate(growths.up_to_growth(last));
                (variants.len(), growths)
            }
            _ => return,
        };
        growths.up_to.retain(|up_to| *up_to <= members);
        growths.recorded.truncate(growths.up_to.len());
    }
}

impl Growths {
    /// Those of members with these numbers, in order. A number that is not greater than the one before stands for the same growth, and
    /// a greater one for the next: what is wrong with the numbers themselves is for the rules to say.
    ///
    /// ```
    /// use vtable_api_manifest::model::Growths;
    /// let growths = Growths::numbered(&[1, 1, 2, 3, 3]);
    /// assert_eq!(growths.up_to, [2, 3, 5]);
    /// assert_eq!((growths.count(), growths.of(2), growths.members(3)), (3, 2, 3..5));
    /// ```
    pub fn numbered(numbers: &[u32]) -> Growths {
        let (mut up_to, mut last) = (Vec::new(), 0);
        for (at, number) in numbers.iter().enumerate() {
            if *number > last && at > 0 {
                up_to.push(at);
            }
            last = last.max(*number);
        }
        if !numbers.is_empty() {
            up_to.push(numbers.len());
        }
        Growths { up_to, id: String::new(), recorded: Vec::new() }
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        number(self.up_to.len())
    }

    /// The growth that the member with this index came with.
    pub fn of(&self, member: usize) -> u32 {
        let before = self.up_to.iter().take_while(|up_to| **up_to <= member).count();
        number(before).saturating_add(1)
    }

    /// The indices of the members that came with a growth, of which the first has number 1. None, if there is no such growth.
    pub fn members(&self, growth: u32) -> Range<usize> {
        self.up_to_growth(growth.saturating_sub(1))..self.up_to_growth(growth)
    }

    /// The fingerprint that is recorded of a growth; a draft has none.
    pub fn fingerprint(&self, growth: u32) -> Option<u64> {
        let at = usize::try_from(growth.checked_sub(1)?).ok()?;
        self.recorded.get(at).map(|growth| growth.fingerprint)
    }

    /// How many members there are up to a growth: all, if there are not so many growths.
    pub fn up_to_growth(&self, growth: u32) -> usize {
        let last = usize::try_from(growth.min(self.count())).unwrap_or(usize::MAX);
        match last.checked_sub(1) {
            Some(at) => self.up_to[at],
            None => 0,
        }
    }
}

/// Members are at most as many as a text of a few megabytes has.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
