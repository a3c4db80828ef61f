//! The record section, and the fingerprints: those of recorded revisions verbatim from `abi.toml`, those of
//! drafts hashed in const evaluation from everything that the table is.

use super::input::Input;
use crate::ast::{Api, Class, Closure, Object, Param, Slot};
use crate::expand::notes;
use crate::expand::parts::c_guards;
use crate::expand::rope::Rope;
use crate::mangle::{local, quote_mixed};
use crate::read::lifetimes;
use crate::read::spelling::Spelling;
use crate::tokens::Tokens;
use proc_macro2::{Ident, TokenStream};
use syn::Type;
use syn::ext::IdentExt;
use vtable_api_manifest::canon;
use vtable_api_manifest::canon::write::{self, Part, Text};
use vtable_api_manifest::index::Index;
use vtable_api_manifest::lines;
use vtable_api_manifest::model::{self, ObjectKind};
use vtable_api_manifest::reach;

/// What is written, and the constants that it is written from.
pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let mut pieces = Pieces::new(input);
    let frozen = frozen_table(input);
    for (index, slot) in input.api.slots.iter().enumerate() {
        let recorded = frozen.and_then(|table| table.slots.get(index)).filter(|recorded| is_same_shape(slot, recorded));
        slot_lines(&mut pieces, input, slot, recorded);
    }
    // Types that are all recorded are written as they are recorded: the checks say that they are the same, but for what has grown since, or
    // in another package.
    let recorded = frozen.zip(input.recorded.as_ref()).filter(|(table, _)| table.slots.len() >= input.api.slots.len());
    let types = recorded.map(|(table, recorded)| reach::types(table.slots.iter(), &recorded.package.types));
    let roots = match types.filter(|types| types.iter().all(|def| def.body.growths().is_none())) {
        Some(types) => {
            for def in types {
                for line in lines::definition(def) {
                    pieces.text(&line);
                    pieces.text("\n");
                }
            }
            TokenStream::new()
        }
        _ => roots(input),
    };
    let (names, body) = pieces.finish();
    let (private, package, head) = (&input.private, &input.package.local, head(input));
    let objects = input.package.session().is_some();
    let (fingerprints, guards) = (fingerprints(input), guards(input));
    quote_mixed! {
        #names
        #private::__vt_record! {
            package: #package, head: [#head], body: [#body], roots: [#roots], objects: #objects, fingerprints: #fingerprints
        }
        #guards
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
        && now.ret.is_some() == (recorded.ret != model::Type::Unit)
}

