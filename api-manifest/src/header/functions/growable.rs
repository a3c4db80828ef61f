//! The functions over growable types: what a reader asks, and what a maker's blocks are made and freed with.

use super::{Function, OUT, stored};
use crate::header::ctype::{Body, Member};
use crate::header::drops;
use crate::header::growable::{self, Growing};
use crate::header::lower::Lowering;
use crate::header::mangle::{snake, upper};
use crate::model::{self, Growths, Type, Variant};

/// `NAME_grown`, `NAME_drop` and `NAME_free_parts`, and of an enum `NAME_known` and `NAME_as_VARIANT`.
pub(super) fn read(lowering: &Lowering<'_>, name: &str) -> Option<Function> {
    let ty = growing(lowering, name)?;
    let mut function = Function::none_of(name);
    let known = format!("{name}_id_, {name}_fingerprints_, {}", growable::target(name));
    let grown = format!("return vtable_api_grown(value->head.growth, {known});");
    function.push(format!("{name}_grown"), &format!("uint32_t {name}_grown(const {name} *value)"), [grown]);
    let drop = "VTABLE_API_GROWING_DROP_(*value);".to_owned();
    function.push(format!("{name}_drop"), &format!("void {name}_drop({name} **value)"), [drop]);
    let parts = drops::of_block(lowering, ty);
    // There may be none.
    let parts = ["VTABLE_API_CAST_(void, value);".to_owned()].into_iter().chain(parts);
    function.push(format!("{name}_free_parts"), &format!("void {name}_free_parts({name} *value)"), parts);
    if let Ok(model::Body::GrowableEnum { variants, growths }) = lowering.def(ty).map(|def| &def.body) {
        tags(&mut function, name, variants, growths);
        for (variant, growth) in variants.iter().zip((0..).map(|at| growths.of(at))) {
            as_variant(&mut function, lowering, name, variant, growth);
        }
    }
    Some(function)
}

/// The type that is called so, if its values grow.
fn growing<'l>(lowering: &'l Lowering<'_>, name: &str) -> Option<&'l Type> {
    let item = lowering.items.get(name)?;
    matches!(item.growing, Some(Growing::Whole { .. })).then(|| lowering.derived_type(name)).flatten()
}

/// Lines that are there only from a growth on.
fn since(name: &str, growth: u32, lines: Vec<String>) -> Vec<String> {
    if growth == 1 {
        return lines;
    }
    [vec![format!("#if {} >= {growth}", growable::target(name))], lines, vec!["#endif".into()]].concat()
}

fn constant(name: &str, variant: &Variant) -> String {
    format!("{}_{}", upper(name), upper(&snake(&variant.name)))
}

/// Whether the tag means the same to both sides.
fn tags(function: &mut Function, name: &str, variants: &[Variant], growths: &Growths) {
    let mut body = vec!["switch (value->head.tag) {".to_owned()];
    for growth in 1..=growths.count() {
        let of_it = &variants[growths.members(growth)];
        let mut cases: Vec<String> = of_it.iter().map(|variant| format!("case {}:", constant(name, variant))).collect();
        cases.push(format!("    return {name}_grown(value) >= {growth};"));
        body.extend(since(name, growth, cases));
    }
    body.extend(["default:".into(), "    return false;".into(), "}".into()]);
    function.push(format!("{name}_known"), &format!("bool {name}_known(const {name} *value)"), body);
}

/// What a variant holds; NULL when it is another one, or not known to both.
fn as_variant(function: &mut Function, lowering: &Lowering<'_>, name: &str, variant: &Variant, growth: u32) {
    let fields = growable::variant_struct(name, variant);
    if lowering.items.get(&fields).is_none() {
        return;
    }
    let is = format!("value->head.tag == {} && {name}_grown(value) >= {growth}", constant(name, variant));
    let body = [
        "const void *block = value;".to_owned(),
        format!("return {is} ? VTABLE_API_CAST_(const {fields} *, block) : NULL;"),
    ];
    let of = format!("{name}_as_{}", snake(&variant.name));
    let first = function.lines.len();
    function.push(of.clone(), &format!("const {fields} *{of}(const {name} *value)"), body);
    let lines = function.lines.split_off(first);
    function.lines.extend(since(name, growth, lines));
}

/// `NAME_free`, and of a struct `NAME_alloc`, of an enum `NAME_of_VARIANT`.
pub(super) fn made(lowering: &Lowering<'_>, name: &str) -> Option<Function> {
    let ty = growing(lowering, name)?;
    let mut function = Function { allocates: true, ..Function::none_of(name) };
    let head = format!("void VTABLE_API_CALL {name}_free(void *self) VTABLE_API_NOEXCEPT");
    let parts = format!("{name}_free_parts(VTABLE_API_CAST_({name} *, self));");
    function.push(format!("{name}_free"), &head, [parts, "VTABLE_API_DEALLOC(self);".into()]);
    match lowering.def(ty).map(|def| &def.body) {
        Ok(model::Body::GrowableStruct { .. }) => {
            let body = [
                allocated(name),
                format!("if ({OUT} != NULL) {{"),
                format!("    {OUT}->head.growth = growth;"),
                "}".into(),
                format!("return {OUT};"),
            ];
            let head = format!("{name} *{name}_alloc(const vtable_api_growth *growth)");
            function.push(format!("{name}_alloc"), &head, body);
        }
        Ok(model::Body::GrowableEnum { variants, growths }) => {
            for (variant, growth) in variants.iter().zip((0..).map(|at| growths.of(at))) {
                of_variant(&mut function, lowering, name, variant, growth);
            }
        }
        _ => {}
    }
    Some(function)
}

/// The statement that makes a zeroed block of this type.
fn allocated(of: &str) -> String {
    format!("{of} *{OUT} = VTABLE_API_CAST_({of} *, VTABLE_API_ALLOC(1, sizeof *{OUT}));")
}

fn of_variant(function: &mut Function, lowering: &Lowering<'_>, name: &str, variant: &Variant, growth: u32) {
    let fields = growable::variant_struct(name, variant);
    let item = lowering.items.get(&fields);
    let members: &[Member] = match item.map(|item| &item.body) {
        // Behind what all variants begin with.
        Some(Body::Struct(members)) => members.get(1..).unwrap_or_default(),
        _ => &[],
    };
    let (of, head) = if item.is_some() { (&fields[..], "->any.head") } else { (name, "->head") };
    let values = members.iter().map(|one| stored(lowering, &one.ty, &one.name, &format!("{OUT}->{}", one.name)));
    let (parameters, statements): (Vec<String>, Vec<String>) = values.unzip();
    let mut set = vec![
        format!("{OUT}{head}.growth = vtable_api_growth_;"),
        format!("{OUT}{head}.tag = {};", constant(name, variant)),
    ];
    set.extend(statements);
    set.iter_mut().for_each(|line| line.insert_str(0, "    "));
    let block = format!("vtable_api_block_ = {OUT};");
    let body = [
        vec!["void *vtable_api_block_;".into(), allocated(of), format!("if ({OUT} != NULL) {{")],
        set,
        vec!["}".into(), block, format!("return VTABLE_API_CAST_({name} *, vtable_api_block_);")],
    ];
    let maker = format!("{name}_of_{}", snake(&variant.name));
    let parameters = [vec!["const vtable_api_growth *vtable_api_growth_".to_owned()], parameters].concat();
    let first = function.lines.len();
    function.push(maker.clone(), &format!("{name} *{maker}({})", parameters.join(", ")), body.concat());
    let lines = function.lines.split_off(first);
    function.lines.extend(since(name, growth, lines));
}
