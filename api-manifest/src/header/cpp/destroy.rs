//! How structs and enums free what their fields own: `vtable_api::destroy` calls the function in C.

use crate::header::Input;
use crate::header::drops;
use crate::header::lower::Lowering;
use crate::header::mangle::upper;
use crate::header::write_table::Out;
use crate::model::{Body, TypeDef};

/// Of all types that the header has and that own something.
pub(super) fn all(out: &mut Out, lowering: &Lowering<'_>, input: &Input<'_>) {
    for def in input.types.iter().filter(|def| is_owner(def, lowering)) {
        let name = lowering.prefixes.part(&def.ty, None);
        let guard = format!("VTABLE_API_DESTROYS_{}_", upper(&name));
        out.line(&format!("#ifndef {guard}"));
        out.line(&format!("#define {guard}"));
        out.line(&format!("template <> struct vtable_api::destroy<{name}> {{"));
        out.line(&format!("    static void now({name} &value) noexcept {{ {name}_drop(&value); }}"));
        out.line("};");
        out.line("#endif");
        out.blank();
    }
}

/// Met by the header, with fields of its own, not all plain. What a typedef names has its own.
fn is_owner(def: &TypeDef, lowering: &Lowering<'_>) -> bool {
    let name = lowering.prefixes.part(&def.ty, None);
    let has_fields = matches!(def.body, Body::Struct { .. } | Body::Enum { .. });
    has_fields && lowering.items.get(&name).is_some() && !drops::of_derived(lowering, &def.ty).is_empty()
}