fn head(input: &Input<'_>) -> TokenStream {
    let (api, package) = (input.api, &input.package.name);
    let head = lines::Head {
        id: &api.id,
        name: &api.ident.unraw().to_string(),
        package,
        is_bin: input.package.is_bin,
        bounds: api.bounds,
        c_case: api.c_case,
        unrecorded: api.unrecorded,
    };
    let (before, mut after) = lines::table(&head, "\0");
    after.push('\n');
    after.push_str(&notes::table(input.package, api));
    let private = &input.private;
    let mut rope = Rope::new(private);
    rope.text(&before);
    rope.constant(&quote_mixed!(#private::core::module_path!()));
    rope.text(&after);
    add_docs(&mut rope, input, &api.docs);
    rope.finish()
}

/// The lines of a doc comment, if they are wanted.
fn add_docs(rope: &mut Rope<'_>, input: &Input<'_>, docs: &TokenStream) {
    if let Some(docs) = notes::docs(input.package, &input.private, docs) {
        rope.constant(&docs);
        rope.text("\n");
    }
}

fn slot_lines(pieces: &mut Pieces<'_>, input: &Input<'_>, slot: &Slot, recorded: Option<&model::Slot>) {
    lines::slot(pieces, slot.revision, slot.ex_none, |pieces| signature(pieces, slot, recorded));
    pieces.text("\n");
    pieces.text(&notes::slot(input.package, slot));
    add_docs(&mut pieces.rope, input, &slot.docs);
}

fn signature(pieces: &mut Pieces<'_>, slot: &Slot, recorded: Option<&model::Slot>) {
    let head = write::Head { is_unsafe: slot.is_unsafe, name: &slot.name, receiver: slot.receiver };
    let params = slot.params.iter().enumerate().map(|(index, param)| {
        let recorded = recorded.and_then(|recorded| recorded.params.get(index));
        let ty = recorded.map_or(Written::Param(param), |recorded| Written::Recorded(&recorded.ty));
        (Some(param.name.as_str()), ty)
    });
    let ret = slot.ret.as_ref().map(|ty| match recorded {
        Some(recorded) => Written::Recorded(&recorded.ret),
        None => Written::Compiled(ty),
    });
    write::signature(pieces, head, params, ret, &lifetimes::of(&slot.sig));
}

/// The text of a table's slots: a rope, and constants for the names of types in it.
struct Pieces<'a> {
    input: &'a Input<'a>,
    rope: Rope<'a>,
    /// Constants for types that are named more than once, by their tokens.
    known: Index,
    count: usize,
    names: TokenStream,
}

/// A part of a slot that is not text yet.
#[derive(Clone, Copy)]
enum Written<'w> {
    /// A type, as the record has it.
    Recorded(&'w model::Type),
    /// A type that the compiler knows.
    Compiled(&'w Type),
    /// The type of a parameter.
    Param(&'w Param),
    /// An object of another table, or `Option` of it.
    Taken(&'w Object),
    /// The object itself.
    Object(&'w Object),
    /// The id of that table.
    Id(&'w Object),
}

impl Text for Pieces<'_> {
    fn text(&mut self, text: &str) {
        self.rope.text(text);
    }
}

impl Part<Written<'_>> for Pieces<'_> {
    fn part(&mut self, part: Written<'_>) {
        match part {
            Written::Recorded(ty) => self.text(&ty.to_string()),
            Written::Compiled(ty) => self.ty(ty),
            Written::Param(param) => match &param.class {
                Class::Value | Class::Function => self.ty(&param.ty),
                Class::Closure(closure) => self.closure(closure),
                Class::Object(object) => self.part(Written::Taken(object)),
            },
            Written::Taken(object) if object.optional => write::generic(self, "Option", [Written::Object(object)]),
            Written::Taken(object) => self.part(Written::Object(object)),
            Written::Object(object) => {
                let kind = if object.mutable { ObjectKind::Mut } else { ObjectKind::Ref };
                write::object(self, kind, Written::Id(object));
            }
            Written::Id(object) => {
                let (is, ty, private) = (&self.input.names.is, &object.object, &self.input.private);
                self.rope.constant(&quote_mixed!(<#is<#ty> as #private::handle::Api>::ID));
            }
        }
    }
}

impl<'a> Pieces<'a> {
    fn new(input: &'a Input<'a>) -> Self {
        let rope = Rope::new(&input.private);
        Pieces { input, rope, known: Index::default(), count: 0, names: TokenStream::new() }
    }

    fn ty(&mut self, ty: &Type) {
        let rope = type_name(self.input, ty);
        let before = self.known.note(&rope.to_string(), self.count);
        let name = local("Name", before.unwrap_or(self.count));
        if before.is_none() {
            self.count += 1;
            self.flat(&name, &rope);
        }
        self.rope.constant(&name);
    }

    /// A rope as text, once.
    fn flat(&mut self, name: &Ident, rope: &TokenStream) {
        let (private, package) = (&self.input.private, &self.input.package.local);
        self.names.extend(quote_mixed!(#private::__vt_flat!(#name #package [#rope]);));
    }

    fn closure(&mut self, closure: &Closure) {
        let params = closure.params.iter().map(|param| match &param.object {
            Some(object) => Written::Taken(object),
            None => Written::Compiled(&param.ty),
        });
        let ret = closure.ret.as_ref().map(Written::Compiled);
        write::callback(self, closure.mutable, closure.bounds, params, ret);
    }

    /// The constants, and the pieces.
    fn finish(self) -> (TokenStream, TokenStream) {
        (self.names, self.rope.finish())
    }
}

/// The rope of one parameter's type: constants that it needs, and the expression.
pub(super) fn name(input: &Input<'_>, param: &Param) -> TokenStream {
    if let Class::Value | Class::Function = param.class {
        return type_name(input, &param.ty);
    }
    let mut pieces = Pieces::new(input);
    pieces.part(Written::Param(param));
    let (names, rope) = pieces.finish();
    quote_mixed!({ #names &[#rope] })
}

/// The rope of a type.
pub(super) fn type_name(input: &Input<'_>, ty: &Type) -> TokenStream {
    let described = described(input, ty);
    quote_mixed!(#described::NAME)
}

/// Every type that slots name by themselves: parameters, returns, and those of callbacks.
pub(crate) fn all_named_types(api: &Api) -> Vec<&Type> {
    let mut types = Vec::new();
    for slot in &api.slots {
        types.extend(named_types(slot));
    }
    types
}

/// Those of one slot.
pub(super) fn named_types(slot: &Slot) -> Vec<&Type> {
    let mut types = Vec::new();
    for param in &slot.params {
        match &param.class {
            Class::Value | Class::Function => types.push(&param.ty),
            Class::Closure(closure) => types.extend(closure.values()),
            Class::Object(_) => {}
        }
    }
    types.extend(&slot.ret);
    types
}

/// Each distinct type once.
fn roots(input: &Input<'_>) -> TokenStream {
    let mut seen = Index::default();
    let types = all_named_types(input.api).into_iter().map(|ty| root(input, ty));
    let types = types.filter(|root| seen.note(&root.to_string(), 0).is_none());
    let is_read = input.package.session().is_some();
    let objects = objects(input.api).into_iter().filter(|_| is_read).map(|object| root_of_object(input, object));
    types.chain(objects).tokens()
}

/// The objects of other tables that slots and their callbacks take by reference.
pub(super) fn objects(api: &Api) -> Vec<&Object> {
    let mut objects = Vec::new();
    for slot in &api.slots {
        for (_, object) in objects_of(slot) {
            objects.push(object);
        }
    }
    objects
}

/// Those of one slot, and where each stands.
pub(super) fn objects_of(slot: &Slot) -> Vec<(&Type, &Object)> {
    let mut objects = Vec::new();
    for param in &slot.params {
        match &param.class {
            Class::Object(object) => objects.push((&param.ty, &**object)),
            Class::Closure(closure) => {
                for taken in &closure.params {
                    if let Some(object) = &taken.object {
                        objects.push((&taken.ty, object));
                    }
                }
            }
            Class::Value | Class::Function => {}
        }
    }
    objects
}

/// What is known of the table that they are of, and a comma.
pub(super) fn root_of_object(input: &Input<'_>, object: &Object) -> TokenStream {
    let (krate, private, is, ty) = (input.krate, &input.private, &input.names.is, &object.object);
    quote_mixed!(<#is<#private::Box<#ty>> as #krate::Described>::TYPE,)
}

/// The definition behind a type, and a comma.
pub(super) fn root(input: &Input<'_>, ty: &Type) -> TokenStream {
    let described = described(input, ty);
    quote_mixed!(#described::TYPE,)
}

/// What the runtime says of a type.
fn described(input: &Input<'_>, ty: &Type) -> TokenStream {
    let (krate, is) = (input.krate, &input.names.is);
    let ty = Spelling { names: Some(&input.private), ..Spelling::STATIC }.write(ty);
    quote_mixed!(<#is<#ty> as #krate::Described>)
}

/// How many there are, those that are recorded, and if there are others, what these are hashed from beside the body: what objects promise
/// stands in the head, which names modules and packages, too.
fn fingerprints(input: &Input<'_>) -> TokenStream {
    let count = input.api.last_revision() as usize;
    let recorded = recorded_fingerprints(input);
    let bounds = (recorded.len() < count).then(|| canon::bounds(input.api.bounds));
    quote_mixed!(#count [#(#recorded)*] #bounds)
}

/// Those of revisions that are not drafts.
fn recorded_fingerprints(input: &Input<'_>) -> Vec<u64> {
    let Some(table) = frozen_table(input) else { return Vec::new() };
    table.revisions.iter().map(|revision| revision.fingerprint).take(input.api.last_revision() as usize).collect()
}

/// `c_long` must be `core::ffi`'s where it is recorded by its name.
fn guards(input: &Input<'_>) -> TokenStream {
    c_guards(&input.private, all_named_types(input.api))
}
