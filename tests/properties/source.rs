//! Packages as the source of a crate: a good part of the types behind aliases and constants, so that an edit changes
//! these, and the slot's or field's own text stays.

use std::fmt::Write;
use vtable_api_manifest::canon;
use vtable_api_manifest::model::*;

/// A module with the tables and types of a package.
pub(crate) fn module(name: &str, package: &Package) -> String {
    let mut text = String::new();
    for (index, table) in package.tables.iter().enumerate() {
        text.push_str(&trait_item(table, index));
    }
    for (index, def) in package.types.iter().enumerate() {
        text.push_str(&type_item(def, index));
    }
    format!("mod {name} {{\nuse core::ffi::*;\nuse core::ptr::NonNull;\n{text}}}\n")
}

/// An item, and the aliases and constants that it uses.
#[derive(Default)]
struct Item {
    text: String,
    before: String,
    aliases: usize,
}

fn trait_item(table: &Table, index: usize) -> String {
    let mut item = Item::default();
    for slot in &table.slots {
        item.aliases = 0;
        let place = format!("{index}_{}", slot.name);
        slot_item(&mut item, slot, &place);
    }
    let case = if table.c_case == CCase::Pascal { ", c_case = \"Pascal\"" } else { "" };
    let bounds = match canon::bounds(table.bounds) {
        "" => String::new(),
        bounds => format!(": {bounds}"),
    };
    let Item { text, before, .. } = item;
    let docs = docs(&table.docs);
    format!(
        "{before}{docs}#[vtable_api::vtable_api(id = {:?}{case})]\npub trait {}{bounds} {{\n{text}}}\n",
        table.id, table.trait_name
    )
}

fn slot_item(item: &mut Item, slot: &Slot, place: &str) {
    let receiver = match slot.receiver {
        Receiver::None => "",
        Receiver::Ref => "&self, ",
        Receiver::Mut => "&mut self, ",
    };
    let mut params = String::from(receiver);
    for param in &slot.params {
        let ty = item.named(&param.ty, place);
        let _ = write!(params, "{}: {ty}, ", param.name);
    }
    let ret = match &slot.ret {
        Type::Unit => String::new(),
        ret => format!(" -> {}", item.named(ret, place)),
    };
    let ex = if slot.ex_none { "#[ex(none)] " } else { "" };
    let (revision, end) = match slot.revision {
        1 => (String::new(), ";"),
        revision => (format!("#[revision({revision})] "), " { loop {} }"),
    };
    let safety = if slot.is_unsafe { "unsafe " } else { "" };
    let docs = docs(&slot.docs);
    let _ = writeln!(item.text, "{docs}{revision}{ex}{safety}fn {}({params}){ret}{end}", slot.name);
}

fn type_item(def: &TypeDef, index: usize) -> String {
    let mut item = Item::default();
    let place = format!("T{index}");
    let (repr, body) = match &def.body {
        Body::Struct { tuple, fields } => ("C".to_owned(), item.fields("struct", &def.ty, fields, *tuple, &place)),
        Body::Foreign { .. } | Body::GrowableStruct { .. } | Body::GrowableEnum { .. } => {
            unreachable!("random packages that are compiled have none")
        }
        Body::Union { fields } => ("C".to_owned(), item.fields("union", &def.ty, fields, false, &place)),
        Body::Transparent { tuple, field } => {
            ("transparent".to_owned(), item.fields("struct", &def.ty, std::slice::from_ref(field), *tuple, &place))
        }
        Body::Enum { open, variants, .. } => {
            (canon::repr(&def.body).unwrap_or_default(), item.variants(&def.body, &def.ty, variants, *open, &place))
        }
        Body::Opaque => {
            (String::new(), format!("#[abi(opaque)]\npub struct {} {{ _opaque: vtable_api::Opaque }}\n", def.ty))
        }
    };
    let derive = if matches!(def.body, Body::Union { .. }) { ", Clone, Copy" } else { "" };
    let repr = if repr.is_empty() { repr } else { format!("#[repr({repr})]\n") };
    format!("{}{}#[derive(vtable_api::AbiType{derive})]\n{repr}{body}", item.before, docs(&def.docs))
}

