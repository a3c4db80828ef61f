//! What a type is called and made of, as constants that the build checks and the record section read.
//!
//! Names are ropes: a pointee contributes only its name, so a recursive type names itself without a
//! cycle. Definitions are reached through [`TypeRef`], a raw pointer to a static: const evaluation
//! follows it only when a check walks there, so cyclic types have finite constants at any depth.

use super::flatten::{self, Rope};
use super::list::List;
pub use vtable_api_contract::key;
use vtable_api_contract::record::word;

/// A type that has a canonical name. Implemented by the derive and for every type that may cross; its items are not public API.
///
/// # Safety
/// Record and fingerprints rest on it: name and definition are those of the type and of no other one, and `Lifetimes` are
/// all that it has.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` may not cross a binary boundary",
    label = "not a type that both sides have",
    note = "derive `vtable_api::AbiType` for your own types (`#[repr(C)]`); README.md lists what may cross of std's, and how"
)]
pub unsafe trait Described {
    /// The type's lifetimes, in the order in which its tokens show them, before those of `Tail`.
    #[doc(hidden)]
    type Lifetimes<Tail: List>: List;
    /// The canonical name.
    #[doc(hidden)]
    const NAME: Rope;
    /// Whether only its maker knows what is in it.
    #[doc(hidden)]
    const OPAQUE: bool = false;
    /// Whether another attribute may take its `repr(transparent)` away.
    #[doc(hidden)]
    const CHANGEABLE: bool = false;
    /// Whether it is an `#[abi(open)]` enum, which in memory is `Open<Self>`.
    #[doc(hidden)]
    const OPEN: bool = false;
    /// Whether it is a `PhantomData`: no byte of it crosses, so it is no type of a value.
    #[doc(hidden)]
    const MARKER: bool = false;
    /// Whether it is a handle of a table: only its maker gives it, and only for a call if it does not own its object.
    #[doc(hidden)]
    const HANDLE: bool = false;
    /// The definition, and what else it leads to. As it is: a built-in type that leads nowhere.
    #[doc(hidden)]
    const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[]));
}

/// A type's definition by address.
#[derive(Clone, Copy, Debug)]
pub struct TypeRef(*const TypeInfo);

// SAFETY: made only from a `&'static TypeInfo` ([`TypeRef::new`]) and never written through.
unsafe impl Send for TypeRef {}
// SAFETY: as above.
unsafe impl Sync for TypeRef {}

impl TypeRef {
    /// A reference that constants do not look through.
    #[inline]
    pub const fn new(info: &'static TypeInfo) -> Self {
        TypeRef(info)
    }

    /// The definition.
    #[inline]
    pub const fn get(self) -> &'static TypeInfo {
        // SAFETY: `new` is the only constructor, and it takes a `&'static TypeInfo`.
        unsafe { &*self.0 }
    }
}

/// What [`Described::TYPE`] points to.
#[derive(Clone, Copy, Debug)]
pub struct TypeInfo {
    /// As [`Described::NAME`].
    pub name: Rope,
    /// `None` for built-in types.
    pub definition: Option<Definition>,
    /// Every type that this one names: pointees, elements, fields, parameters of callbacks.
    pub reaches: &'static [TypeRef],
    /// The table that this is an object of.
    pub object: Option<ObjectOf>,
}

/// A table that a slot names by `dyn Api`.
#[derive(Clone, Copy, Debug)]
pub struct ObjectOf {
    /// Its id.
    pub id: &'static str,
    /// `CARGO_PKG_NAME` where the trait is.
    pub package: &'static str,
    /// What its package had recorded of it.
    pub state: State,
}

impl ObjectOf {
    /// Whether a frozen slot of `package` may name it: one that its own package has not frozen is frozen with the slot.
    #[inline]
    pub(crate) const fn may_be_frozen(&self, package: &str) -> bool {
        match self.state {
            State::Frozen => true,
            State::Draft => flatten::same(self.package, package),
            State::Unrecorded => false,
        }
    }
}

/// What is recorded of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A revision, or more.
    Frozen,
    /// Nothing so far.
    Draft,
    /// Nothing ever: it says `unrecorded`.
    Unrecorded,
}

impl TypeInfo {
    /// Whether its name has arguments: what they lead to, the name alone does not tell.
    #[inline]
    pub(crate) const fn is_generic(&self) -> bool {
        self.name.len() > 1
    }

    /// As [`Definition::owns`].
    #[inline]
    pub(crate) const fn owns(&self) -> bool {
        matches!(&self.definition, Some(Definition { owns: true, .. }))
    }

    /// A `PhantomData`.
    pub(crate) const MARKER: TypeInfo = TypeInfo::plain(&[], &[]);

