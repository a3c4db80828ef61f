//! Each type that an interface names is asked once whether it may cross; all else that is said of types goes through an alias
//! which is no type at all where the answer was no. So a fault has one error, and a text of ours.
//!
//! The tokens say what to ask, and choose the text; the core's traits, which all expansions are bound by, decide.

use crate::mangle::call_at;
use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::read::lent::{How, Lent};
use crate::read::places;
use crate::read::spelling::Spelling;
use crate::read::types::{bare, error_of, instance, is_unit, option_of, pretty};
use crate::tokens::Tokens;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{GenericArgument, PathArguments, ReturnType, Type, TypeFnPtr, TypePath};
use vtable_api_manifest::index::Index;

/// Where a type stands, and the constant that says whether it may.
pub(crate) type Place = (&'static str, &'static str);
pub(crate) const SLOT: Place = ("Slot", "__VT_SLOT");
/// A part of what is passed by value.
const VALUE: Place = ("Value", "__VT_VALUE");
pub(crate) const FIELD: Place = ("Field", "__VT_FIELD");
/// A field or an element of what is copied.
pub(crate) const PART: Place = ("Part", "__VT_PART");
const GIVEN: Place = ("Given", "__VT_GIVEN");
const MEMORY: Place = ("Memory", "__VT_MEMORY");
/// In a slice that a parameter lends by `&mut`.
const WRITTEN: Place = ("Written", "__VT_WRITTEN");
const BEHIND: Place = ("Behind", "__VT_BEHIND");
/// Behind the reference of a parameter.
const LENT: Place = ("Lent", "__VT_REFERRED");
const TAKEN: Place = ("Taken", "__VT_TAKEN");
const PASSED: Place = ("Passed", "__VT_RETURNED");
const RETURNED: Place = ("Returned", "__VT_RETURNED");
const VOUCHED: Place = ("Vouched", "__VT_VOUCHED");
pub(crate) const OBJECT: Place = ("Object", "__VT_OBJECT");
/// Behind a raw pointer.
const POINTED: Place = ("Pointed", "__VT_POINTED");
const INSIDE: Place = ("Inside", "__VT_INSIDE");

/// Types of which nothing need be asked where they stand in another one: they are asked by themselves, or the other one is.
const LEAVES: &[&str] = &["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize", "f32", "f64"];

/// The questions of one interface or type.
pub(crate) struct Questions<'a> {
    private: &'a Prefix,
    /// What stands for a type parameter, which any type that may cross could be.
    params: Vec<&'a Ident>,
    /// What was asked before: of one fault there is one error.
    asked: Index,
    constants: TokenStream,
    names: TokenStream,
    count: usize,
}

/// A type, where it stands, and whether it has parts of its own.
struct Part<'t> {
    ty: &'t Type,
    place: Place,
    is_leaf: bool,
}

impl<'a> Questions<'a> {
    pub(crate) fn new(private: &'a Prefix, params: Vec<&'a Ident>) -> Self {
        let (constants, names) = (TokenStream::new(), TokenStream::new());
        Questions { private, params, asked: Index::default(), constants, names, count: 0 }
    }

    /// Asks of a type whether it may stand there; in a union, also whether it may be given away.
    pub(crate) fn ask(&mut self, ty: &Type, place: Place, is_given: bool) {
        if self.asked.get(&key(ty, place)).is_some() {
            return;
        }
        let mut parts = Vec::new();
        add(ty, place, is_given.then_some(GIVEN), &mut parts);
        // Each type that nothing is known of has an error of its own.
        let leaves: Vec<_> = parts.iter().filter(|part| part.is_leaf && part.place != OBJECT).collect();
        if leaves.len() > 1 {
            for leaf in leaves {
                if self.asked.get(&text_of(leaf.ty)).is_none() {
                    self.ask_of(&[Part { place: INSIDE, ..*leaf }]);
                }
            }
        }
        self.ask_of(&parts);
    }