impl Item {
    fn fields(&mut self, word: &str, ty: &Type, fields: &[Field], tuple: bool, place: &str) -> String {
        let fields = self.field_list(fields, tuple, place, "pub ");
        let end = if tuple { ";" } else { "" };
        format!("pub {word} {ty} {fields}{end}\n")
    }

    fn variants(&mut self, body: &Body, ty: &Type, variants: &[Variant], open: bool, place: &str) -> String {
        let mut text = String::new();
        for variant in variants {
            let fields = match variant.fields.is_empty() {
                true => String::new(),
                false => self.field_list(&variant.fields, variant.tuple, place, ""),
            };
            let _ = writeln!(text, "{} {fields} = {},", variant.name, variant.value);
        }
        let Body::Enum { repr, .. } = body else { return text };
        match open {
            true => format!("#[abi(open)]\npub enum {ty} {{\n{text}Unknown({}),\n}}\n", repr.tag),
            false => format!("pub enum {ty} {{\n{text}}}\n"),
        }
    }

    fn field_list(&mut self, fields: &[Field], tuple: bool, place: &str, public: &str) -> String {
        let mut text = String::new();
        for field in fields {
            let ty = self.named(&field.ty, place);
            let name = if tuple { String::new() } else { format!("{}: ", field.name) };
            let _ = writeln!(text, "{public}{name}{ty},");
        }
        if tuple { format!("(\n{text})") } else { format!("{{\n{text}}}") }
    }

    /// The type's text: every other one is an alias, where an alias can stand for it.
    fn named(&mut self, ty: &Type, place: &str) -> String {
        self.aliases += 1;
        let text = self.ty(ty, place);
        if self.aliases.is_multiple_of(2) || text.contains(['&', '!']) || text.contains("c_") || text.contains("dyn ") {
            return text;
        }
        let alias = format!("A{place}_{}", self.aliases);
        let _ = writeln!(self.before, "type {alias} = {text};");
        alias
    }

    /// The type as Rust writes it; array lengths are constants.
    fn ty(&mut self, ty: &Type, place: &str) -> String {
        let mut one = |ty: &Type| self.ty(ty, place);
        match ty {
            Type::Pointer { mutable: false, to } => format!("*const {}", one(to)),
            Type::Pointer { mutable: true, to } => format!("*mut {}", one(to)),
            Type::Ref { mutable: false, to } => format!("&{}", one(to)),
            Type::Ref { mutable: true, to } => format!("&mut {}", one(to)),
            Type::Slice { mutable: false, of } => format!("&[{}]", one(of)),
            Type::Slice { mutable: true, of } => format!("&mut [{}]", one(of)),
            Type::NonNull(of) => format!("NonNull<{}>", one(of)),
            Type::Vec(of) => format!("Vec<{}>", one(of)),
            Type::Box(of) => format!("Box<{}>", one(of)),
            Type::Option(of) => format!("Option<{}>", one(of)),
            Type::Result(ok, err) => format!("Result<{}, {}>", one(ok), one(err)),
            Type::Array { of, len } => {
                let of = one(of);
                self.aliases += 1;
                let constant = format!("N{place}_{}", self.aliases);
                let _ = writeln!(self.before, "const {constant}: usize = {len};");
                format!("[{of}; {constant}]")
            }
            Type::Function { is_unsafe, params, ret } => {
                let (params, ret) = self.callable(params, ret, place);
                format!("{}extern \"C\" fn({params}){ret}", if *is_unsafe { "unsafe " } else { "" })
            }
            Type::Closure { mutable, bounds, params, ret } => {
                let (params, ret) = self.callable(params, ret, place);
                let (mark, word) = if *mutable { ("mut ", "FnMut") } else { ("", "Fn") };
                match canon::bounds(*bounds) {
                    "" => format!("&{mark}dyn {word}({params}){ret}"),
                    bounds => format!("&{mark}(dyn {word}({params}){ret} + {bounds})"),
                }
            }
            other => other.to_string(),
        }
    }

    fn callable(&mut self, params: &[Type], ret: &Type, place: &str) -> (String, String) {
        let params: Vec<String> = params.iter().map(|param| self.ty(param, place)).collect();
        let ret = if *ret == Type::Unit { String::new() } else { format!(" -> {}", self.ty(ret, place)) };
        (params.join(", "), ret)
    }
}

fn docs(docs: &[String]) -> String {
    docs.iter().map(|line| format!("/// {line}\n")).collect()
}
