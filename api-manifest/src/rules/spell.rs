//! What the record has, as a source has it: text that is offered to be pasted is Rust. The canonical text has no lifetimes behind a name,
//! writes `Str` as what it stands for, and names a trait by the id of its table.

use crate::canon;
use crate::model::{Body, ObjectKind, OsKind, Package, Receiver, Slot, Table, Type, TypeDef, Variant};
use crate::visit::{parts, parts_mut};

/// Where the names of a slot are looked up: in the record, and in the source as far as that is known.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) recorded: &'a Package,
    pub(super) tables: &'a [Table],
    pub(super) types: &'a [TypeDef],
}

impl Known<'_> {
    /// A slot's types as they are written in a trait.
    pub(super) fn slot(&self, slot: &Slot) -> Slot {
        let mut spelled = slot.clone();
        let receivers = usize::from(slot.receiver != Receiver::None);
        for (index, param) in spelled.params.iter_mut().enumerate() {
            let is_kept = slot.lifetimes.inputs.get(index + receivers).is_some_and(|own| !own.is_empty());
            self.taken(&mut param.ty, is_kept);
        }
        self.in_type(&mut spelled.ret, false);
        spelled
    }

    /// A named type as a path.
    pub(super) fn path(&self, ty: &Type) -> String {
        let mut spelled = ty.clone();
        self.in_type(&mut spelled, true);
        spelled.to_string()
    }

    /// A variant as it is written in this enum; lifetimes that a field's type hides are left out.
    pub(super) fn variant(&self, of: &Body, variant: &Variant) -> String {
        let is_memory = !matches!(of, Body::GrowableEnum { .. });
        let mut spelled = variant.clone();
        for field in &mut spelled.fields {
            self.in_type(&mut field.ty, is_memory);
            let text = canon::field_in_rust(&field.ty, &field.lifetimes).unwrap_or_else(|| field.ty.to_string());
            field.ty = Type::Unresolved(text);
            field.lifetimes.clear();
            field.name = canon::in_source(&field.name);
        }
        spelled.name = canon::in_source(&spelled.name);
        canon::variant(&spelled)
    }

    /// A parameter, of a callback as well: only there an object is lent by a reference, and only for the call.
    fn taken(&self, ty: &mut Type, is_kept: bool) {
        match ty {
            Type::Option(of) if lent(of).is_some() => self.taken(of, is_kept),
            Type::Closure { params, ret, .. } => {
                params.iter_mut().for_each(|param| self.taken(param, is_kept));
                self.in_type(ret, false);
            }
            // A slice of slices is what it is.
            Type::Slice { mutable, of } if matches!(&**of, Type::Slice { mutable: inner, .. } if inner == mutable) => {
                let Type::Slice { of: inner, .. } = &mut **of else { return };
                self.in_type(inner, true);
            }
            ty => match lent(ty) {
                Some((mutable, id)) if !is_kept => {
                    *ty = Type::Unresolved(format!("&{}dyn {}", if mutable { "mut " } else { "" }, self.table(id)));
                }
                _ => self.in_type(ty, false),
            },
        }
    }

    /// In memory, other types stand for what a slot has by itself.
    fn in_type(&self, ty: &mut Type, is_memory: bool) {
        let holds_memory = match ty {
            // Of what is copied, each part is what it is in a slot.
            Type::Option(_) | Type::Result(..) | Type::Vec(_) | Type::Box(_) => is_memory,
            Type::Named { package: Some(package), .. } if package == "core" => is_memory,
            Type::Closure { .. } => false,
            _ => true,
        };
        let all = self.lifetimes(ty);
        for part in parts_mut(ty) {
            self.in_type(part, holds_memory);
        }
        let text = match ty {
            Type::Str if is_memory => "vtable_api::Str<'_>".to_owned(),
            Type::String if is_memory => "vtable_api::OwnedStr".to_owned(),
            Type::Slice { mutable: false, of } if is_memory => format!("vtable_api::Slice<'_, {of}>"),
            Type::Slice { mutable: true, of } if is_memory => format!("vtable_api::SliceMut<'_, {of}>"),
            Type::Vec(of) if is_memory => format!("vtable_api::OwnedSlice<{of}>"),
            Type::OsStr(OsKind::Text) => "&std::ffi::OsStr".to_owned(),
            Type::OsStr(OsKind::Path) => "&std::path::Path".to_owned(),
            Type::OsString(OsKind::Text) => "std::ffi::OsString".to_owned(),
            Type::OsString(OsKind::Path) => "std::path::PathBuf".to_owned(),
            Type::Object { kind, id } => self.object(*kind, id),
            Type::Named { package, name, args } => named(package.as_deref(), name, all, args),
            _ => return,
        };
        *ty = Type::Unresolved(text);
    }

    /// An object that is no parameter.
    fn object(&self, kind: ObjectKind, id: &str) -> String {
        let name = self.table(id);
        match kind {
            ObjectKind::Ref => format!("{name}Ref<'_>"),
            ObjectKind::Mut => format!("{name}Mut<'_>"),
            ObjectKind::Box => format!("Box<dyn {name}>"),
        }
    }

    /// The trait of a table.
    fn table(&self, id: &str) -> String {
        let mut tables = self.tables.iter().chain(&self.recorded.tables);
        tables.find(|table| table.id == id).map_or_else(|| camel(id), |table| table.trait_name.clone())
    }

    /// How many lifetimes a definition has, those of its arguments counted.
    fn lifetimes(&self, ty: &Type) -> usize {
        let mut types = self.types.iter().chain(&self.recorded.types);
        types.find(|def| def.ty == *ty).map_or(0, |def| def.lifetimes.count as usize)
    }
}

