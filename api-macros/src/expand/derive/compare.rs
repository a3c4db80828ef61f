//! The comparison of a definition with the record where it stands, so that the error is on the field that moved.
//! Soundness is the table's: it compares what this did not.

use super::names::piece;
use crate::ast::def::{Body, Def, Field, Variant};
use crate::check::def::{model, numbers, place};
use crate::expand::notes::SILENCE;
use crate::mangle::{checked_at, discriminant, quote_mixed};
use crate::prefix::Prefix;
use crate::read::package::Package;
use crate::read::types::{self, pretty};
use crate::tokens::Tokens;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};
use vtable_api_manifest::canon;
use vtable_api_manifest::model::{self, TypeDef};
use vtable_api_manifest::rules::{self, Comparison, Drafts};
use vtable_api_manifest::violation::Violation;

/// A definition that the record has.
pub(super) struct Frozen<'a> {
    pub(super) def: &'a Def,
    pub(super) package: &'a Package,
    pub(super) all: &'a model::Package,
    pub(super) recorded: &'a TypeDef,
}

/// Whether this is the module that the record names. A growable type takes its fingerprints from the record, so it is compared wherever it
/// stands.
pub(super) fn is_here(private: &Prefix, recorded: &TypeDef) -> TokenStream {
    if recorded.body.growths().is_some() {
        return quote_mixed!(true);
    }
    // The crate may be renamed: only what follows it counts.
    let module = recorded.module.split_once("::").map_or("", |(_, module)| module);
    quote_mixed!(#private::checks::is_module(#private::core::module_path!(), #module))
}

impl Frozen<'_> {
    /// The comparison, in the module that the record names.
    pub(super) fn checks(&self) -> TokenStream {
        let mut now = model(self.def);
        adopt_values(&mut now, self.def, self.recorded);
        now.traits.clone_from(&self.recorded.traits);
        now.ty.clone_from(&self.recorded.ty);
        let violations = match self.def.growable {
            true => rules::check_growable(self.all, &now, &numbers(self.def)),
            false => rules::check_type(self.all, &now),
        };
        if !violations.is_empty() {
            return violations.iter().map(|violation| self.fail(violation)).tokens();
        }
        let fields = self.fields();
        let values = self.values(&now);
        let traits = self.traits();
        let drafts = self.drafts(&now);
        quote_mixed! {
            #fields #values #traits #drafts
        }
    }

    /// What the compiler knows of the type beside its fields.
    fn traits(&self) -> TokenStream {
        let private = &self.def.private;
        let (before, after) = rules::traits_violation(self.all, self.recorded).split_now();
        let was = &self.recorded.traits;
        let args = quote_mixed!(#private::facts::of(&__VT_TYPE), #was, #before, #after);
        let here = is_here(private, self.recorded);
        let check = match self.def.copied {
            true => quote_mixed!(#private::checks::has_traits_of_copy),
            false => quote_mixed!(#private::checks::has_traits),
        };
        checked_at(&self.def.ident, Some(here), check, args)
    }

    /// The variants of an open enum, and the members of a growable type, that the record does not have: errors where drafts are locked
    /// out, else one warning.
    fn drafts(&self, now: &TypeDef) -> TokenStream {
        let state = if self.package.is_locked() { Drafts::Locked } else { Drafts::Warned };
        let mut drafts = rules::draft_variants(self.all, now, state);
        drafts.extend(rules::draft_members(self.all, now, state));
        // Its value may be one that only the compiler knows.
        for draft in &mut drafts {
            draft.now = None;
        }
        match state {
            Drafts::Locked => drafts.iter().map(|draft| self.fail(draft)).tokens(),
            Drafts::Warned if self.package.is_quiet() => TokenStream::new(),
            Drafts::Warned => drafts.first().map_or_else(TokenStream::new, |first| self.warn(first, &drafts)),
        }
    }

    /// One warning for all of them, at the first. rustc's sentence is then: "use of deprecated constant `_::_::Color::Blue`: …".
    fn warn(&self, first: &Violation, drafts: &[Violation]) -> TokenStream {
        let (ident, at) = (&self.def.ident, place(self.def, first));
        let names: Vec<String> = drafts.iter().map(|draft| format!("`{}`", place(self.def, draft))).collect();
        let said = match names.len() {
            1 => "draft: it may still change".to_owned(),
            many => {
                let what = if let Body::Enum { .. } = self.def.body { "variants" } else { "fields" };
                format!("drafts: {many} {what} of `{ident}` may still change: {}", names.join(", "))
            }
        };
        let note = format!("[{}] {said}{SILENCE}", first.code);
        // The use is the user's own token, so that rustc shows it and not the macro.
        let span = at.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
        let mut own = ident.clone();
        own.set_span(span);
        // A variant's own name where it is the only one.
        let name = if names.len() == 1 { at } else { Ident::new("drafts", span).to_token_stream() };
        let used = quote_spanned!(span=> #[warn(deprecated)] const _: () = #own::#name;);
        quote_mixed! {
            const _: () = {
                mod #ident {
                    #[allow(non_upper_case_globals)]
                    #[deprecated(note = #note)]
                    pub(super) const #name: () = ();
                }
                #used
            };
        }
    }

    fn fail(&self, violation: &Violation) -> TokenStream {
        let (private, text) = (&self.def.private, violation.to_string());
        let here = is_here(private, self.recorded);
        let at = place(self.def, violation);
        checked_at(&at, Some(here), quote_mixed!(#private::checks::fail), quote_mixed!(#text))
    }

    /// The types of fields, as the compiler resolves them.
    fn fields(&self) -> TokenStream {
        let field = |(at, (now, was)): (usize, (&Field, &model::Field))| {
            let violation = rules::field_violation(self.all, self.recorded, at, &pretty(&now.ty));
            self.resolved(now, &was.ty, &violation)
        };
        let recorded = canon::fields(&self.recorded.body);
        match &self.def.body {
            Body::Struct { fields, .. } | Body::Union { fields } => {
                fields.iter().zip(recorded).enumerate().map(field).tokens()
            }
            Body::Transparent { fields, inner, .. } => {
                fields[*inner..].iter().zip(recorded).enumerate().take(1).map(field).tokens()
            }
            Body::Enum { variants, .. } => variants.iter().map(|variant| self.payload(variant)).tokens(),
            Body::Opaque { .. } | Body::Refused => TokenStream::new(),
        }
    }

    fn payload(&self, variant: &Variant) -> TokenStream {
        let (known, name) = (canon::variants(&self.recorded.body), variant.name());
        let Some(index) = known.iter().position(|known| known.name == name) else { return TokenStream::new() };
        let pairs = variant.fields.iter().zip(&known[index].fields).enumerate();
        let check = |(at, (field, was)): (usize, (&Field, &model::Field))| {
            let violation = rules::variant_field_violation(self.all, self.recorded, index, at, &pretty(&field.ty));
            self.resolved(field, &was.ty, &violation)
        };
        pairs.map(check).tokens()
    }

    fn resolved(&self, field: &Field, was: &model::Type, violation: &Violation) -> TokenStream {
        if rules::compare(was, &types::model(&field.ty)) == Comparison::Differs {
            return TokenStream::new();
        }
        let private = &self.def.private;
        let (before, after) = violation.split_now();
        let (piece, local, text) = (piece(self.def, &field.ty), &self.package.local, was.to_string());
        let args = quote_mixed!(&[#piece], #local, #text, #before, #after);
        let here = is_here(private, self.recorded);
        checked_at(&field.ty, Some(here), quote_mixed!(#private::checks::is_recorded), args)
    }

    /// The values of variants, as the compiler counts them.
    fn values(&self, now: &TypeDef) -> TokenStream {
        let Body::Enum { variants, .. } = &self.def.body else { return TokenStream::new() };
        variants.iter().enumerate().map(|(index, _)| self.value(now, variants, index).unwrap_or_default()).tokens()
    }

    fn value(&self, now: &TypeDef, variants: &[Variant], index: usize) -> Option<TokenStream> {
        let (private, variant) = (&self.def.private, &variants[index]);
        let old = self.recorded_variant(variant)?;
        let violation = value_violation(self.all, now, index)?;
        let (before, after) = violation.split_now();
        let args = {
            let value = discriminant(index);
            let was = Literal::i128_suffixed(old.value);
            let before = format!("{before}{}", variant_prefix(old));
            quote_mixed! {
                #value as #private::i128, #was, #before, #after
            }
        };
        let cause = self.is_cause(index, variants);
        Some(checked_at(&variant.ident, Some(cause), quote_mixed!(#private::checks::is_value), args))
    }

    fn recorded_variant(&self, variant: &Variant) -> Option<&model::Variant> {
        let name = variant.name();
        canon::variants(&self.recorded.body).iter().find(|old| old.name == name)
    }

    /// Whether a changed value of the variant is news: one that is counted changes with the one before it.
    fn is_cause(&self, index: usize, variants: &[Variant]) -> TokenStream {
        let private = &self.def.private;
        let here = is_here(private, self.recorded);
        if index == 0 || variants[index].value.is_some() {
            return here;
        }
        let Some(known) = self.recorded_variant(&variants[index - 1]) else { return here };
        let value = discriminant(index - 1);
        let was = Literal::i128_suffixed(known.value);
        quote_mixed! {
            #here && #value as #private::i128 == #was
        }
    }
}

/// Discriminants are for the compiler to compare: here they are what the record has. What is not recorded has
/// the value that is written, or one that nothing else has.
fn adopt_values(now: &mut TypeDef, def: &Def, recorded: &TypeDef) {
    let (model::Body::Enum { variants, .. }, Body::Enum { variants: source, .. }) = (&mut now.body, &def.body) else {
        return;
    };
    let known = canon::variants(&recorded.body);
    let mut free = greatest(known);
    let written = written_values(source);
    for (at, variant) in variants.iter_mut().enumerate() {
        let old = known.iter().find(|old| old.name == variant.name);
        variant.value = match (old, written.get(at).copied().flatten()) {
            (Some(old), _) => old.value,
            (None, Some(written)) => written,
            (None, None) => {
                free += 1;
                free
            }
        };
    }
}

/// The greatest value of the variants, if that is more than 0.
fn greatest(variants: &[model::Variant]) -> i128 {
    variants.iter().map(|variant| variant.value).fold(0, i128::max)
}

/// The values of variants as far as literals tell.
fn written_values(variants: &[Variant]) -> Vec<Option<i128>> {
    let (mut values, mut next) = (Vec::new(), Some(0_i128));
    for variant in variants {
        let value = variant.value.as_ref().map_or(next, literal);
        values.push(value);
        next = value.and_then(|value| value.checked_add(1));
    }
    values
}

fn literal(value: &Expr) -> Option<i128> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => literal(expr)?.checked_neg(),
        Expr::Group(inner) => literal(&inner.expr),
        Expr::Paren(inner) => literal(&inner.expr),
        _ => None,
    }
}

/// A variant up to its value.
fn variant_prefix(variant: &model::Variant) -> String {
    let text = canon::variant(variant);
    text.rsplit_once(' ').map_or(text.clone(), |(prefix, _)| format!("{prefix} "))
}

/// What to say if the variant turns out to have another value: the rule is asked about one that differs.
fn value_violation(all: &model::Package, now: &TypeDef, index: usize) -> Option<Violation> {
    let mut other = now.clone();
    if let model::Body::Enum { variants, .. } = &mut other.body {
        let free = greatest(variants).checked_add(1_000_003)?;
        variants.get_mut(index)?.value = free;
    }
    rules::check_type(all, &other).first().cloned()
}
