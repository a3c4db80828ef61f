//! `#[abi(growable)]`, and `#[abi(growth = 2, default = ..)]` on fields and variants: since when each is there.

use crate::ast::def::Growth;
use crate::ctxt::Ctxt;
use crate::read::attr::{AbiArgs, named, nested};
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Data, DeriveInput, Expr, Fields, LitInt};
use vtable_api_manifest::diagnostics::Code;

/// Whether the item is growable, or nothing says that it is; reports what cannot be.
pub(crate) fn check_item(input: &DeriveInput, args: &AbiArgs, reprs: &[(String, Span)], cx: &mut Ctxt) -> bool {
    let Some(at) = args.growable else { return true };
    let ident = &input.ident;
    let wrong = if let Some((repr, _)) = reprs.first() {
        let message = format!("`{ident}` is `repr({repr})`: its layout is fixed, so nothing can be added to it");
        Some((
            message,
            "remove the `repr`, so that it crosses by way of a block that tells what is in it; or remove `growable`",
        ))
    } else if let Some(param) = input.generics.params.first() {
        let message = format!("the growable type `{ident}` has the parameter `{}`", param.to_token_stream());
        Some((
            message,
            "write a type for it, and `String` or `Vec<T>` for what is borrowed: a growable type has no parameters",
        ))
    } else if let Some(other) = other(args) {
        let message = format!("`{ident}` is `{other}`, and nothing that is can grow");
        Some((message, "write `#[abi(growable)]` alone; a growable enum is open by itself"))
    } else if let Some(package) = &args.package {
        let message =
            format!("`{ident}` is growable, and recorded by the package `{}`, where its growths are", package.value());
        Some((message, "leave it in that package, and re-export it where it is to be found: `pub use`"))
    } else {
        match &input.data {
            Data::Union(_) => Some((
                format!("`{ident}` is a union, and nobody could tell which of its fields a maker knows"),
                "make it an enum",
            )),
            Data::Struct(data) if !matches!(data.fields, Fields::Named(_)) => Some((
                format!("the fields of the growable struct `{ident}` have no names"),
                "give them names: `pub struct Name { field: Type }`",
            )),
            _ => None,
        }
    };
    if let Some((message, help)) = &wrong {
        cx.error_at(at, Code::UnsupportedDerive, message, help);
    }
    wrong.is_none()
}

/// What is said of the item that excludes growing.
fn other(args: &AbiArgs) -> Option<&'static str> {
    let others = [(args.opaque, "opaque"), (args.open, "open"), (args.foreign.is_some(), "foreign")];
    others.into_iter().find(|(is_said, _)| *is_said).map(|(_, word)| word)
}

/// What has an attribute.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Member {
    Field,
    Variant,
    /// The last variant, which is of no growth.
    Unknown,
}

/// The growths of members, in their order.
pub(crate) struct Growths {
    of: Of,
    /// That of the member before; 0 before the first.
    last: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Of {
    Growable,
    /// Fields of a variant, which gains none.
    Variant,
    Other,
}

impl Growths {
    pub(crate) fn of_growable() -> Self {
        Growths { of: Of::Growable, last: 0 }
    }

    pub(crate) fn of_variant() -> Self {
        Growths { of: Of::Variant, last: 0 }
    }

    pub(crate) fn of_other() -> Self {
        Growths { of: Of::Other, last: 0 }
    }

    /// That of the next member.
    pub(crate) fn read(&mut self, attrs: &[Attribute], member: Member, cx: &mut Ctxt) -> Growth {
        let (number, default) = given(attrs, cx);
        let written = number.as_ref().map(ToTokens::to_token_stream);
        let written = written.or_else(|| default.as_ref().map(ToTokens::to_token_stream));
        if let Some(at) = written.filter(|_| self.of != Of::Growable || member == Member::Unknown) {
            let (message, help) = misplaced(self.of, member);
            cx.error(&at, Code::UnsupportedDerive, message, help);
            return Growth::FIRST;
        }
        if member == Member::Unknown {
            return Growth::FIRST;
        }
        let number = number.as_ref().map_or(Some(1), |number| Self::number(number, cx)).unwrap_or(self.last.max(1));
        Self::check_default(number, &default, member, cx);
        self.last = self.last.max(number);
        Growth { number, default }
    }

    /// The number, if it is one. Whether it may stand there is for the rules to say.
    fn number(number: &LitInt, cx: &mut Ctxt) -> Option<u32> {
        let value = number.base10_parse::<u32>().ok().filter(|value| *value > 0);
        if value.is_none() {
            let message = format!("`{number}` is not the number of a growth");
            cx.error(number, Code::UnsupportedDerive, message, "write `#[abi(growth = 2)]`: a number from 1");
        }
        value
    }

    fn check_default(number: u32, default: &Option<Expr>, member: Member, cx: &mut Ctxt) {
        let Some(default) = default else { return };
        if member == Member::Variant {
            let help = "remove it: who does not know the variant has it as `Unknown`";
            cx.error(default, Code::UnsupportedDerive, "a variant has no default", help);
        } else if number == 1 {
            let help = "remove it, or write the growth that the field came with: `#[abi(growth = 2, default = ..)]`";
            cx.error(default, Code::UnsupportedDerive, "a field of growth 1 has no default: each maker has it", help);
        }
    }

    /// Members of growth 1 that follow others were not said to be of a later one.
    pub(crate) fn check_end(&self, ident: &Ident, what: &str, cx: &mut Ctxt) {
        if self.of == Of::Growable && self.last == 0 && what == "variant" {
            let message = format!("the growable enum `{ident}` has no variant but `Unknown`");
            cx.error(ident, Code::UnsupportedDerive, message, "add one in front of it");
        }
    }
}

/// Why there can be no attribute.
fn misplaced(of: Of, member: Member) -> (&'static str, &'static str) {
    match (of, member) {
        (_, Member::Unknown) => (
            "`Unknown` is in each growth: it has no number",
            "remove the attribute; it stands for the variants that this build does not know",
        ),
        (Of::Variant, _) => (
            "a field of a variant has a growth, but variants do not grow",
            "put it on the variant; to let one gain fields, give it a single field of a growable struct",
        ),
        _ => (
            "a member has a growth, but the type does not grow",
            "write `#[abi(growable)]` on the type, before it is frozen; or remove the attribute",
        ),
    }
}

/// What is written on a member.
fn given(attrs: &[Attribute], cx: &mut Ctxt) -> (Option<LitInt>, Option<Expr>) {
    let (mut number, mut default) = (None, None);
    for attr in named(attrs, &["abi"]) {
        let result = nested(attr, &mut |meta| take(&meta, &mut number, &mut default));
        if let Err(error) = result {
            cx.syn(&error);
        }
    }
    (number, default)
}

fn take(meta: &ParseNestedMeta<'_>, number: &mut Option<LitInt>, default: &mut Option<Expr>) -> syn::Result<()> {
    let is_twice = if meta.path.is_ident("growth") {
        number.replace(meta.value()?.parse()?).is_some()
    } else if meta.path.is_ident("default") {
        default.replace(meta.value()?.parse()?).is_some()
    } else {
        return Err(meta.error(format!(
            "unknown argument `{}` in `#[abi]` of a member\n  help: the arguments are `growth = 2` and, behind it, `default = …`",
            crate::read::types::pretty(&meta.path)
        )));
    };
    if is_twice { Err(meta.error("this is given twice\n  help: remove one of the two")) } else { Ok(()) }
}
