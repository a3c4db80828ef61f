//! Another macro below ours makes something else of the item that we read: rustc compares the two, and none compiles into
//! what binaries could not rely on.

use crate::support::Project;

/// `#[becomes(other item)]`: what rustc compiles instead of the item that our macro has read.
const BECOMES: &str = "#[proc_macro_attribute]\npub fn becomes(\n    other: proc_macro::TokenStream,\n    _: proc_macro::TokenStream,\n) -> proc_macro::TokenStream {\n    other\n}\n";

/// A library of this name, where `#[becomes]` is in scope.
fn library(name: &str, source: &str) -> Project {
    let other = Project::library(&format!("{name}-becomes"), BECOMES);
    let manifest = other.read("Cargo.toml");
    other.write("Cargo.toml", &manifest.replace("[dependencies]", "[lib]\nproc-macro = true\n\n[dependencies]"));
    let head = format!(
        "#![forbid(unsafe_code)]\n#![allow(dead_code, unused_variables)]\nuse vtable_api::*;\nuse {name}_becomes::becomes;\n"
    );
    let project = Project::library(name, &format!("{head}{source}"));
    let manifest = project.read("Cargo.toml");
    let dependency = format!("[dependencies]\n{name}-becomes = {{ path = '{}' }}\n", other.path().display());
    project.write("Cargo.toml", &manifest.replace("[dependencies]\n", &dependency));
    project
}

/// A table's trait as we read it, and as rustc does.
fn table(read: &str, compiled: &str) -> String {
    format!(
        "#[vtable_api(id = \"t/other\", unrecorded)]\npub trait Other {{ fn go(&self); }}\n\
         #[vtable_api(id = \"t/twisted\", unrecorded)]\n#[becomes(pub trait Twisted{compiled})]\npub trait Twisted{read}\n"
    )
}

#[test]
fn the_trait_that_rustc_compiles_is_the_one_that_was_read() {
    for (read, compiled) in OTHERS {
        let built = library("witness", &table(read, compiled)).check();
        assert!(!built.success, "read: {read}\ncompiled: {compiled}\nmust not build, but\n{}", built.stderr);
    }
    for (read, compiled) in EQUALS {
        library("witness", &table(read, compiled)).check().assert_builds(compiled);
    }
}

