//! The record section, and the fingerprints: those of recorded revisions verbatim from `abi.toml`, those of
//! drafts hashed in const evaluation from everything that the table is.

use super::Input;
use crate::ast::{Api, Class, Closure, Object, Param, Slot};
use crate::check;
use crate::lifetimes;
use crate::mangle::local;
use crate::mangle::quote_mixed;
use crate::notes;
use crate::prefix::Prefix;
use crate::spelling::Spelling;
use crate::types::c_names;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Type;
use syn::ext::IdentExt;
use vtable_api_manifest::canon;
use vtable_api_manifest::index::Index;
use vtable_api_manifest::model::{self, Bounds, Receiver};
use vtable_api_manifest::reach;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let private = &input.private;
    let table = table(input);
    let fingerprints = fingerprints(input);
    let frozen = recorded_fingerprints(input).len();
    let guards = guards(input);
    quote_mixed! {
        #table
        const __VT_REACHED: &#private::record::Reached =
            &#private::record::Reached::from(__VT_RECORD.roots, __VT_RECORD.package);
        const __VT_BODY: [#private::core::primitive::u8; #private::record::body_len(&__VT_RECORD, __VT_REACHED)] =
            #private::record::body(&__VT_RECORD, __VT_REACHED);
        #fingerprints
        const __VT_FRAME: #private::core::primitive::usize =
            #private::record::frame_len(&__VT_RECORD, &__VT_FINGERPRINTS, #frozen, &__VT_BODY);
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__vtabapi"))]
        #[cfg_attr(not(any(target_vendor = "apple", target_family = "wasm")), unsafe(link_section = ".vtabapi"))]
        static __VT_SECTION: [#private::core::primitive::u8; __VT_FRAME] =
            #private::record::frame(&__VT_RECORD, &__VT_FINGERPRINTS, #frozen, &__VT_BODY);
        #guards
    }
}

/// What is written, and the constants that it is written from.
fn table(input: &Input<'_>) -> TokenStream {
    let mut pieces = Pieces::new(input);
    let frozen = frozen_table(input);
    for (index, slot) in input.api.slots.iter().enumerate() {
        let recorded = frozen.and_then(|table| table.slots.get(index)).filter(|recorded| is_same_shape(slot, recorded));
        slot_lines(&mut pieces, input, slot, recorded);
    }
    // Types that are all recorded are written as they are recorded: the checks say that they are the same.
    let roots = match (frozen, &input.recorded) {
        (Some(table), Some(recorded)) if table.slots.len() >= input.api.slots.len() => {
            for &def in &reach::types(table.slots.iter(), &recorded.package.types) {
                pieces.text(&type_lines(def));
            }
            TokenStream::new()
        }
        _ => roots(input),
    };
    let names = std::mem::take(&mut pieces.names);
    let private = &input.private;
    let package = &input.package.local;
    let head = head(input);
    let body = pieces.finish();
    let objects = input.package.session().is_some();
    quote_mixed! {
        #names
        const __VT_RECORD: #private::record::TableRecord = #private::record::TableRecord {
            package: #package,
            head: &[#head],
            body: &[#body],
            roots: &[#roots],
            objects: #objects,
        };
    }
}

/// The record of this table, unless the source is to be read as it is.
fn frozen_table<'a>(input: &'a Input<'_>) -> Option<&'a model::Table> {
    input.recorded.as_ref().and_then(|recorded| recorded.table())
}

/// Whether the recorded types can stand for the slot's own: everything that syntax decides is equal.
fn is_same_shape(now: &Slot, recorded: &model::Slot) -> bool {
    now.name == recorded.name
        && now.params.len() == recorded.params.len()
        && now.sig.ret().is_some() == (recorded.ret != model::Type::Unit)
}

fn head(input: &Input<'_>) -> TokenStream {
    let (api, package) = (input.api, &input.package.name);
    let target = if std::env::var_os("CARGO_BIN_NAME").is_some() { "bin" } else { "lib" };
    let recorded = if api.unrecorded { "unrecorded" } else { "recorded" };
    let before = format!("table\t{}\0\t{}\t", api.id, api.ident.unraw());
    let bounds = canon::bounds(api.bounds);
    let mut after = format!("\t{package}\t{target}\t{bounds}\t{}\t{recorded}\n", check::c_case(api.c_case));
    after.push_str(&notes::table(input.package, api));
    let docs = notes::docs(input.package, &input.private, &api.docs);
    let docs = docs.map(|text| {
        let private = &input.private;
        let end = "\n";
        quote_mixed! {
            #private::describe::Piece::Text(#text),
            #private::describe::Piece::Text(#end),
        }
    });
    let private = &input.private;
    quote_mixed! {
        #private::describe::Piece::Text(#before),
        #private::describe::Piece::Text(#private::core::module_path!()),
        #private::describe::Piece::Text(#after),
        #docs
    }
}

fn slot_lines(pieces: &mut Pieces<'_>, input: &Input<'_>, slot: &Slot, recorded: Option<&model::Slot>) {
    pieces.text(&format!("slot\t{}\t", slot.revision));
    signature(pieces, slot, recorded);
    pieces.text(if slot.ex_none { "\tex-none\n" } else { "\t-\n" });
    pieces.text(&notes::slot(input.package, slot));
    if let Some(docs) = notes::docs(input.package, &input.private, &slot.docs) {
        pieces.flush();
        pieces.piece(&docs);
        pieces.text("\n");
    }
}

/// The canonical signature as pieces.
fn signature(pieces: &mut Pieces<'_>, slot: &Slot, recorded: Option<&model::Slot>) {
    pieces.text(if slot.is_unsafe { "unsafe fn " } else { "fn " });
    pieces.text(&slot.name);
    pieces.text("(");
    pieces.text(check::receiver(slot.receiver));
    for (index, param) in slot.params.iter().enumerate() {
        if index > 0 || slot.receiver != Receiver::None {
            pieces.text(", ");
        }
        pieces.text(&param.name);
        pieces.text(": ");
        match recorded.and_then(|recorded| recorded.params.get(index)) {
            Some(recorded) => pieces.text(&recorded.ty.to_string()),
            None => pieces.param(param),
        }
    }
    pieces.text(")");
    if let Some(ret) = slot.sig.ret() {
        pieces.text(" -> ");
        match recorded {
            Some(recorded) => pieces.text(&recorded.ret.to_string()),
            None => pieces.ty(ret),
        }
    }
    pieces.text(&canon::suffix(&lifetimes::of(&slot.sig)));
}

/// A recorded definition, as the section has it.
fn type_lines(def: &model::TypeDef) -> String {
    let repr = canon::repr(&def.body).unwrap_or_else(|| "-".into());
    let mut lines = format!("type\t{}\t{}\t{}\t{repr}\n", def.ty, def.module, canon::kind(&def.body));
    if def.lifetimes.count > 0 {
        lines.push_str(&format!("lifetimes\t{}\n", canon::declared(&def.lifetimes)));
    }
    if !def.traits.is_empty() {
        lines.push_str(&format!("traits\t{}\n", def.traits));
    }
    for field in canon::fields(&def.body) {
        lines.push_str(&format!("field\t{}\n", canon::field(field)));
    }
    for variant in canon::variants(&def.body) {
        lines.push_str(&format!("variant\t{}\n", canon::variant(variant)));
    }
    lines
}

/// A rope in the making; neighbouring texts are joined.
pub(crate) struct Pieces<'a> {
    is: &'a Ident,
    krate: &'a Prefix,
    private: &'a Prefix,
    package: &'a str,
    tokens: TokenStream,
    text: String,
    /// Constants for types that are named more than once, by their tokens.
    known: Index,
    count: usize,
    names: TokenStream,
}

impl<'a> Pieces<'a> {
    fn new(input: &'a Input<'_>) -> Self {
        Pieces {
            is: &input.names.is,
            krate: input.krate,
            private: &input.private,
            package: &input.package.local,
            tokens: TokenStream::new(),
            text: String::new(),
            known: Index::default(),
            count: 0,
            names: TokenStream::new(),
        }
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.piece(&text);
        }
    }

    fn piece(&mut self, text: &dyn ToTokens) {
        let private = self.private;
        {
            let text = text.to_token_stream();
            quote_mixed!(#private::describe::Piece::Text(#text),)
        }
        .to_tokens(&mut self.tokens);
    }

    fn ty(&mut self, ty: &Type) {
        self.flush();
        let (krate, private) = (self.krate, self.private);
        let ty = Spelling { names: Some(private), ..Spelling::STATIC }.write(ty);
        let before = self.known.note(&ty.to_string(), self.count);
        let name = local("Name", before.unwrap_or(self.count));
        if before.is_none() {
            self.count += 1;
            self.flat(&name, &{
                let is = self.is;
                quote_mixed!(<#is<#ty> as #krate::Described>::NAME)
            });
        }
        self.piece(&name);
    }

    /// A rope as text, once.
    fn flat(&mut self, name: &Ident, rope: &TokenStream) {
        let flat = {
            let private = self.private;
            let package = self.package;
            quote_mixed! {
                const #name: &#private::core::primitive::str = {
                    const __VT_BYTES: [#private::core::primitive::u8; #private::flatten::len(#rope, #package)] =
                        #private::flatten::flat(#rope, #package);
                    #private::flatten::text(&__VT_BYTES)
                };
            }
        };
        flat.to_tokens(&mut self.names);
    }

    fn param(&mut self, param: &Param) {
        match &param.class {
            Class::Value | Class::Function => self.ty(&param.ty),
            Class::Closure(closure) => self.closure(closure),
            Class::Object(object) => self.object(object),
        }
    }

    fn closure(&mut self, closure: &Closure) {
        let bounded = closure.bounds != Bounds::default();
        self.text(if closure.mutable { "&mut " } else { "&" });
        self.text(if bounded { "(" } else { "" });
        self.text(if closure.mutable { "dyn FnMut(" } else { "dyn Fn(" });
        for (index, param) in closure.params.iter().enumerate() {
            self.text(if index > 0 { ", " } else { "" });
            self.ty(param);
        }
        self.text(")");
        if let Some(ret) = &closure.ret {
            self.text(" -> ");
            self.ty(ret);
        }
        if bounded {
            self.text(" + ");
            self.text(canon::bounds(closure.bounds));
            self.text(")");
        }
    }

    fn object(&mut self, object: &Object) {
        self.text(if object.optional { "Option<" } else { "" });
        self.text(if object.mutable { "&mut dyn \"" } else { "&dyn \"" });
        self.flush();
        self.piece(&{
            let is = self.is;
            let ty = &object.object;
            let private = self.private;
            quote_mixed!(<#is<#ty> as #private::handle::Api>::ID)
        });
        self.text(if object.optional { "\">" } else { "\"" });
    }

    fn finish(mut self) -> TokenStream {
        self.flush();
        self.tokens
    }
}

/// The rope of one parameter's type: constants that it needs, and the expression.
pub(super) fn name(input: &Input<'_>, param: &Param) -> TokenStream {
    if let Class::Value | Class::Function = param.class {
        return type_name(input, &param.ty);
    }
    let mut pieces = Pieces::new(input);
    pieces.param(param);
    let names = std::mem::take(&mut pieces.names);
    let rope = pieces.finish();
    quote_mixed!({ #names &[#rope] })
}

/// The rope of a type.
pub(super) fn type_name(input: &Input<'_>, ty: &Type) -> TokenStream {
    let (krate, private) = (input.krate, &input.private);
    let ty = Spelling { names: Some(private), ..Spelling::STATIC }.write(ty);
    let is = &input.names.is;
    quote_mixed!(<#is<#ty> as #krate::Described>::NAME)
}

/// Every type that slots name by themselves: parameters, returns, and those of callbacks.
pub(super) fn all_named_types(api: &Api) -> Vec<&Type> {
    let mut types = Vec::new();
    for slot in &api.slots {
        types.append(&mut named_types(slot));
    }
    types
}

/// Those of one slot.
pub(super) fn named_types(slot: &Slot) -> Vec<&Type> {
    let mut types: Vec<&Type> = Vec::new();
    for param in &slot.params {
        match &param.class {
            Class::Value | Class::Function => types.push(&param.ty),
            Class::Closure(closure) => types.append(&mut closure.types()),
            Class::Object(_) => {}
        }
    }
    if let Some(ty) = slot.sig.ret() {
        types.push(ty);
    }
    types
}

/// Each distinct type once.
fn roots(input: &Input<'_>) -> TokenStream {
    let mut seen = Index::default();
    let mut roots = TokenStream::new();
    for &ty in &all_named_types(input.api) {
        let tokens = root(input, ty);
        if seen.note(&tokens.to_string(), 0).is_none() {
            tokens.to_tokens(&mut roots);
        }
    }
    if input.package.session().is_some() {
        for object in &objects(input.api) {
            root_of_object(input, object).to_tokens(&mut roots);
        }
    }
    roots
}

/// The objects of other tables that slots take by reference.
pub(super) fn objects(api: &Api) -> Vec<&Object> {
    let mut objects = Vec::new();
    for slot in &api.slots {
        for param in &slot.params {
            if let Class::Object(object) = &param.class {
                objects.push(&**object);
            }
        }
    }
    objects
}

/// What is known of the table that they are of, and a comma.
pub(super) fn root_of_object(input: &Input<'_>, object: &Object) -> TokenStream {
    let is = &input.names.is;
    let ty = &object.object;
    let krate = input.krate;
    let private = &input.private;
    quote_mixed! {
        <#is<#private::Box<#ty>> as #krate::Described>::TYPE,
    }
}

/// The definition behind a type, and a comma.
pub(super) fn root(input: &Input<'_>, ty: &Type) -> TokenStream {
    let (krate, private) = (input.krate, &input.private);
    let ty = Spelling { names: Some(private), ..Spelling::STATIC }.write(ty);
    let is = &input.names.is;
    quote_mixed!(<#is<#ty> as #krate::Described>::TYPE,)
}

/// One number for each revision. Those of drafts are hashed into a static, whose value the crate's metadata has: of a
/// constant, each crate that names the table would evaluate everything again that the hash is made from.
fn fingerprints(input: &Input<'_>) -> TokenStream {
    let private = &input.private;
    let count = input.api.last_revision() as usize;
    let recorded = recorded_fingerprints(input);
    let ty = quote_mixed!([#private::core::primitive::u64; #count]);
    let numbers = recorded.iter().map(|number| quote_mixed!(#number,));
    if recorded.len() == count {
        return quote_mixed!(const __VT_FINGERPRINTS: #ty = [#(#numbers)*];);
    }
    // What objects promise stands in the head, which names modules and packages, too.
    let bounds = canon::bounds(input.api.bounds);
    quote_mixed! {
        static __VT_HASHED: #ty = #private::record::fingerprints(&[#(#numbers)*], #bounds, &__VT_BODY);
        const __VT_FINGERPRINTS: #ty = __VT_HASHED;
    }
}

/// Those of revisions that are not drafts.
fn recorded_fingerprints(input: &Input<'_>) -> Vec<u64> {
    let mut fingerprints = Vec::new();
    if let Some(table) = frozen_table(input) {
        for revision in &table.revisions {
            fingerprints.push(revision.fingerprint);
        }
    }
    fingerprints.truncate(input.api.last_revision() as usize);
    fingerprints
}

/// `c_long` must be `core::ffi`'s where it is recorded by its name.
fn guards(input: &Input<'_>) -> TokenStream {
    let private = &input.private;
    let mut seen = Index::default();
    let mut tokens = TokenStream::new();
    for &ty in &all_named_types(input.api) {
        let mut found = Vec::new();
        c_names(ty, &mut found);
        for path in &found {
            if seen.note(&path.to_token_stream().to_string(), 0).is_none() {
                guard(private, path).to_tokens(&mut tokens);
            }
        }
    }
    tokens
}

/// Checks that a `c_…` path means what its name says.
pub(crate) fn guard(private: &Prefix, path: &syn::TypePath) -> TokenStream {
    let name = path.path.segments.last().map(|segment| &segment.ident);
    quote_mixed! {
        const _: fn() = || {
            fn is_the_one_of_core<T: #private::names::guard::#name>() {}
            is_the_one_of_core::<#path>();
        };
    }
}
