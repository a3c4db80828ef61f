//! New revisions, Ex slots, and what they must not do.

use crate::case::{Case, drafts, find, refused, stops};

pub(crate) const CASES: &[Case] = &[
    drafts(
        "5",
        "a slot appended with a new revision",
        &[("    fn flush(&self);", "    fn flush(&self);\n\n    #[revision(2)]\n    fn «more»(&self) {}")],
    ),
    drafts(
        "85",
        "an Ex slot appended in the next revision",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn «flush_ex1»(&self, hard: bool) {\n        let _ = hard;\n        self.flush();\n    }",
        )],
    ),
    drafts(
        "85",
        "a second Ex slot, and one of another base",
        &[(
            "        self.read(out)\n    }",
            "        self.read(out)\n    }\n\n    #[revision(3)]\n    fn «read_ex2»(&mut self, out: *mut Frame) -> i32 {\n        self.read_ex1(out, 0)\n    }\n\n    #[revision(3)]\n    fn «open_ex»(&self) -> i32 {\n        self.open(1)\n    }",
        )],
    ),
    drafts("79", "a variant appended to an open enum", &[("    Green = 2,", "    Green = 2,\n    «Blue» = 3,")]),
    drafts(
        "79",
        "two variants appended to an open enum",
        &[("    Green = 2,", "    Green = 2,\n    «Blue» = 3,\n    «Violet» = 4,")],
    ),
    stops(
        "6",
        "a slot appended with a recorded revision",
        &[(
            "        self.read(out)\n    }",
            "        self.read(out)\n    }\n\n    #[revision(«2»)]\n    fn more(&self) {}",
        )],
        &[find(
            "[VT0011] slot 8 `Codec::more` is new, but would belong to revision 2, which is frozen",
            ("revision 2 ends with `read_ex1`", "number = 2"),
            "fn more(&self)",
            "fn more(&self) { .. }",
        )],
    ),
    stops(
        "14",
        "the default body of a slot of revision 2 removed",
        &[("fn read_ex1", "fn «read_ex1»"), (" {\n        let _ = flags;\n        self.read(out)\n    }", ";")],
        &[refused(
            "[VT0033] `Codec::read_ex1` is new in revision 2 and has no default body",
            "add one: it runs when the module predates the revision",
        )],
    ),
    stops(
        "86",
        "the base of an Ex slot deleted",
        &[
            ("    fn read(&mut self, out: *mut Frame) -> i32;\n", ""),
            ("trait Codec", "trait «Codec»"),
            ("        self.read(out)\n", "        0\n"),
        ],
        &[find(
            "[VT0001] slot 1 `Codec::read` is frozen since revision 1: it was removed",
            ("fn read(&mut self, out: *mut Frame) -> i32", "\"fn read("),
            "",
            "fn read(&mut self, out: *mut Frame) -> i32;",
        )],
    ),
    stops(
        "87",
        "_ex2 without _ex1",
        &[("    fn flush(&self);", "    fn flush(&self);\n\n    #[revision(2)]\n    fn «flush_ex2»(&self) {}")],
        &[refused(
            "[VT0036] slot 3 `Sink::flush_ex2` has no `flush_ex1` before it",
            "name it `flush_ex1`: Ex slots are numbered 1, 2, 3 without gaps",
        )],
    ),
    stops(
        "88",
        "an Ex slot without a base",
        &[("    fn flush(&self);", "    fn flush(&self);\n\n    #[revision(2)]\n    fn «drain_ex1»(&self) {}")],
        &[refused(
            "[VT0035] slot 3 `Sink::drain_ex1` is named as if it superseded `drain`, but the trait has no `drain`",
            "name it after the slot that it supersedes, or add `drain` to the trait, in an earlier revision;",
        )],
    ),
    stops(
        "89",
        "_ex and _ex1 both",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn flush_ex(&self) {}\n\n    #[revision(3)]\n    fn «flush_ex1»(&self) {}",
        )],
        &[refused(
            "[VT0038] slot 4 `Sink::flush_ex1` and `flush_ex` both claim to be the first to supersede their base",
            "name the later one `flush_ex2`; `_ex` and `_ex1` mean the same number",
        )],
    ),
    stops(
        "90",
        "an Ex slot in the revision of its base",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn more(&self) {}\n\n    #[revision(«2»)]\n    fn more_ex1(&self) {}",
        )],
        &[refused(
            "[VT0037] slot 4 `Sink::more_ex1` has revision 2, but supersedes `more` of revision 2",
            "change `more` itself while it is a draft; when it is frozen, put this slot into revision 3 or a later one",
        )],
    ),
    stops(
        "91",
        "two names become one in C",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn class(&self) {}\n\n    #[revision(2)]\n    fn «class_»(&self) {}",
        )],
        &[refused(
            "[VT0039] slots `class` and `class_` of `Sink` are both called `class_` in C",
            "rename the slot that is not frozen yet",
        )],
    ),
    stops(
        "91b",
        "two parameters",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn more(&self, ret: u8, ret_: «u8») {}",
        )],
        &[refused(
            "[VT0039] parameters `ret` and `ret_` of `Sink::more` are both called `ret_` in C",
            "rename one of them: parameter names are not recorded",
        )],
    ),
    stops(
        "91b",
        "two fields",
        &[(
            "#[derive(AbiType)]\n#[repr(C)]\npub struct Frame",
            "#[derive(AbiType)]\n#[repr(C)]\npub struct New {\n    pub int: u8,\n    pub «int_»: u8,\n}\n\n\
             #[derive(AbiType)]\n#[repr(C)]\npub struct Frame",
        )],
        &[refused("[VT0039] fields `int` and `int_` of `New` are both called `int_` in C", "rename one of them")],
    ),
    stops(
        "91b",
        "two variants",
        &[(
            "#[derive(AbiType)]\n#[repr(C)]\npub struct Frame",
            "#[derive(AbiType)]\n#[repr(u8)]\npub enum New {\n    IoError,\n    «IOError»,\n}\n\n\
             #[derive(AbiType)]\n#[repr(C)]\npub struct Frame",
        )],
        &[refused(
            "[VT0039] variants `IoError` and `IOError` of `New` both end in `_IO_ERROR` in C",
            "rename one of them",
        )],
    ),
    stops(
        "91b",
        "two types",
        &[(
            "#[derive(AbiType)]\n#[repr(C)]\npub struct Frame",
            "#[derive(AbiType)]\n#[repr(C)]\npub struct HttpServer {\n    pub x: u8,\n}\n\n\
             #[derive(AbiType)]\n#[repr(C)]\npub struct «HTTPServer» {\n    pub x: u8,\n}\n\n\
             #[derive(AbiType)]\n#[repr(C)]\npub struct Frame",
        )],
        &[refused(
            "[VT0039] types `HttpServer` and `HTTPServer` of one package both end in `_http_server` in C",
            "rename the one that is not frozen yet",
        )],
    ),
    stops(
        "91c",
        "a table that POSIX has",
        &[(
            "/// Where events go.",
            "#[vtable_api(id = \"posix/spawn\")]\npub trait «Spawn» {\n    fn go(&self);\n}\n\n/// Where events go.",
        )],
        &[refused(
            "[VT0068] table `posix/spawn` would have the name `posix_spawn` in C, which a system header already defines",
            "give it an id with another vendor or name",
        )],
    ),
    stops(
        "51c",
        "for as long as the result",
        &[(
            "/// Where events go.",
            "#[vtable_api(id = \"viewer/picker\", unrecorded)]\npub trait Picker {\n    fn pick<'a>(&self, on: «&'a mut bool») -> &'a mut bool;\n}\n\n/// Where events go.",
        )],
        &[refused(
            "[VT0115] `&'a mut bool` is lent for longer than the call: its lifetime is `'static` or occurs elsewhere as well, so somebody may still hold it when what was written is checked",
            "give the `&mut` its own lifetime (`&mut T`), and return a value or a shared reference; types for which every bit pattern is a value (integers, floats, structs of them) need no check and may be lent like this",
        )],
    ),
    stops(
        "51c",
        "as a result",
        &[(
            "/// Where events go.",
            "#[vtable_api(id = \"viewer/picker\", unrecorded)]\npub trait Picker {\n    fn pick(&mut self, at: u32) -> «Option<&mut bool>»;\n}\n\n/// Where events go.",
        )],
        &[refused(
            "[VT0115] `Option<&mut bool>` lends something by `&mut` that is written after the call, when nothing checks it: C could leave a `bool` of 2 there",
            "return a shared reference, and take the value to be written in another slot (`fn set(&mut self, value: T)`); types for which every bit pattern is a value (integers, floats, structs of them) need no check and may be lent like this",
        )],
    ),
    stops(
        "51c",
        "for ever",
        &[(
            "/// Where events go.",
            "#[vtable_api(id = \"viewer/picker\", unrecorded)]\npub trait Picker {\n    fn each(&self, take: &mut dyn FnMut(«&'static mut bool»));\n}\n\n/// Where events go.",
        )],
        &[refused(
            "[VT0115] `&'static mut bool` is lent for longer than the call: its lifetime is `'static` or occurs elsewhere as well, so somebody may still hold it when what was written is checked",
            "give the `&mut` its own lifetime (`&mut T`), and return a value or a shared reference; types for which every bit pattern is a value (integers, floats, structs of them) need no check and may be lent like this",
        )],
    ),
    stops(
        "91d",
        "an array without elements",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn more(&self, x: «*const [u8; 0]») {}",
        )],
        &[refused(
            "[VT0113] slot `Sink::more` has a type with no equivalent in C: `[u8; 0]`; C has no empty arrays",
            "leave it out",
        )],
    ),
    stops(
        "91e",
        "another case",
        &[(
            "#[vtable_api(id = \"viewer/sink\")]\npub trait Sink",
            "#[vtable_api(id = \"viewer/sink\", c_case = \"Pascal\")]\npub trait «Sink»",
        )],
        &[find(
            "[VT0069] trait `Sink` is frozen with another `c_case`: every slot would have a different name in C",
            ("snake: `decode_ex1`", "id = \"viewer/sink\""),
            "Pascal: `DecodeEx1`",
            "restore it; for others, `cargo vtable-api header --c-case` writes either spelling",
        )],
    ),
    stops(
        "93",
        "a revision skipped",
        &[("    fn flush(&self);", "    fn flush(&self);\n\n    #[revision(«3»)]\n    fn more(&self) {}")],
        &[refused(
            "[VT0031] slot 3 `Sink::more` has revision 3, but revision 2 has no slots",
            "write `#[revision(2)]`: revisions are numbered without gaps",
        )],
    ),
    stops(
        "94",
        "revisions out of order",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(«3»)]\n    fn more(&self) {}\n\n    #[revision(«2»)]\n    fn less(&self) {}",
        )],
        &[
            refused(
                "[VT0031] slot 3 `Sink::more` has revision 3, but revision 2 has no slots",
                "write `#[revision(2)]`: revisions are numbered without gaps",
            ),
            refused(
                "[VT0030] slot 4 `Sink::less` has revision 2, but comes after `more` of revision 3",
                "move it up to the slots of revision 2, or write `#[revision(3)]` on it if it is new",
            ),
        ],
    ),
    stops(
        "95",
        "revision 64",
        &[("    fn flush(&self);", "    fn flush(&self);\n\n    #[revision(«64»)]\n    fn more(&self) {}")],
        &[refused(
            "[VT0032] slot 3 `Sink::more` has revision 64, but a table can have at most 63",
            "#[vtable_api(id = \"viewer/sink-2\")]",
        )],
    ),
    stops(
        "96",
        "a new slot without a default body",
        &[("    fn flush(&self);", "    fn flush(&self);\n\n    #[revision(2)]\n    fn «more»(&self);")],
        &[refused(
            "[VT0033] `Sink::more` is new in revision 2 and has no default body",
            "add one: it runs when the module predates the revision",
        )],
    ),
    stops(
        "96",
        "a default body calls a slot of its own revision",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn more(&self) {\n        self.«less»();\n    }\n\n    #[revision(2)]\n    fn less(&self) {}",
        )],
        &[refused(
            "[VT0034] the default body of `more` (revision 2) calls `less` of revision 2, which the provider may lack as well",
            "call only slots of earlier revisions",
        )],
    ),
    stops(
        "96",
        "a default body calls one by the trait's name",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn more(&self) {\n        Sink::«less»(self);\n    }\n\n    #[revision(3)]\n    fn less(&self) {}",
        )],
        &[refused(
            "[VT0034] the default body of `more` (revision 2) calls `less` of revision 3, which the provider may lack as well",
            "call only slots of earlier revisions",
        )],
    ),
    stops(
        "96",
        "a default body calls one by its path",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn more(&self) {\n        <Self as Sink>::«less»(self);\n    }\n\n    #[revision(3)]\n    fn less(&self) {}",
        )],
        &[refused(
            "[VT0034] the default body of `more` (revision 2) calls `less` of revision 3, which the provider may lack as well",
            "call only slots of earlier revisions",
        )],
    ),
    stops(
        "96",
        "a default body calls a slot of a later revision",
        &[(
            "    fn flush(&self);",
            "    fn flush(&self);\n\n    #[revision(2)]\n    fn more(&self) {\n        self.«less»();\n    }\n\n    #[revision(3)]\n    fn less(&self) {}",
        )],
        &[refused(
            "[VT0034] the default body of `more` (revision 2) calls `less` of revision 3, which the provider may lack as well",
            "call only slots of earlier revisions",
        )],
    ),
    stops(
        "117",
        "an attribute of a slot misspelt",
        &[("#[revision(2)]", "«#[revision(two)]»")],
        &[refused(
            "[VT0040] `#[revision(two)]` is not a revision number",
            "write `#[revision(2)]`: a number from 1 to 63",
        )],
    ),
    stops(
        "117",
        "an option of a table misspelt",
        &[("id = \"viewer/sink\"", "id = \"viewer/sink\", «frozen»")],
        &[refused(
            "[VT0040] unknown argument `frozen` in `#[vtable_api]`",
            "the arguments are `id = \"vendor/table\"`, `c_case = \"Pascal\"`, `panic = \"error\"`, `unrecorded`, `unsafe(crate = path)` and `record = \"path\"`",
        )],
    ),
    stops(
        "117b",
        "an id given twice",
        &[("id = \"viewer/sink\"", "id = \"viewer/sink\", «id» = \"viewer/other\"")],
        &[refused("[VT0040] `id` is given twice to `#[vtable_api]`", "remove one of the two")],
    ),
    stops(
        "117b",
        "the case of names given twice, the same",
        &[("id = \"viewer/sink\"", "c_case = \"snake\", id = \"viewer/sink\", «c_case» = \"snake\"")],
        &[refused("[VT0040] `c_case` is given twice to `#[vtable_api]`", "remove one of the two")],
    ),
    stops(
        "117c",
        "on a trait",
        &[("id = \"viewer/sink\"", "id = \"viewer/sink\", crate = «::vtable_api»")],
        &[refused(
            "[VT0109] `crate = ::vtable_api` cannot be checked: whatever is there runs in the macro's `unsafe` code",
            "if `::vtable_api` is vtable-api, say so: `unsafe(crate = ::vtable_api)`; a dependency that Cargo.toml renames is found without it",
        )],
    ),
    stops(
        "117b",
        "a name given twice in one attribute",
        &[(
            "#[repr(C)]\npub struct Frame",
            "#[repr(C)]\n#[abi(name = \"Frame\", «name» = \"Picture\")]\npub struct Frame",
        )],
        &[refused("[VT0040] `name` is given twice to `#[abi]`", "remove one of the two")],
    ),
    stops(
        "117b",
        "a name given twice in two attributes",
        &[(
            "#[repr(C)]\npub struct Frame",
            "#[abi(name = \"Frame\")]\n#[repr(C)]\n#[abi(«name» = \"Frame\")]\npub struct Frame",
        )],
        &[refused("[VT0040] `name` is given twice to `#[abi]`", "remove one of the two")],
    ),
    stops(
        "117b",
        "two revisions of a slot",
        &[("#[revision(2)]", "#[revision(2)]\n    «#[revision(3)]»")],
        &[refused("[VT0040] a slot can have only one revision", "remove the second `#[revision(…)]`")],
    ),
    stops(
        "117b",
        "`ex(none)` twice",
        &[("    fn flush(&self);", "    #[ex(none)]\n    «#[ex(none)]»\n    fn flush(&self);")],
        &[refused("[VT0040] `#[ex(none)]` is given twice", "remove one of the two")],
    ),
    stops(
        "114b",
        "unrecorded, behind its id",
        &[("id = \"viewer/sink\"", "id = \"viewer/sink\", unrecorded"), ("trait Sink", "trait «Sink»")],
        &[find(
            "[VT0020] table `viewer/sink` is recorded, and `Sink` says that it is not",
            ("table `viewer/sink`, trait `Sink`", "id = \"viewer/sink\""),
            "unrecorded",
            "remove `unrecorded`",
        )],
    ),
    stops(
        "114b",
        "unrecorded, in front of its id, and renamed",
        &[("id = \"viewer/sink\"", "unrecorded, id = \"viewer/sink\""), ("trait Sink", "trait «Drain»")],
        &[find(
            "[VT0020] table `viewer/sink` is recorded, and `Drain` says that it is not",
            ("table `viewer/sink`, trait `Sink`", "id = \"viewer/sink\""),
            "unrecorded",
            "remove `unrecorded`",
        )],
    ),
];
