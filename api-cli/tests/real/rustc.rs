//! What only rustc finds, because another macro has changed what ours has read, and what is wrong without us.

use std::fs;

use cargo_vtable_api::Exit;
use serde_json::{Value, json};

use crate::{Member, WORKSPACE};

/// Packages of these tests, and their dependencies.
pub(crate) const MEMBERS: [(&str, &str); 2] = [("changes", ""), ("changed", "changes = { path = '../changes' }\n")];

/// `#[changes::to("u8", "bool")]`.
const CHANGES: &str = r#"
use proc_macro::{TokenStream, TokenTree};
#[proc_macro_attribute]
pub fn to(args: TokenStream, item: TokenStream) -> TokenStream {
    let texts: Vec<String> = args.into_iter().filter_map(|token| match token {
        TokenTree::Literal(text) => Some(text.to_string().trim_matches('"').to_owned()),
        _ => None,
    }).collect();
    let before = item.to_string();
    let after = before.replace(&texts[0], &texts[1]);
    assert_ne!(before, after);
    after.parse().unwrap()
}
"#;

/// What an attribute changes into what, and of which definition; what is said of it.
const CHANGED: [(&str, &str, &str, &str); 7] = [
    ("repr(C)", "repr(Rust)", "#[repr(C)] pub struct S { a: u8, b: u64, c: u8 }", "a field is not where C puts it"),
    ("repr(C)", "repr(C, align(16))", "#[repr(C)] pub struct S(u64);", "a type is not laid out as C does it"),
    (
        "u8",
        "bool",
        "#[repr(C)] pub struct S(u8);",
        "another macro changed a field to `bool` after `#[derive(AbiType)]` had read it as `u8`",
    ),
    ("u8", "u8, pub u8", "#[repr(C)] pub struct S(pub u8);", "pattern requires `..` due to inaccessible fields"),
    ("High", "High, Higher", "#[repr(u8)] pub enum S { Low, High }", "S::Higher` not covered (E0004)"),
    (
        "Low(u8), High(u8)",
        "High(u8), Low(u8)",
        "#[repr(u8)] pub enum S { Low(u8), High(u8) }",
        "a variant has another value",
    ),
    (
        "Str<'a>",
        "Str<'static>",
        "#[repr(C)] pub struct S<'a> { a: vtable_api::Str<'a>, b: &'a u8 }",
        "lifetime may not live long enough",
    ),
];

fn report(member: &Member, exit: Exit) -> Value {
    serde_json::from_str(&member.run(&["check", "--format", "json"]).ended(exit).out).unwrap()
}

#[test]
fn what_only_rustc_finds_is_a_finding_in_every_format() {
    let (changes, changed) = (Member("changes"), Member("changed"));
    changes.write(
        "Cargo.toml",
        "[package]\nname = 'changes'\nversion = '0.1.0'\nedition = '2024'\n[lib]\nproc-macro = true\n",
    );
    changes.write("src/lib.rs", CHANGES);
    let table = |of: &str| format!("#[vtable_api::vtable_api]\npub trait Api {{ fn a(&self, s: &S{of}); }}\n");
    let write = |before: &str, after: &str, definition: &str| {
        let of = if definition.contains("<'a>") { "<'_>" } else { "" };
        let change = if before == after { String::new() } else { format!("#[changes::to({before:?}, {after:?})]\n") };
        changed.write("src/lib.rs", &format!("{}#[derive(vtable_api::AbiType)]\n{change}{definition}\n", table(of)));
    };
    changed.run(&["init"]).ended(Exit::Clean);
    for (before, after, definition, says) in CHANGED {
        write(before, before, definition);
        changed.run(&["check"]).ended(Exit::Clean);
        write(before, after, definition);
        let (builds, said) = changed.builds("");
        assert!(!builds, "{said}");
        let ran = changed.run(&["check"]).ended(Exit::Findings);
        ran.says(says).says("error: [VT0114]").says("changed/src/lib.rs:3:10\n").says("changed: 1 finding;");
        let json = report(&changed, Exit::Findings);
        let found = &json["findings"][0];
        assert_eq!(
            (&found["code"], &found["package"], &found["at"]["line"]),
            (&json!("VT0114"), &json!("changed"), &json!(3)),
            "{json}"
        );
    }
    let ran = changed.run(&["check", "--format", "github"]).ended(Exit::Findings);
    ran.says("changed/src/lib.rs,line=3,endLine=3,col=10,endColumn=29,title=VT0114::[VT0114]");
    changed.run(&["freeze"]).ended(Exit::Findings).complains("[VT0114]").complains("nothing was frozen");
    // What changes the trait before it is compiled, and after the macro has read it.
    let source = table("").replace("]\n", "]\n#[changes::to(\"s : & S\", \"s : & mut S\")]\n").replace("&S", "& S");
    changed.write("src/lib.rs", &(source + "#[derive(vtable_api::AbiType)]\n#[repr(C)]\npub struct S(u8);\n"));
    let (builds, said) = changed.builds("");
    let ran = changed.run(&["check"]);
    assert!(!builds && ran.exit == 100 && ran.out.contains("[VT01"), "{said}\n{ran:#?}");
}

#[test]
fn what_is_wrong_without_us_is_told_with_its_place() {
    let wrong = Member("wrong");
    let source = "#[vtable_api::vtable_api]\npub trait Api { fn a(&self); }\n";
    wrong.write("src/lib.rs", &format!("{source}fn count() -> u8 {{\n    \"one\"\n}}\n"));
    wrong.run(&["init"]).ended(Exit::Clean);
    let json = report(&wrong, Exit::CouldNotCheck);
    assert_eq!(json["findings"], json!([]));
    assert_eq!(json["error"]["message"], "`wrong` does not build, so its tables are not known");
    let [error] = &json["error"]["compiler"].as_array().unwrap()[..] else { panic!("{json}") };
    let at = (&error["at"]["line"], &error["at"]["column"], &error["at"]["end_column"]);
    assert_eq!(
        (&error["code"], &error["package"], at),
        (&json!("E0308"), &json!("wrong"), (&json!(4), &json!(5), &json!(10)))
    );
    assert_eq!(error["message"], "mismatched types: expected `u8`, found `&str`");
    let ran = wrong.run(&["check", "--format", "github"]).ended(Exit::CouldNotCheck);
    ran.says("wrong/src/lib.rs,line=4,endLine=4,col=5,endColumn=10,title=E0308::mismatched types: expected `u8`, found `&str`\n")
        .says("::error title=cargo vtable-api::`wrong` does not build");
    // Where it is in a macro of the user's own, it is at its call.
    wrong.write("src/lib.rs", &format!("{source}mod inner;\ninner::count!();\n"));
    wrong.write(
        "src/inner.rs",
        "macro_rules! count { () => { fn count() -> u8 { \"one\" } } }\npub(crate) use count;\n",
    );
    let json = report(&wrong, Exit::CouldNotCheck);
    let at = &json["error"]["compiler"][0]["at"];
    assert!(at["file"].as_str().unwrap().ends_with("wrong/src/lib.rs") && at["line"] == 4, "{json}");
    // What cargo says is told where rustc says nothing.
    wrong.write("src/lib.rs", source);
    wrong.write("build.rs", "fn main() {\n    println!(\"cargo::error=no number\");\n}\n");
    let json = report(&wrong, Exit::CouldNotCheck);
    let said = json["error"]["compiler"][0]["message"].as_str().unwrap().to_owned();
    assert!(said.contains("no number"), "{json}");
    fs::remove_file(WORKSPACE.join("wrong/build.rs")).unwrap();
    wrong.run(&["check"]).ended(Exit::Clean);
}
