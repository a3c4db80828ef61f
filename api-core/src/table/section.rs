//! What expansions say of a table's record, and of what negotiation reads, as macros by example like those in `expand.rs`.

/// A rope as text.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_flat {
    ($NAME:ident $package:literal [$($rope:tt)*]) => {
        const $NAME: &$crate::__private::core::primitive::str = {
            const __VT_BYTES: [$crate::__private::core::primitive::u8; $crate::flatten::len($($rope)*, $package)] =
                $crate::flatten::flat($($rope)*, $package);
            $crate::flatten::text(&__VT_BYTES)
        };
    };
}

/// A doc comment as text: one line for each of its lines.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_docs {
    ($($docs:tt)*) => {{
        const __VT_DOCS: &[&$crate::__private::core::primitive::str] = &[$($docs)*];
        const __VT_LINES: [$crate::__private::core::primitive::u8; $crate::docs::len(__VT_DOCS)] =
            $crate::docs::lines(__VT_DOCS);
        $crate::flatten::text(&__VT_LINES)
    }};
}

/// The record section, and the fingerprints of `count` revisions. Those that are recorded are given; if there are others, all are hashed: into a
/// static, whose value the crate's metadata has. Of a constant, each crate that names the table would evaluate everything again that the hash
/// is made from.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_record {
    (
        package: $package:literal, head: [$($head:tt)*], body: [$($body:tt)*], roots: [$($roots:tt)*], objects: $objects:literal,
        fingerprints: $count:literal [$($recorded:literal)*] $($bounds:literal)?
    ) => {
        const __VT_RECORD: $crate::record::TableRecord = $crate::record::TableRecord {
            package: $package,
            head: &[$($head)*],
            body: &[$($body)*],
            roots: &[$($roots)*],
            objects: $objects,
        };
        const __VT_REACHED: &$crate::record::Reached =
            &$crate::record::Reached::from(__VT_RECORD.roots, __VT_RECORD.package);
        const __VT_BODY: [$crate::__private::core::primitive::u8; $crate::record::body_len(&__VT_RECORD, __VT_REACHED)] =
            $crate::record::body(&__VT_RECORD, __VT_REACHED);
        const __VT_RECORDED: &[$crate::__private::core::primitive::u64] = &[$($recorded),*];
        $crate::__vt_record!(@fingerprints $count [$($recorded)*] $($bounds)?);
        const __VT_FRAME: $crate::__private::core::primitive::usize =
            $crate::record::frame_len(&__VT_RECORD, &__VT_FINGERPRINTS, __VT_RECORDED.len(), &__VT_BODY);
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__vtabapi"))]
        #[cfg_attr(not(any(target_vendor = "apple", target_family = "wasm")), unsafe(link_section = ".vtabapi"))]
        static __VT_SECTION: [$crate::__private::core::primitive::u8; __VT_FRAME] =
            $crate::record::frame(&__VT_RECORD, &__VT_FINGERPRINTS, __VT_RECORDED.len(), &__VT_BODY);
    };
    (@fingerprints $count:literal [$($recorded:literal)*]) => {
        const __VT_FINGERPRINTS: [$crate::__private::core::primitive::u64; $count] = [$($recorded),*];
    };
    (@fingerprints $count:literal $recorded:tt $bounds:literal) => {
        static __VT_HASHED: [$crate::__private::core::primitive::u64; $count] =
            $crate::record::fingerprints(__VT_RECORDED, $bounds, &__VT_BODY);
        const __VT_FINGERPRINTS: [$crate::__private::core::primitive::u64; $count] = __VT_HASHED;
    };
}

/// The constant that negotiation reads, with `ends`, how many slots there are up to each revision; names of slots and parameters, for the line that
/// ends the process; and the place of the last slot.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_spec {
    ($Table:ident $id:literal $caller:literal [$($ends:literal)*] $names:literal $($last:ident $before:literal)?) => {
        // A static, as of the fingerprints: who names the spec need not know how long the record is. The id in it is the one in the record.
        static __VT_ID: &$crate::__private::core::ffi::CStr = $crate::record::id(&__VT_SECTION);
        impl $Table {
            #[doc(hidden)]
            pub const __VT_SPEC: &'static $crate::negotiate::TableSpec =
                &$crate::negotiate::TableSpec::new(__VT_ID, $id, &__VT_FINGERPRINTS, &[$($ends),*], $caller);
        }
        impl $crate::fault::Sited for $Table {
            const NAMES: &'static $crate::fault::Names = &$crate::fault::Names { table: $id, slots: $names };
        }
        $(
            // With `repr(C)`, pointers behind the header can only lie one behind the other.
            const _: () = $crate::__private::core::assert!(
                $crate::__private::core::mem::offset_of!($Table, $last)
                    == $crate::raw::HEADER_SIZE + $before * $crate::__private::core::mem::size_of::<fn()>()
            );
        )?
    };
}
