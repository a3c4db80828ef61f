//! The functions that a header has over its types, so that nobody writes them by hand: `TYPE_drop` of what owns something,
//! `TYPE_ok` and the like of what has a tag, `TYPE_alloc` and the like of what its maker frees. The head of their section in
//! `vtable_api.h` says what each does.
//!
//! One name in C may be several types in Rust, which differ in what they own: `Result<&dyn A, u8>` and
//! `Result<Box<dyn A>, u8>`. So that no header means by a function what another one does not, an object in a container is
//! an owned one, or there is no function.

mod growable;

use super::content;
use super::ctype::{Body, CType, Item, Member, guards};
use super::define::payload_member;
use super::drops::{self, Place};
use super::error::HeaderError;
use super::items::quoted;
use super::lower::Lowering;
use super::mangle::{snake, upper};
use super::out::Out;
use crate::model::{self, ObjectKind, Type};

/// One function, or some that need each other.
pub(super) struct Function {
    /// The type's name in C.
    of: String,
    names: Vec<String>,
    lines: Vec<String>,
    /// Whether it is there only where there is an allocator.
    allocates: bool,
}

/// All functions of a header; takes their names.
pub(super) fn all(lowering: &mut Lowering<'_>, sequence: &[String]) -> Result<Vec<Function>, HeaderError> {
    let mut functions = Vec::new();
    // A typedef may stand before what it names, so what is called so is dropped last.
    for aliases in [false, true] {
        functions.extend(sequence.iter().filter_map(|name| {
            let is_alias = matches!(lowering.items.get(name)?.body, Body::Alias(_));
            drop_of(lowering, name).filter(|_| is_alias == aliases)
        }));
    }
    for name in sequence {
        functions.extend(growable::read(lowering, name));
        functions.extend(tags(lowering, name));
        functions.extend(variants(lowering, name));
    }
    for name in sequence {
        functions.extend(growable::made(lowering, name));
        functions.extend(makers(lowering, name));
    }
    claim(lowering, &functions)?;
    Ok(functions)
}

fn claim(lowering: &mut Lowering<'_>, functions: &[Function]) -> Result<(), HeaderError> {
    for function in functions {
        let of = lowering.items.get(&function.of).map_or(String::new(), |item| quoted(&item.rust));
        let what = format!("a function of {of}");
        for name in &function.names {
            lowering.names.claim(name, &what)?;
            lowering.names.claim(&guards(name)[1], &what)?;
        }
    }
    Ok(())
}

/// Whether there is a function that drops it.
pub(super) fn has_drop(lowering: &Lowering<'_>, name: &str) -> bool {
    drop_of(lowering, name).is_some()
}

/// Writes them; those that need an allocator behind the others, which they call.
pub(super) fn write(out: &mut Out, functions: &[Function]) {
    if functions.is_empty() {
        return;
    }
    out.section("functions over these types: vtable_api.h says what each does");
    let (makers, others): (Vec<_>, Vec<_>) = functions.iter().partition(|function| function.allocates);
    others.iter().for_each(|function| function.write(out));
    if !makers.is_empty() {
        out.line("#ifdef VTABLE_API_ALLOC");
        makers.iter().for_each(|function| function.write(out));
        out.line("#endif");
    }
    out.blank();
}

impl Function {
    fn new(of: &str, name: String, head: &str, body: impl IntoIterator<Item = String>) -> Self {
        let mut function = Self::none_of(of);
        function.push(name, head, body);
        function
    }

    /// None yet, of this type.
    fn none_of(of: &str) -> Self {
        Self { of: of.into(), names: Vec::new(), lines: Vec::new(), allocates: false }
    }

    fn push(&mut self, name: String, head: &str, body: impl IntoIterator<Item = String>) {
        self.lines.push(format!("static inline {head} {{"));
        // The preprocessor's stand at the margin.
        let indented = |line: String| if line.starts_with('#') { line } else { format!("    {line}") };
        self.lines.extend(body.into_iter().map(indented));
        self.lines.push("}".into());
        self.names.push(name);
    }

