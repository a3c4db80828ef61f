//! Our own attributes: `#[vtable_api(…)]`, `#[revision(n)]`, `#[ex(none)]`, `#[abi(…)]`, and doc comments.

use crate::ctxt::Ctxt;
use crate::mangle::quote_mixed;
use crate::read::foreign::Given as GivenStruct;
use crate::read::krate::Given as GivenCrate;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, LitInt, LitStr, Meta, Token};
use vtable_api_manifest::abi;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::index::Index;
use vtable_api_manifest::model::CCase;

/// What stands in the parentheses of `#[vtable_api(…)]`.
#[derive(Default)]
pub(crate) struct TableArgs {
    pub(crate) id: Option<LitStr>,
    pub(crate) c_case: CCase,
    pub(crate) unrecorded: bool,
    pub(crate) krate: Option<GivenCrate>,
    /// The value of `panic = "error"`.
    pub(crate) catches: Option<Span>,
    /// Where the record is, if not beside `Cargo.toml`.
    pub(crate) record: Option<String>,
}

impl TableArgs {
    pub(crate) fn parse(tokens: TokenStream, cx: &mut Ctxt) -> Self {
        let mut args = TableArgs::default();
        if let Err(error) = (|input: ParseStream<'_>| args.read(input, cx)).parse2(tokens) {
            cx.syn(&error);
            // Whether the table is recorded may be what could not be read.
            args = TableArgs { unrecorded: true, ..TableArgs::default() };
        }
        if let Some(id) = &args.id {
            check_id(id, cx);
        }
        args
    }

