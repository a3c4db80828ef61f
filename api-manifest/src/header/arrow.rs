//! The structs of the Arrow C data and stream interface, which `vtable-api-arrow` has types for. Their definitions are those of the
//! [specification], word for word, behind the macros that it names: a program may have them from elsewhere, once.
//!
//! [specification]: https://arrow.apache.org/docs/format/CDataInterface.html

use super::content;
use super::ctype::{Item, guards};
use super::out::Out;
use crate::model::Type;

/// The package of its types in a record.
const PACKAGE: &str = "arrow-c";

/// One of its structs.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Struct {
    Schema,
    Array,
    Stream,
}

/// What is defined at once: where the macro is not, and then it is.
struct Interface {
    guard: &'static str,
    text: &'static str,
}

const DATA: Interface = Interface {
    guard: "ARROW_C_DATA_INTERFACE",
    text: "\
#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  // Array type description
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;

  // Release callback
  void (*release)(struct ArrowSchema*);
  // Opaque producer-specific data
  void* private_data;
};

struct ArrowArray {
  // Array data description
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;

  // Release callback
  void (*release)(struct ArrowArray*);
  // Opaque producer-specific data
  void* private_data;
};
",
};

const STREAM: Interface = Interface {
    guard: "ARROW_C_STREAM_INTERFACE",
    text: "\
struct ArrowArrayStream {
  // Callbacks providing stream functionality
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);

  // Release callback
  void (*release)(struct ArrowArrayStream*);

  // Opaque producer-specific data
  void* private_data;
};
",
};

/// Which of them a recorded type is.
pub(super) fn of(ty: &Type) -> Option<Struct> {
    match ty {
        Type::Named { package: Some(package), name, .. } if package == PACKAGE => match name.as_str() {
            "Schema" => Some(Struct::Schema),
            "Array" => Some(Struct::Array),
            "ArrayStream" => Some(Struct::Stream),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the second of the two interfaces defines it.
pub(super) fn is_stream(of: Struct) -> bool {
    of == Struct::Stream
}

/// Which of them an item of a header is, by the text of its type.
pub(super) fn of_item(item: &Item) -> Option<Struct> {
    let ty = item.rust.strip_prefix("struct ")?;
    of(&crate::canon::parse_type(ty).ok()?)
}

impl Struct {
    /// As the specification has it.
    fn tag(self) -> &'static str {
        match self {
            Self::Schema => "struct ArrowSchema",
            Self::Array => "struct ArrowArray",
            Self::Stream => "struct ArrowArrayStream",
        }
    }
}

/// What frees what `value` points to: a struct that was moved, or released, has no `release`.
pub(super) fn release(value: &str) -> Vec<String> {
    vec![format!("if ({value}->release != NULL) {{"), format!("    {value}->release({value});"), "}".into()]
}

/// The definitions of the specification that a header needs, and for each of its structs the name that all else here has for it.
pub(super) fn define<'i>(out: &mut Out, file: &str, items: impl Iterator<Item = (&'i str, &'i Item)>) {
    let found: Vec<_> = items.filter_map(|(name, item)| Some((name, item, of_item(item)?))).collect();
    let has_stream = found.iter().any(|(.., of)| is_stream(*of));
    let interfaces = [(DATA, !found.is_empty()), (STREAM, has_stream)];
    for (interface, _) in interfaces.into_iter().filter(|(_, is_needed)| *is_needed) {
        out.line(&format!("#ifndef {}", interface.guard));
        out.line(&format!("#define {}", interface.guard));
        in_c99(interface.text).for_each(|line| out.line(&line));
        out.line("#endif");
    }
    for (name, item, of) in &found {
        let [declared, ..] = guards(name);
        content::guarded(out, file, name, item, |out| {
            out.line(&format!("#define {declared}"));
            out.line(&format!("typedef {} {name};", of.tag()));
        });
    }
    if !found.is_empty() {
        out.blank();
    }
}

/// The same without conditions.
pub(super) fn plain(out: &mut Out, name: &str, of: Struct, is_first: bool) {
    let text = if is_stream(of) { STREAM.text } else { DATA.text };
    if is_first {
        in_c99(text).filter(|line| !line.starts_with('#')).for_each(|line| out.line(&line));
    }
    out.line(&format!("typedef {} {name};", of.tag()));
}

/// Comments that C before C99 has, too.
fn in_c99(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().map(|line| match line.split_once("// ") {
        Some((before, comment)) => format!("{before}/* {comment} */"),
        None => line.to_owned(),
    })
}