    /// Once in a program, however many headers have it.
    fn write(&self, out: &mut Out) {
        let [_, defined, _] = guards(&self.names[0]);
        out.line(&format!("#ifndef {defined}"));
        // Of the name alone: what the body is hangs on the type, which has a key of its own.
        out.line(&format!("#define {defined} {}", content::key(&self.names[0])));
        self.lines.iter().for_each(|line| out.line(line));
        out.line("#endif");
    }
}

fn drop_of(lowering: &Lowering<'_>, name: &str) -> Option<Function> {
    let lines = match lowering.derived_type(name) {
        Some(ty) => drops::of_derived(lowering, ty),
        None => {
            let types = lowering.containers.get(name)?.iter().filter(|ty| !is_mixed(ty));
            let place = Place::behind("value");
            types.map(|ty| drops::of_value(lowering, ty, &place)).find(|lines| !lines.is_empty())?
        }
    };
    let function = format!("{name}_drop");
    let head = format!("void {function}({name} *value)");
    (!lines.is_empty()).then(|| Function::new(name, function, &head, lines))
}

/// `NAME_ok` and `NAME_err`, or `NAME_some` and `NAME_none`.
fn tags(lowering: &Lowering<'_>, name: &str) -> Option<Function> {
    let tags = match lowering.containers.get(name).and_then(|types| types.first()) {
        Some(Type::Option(_)) => ["some", "none"],
        Some(Type::Result(..)) => ["ok", "err"],
        _ => return None,
    };
    let item = lowering.items.get(name)?;
    let mut function = Function::none_of(name);
    for tag in tags {
        let value = payload(item, tag).map(|member| stored(lowering, &member.ty, "value", &format!("ret->u.{tag}")));
        let (parameter, statement) = value.unzip();
        let parameter = parameter.map_or(String::new(), |value| format!(", {value}"));
        let zero = "vtable_api_zero_(ret, sizeof *ret);".into();
        let set = (tag != "none").then(|| format!("ret->tag = VTABLE_API_{};", tag.to_uppercase()));
        let head = format!("void {name}_{tag}({name} *ret{parameter})");
        function.push(format!("{name}_{tag}"), &head, [zero].into_iter().chain(set).chain(statement));
    }
    Some(function)
}

/// `NAME_of_VARIANT` for each variant of an enum of which some hold something.
fn variants(lowering: &Lowering<'_>, name: &str) -> Option<Function> {
    let model::Body::Enum { repr, variants, .. } = &lowering.def(lowering.derived_type(name)?).ok()?.body else {
        return None;
    };
    if variants.iter().all(|variant| variant.fields.is_empty()) {
        return None;
    }
    let item = lowering.items.get(name)?;
    let keyword = item.body.keyword()?;
    let mut function = Function::none_of(name);
    for variant in variants {
        let member = payload_member(repr, variant);
        let (place, held) = match &item.body {
            Body::Union(members) => (format!("{OUT}.{member}"), members.iter().find(|one| one.name == member)),
            _ => (format!("{OUT}.u.{member}"), payload(item, &member)),
        };
        let fields = held.map(|held| match &held.ty {
            CType::Item(fields) if !(repr.c && variant.tuple && variant.fields.len() == 1) => {
                let body = lowering.items.get(fields).map(|item| &item.body);
                let Some(Body::Struct(fields)) = body else { return Vec::new() };
                let own = fields.iter().skip(usize::from(!repr.c));
                own.map(|one| stored(lowering, &one.ty, &one.name, &format!("{place}.{}", one.name))).collect()
            }
            ty => vec![stored(lowering, ty, "value", &place)],
        });
        let (parameters, statements): (Vec<String>, Vec<String>) = fields.unwrap_or_default().into_iter().unzip();
        let parameters = if parameters.is_empty() { "void".into() } else { parameters.join(", ") };
        // The struct by its keyword: a field may be called like it.
        let begin = [
            format!("{keyword} {name} {OUT};"),
            format!("vtable_api_zero_(&{OUT}, sizeof {OUT});"),
            format!("{OUT}.tag = {}_{};", upper(name), upper(&snake(&variant.name))),
        ];
        let maker = format!("{name}_of_{}", snake(&variant.name));
        let body = begin.into_iter().chain(statements).chain([format!("return {OUT};")]);
        let head = format!("{name} {maker}({parameters})");
        function.push(maker, &head, body);
    }
    Some(function)
}

