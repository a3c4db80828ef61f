//! Edits to what C calls a struct.

use crate::case::{Case, find, fine, refused, stops};

const RECORDED: &str = "struct lib_rect { int32_t w; int32_t h; }";

pub(crate) const CASES: &[Case] = &[
    stops(
        "84d",
        "a member retyped",
        &[("{ int32_t w; int32_t h; }", "{ uint32_t w; int32_t h; }"), ("pub struct Rect", "pub struct «Rect»")],
        &[find(
            "[VT0014] type `Rect` is frozen since revision 1: its definition in C changed",
            (RECORDED, "name = \"Rect\""),
            "struct lib_rect { uint32_t w; int32_t h; }",
            "restore it: a program has one definition of each struct in C;",
        )],
    ),
    stops(
        "84d",
        "renamed in C",
        &[("struct lib_rect {", "struct lib_area {"), ("pub struct Rect", "pub struct «Rect»")],
        &[find(
            "[VT0014] type `Rect` is frozen since revision 1: its definition in C changed",
            (RECORDED, "name = \"Rect\""),
            "struct lib_area { int32_t w; int32_t h; }",
            "one that C calls otherwise can have",
        )],
    ),
    stops(
        "84d",
        "from a header of its own",
        &[("int32_t h; }\"", "int32_t h; }\", include = \"lib.h\""), ("pub struct Rect", "pub struct «Rect»")],
        &[find(
            "[VT0014] type `Rect` is frozen since revision 1: its definition in C changed",
            (RECORDED, "name = \"Rect\""),
            "<lib.h> struct lib_rect { int32_t w; int32_t h; }",
            "restore it: a program has one definition of each struct in C;",
        )],
    ),
    stops(
        "84d",
        "removed",
        &[
            ("#[abi(unsafe(foreign = \"struct lib_rect { int32_t w; int32_t h; }\"))]\n", ""),
            ("pub struct Rect", "pub struct «Rect»"),
        ],
        &[find(
            "[VT0014] type `Rect` is frozen since revision 1: it is no longer the struct of another library",
            (RECORDED, "name = \"Rect\""),
            "struct",
            "restore it",
        )],
    ),
    stops(
        "84d",
        "added",
        &[("pub struct Tone", "#[abi(unsafe(foreign = \"struct lib_tone { uint8_t gray; }\"))]\npub struct «Tone»")],
        &[find(
            "[VT0014] type `Tone` is frozen since revision 1: it became the struct of another library",
            ("struct", "name = \"Tone\""),
            "struct lib_tone { uint8_t gray; }",
            "restore it",
        )],
    ),
    fine(
        "12",
        "the layout of the text of a definition in C",
        &[(
            "struct lib_rect { int32_t w; int32_t h; }",
            "\n    struct lib_rect {\n        int32_t w;\n        int32_t h;\n    };\n",
        )],
    ),
    stops(
        "84e",
        "nobody vouches for it",
        &[("pub struct Tone", "#[abi(foreign = «\"struct lib_tone { uint8_t gray; }\"»)]\npub struct Tone")],
        &[refused(
            "[VT0117] nobody vouches for what C means by the members of `Tone`, which no compiler compares",
            "if each field is what that member is in C, say so: `unsafe(foreign = \"struct lib_tone { uint8_t gray; }\")`",
        )],
    ),
    stops(
        "84e",
        "another definition of the same struct",
        &[("pub struct Tone", "#[abi(unsafe(foreign = «\"struct lib_rect { uint8_t gray; }\"»))]\npub struct Tone")],
        &[refused(
            "[VT0117] `Rect` and `Tone` have two definitions of `struct lib_rect`, and C has one",
            "write the same text at both, that of the library's header",
        )],
    ),
];
