//! Random packages, as a source may have them.

use crate::draw::Draw;
use crate::types::{self, At, Scope};
use vtable_api_manifest::model::*;
use vtable_api_manifest::{canon, lines, reach};

const SLOTS: [&str; 14] = [
    "open", "read", "close", "seek", "write", "flush", "size", "name", "lock", "map", "poll", "walk", "has_read",
    "open_all",
];
const TYPES: [&str; 8] = ["Frame", "Size", "Event", "State", "Point", "Bits", "Node", "Info"];
const FIELDS: [&str; 8] = ["a", "b", "c", "d", "e", "next", "len", "kind"];
const VARIANTS: [&str; 6] = ["Ok", "Io", "Busy", "Done", "Lost", "Late"];
const TAGS: [&str; 6] = ["u32", "u8", "u16", "i32", "i8", "u64"];

/// A package, with types that no slot reaches yet; `scope` gets their names.
pub(crate) fn package(draw: &mut Draw, scope: &mut Scope) -> Package {
    let names: Vec<Type> = (0..draw.below(TYPES.len() + 1)).map(|index| name(draw, scope, index)).collect();
    scope.tables = (0..1 + draw.below(3)).map(|index| format!("viewer{}/table-{index}", scope.suffix)).collect();
    scope.far = names.clone();
    let mut package = Package::default();
    for ty in names {
        let body = body(draw, scope);
        let is_open = matches!(body, Body::Enum { open: true, .. });
        if body != Body::Opaque {
            scope.values.push(ty.clone());
        }
        if body != Body::Opaque && (scope.wide || !is_open) {
            scope.whole.push(ty.clone());
        }
        let lifetimes = if body.growths().is_some() { TypeLifetimes::default() } else { lifetimes(draw, scope) };
        package.types.push(TypeDef {
            ty,
            module: "viewer".into(),
            body,
            lifetimes,
            traits: String::new(),
            docs: vec![],
            line: None,
        });
    }
    for (index, id) in scope.tables.iter().enumerate() {
        package.tables.push(table(draw, scope, id.clone(), index));
    }
    package
}

/// Without what no slot reaches, as a build sees it.
pub(crate) fn built(mut package: Package) -> Package {
    let slots = package.tables.iter().flat_map(|table| &table.slots);
    let mut reached: Vec<Type> = reach::types(slots, &package.types).iter().map(|def| def.ty.clone()).collect();
    package.types.retain(|def| match reached.iter().position(|ty| *ty == def.ty) {
        Some(at) => {
            reached.swap_remove(at);
            true
        }
        None => false,
    });
    package
}

fn name(draw: &mut Draw, scope: &Scope, index: usize) -> Type {
    let name = format!("{}{}", TYPES[index], scope.suffix);
    match draw.below(10) {
        8 if scope.wide => Type::Named { package: Some("other".into()), name, args: vec![] },
        7 if scope.wide => Type::Named { package: None, name, args: vec![draw.pick(&[U8, Type::Str])] },
        4..=6 if scope.wide && index == 0 => Type::Named { package: None, name: "u32".into(), args: vec![] },
        _ => Type::Named { package: None, name, args: vec![] },
    }
}

fn table(draw: &mut Draw, scope: &Scope, id: String, index: usize) -> Table {
    let mut table = Table {
        id,
        trait_name: format!("Table{index}"),
        module: "viewer".into(),
        bounds: Bounds { send: draw.one_in(3), sync: draw.one_in(3) },
        c_case: if draw.one_in(3) { CCase::Pascal } else { CCase::Snake },
        docs: vec![],
        slots: vec![],
        revisions: vec![],
        line: None,
    };
    let mut revision = 1;
    let count = 1 + draw.below(12);
    for (index, name) in SLOTS.iter().enumerate().take(count) {
        revision += u32::from(index > 0 && revision < 4 && draw.one_in(4));
        let name = match draw.one_in(4) {
            true => ex_name(draw, &table, revision).unwrap_or_else(|| (*name).into()),
            false => (*name).into(),
        };
        let slot = slot(draw, scope, name, revision);
        table.slots.push(slot);
    }
    table
}

