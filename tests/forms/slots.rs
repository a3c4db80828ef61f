//! The forms of slots themselves: receivers, `unsafe`, defaults, Ex slots; each with parameters of some kinds.

use super::cells::camel;
use std::fmt::Write;

/// In the names of tables; what is written.
type Named = (&'static str, &'static str);

const RECEIVERS: &[Named] = &[("free", ""), ("shared", "&self"), ("mutable", "&mut self"), ("named", "&'a self")];

const SAFETY: &[Named] = &[("safe", ""), ("unsafe", "unsafe ")];

/// Parameters, what is passed for them, and the number that comes of it.
struct Parameters {
    name: &'static str,
    declared: &'static str,
    passed: &'static str,
    number: &'static str,
    is: u32,
}

const PARAMETERS: &[Parameters] = &[
    Parameters { name: "nothing", declared: "", passed: "", number: "1", is: 1 },
    Parameters {
        name: "scalars",
        declared: "a: u8, b: i64, c: f32, d: bool",
        passed: "2, 3, 4.0, true",
        number: "u32::from(a) + b as u32 + c as u32 + u32::from(d)",
        is: 10,
    },
    Parameters { name: "text", declared: "text: &str", passed: "\"five\"", number: "text.len() as u32", is: 4 },
    Parameters {
        name: "callback",
        declared: "at: *mut core::ffi::c_void, f: extern \"C\" fn(*mut core::ffi::c_void, u32) -> u32",
        passed: "&raw mut passed as *mut _, add",
        number: "f(at, 5)",
        is: 12,
    },
    Parameters {
        name: "maybe-callback",
        declared: "f: Option<unsafe extern \"C\" fn(u32) -> u32>, g: Option<extern \"C\" fn()>",
        passed: "Some(twice), None",
        number: "f.map_or(0, |f| unsafe { f(3) }) + u32::from(g.is_some())",
        is: 6,
    },
];

/// What a slot is in its table.
struct Kind {
    name: &'static str,
    attribute: &'static str,
    /// What its default body adds to the number.
    default: Option<u32>,
}

const KINDS: &[Kind] = &[
    Kind { name: "required", attribute: "", default: None },
    Kind { name: "defaulted", attribute: "", default: Some(100) },
    Kind { name: "later", attribute: "#[revision(2)] ", default: Some(200) },
    Kind { name: "required_ex1", attribute: "#[revision(2)] ", default: Some(300) },
    Kind { name: "later_ex1", attribute: "#[revision(3)] ", default: Some(400) },
];

/// What the provider that has bodies of its own adds.
const OWN: u32 = 1000;

/// A table for each way to write its slots.
struct Table {
    name: String,
    receiver: &'static str,
    safety: &'static str,
    parameters: &'static Parameters,
}

fn tables() -> impl Iterator<Item = Table> {
    let of = |(receiver, safety): (&'static Named, &'static Named)| {
        PARAMETERS.iter().map(move |parameters| Table {
            name: format!("{}-{}-{}", receiver.0, safety.0, parameters.name),
            receiver: receiver.1,
            safety: safety.1,
            parameters,
        })
    };
    RECEIVERS.iter().flat_map(|receiver| SAFETY.iter().map(move |safety| (receiver, safety))).flat_map(of)
}

