//! Random types, each for the place where it stands.

use crate::draw::Draw;
use vtable_api_manifest::canon;
use vtable_api_manifest::model::{Bounds, ObjectKind, Type};

/// Where a type stands.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum At {
    Param,
    Ret,
    /// Inside `Option`, `Result` or a closure.
    Inside,
    /// In memory: a field, an element, behind a reference.
    Plain,
    /// In memory that is copied as it is: a field of a union.
    Copied,
    /// What function pointers and closures take and return.
    Called,
    /// What a function pointer returns that is safe to call: any bits are a value.
    Unchecked,
    /// Behind a raw pointer.
    Far,
}

use At::{Called, Copied, Far, Inside, Param, Plain, Ret, Unchecked};

/// What types may name.
#[derive(Clone, Default)]
pub(crate) struct Scope {
    /// Also what no build can see or accept: the rules do not ask.
    pub(crate) wide: bool,
    /// Keeps names and ids apart where many packages are in one crate.
    pub(crate) suffix: String,
    /// Types that may stand in a slot.
    pub(crate) values: Vec<Type>,
    /// Types that may stand in memory as well.
    pub(crate) whole: Vec<Type>,
    /// Types that may stand behind a raw pointer.
    pub(crate) far: Vec<Type>,
    /// Ids of tables.
    pub(crate) tables: Vec<String>,
}

const INTEGERS: [&str; 10] = ["u32", "u8", "u16", "u64", "usize", "i32", "i8", "i16", "i64", "isize"];
const C_ALIASES: [&str; 6] = ["c_int", "c_char", "c_long", "c_ulonglong", "c_float", "c_double"];

/// A type for that place, of that many levels at most.
pub(crate) fn any(draw: &mut Draw, scope: &Scope, at: At, depth: usize) -> Type {
    let names = match at {
        Far => &scope.far,
        Param | Ret | Inside => &scope.values,
        Plain | Copied | Called | Unchecked => &scope.whole,
    };
    if !matches!(at, Copied | Called | Unchecked) && !names.is_empty() && draw.below(3) == 1 {
        return draw.pick(names);
    }
    if depth == 0 || draw.coin() {
        return leaf(draw, scope, at);
    }
    let at = if scope.wide && draw.one_in(8) { draw.pick(&[Param, Ret, Plain]) } else { at };
    let mut make = Make { draw, scope, depth: depth - 1 };
    match at {
        Param | Ret | Inside => make.value(at),
        Plain | Copied | Called | Unchecked | Far => make.in_memory(at),
    }
}

fn leaf(draw: &mut Draw, scope: &Scope, at: At) -> Type {
    match (at, draw.below(12)) {
        (Param | Ret | Inside, 1) => Type::String,
        (Param, 2) => Type::Str,
        (Ret, 3..6) => Type::Unit,
        (Ret, 6) if scope.wide => Type::Never,
        (Param, 6) if scope.wide => {
            let kind = draw.pick(&[ObjectKind::Ref, ObjectKind::Mut, ObjectKind::Box]);
            Type::Object { kind, id: draw.pick(&scope.tables) }
        }
        (Far, 1 | 2) => Type::Void,
        (_, 7) => Type::CAlias(draw.pick(&C_ALIASES)),
        (Unchecked, 8) => Type::Primitive(draw.pick(&["f32", "f64"])),
        (_, 8) => Type::Primitive(draw.pick(&["bool", "f32", "f64"])),
        _ => Type::Primitive(draw.pick(&INTEGERS)),
    }
}

/// A type with parts.
struct Make<'a> {
    draw: &'a mut Draw,
    scope: &'a Scope,
    /// Of the parts.
    depth: usize,
}

