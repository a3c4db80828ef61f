//! `#[abi(unsafe(foreign = "struct NAME { … }", include = "lib.h"))]`: a struct that C has a definition of already.

use crate::ast::def::Foreign;
use crate::ctxt::Ctxt;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Result, Token};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::foreign::{self, Foreign as Text};

/// What stands in the attribute, with or without `unsafe`.
pub(crate) struct Given {
    /// Where `unsafe` is.
    unsafety: Option<Span>,
    text: LitStr,
    include: Option<LitStr>,
}

impl Given {
    /// What stands behind `foreign`.
    pub(crate) fn bare(input: ParseStream<'_>) -> Result<Self> {
        input.parse::<Token![=]>()?;
        Ok(Given { unsafety: None, text: input.parse()?, include: None })
    }

    /// What stands behind an `unsafe`.
    pub(crate) fn vouched(unsafety: Span, input: ParseStream<'_>) -> Result<Self> {
        let inner;
        syn::parenthesized!(inner in input);
        let (mut text, mut include) = (None, None);
        while !inner.is_empty() {
            let name = Ident::parse_any(&inner)?;
            inner.parse::<Token![=]>()?;
            let value: LitStr = inner.parse()?;
            let place = if name == "foreign" { &mut text } else { &mut include };
            if (name != "foreign" && name != "include") || place.replace(value).is_some() {
                let message = "`unsafe(…)` accepts `foreign = \"struct NAME { … }\"`, and `include = \"lib.h\"` beside it, once each";
                return Err(syn::Error::new(name.span(), message));
            }
            if !inner.is_empty() {
                inner.parse::<Token![,]>()?;
            }
        }
        let Some(text) = text else {
            return Err(inner.error("`include = \"lib.h\"` stands beside `foreign = \"struct NAME { … }\"`"));
        };
        Ok(Given { unsafety: Some(unsafety), text, include })
    }

    /// The definition, if it is one that the item can have; else there was an error.
    pub(crate) fn read(&self, input: &DeriveInput, reprs: &[(String, Span)], cx: &mut Ctxt) -> Option<Foreign> {
        let ident = input.ident.unraw();
        let path = self.include.as_ref().map(LitStr::value);
        let c = match foreign::canonical(&self.text.value(), path.as_deref()) {
            Ok(c) => c,
            Err(foreign::Wrong { what, help }) => {
                cx.error(&self.text, Code::ForeignStruct, format!("the definition of `{ident}` in C {what}"), &help);
                return None;
            }
        };
        let Some(unsafety) = self.unsafety else {
            let message =
                format!("nobody vouches for what C means by the members of `{ident}`, which no compiler compares");
            let text = Text::parse(&c).map_or("", |of| of.text);
            let help = format!("if each field is what that member is in C, say so: `unsafe(foreign = \"{text}\")`");
            cx.error(&self.text, Code::ForeignStruct, message, &help);
            return None;
        };
        let of = Text::parse(&c)?;
        if let Some((message, help)) = unfit(input, reprs, of.tag) {
            cx.error(&self.text, Code::ForeignStruct, message, help);
            return None;
        }
        Some(Foreign { c: c.clone(), unsafety, at: self.text.span() })
    }
}

/// Why the item is not a struct that a C compiler could compare with the definition.
fn unfit(input: &DeriveInput, reprs: &[(String, Span)], tag: &str) -> Option<(String, &'static str)> {
    let ident = input.ident.unraw();
    let has = |repr: &str| reprs.iter().any(|(word, _)| word == repr);
    let fields = match &input.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(_) | Data::Union(_) => {
            let message = format!("`{ident}` is no struct, and `struct {tag}` in C is one");
            return Some((message, "write a `#[repr(C)]` struct with the members of that struct as fields"));
        }
    };
    if let Some(param) = input.generics.type_params().next() {
        let message = format!("`{ident}` has the parameter `{}`, and `struct {tag}` in C has none", param.ident);
        return Some((message, "write the type that C has in place of the parameter"));
    }
    let help = "write `#[repr(C)]`, and the members of that struct in C as fields with their names: the record has them, and C compilers \
                compare them";
    if has("transparent") {
        let message = format!(
            "`{ident}` is `repr(transparent)`, so no header could compare its members with those of `struct {tag}`"
        );
        return Some((message, help));
    }
    if !has("C") {
        return Some((format!("`{ident}` is not `repr(C)`, and `struct {tag}` in C is laid out as C does it"), help));
    }
    if !matches!(fields, Fields::Named(_)) {
        let message =
            format!("the fields of `{ident}` have no names, and the members of `struct {tag}` in C have some");
        return Some((message, help));
    }
    None
}
