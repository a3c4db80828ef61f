//! A slot or a callback, from both sides: as C++ declares and calls it, and as C calls into C++.

use super::cross::{Cross, constant, spelled};
use super::method;
use crate::c_name::slot_name;
use crate::header::Input;
use crate::header::ctype::CType;
use crate::header::error::HeaderError;
use crate::header::lower::Lowering;
use crate::header::scope::Fresh;
use crate::header::slot::{CSlot, named};
use crate::header::write_table::Out;
use crate::header::{comment, mangle};
use crate::model::{ObjectKind, Receiver, Type};

/// A slot with what it is in C++.
pub(super) struct Call<'a> {
    pub(super) slot: &'a CSlot<'a>,
    /// The member function.
    pub(super) name: String,
    /// The one that tells whether it may be called.
    pub(super) predicate: String,
    pub(super) shape: Shape,
    /// The table's id, as a C string.
    id: String,
}

/// Parameters and return.
pub(super) struct Shape {
    params: Vec<Param>,
    ret: Ret,
}

struct Param {
    name: String,
    /// What a function has beside it: the converted value, a template's parameter, a class of its own. No parameter is
    /// called like one of these.
    out: String,
    template: String,
    function: String,
    /// As C declares it.
    c: String,
    kind: Kind,
}

enum Kind {
    /// The same on both sides: numbers, raw pointers, objects.
    Same,
    /// A reference, which is a pointer in C.
    Reference { cpp: String },
    /// Converted, and passed as it is.
    Value(Cross),
    /// Converted, and passed by address.
    Address(Cross),
    /// A closure; `item` is its struct.
    Callback { item: String, class: String, shape: Shape },
}

enum Ret {
    Void,
    Never,
    /// A reference, which is a pointer in C.
    Reference {
        cpp: String,
    },
    Value(Cross),
    /// Written to `*ret`, of this type.
    Address(Cross, String),
}

/// All slots.
pub(super) fn all<'a>(
    lowering: &mut Lowering<'_>,
    input: &Input<'_>,
    slots: &'a [CSlot<'a>],
) -> Result<Vec<Call<'a>>, HeaderError> {
    let one = |slot: &'a CSlot<'a>| {
        let place = lowering.prefixes.own(&mangle::snake(&slot.slot.name));
        let class = format!("{}{}", input.table.trait_name, pascal(&slot.slot.name));
        let shape = lowering.shape(&named(slot.slot), &slot.slot.ret, &place, &class)?;
        Ok(Call {
            slot,
            name: method(slot),
            predicate: format!("has_{}", slot_name(&slot.slot.name, input.table.c_case)),
            shape,
            id: comment::string(&input.table.id),
        })
    };
    slots.iter().map(one).collect()
}

/// `on_event` gives `OnEvent`.
fn pascal(name: &str) -> String {
    let words = mangle::snake(name);
    let words = words.split('_').filter(|word| !word.is_empty());
    words.map(|word| format!("{}{}", word[..1].to_ascii_uppercase(), &word[1..])).collect()
}