impl Table {
    fn signature(&self, name: &str) -> String {
        let generics = if self.receiver.contains("'a") { "<'a>" } else { "" };
        let all = [self.receiver, self.parameters.declared];
        let all: Vec<_> = all.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}fn {name}{generics}({}) -> u32", self.safety, all.join(", "))
    }

    fn body(&self, added: u32) -> String {
        format!("{{ {added} + {} }}", self.parameters.number)
    }

    fn slot(&self, kind: &Kind) -> String {
        let default = kind.default.map_or_else(|| ";".to_owned(), |added| format!(" {}", self.body(added)));
        format!("    {}{}{default}\n", kind.attribute, self.signature(kind.name))
    }

    fn interface(&self) -> String {
        let slots: String = KINDS.iter().map(|kind| self.slot(kind)).collect();
        let Table { name, .. } = self;
        format!("#[vtable_api(id = \"slots/{name}\")]\npub trait {} {{\n{slots}}}\n", camel(name))
    }

    /// For `Bare`, only what is required.
    fn provider(&self, provider: &str) -> String {
        let kinds = KINDS.iter().filter(|kind| provider == "Own" || kind.default.is_none());
        let methods: String =
            kinds.map(|kind| format!("    {} {}\n", self.signature(kind.name), self.body(OWN))).collect();
        format!("impl {} for {provider} {{\n{methods}}}\n", camel(&self.name))
    }

    fn call(&self, kind: &Kind, provider: &str) -> String {
        let Parameters { passed, is, .. } = self.parameters;
        let added = kind.default.filter(|_| provider == "Bare").unwrap_or(OWN);
        let call = format!("object.{}({passed})", kind.name);
        let call = if self.safety.is_empty() { call } else { format!("unsafe {{ {call} }}") };
        format!("    compare(\"{} {} of {provider}\", {call}, {});\n", self.name, kind.name, added + is)
    }
}

const PROVIDERS: [&str; 2] = ["Own", "Bare"];

pub(crate) fn interface() -> String {
    let tables: String = tables().map(|table| table.interface()).collect();
    format!("#![allow(unused)]\nuse vtable_api::vtable_api;\n{tables}")
}

pub(crate) fn provider() -> String {
    let mut text = String::from("#![allow(unused)]\nuse forms_interface::*;\npub struct Own;\npub struct Bare;\n");
    let mut exports = String::new();
    for table in tables() {
        for provider in PROVIDERS {
            text += &table.provider(provider);
            let Table { name, .. } = &table;
            writeln!(exports, "    create \"{name}-{provider}\" => {}Box: || {provider};", camel(name)).expect("text");
        }
    }
    format!("{text}vtable_api::module! {{ export = true;\n{exports}}}\n")
}

const CALLBACKS: &str = "
use forms_interface::*;
extern \"C\" fn add(at: *mut core::ffi::c_void, x: u32) -> u32 { x + unsafe { *at.cast::<u32>() } }
unsafe extern \"C\" fn twice(x: u32) -> u32 { x * 2 }
fn compare(slot: &str, found: u32, expected: u32) {
    if found != expected { println!(\"{slot}: {found} instead of {expected}\"); }
}
";

/// Calls every slot of each provider; how many that are.
pub(crate) fn host() -> (String, usize) {
    let mut text = format!("#![allow(unused)]\n{CALLBACKS}");
    let mut main = String::from(
        "fn main() {\n    let module = vtable_api::Module::open(std::env::args().nth(1).unwrap()).unwrap();\n",
    );
    let mut calls = 0;
    for table in tables() {
        for provider in PROVIDERS {
            let Table { name, .. } = &table;
            let function = format!("{}_{provider}", name.replace('-', "_"));
            let of_it: String = KINDS.iter().map(|kind| table.call(kind, provider)).collect();
            calls += KINDS.len();
            let head = format!("fn t_{function}(mut object: {}Box) {{\n    let mut passed = 7_u32;\n", camel(name));
            text += &format!("{head}{of_it}}}\n");
            writeln!(main, "    t_{function}(module.create(\"{name}-{provider}\").unwrap());").expect("text");
        }
    }
    (format!("{text}{main}    println!(\"{calls} called\");\n}}\n"), calls)
}

/// Tables with one slot that nothing could take the place of where a provider lacks it, by the line of that slot.
pub(crate) fn refused() -> (String, Vec<usize>) {
    let mut text = interface().lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
    let mut lines = Vec::new();
    for table in tables().filter(|table| table.parameters.name == "nothing") {
        for kind in KINDS.iter().filter(|kind| kind.attribute == "#[revision(2)] ") {
            let name = format!("{}-{}", table.name, kind.name.replace('_', "-"));
            let base = table.slot(&KINDS[0]);
            let slot = table.slot(&Kind { default: None, ..*kind });
            text += &format!("#[vtable_api(id = \"slots/{name}\")]\npub trait {} {{\n{base}", camel(&name));
            text += &slot;
            lines.push(text.lines().count());
            text += "}\n";
        }
    }
    (text, lines)
}
