//! Every name in a header. The grammar, with table `viewer/codec` of package `my-viewer` as the example:
//!
//! ```text
//! table    = snake(last segment of the id)       codec
//! vendor   = snake(first segment of the id)      viewer
//! file     = table ".h"                          codec.h
//! guard    = UPPER(snake(id)) "_H_"              VIEWER_CODEC_H_
//! slot     = name | Pascal(name)                 decode_ex1 | DecodeEx1; a member of the table's structs
//! wrapper  = table "_" slot                      codec_decode_ex1
//!          | table "_has_" slot                  codec_has_decode_ex1
//! fixed    = table "_" ( "ref" | "negotiate" | "fingerprints" | "ends_" | "table_" n | "provides_" n "_" )
//! macro    = UPPER(table) "_" ( "ID" | "REVISION_" n | "FINGERPRINT_" n | "SIZE_" n | "HEADER_" n | … )
//! type     = owner "_" snake(name) { "_" part }  viewer_frame, viewer_buf_u8, other_pkg_frame
//! owner    = vendor | snake(other package)
//! fields   = type "_" snake(variant) "_fields"   viewer_event_progress_fields
//! defined  = UPPER(type | value | closure) ( "_DECLARED_" | "_DEFINED_" )
//! constant = UPPER(type) "_" UPPER(variant)      VIEWER_STATUS_OK
//! value    = "vtable_api_" part                  vtable_api_slice_u8, vtable_api_result_u64_viewer_error
//! closure  = table "_" slot "_" parameter        codec_scan_on_event
//!          | type "_" field
//! part     = u8 … | bool | c_long … | unit | never | void | str | string | object | type | closure
//!          | ( ptr | ptr_mut | ref | ref_mut | nonnull | slice | slice_mut | vec | box | option ) "_" part
//!          | "result_" part "_" part | "array_" n "_" part
//!          | ( fn | dyn_fn ) { "_" part } "_to_" part
//! member   = name | "_" index                    width, _0
//! ```
//!
//! `snake` writes `-`, `.` and `/` as `_`, other characters as `u` and their code point, and puts `n` before a
//! leading digit. Members and parameters that C or C++ gives a meaning (`words`) end in `_`. Names are source
//! compatibility for C programs: the grammar never changes.

use super::words;
use crate::c_name::plain;
use crate::model::Type;

/// The two prefixes of a table's header.
pub(super) struct Prefixes {
    /// Of the table's own names.
    pub(super) table: String,
    /// Of the package's types.
    pub(super) vendor: String,
    /// Without `_H_`.
    pub(super) guard: String,
}

impl Prefixes {
    pub(super) fn new(id: &str) -> Self {
        let first = id.split('/').next().unwrap_or_default();
        Self { table: table_prefix(id), vendor: snake(first), guard: upper(&snake(id)) }
    }

    /// `UPPER(table)_name`
    pub(super) fn constant(&self, name: &str) -> String {
        format!("{}_{name}", upper(&self.table))
    }

    /// `table_name`
    pub(super) fn own(&self, name: &str) -> String {
        format!("{}_{name}", self.table)
    }

    /// The function that calls a slot. The few fixed names of a header come first.
    pub(super) fn wrapper(&self, slot: &str) -> String {
        let fixed = matches!(slot, "ref" | "negotiate" | "fingerprints" | "ends_")
            || numbered(slot, "table_", "")
            || numbered(slot, "provides_", "_");
        self.own(&format!("{slot}{}", if fixed { "_" } else { "" }))
    }

    /// `part` of the grammar. Closures have the name of their place, or inside a type's arguments, where there
    /// is none, a structural one.
    pub(super) fn part(&self, ty: &Type, closure: Option<&str>) -> String {
        let of = |prefix: &str, inner: &Type| format!("{prefix}_{}", self.part(inner, closure));
        match ty {
            Type::Unit => "unit".into(),
            Type::Never => "never".into(),
            Type::Primitive(name) | Type::CAlias(name) => (*name).into(),
            Type::Void => "void".into(),
            Type::Pointer { mutable, to } => of(if *mutable { "ptr_mut" } else { "ptr" }, to),
            Type::Ref { mutable, to } => of(if *mutable { "ref_mut" } else { "ref" }, to),
            Type::NonNull(to) => of("nonnull", to),
            Type::Array { of: element, len } => of(&format!("array_{len}"), element),
            Type::Str => "str".into(),
            Type::Slice { mutable, of: element } => of(if *mutable { "slice_mut" } else { "slice" }, element),
            Type::String => "string".into(),
            Type::Vec(element) => of("vec", element),
            Type::Box(inner) => of("box", inner),
            Type::Option(some) => of("option", some),
            Type::Result(ok, err) => format!("{}_{}", of("result", ok), self.part(err, closure)),
            Type::Function { params, ret, .. } => self.function("fn", params, ret),
            Type::Closure { params, ret, .. } => {
                closure.map_or_else(|| self.function("dyn_fn", params, ret), str::to_owned)
            }
            Type::Object { .. } => "object".into(),
            Type::Named { package, name, args } => self.named(package.as_deref(), name, args),
            Type::Unresolved(text) => snake(text),
        }
    }