    fn read(&mut self, input: ParseStream<'_>, cx: &mut Ctxt) -> syn::Result<()> {
        let mut given = Given::default();
        while !input.is_empty() {
            let TableArg { name, value } = input.parse()?;
            if given.is_first(&name, "#[vtable_api]", cx) {
                self.set(value);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn set(&mut self, value: TableValue) {
        match value {
            TableValue::Id(id) => self.id = Some(id),
            TableValue::CCase(case) => self.c_case = case,
            TableValue::Unrecorded => self.unrecorded = true,
            TableValue::Panic(catches) => self.catches = catches,
            TableValue::Crate(given) => self.krate = Some(given),
            TableValue::Record(path) => self.record = Some(path.value()),
        }
    }
}

/// The arguments so far of an attribute, or of all of its name.
#[derive(Default)]
struct Given(Index);

impl Given {
    /// Whether it is; a second one is reported, since nobody could know which of them holds.
    fn is_first(&mut self, name: &Ident, of: &str, cx: &mut Ctxt) -> bool {
        let text = name.to_string();
        let is_first = self.0.note(&text, 0).is_none();
        if !is_first {
            let message = format!("`{text}` is given twice to `{of}`");
            cx.error(name, Code::RevisionAttribute, message, "remove one of the two");
        }
        is_first
    }
}

/// An argument, by name.
struct TableArg {
    name: Ident,
    value: TableValue,
}

enum TableValue {
    Id(LitStr),
    CCase(CCase),
    Unrecorded,
    Panic(Option<Span>),
    Crate(GivenCrate),
    Record(LitStr),
}

impl Parse for TableArg {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = Ident::parse_any(input)?;
        if name == "unsafe" {
            let value = TableValue::Crate(GivenCrate::vouched(name.span(), input)?);
            return Ok(TableArg { name: Ident::new("crate", name.span()), value });
        }
        if name == "unrecorded" {
            return Ok(TableArg { name, value: TableValue::Unrecorded });
        }
        let word = name.to_string();
        if !matches!(word.as_str(), "id" | "c_case" | "crate" | "panic" | "record") {
            let message = format!(
                "unknown argument `{name}` in `#[vtable_api]`\n  help: the arguments are `id = \"vendor/table\"`, `c_case = \"Pascal\"`, `panic = \"error\"`, `unrecorded`, `unsafe(crate = path)` and `record = \"path\"`"
            );
            return Err(syn::Error::new(name.span(), message));
        }
        if word == "crate" {
            return Ok(TableArg { name, value: TableValue::Crate(GivenCrate::bare(input)?) });
        }
        input.parse::<Token![=]>()?;
        let value = match word.as_str() {
            "id" => TableValue::Id(input.parse()?),
            "c_case" => TableValue::CCase(c_case(&input.parse()?)?),
            "panic" => TableValue::Panic(panic(&input.parse()?)?),
            _ => TableValue::Record(input.parse()?),
        };
        Ok(TableArg { name, value })
    }
}

fn c_case(case: &LitStr) -> syn::Result<CCase> {
    match case.value().as_str() {
        "Pascal" => Ok(CCase::Pascal),
        "snake" => Ok(CCase::Snake),
        _ => Err(syn::Error::new(
            case.span(),
            format!("`{}` is not a valid `c_case`\n  help: write \"snake\" or \"Pascal\"", case.value()),
        )),
    }
}

/// Where a panic is said to be an error; `None` if it is to abort.
fn panic(what: &LitStr) -> syn::Result<Option<Span>> {
    match what.value().as_str() {
        "error" => Ok(Some(what.span())),
        "abort" => Ok(None),
        other => {
            let help = "write \"error\", so that slots with a `Result` return it, or \"abort\", which is the default";
            Err(syn::Error::new(what.span(), format!("`{other}` is not a valid `panic`\n  help: {help}")))
        }
    }
}

/// `vendor/table`, so that it is a C string, a file name and two C identifiers.
fn check_id(id: &LitStr, cx: &mut Ctxt) {
    let value = id.value();
    let part = |part: &str| {
        matches!(part.as_bytes().first(), Some(b'a'..=b'z'))
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
    };
    let good = value.split_once('/').is_some_and(|(vendor, table)| part(vendor) && part(table)) && value.len() <= 128;
    if !good {
        cx.error(
            id,
            Code::RevisionAttribute,
            format!("`{value}` is not a valid table id"),
            "write `vendor/table`, at most 128 bytes: each part begins with a letter, a to z; letters, digits, `-` and `_` may follow",
        );
    }
}

/// Takes `#[revision(n)]` and `#[ex(none)]` out of a slot's attributes.
pub(crate) struct SlotArgs {
    pub(crate) revision: Option<LitInt>,
    /// What is written there was reported.
    pub(crate) is_misspelt: bool,
    pub(crate) ex_none: bool,
}

impl SlotArgs {
    pub(crate) fn take(attrs: &mut Vec<Attribute>, cx: &mut Ctxt) -> Self {
        let mut args = SlotArgs { revision: None, is_misspelt: false, ex_none: false };
        for attr in std::mem::take(attrs) {
            if attr.path().is_ident("revision") {
                args.set_revision(&attr, cx);
            } else if attr.path().is_ident("ex") {
                args.set_ex(&attr, cx);
            } else {
                attrs.push(attr);
            }
        }
        args
    }

    fn set_revision(&mut self, attr: &Attribute, cx: &mut Ctxt) {
        let number = match &attr.meta {
            Meta::List(list) => syn::parse2::<LitInt>(list.tokens.clone()).ok(),
            _ => None,
        };
        match number.filter(|number| number.base10_parse::<u32>().is_ok_and(|number| number > 0)) {
            Some(number) if self.revision.is_none() => self.revision = Some(number),
            Some(_) => cx.error(
                attr,
                Code::RevisionAttribute,
                "a slot can have only one revision",
                "remove the second `#[revision(…)]`",
            ),
            None => {
                self.is_misspelt = true;
                cx.error(
                    attr,
                    Code::RevisionAttribute,
                    format!("`{}` is not a revision number", crate::read::types::pretty(attr)),
                    "write `#[revision(2)]`: a number from 1 to 63",
                );
            }
        }
    }

    fn set_ex(&mut self, attr: &Attribute, cx: &mut Ctxt) {
        match &attr.meta {
            Meta::List(list) if list.tokens.to_string() == "none" => {
                if self.ex_none {
                    cx.error(attr, Code::RevisionAttribute, "`#[ex(none)]` is given twice", "remove one of the two");
                }
                self.ex_none = true;
            }
            _ => cx.error(
                attr,
                Code::RevisionAttribute,
                "`#[ex(…)]` accepts only `none`",
                "write `#[ex(none)]` on a slot whose name only looks like an Ex slot",
            ),
        }
    }
}

/// Those of the names.
pub(crate) fn named<'a>(attrs: &'a [Attribute], names: &[&str]) -> Vec<&'a Attribute> {
    let is_named = |attr: &&Attribute| names.iter().any(|name| attr.path().is_ident(name));
    attrs.iter().filter(is_named).collect()
}

