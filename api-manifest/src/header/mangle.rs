//! Every name in a header. The grammar, with table `viewer/codec` of package `my-viewer` as the example:
//!
//! ```text
//! table    = snake(id)                           viewer_codec, or what `--c-prefix` says
//! vendor   = snake(first segment of the id)      viewer
//! file     = table ".h"                          viewer_codec.h
//! guard    = UPPER(table) "_H_"                  VIEWER_CODEC_H_
//! slot     = name | Pascal(name)                 decode_ex1 | DecodeEx1; a member of the table's struct
//! fixed    = table "_" ( "table" | "table_" n | "ref" | "ref_" n | "negotiate" | "has" | "fingerprints" | "ends_" | … )
//! macro    = UPPER(table) "_" ( "ID" | "HEADER" | "REVISION_" n | "FINGERPRINT_" n | "SIZE_" n | … )
//! type     = owner "_" snake(name) { "_" part }  viewer_frame, viewer_buf_u8, other_pkg_frame
//! owner    = vendor | snake(other package)
//! fields   = type "_" snake(variant) "_fields"   viewer_event_progress_fields
//! defined  = UPPER(type | value | closure | function) ( "_DECLARED_" | "_DEFINED_" | "_IN_" )
//! function = ( type | value ) "_" ( "drop" | "ok" | "err" | "some" | "none" | "alloc" | "copy" | "from" | "new" | "free_" )
//! maker    = type "_of_" snake(variant)          viewer_event_of_progress
//! constant = UPPER(type) "_" UPPER(variant)      VIEWER_STATUS_OK
//! growing  = type "_" ( "grown" | "known" | "free_parts" | "free" | "growth_" n | "growths_" n "_" | "fingerprints_" | "id_" )
//!          | type "_as_" snake(variant)
//!          | UPPER(type) "_" ( "TARGET_GROWTH" | "FINGERPRINT_" n )
//! value    = "vtable_api_" part                  vtable_api_slice_u8, vtable_api_result_u64_viewer_error
//! closure  = table "_" slot "_" parameter        viewer_codec_scan_on_event
//!          | type "_" field
//! part     = u8 … | bool | c_long … | unit | never | void | str | string | os_str | os_string | path | path_buf | object | type | closure
//!          | ( ptr | ptr_mut | ref | ref_mut | nonnull | slice | slice_mut | vec | box | option ) "_" part
//!          | "result_" part "_" part | "array_" n "_" part
//!          | ( fn | dyn_fn ) { "_" part } "_to_" part
//! member   = name | "_" index                    width, _0
//! ```
//!
//! `snake` writes `-`, `.` and `/` as `_`, other characters as `u` and their code point, and puts `n` before a
//! leading digit. So vendor and table are in every global name. What a system's headers have in that shape is refused
//! (`c_name::is_system`). Members and parameters that C or C++ gives a meaning (`words`), or in capitals, end in `_`. Names are
//! source compatibility for C programs: the grammar never changes.

pub(super) use crate::c_name::{member, snake, upper};
use crate::model::{OsKind, Type};

/// The two prefixes of a table's header.
pub(super) struct Prefixes {
    /// Of the table's own names.
    pub(super) table: String,
    /// Of the package's types.
    pub(super) vendor: String,
}

impl Prefixes {
    pub(super) fn new(id: &str, prefix: Option<&str>) -> Self {
        let first = id.split('/').next().unwrap_or_default();
        Self { table: snake(prefix.unwrap_or(id)), vendor: snake(first) }
    }

    /// What the header is called.
    pub(super) fn file(&self) -> String {
        file_name(&self.table)
    }

    /// `UPPER(table)_name`
    pub(super) fn constant(&self, name: &str) -> String {
        format!("{}_{name}", upper(&self.table))
    }

    /// `table_name`
    pub(super) fn own(&self, name: &str) -> String {
        format!("{}_{name}", self.table)
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
            Type::OsStr(OsKind::Text) => "os_str".into(),
            Type::OsStr(OsKind::Path) => "path".into(),
            Type::OsString(OsKind::Text) => "os_string".into(),
            Type::OsString(OsKind::Path) => "path_buf".into(),
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

/// `"viewer/host-services"` gives `viewer_host_services.h`.
///
/// ```
/// assert_eq!(vtable_api_manifest::header::file_name("viewer/host-services"), "viewer_host_services.h");
/// ```
pub fn file_name(id: &str) -> String {
    format!("{}.h", snake(id))
}

/// The name of the header with another prefix than the id's.
///
/// ```
/// use vtable_api_manifest::header::file_name_of;
/// assert_eq!(file_name_of("viewer/codec", Some("vc")), "vc.h");
/// assert_eq!(file_name_of("viewer/codec", None), "viewer_codec.h");
/// ```
pub fn file_name_of(id: &str, prefix: Option<&str>) -> String {
    file_name(prefix.unwrap_or(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let prefixes = Prefixes::new("viewer/codec", None);
        let frame = Type::Named { package: None, name: "Frame".into(), args: vec![Type::Primitive("u8")] };
        let result = Type::Result(Box::new(Type::Vec(Box::new(frame))), Box::new(Type::Unit));
        assert_eq!(prefixes.part(&result, None), "result_vec_viewer_frame_u8_unit");
    }
}
