//! Types of std whose layout is Rust's own, and which cross as a struct of their parts. They are copied where they cross: in
//! slots, and in what is copied itself.
//!
//! In the record such a type is a definition of package `core`, as if it were derived there: it needs no word of the grammar,
//! and headers show it as any other struct.

/// `NAME` and `TYPE` of a struct of package `core`, whose fields are of these types.
macro_rules! described {
    ($name:literal $([$first:ident $($other:ident)*])?, $module:literal, { $($field:literal: $of:ty),* }, $note:literal) => {
        const NAME: Rope = &[
            Piece::Named { package: "core", name: $name },
            $(
                Piece::Text("<"),
                Piece::Rope($first::NAME),
                $(Piece::Text(", "), Piece::Rope($other::NAME),)*
                Piece::Text(">"),
            )?
        ];
        const TYPE: TypeRef = TypeRef::new(&TypeInfo {
            name: Self::NAME,
            definition: Some(Definition::of_core(
                $name,
                $module,
                "struct",
                &[$(Member::field(&[Piece::Text(concat!($field, ": ")), Piece::Rope(<$of as Described>::NAME)])),*],
                &[concat!("doc\t", $note)],
            )),
            reaches: &[$($first::TYPE, $($other::TYPE),*)?],
            object: None,
        });
    };
}

mod array;
mod boxed;
pub(crate) mod key;
mod map;
#[cfg(all(feature = "std", any(unix, windows)))]
mod os;
mod range;
#[cfg(feature = "std")]
mod system_time;
mod time;
mod tuple;
