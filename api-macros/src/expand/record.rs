//! The record section, and the fingerprints: those of recorded revisions verbatim from `abi.toml`, those of
//! drafts hashed in const evaluation from everything that the table is.

use super::Input;
use crate::ast::{Class, Closure, Object, Param, Slot};
use crate::check;
use crate::types::{Spelling, c_names};
use crate::mangle::mixed;
use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
use std::collections::BTreeSet;
use syn::Type;
use vtable_api_manifest::canon;
use vtable_api_manifest::model::{Bounds, Receiver};

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let private = &input.private;
    let table = table(input);
    let fingerprints = fingerprints(input);
    let guards = guards(input);
    mixed! {
        const __VT_RECORD: #private::record::TableRecord = #table;
        const __VT_REACHED: &#private::record::Reached =
            &#private::record::Reached::from(__VT_RECORD.roots, __VT_RECORD.package);
        const __VT_BODY: [#private::core::primitive::u8; #private::record::body_len(&__VT_RECORD, __VT_REACHED)] =
            #private::record::body(&__VT_RECORD, __VT_REACHED);
        #fingerprints
        const __VT_FRAME: #private::core::primitive::usize =
            #private::record::frame_len(&__VT_RECORD, &__VT_LISTED, &__VT_BODY);
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__vtabapi"))]
        #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".vtabapi"))]
        static __VT_SECTION: [#private::core::primitive::u8; __VT_FRAME] =
            #private::record::frame(&__VT_RECORD, &__VT_LISTED, &__VT_BODY);
        #guards
    }
}

fn table(input: &Input<'_>) -> TokenStream {
    let (api, private) = (input.api, &input.private);
    let package = &input.package.name;
    let slots = api.slots.iter().map(|slot| slot_record(input, slot));
    let roots = roots(input);
    let docs = docs(input, &api.docs);
    let target = if std::env::var_os("CARGO_BIN_NAME").is_some() { "bin" } else { "lib" };
    let recorded = if api.unrecorded { "unrecorded" } else { "recorded" };
    let before = format!("table\t{}\t{}\t", api.id, api.ident);
    let after = format!("\t{package}\t{target}\t{}\t{}\t{recorded}", canon::bounds(api.bounds), check::c_case(api.c_case));
    mixed! {
        #private::record::TableRecord {
            package: #package,
            head: &[
                #private::record::text(#before),
                #private::record::text(#private::core::module_path!()),
                #private::record::text(#after),
            ],
            slots: &[#(#slots),*],
            roots: &[#(#roots),*],
            docs: #docs,
        }
    }
}

/// Doc comments travel only to the CLI.
pub(crate) fn docs(input: &Input<'_>, docs: &[String]) -> TokenStream {
    let docs = if input.package.is_extract() { docs } else { &[] };
    mixed!(&[#(#docs),*])
}

fn slot_record(input: &Input<'_>, slot: &Slot) -> TokenStream {
    let (private, revision, ex_none) = (&input.private, slot.revision, slot.ex_none);
    let signature = signature(input, slot);
    let docs = docs(input, &slot.docs);
    mixed! {
        #private::record::SlotRecord { revision: #revision, signature: &[#signature], ex_none: #ex_none, docs: #docs }
    }
}

/// The canonical signature as pieces.
fn signature(input: &Input<'_>, slot: &Slot) -> TokenStream {
    let mut pieces = Pieces::new(input);
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
        pieces.param(param);
    }
    pieces.text(")");
    if let Some(ret) = &slot.ret {
        pieces.text(" -> ");
        pieces.ty(ret);
    }
    pieces.finish()
}

/// A rope in the making; neighbouring texts are joined.
pub(crate) struct Pieces<'a> {
    krate: &'a TokenStream,
    private: &'a TokenStream,
    tokens: TokenStream,
    text: String,
}

impl<'a> Pieces<'a> {
    fn new(input: &'a Input<'_>) -> Self {
        Pieces { krate: input.krate, private: &input.private, tokens: TokenStream::new(), text: String::new() }
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let (private, text) = (self.private, std::mem::take(&mut self.text));
            self.tokens.extend(mixed!(#private::describe::Piece::Text(#text),));
        }
    }

    fn ty(&mut self, ty: &Type) {
        self.flush();
        let (krate, private) = (self.krate, self.private);
        let ty = Spelling { names: Some(krate), keep: false }.write(ty);
        self.tokens.extend(mixed! {
            #private::describe::Piece::Rope(<#ty as #krate::Described>::NAME),
        });
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
        let (private, ty) = (self.private, &object.object);
        self.tokens.extend(mixed! {
            #private::describe::Piece::Text(<#ty as #private::handle::Api>::ID),
        });
        self.text(if object.optional { "\">" } else { "\"" });
    }

    fn finish(mut self) -> TokenStream {
        self.flush();
        self.tokens
    }
}

/// The rope of one parameter's or return's type.
pub(super) fn name(input: &Input<'_>, param: &Param) -> TokenStream {
    let mut pieces = Pieces::new(input);
    pieces.param(param);
    pieces.finish()
}

/// The rope of a type.
pub(super) fn type_name(input: &Input<'_>, ty: &Type) -> TokenStream {
    let mut pieces = Pieces::new(input);
    pieces.ty(ty);
    pieces.finish()
}

/// Every type that slots name by itself: parameters, returns, and those of callbacks.
pub(super) fn named_types(slot: &Slot) -> impl Iterator<Item = &Type> {
    slot.params.iter().flat_map(param_types).chain(&slot.ret)
}

fn param_types(param: &Param) -> Box<dyn Iterator<Item = &Type> + '_> {
    match &param.class {
        Class::Value | Class::Function => Box::new(std::iter::once(&param.ty)),
        Class::Closure(closure) => Box::new(closure.params.iter().chain(&closure.ret)),
        Class::Object(_) => Box::new(std::iter::empty()),
    }
}

/// Each distinct type once.
fn roots(input: &Input<'_>) -> Vec<TokenStream> {
    let mut seen = BTreeSet::new();
    let mut roots = Vec::new();
    for ty in input.api.slots.iter().flat_map(named_types) {
        let tokens = root(input, ty);
        if seen.insert(tokens.to_string()) {
            roots.push(tokens);
        }
    }
    roots
}

/// The definition behind a type.
pub(super) fn root(input: &Input<'_>, ty: &Type) -> TokenStream {
    let krate = input.krate;
    let ty = Spelling { names: Some(krate), keep: false }.write(ty);
    mixed!(<#ty as #krate::Described>::TYPE)
}

fn fingerprints(input: &Input<'_>) -> TokenStream {
    let private = &input.private;
    let recorded = input.recorded.as_ref().and_then(|recorded| recorded.table());
    let recorded: Vec<u64> = recorded.map(|table| table.revisions.iter().map(|r| r.fingerprint).collect()).unwrap_or_default();
    let last = input.api.last_revision();
    let count = last as usize;
    let mut lines = TokenStream::new();
    let mut listed = TokenStream::new();
    for revision in 1..=last {
        let at = revision as usize - 1;
        let draft = at >= recorded.len();
        let value = if let Some(value) = recorded.get(at) {
            Literal::u64_suffixed(*value).to_token_stream()
        } else {
            let previous = if at == 0 { mixed!(0) } else { mixed!(all[#at - 1]) };
            mixed!(#private::record::draft_fingerprint(#previous, #revision, &__VT_BODY))
        };
        lines.extend(mixed!(all[#at] = #value;));
        listed.extend(mixed!((#revision, __VT_FINGERPRINTS[#at], #draft),));
    }
    mixed! {
        const __VT_FINGERPRINTS: [#private::core::primitive::u64; #count] = {
            let mut all = [0; #count];
            #lines
            all
        };
        const __VT_LISTED: [(#private::core::primitive::u32, #private::core::primitive::u64, #private::core::primitive::bool); #count] =
            [#listed];
    }
}

/// `c_long` must be `core::ffi`'s where it is recorded by its name.
fn guards(input: &Input<'_>) -> TokenStream {
    let private = &input.private;
    let mut seen = BTreeSet::new();
    let mut tokens = TokenStream::new();
    for ty in input.api.slots.iter().flat_map(named_types) {
        let mut found = Vec::new();
        c_names(ty, &mut found);
        for path in found {
            if seen.insert(path.to_token_stream().to_string()) {
                tokens.extend(guard(private, path));
            }
        }
    }
    tokens
}

/// Checks that a `c_…` path means what its name says.
pub(crate) fn guard(private: &TokenStream, path: &syn::TypePath) -> TokenStream {
    let name = path.path.segments.last().map(|segment| &segment.ident);
    mixed! {
        const _: fn() = || {
            fn is_the_one_of_core<T: #private::names::guard::#name>() {}
            is_the_one_of_core::<#path>();
        };
    }
}
