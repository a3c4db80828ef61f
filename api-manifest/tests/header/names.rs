//! Names: keywords, collisions, and what has no C form.

use super::build::{Sample, table};
use vtable_api_manifest::header::{self, HeaderError};
use vtable_api_manifest::model::{CCase, Package, Type};
use vtable_api_manifest::rules;

fn collision(sample: &Sample) -> [String; 3] {
    match sample.header() {
        Err(HeaderError::Collision { name, first, second }) => [name, first, second],
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_types_of_one_name() {
    let sample = table("viewer/codec", &[(1, "fn a(&self, x: &BufU8, y: &Buf<u8>)")])
        .with("struct", "BufU8", &["x: u8"])
        .with("struct", "Buf<u8>", &["x: u8"]);
    assert_eq!(collision(&sample), ["viewer_buf_u8", "`BufU8`", "`Buf<u8>`"]);
}

#[test]
fn two_slots_of_one_name() {
    let mut sample = table("viewer/codec", &[(1, "fn foo_1(&self)"), (1, "fn foo1(&self)")]);
    sample.table.c_case = CCase::Pascal;
    assert_eq!(collision(&sample), ["Foo1", "slot `foo_1`", "slot `foo1`"]);
    let sample = table("viewer/codec", &[(1, "fn int(&self)"), (1, "fn int_(&self)")]);
    assert_eq!(collision(&sample)[0], "int_");
}

#[test]
fn two_fields_parameters_or_variants_of_one_name() {
    let sample = table("a/b", &[(1, "fn a(&self, x: &S)")]).with("struct", "S", &["class: u8", "class_: u8"]);
    assert_eq!(collision(&sample), ["class_", "field `class` of `a_s`", "field `class_` of `a_s`"]);
    let sample = table("a/b", &[(1, "fn a(&self, ret: u8, ret_: u8)")]);
    assert_eq!(collision(&sample), ["ret_", "parameter `ret` of `a_b_a`", "parameter `ret_` of `a_b_a`"]);
    let sample = table("a/b", &[(1, "fn a(&self, x: E)")]).with("enum(u8)", "E", &["IoError = 0", "IOError = 1"]);
    assert_eq!(
        collision(&sample),
        ["A_E_IO_ERROR", "variant `IoError` of `enum(u8) E`", "variant `IOError` of `enum(u8) E`"]
    );
}

/// A struct of C has one definition, and a name that nothing else has but its own typedef.
#[test]
fn foreign_structs() {
    let slots = [(1, "fn a(&self, x: &S, y: &T)")];
    let one = "foreign struct(struct a_s { uint8_t x; }";
    let sample = |second: &str| table("a/b", &slots).with(one, "S", &["x: u8"]).with(second, "T", &["x: u8"]);
    let text = sample("foreign struct(<a.h> struct a_s { uint8_t x; }").text();
    for line in ["#include <a.h>", "typedef struct a_s a_s;", "typedef struct a_s a_t;"] {
        assert_eq!(text.lines().filter(|found| *found == line).count(), 1, "{line}\n{text}");
    }
    let error = sample("foreign struct(struct a_s { int8_t x; }").header().expect_err("another definition");
    let wanted = "`foreign struct T` has another definition of `struct a_s` than a type before it; help: write one of them in both, as C has one";
    assert_eq!(error.to_string(), wanted);
    let sample = table("a/b", &slots).with("foreign struct(struct a_t { int8_t x; }", "S", &["x: i8"]).with(
        "struct",
        "T",
        &["x: u8"],
    );
    assert_eq!(collision(&sample), ["a_t", "`foreign struct S`", "`struct T`"]);
    let found = header::check(&Package { tables: vec![sample.table.clone()], types: sample.types.clone() });
    assert!(found[0].message.contains("`a_t` in C"), "{}", found[0]);
}

/// A slot is a member of its table's struct, and takes no name from anything else.
#[test]
fn slots_have_a_scope_of_their_own() {
    let slots =
        [(1, "fn frame(&self, x: &CodecFrame)"), (1, "fn read(&self, done: &dyn Fn())"), (2, "fn read_done(&self)")];
    let sample = table("viewer/codec", &slots).with("struct", "CodecFrame", &["x: u8"]);
    let text = sample.text();
    for member in ["*frame)(", "*read)(", "*read_done)("] {
        assert_eq!(text.matches(member).count(), 1, "{member}");
    }
    assert!(text.contains("struct viewer_codec_frame {") && text.contains("struct viewer_codec_read_done {"), "{text}");
}

/// Which table an object is of is nothing that C sees.
#[test]
fn types_that_differ_in_the_tables_of_objects_are_one() {
    let text = table("a/b", &[(1, "fn a(&self, x: Pair<Box<dyn \"c/d\">, u8>, y: Vec<Pair<Box<dyn \"e/f\">, u8>>)")])
        .with("struct", "Pair<Box<dyn \"c/d\">, u8>", &["a: Box<dyn \"c/d\">", "b: u8"])
        .with("struct", "Pair<Box<dyn \"e/f\">, u8>", &["a: Box<dyn \"e/f\">", "b: u8"])
        .text();
    assert_eq!(text.matches("struct a_pair_object_u8 {").count(), 1, "{text}");
    let sample = table("a/b", &[(1, "fn a(&self, x: &Pair<&dyn \"c/d\">, y: &Pair<&mut dyn \"c/d\">)")])
        .with("struct", "Pair<&dyn \"c/d\">", &["a: u8"])
        .with("struct", "Pair<&mut dyn \"c/d\">", &["a: u8"]);
    assert_eq!(collision(&sample)[0], "a_pair_object");
}

#[test]
fn containers_that_are_the_same_in_c_are_one() {
    let text = table("a/b", &[(1, "fn a(&self, x: Vec<&dyn \"c/d\">, y: Vec<Box<dyn \"e/f\">>)")]).text();
    assert_eq!(text.matches("struct vtable_api_vec_object {").count(), 1);
}

#[test]
fn containers_that_differ_in_c_are_not() {
    let sample = table("v/w", &[(1, "fn a(&self, x: Result<a::B, c_d::X>, y: Result<a::B_C, d::X>)")])
        .with("struct", "a::B", &["x: u8"])
        .with("struct", "c_d::X", &["x: u8"])
        .with("struct", "a::B_C", &["x: u8"])
        .with("struct", "d::X", &["x: u8"]);
    assert_eq!(collision(&sample), ["vtable_api_result_a_b_c_d_x", "`Result<a::B, c_d::X>`", "`Result<a::B_C, d::X>`"]);
}

#[test]
fn types_may_not_have_the_fixed_names() {
    for name in ["BRef", "BTable", "BTable_1", "BNegotiate", "BHas"] {
        let sample = table("a/b", &[(1, &format!("fn x(&self, of: &{name})"))]).with("struct", name, &["x: u8"]);
        assert_eq!(collision(&sample)[1], "the table's own name", "{name}");
    }
}

#[test]
fn names_of_the_common_header_are_taken() {
    let sample = table("vtable-api/x", &[(1, "fn a(&self, x: &Str)")]).with("struct", "Str", &["x: u8"]);
    assert_eq!(collision(&sample), ["vtable_api_str", "the common headers", "`struct Str`"]);
}

#[test]
fn odd_ids_and_identifiers() {
    let sample = table("3d.org/2-d", &[(1, "fn größe(&self, maß: &Länge)")]).with("struct", "Länge", &["é: u8"]);
    let text = sample.text();
    assert!(text.contains("#define N3D_ORG_2_D_ID \"3d.org/2-d\""), "{text}");
    assert!(text.contains("n3d_org_luE4nge".to_lowercase().as_str()), "{text}");
    assert!(text.is_ascii() || text.contains('ä'), "only comments");
}

fn error(sample: &Sample) -> String {
    sample.header().expect_err("no header").to_string()
}

#[test]
fn what_has_no_c_form() {
    for (slot, expected) in [
        ("fn a(&self, x: [!; 4])", "slot `a`: `!` has no C form here: it has no value"),
        ("fn a(&self, x: &Missing)", "slot `a`: there is no definition of `Missing`"),
        ("fn a(&self, x: Hidden)", "slot `a`: `Hidden` has no C form here: it is opaque; put it behind a pointer"),
        (
            "fn a(&self, x: Empty)",
            "`Empty`: `Empty` has no C form here: no field has a size, and C has no empty structs",
        ),
        ("fn a(&self, x: Holder)", "field `x` of `a_holder`: `[u8; 0]` has no C form here: C has no empty arrays"),
        ("fn a(&self, x: Loop)", "`a_loop` is made of itself; help: put a `repr(C)` struct and a pointer between"),
        (
            "fn a(&self, x: SelfPtr)",
            "`a_self_ptr` is made of itself; help: put a `repr(C)` struct and a pointer between",
        ),
        (
            "fn a(&self, x: extern \"C\" fn(&str))",
            "slot `a`: `&str` has no C form here: an `extern \"C\" fn` takes and returns plain C types; use `&dyn Fn`",
        ),
    ] {
        let sample = table("a/b", &[(1, slot)])
            .with("opaque", "Hidden", &[])
            .with("struct", "Empty", &["x: ()"])
            .with("struct", "Holder", &["x: [u8; 0]"])
            .with("struct", "Loop", &["x: Loop"])
            .with("tuple transparent", "SelfPtr", &["0: *const SelfPtr"]);
        assert_eq!(error(&sample), expected);
    }
}

#[test]
fn unresolved_types_and_endless_ones_are_errors() {
    let mut sample = table("a/b", &[(1, "fn a(&self, x: u8)")]);
    sample.table.slots[0].params[0].ty = Type::Unresolved("X".into());
    assert_eq!(error(&sample), "slot `a`: `X` has no C form here: it was not resolved");
    let sample = table("a/b", &[(1, "fn a(&self, x: T)")]).with("tuple transparent", "T", &["0: T"]);
    assert_eq!(error(&sample), "slot `a`: `T` has no C form here: it is transparent too many times over");
    for (first, second) in [("[*const T; 2]", "u8"), ("[&U; 1]", "[&T; 3]"), ("&[U; 2]", "[&[T; 2]; 3]")] {
        let sample = table("a/b", &[(1, "fn a(&self, x: &T)")])
            .with("tuple transparent", "T", &[&format!("0: {first}")])
            .with("tuple transparent", "U", &[&format!("0: {second}")]);
        assert!(error(&sample).contains("is made of itself"), "{first}: {}", error(&sample));
    }
}

/// Anyone may have written the record: however long the way through its types is, there is an answer.
#[test]
fn types_lead_to_one_another_as_far_as_they_like() {
    for (kind, next, has_header) in [
        ("struct", "x: &N", true),
        ("struct", "x: Vec<N>", true),
        ("struct", "x: &dyn Fn(&N)", true),
        ("struct", "x: N", false),
        ("tuple transparent", "0: N", false),
        ("tuple transparent", "0: *const N", false),
        ("tuple transparent", "0: [&N; 2]", false),
    ] {
        let types = |count: usize| {
            let sample = table("a/b", &[(1, "fn a(&self, x: &T0)")]);
            let sample = (0..count).fold(sample, |sample, n| {
                sample.with(kind, &format!("T{n}"), &[&next.replace('N', &format!("T{}", n + 1))])
            });
            sample.with(kind, &format!("T{count}"), &[if kind == "struct" { "x: u8" } else { "0: u8" }])
        };
        assert!(types(50).header().is_ok(), "{kind} {next}");
        let long = types(3_000);
        match long.header() {
            Ok(_) => assert!(has_header, "{kind} {next}"),
            Err(error) => {
                assert!(!has_header && error.to_string().contains("has no C form here: "), "{kind} {next}: {error}");
                let package = Package { tables: vec![long.table], types: long.types };
                assert!(!rules::check(&Package::default(), &package).is_empty(), "{kind} {next}");
            }
        }
    }
}

#[test]
fn a_table_without_a_record_has_no_header() {
    let sample = table("a/b", &[(1, "fn a(&self)")]);
    let expected = "the table has no recorded revision; help: run `cargo vtable-api freeze` first";
    assert_eq!(sample.header_of(0).expect_err("none").to_string(), expected);
    assert!(sample.header_of(64).is_err());
}

/// `scan` + `lines_on` and `scan_lines` + `on`: the callbacks have one name, so no program could have both headers.
#[test]
fn callbacks_of_two_tables_with_one_name_are_a_clash() {
    let one = table("viewer/codec", &[(1, "fn scan_lines(&self, on: &dyn Fn())")]).text();
    let two = table("viewer/codec-scan", &[(1, "fn lines(&self, on: &dyn Fn())")]).text();
    let files = [("viewer_codec.h", one.as_str()), ("viewer_codec_scan.h", two.as_str())];
    let header::Clash { name, .. } = header::clash(files).expect("one name");
    assert_eq!(name, "viewer_codec_scan_lines_on");
}

/// Each is a name of the systems' headers, in a shape that a table or type could have.
#[test]
fn system_names_are_refused() {
    for (id, slot, name) in [
        ("posix/spawn", "fn a(&self)", "posix_spawn"),
        ("sem/x", "fn a(&self, t: &T)", "sem_t"),
        ("clock/x", "fn a(&self, of: Realtime)", "clock_realtime"),
        // Of C++, where the table's name is a namespace.
        ("static/cast", "fn a(&self)", "static_cast"),
        ("co/await", "fn a(&self)", "co_await"),
        ("typeof/unqual", "fn a(&self)", "typeof_unqual"),
    ] {
        let sample = table(id, &[(1, slot)]).with("struct", "T", &["x: u8"]).with("enum(u8)", "Realtime", &["A = 0"]);
        match sample.header() {
            Err(HeaderError::System { name: found, .. }) => assert_eq!(found, name),
            other => panic!("{id}: {other:?}"),
        }
    }
    for (id, slot) in
        [("pthread/mutex", "fn lock(&self)"), ("viewer/size", "fn t(&self)"), ("viewer/log", "fn a(&self)")]
    {
        assert!(table(id, &[(1, slot)]).header().is_ok(), "{id}");
    }
}
