//! `CodecProvider<Self>`: the table of a class that has the slots as member functions.

use super::call::Call;
use super::{Names, changes, each_revision};
use crate::header::out::Out;
use crate::model::Receiver;

pub(super) fn all(out: &mut Out, names: &Names<'_>, calls: &[Call<'_>]) {
    slots(out, names, calls);
    let (class, target) = (&names.class, names.prefixes.constant("TARGET_REVISION"));
    let mut docs = vec![
        format!(
            "The table of a class: `class Mine : public {class}Provider<Mine, 1>` provides revision 1: it has the slots of it"
        ),
        "and of those before it as public members, declared as in the handles above.".into(),
    ];
    let free = calls.iter().filter(|call| call.slot.slot.receiver == Receiver::None);
    let free: Vec<&str> = free.map(|call| call.name.as_str()).collect();
    if !free.is_empty() {
        docs.push(format!("Static, since they have no object: {}.", free.join(", ")));
    }
    out.comment(&docs);
    out.line(&format!("template <class Self, int Revision = {target}> class {class}Provider {{"));
    out.line(&format!(
        "    static_assert(Revision >= 1 && Revision <= {target}, \"the revision that this class provides\");"
    ));
    exports(out, names);
}

fn slots(out: &mut Out, names: &Names<'_>, calls: &[Call<'_>]) {
    out.line("/* What stands in the table of a class. */");
    let head = format!("template <class Self> struct VTABLE_API_HIDDEN_ {}Slots {{", names.class);
    out.block(&head, "};", |out| {
        out.line(&format!("static constexpr const char *id = {};", names.id));
        each_revision(out, names, calls.iter(), |out, _, calls| {
            for call in calls {
                let handle = if changes(call) { "Mut" } else { "Ref" };
                call.slot_of_self(out, &format!("{}{handle}", names.class));
            }
        });
        out.blank();
        table(out, names, calls);
    });
    out.blank();
}

/// The table's value, which ends where the revision does.
fn table(out: &mut Out, names: &Names<'_>, calls: &[Call<'_>]) {
    let (table, header) = (names.prefixes.own("table"), names.prefixes.constant("HEADER"));
    let head = "table(decltype(vtable_api_header::release) end) noexcept {";
    out.block(&format!("template <int Revision> static constexpr {table} {head}"), "}", |out| {
        out.line(&format!("{table} made = {{}};"));
        each_revision(out, names, calls.iter(), |out, n, calls| {
            out.block(&format!("if constexpr (Revision >= {n}) {{"), "}", |out| {
                out.line(&format!("made.header = vtable_api_header {header}({n}, end);"));
                for call in calls {
                    out.line(&format!("made.{} = of_{}();", call.slot.member, call.name));
                }
            });
        });
        out.line("return made;");
    });
}

fn exports(out: &mut Out, names: &Names<'_>) {
    let (class, table) = (&names.class, names.prefixes.own("table"));
    let text = format!(
        "    VTABLE_API_HIDDEN_ static void VTABLE_API_CALL end_(void *object) noexcept {{ delete static_cast<Self *>(object); }}\n    \
             VTABLE_API_HIDDEN_ static void *VTABLE_API_CALL make_() noexcept {{\n        \
                 VTABLE_API_TRY_ {{ return new (std::nothrow) Self(); }}\n        \
                 VTABLE_API_NONE_\n    \
             }}\n\n\
         public:\n    \
             VTABLE_API_HIDDEN_ static inline const {table} table = {class}Slots<Self>::template table<Revision>(&end_);\n\n    \
             /* Exports of a module: a new object for each who asks, by the default constructor (one that throws makes\n     \
              * none), or one that is lent to all, from several threads, by the slots that change nothing. */\n    \
             VTABLE_API_HIDDEN_ static constexpr vtable_api_export creates(const char *name) noexcept {{\n        \
                 return {{ name, &table.header, nullptr, &make_ }};\n    \
             }}\n    \
             VTABLE_API_HIDDEN_ static constexpr vtable_api_export lends(const char *name, Self &object) noexcept {{\n        \
                 return {{ name, &table.header, &object, nullptr }};\n    \
             }}\n    \
             /* An object as a parameter or result: lent, or given for good. */\n    \
             VTABLE_API_HIDDEN_ static vtable_api::exclusive lend(Self &object) noexcept {{\n        \
                 return vtable_api::exclusive({{ &table.header, &object }});\n    \
             }}\n    \
             VTABLE_API_HIDDEN_ static vtable_api::owned_object give(std::unique_ptr<Self> object) noexcept {{\n        \
                 return vtable_api::owned_object::adopt({{ &table.header, object.release() }});\n    \
             }}\n\
         }};\n"
    );
    out.lines(&text);
    out.blank();
}
