//! The grammar, written: one function for each of its rules that has parts.
//!
//! The model writes itself into a `String`. The macros write the same rules into constants, where a part is what only the
//! compiler can name. So a rule stands here, once, whoever writes it.

use crate::model::{Bounds, Lifetimes, ObjectKind, Receiver};

/// What takes canonical text.
///
/// ```
/// use vtable_api_manifest::canon::write::{self, Part, Text};
/// /// Knows types by number only.
/// struct Numbers(Vec<String>);
/// impl Text for Numbers {
///     fn text(&mut self, text: &str) {
///         self.0.push(text.into());
///     }
/// }
/// impl Part<usize> for Numbers {
///     fn part(&mut self, number: usize) {
///         self.0.push(format!("type {number}"));
///     }
/// }
/// let mut numbers = Numbers(Vec::new());
/// write::generic(&mut numbers, "Result", [0, 1]);
/// assert_eq!(numbers.0, ["Result", "<", "type 0", ", ", "type 1", ">"]);
/// ```
pub trait Text {
    /// As it is.
    fn text(&mut self, text: &str);
}

/// What knows how a part is written that is not text yet: a type, the id of a table, the value of a variant.
pub trait Part<P>: Text {
    /// In its place.
    fn part(&mut self, part: P);
}

impl Text for String {
    fn text(&mut self, text: &str) {
        self.push_str(text);
    }
}

impl Part<&str> for String {
    fn part(&mut self, part: &str) {
        self.push_str(part);
    }
}

impl Part<i128> for String {
    fn part(&mut self, number: i128) {
        self.push_str(&number.to_string());
    }
}

/// `types`
fn list<P>(sink: &mut impl Part<P>, parts: impl IntoIterator<Item = P>) {
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            sink.text(", ");
        }
        sink.part(part);
    }
}

/// `return`: `None` is `()`.
fn returned<P>(sink: &mut impl Part<P>, ret: Option<P>) {
    if let Some(ret) = ret {
        sink.text(" -> ");
        sink.part(ret);
    }
}

/// `&` or `&mut `.
fn reference(mutable: bool) -> &'static str {
    if mutable { "&mut " } else { "&" }
}

/// `&T`, `&mut T`
pub(super) fn borrowed<P>(sink: &mut impl Part<P>, mutable: bool, to: P) {
    sink.text(reference(mutable));
    sink.part(to);
}

/// `*const T`, `*mut T`
pub(super) fn pointer<P>(sink: &mut impl Part<P>, mutable: bool, to: P) {
    sink.text(if mutable { "*mut " } else { "*const " });
    sink.part(to);
}

/// `&[T]`, `&mut [T]`
pub(super) fn slice<P>(sink: &mut impl Part<P>, mutable: bool, of: P) {
    sink.text(reference(mutable));
    sink.text("[");
    sink.part(of);
    sink.text("]");
}

/// `[T; 4]`
pub(super) fn array<P>(sink: &mut impl Part<P>, of: P, len: u64) {
    sink.text("[");
    sink.part(of);
    sink.text(&format!("; {len}]"));
}

/// `Option<T>`, `Result<T, E>`; a name alone, where there are no arguments.
pub fn generic<P>(sink: &mut impl Part<P>, name: &str, args: impl IntoIterator<Item = P>) {
    sink.text(name);
    arguments(sink, args);
}

/// `<T, E>`; nothing, where there are none.
pub fn arguments<P>(sink: &mut impl Part<P>, args: impl IntoIterator<Item = P>) {
    let mut args = args.into_iter().peekable();
    if args.peek().is_some() {
        sink.text("<");
        list(sink, args);
        sink.text(">");
    }
}

/// `extern "C" fn(A) -> B`
pub(super) fn function<P>(
    sink: &mut impl Part<P>,
    is_unsafe: bool,
    params: impl IntoIterator<Item = P>,
    ret: Option<P>,
) {
    sink.text(if is_unsafe { "unsafe extern \"C\" fn(" } else { "extern \"C\" fn(" });
    list(sink, params);
    sink.text(")");
    returned(sink, ret);
}

/// `&dyn Fn(A) -> B`, `&mut (dyn FnMut(A) -> B + Send)`
pub fn callback<P>(
    sink: &mut impl Part<P>,
    mutable: bool,
    bounds: Bounds,
    params: impl IntoIterator<Item = P>,
    ret: Option<P>,
) {
    let bounds = super::bounds(bounds);
    sink.text(reference(mutable));
    sink.text(if bounds.is_empty() { "dyn " } else { "(dyn " });
    sink.text(if mutable { "FnMut(" } else { "Fn(" });
    list(sink, params);
    sink.text(")");
    returned(sink, ret);
    if !bounds.is_empty() {
        sink.text(&format!(" + {bounds})"));
    }
}

/// `&dyn "viewer/codec"`, of which the id is a part.
pub fn object<P>(sink: &mut impl Part<P>, kind: ObjectKind, id: P) {
    sink.text(match kind {
        ObjectKind::Ref => "&dyn \"",
        ObjectKind::Mut => "&mut dyn \"",
        ObjectKind::Box => "Box<dyn \"",
    });
    sink.part(id);
    sink.text(if kind == ObjectKind::Box { "\">" } else { "\"" });
}

/// What a slot is called, and what it is called on.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The caller has a contract to keep.
    pub is_unsafe: bool,
    /// Its name.
    pub name: &'a str,
    /// `&self`, `&mut self` or nothing.
    pub receiver: Receiver,
}

/// `slot`: parameters with their names, or without, as fingerprints have them.
pub fn signature<'n, P>(
    sink: &mut impl Part<P>,
    head: Head<'_>,
    params: impl IntoIterator<Item = (Option<&'n str>, P)>,
    ret: Option<P>,
    lifetimes: &Lifetimes,
) {
    sink.text(if head.is_unsafe { "unsafe fn " } else { "fn " });
    sink.text(head.name);
    sink.text("(");
    sink.text(match head.receiver {
        Receiver::None => "",
        Receiver::Ref => "&self",
        Receiver::Mut => "&mut self",
    });
    for (index, (name, ty)) in params.into_iter().enumerate() {
        if index > 0 || head.receiver != Receiver::None {
            sink.text(", ");
        }
        if let Some(name) = name {
            sink.text(name);
            sink.text(": ");
        }
        sink.part(ty);
    }
    sink.text(")");
    returned(sink, ret);
    sink.text(&super::suffix(lifetimes));
}

/// `field`, of which the type is a part, and the lifetimes with it.
pub fn field<P>(sink: &mut impl Part<P>, name: &str, ty: P) {
    sink.text(name);
    sink.text(": ");
    sink.part(ty);
}

/// `variant`: `Ok = 0`, `Io(i32) = 1`, `Progress { done: u32, total: u32 } = -3`. Without fields, it is written without brackets
/// of either kind.
pub fn variant<'n, P, V>(
    sink: &mut (impl Part<P> + Part<V>),
    name: &str,
    tuple: bool,
    fields: impl IntoIterator<Item = (&'n str, P)>,
    value: V,
) {
    sink.text(name);
    let mut before = if tuple { "(" } else { " { " };
    let mut close = "";
    for (name, ty) in fields {
        sink.text(before);
        if tuple {
            sink.part(ty)
        } else {
            field(sink, name, ty)
        }
        (before, close) = (", ", if tuple { ")" } else { " }" });
    }
    sink.text(close);
    sink.text(" = ");
    sink.part(value);
}
