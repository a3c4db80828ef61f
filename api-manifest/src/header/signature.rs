//! Parameters and returns as C functions have them: by the rules of slots, which closures share, or of a raw `extern "C" fn`.

use super::ctype::{CFunction, CType, Member};
use super::error::HeaderError;
use super::items::Names;
use super::lower::{Lowering, is_pointer};
use crate::model::{self, Slot, Type};

/// How a value is passed.
enum Class {
    /// As itself.
    Direct,
    /// A parameter is a `const T *`, a return a last parameter `T *ret`.
    ByPointer,
    /// It has no size.
    Nothing,
}

/// The parameters, each with its name.
pub(super) fn named(slot: &Slot) -> Vec<(Option<&str>, &Type)> {
    slot.params.iter().map(|param| (Some(param.name.as_str()), &param.ty)).collect()
}

impl Lowering<'_> {
    /// By the rules of slots, which closures share. Without the leading `object` or `context`.
    pub(super) fn signature(
        &mut self,
        params: &[(Option<&str>, &Type)],
        ret: &Type,
        place: &str,
    ) -> Result<CFunction, HeaderError> {
        let mut lowered = Vec::new();
        let mut names = Names::default();
        for ((name, ty), c) in params.iter().zip(self.parameters(params, ret)) {
            let described = format!("parameter `{}` of `{place}`", name.unwrap_or(&c));
            let name = c;
            if let Some(ty) = self.parameter(ty, &format!("{place}_{name}"))? {
                names.claim(&name, &described)?;
                lowered.push(Member::new(name, ty));
            }
        }
        let ret = self.returned(ret, &format!("{place}_ret"), &mut lowered)?;
        Ok(CFunction { params: lowered, ret })
    }

    fn parameter(&mut self, ty: &Type, place: &str) -> Result<Option<CType>, HeaderError> {
        Ok(match self.class(ty)? {
            Class::Direct => Some(self.value(ty, place)?),
            Class::ByPointer => Some(CType::pointer(true, self.at_address(ty, place)?)),
            Class::Nothing => None,
        })
    }

    fn returned(&mut self, ty: &Type, place: &str, params: &mut Vec<Member>) -> Result<CType, HeaderError> {
        if *ty == Type::Never {
            return Ok(CType::Void);
        }
        Ok(match self.class(ty)? {
            Class::Direct => self.value(ty, place)?,
            Class::ByPointer => {
                params.push(Member::new("ret", CType::pointer(false, self.at_address(ty, place)?)));
                CType::Void
            }
            Class::Nothing => CType::Void,
        })
    }

    /// What is passed by address: of an array, or a transparent struct around one, its first element.
    fn at_address(&mut self, ty: &Type, place: &str) -> Result<CType, HeaderError> {
        if self.array(ty).is_some() { self.pointee(ty, place) } else { self.value(ty, place) }
    }

    fn class(&self, ty: &Type) -> Result<Class, HeaderError> {
        let mut ty = ty;
        for _ in 0..64 {
            return Ok(match ty {
                Type::Unit => Class::Nothing,
                Type::Option(some) if self.is_nullable(some) => Class::Direct,
                Type::Option(_)
                | Type::Result(..)
                | Type::String
                | Type::OsString(_)
                | Type::Vec(_)
                | Type::Box(_)
                | Type::Array { .. } => Class::ByPointer,
                Type::Named { .. } => match &self.def(ty)?.body {
                    model::Body::Transparent { field, .. } => {
                        ty = &field.ty;
                        continue;
                    }
                    model::Body::Enum { variants, .. } if variants.iter().all(|v| v.fields.is_empty()) => Class::Direct,
                    model::Body::GrowableStruct { .. } | model::Body::GrowableEnum { .. } => Class::Direct,
                    _ => Class::ByPointer,
                },
                _ => Class::Direct,
            });
        }
        Err(HeaderError::not_in_c(ty, "it is transparent too many times over"))
    }

    /// An `extern "C" fn`, which is called with the values themselves, not by the rules of slots.
    pub(super) fn function(&mut self, params: &[Type], ret: &Type, place: &str) -> Result<CType, HeaderError> {
        let mut lowered = Vec::new();
        for (index, ty) in params.iter().enumerate() {
            let name = format!("arg{index}");
            if *ty != Type::Unit {
                let ty = self.raw(ty, &format!("{place}_{name}"))?;
                lowered.push(Member::new(name, ty));
            }
        }
        let ret = match ret {
            Type::Unit | Type::Never => CType::Void,
            ret => self.raw(ret, &format!("{place}_ret"))?,
        };
        Ok(CType::Function(Box::new(CFunction { params: lowered, ret })))
    }

    fn raw(&mut self, ty: &Type, place: &str) -> Result<CType, HeaderError> {
        if !is_plain(ty) || self.is_growable(ty) {
            return Err(HeaderError::not_in_c(
                ty,
                "an `extern \"C\" fn` takes and returns plain C types; use `&dyn Fn`",
            ));
        }
        self.value(ty, place)
    }
}

/// Whether an `extern "C" fn` can take and return it.
fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Option(some) => is_pointer(some),
        Type::Primitive(_) | Type::CAlias(_) | Type::Pointer { .. } | Type::Named { .. } => true,
        ty => is_pointer(ty),
    }
}
