//! `CodecProvider<Self>`: the table of a class that has the slots as member functions.

use super::call::Call;
use super::{Names, guarded};
use crate::header::Input;
use crate::header::write_table::{Out, each_target};

pub(super) fn all(out: &mut Out, input: &Input<'_>, names: &Names<'_>, calls: &[Call<'_>]) {
    let last = input.fingerprints.len() as u32;
    slots(out, names, calls);
    for n in 1..=last {
        guarded(out, names, n, |out| provider(out, names, calls, n));
    }
    let class = &names.class;
    out.line("/* Of the revision that this file targets. */");
    each_target(out, names.prefixes, last, |out, n| {
        out.line(&format!("template <class Self> using {class}Provider = {class}Provider{n}<Self>;"));
    });
    out.blank();
}

fn slots(out: &mut Out, names: &Names<'_>, calls: &[Call<'_>]) {
    out.line("/* What stands in the table of a class. */");
    out.line(&format!("template <class Self> struct VTABLE_API_HIDDEN_ {}Slots {{", names.class));
    for call in calls {
        guarded(out, names, call.slot.slot.revision, |out| call.slot_of_self(out));
    }
    out.line("};");
    out.blank();
}

fn provider(out: &mut Out, names: &Names<'_>, calls: &[Call<'_>], n: u32) {
    let of_it = || calls.iter().filter(|call| call.slot.slot.revision <= n);
    let class = &names.class;
    let (table, header) = (names.prefixes.own(&format!("table_{n}")), names.prefixes.constant(&format!("HEADER_{n}")));
    let mut docs = vec![
        format!("Revision {n} of a class: `class Mine : public {class}Provider{n}<Mine>`, with these members, public:"),
        String::new(),
    ];
    docs.extend(of_it().map(|call| call.wanted(&names.namespace)));
    out.comment("", &docs);
    let slots: String = of_it().map(|call| format!(", &slots::{}", call.name)).collect();
    let text = format!(
        "template <class Self> class {class}Provider{n} {{\n    \
             using slots = {class}Slots<Self>;\n    \
             VTABLE_API_HIDDEN_ static void VTABLE_API_CALL end_(void *object) noexcept {{ delete static_cast<Self *>(object); }}\n    \
             VTABLE_API_HIDDEN_ static void *VTABLE_API_CALL make_() noexcept {{\n        \
                 VTABLE_API_TRY_ {{ return new (std::nothrow) Self(); }}\n        \
                 VTABLE_API_NONE_\n    \
             }}\n\n\
         public:\n    \
             VTABLE_API_HIDDEN_ static inline const {table} table = {{ {header}(&end_){slots} }};\n\n    \
             /* Exports of a module: a new object for each who asks, by the default constructor (one that throws makes\n     \
              * none), or one that is lent to all, from several threads, by the slots that change nothing. */\n    \
             VTABLE_API_HIDDEN_ static constexpr vtable_api_export creates(const char *name) noexcept {{\n        \
                 return {{ name, &table.header, nullptr, &make_ }};\n    \
             }}\n    \
             VTABLE_API_HIDDEN_ static constexpr vtable_api_export lends(const char *name, Self &object) noexcept {{\n        \
                 return {{ name, &table.header, &object, nullptr }};\n    \
             }}\n    \
             /* An object as a parameter or result: lent, or given for good. */\n    \
             VTABLE_API_HIDDEN_ static vtable_api_object lend(Self &object) noexcept {{ return {{ &table.header, &object }}; }}\n    \
             VTABLE_API_HIDDEN_ static vtable_api::owned_object give(std::unique_ptr<Self> object) noexcept {{\n        \
                 return vtable_api::owned_object::adopt({{ &table.header, object.release() }});\n    \
             }}\n\
         }};\n"
    );
    text.lines().for_each(|line| out.line(line));
    out.blank();
}