/// The texts of doc comments: literals, or what a macro makes one of. Each has a comma behind it.
pub(crate) fn docs(attrs: &[Attribute]) -> TokenStream {
    let texts = named(attrs, &["doc"]).into_iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) => Some(&pair.value),
        _ => None,
    });
    quote_mixed!(#(#texts,)*)
}

/// What stands in the parentheses, one after the other. syn's reader is compiled once, whatever is read.
pub(crate) fn nested(
    attr: &Attribute,
    read: &mut dyn FnMut(ParseNestedMeta<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    attr.parse_nested_meta(read)
}

/// Whether it is a `#[cfg_attr]` of documentation, which no binary shows: `#[cfg_attr(docsrs, doc(cfg(unix)))]`.
fn is_doc(attr: &Attribute) -> bool {
    let (mut are_docs, mut count) = (attr.path().is_ident("cfg_attr"), 0);
    // The first is the condition.
    let read = nested(attr, &mut |meta| {
        are_docs &= count == 0 || meta.path.is_ident("doc");
        count += 1;
        while !meta.input.is_empty() && !meta.input.peek(Token![,]) {
            meta.input.parse::<TokenTree>()?;
        }
        Ok(())
    });
    read.is_ok() && are_docs && count > 1
}

/// Reports `#[cfg]` and `#[cfg_attr]`: what a table has cannot depend on the build.
pub(crate) fn no_cfg(attrs: &[Attribute], what: &str, cx: &mut Ctxt) {
    for attr in named(attrs, &["cfg", "cfg_attr"]).into_iter().filter(|attr| !is_doc(attr)) {
        let code =
            if what == "a field" || what == "a variant" { Code::UnsupportedField } else { Code::UnsupportedSlot };
        cx.error(
            attr,
            code,
            format!("{what} cannot be conditional: two builds of one release would have two contracts"),
            "remove the condition; a provider without the feature can return an error",
        );
    }
}

/// `#[abi(opaque)]`, `#[abi(open)]`, `#[abi(growable)]`, `#[abi(name = "…")]`, `#[abi(package = "…")]`, `#[abi(unsafe(crate = path))]`,
/// `#[abi(unsafe(foreign = "…"))]`.
#[derive(Default)]
pub(crate) struct AbiArgs {
    pub(crate) opaque: bool,
    pub(crate) open: bool,
    pub(crate) growable: Option<Span>,
    pub(crate) name: Option<LitStr>,
    pub(crate) package: Option<LitStr>,
    pub(crate) krate: Option<GivenCrate>,
    pub(crate) foreign: Option<GivenStruct>,
}

impl AbiArgs {
    pub(crate) fn read(attrs: &[Attribute], cx: &mut Ctxt) -> Self {
        let mut args = AbiArgs::default();
        let mut given = Given::default();
        for attr in named(attrs, &["abi"]) {
            let result = nested(attr, &mut |meta| {
                let known = known(&meta)?;
                let is_first = given.is_first(&known, "#[abi]", cx);
                args.take(&meta, &known, is_first)
            });
            if let Err(error) = result {
                cx.syn(&error);
            }
        }
        args.check_name(cx);
        args
    }

    fn take(&mut self, meta: &ParseNestedMeta<'_>, known: &Ident, is_first: bool) -> syn::Result<()> {
        if meta.path.is_ident("opaque") {
            self.opaque = true;
        } else if meta.path.is_ident("open") {
            self.open = true;
        } else if meta.path.is_ident("growable") {
            self.growable = Some(meta.path.span());
        } else if meta.path.is_ident("name") {
            let name = meta.value()?.parse()?;
            if is_first {
                self.name = Some(name);
            }
        } else if meta.path.is_ident("package") {
            let package = meta.value()?.parse()?;
            if is_first {
                self.package = Some(package);
            }
        } else if known == "foreign" {
            let foreign = match meta.path.is_ident("foreign") {
                true => GivenStruct::bare(meta.input)?,
                false => GivenStruct::vouched(meta.path.span(), meta.input)?,
            };
            if is_first {
                self.foreign = Some(foreign);
            }
        } else {
            let krate = match meta.path.is_ident("crate") {
                true => GivenCrate::bare(meta.input)?,
                false => GivenCrate::vouched(meta.path.span(), meta.input)?,
            };
            if is_first {
                self.krate = Some(krate);
            }
        }
        Ok(())
    }

    fn check_name(&mut self, cx: &mut Ctxt) {
        let is_wrong = |package: &mut LitStr| !abi::is_package_name(&package.value());
        if let Some(package) = self.package.take_if(is_wrong) {
            let message = format!("`{}` cannot be used as a package name here", package.value());
            let help = "write the package that the record has before the type, such as `viewer-types`";
            cx.error(&package, Code::UnsupportedDerive, message, help);
        }
        let Some(name) = &self.name else { return };
        if !name.value().parse().is_ok_and(|tokens| syn::parse2::<Ident>(tokens).is_ok()) {
            cx.error(
                name,
                Code::UnsupportedDerive,
                format!("`{}` is not an identifier", name.value()),
                "write the name from the record, such as `Frame`",
            );
        }
    }
}

/// The name of an argument of `#[abi]`; of what stands behind `unsafe`, the name there.
fn known(meta: &ParseNestedMeta<'_>) -> syn::Result<Ident> {
    const NAMES: &[&str] = &["opaque", "open", "growable", "name", "package", "crate", "foreign"];
    match meta.path.get_ident() {
        Some(name) if name == "unsafe" => {
            let word = if vouches_for_crate(meta.input) { "crate" } else { "foreign" };
            return Ok(Ident::new(word, name.span()));
        }
        Some(name) if NAMES.iter().any(|known| name == known) => return Ok(name.clone()),
        _ => {}
    }
    Err(meta.error(format!(
        "unknown argument `{}` in `#[abi]`\n  help: the arguments are `opaque`, `open`, `growable`, `name = \"…\"`, `package = \"…\"`, `unsafe(crate = path)` and `unsafe(foreign = \"struct NAME {{ … }}\")`",
        crate::read::types::pretty(&meta.path)
    )))
}

/// Whether what follows is `(crate …`, or nothing that any other argument begins with.
fn vouches_for_crate(input: ParseStream<'_>) -> bool {
    let word = |input: ParseStream<'_>| {
        let inner;
        syn::parenthesized!(inner in input);
        let word = Ident::parse_any(&inner)?;
        inner.parse::<TokenStream>().map(|_| word)
    };
    word(&input.fork()).map_or(true, |word| word != "foreign" && word != "include")
}

