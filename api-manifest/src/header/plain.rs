//! Declarations alone: for what reads C and compiles none of it.

use std::collections::BTreeSet;

use super::ctype::{Body, is_int};
use super::error::HeaderError;
use super::lower::Lowering;
use super::out::Out;
use super::write_table;
use super::{Input, arrow, comment, growable, revisions, slot, write_growable, write_types};
use crate::foreign::Foreign;

/// The declarations of these tables and of all that they reach, the contract's as well, in one text without anything that only
/// a compiler can read: no conditions, no function bodies, no asserts, no attributes. cffi's `cdef` takes it as it is.
///
/// ```
/// # use vtable_api_manifest::header::{self, Input};
/// # use vtable_api_manifest::model::{Bounds, CCase, Receiver, Slot, Table, Type};
/// # let beep = Slot { revision: 1, name: "beep".into(), is_unsafe: false, receiver: Receiver::Ref, params: vec![], ret: Type::Unit,
/// #     lifetimes: Default::default(), ex_none: false, docs: vec![], line: None };
/// # let table = Table { id: "acme/horn".into(), trait_name: "Horn".into(), module: "acme".into(), bounds: Bounds::default(),
/// #     c_case: CCase::Snake, docs: vec![], slots: vec![beep], revisions: vec![], line: None };
/// let input = Input { table: &table, types: &[], package: "acme", fingerprints: &[7], prefix: None, header_names: &header::file_name };
/// let text = header::plain(&[input])?;
/// assert!(text.contains("typedef struct acme_horn_table {"));
/// assert!(text.contains("void (*beep)(void *object);"));
/// # Ok::<(), header::HeaderError>(())
/// ```
///
/// # Errors
///
/// As [`super::table`].
pub fn plain(inputs: &[Input<'_>]) -> Result<String, HeaderError> {
    let mut out = Out::default();
    top(&mut out, inputs);
    contract(&mut out);
    let mut known = BTreeSet::new();
    for input in inputs {
        table(&mut out, input, &mut known)?;
    }
    // What is left for compilers: a calling convention that all of these tools take for granted, and what C++ adds.
    Ok(out.into_text().replace("VTABLE_API_CALL ", "").replace(" VTABLE_API_NOEXCEPT", ""))
}

/// `"my-viewer"` gives `my_viewer.plain.h`.
///
/// ```
/// assert_eq!(vtable_api_manifest::header::plain_file_name("my-viewer"), "my_viewer.plain.h");
/// ```
pub fn plain_file_name(package: &str) -> String {
    format!("{}.plain.h", package.replace('-', "_"))
}

fn top(out: &mut Out, inputs: &[Input<'_>]) {
    let tables: Vec<String> = inputs.iter().map(|input| format!("\"{}\"", input.table.id)).collect();
    out.comment(
        &[
            format!("Declarations of {}, and of what they are made of.", tables.join(", ")),
            String::new(),
            "Written by `cargo vtable-api header --plain`; do not edit. For cffi, bindgen, SWIG, Nim and whatever else reads C and".into(),
            "compiles none of it; a program in C or C++ includes the headers that `header` writes, which check what they say.".into(),
            "The integers are those of <stdint.h>, bool that of <stdbool.h>: `bindgen FILE -- -include stdint.h -include stdbool.h`.".into(),
            "All functions are cdecl. It has the contract's declarations, so a program reads one such file.".into(),
        ],
    );
    out.blank();
}

/// What `vtable_api.h` declares: its structs, and its constants as enumerators.
fn contract(out: &mut Out) {
    // The one that is not the same on all systems.
    out.comment(&["On Windows, write wchar_t instead of char.".into()]);
    out.line("typedef char vtable_api_os_unit;");
    let mut is_inside = false;
    for line in super::common().lines() {
        if is_inside || line.starts_with("struct ") || line.starts_with("typedef struct ") {
            out.line(line);
            is_inside = !line.starts_with('}') && (is_inside || line.ends_with('{'));
        } else if let Some((name, value)) = number(line) {
            out.line(&format!("enum {{ {name} = {value} }};"));
        }
    }
    out.blank();
}

/// Of `#define VTABLE_API_SOME 1u`.
fn number(line: &str) -> Option<(&str, u32)> {
    let (name, value) = line.strip_prefix("#define ")?.split_once(' ')?;
    Some((name, value.strip_suffix('u')?.parse().ok()?))
}

fn table(out: &mut Out, input: &Input<'_>, known: &mut BTreeSet<String>) -> Result<(), HeaderError> {
    let last = revisions(input)?;
    let types = growable::recorded(input.types);
    let input = &Input { types: &types, ..*input };
    let mut lowering = Lowering::new(input)?;
    let slots = slot::lower(&mut lowering, input)?;
    let mut sequence = std::mem::take(&mut lowering.sequence);
    // A type that an earlier table of the package has is the same one.
    sequence.retain(|name| known.insert(name.clone()));
    self::types(out, &lowering, &sequence, known);
    let names = &lowering.prefixes;
    write_table::fingerprints(out, input, names);
    let name = names.own("table");
    let mut docs = vec![format!("The table {}.", comment::string(&input.table.id))];
    docs.extend(input.table.docs.iter().cloned());
    out.comment(&docs);
    out.block(&format!("typedef struct {name} {{"), &format!("}} {name};"), |out| {
        out.line("vtable_api_header header;");
        for n in 1..=last {
            write_table::members(out, input.table, &slots, n);
        }
    });
    out.blank();
    Ok(())
}

fn types(out: &mut Out, lowering: &Lowering<'_>, sequence: &[String], known: &mut BTreeSet<String>) {
    let items = || sequence.iter().filter_map(|name| Some((name, lowering.items.get(name)?)));
    let mut interfaces = [false; 2];
    for (name, item) in items() {
        if let Some(of) = arrow::of_item(item) {
            let is_known = &mut interfaces[usize::from(arrow::is_stream(of))];
            arrow::plain(out, name, of, !std::mem::replace(is_known, true));
            continue;
        }
        write_growable::fingerprints(out, name, item);
        if let Some(keyword) = item.body.keyword() {
            let tag = item.foreign.as_deref().and_then(Foreign::parse).map_or(&name[..], |of| of.tag);
            out.line(&format!("typedef {keyword} {tag} {name};"));
        }
    }
    for (name, item) in items() {
        write_types::documented(out, item);
        if let Some(of) = item.foreign.as_deref().and_then(Foreign::parse) {
            // A type of another name may be the same struct.
            if known.insert(format!("struct {}", of.tag)) {
                of.lines().iter().for_each(|line| out.line(line));
            }
        } else if !matches!(item.body, Body::Opaque) && arrow::of_item(item).is_none() {
            match item.growing {
                Some(_) => write_growable::plain_body(out, name, item),
                None => write_types::body(out, name, item, true),
            }
        }
        for constant in &item.constants {
            out.comment(&constant.docs);
            let (name, value) = (&constant.name, constant.value);
            out.line(&match (is_int(value), i64::try_from(value)) {
                (true, _) => format!("enum {{ {name} = {value} }};"),
                // Its digits without the sign are no number of C.
                (false, Ok(i64::MIN)) => format!("/* {name} is {value}, which no literal says */"),
                (false, Ok(_)) if !constant.is_unsigned => format!("#define {name} {value}ll"),
                (false, _) => format!("#define {name} {value}ull"),
            });
        }
        out.blank();
    }
}
