//! Writes the head of the file, the table's structs and its caller's side.

use super::Input;
use super::mangle::Prefixes;
use super::slot::CSlot;
use super::{comment, content};
use crate::model::{Bounds, Receiver, Table};

/// The text so far.
#[derive(Default)]
pub(super) struct Out(String);

impl Out {
    pub(super) fn line(&mut self, text: &str) {
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.line("");
    }

    pub(super) fn section(&mut self, title: &str) {
        self.line(&format!("/* -- {title} {} */", "-".repeat(94_usize.saturating_sub(title.len()))));
        self.blank();
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// Until the types.
pub(super) fn top(out: &mut Out, input: &Input<'_>, names: &Prefixes) {
    let (table, last) = (input.table, input.fingerprints.len());
    out.comment("", &introduction(table, names, last));
    let guard = names.constant("H_");
    out.line(&format!("#ifndef {guard}"));
    out.line(&format!("#define {guard} {}", content::key(&table.id)));
    out.blank();
    out.line("#include \"vtable_api.h\"");
    out.blank();
    out.line(&format!("#define {} {}", names.constant("ID"), comment::string(&table.id)));
    for (n, fingerprint) in (1..).zip(input.fingerprints) {
        out.line(&format!("#define {} UINT64_C(0x{:x})", names.constant(&format!("REVISION_{n}")), 1u64 << (n - 1)));
        let name = names.constant(&format!("FINGERPRINT_{n}"));
        out.line(&format!("#define {name} UINT64_C(0x{fingerprint:016x})"));
    }
    out.blank();
    target(out, names, last);
    out.line("#pragma pack(push, 8) /* whatever the includer left in force */");
    out.line("#ifdef __cplusplus");
    out.line("extern \"C\" {");
    out.line("#endif");
    out.blank();
}

fn introduction(table: &Table, names: &Prefixes, last: usize) -> Vec<String> {
    let mut lines = vec![
        format!("{} - table \"{}\", {}.", names.file(), table.id, revisions(last)),
        String::new(),
        "Written by `cargo vtable-api header`; do not edit. vtable_api.h has the rules that both sides keep.".into(),
        "Members and parameters that C or C++ has a meaning for end in _ (`class` is class_).".into(),
        format!("Objects of this table: {}.", threads(table.bounds)),
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

fn target(out: &mut Out, names: &Prefixes, last: usize) {
    let target = names.constant("TARGET_REVISION");
    let bits = names.constant("TARGET_BITS_");
    out.line(&format!("#ifndef {target}"));
    out.line(&format!("#define {target} {last}"));
    out.line("#endif");
    out.line(&format!("#if {target} < 1 || {target} > {last}"));
    let known = if last == 1 { "1 here".into() } else { format!("from 1 to {last} here") };
    out.line(&format!("#error \"{target} is {known}\""));
    out.line("#endif");
    out.line(&format!("#define {bits} ((UINT64_C(1) << {target}) - 1)"));
    out.blank();
}

/// What is written for the target revision of the file that includes the header.
pub(super) fn each_target(out: &mut Out, names: &Prefixes, last: u32, write: impl Fn(&mut Out, u32)) {
    for n in 1..=last {
        if last > 1 {
            let word = if n == 1 { "if" } else { "elif" };
            out.line(&format!("#{word} {} == {n}", names.constant("TARGET_REVISION")));
        }
        write(out, n);
    }
    if last > 1 {
        out.line("#endif");
    }
}

/// From the types to the end.
pub(super) fn table(out: &mut Out, input: &Input<'_>, names: &Prefixes, slots: &[CSlot<'_>]) {
    let last = input.fingerprints.len() as u32;
    out.section("the table: each revision has a struct of its own, and begins like the one before");
    for n in 1..=last {
        revision(out, names, slots, n);
    }
    arrays(out, names, slots, last);
    super::write_record::record(out, input, names);
    for n in 1..=last {
        initialiser(out, names, n);
    }
    out.section("the caller's side");
    reference(out, names);
    negotiate(out, names);
    for n in 1..=last {
        wrappers(out, names, slots, n);
    }
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

fn revision(out: &mut Out, names: &Prefixes, slots: &[CSlot<'_>], n: u32) {
    let name = names.own(&format!("table_{n}"));
    out.line(&format!("typedef struct {name} {{"));
    out.line("    vtable_api_header header;");
    for slot in slots.iter().filter(|s| s.slot.revision <= n) {
        if slot.slot.revision == n {
            documented(out, slot);
        }
        out.line(&format!("    {};", slot.function.declare(&format!("(VTABLE_API_CALL *{})", slot.member))));
    }
    out.line(&format!("    /* end of revision {n}: nothing above this line ever changes */"));
    out.line(&format!("}} VTABLE_API_MAY_ALIAS {name};"));
    for (index, slot) in slots.iter().filter(|s| s.slot.revision <= n).enumerate() {
        let member = &slot.member;
        out.line(&format!(
            "VTABLE_API_ASSERT({name}_OFFSETOF_{member}, offsetof({name}, {member}) == VTABLE_API_TABLE_SIZE({index}));"
        ));
    }
    let count = end(slots, n);
    let size = names.constant(&format!("SIZE_{n}"));
    out.line(&format!("#define {size} VTABLE_API_TABLE_SIZE({count})"));
    out.blank();
}

fn documented(out: &mut Out, slot: &CSlot<'_>) {
    let mut lines = slot.slot.docs.clone();
    if !lines.is_empty() && !slot.notes.is_empty() {
        lines.push(String::new());
    }
    lines.extend(slot.notes.iter().cloned());
    out.blank();
    out.comment("    ", &lines);
}

/// How many slots there are up to a revision.
fn end(slots: &[CSlot<'_>], revision: u32) -> usize {
    slots.iter().filter(|s| s.slot.revision <= revision).count()
}

fn arrays(out: &mut Out, names: &Prefixes, slots: &[CSlot<'_>], last: u32) {
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

fn initialiser(out: &mut Out, names: &Prefixes, n: u32) {
    let header = names.constant(&format!("HEADER_{n}"));
    let negotiate = names.own(&format!("provides_{n}_"));
    out.line("static inline const vtable_api_header *VTABLE_API_CALL");
    out.line(&format!(
        "{negotiate}(const vtable_api_header *self, const vtable_api_caller *caller) VTABLE_API_NOEXCEPT {{"
    ));
    out.line(&format!("    {}", names.constant(&format!("PROVIDES_{n}_"))));
    out.line("    return vtable_api_negotiate_default(self, caller);");
    out.line("}");
    if n == 1 {
        let table = names.own("table_1");
        out.line(&format!("/* static const {table} mine = {{ {header}(my_release), my_first_slot, ... }};"));
        out.line(" * -Wmissing-field-initializers finds a slot that you forgot. */");
    }
    let bits: Vec<_> = (1..=n).map(|n| names.constant(&format!("REVISION_{n}"))).collect();
    out.line(&format!("#define {header}(release) \\"));
    out.line(&format!(
        "    {{ {}, VTABLE_API_CAST_(uint32_t, {}), \\",
        bits.join(" | "),
        names.constant(&format!("SIZE_{n}"))
    ));
    out.line(&format!(
        "      VTABLE_API_CONTRACT, {}, {}, {negotiate}, (release), NULL, NULL }}",
        names.constant("ID"),
        names.own("fingerprints"),
    ));
    out.blank();
}

fn reference(out: &mut Out, names: &Prefixes) {
    let name = names.own("ref");
    out.line("/* An object to call. Whoever made it releases it: this is only a reference. */");
    out.line(&format!("typedef struct {name} {{"));
    out.line(&format!("    const {} *t;", names.own("table_1")));
    out.line("    void *object;");
    out.line("    uint64_t agreed; /* bit n-1: the slots of revision n may be called */");
    out.line(&format!("}} {name};"));
    out.blank();
}

fn negotiate(out: &mut Out, names: &Prefixes) {
    let prefix = &names.table;
    let (id, bits) = (names.constant("ID"), names.constant("TARGET_BITS_"));
    let first = names.constant("REVISION_1");
    let expects = names.constant("EXPECTS_");
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
             caller.revisions = {bits};\n    \
             caller.required = required | {first};\n    \
             caller.id = {id};\n    \
             caller.fingerprints = {prefix}_fingerprints;\n    \
             caller.name = name;\n    \
             caller.why = why;\n    \
             caller.why_size = why_size;\n    \
             table = vtable_api_negotiate(from.table, &caller, {prefix}_ends_, &out->agreed);\n    \
             out->t = VTABLE_API_CAST_(const {prefix}_table_1 *, VTABLE_API_CAST_(const void *, table));\n    \
             out->object = from.object;\n    \
             return table != NULL;\n\
         }}\n"
    );
    text.lines().for_each(|line| out.line(line));
    out.blank();
}

fn wrappers(out: &mut Out, names: &Prefixes, slots: &[CSlot<'_>], n: u32) {
    if n > 1 {
        out.line(&format!("#if {} >= {n}", names.constant("TARGET_REVISION")));
    }
    for slot in slots.iter().filter(|s| s.slot.revision == n) {
        if let Some(predicate) = &slot.predicate {
            let revision = names.constant(&format!("REVISION_{n}"));
            out.line(&format!("static inline bool {predicate}({} self) {{", names.own("ref")));
            out.line(&format!("    return (self.agreed & {revision}) != 0;"));
            out.line("}");
        }
        wrapper(out, names, slot, n);
    }
    if n > 1 {
        out.line("#endif");
    }
    out.blank();
}

fn wrapper(out: &mut Out, names: &Prefixes, slot: &CSlot<'_>, n: u32) {
    let has_object = slot.slot.receiver != Receiver::None;
    let params = &slot.function.params[usize::from(has_object)..];
    let mut declared = vec![format!("{} self", names.own("ref"))];
    declared.extend(params.iter().map(|p| p.ty.declare(&p.name)));
    let mut passed: Vec<_> = if has_object { vec!["self.object"] } else { vec![] };
    passed.extend(params.iter().map(|p| p.name.as_str()));
    let table = if n == 1 {
        "self.t".into()
    } else {
        format!(
            "VTABLE_API_CAST_(const {} *, VTABLE_API_CAST_(const void *, self.t))",
            names.own(&format!("table_{n}"))
        )
    };
    if let Some(predicate) = &slot.predicate {
        out.line(&format!("/* Only when {predicate}(self). */"));
    }
    let head = slot.function.ret.declare(&format!("{}({})", slot.wrapper, declared.join(", ")));
    out.line(&format!("static inline {head} {{"));
    let call = if slot.function.ret == super::ctype::CType::Void { "" } else { "return " };
    out.line(&format!("    {call}({table}->{})({});", slot.member, passed.join(", ")));
    out.line("}");
}
