//! From the model's types to C types: how a value lies in memory.

use super::Input;
use super::ctype::{Body, CFunction, CType, Common, Item, Member, scalar};
use super::error::HeaderError;
use super::items::{Items, Names};
use super::mangle::Prefixes;
use super::order::{self, DEPTH, TOO_DEEP};
use crate::c_form::EMPTY_ARRAY;
use crate::c_name::OWN;
use crate::model::{self, ObjectKind, Type, TypeDef};
use std::collections::{BTreeMap, VecDeque};

/// What is known so far of one header.
pub(super) struct Lowering<'a> {
    pub(super) prefixes: Prefixes,
    pub(super) names: Names,
    pub(super) items: Items,
    /// The definition of each foreign struct, by what C calls it.
    pub(super) tags: BTreeMap<String, String>,
    defs: BTreeMap<String, &'a TypeDef>,
    /// The Rust type behind each C name of a derived type.
    pub(super) derived: BTreeMap<String, String>,
    /// The Rust types behind each C name of a container: several where C does not tell them apart.
    pub(super) containers: BTreeMap<String, Vec<Type>>,
    /// Derived types that have a name, and whose content waits for [`Self::finish`]: types lead to one another as far as they
    /// like, and no stack is that deep.
    pub(super) waiting: VecDeque<Type>,
    /// Transparent types around arrays that are being lowered, each because of the one before it.
    open: Vec<String>,
    /// The definitions in the order in which they are written.
    pub(super) sequence: Vec<String>,
}

type Lowered = Result<CType, HeaderError>;

impl<'a> Lowering<'a> {
    pub(super) fn new(input: &Input<'a>) -> Result<Self, HeaderError> {
        let mut lowering = Self {
            prefixes: Prefixes::new(&input.table.id, input.prefix),
            names: Names::of_common_headers([super::common(), super::host()]),
            items: Items::default(),
            tags: BTreeMap::new(),
            defs: input.types.iter().map(|def| (def.ty.to_string(), def)).collect(),
            derived: BTreeMap::new(),
            containers: BTreeMap::new(),
            waiting: VecDeque::new(),
            open: Vec::new(),
            sequence: Vec::new(),
        };
        lowering.claim_fixed(input.fingerprints.len())?;
        Ok(lowering)
    }

    fn claim_fixed(&mut self, revisions: usize) -> Result<(), HeaderError> {
        let prefixes = &self.prefixes;
        let mut fixed: Vec<_> = OWN.iter().map(|own| format!("{}{own}", prefixes.table)).collect();
        let macros = ["ID", "HEADER", "TARGET_REVISION", "TABLE_", "REF_", "H_"];
        fixed.extend(macros.iter().map(|n| prefixes.constant(n)));
        for n in 1..=revisions {
            fixed.extend(["table", "ref"].iter().map(|name| prefixes.own(&format!("{name}_{n}"))));
            let macros = ["REVISION", "FINGERPRINT", "SIZE"];
            fixed.extend(macros.iter().map(|name| prefixes.constant(&format!("{name}_{n}"))));
        }
        fixed.iter().try_for_each(|name| self.names.claim(name, "the table's own name"))
    }

