//! Writes the head of the file, the table's structs and its caller's side.

use super::Input;
use super::mangle::{Prefixes, upper};
use super::out::Out;
use super::slot::CSlot;
use super::{comment, content};
use crate::model::{Bounds, Receiver, Table};
use std::collections::BTreeSet;

/// Until the types.
pub(super) fn top(out: &mut Out, input: &Input<'_>, names: &Prefixes, includes: &BTreeSet<&str>) {
    let (table, last) = (input.table, input.fingerprints.len());
    out.comment(&introduction(table, names, last));
    let guard = names.constant("H_");
    out.line(&format!("#ifndef {guard}"));
    out.line(&format!("#define {guard} {}", content::key(&table.id)));
    out.blank();
    out.line("#include \"vtable_api.h\"");
    includes.iter().for_each(|path| out.line(&format!("#include <{path}>")));
    out.blank();
    out.line(&format!("#define {} {}", names.constant("ID"), comment::string(&table.id)));
    fingerprints(out, input, names);
    out.blank();
    target(out, names, last);
    out.line("#pragma pack(push, 8) /* whatever the includer left in force */");
    out.line("#ifdef __cplusplus");
    out.line("extern \"C\" {");
    out.line("#endif");
    out.blank();
}

/// Of each revision, its bit and what it is known by.
pub(super) fn fingerprints(out: &mut Out, input: &Input<'_>, names: &Prefixes) {
    for (n, fingerprint) in (1..).zip(input.fingerprints) {
        out.line(&format!("#define {} 0x{:x}ull", names.constant(&format!("REVISION_{n}")), 1u64 << (n - 1)));
        out.line(&format!("#define {} 0x{fingerprint:016x}ull", names.constant(&format!("FINGERPRINT_{n}"))));
    }
}

fn introduction(table: &Table, names: &Prefixes, last: usize) -> Vec<String> {
    let mut lines = vec![
        format!("{} - table \"{}\", {}.", names.file(), table.id, revisions(last)),
        String::new(),
        "Written by `cargo vtable-api header`; do not edit. vtable_api.h has the rules that both sides keep.".into(),
        "Members and parameters that C or C++ has a meaning for end in _ (`class` is class_).".into(),
        format!("Objects of this table: {}.", threads(table.bounds)),
        "At each slot: who may call it. [any thread]: several at once; [one thread at a time]; [its thread]: the one that".into(),
        "made the object; [alone]: no other call on the object meanwhile, and none from a callback.".into(),
        format!("Define {} to use no later revision.", names.constant("TARGET_REVISION")),
    ];
    if table.docs.iter().any(|l| !l.trim().is_empty()) {
        lines.extend([String::new(), format!("{}:", table.trait_name)]);
        lines.extend(table.docs.iter().cloned());
    }
    lines
}

fn revisions(last: usize) -> String {
    if last == 1 { "revision 1".into() } else { format!("revisions 1 to {last}") }
}

fn threads(bounds: Bounds) -> &'static str {
    match (bounds.send, bounds.sync) {
        (true, true) => "any thread may call, several at once (Send + Sync)",
        (true, false) => "any thread may call, one at a time (Send)",
        (false, true) => "any thread may call, several at once, but the one that made it releases it (Sync)",
        (false, false) => "only the thread that made it may call and release it (neither Send nor Sync)",
    }
}

/// The revision that the includer asks for. Names are made of it.
fn target(out: &mut Out, names: &Prefixes, last: usize) {
    let target = names.constant("TARGET_REVISION");
    out.line(&format!("#ifndef {target}"));
    out.line(&format!("#define {target} {last}"));
    out.line("#endif");
    out.line(&format!("#if {target} < 1 || {target} > {last}"));
    let known = if last == 1 { "1 here".into() } else { format!("a plain number from 1 to {last} here") };
    out.line(&format!("#error \"{target} is {known}\""));
    out.line("#endif");
    out.blank();
}

/// Runs `write` between `#if`s when what it writes is of a later revision than the first.
pub(super) fn guarded(out: &mut Out, names: &Prefixes, revision: u32, write: impl FnOnce(&mut Out)) {
    if revision > 1 {
        out.line(&format!("#if {} >= {revision}", names.constant("TARGET_REVISION")));
    }
    write(out);
    if revision > 1 {
        out.line("#endif");
    }
}