/// A local that no field is called like.
const OUT: &str = "vtable_api_out";

/// The member of the union behind the tag.
fn payload<'i>(item: &'i Item, tag: &str) -> Option<&'i Member> {
    let Body::Struct(members) = &item.body else { return None };
    members.iter().find_map(|member| match &member.ty {
        CType::Union(parts) => parts.iter().find(|part| part.name == tag),
        _ => None,
    })
}

/// A parameter of this name, and the statement that puts it at an lvalue: by value, but C passes no arrays.
fn stored(lowering: &Lowering<'_>, ty: &CType, name: &str, at: &str) -> (String, String) {
    if !lowering.is_array(ty) {
        return (ty.declare(name), format!("{at} = {name};"));
    }
    let parameter = CType::pointer(true, lowering.element(ty).clone()).declare(name);
    (parameter, format!("vtable_api_copy_({at}, {name}, sizeof {at});"))
}

/// What makes a `Vec` or a `Box`.
fn makers(lowering: &Lowering<'_>, name: &str) -> Option<Function> {
    let types = lowering.containers.get(name)?;
    let inner = match types.first()? {
        Type::Vec(of) | Type::Box(of) => of,
        _ => return None,
    };
    let lends = |ty: &Type| matches!(ty, Type::Vec(of) | Type::Box(of) if holds_object(of, false));
    let pointer = &lowering.items.get(name)?.body.member("ptr")?.ty;
    let CType::Pointer { to: element, .. } = pointer else { return None };
    if types.iter().any(lends) || !lowering.is_complete(element) {
        return None;
    }
    let maker = Maker { lowering, name, inner, element, pointer: pointer.declare("").trim_end().to_owned() };
    Some(if matches!(types.first()?, Type::Box(_)) { maker.boxed() } else { maker.vector() })
}

/// A `Vec` or a `Box`.
struct Maker<'m, 'a> {
    lowering: &'m Lowering<'a>,
    name: &'m str,
    inner: &'m Type,
    /// What `ptr` points to: of arrays, an element.
    element: &'m CType,
    pointer: String,
}

impl Maker<'_, '_> {
    /// How many of what `ptr` points to are one of what `len` counts.
    fn each(&self) -> (&Type, u64) {
        let (mut ty, mut count) = (self.inner, 1_u64);
        while let Some((of, len)) = self.lowering.array(ty) {
            (ty, count) = (of, count.saturating_mul(len));
        }
        (ty, count)
    }

    /// What gives the memory back, with what its elements own.
    fn give_back(&self) -> Function {
        let (ty, each) = self.each();
        let function = format!("{}_free_", self.name);
        let head = format!("void VTABLE_API_CALL {function}({} *self) VTABLE_API_NOEXCEPT", self.name);
        let mut lines = drops::of_value(self.lowering, ty, &Place::At("self->ptr[i]".into()));
        if !lines.is_empty() {
            let count = if each == 1 { "self->len".into() } else { format!("self->len * {each}") };
            lines.iter_mut().for_each(|line| line.insert_str(0, "    "));
            lines.insert(0, format!("for (uintptr_t i = 0; i < {count}; i++) {{"));
            lines.push("}".into());
        }
        lines.push("VTABLE_API_DEALLOC(self->ptr);".into());
        Function { allocates: true, ..Function::new(self.name, function, &head, lines) }
    }

    /// The statement that allocates `out`.
    fn allocated(&self, count: &str) -> String {
        let bytes = match self.each() {
            (_, 1) => "sizeof *out.ptr".into(),
            (_, each) => format!("{each} * sizeof *out.ptr"),
        };
        format!("VTABLE_API_ALLOC_(out, {}, {count}, {bytes}, {}_free_);", self.pointer, self.name)
    }