    /// The definition of a derived type.
    pub(super) fn def(&self, ty: &Type) -> Result<&'a TypeDef, HeaderError> {
        let text = ty.to_string();
        self.def_of(&text).ok_or(HeaderError::Unknown { ty: text, place: String::new() })
    }

    /// The same, of a type's canonical text.
    pub(super) fn def_of(&self, text: &str) -> Option<&'a TypeDef> {
        self.defs.get(text).copied()
    }

    /// As a member; `None` when it has no size. `place` names closures.
    pub(super) fn member(&mut self, ty: &Type, place: &str) -> Result<Option<CType>, HeaderError> {
        if *ty == Type::Unit { Ok(None) } else { self.value(ty, place).map(Some) }
    }

    /// As a value in memory.
    pub(super) fn value(&mut self, ty: &Type, place: &str) -> Lowered {
        match ty {
            Type::Primitive(name) | Type::CAlias(name) => {
                scalar(name).map(CType::Scalar).ok_or_else(|| HeaderError::not_in_c(ty, "C has no such number"))
            }
            Type::Ref { mutable, to } if self.is_growable(to) => self.lent_growable(ty, !mutable, to),
            Type::Pointer { to, .. } | Type::NonNull(to) if self.is_growable(to) => self.lent_growable(ty, false, to),
            Type::Pointer { mutable, to } | Type::Ref { mutable, to } => self.pointer(*mutable, to, place),
            Type::NonNull(to) => self.pointer(true, to, place),
            Type::Array { len: 0, .. } => Err(HeaderError::not_in_c(ty, EMPTY_ARRAY)),
            Type::Array { of, len } => Ok(CType::Array { of: Box::new(self.value(of, place)?), len: *len }),
            Type::Str => Ok(CType::Common(Common::Str)),
            Type::String => Ok(CType::Common(Common::String)),
            Type::OsStr(_) => Ok(CType::Common(Common::OsStr)),
            Type::OsString(_) => Ok(CType::Common(Common::OsString)),
            Type::Object { .. } => Ok(CType::Common(Common::Object)),
            Type::Slice { mutable, of } => self.slice(ty, *mutable, of, place),
            Type::Vec(of) | Type::Box(of) => self.owned(ty, of, place),
            Type::Option(some) if self.is_nullable(some) => self.value(some, place),
            Type::Option(some) => self.tagged(ty, &[("some", some, "")], place),
            Type::Result(ok, err) => self.tagged(ty, &[("ok", ok, "_ok"), ("err", err, "_err")], place),
            Type::Function { params, ret, .. } => self.function(params, ret, place),
            Type::Closure { params, ret, .. } => self.closure(ty, params, ret, place),
            Type::Named { .. } => self.named(ty),
            Type::Unit | Type::Never | Type::Void => Err(HeaderError::not_in_c(ty, "it has no value")),
            Type::Unresolved(_) => Err(HeaderError::not_in_c(ty, "it was not resolved")),
        }
    }

    fn pointer(&mut self, mutable: bool, to: &Type, place: &str) -> Lowered {
        Ok(CType::pointer(!mutable, self.pointee(to, place)?))
    }

    /// What a pointer points to. For an array its first element: C before C23 does not let `T (*)[4]` become
    /// `const T (*)[4]`.
    pub(super) fn pointee(&mut self, ty: &Type, place: &str) -> Lowered {
        if let Some((element, _)) = self.array(ty) {
            return match ty {
                Type::Named { .. } => self.inside(ty, element, place),
                _ => self.pointee(element, place),
            };
        }
        match ty {
            Type::Void | Type::Unit => Ok(CType::Void),
            Type::Named { .. } if !self.is_growable(ty) => self.derived(ty),
            _ => self.value(ty, place),
        }
    }

    /// What a pointer to a transparent type around an array points to. Only such a type has no name of its own by then, so it may
    /// lead to itself.
    fn inside(&mut self, ty: &Type, element: &Type, place: &str) -> Lowered {
        let rust = ty.to_string();
        if self.open.contains(&rust) {
            return Err(HeaderError::Recursive { name: self.prefixes.part(ty, None) });
        }
        if self.open.len() == DEPTH {
            return Err(HeaderError::not_in_c(ty, TOO_DEEP));
        }
        self.open.push(rust);
        let lowered = self.pointee(element, place);
        self.open.pop();
        lowered
    }

    /// Lowers what the types hold that have been met, and what these lead to, and brings all into order.
    pub(super) fn finish(&mut self) -> Result<(), HeaderError> {
        while let Some(ty) = self.waiting.pop_front() {
            self.fill(&ty)?;
        }
        self.sequence = order::sort(&self.items)?;
        Ok(())
    }

    /// What an `Option` of is the same with a NULL more.
    pub(super) fn is_nullable(&self, some: &Type) -> bool {
        is_pointer(some) || is_lent_object(some) || self.is_growable(some)
    }

    /// The element and the length, when this is an array or a transparent struct around one.
    pub(super) fn array<'t>(&self, ty: &'t Type) -> Option<(&'t Type, u64)>
    where
        'a: 't,
    {
        let mut ty = ty;
        for _ in 0..64 {
            match ty {
                Type::Array { of, len } => return Some((of, *len)),
                Type::Named { .. } => match &self.def(ty).ok()?.body {
                    model::Body::Transparent { field, .. } => ty = &field.ty,
                    _ => return None,
                },
                _ => return None,
            }
        }
        None
    }

    fn named(&mut self, ty: &Type) -> Lowered {
        match self.def(ty)?.body {
            model::Body::Opaque => Err(HeaderError::not_in_c(ty, "it is opaque; put it behind a pointer")),
            model::Body::GrowableStruct { .. } | model::Body::GrowableEnum { .. } => {
                Ok(CType::pointer(false, self.derived(ty)?))
            }
            _ => self.derived(ty),
        }
    }

    fn slice(&mut self, ty: &Type, mutable: bool, of: &Type, place: &str) -> Lowered {
        let ptr = CType::pointer(!mutable, self.lent_element(ty, mutable, of, place)?);
        let mut members = vec![Member::new("ptr", ptr), Member::new("len", size())];
        members[0].docs = vec!["NULL only when len is 0".into()];
        members[1].docs = self.counted(of);
        self.define(ty, place, Body::Struct(members))
    }

    /// What a slice points to.
    pub(super) fn lent_element(&mut self, slice: &Type, mutable: bool, of: &Type, place: &str) -> Lowered {
        if self.is_growable(of) { self.lent_growable(slice, !mutable, of) } else { self.pointee(of, place) }
    }

    fn owned(&mut self, ty: &Type, of: &Type, place: &str) -> Lowered {
        let ptr = self.pointer(true, of, place)?;
        let name = self.container(ty, place);
        let this = Member::new("self", CType::pointer(false, CType::Item(name)));
        let free = CType::Function(Box::new(CFunction { params: vec![this], ret: CType::Void }));
        let mut members = vec![
            Member::new("ptr", ptr),
            Member::new("len", size()),
            Member::new("cap", size()),
            Member::new("free", free),
        ];
        members[1].docs = self.counted(of);
        members[2].docs = vec!["the maker's own".into()];
        members[3].docs = vec!["NULL: read-only, and not the owner's; else its owner calls it once".into()];
        self.define(ty, place, Body::Struct(members))
    }

    /// Says what `len` counts where `ptr` does not tell.
    fn counted(&self, of: &Type) -> Vec<String> {
        self.array(of).map(|_| format!("counts `{of}`, not what ptr points to")).into_iter().collect()
    }

    fn tagged(&mut self, ty: &Type, parts: &[(&str, &Type, &str)], place: &str) -> Lowered {
        let mut union = Vec::new();
        for (name, part, suffix) in parts {
            if let Some(part) = self.member(part, &format!("{place}{suffix}"))? {
                union.push(Member::new(*name, part));
            }
        }
        let mut tag = Member::new("tag", CType::Scalar(tag_u32()));
        tag.docs = vec![if parts.len() == 1 { "0 None, 1 Some" } else { "0 Ok, 1 Err" }.into()];
        let mut members = vec![tag];
        if !union.is_empty() {
            members.push(Member::new("u", CType::Union(union)));
        }
        self.define(ty, place, Body::Struct(members))
    }

    fn closure(&mut self, ty: &Type, params: &[Type], ret: &Type, place: &str) -> Lowered {
        let unnamed: Vec<_> = params.iter().map(|param| (None, param)).collect();
        let mut function = self.signature(&unnamed, ret, place)?;
        function.params.insert(0, Member::new("context", CType::pointer(false, CType::Void)));
        let members = vec![
            Member::new("call", CType::Function(Box::new(function))),
            Member::new("context", CType::pointer(false, CType::Void)),
        ];
        let item = Item::new(ty.to_string(), Body::Struct(members));
        self.items.define(&mut self.names, place.to_owned(), item)
    }

    fn container(&self, ty: &Type, place: &str) -> String {
        format!("vtable_api_{}", self.prefixes.part(ty, Some(place)))
    }

    fn define(&mut self, ty: &Type, place: &str, body: Body) -> Lowered {
        let name = self.container(ty, place);
        let types = self.containers.entry(name.clone()).or_default();
        if !types.contains(ty) {
            types.push(ty.clone());
        }
        self.items.define(&mut self.names, name, Item::new(ty.to_string(), body))
    }
}

/// What `Option` makes a pair whose table may be NULL: `&dyn Api`, `&mut dyn Api`.
pub(super) fn is_lent_object(ty: &Type) -> bool {
    matches!(ty, Type::Object { kind: ObjectKind::Ref | ObjectKind::Mut, .. })
}

/// `uintptr_t`
fn size() -> CType {
    scalar("usize").map_or(CType::Void, CType::Scalar)
}

fn tag_u32() -> super::ctype::Scalar {
    super::ctype::Scalar { name: "uint32_t", width: super::ctype::Width::Bytes(4) }
}

/// A reference or pointer, of which `Option` makes one that may be NULL.
pub(super) fn is_pointer(ty: &Type) -> bool {
    matches!(ty, Type::Ref { .. } | Type::NonNull(_) | Type::Function { .. })
}