/// From the types to the end.
pub(super) fn table(out: &mut Out, input: &Input<'_>, names: &Prefixes, slots: &[CSlot<'_>]) {
    let last = input.fingerprints.len() as u32;
    out.section("the table, up to the revision that is asked for");
    structure(out, input.table, names, slots, last);
    constants(out, names, slots, last);
    super::write_record::record(out, input, names);
    provider(out, names, slots, last);
    caller(out, names);
    out.line("#ifdef __cplusplus");
    out.line("}");
    out.line("#endif");
    out.line("#pragma pack(pop)");
    let (guard, key) = (names.constant("H_"), content::key(&input.table.id));
    out.line(&format!("#elif {guard} != {key}"));
    let id = input.table.id.escape_default();
    out.line(&format!("#error \"{}: another table's header has the names of table '{id}'\"", names.file()));
    out.line("#endif");
}

/// One struct, whose tag says the revision: files of one program may ask for several.
fn structure(out: &mut Out, table: &Table, names: &Prefixes, slots: &[CSlot<'_>], last: u32) {
    let (tag, name) = (names.constant("TABLE_"), names.own("table"));
    out.line(&format!("#define {tag} VTABLE_API_NAME_({name}_, {})", names.constant("TARGET_REVISION")));
    out.block(&format!("typedef struct {tag} {{"), &format!("}} VTABLE_API_MAY_ALIAS {tag};"), |out| {
        out.line("vtable_api_header header;");
        for n in 1..=last {
            guarded(out, names, n, |out| members(out, table, slots, n));
        }
    });
    out.line(&format!("typedef {tag} {name};"));
    out.blank();
}

/// The slots of one revision, as members of the table.
pub(super) fn members(out: &mut Out, table: &Table, slots: &[CSlot<'_>], revision: u32) {
    for slot in of(slots, revision) {
        documented(out, table, slot);
        out.line(&format!("{};", slot.function.declare(&format!("(VTABLE_API_CALL *{})", slot.member))));
    }
    let rule = if revision == 1 { ": nothing above this line ever changes" } else { "" };
    out.line(&format!("/* end of revision {revision}{rule} */"));
}

/// The slots of one revision.
fn of<'a, 's>(slots: &'a [CSlot<'s>], revision: u32) -> impl Iterator<Item = &'a CSlot<'s>> {
    slots.iter().filter(move |slot| slot.slot.revision == revision)
}

/// Who may call, as the table's head explains, the docs, and what is special.
fn documented(out: &mut Out, table: &Table, slot: &CSlot<'_>) {
    let calls = format!("[{}]", threads_of(table.bounds, slot.slot.receiver));
    let mut lines = slot.slot.docs.clone();
    lines.extend(slot.notes.iter().cloned());
    match lines.first_mut() {
        Some(first) => *first = format!("{calls} {}", first.trim_start()),
        None => lines.push(calls),
    }
    out.blank();
    out.comment(&lines);
}

/// Which threads may call a slot.
fn threads_of(bounds: Bounds, receiver: Receiver) -> &'static str {
    match (receiver, bounds.send, bounds.sync) {
        (Receiver::None, ..) | (Receiver::Ref, _, true) => "any thread",
        (Receiver::Ref, true, false) => "one thread at a time",
        (Receiver::Ref, false, false) => "its thread",
        (Receiver::Mut, true, _) => "alone",
        (Receiver::Mut, false, _) => "its thread, alone",
    }
}