    /// Whether it is a `PhantomData` that no definition has as a field of its own.
    #[inline]
    pub(crate) const fn is_marker(&self) -> bool {
        self.name.is_empty()
    }

    /// A built-in type.
    #[inline]
    pub const fn plain(name: Rope, reaches: &'static [TypeRef]) -> Self {
        TypeInfo { name, definition: None, reaches, object: None }
    }

    /// `Box<dyn Api>`
    #[inline]
    pub const fn object(name: Rope, object: ObjectOf) -> Self {
        TypeInfo { name, definition: None, reaches: &[], object: Some(object) }
    }
}

/// [`Described::TYPE`] of a field that is written as a `PhantomData`: what it says of the type that has it, the derive has seen to.
#[inline]
pub const fn of_marker<T: Described>() -> TypeRef {
    if T::MARKER { <()>::TYPE } else { T::TYPE }
}

/// A derived type's parts.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// A hash of package and identifier, [`key`]: unequal keys are different types.
    pub key: u64,
    /// `module_path!()` of the definition.
    pub module: &'static str,
    /// `file!()`, `line!()` and `column!()` of it: two versions of a package have the same modules.
    pub place: (&'static str, u32, u32),
    /// `struct`, `tuple struct`, `union`, `transparent`, `tuple transparent`, `enum`, `open enum`, `opaque`.
    pub kind: &'static str,
    /// An enum's `u32` or `C, u32`; else `-`.
    pub repr: &'static str,
    /// `'a 'b, 'b: 'a`; empty without lifetimes.
    pub lifetimes: Rope,
    /// What the compiler knows of it that its fields do not say ([`crate::facts`]); mostly empty.
    pub traits: &'static str,
    /// Whether a value of it in memory owns memory, and is dropped as what it is.
    pub owns: bool,
    /// Fields or variants, in order.
    pub members: &'static [Member],
    /// Lines of the record about it: docs, and where it is; only filled in for the CLI.
    pub notes: &'static [&'static str],
    /// The digest of the recorded definition that was compared where the type is defined; 0: not compared.
    pub checked: u64,
}

/// The definition that stands where this is called.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_info {
    (
        $key:literal $kind:literal $repr:literal, name: $name:expr, lifetimes: $lifetimes:expr, traits: $traits:expr, owns: $owns:expr,
        members: $members:expr, notes: $notes:expr, checked: $checked:expr, reaches: [$($reaches:tt)*]
    ) => {
        $crate::describe::TypeInfo {
            name: $name,
            definition: $crate::__private::core::option::Option::Some($crate::describe::Definition {
                key: $key,
                module: $crate::__private::core::module_path!(),
                place: (
                    $crate::__private::core::file!(),
                    $crate::__private::core::line!(),
                    $crate::__private::core::column!(),
                ),
                kind: $kind,
                repr: $repr,
                lifetimes: $lifetimes,
                traits: $traits,
                owns: $owns,
                members: $members,
                notes: $notes,
                checked: $checked,
            }),
            reaches: &[$($reaches)*],
            object: $crate::__private::core::option::Option::None,
        }
    };
}

impl Definition {
    /// A type of core's that has a definition as if it were derived there. Its lifetimes are those of its arguments.
    pub(crate) const fn of_core(
        name: &'static str,
        module: &'static str,
        kind: &'static str,
        members: &'static [Member],
        notes: &'static [&'static str],
    ) -> Self {
        let (place, lifetimes) = (("", 0, 0), &[]);
        Definition {
            key: key("core", name),
            module,
            place,
            kind,
            repr: "-",
            lifetimes,
            traits: "",
            owns: false,
            members,
            notes,
            checked: 0,
        }
    }
}

impl Member {
    /// A field of a type of core's.
    pub(crate) const fn field(text: Rope) -> Self {
        Member { keyword: word::FIELD, text, notes: &[] }
    }
}

/// [`Definition::checked`] of a definition that was refused where it stands: there is nothing more to say.
pub const REFUSED: u64 = u64::MAX;

/// A field or a variant.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// `field` or `variant`.
    pub keyword: &'static str,
    /// Its canonical text.
    pub text: Rope,
    /// Lines of the record about it: docs, and where it is; only filled in for the CLI.
    pub notes: &'static [&'static str],
}

/// Whether two definitions are one: they stand in one place.
#[inline]
pub(crate) const fn same_place(a: &TypeInfo, b: &TypeInfo) -> bool {
    let (Some(a), Some(b)) = (&a.definition, &b.definition) else { return false };
    let ((file, line, column), (other_file, other_line, other_column)) = (a.place, b.place);
    line == other_line && column == other_column && flatten::same(a.module, b.module) && flatten::same(file, other_file)
}
