//! A slot or a callback as C++ declares it. How its values cross is in `vtable_api.hpp`, which has that of each pair of
//! a type in C and a type in C++.

use super::cross::{Cross, constant, spelled};
use super::method;
use crate::c_name::slot_name;
use crate::header::Input;
use crate::header::ctype::CType;
use crate::header::error::HeaderError;
use crate::header::lower::Lowering;
use crate::header::out::Out;
use crate::header::signature::named;
use crate::header::slot::CSlot;
use crate::header::{comment, mangle};
use crate::model::{ObjectKind, Receiver, Type};

/// A slot with what it is in C++.
pub(super) struct Call<'a> {
    pub(super) slot: &'a CSlot<'a>,
    /// The member function.
    pub(super) name: String,
    /// What stands behind `has_` in the one that tells whether it may be called.
    pub(super) asked: String,
    pub(super) shape: Shape,
}

/// Parameters and return.
pub(super) struct Shape {
    params: Vec<Param>,
    ret: String,
    never_returns: bool,
}

struct Param {
    name: String,
    kind: Kind,
}

enum Kind {
    /// The type of C: numbers, raw pointers, objects.
    Same(CType),
    /// A reference for a pointer, or what is converted.
    Other(String),
    /// A closure; `item` is its struct in C.
    Callback { item: String, class: String, shape: Shape },
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
        Ok(Call { slot, name: method(slot), asked: slot_name(&slot.slot.name, input.table.c_case), shape })
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
        for ((_, ty), name) in params.iter().zip(self.parameters(params, ret)) {
            let Some(param) = function.params.iter().find(|param| param.name == name) else { continue };
            let place = format!("{place}_{name}");
            let kind = self.kind(ty, &param.ty, &format!("{place}_{name}"), &format!("{class}{}", pascal(&name)))?;
            list.push(Param { name, kind });
        }
        let pointer = function.params.last().filter(|param| param.name == "ret").map(|param| &param.ty);
        if let Some(pointer) = pointer.filter(|_| self.array(ret).is_some()) {
            // C++ returns no arrays either: the place for one is a parameter.
            list.push(Param { name: "ret".into(), kind: Kind::Same(pointer.clone()) });
        }
        let never_returns = *ret == Type::Never;
        Ok(Shape { params: list, ret: self.ret(ret, pointer, &function.ret, &format!("{place}_ret"))?, never_returns })
    }

    fn kind(&mut self, ty: &Type, c: &CType, place: &str, class: &str) -> Result<Kind, HeaderError> {
        let same = || Kind::Same(c.clone());
        Ok(match ty {
            Type::Closure { params, ret, .. } => {
                let unnamed: Vec<_> = params.iter().map(|param| (None, param)).collect();
                let shape = self.shape(&unnamed, ret, place, class)?;
                Kind::Callback { item: spelled(c), class: class.into(), shape }
            }
            Type::Ref { to, .. } => self.reference(to, c).map_or_else(same, Kind::Other),
            Type::Object { kind: ObjectKind::Ref, .. } => same(),
            Type::Object { kind: ObjectKind::Mut, .. } => Kind::Other("vtable_api::exclusive".into()),
            _ if self.array(ty).is_some() => same(),
            _ => match self.cross(ty, place)? {
                cross if !cross.is_same => Kind::Other(cross.cpp),
                cross if matches!(c, CType::Pointer { .. }) && cross.cpp != spelled(c) => {
                    Kind::Other(format!("{} &", constant(&cross.cpp)))
                }
                _ => same(),
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

    fn ret(&mut self, ty: &Type, pointer: Option<&CType>, c: &CType, place: &str) -> Result<String, HeaderError> {
        Ok(match (ty, pointer) {
            (Type::Never, _) => "vtable_api::never".into(),
            (Type::Unit, _) => "void".into(),
            (ty, Some(_)) if self.array(ty).is_none() => self.cross(ty, place)?.cpp,
            (_, Some(_)) => "void".into(),
            (Type::Ref { to, .. }, None) => match self.reference(to, c) {
                Some(cpp) => cpp.trim_end().to_owned(),
                None => Cross::same(&spelled(c)).cpp,
            },
            (_, None) if *c == CType::Void => "void".into(),
            (ty, None) => self.cross(ty, place)?.cpp,
        })
    }
}

impl Param {
    /// As C++ declares it; a type alone, when there is no name.
    fn declare(&self, name: &str) -> String {
        let text = match &self.kind {
            Kind::Same(c) => c.declare(name),
            Kind::Other(cpp) if cpp.ends_with('&') => format!("{cpp}{name}"),
            Kind::Other(cpp) | Kind::Callback { class: cpp, .. } => format!("{cpp} {name}"),
        };
        text.trim_end().to_owned()
    }
}

impl Shape {
    /// `name(params)` as C++ declares it.
    fn method(&self, name: &str) -> String {
        let params: Vec<String> = self.params.iter().map(|param| param.declare(&param.name)).collect();
        // In parentheses: `clear` and `move` may be macros.
        format!("{} ({name})({})", self.ret, params.join(", "))
    }

    /// The type of a function.
    fn signature(&self) -> String {
        let params: Vec<String> = self.params.iter().map(|param| param.declare("")).collect();
        format!("{}({})", self.ret, params.join(", "))
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

    /// The classes of callbacks, those of their own parameters first.
    fn callbacks(&self, out: &mut Out, id: &str, slot: &str) {
        for param in &self.params {
            let Kind::Callback { item, class, shape } = &param.kind else { continue };
            shape.callbacks(out, id, slot);
            out.line("/* To be called during the call only; a lambda converts to it. */");
            let head = format!("struct {class} : vtable_api::callback<{class}, ::{item}, {}> {{", shape.signature());
            out.block(&head, "};", |out| {
                out.line("using callback::callback;");
                out.line(&format!("static constexpr const char *table = {id}, *slot = {};", comment::string(slot)));
            });
            out.blank();
        }
    }
}

impl Call<'_> {
    /// The classes of its callbacks; `id` is the table's, as a C string.
    pub(super) fn callbacks(&self, out: &mut Out, id: &str) {
        self.shape.callbacks(out, id, &self.slot.slot.name);
    }

    /// The member function of the handle `class`.
    pub(super) fn method(&self, out: &mut Out, class: &str) {
        out.comment(&self.slot.slot.docs);
        let (name, member) = (&self.name, &self.slot.member);
        let constant = if super::changes(self) { "" } else { " const" };
        let call = if self.slot.slot.receiver == Receiver::None { "vtable_api_call_static" } else { "vtable_api_call" };
        let args: String = self.shape.params.iter().map(|param| format!(", {}", param.name)).collect();
        let of = if name == member {
            format!("VTABLE_API_OF_({class}, {name})")
        } else {
            format!("&{class}::{name}, vtable_api_self.t->{member}")
        };
        let call = format!("{call}({of}{args});");
        let (before, body) = if self.shape.never_returns {
            ("[[noreturn]] ", format!("{call}\nstd::abort();"))
        } else {
            ("", format!("return {call}"))
        };
        out.block(&format!("{before}{}{constant} {{", self.shape.method(name)), "}", |out| out.lines(&body));
    }

    /// What goes into a table of a class `Self`; `class` is the handle with the member function.
    pub(super) fn slot_of_self(&self, out: &mut Out, class: &str) {
        let slot = if self.slot.slot.receiver == Receiver::None { "STATIC_SLOT" } else { "SLOT" };
        let (name, rust) = (&self.name, &self.slot.slot.name);
        if name == rust {
            out.line(&format!("VTABLE_API_{slot}_({class}, {name})"));
        } else {
            out.line(&format!("VTABLE_API_{slot}_AS_({class}, {name}, {})", comment::string(rust)));
        }
    }
}
