//! Definitions in an order that C accepts: what is inside something by value, and every typedef, comes before it.
//! Structs and unions are declared up front, so pointers to them need no order.

use super::ctype::{Body, CType};
use super::error::HeaderError;
use super::items::Items;
use std::collections::BTreeSet;

/// How deep types may lie in one another where there is no name between: as deep as rustc's `recursion_limit`. The record may be anyone's.
pub(super) const DEPTH: usize = 128;

/// Why not deeper.
pub(super) const TOO_DEEP: &str = "128 types lead to it, each inside the one before";

/// How much of an item is needed.
#[derive(Clone, Copy, PartialEq)]
enum Need {
    /// Behind a pointer, or in the type of a function.
    Name,
    /// By value.
    Whole,
}

/// The names in order.
pub(super) fn sort(items: &Items) -> Result<Vec<String>, HeaderError> {
    let mut sorter = Sorter { items, done: BTreeSet::new(), open: BTreeSet::new(), out: Vec::new() };
    for name in items.names() {
        sorter.item(name, Need::Whole)?;
    }
    Ok(sorter.out)
}

struct Sorter<'a> {
    items: &'a Items,
    done: BTreeSet<&'a str>,
    open: BTreeSet<&'a str>,
    out: Vec<String>,
}

impl<'a> Sorter<'a> {
    fn item(&mut self, name: &'a str, need: Need) -> Result<(), HeaderError> {
        let Some(item) = self.items.get(name) else {
            return Ok(());
        };
        match &item.body {
            Body::Alias(ty) => {
                self.once(name, |sorter| sorter.ty(ty, Need::Name))?;
                self.ty(ty, need)
            }
            Body::Struct(members) | Body::Union(members) if need == Need::Whole => {
                self.once(name, |sorter| members.iter().try_for_each(|m| sorter.ty(&m.ty, Need::Whole)))
            }
            Body::Opaque if need == Need::Whole => self.once(name, |_| Ok(())),
            _ => Ok(()),
        }
    }

    fn once(
        &mut self,
        name: &'a str,
        parts: impl FnOnce(&mut Self) -> Result<(), HeaderError>,
    ) -> Result<(), HeaderError> {
        if self.done.contains(name) {
            return Ok(());
        }
        if !self.open.insert(name) {
            return Err(HeaderError::Recursive { name: name.into() });
        }
        if self.open.len() > DEPTH {
            return Err(HeaderError::not_in_c(&name, TOO_DEEP));
        }
        parts(self)?;
        self.open.remove(name);
        self.done.insert(name);
        self.out.push(name.into());
        Ok(())
    }

    fn ty(&mut self, ty: &'a CType, need: Need) -> Result<(), HeaderError> {
        match ty {
            CType::Item(name) => self.item(name, need),
            CType::Pointer { to, .. } => self.ty(to, Need::Name),
            CType::Array { of, .. } => self.ty(of, Need::Whole),
            CType::Union(members) => members.iter().try_for_each(|m| self.ty(&m.ty, need)),
            CType::Function(function) => {
                function.params.iter().try_for_each(|p| self.ty(&p.ty, Need::Name))?;
                self.ty(&function.ret, Need::Name)
            }
            CType::Scalar(_) | CType::Common(_) | CType::Void => Ok(()),
        }
    }
}