/// What was read, and another trait that is compiled in its place.
const OTHERS: &[(&str, &str)] = &[
    // From what a result is borrowed, and for how long a parameter is.
    ("{ fn get(&self, key: &str) -> &str; }", ": __TwistedErased { fn get<'a>(&'a self, key: &'a str) -> &'a str; }"),
    ("{ fn get(&self, key: &str) -> &str; }", ": __TwistedErased { fn get<'a>(&self, key: &'a str) -> &'a str; }"),
    ("{ fn put(&self, key: &str); }", ": __TwistedErased { fn put(&self, key: &'static str); }"),
    (
        "{ fn put(&self, keys: &mut [Str<'_>], key: Str<'_>); }",
        ": __TwistedErased { fn put<'a>(&self, keys: &mut [Str<'a>], key: Str<'a>); }",
    ),
    ("{ fn put(&self, other: &dyn Other); }", ": __TwistedErased { fn put(&self, other: &'static dyn Other); }"),
    ("{ fn put(&self, call: &dyn Fn(&u32)); }", ": __TwistedErased { fn put(&self, call: &dyn Fn(&'static u32)); }"),
    // The same without a receiver, where no handle implements the trait.
    ("{ fn get(key: &str) -> &str; }", "{ fn get(key: &'static str) -> &'static str; }"),
    (
        "{ fn get(key: &str) -> &str; fn put(&self, key: &str); }",
        "{ fn get(key: &str) -> &str; fn put(&self, key: &'static str); }",
    ),
    ("{ fn get(a: &u8, b: &u8) -> u8; }", "{ fn get<'a, 'b: 'a>(a: &'a u8, b: &'static u8) -> u8; }"),
    // Types, receivers, promises.
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { fn put(&self, key: i32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { fn put(&mut self, key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { unsafe fn put(&self, key: u32); }"),
    ("{ fn put(key: u32); }", "{ unsafe fn put(key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { fn put(&self, key: u32); fn more(&self); }"),
    ("{ fn put(&self, key: u32); }", "{ fn put(&self, key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { async fn put(&self, key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { extern \"C\" fn put(&self, key: u32); }"),
    ("{ fn put(key: u32); }", "{ extern \"C\" fn put(key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { fn put(self: Box<Self>, key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { fn set(&self, key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { fn put<T>(&self, key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { fn put(&self, key: u32) -> u32; }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { fn put(&self, key: u32, more: u32); }"),
    ("{ fn put(&self, key: u32); }", "<T>: __TwistedErased { fn put(&self, key: u32); }"),
    ("{ fn put(&self, key: u32); }", ": __TwistedErased { type More; fn put(&self, key: u32); }"),
    (
        "{ fn put(&self, key: u32); }",
        ": __TwistedErased { fn put(&self, key: u32); } pub trait Twisted { fn put(&self, key: u32); }",
    ),
    (": Send { fn put(&self, key: u32); }", ": __TwistedErased { fn put(&self, key: u32); }"),
    (": Send + Sync { fn put(&self, key: u32); }", ": Send + __TwistedErased { fn put(&self, key: u32); }"),
];

/// The same, where nothing changes that binaries rely on.
const EQUALS: &[(&str, &str)] = &[
    ("{ fn get(&self, key: &str) -> &str; }", ": __TwistedErased { fn get<'a>(&'a self, key: &str) -> &'a str; }"),
    ("{ fn get(key: &str) -> &str; }", "{ fn get<'a>(key: &'a str) -> &'a str; }"),
    // Each binary has its own body.
    ("{ fn get(&self) -> u32 { 1 } }", ": __TwistedErased { fn get(&self) -> u32 { 2 } }"),
    ("{ fn get(&self) -> u32; }", ": __TwistedErased { fn get(&self) -> u32 { 2 } }"),
    ("{ fn get(&self, key: &str); }", ": __TwistedErased { #[doc = \"Twisted.\"] fn get(&self, other: &str); }"),
];

/// What `dyn Twisted` is at the boundary is said by a hidden supertrait of the compiled trait, or not at all: safe code
/// had made a table of any address.
#[test]
fn a_trait_object_crosses_as_its_provider_and_as_nothing_else() {
    let slots = "{ fn go(&self); }";
    let taker = "#[vtable_api(unrecorded)]\npub trait Taker { fn lent(&self, one: &dyn Twisted, all: &mut dyn Twisted); fn given(&self, it: Box<dyn Twisted>); }\n";
    for compiled in [slots, ": Send { fn go(&self); }", "{ fn go(&mut self); fn more(&self) -> u32 { 1 } }"] {
        let error = library("objects", &(table(compiled, compiled) + taker)).check().only_error(compiled);
        assert!(error.text.contains("[VT0114] the trait lacks the hidden supertrait"), "{compiled}\n{}", error.text);
        assert!(error.text.contains("put `#[vtable_api]` below that macro's attribute"), "{}", error.text);
    }
    let forged = "\
        use vtable_api::__private::raw::RawObject as Raw;\n\
        const NOWHERE: Raw = Raw { table: 8 as *const _, object: 8 as *mut _ };\n\
        impl<'x> __TwistedErased for dyn Twisted + 'x {\n\
            fn __vt_raw(&self) -> Raw { NOWHERE }\n\
            fn __vt_raw_mut(&mut self) -> Raw { NOWHERE }\n\
            fn __vt_into_raw(self: Box<Self>) -> Raw { NOWHERE }\n\
            fn __vt_agreed(&self) -> u64 { u64::MAX }\n\
        }\n";
    let error = library("objects", &(table(slots, slots) + taker + forged)).check().only_error("an impl of the user's");
    assert!(error.text.contains("`__TwistedErased` requires an `unsafe impl`"), "{}", error.text);
    let with_unsafe = forged.replace("impl<", "unsafe impl<");
    let error =
        library("objects", &(table(slots, slots) + taker + &with_unsafe)).check().only_error("the same, unsafe");
    assert!(error.text.contains("implementation of an `unsafe` trait"), "{}", error.text);
}
