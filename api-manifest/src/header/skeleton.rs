//! What an author begins with: a module that provides a table, and a program that calls it. Both compile as they are.

use super::ctype::CFunction;
use super::error::HeaderError;
use super::lower::Lowering;
use super::mangle::Prefixes;
use super::out::Out;
use super::slot::{self, CSlot};
use super::{Input, comment, growable, revisions};
use crate::model::Receiver;

/// A module in C that provides the table, and a program in C that opens modules and calls it, to be filled in where they say `TODO`.
///
/// ```
/// # use vtable_api_manifest::header::{self, Input};
/// # use vtable_api_manifest::model::{Bounds, CCase, Receiver, Slot, Table, Type};
/// # let beep = Slot { revision: 1, name: "beep".into(), is_unsafe: false, receiver: Receiver::Ref, params: vec![], ret: Type::Unit,
/// #     lifetimes: Default::default(), ex_none: false, docs: vec![], line: None };
/// # let table = Table { id: "acme/horn".into(), trait_name: "Horn".into(), module: "acme".into(), bounds: Bounds::default(),
/// #     c_case: CCase::Snake, docs: vec![], slots: vec![beep], revisions: vec![], line: None };
/// let input = Input { table: &table, types: &[], package: "acme", fingerprints: &[7], prefix: None, header_names: &header::file_name };
/// let [module, host] = header::skeleton(&input)?;
/// assert!(module.contains("static void VTABLE_API_CALL slot_beep(void *object) VTABLE_API_NOEXCEPT {"));
/// assert!(host.contains("acme_horn_negotiate("));
/// # Ok::<(), header::HeaderError>(())
/// ```
///
/// # Errors
///
/// As [`super::table`].
pub fn skeleton(input: &Input<'_>) -> Result<[String; 2], HeaderError> {
    let last = revisions(input)?;
    let types = growable::recorded(input.types);
    let input = &Input { types: &types, ..*input };
    let mut lowering = Lowering::new(input)?;
    let slots = slot::lower(&mut lowering, input)?;
    Ok([module(input, &lowering, &slots, last), host(input, &lowering, &slots)])
}

/// The head of either file.
fn begun(out: &mut Out, input: &Input<'_>, what: &str, command: &str) {
    let head = [
        format!("A {what} table {}.", comment::string(&input.table.id)),
        String::new(),
        "Begun by `cargo vtable-api header --skeleton`: it is yours. TODO says what is to be filled in.".into(),
        format!("    {command}"),
    ];
    out.comment(&head);
}