impl Lowering<'_> {
    fn shape(
        &mut self,
        params: &[(Option<&str>, &Type)],
        ret: &Type,
        place: &str,
        class: &str,
    ) -> Result<Shape, HeaderError> {
        let mut list = Vec::new();
        let function = self.signature(params, ret, place)?;
        let names = self.parameters(params, ret);
        let mut fresh = Fresh::beside(names.iter().map(String::as_str));
        for ((_, ty), name) in params.iter().zip(names) {
            let Some(param) = function.params.iter().find(|param| param.name == name) else { continue };
            let kind = self.kind(ty, &param.ty, &format!("{place}_{name}"), &format!("{class}{}", pascal(&name)))?;
            list.push(Param::new(name, &param.ty, kind, &mut fresh));
        }
        let pointer = function.params.last().filter(|param| param.name == "ret").map(|param| &param.ty);
        if let Some(pointer) = pointer.filter(|_| self.array(ret).is_some()) {
            // C++ returns no arrays either: the place for one is a parameter.
            list.push(Param::new("ret".into(), pointer, Kind::Same, &mut fresh));
        }
        Ok(Shape { params: list, ret: self.ret(ret, pointer, &function.ret, &format!("{place}_ret"))? })
    }

    fn kind(&mut self, ty: &Type, c: &CType, place: &str, class: &str) -> Result<Kind, HeaderError> {
        let same = || Kind::Same;
        Ok(match ty {
            Type::Closure { params, ret, .. } => {
                let unnamed: Vec<_> = params.iter().map(|param| (None, param)).collect();
                let shape = self.shape(&unnamed, ret, place, class)?;
                Kind::Callback { item: spelled(c), class: class.into(), shape }
            }
            Type::Ref { to, .. } => self.reference(to, c).map_or_else(same, |cpp| Kind::Reference { cpp }),
            Type::Object { kind: ObjectKind::Ref | ObjectKind::Mut, .. } => same(),
            _ if self.array(ty).is_some() => same(),
            _ => match (self.cross(ty, place)?, c) {
                (cross, CType::Pointer { .. }) if cross.is_same && cross.cpp != spelled(c) => {
                    Kind::Reference { cpp: format!("{} &", constant(&cross.cpp)) }
                }
                (cross, _) if cross.is_same => same(),
                (cross, CType::Pointer { constant: true, .. }) => Kind::Address(cross),
                (cross, _) => Kind::Value(cross),
            },
        })
    }

    /// As a C++ reference, unless it points to the first of several or to something without a type.
    fn reference(&self, to: &Type, c: &CType) -> Option<String> {
        match c {
            CType::Pointer { constant: is_constant, to: c } if self.array(to).is_none() && **c != CType::Void => {
                let cpp = spelled(c);
                Some(format!("{} &", if *is_constant { constant(&cpp) } else { cpp }))
            }
            _ => None,
        }
    }

    fn ret(&mut self, ty: &Type, pointer: Option<&CType>, c: &CType, place: &str) -> Result<Ret, HeaderError> {
        Ok(match (ty, pointer) {
            (Type::Never, _) => Ret::Never,
            (Type::Unit, _) => Ret::Void,
            (ty, Some(CType::Pointer { to, .. })) if self.array(ty).is_none() => {
                Ret::Address(self.cross(ty, place)?, spelled(to))
            }
            (_, Some(_)) => Ret::Void,
            (Type::Ref { to, .. }, None) => match self.reference(to, c) {
                Some(cpp) => Ret::Reference { cpp },
                None => Ret::Value(Cross::same(&spelled(c))),
            },
            (_, None) if *c == CType::Void => Ret::Void,
            (ty, None) => Ret::Value(self.cross(ty, place)?),
        })
    }
}

impl Param {
    fn new(name: String, c: &CType, kind: Kind, fresh: &mut Fresh) -> Self {
        let mut local = |name: String| fresh.name(name);
        let (out, template) = (local(format!("{name}_out")), local(format!("{}F", pascal(&name))));
        Param { function: local(format!("{}Call", pascal(&name))), out, template, c: c.declare(&name), name, kind }
    }

    /// As C++ declares it.
    fn declared(&self) -> String {
        let name = &self.name;
        match &self.kind {
            Kind::Same => self.c.clone(),
            Kind::Reference { cpp } => format!("{cpp}{name}"),
            Kind::Value(cross) | Kind::Address(cross) => format!("{} {name}", cross.cpp),
            Kind::Callback { .. } => format!("{} &&{name}", self.template),
        }
    }

    /// As a provider in C++ declares it.
    fn wanted(&self, namespace: &str) -> String {
        match &self.kind {
            Kind::Callback { class, .. } => format!("{namespace}::{class} {}", self.name),
            _ => self.declared(),
        }
    }

    /// What C++ passes to C.
    fn passed(&self) -> String {
        let name = &self.name;
        match &self.kind {
            Kind::Same => name.clone(),
            Kind::Reference { .. } => format!("&{name}"),
            Kind::Value(cross) => format!("{}::out(std::move({name}))", cross.via),
            Kind::Address(_) => format!("&{}", self.out),
            Kind::Callback { .. } => self.out.clone(),
        }
    }

    /// What C++ is given for what C passes.
    fn received(&self) -> String {
        let name = &self.name;
        match &self.kind {
            Kind::Same => name.clone(),
            Kind::Reference { .. } => format!("*{name}"),
            Kind::Value(cross) => format!("{}::in({name})", cross.via),
            Kind::Address(cross) => format!("{}::in(*{name})", cross.via),
            Kind::Callback { class, .. } => format!("{class}({name})"),
        }
    }
}

impl Shape {
    fn template(&self) -> Option<String> {
        let callbacks = self.params.iter().filter(|param| matches!(param.kind, Kind::Callback { .. }));
        let types: Vec<String> = callbacks.map(|param| format!("class {}", param.template)).collect();
        (!types.is_empty()).then(|| format!("template <{}>", types.join(", ")))
    }