/// Whether there is one way to write the types of a slot. A map may have been of either kind, and an enum that is a key has what one of them
/// asks for, which is nowhere recorded.
pub(super) fn is_certain(slot: &Slot) -> bool {
    slot.params.iter().map(|param| &param.ty).chain([&slot.ret]).all(|ty| is_one(ty, false))
}

fn is_one(ty: &Type, is_key: bool) -> bool {
    let Type::Named { package: Some(package), name, .. } = ty else {
        let is_own = matches!(ty, Type::Named { .. });
        return !(is_own && is_key) && parts(ty).into_iter().all(|part| is_one(part, is_key));
    };
    let is_core = package == "core";
    let holds_keys = |at: usize| is_core && at == 0 && (name == "Map" || name == "Set");
    (is_core || !is_key) && parts(ty).into_iter().enumerate().all(|(at, part)| is_one(part, is_key || holds_keys(at)))
}

/// Whether an object is lent exclusively, and its table, if it is lent.
fn lent(ty: &Type) -> Option<(bool, &str)> {
    match ty {
        Type::Object { kind: ObjectKind::Ref, id } => Some((false, id)),
        Type::Object { kind: ObjectKind::Mut, id } => Some((true, id)),
        _ => None,
    }
}

/// `View<'_, u32>`.
fn named(package: Option<&str>, name: &str, lifetimes: usize, args: &[Type]) -> String {
    // Those of the arguments stand there.
    let in_args: usize = args.iter().map(|arg| arg.to_string().matches(['&', '\'']).count()).sum();
    let mut path = match package {
        Some("core") => match in_core(name) {
            Some(path) => path.to_owned(),
            None => return tuple(args),
        },
        // What they are recorded as is no crate.
        Some("arrow-c") => format!("vtable_api_arrow::{name}"),
        // The crate is called like the package, but for what no name may have.
        Some(package) => format!("{}::{name}", package.replace('-', "_")),
        None => Type::Named { package: None, name: name.to_owned(), args: Vec::new() }.to_string(),
    };
    let mut before = '<';
    for argument in
        std::iter::repeat_n("'_".to_owned(), lifetimes.saturating_sub(in_args)).chain(args.iter().map(Type::to_string))
    {
        path.push_str(if before == '<' { "<" } else { ", " });
        path.push_str(&argument);
        before = ',';
    }
    path.push_str(if before == ',' { ">" } else { "" });
    path
}