    fn function(&self, kind: &str, params: &[Type], ret: &Type) -> String {
        let params: String = params.iter().map(|p| format!("_{}", self.part(p, None))).collect();
        format!("{kind}{params}_to_{}", self.part(ret, None))
    }

    fn named(&self, package: Option<&str>, name: &str, args: &[Type]) -> String {
        let owner = package.map_or_else(|| self.vendor.clone(), snake);
        let args: String = args.iter().map(|a| format!("_{}", self.part(a, None))).collect();
        format!("{owner}_{}{args}", snake(name))
    }
}

/// Whether `name` is a number between these.
fn numbered(name: &str, before: &str, after: &str) -> bool {
    let number = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `"viewer/host-services"` gives `host_services.h`.
///
/// ```
/// assert_eq!(vtable_api_manifest::header::file_name("viewer/host-services"), "host_services.h");
/// ```
pub fn file_name(id: &str) -> String {
    format!("{}.h", table_prefix(id))
}

fn table_prefix(id: &str) -> String {
    snake(id.rsplit('/').next().unwrap_or_default())
}

/// A member or parameter.
pub(super) fn member(name: &str) -> String {
    let name = plain(name);
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else if words::is_taken(&name) {
        format!("{name}_")
    } else {
        name
    }
}

pub(super) fn upper(name: &str) -> String {
    name.to_ascii_uppercase()
}

/// `HttpServer2` gives `http_server2`, `HTTPServer` `http_server`, `host-services` `host_services`.
pub(super) fn snake(name: &str) -> String {
    let plain = plain(name);
    let bytes = plain.as_bytes();
    let mut out = String::new();
    for (i, c) in plain.char_indices() {
        let before = i.checked_sub(1).and_then(|j| bytes.get(j));
        let after = bytes.get(i + 1);
        let starts_word = before.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            || (before.is_some_and(u8::is_ascii_uppercase) && after.is_some_and(u8::is_ascii_lowercase));
        if c.is_ascii_uppercase() && starts_word {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) || out.is_empty() { format!("n{out}") } else { out }
}

/// Only `[A-Za-z0-9_]`.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case() {
        for (from, to) in [
            ("Frame", "frame"),
            ("HTTPServer", "http_server"),
            ("Utf8Error", "utf8_error"),
            ("host-services", "host_services"),
            ("3d", "n3d"),
            ("A", "a"),
            ("Größe", "gru00f6u00dfe".replace("u00f6", "uf6").replace("u00df", "udf").as_str()),
            ("io_error", "io_error"),
        ] {
            assert_eq!(snake(from), to);
        }
    }

    #[test]
    fn members() {
        assert_eq!(member("class"), "class_");
        assert_eq!(member("0"), "_0");
        assert_eq!(member("width"), "width");
        assert_eq!(member("co_yield"), "co_yield_");
    }

    #[test]
    fn wrappers_leave_the_fixed_names_alone() {
        let prefixes = Prefixes::new("viewer/codec");
        assert_eq!(prefixes.wrapper("negotiate"), "codec_negotiate_");
        assert_eq!(prefixes.wrapper("table_1"), "codec_table_1_");
        assert_eq!(prefixes.wrapper("table_top"), "codec_table_top");
        assert_eq!(prefixes.wrapper("provides_2_"), "codec_provides_2__");
        assert_eq!(prefixes.wrapper("provides_2"), "codec_provides_2");
        assert_eq!(prefixes.guard, "VIEWER_CODEC");
    }

    #[test]
    fn parts() {
        let prefixes = Prefixes::new("viewer/codec");
        let frame = Type::Named { package: None, name: "Frame".into(), args: vec![Type::Primitive("u8")] };
        let result = Type::Result(Box::new(Type::Vec(Box::new(frame))), Box::new(Type::Unit));
        assert_eq!(prefixes.part(&result, None), "result_vec_viewer_frame_u8_unit");
    }
}
