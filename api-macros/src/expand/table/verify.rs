//! The second layer: what only the compiler knows, compared with the record in const evaluation, and the
//! warnings about drafts.
//!
//! One constant for each distinct pair of type tokens and recorded text, one for each distinct type that may
//! lead to definitions: const evaluation costs by item, not by text.

use super::input::Input;
use super::record::{all_named_types, name, named_types, objects, objects_of, root, root_of_object, type_name};
use crate::ast::Slot;
use crate::check::table as check;
use crate::expand::asked::{self, Questions};
use crate::expand::notes::SILENCE;
use crate::expand::parts;
use crate::expand::shown;
use crate::mangle::quote_mixed;
use crate::mangle::{checked_at, site};
use crate::read::attr;
use crate::read::lent;
use crate::read::types::{model, pretty};
use crate::tokens::Tokens;
use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use quote::{ToTokens, format_ident};
use syn::Type;
use vtable_api_manifest::canon;
use vtable_api_manifest::index::Index;
use vtable_api_manifest::model::{self as manifest, Table, TypeDef};
use vtable_api_manifest::reach;
use vtable_api_manifest::rules::{self, Comparison};
use vtable_api_manifest::violation::{Place, Violation};

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let distinct = input.package.session().is_none().then(|| {
        let (private, local) = (&input.private, &input.package.local);
        let args = quote_mixed!(__VT_REACHED, #local);
        checked_at(&input.api.ident, None, quote_mixed!(#private::record::check_names), args)
    });
    let recorded = against_record(input);
    quote_mixed!(#distinct #recorded)
}

fn against_record(input: &Input<'_>) -> TokenStream {
    let Some(recorded) = &input.recorded else { return TokenStream::new() };
    let Some(table) = recorded.table() else { return TokenStream::new() };
    let (names, definitions) = (names(input, &recorded.package, table), definitions(input, &recorded.package, table));
    let objects = input.package.is_locked().then(|| recorded_objects(input, table));
    quote_mixed!(#names #definitions #objects)
}

/// That each table which frozen slots name is recorded: each distinct type once.
fn recorded_objects(input: &Input<'_>, table: &Table) -> TokenStream {
    let mut seen = Seen { without_leaves: false, types: Index::default() };
    let mut checks = TokenStream::new();
    for (index, now, _) in frozen(input, table) {
        let slot = format!("slot {index} `{}::{}`", input.api.ident, now.name);
        let (before, after) = rules::object_violation(Place::Package, &slot).split_now();
        let mut check = |ty: &Type, root: TokenStream| {
            if seen.is_new(&root.to_string()) {
                let (private, package) = (&input.private, &input.package.name);
                let args = quote_mixed!(&[#root], #package, #before, #after);
                checks.extend(checked_at(ty, None, quote_mixed!(#private::checks::names_recorded), args));
            }
        };
        for ty in named_types(now) {
            check(ty, root(input, ty));
        }
        for (ty, object) in objects_of(now) {
            check(ty, root_of_object(input, object));
        }
    }
    checks
}

/// Asks of every type whether it may cross, and through the answer, whether it shows all its lifetimes.
pub(super) fn crosses(input: &Input<'_>) -> TokenStream {
    let mut shown = shown::Slots::of(&input.names.is);
    let mut seen = Seen { without_leaves: false, types: Index::default() };
    for ty in all_named_types(input.api) {
        if seen.is_new(&ty.to_token_stream().to_string()) {
            shown.add(&input.private, ty);
        }
    }
    let questions = questions(input, &|_| true);
    let shown = shown.finish();
    quote_mixed!(#questions #shown)
}

/// Asks of the types that have no error yet.
pub(super) fn questions(input: &Input<'_>, is_asked: &dyn Fn(&Type) -> bool) -> TokenStream {
    let mut questions = Questions::new(&input.private, Vec::new());
    for ty in all_named_types(input.api).into_iter().filter(|ty| is_asked(ty)) {
        questions.ask(ty, asked::SLOT, false);
    }
    for slot in &input.api.slots {
        for lent in lent::by(slot).iter().filter(|lent| is_asked(lent.ty)) {
            questions.ask_lent(lent, true);
        }
    }
    for slot in &input.api.slots {
        if let Some(ret) = &slot.ret
            && input.is_caught(slot)
            && is_asked(ret)
        {
            questions.ask_caught(ret);
        }
    }
    for object in objects(input.api) {
        if let Ok(ty) = syn::parse2::<Type>(object.object.clone()) {
            questions.ask(&ty, asked::OBJECT, false);
        }
    }
    questions.alias(&input.names.is)
}

/// Types of which no table need ask anything, as tokens.
const LEAVES: &[&str] = &[
    "u8",
    "u16",
    "u32",
    "u64",
    "usize",
    "i8",
    "i16",
    "i32",
    "i64",
    "isize",
    "f32",
    "f64",
    "bool",
    "& str",
    "& [u8]",
    "& mut [u8]",
    "String",
];

/// The types so far.
struct Seen {
    without_leaves: bool,
    types: Index,
}

impl Seen {
    /// Whether a type, by its tokens and but for leaves that can be left out, is seen for the first time.
    fn is_new(&mut self, text: &str) -> bool {
        let is_left_out = self.without_leaves && LEAVES.contains(&text);
        !is_left_out && self.types.note(text, 0).is_none()
    }
}

/// The recorded slots that are still where they were.
fn frozen<'a>(input: &'a Input<'_>, table: &'a Table) -> Vec<(usize, &'a Slot, &'a manifest::Slot)> {
    let pairs = input.api.slots.iter().zip(&table.slots).enumerate();
    pairs.filter(|(_, (now, was))| now.name == was.name).map(|(index, (now, was))| (index, now, was)).collect()
}

/// A type in the source and what it was recorded as.
struct Pair<'a> {
    ty: &'a Type,
    rope: TokenStream,
    was: manifest::Type,
    recorded: String,
    violation: Violation,
    also: Vec<String>,
}

fn names(input: &Input<'_>, package: &manifest::Package, table: &Table) -> TokenStream {
    let mut pairs = Pairs::default();
    for (index, now, recorded) in frozen(input, table) {
        // Where one was added or removed, syntax has said so, and nobody knows which is which.
        let is_same_count = now.params.len() == recorded.params.len();
        let params = if is_same_count { &now.params[..] } else { &[] };
        let written = check::as_written(now);
        for (at, param) in params.iter().enumerate() {
            let here = format!("slot {index} `{}`, parameter `{}`", now.name, param.name);
            let violation = || rules::param_violation(package, table, index, at, &written);
            pairs.add(&param.ty, &recorded.params[at].ty, here, &violation, &|| name(input, param));
        }
        if let Some(ty) = &now.ret {
            let here = format!("slot {index} `{}`, return", now.name);
            let violation = || rules::ret_violation(package, table, index, &written);
            pairs.add(ty, &recorded.ret, here, &violation, &|| type_name(input, ty));
        }
    }
    pairs.all.iter().map(|pair| check_name(input, pair)).tokens()
}

/// Each distinct pair once, in order.
#[derive(Default)]
struct Pairs<'a> {
    known: Index,
    all: Vec<Pair<'a>>,
}

impl<'a> Pairs<'a> {
    fn add(
        &mut self,
        ty: &'a Type,
        recorded: &manifest::Type,
        here: String,
        violation: &dyn Fn() -> Violation,
        rope: &dyn Fn() -> TokenStream,
    ) {
        // What syntax decided was reported, or is equal to the last token.
        if rules::compare(recorded, &model(ty)) == Comparison::Differs {
            return;
        }
        let text = recorded.to_string();
        let pair = format!("{} is {text}", ty.to_token_stream());
        if let Some(index) = self.known.note(&pair, self.all.len()) {
            self.all[index].also.push(here);
            return;
        }
        let (was, violation) = (recorded.clone(), violation());
        self.all.push(Pair { ty, rope: rope(), was, recorded: text, violation, also: Vec::new() });
    }
}

fn check_name(input: &Input<'_>, pair: &Pair<'_>) -> TokenStream {
    let mut violation = pair.violation.clone();
    let renamed = renamed(&pair.was, &pretty(pair.ty));
    if !renamed.is_empty() {
        violation = violation.help_lines(renamed);
    }
    if !pair.also.is_empty() {
        violation = violation.help(format!("the same type: {}", some_of(&pair.also)));
    }
    let (before, after) = violation.split_now();
    let (private, package) = (&input.private, &input.package.local);
    let Pair { ty, rope, recorded, .. } = pair;
    let args = quote_mixed!(#rope, #package, #recorded, #before, #after);
    checked_at(ty, None, quote_mixed!(#private::checks::is_recorded), args)
}

/// A recorded name that the source no longer has here may be that of a type that was renamed.
fn renamed(was: &manifest::Type, now: &str) -> Vec<String> {
    let mut gone = Vec::new();
    reach::named_in(was, &mut |named| {
        let manifest::Type::Named { package, name, .. } = named else { return };
        // What is core's has no place where that could be written.
        if now.contains(name.as_str()) || package.as_deref() == Some("core") {
            return;
        }
        let package = package.as_ref().map_or_else(String::new, |package| format!(", package = \"{package}\""));
        gone.push(format!("if `{name}` was only renamed, write `#[abi(name = \"{name}\"{package})]` on it"));
    });
    gone
}

fn some_of(places: &[String]) -> String {
    const SHOWN: usize = 3;
    match places.get(..SHOWN) {
        Some(shown) if places.len() > SHOWN => format!("{}; and {} more", shown.join("; "), places.len() - SHOWN),
        _ => places.join("; "),
    }
}

/// The definitions that recorded slots reach, in one walk; then one constant for each type that may have
/// led to a change, at its first use.
fn definitions(input: &Input<'_>, package: &manifest::Package, table: &Table) -> TokenStream {
    let private = &input.private;
    let types = reach::types(table.slots.iter(), &package.types);
    if types.is_empty() {
        return TokenStream::new();
    }
    let roots = frozen_roots(input, package, table);
    let local = &input.package.local;
    let reports = roots.iter().enumerate().map(|(index, (ty, slot))| {
        let args = quote_mixed!(&__VT_CHANGED, #index, #slot, #local, &__VT_TYPES);
        checked_at(ty, None, quote_mixed!(#private::checks::report), args)
    });
    let count = types.len();
    let recorded = types.iter().map(|def| recorded_type(input, def));
    let is_locked = input.package.is_locked();
    let roots = roots.iter().map(|(ty, _)| root(input, ty));
    quote_mixed! {
        const __VT_TYPES: [#private::checks::RecordedType; #count] = [#(#recorded)*];
        const __VT_CHANGED: #private::Option<#private::checks::Changed> =
            #private::checks::first_changed(&[#(#roots)*], #local, #is_locked, &__VT_TYPES);
        #(#reports)*
    }
}

/// Each distinct type that recorded slots name and that may lead to a definition, with its first slot.
fn frozen_roots<'a>(input: &'a Input<'_>, package: &manifest::Package, table: &'a Table) -> Vec<(&'a Type, String)> {
    let without_leaves = !package.types.iter().any(is_called_like_a_leaf);
    let mut seen = Seen { without_leaves, types: Index::default() };
    let mut roots = Vec::new();
    for (index, now, _) in frozen(input, table) {
        for ty in named_types(now) {
            if seen.is_new(&ty.to_token_stream().to_string()) {
                roots.push((ty, format!("slot {index} `{}::{}`", input.api.ident, now.name)));
            }
        }
    }
    roots
}

/// Whether the tokens of a leaf may mean a type of someone's own.
fn is_called_like_a_leaf(def: &TypeDef) -> bool {
    matches!(&def.ty, manifest::Type::Named { name, .. } if canon::builtin(name).is_some() || name == "str")
}

fn recorded_type(input: &Input<'_>, def: &TypeDef) -> TokenStream {
    let private = &input.private;
    let key = parts::key(&input.package.local, &def.ty);
    let name = def.ty.to_string();
    let lifetimes = canon::declared(&def.lifetimes);
    let kind = canon::kind(&def.body);
    let repr = canon::repr(&def.body).unwrap_or_else(|| "-".into());
    let traits = &def.traits;
    let members = members(def);
    let digest = parts::digest(def);
    let line = def.line.unwrap_or(0);
    quote_mixed! {
        #private::checks::RecordedType {
            key: #key, name: #name, kind: #kind, repr: #repr, lifetimes: #lifetimes, traits: #traits, members: &[#members], digest: #digest, line: #line,
        },
    }
}

/// Fields or variants as the record has them; of a growable type, those of growth 1. What came later is for its own package to compare.
fn members(def: &TypeDef) -> TokenStream {
    let first = def.body.growths().map_or(usize::MAX, |growths| growths.up_to_growth(1));
    let fields = canon::fields(&def.body).iter().take(first).map(canon::field);
    let variants = canon::variants(&def.body).iter().take(first).map(canon::variant);
    quote_mixed!(#(#fields,)* #(#variants,)*)
}

/// One warning for all slots beyond the record, in words that rustc's own sentence completes.
pub(super) fn drafts(input: &Input<'_>) -> TokenStream {
    let Some(recorded) = &input.recorded else { return TokenStream::new() };
    if input.package.is_quiet() || input.package.is_locked() {
        return TokenStream::new();
    }
    let drafts = check::drafts(input.api, recorded);
    let Some(first) = drafts.first() else { return TokenStream::new() };
    let others = other_tables(input, &recorded.package, recorded.table().is_some());
    // A slot's own name where it is the only one, else one that no slot hides: nothing but this warning shows it.
    let name = match drafts.len() {
        1 => first.ident.clone(),
        _ => Ident::new("drafts", first.ident.span()),
    };
    warning(input, &name, &format!("{}{others}{SILENCE}", drafted(input, &drafts)), TokenStream::new())
}

/// Warnings where no panic can be caught: at the value that says otherwise.
pub(super) fn uncaught(input: &Input<'_>) -> Option<TokenStream> {
    const ABORTS: &str = "`panic = \"error\"` has no effect here, because this profile has `panic = \"abort\"`: a panic in a slot ends the process\n  \
        help: remove `panic = \"abort\"` from the profile in Cargo.toml, or `panic = \"error\"` from `#[vtable_api]`\n  \
        where both are meant, `#[allow(deprecated)]` on the trait silences this, also under `-D warnings`";
    const NO_STD: &str = "`panic = \"error\"` has no effect here, because the feature `std` of vtable-api is off: a panic in a slot ends the process\n  \
        help: turn it on in Cargo.toml (`features = [\"std\"]`, or no `default-features = false`), or remove `panic = \"error\"` from `#[vtable_api]`\n  \
        where both are meant, `#[allow(deprecated)]` on the trait silences this, also under `-D warnings`";
    let name = Ident::new("panics", input.api.catches?);
    let aborts = warning(input, &name, ABORTS, quote_mixed!(#[cfg(panic = "abort")]));
    let no_std = warning(input, &name, NO_STD, quote_mixed!(#[cfg(not(panic = "abort"))]));
    let private = &input.private;
    Some(quote_mixed!(#aborts #private::__vt_uncaught! { #no_std }))
}

/// Which slots they are, by revision.
fn drafted(input: &Input<'_>, drafts: &[&Slot]) -> String {
    let [first, .., last] = drafts else {
        return format!(
            "[VT0060] draft of revision {}: it may still change, and is compatible only with this exact build",
            drafts[0].revision
        );
    };
    let mut text = format!(
        "[VT0060] drafts: {} slots of `{}` may still change, and are compatible only with this exact build",
        drafts.len(),
        input.api.ident
    );
    for revision in first.revision..=last.revision {
        let of = drafts.iter().filter(|slot| slot.revision == revision);
        let names: Vec<_> = of.map(|slot| format!("`{}`", slot.name)).collect();
        if !names.is_empty() {
            text.push_str(&format!("\n  revision {revision}: {}", names.join(", ")));
        }
    }
    text
}

/// rustc's sentence is then: "use of deprecated associated constant `CodecTable::decode_ex1`: draft of …"; an
/// `impl` inside of the anonymous constant would be `_::<impl CodecTable>::decode_ex1`.
fn warning(input: &Input<'_>, used: &Ident, note: &str, when: TokenStream) -> TokenStream {
    // Of a draft only the record knows how long it is one.
    let quiet = if when.is_empty() { Vec::new() } else { attr::named(&input.api.attrs, &["allow"]) };
    let table = &input.names.table;
    let span = site(used.span());
    let name = format_ident!("{used}", span = span);
    let declared = quote_spanned! { span=>
        impl #table {
            #[allow(non_upper_case_globals)]
            #[deprecated(note = #note)]
            const #name: () = ();
        }
    };
    // The use is the user's own token, so that rustc shows it and not the macro.
    let table = Ident::new(&table.to_string(), used.span());
    let used = quote_spanned!(used.span()=> const _: () = #table::#used;);
    // rustc says where the level of a lint comes from, but each place only once.
    let warned = quote_spanned!(input.api.ident.span()=> #[warn(deprecated)]);
    quote_mixed!(#when #declared #when #warned #(#quiet)* #used)
}

/// A new table beside recorded ones may be an old one whose trait was renamed.
fn other_tables(input: &Input<'_>, package: &manifest::Package, is_recorded: bool) -> String {
    if is_recorded || package.tables.is_empty() {
        return String::new();
    }
    let ids: Vec<_> = package.tables.iter().map(|table| format!("`{}`", table.id)).collect();
    format!(
        "; abi.toml has {}, not `{}`: if the trait was renamed, pin the old id with `#[vtable_api(id = \"..\")]`",
        some_of(&ids),
        input.api.id
    )
}
