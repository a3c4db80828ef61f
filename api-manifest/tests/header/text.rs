//! What the header says.

use super::build::{codec, everything, table};

fn says(text: &str, line: &str) {
    assert!(text.lines().any(|l| l.trim() == line), "no line `{line}` in\n{text}");
}

#[test]
fn each_form_of_a_parameter_and_return() {
    let text = everything().text();
    let slots = [
        (
            "flat",
            "void",
            "const vendor_flat *a, vtable_api_slice_vendor_tiny b, const vtable_api_option_vendor_tiny *c, vendor_flat *ret",
        ),
        (
            "unions",
            "void",
            "const vendor_any *any, const vendor_pair *pair, const vendor_holder *holder, vendor_any *ret",
        ),
        (
            "hidden",
            "const vendor_hidden *",
            "const vendor_hidden *a, vendor_hidden *b, vendor_hidden *c, vendor_hidden *d",
        ),
        (
            "arrays",
            "void",
            "const uint8_t *a, uint8_t *b, const uint8_t *c, vtable_api_slice_array_4_u8 d, vtable_api_slice_mut_vendor_hash e",
        ),
        ("pointers", "void", "uint8_t *const *a, const uint8_t *const *b, uint8_t **c, const void *d, vendor_pair *e"),
        ("objects", "vtable_api_object", "vtable_api_object a, vtable_api_object b, const vtable_api_vec_object *c"),
        ("transparent", "vendor_id", "vendor_id id, vendor_link link, const vendor_outer *outer"),
        (
            "keywords",
            "void",
            "uint8_t int_, const vendor_keywords *class_, uint8_t object_, uint8_t ret_, uint8_t context_, vendor_keywords *ret",
        ),
        ("stop", "void", ""),
    ];
    for (name, ret, params) in slots {
        let space = if ret.ends_with('*') { "" } else { " " };
        let comma = if params.is_empty() { "" } else { ", " };
        says(
            &text,
            &format!("{ret}{space}(VTABLE_API_CALL *{name})(void *object{comma}{params}) VTABLE_API_NOEXCEPT;"),
        );
    }
    says(&text, "void (VTABLE_API_CALL *nothing)(void) VTABLE_API_NOEXCEPT;");
    says(&text, "void (VTABLE_API_CALL *r)(void *object) VTABLE_API_NOEXCEPT;");
}

/// As the runtime passes them: `None` is a table of NULL, not a tag.
#[test]
fn an_optional_lent_object_is_a_pair_whose_table_may_be_null() {
    let sample = table("a/b", &[(1, "fn x(&self, one: Option<&dyn \"a/c\">, two: Option<&mut dyn \"a/c\">)")]);
    let text = sample.text();
    says(
        &text,
        "void (VTABLE_API_CALL *x)(void *object, vtable_api_object one, vtable_api_object two) VTABLE_API_NOEXCEPT;",
    );
    assert!(text.contains("none when its table is NULL") && !text.contains("option_object"), "{text}");
}

#[test]
fn constants() {
    let text = everything().text();
    says(&text, "VTABLE_API_CONSTANT_(vendor_tiny, VENDOR_TINY_LOW, -128);");
    says(&text, "VTABLE_API_CONSTANT_(vendor_long, VENDOR_LONG_LOW, (-9223372036854775807ll - 1));");
    says(&text, "#define VENDOR_LONG_LOW (-9223372036854775807ll - 1)");
    says(&text, "#define VENDOR_FLAGS_ALL 18446744073709551615ull");
    says(&text, "VTABLE_API_CONSTANT_(int16_t, VENDOR_DEEP_A, -1);");
}

#[test]
fn later_revisions_and_their_names() {
    let text = codec().text();
    says(&text, "VIEWER_CODEC_SIZE_1 = VTABLE_API_TABLE_SIZE(5),");
    says(&text, "VIEWER_CODEC_SIZE_2 = VTABLE_API_TABLE_SIZE(8)");
    says(&text, "#define VIEWER_CODEC_FINGERPRINT_2 0x0123456789abcd02ull");
    says(&text, "* A slot of a later revision than the first only when viewer_codec_has(ref, slot). */");
    says(&text, "/* [any thread] superseded by decode_ex1 */");
    says(&text, "/* end of revision 2 */");
    says(&text, "/* end of revision 1: nothing above this line ever changes */");
}

