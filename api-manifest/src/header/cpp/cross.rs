//! What a type is in C++.

use crate::header::ctype::CType;
use crate::header::error::HeaderError;
use crate::header::lower::Lowering;
use crate::header::notes;
use crate::model::{Body, ObjectKind, Type};

/// What C++ has for a value; `vtable_api::cross::pair` has to know it beside the type in C.
pub(super) struct Cross {
    /// `std::string_view`
    pub(super) cpp: String,
    /// The struct of the contract is what C++ has, too.
    pub(super) is_same: bool,
}

impl Cross {
    fn new(cpp: impl Into<String>) -> Self {
        Cross { cpp: cpp.into(), is_same: false }
    }

    pub(super) fn same(c: &str) -> Self {
        Cross { cpp: c.into(), is_same: true }
    }
}

impl Lowering<'_> {
    /// Of a value; `place` is the one that its C type was made with.
    pub(super) fn cross(&mut self, ty: &Type, place: &str) -> Result<Cross, HeaderError> {
        if self.array(ty).is_some() {
            return Ok(Cross::same(&spelled(&self.pointee(ty, place)?)));
        }
        let c = spelled(&self.value(ty, place)?);
        Ok(match ty {
            Type::Str => Cross::new("std::string_view"),
            Type::Slice { mutable, of } => {
                let element = self.lent_element(ty, *mutable, of, place)?;
                // Nothing has a place in an array of `()`.
                if element == CType::Void {
                    return Ok(Cross::same(&c));
                }
                let element = spelled(&element);
                let element = if *mutable { element } else { constant(&element) };
                Cross::new(format!("vtable_api::span<{element}>"))
            }
            Type::String => Cross::new("vtable_api::string"),
            Type::OsStr(_) => Cross::new("vtable_api::os_string_view"),
            Type::OsString(_) => Cross::new("vtable_api::os_string"),
            Type::Vec(_) | Type::Box(_) => Cross::new(format!("vtable_api::owned<{c}>")),
            Type::Object { kind: ObjectKind::Box, .. } => Cross::new("vtable_api::owned_object"),
            // It may be none.
            Type::Option(some) if self.is_growable(some) => self.cross(some, place)?,
            Type::Option(some) if self.is_nullable(some) => Cross::same(&c),
            Type::Option(some) => self.option(&c, some, place)?,
            Type::Result(ok, err) => self.result(&c, ok, err, place)?,
            Type::Named { .. } => self.named_cross(ty, &c, place)?,
            _ => Cross::same(&c),
        })
    }

    fn option(&mut self, c: &str, some: &Type, place: &str) -> Result<Cross, HeaderError> {
        let Some(some) = self.part(some, place)? else { return Ok(Cross::same(c)) };
        Ok(Cross::new(format!("std::optional<{}>", some.cpp)))
    }

    fn result(&mut self, c: &str, ok: &Type, err: &Type, place: &str) -> Result<Cross, HeaderError> {
        let (Some(ok), Some(err)) = (self.part(ok, &format!("{place}_ok"))?, self.part(err, &format!("{place}_err"))?)
        else {
            return Ok(Cross::same(c));
        };
        Ok(Cross::new(format!("vtable_api::result<{}, {}>", ok.cpp, err.cpp)))
    }

    /// Inside of another; `None` for arrays, which C++ cannot return either.
    fn part(&mut self, ty: &Type, place: &str) -> Result<Option<Cross>, HeaderError> {
        Ok(match ty {
            Type::Unit => Some(Cross::new("vtable_api::unit")),
            ty if self.array(ty).is_some() => None,
            ty => Some(self.cross(ty, place)?),
        })
    }

    fn named_cross(&mut self, ty: &Type, c: &str, place: &str) -> Result<Cross, HeaderError> {
        if let Body::Transparent { field, .. } = &self.def(ty)?.body {
            let inner = self.cross(&field.ty, place)?;
            return Ok(if inner.is_same { Cross::same(c) } else { inner });
        }
        if self.is_growable(ty) {
            return Ok(Cross::new(format!("vtable_api::growing<{}>", self.prefixes.part(ty, None))));
        }
        if notes::owns(ty, self, &mut Vec::new()) {
            return Ok(Cross::new(format!("vtable_api::owning<{c}>")));
        }
        Ok(Cross::same(c))
    }
}

/// A type without a name that it declares. Beside one with a function in it, nothing can be written: its name would stand
/// in its middle.
pub(super) fn spelled(ty: &CType) -> String {
    let text = ty.declare("");
    let text = text.trim_end();
    if leads_to_function(ty) { format!("vtable_api::plain<{text}>") } else { text.to_owned() }
}

fn leads_to_function(ty: &CType) -> bool {
    match ty {
        CType::Pointer { to, .. } => leads_to_function(to),
        other => matches!(other, CType::Function(_)),
    }
}

/// What does not change: of a pointer, itself and not what it points to.
pub(super) fn constant(cpp: &str) -> String {
    if cpp.ends_with('*') { format!("{cpp} const") } else { format!("const {cpp}") }
}