/// Where std has a type of package `core`; `None` for a tuple. A map may have been of either kind.
fn in_core(name: &str) -> Option<String> {
    let path = match name {
        "char" => name.to_owned(),
        "Map" => "std::collections::HashMap".to_owned(),
        "Set" => "std::collections::HashSet".to_owned(),
        "Range" => format!("core::ops::{name}"),
        "NonZero" => format!("core::num::{name}"),
        "MaybeUninit" | "ManuallyDrop" => format!("core::mem::{name}"),
        "Duration" => format!("core::time::{name}"),
        "SystemTime" => format!("std::time::{name}"),
        _ if name.starts_with("Tuple") => return None,
        _ => format!("core::{name}"),
    };
    Some(path)
}

fn tuple(args: &[Type]) -> String {
    let parts: Vec<_> = args.iter().map(Type::to_string).collect();
    format!("({})", parts.join(", "))
}

/// `GuiHost` of `fx/gui-host`: what a trait of that id is called, unless its author gave it another.
fn camel(id: &str) -> String {
    let last = id.rsplit('/').next().unwrap_or(id);
    let mut name = String::new();
    let mut starts = true;
    for c in last.chars() {
        match c {
            '-' | '_' | '.' => starts = true,
            c if starts => {
                name.extend(c.to_uppercase());
                starts = false;
            }
            c => name.push(c),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lifetimes;

    fn package(types: &[(&str, u32)]) -> Package {
        let def = |(text, count): &(&str, u32)| TypeDef {
            ty: canon::parse_type(text).unwrap(),
            module: "m".into(),
            body: crate::model::Body::Opaque,
            lifetimes: crate::model::TypeLifetimes { count: *count, bounds: vec![] },
            traits: String::new(),
            docs: vec![],
            line: None,
        };
        Package { tables: vec![], types: types.iter().map(def).collect() }
    }

    fn spelled(signature: &str) -> String {
        let recorded = package(&[("View", 2), ("Both<&str, u8>", 2)]);
        let known = Known { recorded: &recorded, tables: &[], types: &[] };
        let slot = known.slot(&canon::parse_signature(signature).unwrap());
        assert_eq!(slot.lifetimes, canon::parse_signature(signature).unwrap().lifetimes);
        canon::in_rust(&slot).unwrap_or_else(|| canon::signature(&Slot { lifetimes: Lifetimes::default(), ..slot }))
    }

    #[test]
    fn the_canonical_text_becomes_rust() {
        for (recorded, source) in [
            ("fn f(&self, a: &[&[f32]]) -> String", "fn f(&self, a: &[&[f32]]) -> String"),
            (
                "fn f(&self, a: &mut [&mut [f32]], b: &[&str])",
                "fn f(&self, a: &mut [&mut [f32]], b: &[vtable_api::Str<'_>])",
            ),
            ("fn f(&self) -> Vec<&[f32]>", "fn f(&self) -> Vec<&[f32]>"),
            ("fn f(&self, a: Vec<Vec<&str>>)", "fn f(&self, a: Vec<Vec<&str>>)"),
            ("fn f(&self, a: &[Vec<&str>])", "fn f(&self, a: &[vtable_api::OwnedSlice<vtable_api::Str<'_>>])"),
            ("fn f(a: core::char, b: core::NonZero<u8>)", "fn f(a: char, b: core::num::NonZero<u8>)"),
            ("fn f(a: core::Range<core::Duration>)", "fn f(a: core::ops::Range<core::time::Duration>)"),
            ("fn f() -> core::Tuple2<&str, core::Tuple3<u8, (), own-x::Y>>", "fn f() -> (&str, (u8, (), own_x::Y))"),
            (
                "fn f(a: &u8, b: core::Tuple2<&str, u8>) -> &u8 where ('a, _) -> 'a",
                "fn f<'a>(a: &'a u8, b: (&str, u8)) -> &'a u8",
            ),
            (
                "fn f(a: core::Map<core::SystemTime, core::Set<String>>)",
                "fn f(a: std::collections::HashMap<std::time::SystemTime, std::collections::HashSet<String>>)",
            ),
            (
                "fn f(a: &core::Path, b: core::PathBuf, c: Option<&core::OsStr>) -> Vec<core::OsString> where ('a, _, _)",
                "fn f<'a>(a: &'a std::path::Path, b: std::path::PathBuf, c: Option<&std::ffi::OsStr>) -> Vec<std::ffi::OsString>",
            ),
            ("fn f(&self, a: &View) -> View", "fn f(&self, a: &View<'_, '_>) -> View<'_, '_>"),
            ("fn f(&self, a: Both<&str, u8>)", "fn f(&self, a: Both<'_, vtable_api::Str<'_>, u8>)"),
            (
                "fn f(&self, a: &View) -> &u8 where (_, 'a _ 'b) -> 'b",
                "fn f<'a, 'b>(&self, a: &'a View<'_, 'b>) -> &'b u8",
            ),
            ("fn f(&self) -> Box<dyn \"fx/gui-host\">", "fn f(&self) -> Box<dyn GuiHost>"),
            (
                "fn f(&self, a: &mut dyn \"fx/gui\", b: &u8) -> &u8 where (_, _, 'a) -> 'a",
                "fn f<'a>(&self, a: &mut dyn Gui, b: &'a u8) -> &'a u8",
            ),
            (
                "fn f(&self, a: &mut dyn FnMut(&dyn \"fx/gui\", &str) -> Box<dyn \"fx/gui\">, b: Option<&mut dyn \"fx/gui\">)",
                "fn f(&self, a: &mut dyn FnMut(&dyn Gui, &str) -> Box<dyn Gui>, b: Option<&mut dyn Gui>)",
            ),
            (
                "fn f(&self, a: &dyn \"fx/gui\", b: &u8) -> &mut dyn \"fx/gui\" where ('a, 'a, _)",
                "fn f<'a>(&'a self, a: GuiRef<'a>, b: &u8) -> GuiMut<'_>",
            ),
            ("fn f(&self) -> Option<&dyn \"fx/gui\">", "fn f(&self) -> Option<GuiRef<'_>>"),
            ("fn f(&self) -> Result<&dyn \"fx/gui\", u8>", "fn f(&self) -> Result<GuiRef<'_>, u8>"),
            (
                "fn f(&self, a: core::Range<u32>, b: exo-types::P)",
                "fn f(&self, a: core::ops::Range<u32>, b: exo_types::P)",
            ),
            (
                "fn f(&self, a: Option<&str>, g: &dyn Fn(&str) -> String)",
                "fn f(&self, a: Option<&str>, g: &dyn Fn(&str) -> String)",
            ),
        ] {
            assert_eq!(spelled(recorded), source, "{recorded}");
        }
    }

    #[test]
    fn a_map_of_an_enum_is_of_one_kind_or_the_other() {
        let is_certain = |text: &str| is_certain(&canon::parse_signature(text).unwrap());
        assert!(is_certain("fn f(a: core::Map<String, Level>, b: &[core::Set<core::Tuple2<u8, &str>>]) -> Level"));
        assert!(!is_certain("fn f(a: core::Map<Level, u8>)"));
        assert!(!is_certain("fn f() -> Vec<core::Map<u8, core::Set<core::Tuple2<u8, [x::Level; 2]>>>>"));
    }

    #[test]
    fn a_variant_is_one_of_an_enum() {
        let known = Known { recorded: &Package::default(), tables: &[], types: &[] };
        let spelled = |kind, repr, variant: &str| {
            let variant = canon::parse_variant(variant).unwrap();
            known.variant(&canon::parse_body(kind, repr, vec![], vec![variant.clone()]).unwrap(), &variant)
        };
        assert_eq!(
            spelled("enum", Some("C, u32"), "type { text: String, at: &[u8] where 'a } = 3"),
            "r#type { text: vtable_api::OwnedStr, at: vtable_api::Slice<'a, u8> } = 3"
        );
        let text = "Batch { tags: Vec<String>, at: Option<Box<Options>> } = 3";
        assert_eq!(spelled("growable enum", None, text), text);
    }
}