/// How many slots there are up to a revision.
fn end(slots: &[CSlot<'_>], revision: u32) -> usize {
    slots.iter().filter(|s| s.slot.revision <= revision).count()
}

/// What is known of each revision, whichever is asked for.
fn constants(out: &mut Out, names: &Prefixes, slots: &[CSlot<'_>], last: u32) {
    out.line("/* Bytes of the table as of each revision. */");
    out.block("enum {", "};", |out| {
        for n in 1..=last {
            let comma = if n == last { "" } else { "," };
            let size = names.constant(&format!("SIZE_{n}"));
            out.line(&format!("{size} = VTABLE_API_TABLE_SIZE({}){comma}", end(slots, n)));
        }
    });
    let fingerprints: Vec<_> = (1..=last).map(|n| names.constant(&format!("FINGERPRINT_{n}"))).collect();
    let ends: Vec<_> = (1..=last).map(|n| end(slots, n).to_string()).collect();
    let name = names.own("fingerprints");
    out.line(&format!("static const uint64_t {name}[{last}] = {{ {} }};", fingerprints.join(", ")));
    let name = names.own("ends_");
    out.line(&format!(
        "static const uint32_t {name}[{last}] = {{ {} }}; /* slots up to each revision */",
        ends.join(", ")
    ));
    out.blank();
}

/// What is needed to fill in a table of each revision that the includer may provide.
fn provider(out: &mut Out, names: &Prefixes, slots: &[CSlot<'_>], last: u32) {
    out.section("the provider's side");
    let (table, header) = (names.own("table"), names.constant("HEADER"));
    let both = format!("{}, {}", names.table, upper(&names.table));
    for n in 1..=last {
        guarded(out, names, n, |out| out.line(&format!("VTABLE_API_PROVIDES_({both}, {n})")));
    }
    let target = names.constant("TARGET_REVISION");
    out.line(&format!("VTABLE_API_SLOTS_({both}, {target});"));
    let first = slots.first().map_or("a_slot", |slot| slot.member.as_str());
    out.line(&format!("/* #define {target} 1"));
    out.line(&format!(" * static const {table} mine = {{ {header}(1, my_release), .{first} = my_{first}, ... }};"));
    out.line(
        " * is a table of revision 1. Without names, -Wmissing-field-initializers finds a slot that you forgot. */",
    );
    out.line(&format!("#define {header}(revision, release) VTABLE_API_HEADER_({both}, revision, release)"));
    out.blank();
}

fn caller(out: &mut Out, names: &Prefixes) {
    out.section("the caller's side");
    let (tag, name, table) = (names.constant("REF_"), names.own("ref"), names.own("table"));
    let first =
        "An object to call: ref.t->slot(ref.object, ...). Whoever made it releases it: this is only a reference.";
    out.line(&format!("/* {first}"));
    out.line(&format!(" * A slot of a later revision than the first only when {}(ref, slot). */", names.own("has")));
    out.line(&format!("#define {tag} VTABLE_API_NAME_({name}_, {})", names.constant("TARGET_REVISION")));
    out.block(&format!("typedef struct {tag} {{"), &format!("}} {tag};"), |out| {
        out.line(&format!("const {table} *t;"));
        out.line("void *object;");
        out.line("uint64_t agreed; /* bit n-1: the slots of revision n may be called */");
    });
    out.line(&format!("typedef {tag} {name};"));
    out.line(&format!(
        "#define {}(ref, slot) vtable_api_has((ref).agreed, {}, offsetof({table}, slot))",
        names.own("has"),
        names.own("ends_"),
    ));
    out.blank();
    negotiate(out, names);
}

fn negotiate(out: &mut Out, names: &Prefixes) {
    let prefix = &names.table;
    let (id, target) = (names.constant("ID"), names.constant("TARGET_REVISION"));
    let first = names.constant("REVISION_1");
    let expects = format!("VTABLE_API_EXPECTS_({prefix}, {}, {target})", upper(prefix));
    let text = format!(
        "/* Do this once per object. `required`: revisions you cannot do without, 0 for none but the first; `name`: you,\n \
         * \"viewer/2.1.0\". true and *out; or false, and one line at why, which may be NULL. */\n\
         static inline bool {prefix}_negotiate(vtable_api_object from, uint64_t required, const char *name,\n    \
             char *why, uintptr_t why_size, {prefix}_ref *out) {{\n    \
             vtable_api_caller caller;\n    \
             const vtable_api_header *table;\n    \
             {expects}\n    \
             caller.size = VTABLE_API_CAST_(uint32_t, VTABLE_API_CALLER_SIZE);\n    \
             caller.contract = VTABLE_API_CONTRACT;\n    \
             caller.revisions = VTABLE_API_REVISIONS_({target});\n    \
             caller.required = required | {first};\n    \
             caller.id = {id};\n    \
             caller.fingerprints = {prefix}_fingerprints;\n    \
             caller.name = name;\n    \
             caller.why = why;\n    \
             caller.why_size = why_size;\n    \
             table = vtable_api_negotiate(from.table, &caller, {prefix}_ends_, &out->agreed);\n    \
             out->t = VTABLE_API_CAST_(const {prefix}_table *, VTABLE_API_CAST_(const void *, table));\n    \
             out->object = from.object;\n    \
             return table != NULL;\n\
         }}\n"
    );
    out.lines(&text);
    out.blank();
}