/// The next Ex name of some slot, if a slot of that revision may have it.
pub(crate) fn ex_name(draw: &mut Draw, table: &Table, revision: u32) -> Option<String> {
    let base = table.slots.get(draw.below(table.slots.len()))?.name.split("_ex").next()?.to_owned();
    let family = table.slots.iter().filter(|slot| slot.name.split("_ex").next() == Some(&base));
    let last = family.clone().map(|slot| slot.revision).max()?;
    let number = family.count();
    let bare = number == 1 && draw.one_in(3);
    (last < revision).then(|| if bare { format!("{base}_ex") } else { format!("{base}_ex{number}") })
}

pub(crate) fn slot(draw: &mut Draw, scope: &Scope, name: String, revision: u32) -> Slot {
    let params = (0..draw.below(4)).map(|index| param(draw, scope, index)).collect();
    Slot {
        revision,
        name,
        is_unsafe: draw.one_in(5),
        receiver: draw.pick(&[Receiver::Ref, Receiver::Ref, Receiver::Mut, Receiver::None]),
        params,
        ret: if draw.coin() { types::any(draw, scope, At::Ret, 2) } else { Type::Unit },
        ..canon::parse_signature("fn f()").expect("a slot")
    }
}

pub(crate) fn param(draw: &mut Draw, scope: &Scope, index: usize) -> Param {
    Param { name: format!("p{index}"), ty: types::any(draw, scope, At::Param, 3) }
}

const U8: Type = Type::Primitive("u8");

/// A body. Its fields hold earlier types whole and point to any.
pub(crate) fn body(draw: &mut Draw, scope: &Scope) -> Body {
    let tuple = draw.one_in(4);
    match draw.below(10) {
        0..3 => Body::Struct { tuple, fields: fields(draw, scope, tuple, At::Plain, 1) },
        3 => Body::Union { fields: fields(draw, scope, false, At::Copied, 2) },
        4 => Body::Transparent { tuple, field: fields(draw, scope, tuple, alone(scope), 1).swap_remove(0) },
        5 => Body::Opaque,
        6 if scope.wide => Body::Foreign { c: c_definition(draw), fields: fields(draw, scope, false, At::Plain, 1) },
        7 if scope.wide => growable(draw, scope),
        _ => an_enum(draw, scope),
    }
}

/// Members in up to four growths, from a point in each that is drawn.
fn growable(draw: &mut Draw, scope: &Scope) -> Body {
    let mut numbers = vec![1];
    let mut next = |draw: &mut Draw| {
        let last = numbers.last().copied().unwrap_or(1);
        numbers.push(last + u32::from(draw.one_in(3)));
    };
    if draw.coin() {
        let fields = fields(draw, scope, false, At::Plain, 1);
        (1..fields.len()).for_each(|_| next(draw));
        return Body::GrowableStruct { fields, growths: Growths::numbered(&numbers) };
    }
    let mut variants: Vec<Variant> = vec![variant(draw, scope, &[], false)];
    for _ in 0..draw.below(4) {
        let new = variant(draw, scope, &variants, false);
        variants.push(new);
        next(draw);
    }
    Body::GrowableEnum { variants, growths: Growths::numbered(&numbers) }
}

/// Of one struct, which a header has or ours do.
pub(crate) fn c_definition(draw: &mut Draw) -> String {
    draw.pick(&["struct other { int a; }", "<other.h> struct other { int a; }"]).to_owned()
}

/// Where the field of a transparent type stands: the type crosses as the field does, and arrays do not cross.
pub(crate) fn alone(scope: &Scope) -> At {
    if scope.wide { At::Plain } else { At::Copied }
}