    /// What C++ has for the result.
    fn returned(&self) -> String {
        match &self.ret {
            Ret::Void | Ret::Never => "void".into(),
            Ret::Reference { cpp } => cpp.trim_end().to_owned(),
            Ret::Value(cross) | Ret::Address(cross, _) => cross.cpp.clone(),
        }
    }

    /// `name(params)` as C++ declares it.
    fn declared(&self, name: &str) -> String {
        let params: Vec<String> = self.params.iter().map(Param::declared).collect();
        // In parentheses: `clear` and `move` may be macros.
        let name = if name.starts_with("operator") { name.to_owned() } else { format!("({name})") };
        format!("{} {name}({})", self.returned(), params.join(", "))
    }

    /// The statements of a function that calls C; `call` makes the call of its arguments.
    fn out(&self, id: &str, slot: &str, call: impl FnOnce(&str) -> String) -> Vec<String> {
        let mut lines = Vec::new();
        for param in &self.params {
            match &param.kind {
                Kind::Address(cross) => {
                    lines.push(format!("const auto {} = {}::out(std::move({}));", param.out, cross.via, param.name));
                }
                Kind::Callback { item, shape, .. } => lines.extend(shape.lambda(param, item, id, slot)),
                _ => {}
            }
        }
        let mut args: Vec<String> = self.params.iter().map(Param::passed).collect();
        if let Ret::Address(_, c) = &self.ret {
            lines.push(format!("{c} ret;"));
            args.push("&ret".into());
        }
        let call = call(&args.join(", "));
        match &self.ret {
            Ret::Void => lines.push(format!("{call};")),
            Ret::Never => lines.extend([format!("{call};"), "std::abort();".into()]),
            Ret::Reference { .. } => lines.push(format!("return *{call};")),
            Ret::Value(cross) if cross.is_same => lines.push(format!("return {call};")),
            Ret::Value(cross) => lines.push(format!("return {}::in({call});", cross.via)),
            Ret::Address(cross, _) if cross.is_same => lines.extend([format!("{call};"), "return ret;".into()]),
            Ret::Address(cross, _) => lines.extend([format!("{call};"), format!("return {}::in(ret);", cross.via)]),
        }
        lines
    }

    /// A function object as the struct that C calls.
    fn lambda(&self, param: &Param, item: &str, id: &str, slot: &str) -> Vec<String> {
        let Param { name, out, template, function, .. } = param;
        let target = format!("(*static_cast<std::remove_reference_t<{template}> *>(context))");
        let mut lines = vec![format!("struct {function} {{")];
        let body = self.thunk("call", "void *context", id, slot, |args| format!("{target}({args})"));
        lines.extend(body.into_iter().map(|line| format!("    {line}")));
        lines.push("};".into());
        lines.push(format!("const {item} {out} = {{ &{function}::call, vtable_api::context({name}) }};"));
        lines
    }

    /// A static function that C calls and that calls C++.
    fn thunk(&self, name: &str, first: &str, id: &str, slot: &str, call: impl FnOnce(&str) -> String) -> Vec<String> {
        let mut params: Vec<String> = (!first.is_empty()).then(|| first.to_owned()).into_iter().collect();
        params.extend(self.params.iter().map(|param| param.c.clone()));
        if let Ret::Address(_, c) = &self.ret {
            params.push(format!("{c} *ret"));
        }
        let args: Vec<String> = self.params.iter().map(Param::received).collect();
        let (call, via) = (call(&args.join(", ")), |cross: &Cross| format!("typename {}::cpp", cross.via));
        let (c, body) = match &self.ret {
            Ret::Void => ("void".into(), vec![format!("{call};")]),
            Ret::Never => ("void".into(), vec![format!("{call};"), "std::abort();".into()]),
            Ret::Reference { cpp } => (format!("{} *", cpp.trim_end_matches(" &")), vec![format!("return &{call};")]),
            Ret::Value(cross) if cross.is_same => (cross.cpp.clone(), vec![format!("return {call};")]),
            Ret::Value(cross) => (
                format!("decltype({0}::out(std::declval<{1}>()))", cross.via, via(cross)),
                vec![format!("return {}::out({call});", cross.via)],
            ),
            Ret::Address(cross, _) if cross.is_same => ("void".into(), vec![format!("*ret = {call};")]),
            Ret::Address(cross, _) => ("void".into(), vec![format!("*ret = {}::out({call});", cross.via)]),
        };
        let mut lines = vec![format!("static {c} (VTABLE_API_CALL {name})({}) noexcept {{", params.join(", "))];
        lines.push("    VTABLE_API_TRY_ {".into());
        lines.extend(body.into_iter().map(|line| format!("        {line}")));
        lines.push("    }".into());
        lines.push(format!("    VTABLE_API_CATCH_({id}, {})", comment::string(slot)));
        lines.push("}".into());
        lines
    }