impl Make<'_> {
    fn part(&mut self, at: At) -> Box<Type> {
        Box::new(any(self.draw, self.scope, at, self.depth))
    }

    fn parts(&mut self, at: At) -> Vec<Type> {
        (0..self.draw.below(3)).map(|_| *self.part(at)).collect()
    }

    /// What is returned does not borrow: not each slot has something to borrow from.
    fn value(&mut self, at: At) -> Type {
        let mutable = self.draw.coin();
        match (at, self.draw.below(10)) {
            (Param, 0 | 1) => Type::Ref { mutable, to: self.part(Plain) },
            (Param, 2) => Type::Slice { mutable, of: self.part(Plain) },
            (Param, 3) => Type::Option(Box::new(Type::Ref { mutable, to: self.part(Plain) })),
            (Param, 4 | 9) => {
                let bounds = Bounds { send: self.draw.one_in(4), sync: self.draw.one_in(4) };
                Type::Closure { mutable, bounds, params: self.parts(Called), ret: self.result() }
            }
            (_, 5) => Type::Vec(self.part(Plain)),
            (_, 6) => Type::Box(self.part(Plain)),
            (_, 7) => Type::Option(self.part(Inside)),
            (_, 8) => Type::Result(self.part(Inside), self.part(Inside)),
            _ => self.in_memory(Copied),
        }
    }

    fn in_memory(&mut self, at: At) -> Type {
        let mutable = self.draw.coin();
        match self.draw.below(8) {
            0 if matches!(at, Plain | Far) => Type::Array { of: self.part(Plain), len: 1 + self.draw.below(16) as u64 },
            1 if at != Unchecked => Type::NonNull(self.part(Far)),
            1 | 2 => Type::Option(Box::new(Type::NonNull(self.part(Far)))),
            3 if !matches!(at, Called | Unchecked) => self.function(),
            4 if !matches!(at, Called | Unchecked) => Type::Option(Box::new(self.function())),
            _ => Type::Pointer { mutable, to: self.part(Far) },
        }
    }

    fn function(&mut self) -> Type {
        // `*mut extern "C" fn()` in a where clause is a syntax error to rustc.
        let ret = if self.scope.wide { self.result() } else { self.part(Unchecked) };
        let params = self.parts(if self.scope.wide { Called } else { Unchecked });
        Type::Function { is_unsafe: self.draw.one_in(3), params, ret }
    }

    fn result(&mut self) -> Box<Type> {
        if self.draw.coin() { self.part(Called) } else { Box::new(Type::Unit) }
    }
}

/// Edits a type, or one inside it.
pub(crate) fn change(draw: &mut Draw, scope: &Scope, ty: &mut Type, at: At) {
    let mut inside = parts(ty, at);
    if !inside.is_empty() && !draw.one_in(3) {
        let which = draw.below(inside.len());
        let (at, part) = inside.swap_remove(which);
        return change(draw, scope, part, at);
    }
    let is_one_way = at == Unchecked && matches!(ty, Type::Option(_));
    if draw.below(3) > 0
        && !is_one_way
        && let Some(flipped) = flipped(draw, ty)
    {
        *ty = flipped;
        return;
    }
    let wrap = matches!(at, Plain | Copied | Called | Unchecked | Far) && draw.one_in(4);
    *ty = if wrap { Type::Pointer { mutable: false, to: Box::new(ty.clone()) } } else { any(draw, scope, at, 2) };
}

/// The types inside, and where they stand.
fn parts(ty: &mut Type, at: At) -> Vec<(At, &mut Type)> {
    let in_option = if matches!(at, Plain | Copied | Called | Unchecked | Far) { at } else { Inside };
    match ty {
        Type::Pointer { to, .. } | Type::NonNull(to) => vec![(Far, to)],
        Type::Ref { to, .. } | Type::Array { of: to, .. } | Type::Slice { of: to, .. } => vec![(Plain, to)],
        Type::Vec(of) | Type::Box(of) => vec![(Plain, of)],
        // Where a null pointer is `None`, only what is pointed to changes.
        Type::Option(of) => match **of {
            Type::NonNull(_) | Type::Function { .. } | Type::Ref { .. } => parts(of, at),
            _ => vec![(in_option, of)],
        },
        Type::Result(ok, err) => vec![(Inside, ok), (Inside, err)],
        Type::Function { params, ret, .. } => {
            let ret = (**ret != Type::Unit).then_some((Unchecked, &mut **ret));
            params.iter_mut().map(|param| (Unchecked, param)).chain(ret).collect()
        }
        Type::Closure { params, ret, .. } => {
            let ret = (**ret != Type::Unit).then_some((Called, &mut **ret));
            params.iter_mut().map(|param| (Called, param)).chain(ret).collect()
        }
        _ => Vec::new(),
    }
}

/// The same with the other mutability, length, bounds or safety, or without its `Option`; what a type is named like.
fn flipped(draw: &mut Draw, ty: &Type) -> Option<Type> {
    let mut ty = ty.clone();
    match &mut ty {
        Type::Pointer { mutable, .. } | Type::Ref { mutable, .. } | Type::Slice { mutable, .. } => *mutable = !*mutable,
        Type::Array { len, .. } => *len += 1,
        Type::Function { is_unsafe, .. } => *is_unsafe = !*is_unsafe,
        Type::Closure { mutable, .. } if draw.coin() => *mutable = !*mutable,
        Type::Closure { bounds, .. } => bounds.send = !bounds.send,
        Type::Object { kind, .. } => {
            *kind = if *kind == ObjectKind::Ref { ObjectKind::Mut } else { ObjectKind::Ref };
        }
        Type::Option(of) => return Some((**of).clone()),
        Type::Named { package: None, name, .. } => return canon::builtin(name),
        _ => return None,
    }
    Some(ty)
}