fn an_enum(draw: &mut Draw, scope: &Scope) -> Body {
    let (open, tag) = (draw.coin(), draw.pick(&TAGS));
    let mut variants: Vec<Variant> = Vec::new();
    for _ in 0..1 + draw.below(4) {
        let new = variant(draw, scope, &variants, open);
        variants.push(new);
    }
    let c = variants.iter().any(|variant| !variant.fields.is_empty()) && draw.coin();
    Body::Enum { repr: EnumRepr { c, tag }, open, variants }
}

/// A variant with a name and a value of its own. Open enums carry nothing.
pub(crate) fn variant(draw: &mut Draw, scope: &Scope, others: &[Variant], open: bool) -> Variant {
    let tuple = draw.coin();
    let bare = (open && !scope.wide) || draw.coin();
    let fields = if bare { vec![] } else { fields(draw, scope, tuple, At::Plain, 0) };
    let is_free = |name: &&&str| !others.iter().any(|other| other.name == **name);
    let name = VARIANTS.iter().find(is_free).map_or(format!("More{}", others.len()), |name| (*name).to_owned());
    Variant { name, value: free_value(draw, others), tuple, fields, docs: vec![], line: None }
}

/// A value that no variant has: the next, or another.
pub(crate) fn free_value(draw: &mut Draw, others: &[Variant]) -> i128 {
    let next = others.last().map_or(0, |last| last.value + 1);
    let start = if draw.one_in(4) { draw.below(20) as i128 } else { next };
    (start..).find(|value| !others.iter().any(|other| other.value == *value)).unwrap_or(next)
}

fn fields(draw: &mut Draw, scope: &Scope, tuple: bool, at: At, least: usize) -> Vec<Field> {
    let count = least + draw.below(4);
    let mut fields: Vec<Field> = (0..count).map(|index| field(draw, scope, FIELDS[index], at)).collect();
    number(&mut fields, tuple);
    fields
}

pub(crate) fn field(draw: &mut Draw, scope: &Scope, name: &str, at: At) -> Field {
    let (ty, lifetimes) = (types::any(draw, scope, at, 2), borrows(draw, scope));
    Field { name: name.into(), ty, lifetimes, docs: vec![], line: None }
}

/// Those of a type. Where a build is made of it, none: its source would have to have them.
pub(crate) fn lifetimes(draw: &mut Draw, scope: &Scope) -> TypeLifetimes {
    let texts = ["'a", "'a 'b", "'a 'b, 'b: 'a", "'a 'b, 'a: 'static, 'a: 'b", "'a 'b 'c, 'b 'c: 'a"];
    match scope.wide && draw.coin() {
        true => canon::parse_declared(draw.pick(&texts)).unwrap(),
        false => TypeLifetimes::default(),
    }
}

/// Those of a field.
pub(crate) fn borrows(draw: &mut Draw, scope: &Scope) -> Vec<Lifetime> {
    let texts = ["'a", "_ 'b", "'b 'a", "for'a for'a", "'static _ 'a", "for'a for1'a 'c"];
    match scope.wide && draw.one_in(3) {
        true => canon::parse_field(&format!("a: u8 where {}", draw.pick(&texts))).unwrap().lifetimes,
        false => vec![],
    }
}

/// The fields of a tuple are called by their place.
pub(crate) fn number(fields: &mut [Field], tuple: bool) {
    for (index, field) in fields.iter_mut().enumerate().filter(|_| tuple) {
        field.name = index.to_string();
    }
}

/// A package as canonical text, for a failing case to be read.
pub(crate) fn text(package: &Package) -> String {
    let mut text = Vec::new();
    for table in &package.tables {
        let case = if table.c_case == CCase::Pascal { ", Pascal" } else { "" };
        text.push(format!("  {:?} {}: {:?}{case}", table.id, table.trait_name, canon::bounds(table.bounds)));
        for slot in &table.slots {
            let mark = if slot.ex_none { "#[ex(none)] " } else { "" };
            text.push(format!("    {} {mark}{}", slot.revision, canon::signature(slot)));
        }
    }
    text.extend(package.types.iter().map(|def| format!("  {}", lines::definition(def).collect::<Vec<_>>().join("; "))));
    text.join("\n")
}