fn module(input: &Input<'_>, lowering: &Lowering<'_>, slots: &[CSlot<'_>], last: u32) -> String {
    let names = &lowering.prefixes;
    let (table, header, target) = (names.own("table"), names.constant("HEADER"), names.constant("TARGET_REVISION"));
    let mut out = Out::default();
    begun(&mut out, input, "module that provides the", "cc -shared -fPIC -I include -o NAME.so THIS_FILE");
    out.line("#define VTABLE_API_STDLIB /* what is made for the caller comes from calloc, and free frees it */");
    out.line(&format!("#define {target} {last} /* stays when the headers get more */"));
    out.line(&format!("#include \"{}\"", names.file()));
    out.line("#include <stdlib.h>");
    out.blank();
    out.line("/* TODO: what an object has. */");
    out.block("typedef struct my_object {", "} my_object;", |out| out.line("int unused;"));
    for slot in slots {
        self::slot(&mut out, slot);
    }
    out.blank();
    out.block("static void VTABLE_API_CALL my_release(void *object) VTABLE_API_NOEXCEPT {", "}", |out| {
        out.line("free(object);");
    });
    out.blank();
    out.block(&format!("static const {table} my_table = {{"), "};", |out| {
        out.line(&format!("{header}({last}, my_release),"));
        slots.iter().for_each(|slot| out.line(&format!(".{0} = slot_{0},", slot.member)));
    });
    out.blank();
    out.block("static void *VTABLE_API_CALL my_create(void) VTABLE_API_NOEXCEPT {", "}", |out| {
        out.line("return calloc(1, sizeof(my_object)); /* NULL: there is none */");
    });
    out.blank();
    out.line("/* TODO: the name under which hosts look for it. */");
    out.line("static const vtable_api_export my_exports[] = { { \"mine\", &my_table.header, NULL, my_create } };");
    out.line("VTABLE_API_MODULE(\"my-module\", \"0.1.0\", NULL, NULL, NULL, 0, my_exports, 1);");
    out.into_text()
}

fn slot(out: &mut Out, slot: &CSlot<'_>) {
    out.blank();
    let mut docs = slot.slot.docs.clone();
    docs.extend(slot.notes.iter().cloned());
    out.comment(&docs);
    let is_method = slot.slot.receiver != Receiver::None;
    let params = slot.function.params.iter().skip(usize::from(is_method)).map(|param| param.name.as_str());
    let unused: Vec<String> =
        is_method.then_some("self").into_iter().chain(params).map(|name| format!("(void){name}")).collect();
    let head = slot.function.declare(&format!("VTABLE_API_CALL slot_{}", slot.member));
    out.block(&format!("static {head} {{"), "}", |out| {
        if is_method {
            out.line("my_object *self = object;");
        }
        if !unused.is_empty() {
            out.line(&format!("{};", unused.join(", ")));
        }
        out.line("abort(); /* TODO */");
    });
}

fn host(input: &Input<'_>, lowering: &Lowering<'_>, slots: &[CSlot<'_>]) -> String {
    let names = &lowering.prefixes;
    let mut out = Out::default();
    let command = "cc -I include -o NAME THIS_FILE -ldl && ./NAME ./MODULE.so mine";
    begun(&mut out, input, "program that opens a module and calls its", command);
    out.line(&format!("#include \"{}\"", names.file()));
    out.line("#include \"vtable_api_host.h\"");
    out.line("#include <stdio.h>");
    out.blank();
    out.line("/* TODO: what this program calls itself, and what it lends to modules. */");
    out.line("static const vtable_api_host my_host = VTABLE_API_HOST(\"my-host/0.1.0\", NULL, 0);");
    out.blank();
    out.block("int main(int argc, char **argv) {", "}", |out| main(out, names, slots));
    out.into_text()
}

/// Opens the module, asks for the object, and ends.
fn main(out: &mut Out, names: &Prefixes, slots: &[CSlot<'_>]) {
    let fails = |out: &mut Out, test: &str, failure: &str| {
        out.block(&format!("if ({test}) {{"), "}", |out| out.line(&format!("return fprintf(stderr, {failure}), 1;")));
    };
    out.line("char why[300] = \"usage: NAME MODULE EXPORT\";");
    out.line("vtable_api_opened module;");
    out.line("vtable_api_object object;");
    out.line(&format!("{} mine;", names.own("ref")));
    let why = "\"%s\\n\", why";
    fails(out, "argc != 3 || !vtable_api_open(argv[1], &my_host, &module, why, sizeof why)", why);
    let none = "\"the module makes no `%s`\\n\", argv[2]";
    fails(out, "!vtable_api_create(vtable_api_opened_find(&module, argv[2]), &object)", none);
    let negotiate = names.own("negotiate");
    fails(out, &format!("!{negotiate}(object, 0, my_host.name, why, sizeof why, &mine)"), why);
    out.line("/* TODO: call what you need of");
    for slot in slots {
        let test = match slot.slot.revision {
            1 => String::new(),
            _ => format!("if ({}(mine, {})) ", names.own("has"), slot.member),
        };
        let arguments = arguments(&slot.function, slot.slot.receiver);
        out.line(&format!(" *     {test}mine.t->{}({arguments});", slot.member));
    }
    out.line(" */");
    out.line(
        "printf(\"%s %s: revisions 0x%x\\n\", module.module->name, module.module->version, (unsigned)mine.agreed);",
    );
    out.line("vtable_api_release(object);");
    out.line("vtable_api_close(&module);");
    out.line("return 0;");
}

fn arguments(function: &CFunction, receiver: Receiver) -> String {
    let names = function.params.iter().enumerate().map(|(index, param)| match (index, receiver) {
        (0, Receiver::Ref | Receiver::Mut) => "mine.object".to_owned(),
        _ if param.name == "ret" => "&ret".to_owned(),
        _ => param.name.clone(),
    });
    names.collect::<Vec<_>>().join(", ")
}