/// Attributes that rustc has, or that belong to a derive of ours: none of them changes an item.
const INERT: &[&str] = &[
    "abi",
    "allow",
    "automatically_derived",
    "cfg",
    "cfg_attr",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "forbid",
    "inline",
    "must_use",
    "non_exhaustive",
    "repr",
    "track_caller",
    "warn",
];

/// Those of tools, as in `clippy::all`.
const TOOLS: &[&str] = &["clippy", "diagnostic", "miri", "rust_analyzer", "rustfmt"];

/// Whether an attribute may be a macro, which is given the item once we have read it.
pub(crate) fn is_strange(attr: &Attribute) -> bool {
    let segments = &attr.path().segments;
    let names = if segments.len() == 1 { INERT } else { TOOLS };
    segments.first().is_none_or(|first| !names.contains(&first.ident.to_string().as_str()))
}

/// Whether an attribute below a derive may be a macro, whatever it is called: a module may have a tool's name, and `derive` be
/// another macro. What is left to it must be right for every macro.
pub(crate) fn may_be_macro(attr: &Attribute) -> bool {
    is_strange(attr) || attr.path().segments.len() > 1 || attr.path().is_ident("derive")
}

/// The words in `#[repr(…)]`, with where they stand.
pub(crate) fn reprs(attrs: &[Attribute]) -> Vec<(String, proc_macro2::Span)> {
    let mut words = Vec::new();
    for attr in named(attrs, &["repr"]) {
        let _ = nested(attr, &mut |meta| {
            let word = crate::read::types::pretty(&meta.path);
            if meta.input.peek(syn::token::Paren) {
                let inner: TokenTree = meta.input.parse()?;
                words.push((format!("{word}{inner}"), meta.path.span()));
            } else {
                words.push((word, meta.path.span()));
            }
            Ok(())
        });
    }
    words
}
