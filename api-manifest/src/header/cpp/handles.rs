//! `CodecRef`, `CodecMut` and `CodecBox`.

use super::call::Call;
use super::{Names, changes, each_revision};
use crate::header::Input;
use crate::header::out::Out;

pub(super) fn all(out: &mut Out, input: &Input<'_>, names: &Names<'_>, calls: &[Call<'_>]) {
    shared(out, input, names, calls);
    exclusive(out, names, calls);
    owned(out, names);
}

fn shared(out: &mut Out, input: &Input<'_>, names: &Names<'_>, calls: &[Call<'_>]) {
    let (class, raw) = (format!("{}Ref", names.class), names.prefixes.own("ref"));
    let mut docs = input.table.docs.clone();
    docs.push("Lent: whoever made the object ends it. Copies are the same object.".into());
    out.comment(&docs);
    let base = format!("vtable_api::vtable_api_handle<::{raw}>");
    public_class(out, &class, &base, |out| {
        negotiate(out, names, &class);
        out.line("using vtable_api_handle::vtable_api_handle;");
        each_revision(out, names, calls.iter(), |out, n, calls| {
            if n > 1 {
                let asked: Vec<&str> = calls.iter().map(|call| &call.asked[..]).collect();
                let (fours, rest) = asked.as_chunks::<4>();
                fours.iter().for_each(|four| out.line(&format!("VTABLE_API_HAS_4_({n}, {})", four.join(", "))));
                rest.iter().for_each(|one| out.line(&format!("VTABLE_API_HAS_({n}, {one})")));
            }
            calls.iter().filter(|call| !changes(call)).for_each(|call| call.method(out, &class));
        });
    });
    out.blank();
}

/// A class whose members are all public.
fn public_class(out: &mut Out, class: &str, base: &str, members: impl FnOnce(&mut Out)) {
    out.line(&format!("class {class} : public {base} {{"));
    out.line("public:");
    out.indented(members);
    out.line("};");
}

fn negotiate(out: &mut Out, names: &Names<'_>, class: &str) {
    let (raw, negotiate) = (names.prefixes.own("ref"), names.prefixes.own("negotiate"));
    out.line(
        "/* Do this once per object. `name`: you, \"viewer/2.1.0\"; `required`: revisions you cannot do without. */",
    );
    out.line(&format!("static vtable_api::result<{class}, vtable_api::refusal>"));
    let head = "negotiate(vtable_api_object from, const char *name, std::uint64_t required = 0) noexcept {";
    out.block(head, "}", |out| {
        out.line(&format!("::{raw} raw;"));
        out.line("vtable_api::refusal why = {};");
        out.block(
            &format!("if (!::{negotiate}(from, required, name, why.text, sizeof why.text, &raw)) {{"),
            "}",
            |out| {
                out.line("return vtable_api::err(why);");
            },
        );
        out.line(&format!("return vtable_api::ok({class}(raw));"));
    });
}

fn exclusive(out: &mut Out, names: &Names<'_>, calls: &[Call<'_>]) {
    let (class, base) = (format!("{}Mut", names.class), format!("{}Ref", names.class));
    out.line("/* Lent, and nobody else's meanwhile: all slots. */");
    public_class(out, &class, &base, |out| {
        negotiate(out, names, &class);
        out.line(&format!("using {base}::{base};"));
        out.line("/* To be lent on, as a parameter that may change it. */");
        out.line("operator vtable_api::exclusive() noexcept { return vtable_api::exclusive(this->operator vtable_api_object()); }");
        each_revision(out, names, calls.iter().filter(|call| changes(call)), |out, _, calls| {
            calls.iter().for_each(|call| call.method(out, &class));
        });
    });
    out.blank();
}

fn owned(out: &mut Out, names: &Names<'_>) {
    let (class, base, raw) = (format!("{}Box", names.class), format!("{}Mut", names.class), names.prefixes.own("ref"));
    let negotiate = names.prefixes.own("negotiate");
    let text = format!(
        "/* Owns its object, and ends it. */\n\
         class {class} : public {base} {{\n\
         public:\n    \
             /* The object is ended when it is refused, too. */\n    \
             static vtable_api::result<{class}, vtable_api::refusal>\n    \
             negotiate(vtable_api::owned_object from, const char *name, std::uint64_t required = 0) noexcept {{\n        \
                 ::{raw} raw;\n        \
                 vtable_api::refusal why = {{}};\n        \
                 if (!::{negotiate}(from.get(), required, name, why.text, sizeof why.text, &raw)) {{\n            \
                     return vtable_api::err(why);\n        \
                 }}\n        \
                 return vtable_api::ok({class}(raw, std::move(from)));\n    \
             }}\n    \
             {class}({class} &&other) noexcept = default;\n    \
             {class} &operator=({class} &&other) noexcept = default;\n\n    \
             /* Gives it up, as a `Box<dyn ..>` parameter. */\n    \
             vtable_api::owned_object release() noexcept {{ return std::move(owned_); }}\n\n\
         private:\n    \
             {class}(const ::{raw} &raw, vtable_api::owned_object owned) noexcept : {base}(raw), owned_(std::move(owned)) {{}}\n    \
             vtable_api::owned_object owned_;\n\
         }};\n"
    );
    out.lines(&text);
    out.blank();
}
