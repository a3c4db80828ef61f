//! Sizes and offsets, on each data model that the header can meet: the compiler that reads the header has to
//! come to the same numbers.

use super::ctype::{Body, CType, Member, Width};
use super::items::Items;
use std::collections::BTreeMap;

/// A number for each of [`MODELS`].
pub(super) type ByModel = [u64; 4];

/// In the order of `VTABLE_API_LAYOUT`.
const MODELS: [Model; 4] = [
    Model { pointer: 8, long: 8, widest: 8 },
    Model { pointer: 8, long: 4, widest: 8 },
    Model { pointer: 4, long: 4, widest: 8 },
    Model { pointer: 4, long: 4, widest: 4 },
];

struct Model {
    pointer: u64,
    long: u64,
    /// The alignment of a number of 8 bytes.
    widest: u64,
}

#[derive(Clone, Copy)]
struct Layout {
    size: u64,
    align: u64,
}

/// The layout of a struct or union.
#[derive(Default)]
pub(super) struct ItemLayout {
    pub(super) size: ByModel,
    /// One per member.
    pub(super) offsets: Vec<ByModel>,
}

impl ItemLayout {
    /// Whether all members are as large as a pointer, one after the other.
    pub(super) fn is_of_pointers(&self) -> bool {
        let pointers = |n: usize| MODELS.each_ref().map(|model| n as u64 * model.pointer);
        let mut at = self.offsets.iter().enumerate();
        at.all(|(n, offset)| *offset == pointers(n)) && self.size == pointers(self.offsets.len())
    }
}

/// The layouts of all items; `sequence` has parts before wholes.
pub(super) fn compute(items: &Items, sequence: &[String]) -> BTreeMap<String, ItemLayout> {
    let mut out: BTreeMap<String, ItemLayout> = BTreeMap::new();
    for (index, model) in MODELS.iter().enumerate() {
        let mut done = BTreeMap::new();
        for name in sequence {
            let Some(item) = items.get(name) else {
                continue;
            };
            let place = Place { model, items, done: &done };
            let (layout, offsets) = place.body(&item.body);
            let entry = out.entry(name.clone()).or_default();
            entry.size[index] = layout.size;
            entry.offsets.resize(offsets.len(), ByModel::default());
            for (all, offset) in entry.offsets.iter_mut().zip(offsets) {
                all[index] = offset;
            }
            done.insert(name.clone(), layout);
        }
    }
    out
}

struct Place<'a> {
    model: &'a Model,
    items: &'a Items,
    done: &'a BTreeMap<String, Layout>,
}

impl Place<'_> {
    fn body(&self, body: &Body) -> (Layout, Vec<u64>) {
        match body {
            Body::Struct(members) => self.one_after_the_other(members),
            Body::Union(members) => (self.on_top_of_each_other(members), vec![0; members.len()]),
            Body::Opaque => (Layout { size: 0, align: 1 }, Vec::new()),
            Body::Alias(ty) => (self.ty(ty), Vec::new()),
        }
    }

    fn one_after_the_other(&self, members: &[Member]) -> (Layout, Vec<u64>) {
        let mut whole = Layout { size: 0, align: 1 };
        let mut offsets = Vec::new();
        for member in members {
            let part = self.ty(&member.ty);
            let offset = round_up(whole.size, part.align);
            offsets.push(offset);
            whole.size = offset.saturating_add(part.size);
            whole.align = whole.align.max(part.align);
        }
        whole.size = round_up(whole.size, whole.align);
        (whole, offsets)
    }

    fn on_top_of_each_other(&self, members: &[Member]) -> Layout {
        let mut whole = Layout { size: 0, align: 1 };
        for member in members {
            let part = self.ty(&member.ty);
            whole.size = whole.size.max(part.size);
            whole.align = whole.align.max(part.align);
        }
        whole.size = round_up(whole.size, whole.align);
        whole
    }

    fn ty(&self, ty: &CType) -> Layout {
        match ty {
            CType::Scalar(scalar) => self.scalar(scalar.width),
            CType::Common(common) => Layout { size: common.pointers() * self.model.pointer, align: self.model.pointer },
            CType::Pointer { .. } | CType::Function(_) => self.scalar(Width::Pointer),
            CType::Array { of, len } => {
                let of = self.ty(of);
                Layout { size: of.size.saturating_mul(*len), align: of.align }
            }
            CType::Item(name) => self.item(name),
            CType::Union(members) => self.on_top_of_each_other(members),
            CType::Void => Layout { size: 0, align: 1 },
        }
    }

    /// A typedef may come before the struct that it names, so it is looked through.
    fn item(&self, name: &str) -> Layout {
        match self.items.get(name).map(|item| &item.body) {
            Some(Body::Alias(ty)) => self.ty(ty),
            _ => self.done.get(name).copied().unwrap_or(Layout { size: 0, align: 1 }),
        }
    }

    fn scalar(&self, width: Width) -> Layout {
        let size = match width {
            Width::Bytes(size) => size,
            Width::Pointer => self.model.pointer,
            Width::Long => self.model.long,
        };
        let align = if size == 8 { self.model.widest } else { size };
        Layout { size, align }
    }
}

fn round_up(size: u64, align: u64) -> u64 {
    size.checked_next_multiple_of(align).unwrap_or(u64::MAX)
}

/// The numbers as one C expression.
pub(super) fn expression(by_model: ByModel) -> String {
    let [lp64, llp64, ilp32_8, ilp32_4] = by_model;
    if lp64 == llp64 && ilp32_8 == ilp32_4 {
        if lp64 == ilp32_8 {
            return lp64.to_string();
        }
        if let Some(text) = of_pointers(lp64, ilp32_8) {
            return text;
        }
    }
    format!("VTABLE_API_LAYOUT({lp64}, {llp64}, {ilp32_8}, {ilp32_4})")
}

/// `a + n * sizeof(void *)`, where there are such numbers.
fn of_pointers(with_8: u64, with_4: u64) -> Option<String> {
    let difference = with_8.checked_sub(with_4)?;
    let n = difference / 4;
    let rest = with_4.checked_sub(n.checked_mul(4)?)?;
    match (difference % 4, rest, n) {
        (0, 0, 1) => Some("sizeof(void *)".into()),
        (0, 0, n) => Some(format!("{n} * sizeof(void *)")),
        (0, rest, 1) => Some(format!("{rest} + sizeof(void *)")),
        (0, rest, n) => Some(format!("{rest} + {n} * sizeof(void *)")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn expressions() {
        assert_eq!(expression([4, 4, 4, 4]), "4");
        assert_eq!(expression([16, 16, 12, 12]), "8 + sizeof(void *)");
        assert_eq!(expression([16, 16, 8, 8]), "2 * sizeof(void *)");
        assert_eq!(expression([8, 8, 8, 4]), "VTABLE_API_LAYOUT(8, 8, 8, 4)");
        assert_eq!(expression([24, 24, 8, 8]), "VTABLE_API_LAYOUT(24, 24, 8, 8)");
        assert_eq!(expression([8, 4, 4, 4]), "VTABLE_API_LAYOUT(8, 4, 4, 4)");
    }
}