    /// The names of these.
    pub(super) fn classes(&self, claim: &mut dyn FnMut(&str) -> Result<(), HeaderError>) -> Result<(), HeaderError> {
        for param in &self.params {
            let Kind::Callback { class, shape, .. } = &param.kind else { continue };
            claim(class)?;
            shape.classes(claim)?;
        }
        Ok(())
    }

    /// The classes of callbacks that come from C, those of their own parameters first.
    fn callbacks(&self, out: &mut Out) {
        for param in &self.params {
            let Kind::Callback { item, class, shape } = &param.kind else { continue };
            shape.callbacks(out);
            out.line("/* A callback of the caller's: to be called during the call only. */");
            out.line(&format!("class {class} {{"));
            out.line("public:");
            out.line(&format!("    explicit {class}(const {item} &raw) noexcept : raw_(raw) {{}}"));
            let template = shape.template().map_or(String::new(), |template| format!("{template} "));
            out.line(&format!("    {template}{} const {{", shape.declared("operator()")));
            let call = |args: &str| match args {
                "" => "raw_.call(raw_.context)".to_owned(),
                args => format!("raw_.call(raw_.context, {args})"),
            };
            shape.out("\"\"", class, call).iter().for_each(|line| out.line(&format!("        {line}")));
            out.line("    }");
            out.blank();
            out.line("private:");
            out.line(&format!("    {item} raw_;"));
            out.line("};");
            out.blank();
        }
    }
}

impl Call<'_> {
    pub(super) fn callbacks(&self, out: &mut Out) {
        self.shape.callbacks(out);
    }

    /// The member function of a handle.
    pub(super) fn method(&self, out: &mut Out, changes: bool) {
        out.blank();
        out.comment("    ", &self.slot.slot.docs);
        if let Some(template) = self.shape.template() {
            out.line(&format!("    {template}"));
        }
        let constant = if changes { "" } else { " const" };
        let never = if matches!(self.shape.ret, Ret::Never) { "[[noreturn]] " } else { "" };
        out.line(&format!("    {never}{}{constant} {{", self.shape.declared(&self.name)));
        let slot = format!("(this->self_.t->{})", self.slot.member);
        let call = |args: &str| match (self.slot.slot.receiver, args) {
            (Receiver::None, args) => format!("{slot}({args})"),
            (_, "") => format!("{slot}(this->self_.object)"),
            (_, args) => format!("{slot}(this->self_.object, {args})"),
        };
        let body = self.shape.out(&self.id, &self.slot.slot.name, call);
        body.iter().for_each(|line| out.line(&format!("        {line}")));
        out.line("    }");
    }

    /// The function that goes into a table of a class `Self`.
    pub(super) fn slot_of_self(&self, out: &mut Out) {
        let name = &self.name;
        let (first, target) = match self.slot.slot.receiver {
            Receiver::None => ("", "Self::".to_owned()),
            Receiver::Ref => ("void *object", "static_cast<const Self *>(object)->".to_owned()),
            Receiver::Mut => ("void *object", "static_cast<Self *>(object)->".to_owned()),
        };
        let call = |args: &str| format!("({target}{name})({args})");
        let lines = self.shape.thunk(name, first, &self.id, &self.slot.slot.name, call);
        lines.iter().for_each(|line| out.line(&format!("    {line}")));
    }

    /// As a class that provides it declares it.
    pub(super) fn wanted(&self, namespace: &str) -> String {
        let params: Vec<String> = self.shape.params.iter().map(|param| param.wanted(namespace)).collect();
        let (before, after) = match self.slot.slot.receiver {
            Receiver::None => ("static ", ""),
            Receiver::Ref => ("", " const"),
            Receiver::Mut => ("", ""),
        };
        format!("{before}{} {}({}){after};", self.shape.returned(), self.name, params.join(", "))
    }
}
