//! The documents say what the code does: `docs/diagnostics.md` is the catalogue, and `docs/abi.md` quotes the
//! files that it describes. `VTABLE_API_BLESS=1` writes the former.

use std::fs;
use std::path::{Path, PathBuf};

use vtable_api_manifest::canon;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::digest;
use vtable_api_manifest::model::Bounds;

fn root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").join(file)
}

fn read(file: &str) -> String {
    fs::read_to_string(root(file)).unwrap_or_else(|error| panic!("{file}: {error}")).replace("\r\n", "\n")
}

#[test]
fn diagnostics_are_the_catalogue() {
    let real = catalogue();
    if std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1") {
        fs::write(root("docs/diagnostics.md"), &real).expect("written");
    }
    assert!(read("docs/diagnostics.md") == real, "docs/diagnostics.md is old: run this test with VTABLE_API_BLESS=1");
}

fn catalogue() -> String {
    let mut page = "# Diagnostics\n\n\
        Every diagnostic of the macros and of `cargo vtable-api`. `cargo vtable-api explain VT0004` prints one of them.\n\
        Written from the catalogue in `api-manifest/src/diagnostics/`; do not edit.\n\n\
        | code | |\n|---|---|\n"
        .to_owned();
    for code in Code::ALL {
        let title = code.entry().title;
        page.push_str(&format!("| [{code}](#{}) | {} |\n", code.as_str().to_lowercase(), escaped(title)));
    }
    page.extend(Code::ALL.iter().map(|code| section(*code)));
    page
}

fn section(code: Code) -> String {
    let entry = code.entry();
    format!(
        "\n## {code}\n\n**{}.**\n\n{}\n\n*Way out.* {}\n\n```text\n{}\n```\n",
        capitalised(entry.title),
        entry.why,
        entry.way_out,
        entry.example,
    )
}

fn escaped(title: &str) -> String {
    title.replace('|', "\\|")
}

/// A sentence, unless it starts with code.
fn capitalised(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Each line of a block after `<!-- from: FILE -->` is a line of that file, in that order.
#[test]
fn the_contract_is_quoted_as_it_is() {
    let page = read("docs/abi.md");
    let quotes: Vec<_> = page.split("<!-- from: ").skip(1).collect();
    assert_eq!(quotes.len(), 8);
    for quote in quotes {
        let (file, rest) = quote.split_once(" -->\n```").expect("a block");
        let (_, rest) = rest.split_once('\n').expect("lines");
        let (block, _) = rest.split_once("\n```").expect("an end");
        let file = if file == "vtable_api.h" { "api-manifest/src/header/vtable_api.h" } else { file };
        let text = read(file);
        for structs in block.split("\n\n") {
            quoted(file, structs, &text);
        }
    }
}

#[track_caller]
fn quoted(file: &str, block: &str, text: &str) {
    let bare = |line: &str| line.trim_start_matches("//!").trim().to_owned();
    let mut lines = text.lines().map(bare);
    for line in block.lines().map(bare) {
        let start = line.split(" /* ").next().unwrap_or_default().to_owned();
        assert!(
            lines.any(|real| real.starts_with(&start) && real.contains(&line)),
            "{file} has not, or not here: {line}"
        );
    }
}

/// Safe code can implement a trait that it can name, unless the trait is `unsafe`. So the argument for soundness has a word on each.
#[test]
fn the_traits_that_safe_code_can_name_are_in_the_argument_for_soundness() {
    let page = read("docs/soundness.md");
    let (unsafe_rows, other_rows): (Vec<&str>, Vec<&str>) =
        page.lines().filter(|line| line.starts_with('|')).partition(|row| row.contains("| `unsafe` traits: "));
    assert_eq!(unsafe_rows.len(), 1);
    let mut wrong = Vec::new();
    let mut found = [0, 0];
    for line in sources(&root("api-core/src")).iter().flat_map(|source| source.lines()) {
        let line = line.trim_start();
        let Some(item) = line.strip_prefix("pub ").or_else(|| line.strip_prefix("$vis ")) else { continue };
        let (rows, item) = match item.strip_prefix("unsafe ") {
            Some(item) => (&unsafe_rows, item),
            None => (&other_rows, item),
        };
        // In a macro, the name is that of a variable: `$Erased` is one in the page, too.
        let Some(item) = item.strip_prefix("trait ") else { continue };
        let name: String = item.chars().take_while(|c| c.is_alphanumeric() || "_$".contains(*c)).collect();
        let name = match name.as_str() {
            "$Erased" => "__CodecErased",
            "$name" => "names::guard",
            // In a private module.
            "Sealed" => continue,
            name => name,
        };
        found[usize::from(rows == &unsafe_rows)] += 1;
        if !rows.iter().any(|row| row.contains(&format!("`{name}`"))) {
            wrong.push(line.to_owned());
        }
    }
    assert!(found[0] > 15 && found[1] > 20, "where are the traits? {found:?}");
    assert_eq!(wrong, [""; 0], "not in docs/soundness.md, or in the row of those that are `unsafe` and are not");
}

fn sources(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else {
            all.push(fs::read_to_string(&path).expect("a source"));
        }
    }
    all
}

#[test]
fn golden_fingerprints_are_right() {
    let page = read("docs/abi.md");
    let both = Bounds { send: true, sync: true };
    let slot = |text| canon::parse_signature(text).expect("canonical");
    let (decode, other) = (slot("fn decode(&self, input: &[u8], out: &mut Frame) -> Status"), slot("unsafe fn x()"));
    let fields = ["width: u32", "height: u32"].map(|field| canon::parse_field(field).expect("canonical"));
    let frame = vtable_api_manifest::model::TypeDef {
        ty: canon::parse_type("Frame").expect("canonical"),
        module: String::new(),
        body: canon::parse_body("struct", None, fields.into(), Vec::new()).expect("canonical"),
        lifetimes: Default::default(),
        traits: String::new(),
        docs: Vec::new(),
        line: None,
    };
    let id = "viewer/codec";
    let empty = digest::fingerprint("", Bounds::default(), 0, 1, &[], &[]);
    let first = digest::fingerprint(id, both, 0, 1, &[(0, &decode)], &[&frame]);
    let second = digest::fingerprint(id, both, first, 2, &[(1, &other), (2, &decode)], &[]);
    let lent = slot("fn first(&self, a: &str, b: &str) -> &str where (_, 'a, _) -> 'a");
    let third = digest::fingerprint(id, Bounds::default(), 0, 1, &[(0, &lent)], &[]);
    let show = slot("fn show(&self, view: View)");
    let fields =
        ["text: &str where 'a", "rest: &[u8] where 'b"].map(|field| canon::parse_field(field).expect("canonical"));
    let view = vtable_api_manifest::model::TypeDef {
        ty: canon::parse_type("View").expect("canonical"),
        body: canon::parse_body("struct", None, fields.into(), Vec::new()).expect("canonical"),
        lifetimes: canon::parse_declared("'a 'b, 'b: 'a").expect("canonical"),
        ..frame.clone()
    };
    let fourth = digest::fingerprint(id, Bounds::default(), 0, 1, &[(0, &show)], &[&view]);
    for fingerprint in [empty, first, second, third, fourth] {
        assert!(page.contains(&format!(" | `{fingerprint:016x}` |\n")), "{fingerprint:016x}");
    }
    let slots = [&decode, &other, &lent, &show].map(canon::signature_nameless);
    for text in slots.into_iter().chain([canon::definition(&frame), canon::definition(&view)]) {
        assert!(page.contains(&format!("`{text}`")), "{text}");
    }
}