#[test]
fn fewer_revisions_than_the_table_has() {
    let text = codec().header_of(1).expect("a header");
    assert!(!text.contains("decode_ex1") && !text.contains("viewer_shape") && !text.contains("_table_2"));
}

#[test]
fn ex_families() {
    let text = everything().text();
    says(&text, "/* [any thread] superseded by nodes_ex2");
    says(&text, "/* [any thread] superseded by nodes_ex2 */");
    let mut sample = table("a/b", &[(1, "fn x(&self)"), (2, "fn x_ex(&self)")]);
    assert!(sample.text().contains("superseded by x_ex"));
    sample.table.slots[1].ex_none = true;
    assert!(!sample.text().contains("superseded"));
}

#[test]
fn ownership_is_said() {
    let text = everything().text();
    says(&text, "/* [any thread] a: String; the callee owns it from here on and frees it");
    says(&text, "* returns Box<Pair>; the caller frees it: VTABLE_API_FREE(*ret)");
    says(&text, "* b: &mut [[u8; 4]; 4]; to the first of 16");
    says(
        &text,
        "* returns Box<dyn \"acme/host-services\">; see acme_host_services.h; the caller ends it: vtable_api_release",
    );
    says(&text, "* returns Option<&Node>; may be NULL; lent as long as the object");
    says(&text, "* Objects of this table: any thread may call, several at once (Send + Sync).");
}

#[test]
fn who_lends_is_said() {
    let notes = |slot: &str| {
        let text = table("acme/horn", &[(1, slot)]).text();
        let comment = text.split_once("typedef struct ACME_HORN_TABLE_ {").expect("the table").1;
        comment.split_once("*/").expect("the slot's comment").0.to_owned()
    };
    for (slot, says) in [
        ("fn f(&self, a: &u8, b: &u8) -> &u8", "returns &u8; lent as long as the object"),
        ("fn f(a: &u8) -> &u8", "returns &u8; lent as long as what was passed"),
        ("fn f(&self, a: &u8, b: &u8) -> &u8 where (_, 'a, _) -> 'a", "returns &u8; lent as long as a "),
        ("fn f(a: &str, b: &str) -> &str where ('a, 'a) -> 'a", "[any thread] returns &str; lent as long as a and b"),
        ("fn f(&self, a: &str) -> &str where ('a, 'a)", "returns &str; lent as long as the object and a"),
        ("fn f(&self) -> &str where (_) -> 'static", "returns &str; never freed"),
        ("fn f(&self, a: Option<&u8>) -> Option<&u8> where (_, 'a) -> 'a", "may be NULL; lent as long as a "),
        ("fn f(a: &str, b: &u8) -> Result<&str, u8> where ('a, _) -> 'a", "the result is lent as long as a "),
        ("fn f(&self, a: Option<NonNull<u8>>)", "a: Option<NonNull<u8>>; may be NULL; a raw pointer "),
        ("fn f(&self) -> NonNull<u8>", "returns NonNull<u8>; not NULL; a raw pointer "),
        ("fn f(&self, a: &[u8]) where (_, 'static)", "a: never freed; may be read after the call"),
        ("fn f(&self, a: &mut &u8, b: &u8) where (_, _ 'a, 'a)", "a and b: one may keep what the other refers to"),
    ] {
        let notes = notes(slot).replace('\n', " ");
        assert!(notes.contains(says), "{slot}: {notes}");
    }
}

#[test]
fn every_run_gives_the_same_bytes() {
    assert_eq!(everything().text(), everything().text());
    let mut backwards = everything();
    backwards.types.reverse();
    assert_eq!(backwards.text(), everything().text(), "the order of unrelated definitions does not matter");
}

#[test]
fn lines_have_no_trailing_blanks_and_the_file_ends_in_one_newline() {
    let text = everything().text();
    assert!(text.lines().all(|l| l.trim_end() == l));
    assert!(text.ends_with("#endif\n") && !text.contains("\n\n\n"));
}