    fn ask_of(&mut self, parts: &[Part<'_>]) {
        let asked: TokenStream = parts.iter().map(|part| self.one(part)).tokens();
        // Not before: a type that stands here twice was not refused yet.
        for part in parts {
            self.asked.note(&text_of(part.ty), 0);
            self.asked.note(&key(part.ty, part.place), 0);
        }
        let (private, whole) = (self.private, parts[0].ty);
        let ty = self.without_params(Spelling::STATIC.write(whole));
        let places = places::of(whole, &self.params).all;
        let shown = places.iter().filter(|place| !matches!(place.kind, places::Kind::Param(_))).count();
        let args = quote_mixed!(&[#asked], <#private::asked::Asked<#ty>>::__VT_LIFETIMES, #shown);
        self.constant(&call_at(whole, quote_mixed!(#private::asked::may_cross), args));
    }

    /// Asks of a value whether it lends what must be looked at when somebody may hold it still. It does if that is not known.
    pub(crate) fn ask_lent(&mut self, lent: &Lent<'_>, is_known: bool) {
        // Each that is lent for longer is a fault of its own.
        let is_said = match lent.how {
            How::Call => self.asked.note(&format!("Lent {}", text_of(lent.ty)), 0).is_some(),
            How::Returned if lent.beside.is_empty() => {
                self.asked.note(&format!("Returned {}", text_of(lent.ty)), 0).is_some()
            }
            _ => false,
        };
        if is_said {
            return;
        }
        let private = self.private;
        if let (How::Option, Some(inner)) = (lent.how, option_of(lent.ty)) {
            let (ty, inner) = (Spelling::STATIC.write(lent.ty), Spelling::STATIC.write(inner));
            return self.constant(&call_at(
                lent.ty,
                quote_mixed!(#private::asked::is_option::<#ty, #inner>),
                TokenStream::new(),
            ));
        }
        let after = self.after(lent.ty, is_known);
        let text = pretty(lent.written);
        let (asks, args) = match lent.how {
            How::Returned => {
                let beside = lent.beside.iter().map(|ty| self.after(ty, is_known));
                (quote_mixed!(#private::asked::may_be_lent_on), quote_mixed!(#after, &[#(#beside,)*], #text))
            }
            how => {
                let further = how == How::Further;
                (quote_mixed!(#private::asked::may_be_lent), quote_mixed!(#after, #further, #text))
            }
        };
        self.constant(&call_at(lent.ty, asks, args));
    }

    /// Asks of what a slot returns whether a panic can be its error, where that is how the table has it.
    pub(crate) fn ask_caught(&mut self, ret: &Type) {
        let error = error_of(ret);
        let at = error.unwrap_or(ret);
        if self.asked.note(&format!("Caught {}", text_of(at)), 0).is_some() {
            return;
        }
        let (private, is_shown, text) = (self.private, error.is_some(), pretty(at));
        let ret = Spelling::STATIC.write(ret);
        let returned = quote_mixed!(<#private::panicked::Returned<#ret>>);
        // What may not cross has its error.
        let args = quote_mixed! {
            <#private::asked::Asked<#ret>>::__VT_SLOT, #returned::__VT_IS_RESULT, #returned::__VT_IS_CAUGHT, #is_shown, #text
        };
        let call = call_at(at, quote_mixed!(#private::asked::may_be_caught), args);
        self.constant(&quote_mixed!({ use #private::panicked::Uncaught as _; #call }));
    }

    /// What of a value must be looked at after a call.
    fn after(&self, ty: &Type, is_known: bool) -> TokenStream {
        let private = self.private;
        if !is_known {
            return quote_mixed!(#private::follow::After::Lent);
        }
        // Of the types that a parameter may stand for, `bool` has to be looked at, and none lends anything.
        let any = quote_mixed!(#private::bool);
        let ty = instance(Spelling::STATIC.write(ty), &self.params, &any);
        quote_mixed!(<#private::asked::Asked<#ty>>::__VT_AFTER)
    }

    /// Evaluates what asserts something.
    pub(crate) fn constant(&mut self, value: &TokenStream) {
        let name = Ident::new(&format!("__VT_ASKED{}", self.count), Span::mixed_site());
        self.count += 1;
        let private = self.private;
        // As the length of a type and not as a value, the use of which would have a note of its own.
        self.constants.extend(quote_mixed!(type #name = [#private::u8; #value];));
        self.names.extend(quote_mixed!(let _: #name;));
    }

    /// The alias through which all is said.
    pub(crate) fn alias(self, name: &Ident) -> TokenStream {
        let Questions { private, constants, names, .. } = self;
        quote_mixed! {
            #[doc(hidden)]
            #[allow(unused_imports, unused_parens, unused_qualifications, dead_code, deprecated, non_camel_case_types)]
            type #name<__VtT> = <() as #private::asked::Holds<{
                use #private::asked::Otherwise as _;
                #constants
                #names
                0
            }>>::Is<__VtT>;
        }
    }

    fn one(&self, part: &Part<'_>) -> TokenStream {
        let (place, constant) = part.place;
        let text = pretty(part.ty);
        let is_first = self.asked.get(&text_of(part.ty)).is_none();
        let is_new = self.asked.get(&key(part.ty, part.place)).is_none();
        let (place, constant) = (Ident::new(place, Span::mixed_site()), Ident::new(constant, Span::mixed_site()));
        let spelled = self.without_params(Spelling::STATIC.write(part.ty));
        let private = self.private;
        quote_mixed! {
            #private::__vt_part!(#place #constant #is_first #is_new #text #spelled),
        }
    }

    fn without_params(&self, tokens: TokenStream) -> TokenStream {
        let private = self.private;
        instance(tokens, &self.params, &quote_mixed!(#private::u8))
    }
}

/// A type at a place.
fn key(ty: &Type, (place, _): Place) -> String {
    format!("{place} {}", text_of(ty))
}

/// A type by its tokens, whatever its lifetimes are.
fn text_of(ty: &Type) -> String {
    Spelling::STATIC.write(ty).to_string()
}

/// A type, and then those that stand in it.
fn add<'t>(ty: &'t Type, place: Place, also: Option<Place>, parts: &mut Vec<Part<'t>>) {
    let place = if let Type::TraitObject(_) = bare(ty) { OBJECT } else { place };
    let at = parts.len();
    parts.push(Part { ty, place, is_leaf: false });
    if let Some(also) = also
        && place != OBJECT
    {
        parts.push(Part { ty, place: also, is_leaf: false });
    }
    let before = parts.len();
    match bare(ty) {
        Type::Reference(reference) => {
            let (element, pointee) = match reference.mutability {
                None if place == SLOT => (LENT, LENT),
                Some(_) if place == SLOT => (WRITTEN, BEHIND),
                _ => (MEMORY, BEHIND),
            };
            match bare(&reference.elem) {
                Type::Slice(slice) => inner(&slice.elem, element, None, parts),
                Type::Path(path) if path.path.is_ident("str") => {}
                _ => inner(&reference.elem, pointee, None, parts),
            }
        }
        Type::Ptr(pointer) => named(&pointer.elem, POINTED, parts),
        Type::Array(array) => inner(&array.elem, if is_copied(place) { beside(place) } else { MEMORY }, None, parts),
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|part| inner(part, beside(place), None, parts)),
        Type::FnPtr(function) => add_function(function, parts),
        Type::Path(path) => add_arguments(path, place, parts),
        _ => {}
    }
    parts[at].is_leaf = parts.len() == before;
}

fn inner<'t>(ty: &'t Type, place: Place, also: Option<Place>, parts: &mut Vec<Part<'t>>) {
    match bare(ty) {
        // Of itself it is no type that crosses: what it stands in may be one.
        Type::Slice(slice) => return inner(&slice.elem, place, also, parts),
        Type::Path(path) if path.path.is_ident("str") => return,
        _ => {}
    }
    if !LEAVES.contains(&pretty(ty).as_str()) {
        add(ty, place, also, parts);
    }
}

/// What needs a name only, and what stands in it.
fn named<'t>(ty: &'t Type, place: Place, parts: &mut Vec<Part<'t>>) {
    let before = parts.len();
    inner(ty, place, None, parts);
    for part in &mut parts[before..] {
        if [MEMORY, WRITTEN, BEHIND, GIVEN].contains(&part.place) {
            part.place = INSIDE;
        }
    }
}

fn add_function<'t>(function: &'t TypeFnPtr, parts: &mut Vec<Part<'t>>) {
    let is_safe = function.unsafety.is_none();
    for input in &function.inputs {
        inner(&input.ty, TAKEN, is_safe.then_some(PASSED), parts);
    }
    if let ReturnType::Type(_, ty) = &function.output
        && !is_unit(ty)
    {
        inner(ty, VOUCHED, is_safe.then_some(RETURNED), parts);
    }
}

/// Where a part of what is copied stands, if that stands at `place`.
fn beside(place: Place) -> Place {
    match place {
        SLOT | VALUE => VALUE,
        PART => PART,
        _ => INSIDE,
    }
}

/// The same of what an `Option` has.
fn in_option(place: Place) -> Place {
    if place == SLOT { SLOT } else { beside(place) }
}

fn is_copied(place: Place) -> bool {
    [SLOT, VALUE, PART].contains(&place)
}

fn add_arguments<'t>(path: &'t TypePath, place: Place, parts: &mut Vec<Part<'t>>) {
    let Some(last) = path.path.segments.last() else { return };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return };
    let name = last.ident.to_string();
    // Whatever it is of, it has no bytes and the same name.
    if name == "PhantomData" {
        return;
    }
    let (place, also) = match name.as_str() {
        "Option" => (in_option(place), None),
        "Result" => (beside(place), None),
        "Vec" | "Box" | "BTreeMap" | "BTreeSet" | "HashMap" | "HashSet" => (PART, Some(GIVEN)),
        "Slice" | "SliceMut" | "ManuallyDrop" => (MEMORY, None),
        _ => (MEMORY, Some(GIVEN)),
    };
    // How a map hashes does not cross.
    let crossing = match name.as_str() {
        "HashMap" => 2,
        "HashSet" => 1,
        _ => usize::MAX,
    };
    for argument in arguments.args.iter().take(crossing) {
        match argument {
            GenericArgument::Type(ty) if name == "NonNull" => named(ty, POINTED, parts),
            GenericArgument::Type(ty) if name == "Open" => named(ty, INSIDE, parts),
            GenericArgument::Type(ty) => inner(ty, place, also, parts),
            _ => {}
        }
    }
}