    fn add(&self, function: &mut Function, verb: &str, parameters: &str, body: Vec<String>) {
        let name = format!("{}_{verb}", self.name);
        let body = body.into_iter().chain(["return out;".into()]);
        let head = format!("{} {name}({parameters})", self.name);
        function.push(name, &head, body);
    }

    fn vector(&self) -> Function {
        let mut function = self.give_back();
        let declared = format!("{} out;", self.name);
        self.add(&mut function, "alloc", "uintptr_t len", vec![declared, self.allocated("len")]);
        let owns = super::notes::owns(self.inner, self.lowering, &mut Vec::new());
        if !owns {
            let from = CType::pointer(true, self.element.clone()).declare("from");
            let bytes = match self.each() {
                (_, 1) => "sizeof *from".into(),
                (_, each) => format!("{each} * sizeof *from"),
            };
            let made = format!("{0} out = {0}_alloc(len);", self.name);
            let copied = format!("vtable_api_copy_(out.ptr, from, out.len * {bytes});");
            self.add(&mut function, "copy", &format!("{from}, uintptr_t len"), vec![made, copied]);
        } else if *self.inner == Type::String {
            let made = format!("{0} out = {0}_alloc(len);", self.name);
            let copied = "    out.ptr[i] = vtable_api_string_from(texts[i]);".into();
            let each = vec![made, "for (uintptr_t i = 0; i < out.len; i++) {".into(), copied, "}".into()];
            self.add(&mut function, "from", "const char *const *texts, uintptr_t len", each);
        }
        function
    }

    fn boxed(&self) -> Function {
        let mut function = self.give_back();
        let (parameter, statement) = match self.each() {
            (_, 1) if self.lowering.array(self.inner).is_none() => {
                (self.element.declare("value"), "*out.ptr = value;".into())
            }
            (_, each) => {
                let parameter = CType::pointer(true, self.element.clone()).declare("value");
                (parameter, format!("vtable_api_copy_(out.ptr, value, {each} * sizeof *value);"))
            }
        };
        let stored = vec!["if (out.ptr != NULL) {".into(), format!("    {statement}"), "}".into()];
        let body = [vec![format!("{} out;", self.name), self.allocated("1")], stored].concat();
        self.add(&mut function, "new", &parameter, body);
        function
    }
}

impl Lowering<'_> {
    /// The type behind the name of a derived one.
    fn derived_type(&self, name: &str) -> Option<&Type> {
        self.derived.get(name).and_then(|rust| self.def_of(rust)).map(|def| &def.ty)
    }

    /// What an array is made of in the end; else the type itself.
    fn element<'t>(&'t self, ty: &'t CType) -> &'t CType {
        match self.array_of(ty) {
            Some(of) => self.element(of),
            None => ty,
        }
    }

    fn is_array(&self, ty: &CType) -> bool {
        self.array_of(ty).is_some()
    }

    /// What an array, or a typedef of one, has for elements.
    fn array_of<'t>(&'t self, ty: &'t CType) -> Option<&'t CType> {
        match ty {
            CType::Array { of, .. } => Some(of),
            CType::Item(name) => match &self.items.get(name)?.body {
                Body::Alias(inner) => self.array_of(inner),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it has a size.
    fn is_complete(&self, ty: &CType) -> bool {
        match ty {
            CType::Void => false,
            CType::Item(name) => !matches!(self.items.get(name).map(|item| &item.body), Some(Body::Opaque)),
            _ => true,
        }
    }
}

/// Whether an object that is lent stands in a container beside one that is owned.
fn is_mixed(ty: &Type) -> bool {
    holds_object(ty, true) && holds_object(ty, false)
}

/// Whether an object of this kind is in the value itself, not behind a name or a pointer.
fn holds_object(ty: &Type, owned: bool) -> bool {
    match ty {
        Type::Object { kind, .. } => (*kind == ObjectKind::Box) == owned,
        Type::Option(of) | Type::Array { of, .. } => holds_object(of, owned),
        Type::Result(ok, err) => holds_object(ok, owned) || holds_object(err, owned),
        _ => false,
    }
}
