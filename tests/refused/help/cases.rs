//! Small crates that are refused, and what they are once the help is done.

/// A crate, what the help of its error offers, and the crate with that in it.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) code: &'static str,
    pub(crate) wrong: &'static str,
    /// Code from the help, as it stands there.
    pub(crate) pasted: &'static [&'static str],
    pub(crate) mended: &'static str,
}

const fn case(code: &'static str, wrong: &'static str, pasted: &'static [&'static str], mended: &'static str) -> Case {
    Case { code, wrong, pasted, mended }
}

/// Codes of which no crate without a record can have an error, and where their help is tried.
pub(crate) const ELSEWHERE: &[(&[&str], &str)] = &[
    (
        &[
            "VT0001", "VT0002", "VT0003", "VT0004", "VT0005", "VT0006", "VT0007", "VT0008", "VT0009", "VT0010",
            "VT0011", "VT0012", "VT0013", "VT0014", "VT0015", "VT0016", "VT0017", "VT0018", "VT0019", "VT0020",
            "VT0021", "VT0022", "VT0023", "VT0024", "VT0025", "VT0027", "VT0028", "VT0068", "VT0069", "VT0116",
            "VT0118",
        ],
        "tests/verdicts: an edit of what is recorded; slots that are offered are pasted there",
    ),
    (
        &["VT0051", "VT0052", "VT0053", "VT0054", "VT0055", "VT0058", "VT0059", "VT0062", "VT0063"],
        "tests/verdicts, api-cli/tests: the record itself; it is restored, or what is offered is a command of several packages",
    ),
    (
        &["VT0050", "VT0056", "VT0057", "VT0060", "VT0061", "VT0111"],
        "tests/refused/help/records.rs: the record, the environment, and where a crate stands in its package",
    ),
    (&["VT0109"], "tests/compile_fail/crates.rs: who vouches for a path"),
    (&["VT0114"], "tests/refused/witness.rs: another macro has to be there"),
];

pub(crate) const CASES: &[Case] = &[
    case(
        "VT0026",
        "#[derive(AbiType)] #[repr(C)] pub struct Of<'a> { v: u32, m: std::marker::PhantomData<&'a mut &'a ()> }",
        &["PhantomData<&'a ()>"],
        "#[derive(AbiType)] #[repr(C)] pub struct Of<'a> { v: u32, m: std::marker::PhantomData<&'a ()> }",
    ),
    case(
        "VT0029",
        "#[derive(AbiType)] #[abi(growable)] pub struct Of { a: u32, #[abi(growth = 3)] b: u32 }",
        &["#[abi(growth = 2)]"],
        "#[derive(AbiType)] #[abi(growable)] pub struct Of { a: u32, #[abi(growth = 2)] b: u32 }",
    ),
    case(
        "VT0029",
        "#[derive(AbiType)] #[abi(growable)] pub enum Of { A, #[abi(growth = 2)] B, C, Unknown(Unknown) }",
        &["#[abi(growth = 2)]"],
        "#[derive(AbiType)] #[abi(growable)] pub enum Of { A, #[abi(growth = 2)] B, #[abi(growth = 2)] C, Unknown(Unknown) }",
    ),
    case(
        "VT0030",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn b(&self) {} fn c(&self); }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); fn c(&self); #[revision(2)] fn b(&self) {} }",
    ),
    case(
        "VT0031",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(3)] fn b(&self) {} }",
        &["#[revision(2)]"],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn b(&self) {} }",
    ),
    case(
        "VT0032",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(64)] fn b(&self) {} }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn b(&self) {} }",
    ),
    case(
        "VT0033",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn b(&self); }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn b(&self) { self.a() } }",
    ),
    case(
        "VT0034",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn b(&self) { self.c() } #[revision(2)] fn c(&self) {} }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn b(&self) { self.a() } #[revision(2)] fn c(&self) {} }",
    ),
    case(
        "VT0035",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn write_ex1(&self) {} }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn write(&self) {} }",
    ),
    case(
        "VT0036",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn a_ex2(&self) {} }",
        &["a_ex1"],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn a_ex1(&self) {} }",
    ),
    case(
        "VT0037",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); fn a_ex1(&self); }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn a_ex1(&self) {} }",
    ),
    case(
        "VT0038",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn a_ex(&self) {} #[revision(3)] fn a_ex1(&self) {} }",
        &["a_ex2"],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); #[revision(2)] fn a_ex(&self) {} #[revision(3)] fn a_ex2(&self) {} }",
    ),
    case(
        "VT0039",
        "#[vtable_api(unrecorded, c_case = \"Pascal\")] pub trait A { fn read_it(&self); fn read__it(&self); }",
        &[],
        "#[vtable_api(unrecorded, c_case = \"Pascal\")] pub trait A { fn read_it(&self); fn read_them(&self); }",
    ),
    case(
        "VT0040",
        "#[vtable_api(unrecorded, c_case = \"camel\")] pub trait A { fn a(&self); }",
        &["\"Pascal\""],
        "#[vtable_api(unrecorded, c_case = \"Pascal\")] pub trait A { fn a(&self); }",
    ),
    case(
        "VT0100",
        "#[vtable_api(unrecorded)] pub trait A { fn a(self: Box<Self>); }",
        &["&self"],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self); }",
    ),
    case(
        "VT0100",
        "#[vtable_api(unrecorded)] pub trait Api { fn a<T: Api>(&self, of: T); }",
        &["&dyn Api"],
        "#[vtable_api(unrecorded)] pub trait Api { fn a(&self, of: &dyn Api); }",
    ),
    case(
        "VT0101",
        "#[vtable_api(unrecorded)] pub unsafe trait A { fn a(&self); }",
        &["unsafe fn"],
        "#[vtable_api(unrecorded)] pub trait A { unsafe fn a(&self); }",
    ),
    case(
        "VT0101",
        "#[vtable_api(unrecorded)] pub trait A: std::fmt::Debug { fn a(&self); }",
        &["Send", "Sync"],
        "#[vtable_api(unrecorded)] pub trait A: Send + Sync { fn a(&self); fn debug(&self) -> String; }",
    ),
    case(
        "VT0102",
        "#[derive(AbiType)] pub struct Item { name: String }\n#[vtable_api(unrecorded)] pub trait A { fn a(&self, of: &mut Item); }",
        &[],
        "#[derive(AbiType)] pub struct Item { name: String }\n#[vtable_api(unrecorded)] pub trait A { fn a(&self, of: Item) -> Item; }",
    ),
    case(
        "VT0102",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self, n: u128); }",
        &["u64"],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self, high: u64, low: u64); }",
    ),
    case(
        "VT0102",
        "#[vtable_api(unrecorded)] pub trait Api { fn a(&self) -> impl Api; }",
        &["Box<dyn Api>"],
        "#[vtable_api(unrecorded)] pub trait Api { fn a(&self) -> Box<dyn Api>; }",
    ),
    case(
        "VT0102",
        "type Text<'a> = &'a str;\n#[vtable_api(unrecorded)] pub trait A { fn a(&self, text: Text); }",
        &["type Text<'a> = &'a str;", "Text<'_>"],
        "type Text<'a> = &'a str;\n#[vtable_api(unrecorded)] pub trait A { fn a(&self, text: Text<'_>); }",
    ),
    case(
        "VT0102",
        "macro_rules! m { () => { u32 } }\n#[vtable_api(unrecorded)] pub trait A { fn a(&self, of: m!()); }",
        &["type Name = m!("],
        "macro_rules! m { () => { u32 } }\ntype Name = m!();\n#[vtable_api(unrecorded)] pub trait A { fn a(&self, of: Name); }",
    ),
    case(
        "VT0102",
        "#[derive(AbiType)] #[repr(C, u32)] pub enum Name { Long(OwnedStr) = 1 }\n#[vtable_api(unrecorded)] pub trait A { fn a(&self) -> Vec<Name>; }",
        &["vtable_api::OwnedSlice<"],
        "#[derive(AbiType)] #[repr(C, u32)] pub enum Name { No = 0, Long(OwnedStr) = 1 }\n\
         #[vtable_api(unrecorded)] pub trait A { fn a(&self) -> Vec<Name>; fn b(&self) -> vtable_api::OwnedSlice<Name>; }",
    ),
    case(
        "VT0102",
        "#[vtable_api(unrecorded)] pub trait A { fn f(&self) -> std::collections::HashMap<String, extern \"C\" fn(&u32)>; }",
        &["#[derive(AbiType)] #[repr(transparent)] pub struct Call(pub unsafe extern \"C\" fn(&u32));"],
        "#[derive(AbiType)] #[repr(transparent)] pub struct Call(pub unsafe extern \"C\" fn(&u32)); \
         #[vtable_api(unrecorded)] pub trait A { fn f(&self) -> std::collections::HashMap<String, Call>; }",
    ),
    case(
        "VT0102",
        "#[derive(AbiType)] pub enum Key { A, B } \
         #[vtable_api(unrecorded)] pub trait A { fn f(&self, m: std::collections::BTreeMap<(u8, Key), u32>); }",
        &["#[derive(PartialEq, Eq, PartialOrd, Ord)]"],
        "#[derive(AbiType)] #[derive(PartialEq, Eq, PartialOrd, Ord)] pub enum Key { A, B } \
         #[vtable_api(unrecorded)] pub trait A { fn f(&self, m: std::collections::BTreeMap<(u8, Key), u32>); }",
    ),
    case(
        "VT0102",
        "#[derive(AbiType)] pub enum Key { A, B } \
         #[vtable_api(unrecorded)] pub trait A { fn f(&self, m: std::collections::HashSet<Key>); }",
        &["#[derive(PartialEq, Eq, Hash)]"],
        "#[derive(AbiType)] #[derive(PartialEq, Eq, Hash)] pub enum Key { A, B } \
         #[vtable_api(unrecorded)] pub trait A { fn f(&self, m: std::collections::HashSet<Key>); }",
    ),
    case(
        "VT0102",
        "#[derive(AbiType)] pub enum Level { A, B } #[vtable_api(unrecorded)] pub trait A { fn f(&self, m: &mut Level); }",
        &["#[repr(u32)]"],
        "#[derive(AbiType)] #[repr(u32)] pub enum Level { A, B } #[vtable_api(unrecorded)] pub trait A { fn f(&self, m: &mut Level); }",
    ),
    case(
        "VT0102",
        "#[derive(AbiType)] pub enum Event { A(u32), B } #[vtable_api(unrecorded)] pub trait A { fn f(&self, m: &mut Event); }",
        &["#[repr(C, u32)]"],
        "#[derive(AbiType)] #[repr(C, u32)] pub enum Event { A(u32), B } #[vtable_api(unrecorded)] pub trait A { fn f(&self, m: &mut Event); }",
    ),
    case(
        "VT0102",
        "#[vtable_api(unrecorded)] pub trait A { fn f(&self) -> std::io::Result<String>; }",
        &["#[derive(AbiType)]"],
        "#[derive(AbiType)] pub enum E { Io(String), Other } #[vtable_api(unrecorded)] pub trait A { fn f(&self) -> Result<String, E>; }",
    ),
    case(
        "VT0102",
        "#[vtable_api(unrecorded)] pub trait A { fn f(&self, five: (u8, u8, u8, u8, String)); }",
        &["#[derive(AbiType)]"],
        "#[derive(AbiType)] pub struct Five(u8, u8, u8, u8, String); #[vtable_api(unrecorded)] pub trait A { fn f(&self, five: Five); }",
    ),
    case(
        "VT0105",
        "#[vtable_api(unrecorded)] pub trait Gui { fn n(&self); } \
         #[vtable_api(unrecorded)] pub trait A { fn f(&mut self) -> Option<&mut dyn Gui>; }",
        &["Option<GuiMut<'_>>"],
        "#[vtable_api(unrecorded)] pub trait Gui { fn n(&self); } \
         #[vtable_api(unrecorded)] pub trait A { fn f(&mut self) -> Option<GuiMut<'_>>; }",
    ),
    case(
        "VT0103",
        "#[derive(AbiType)] #[repr(C)] pub struct Row<'a, T> { v: &'a [T] }",
        &["vtable_api::Slice<'_, T>"],
        "type T = u32; #[vtable_api(unrecorded)] pub trait A { fn a(&self, row: &Row<'_>, of: vtable_api::Slice<'_, T>); }\n\
         #[derive(AbiType)] #[repr(C)] pub struct Row<'a> { v: vtable_api::Slice<'a, T> }",
    ),
    case(
        "VT0103",
        "#[derive(AbiType)] #[repr(C)] pub struct Row { v: String }",
        &["vtable_api::OwnedStr"],
        "#[derive(AbiType)] #[repr(C)] pub struct Row { v: vtable_api::OwnedStr }",
    ),
    case(
        "VT0103",
        "#[derive(AbiType)] pub struct Second<T> { it: T, all: Vec<First<T>> }\n#[derive(AbiType)] pub struct First<T> { it: T, next: Option<Box<Second<T>>> }",
        &["SecondU32", "First<u32>"],
        "#[derive(AbiType)] pub struct SecondU32 { it: u32, all: Vec<First<u32>> }\n#[derive(AbiType)] pub struct First<T> { it: T, next: Option<Box<SecondU32>> }",
    ),
    case(
        "VT0104",
        "#[derive(AbiType, Clone, Copy)] pub enum Level { Low = -1, High = 1 }",
        &["#[repr(i32)]"],
        "#[derive(AbiType, Clone, Copy)] #[repr(i32)] pub enum Level { Low = -1, High = 1 }",
    ),
    case(
        "VT0104",
        "#[derive(AbiType)] #[repr(C)] pub enum Level { Low, High(u32) }",
        &["#[repr(C, u32)]"],
        "#[derive(AbiType)] #[repr(C, u32)] pub enum Level { Low, High(u32) }",
    ),
    case(
        "VT0104",
        "#[derive(AbiType)] pub union Either { a: u32, b: f32 }",
        &["#[repr(C)]"],
        "#[derive(AbiType)] #[repr(C)] pub union Either { a: u32, b: f32 }",
    ),
    case(
        "VT0104",
        "#[derive(AbiType)] pub struct File { at: u32 }\nimpl Drop for File { fn drop(&mut self) {} }\n#[vtable_api(unrecorded)] pub trait Api { fn open(&self) -> File; }",
        &["Box<dyn Api>"],
        "#[vtable_api(unrecorded)] pub trait Api { fn open(&self) -> Box<dyn Api>; }",
    ),
    case(
        "VT0104",
        "#[derive(AbiType)] #[abi(growable)] pub enum Of { A, B }",
        &["Unknown(vtable_api::Unknown)"],
        "#[derive(AbiType)] #[abi(growable)] pub enum Of { A, B, Unknown(vtable_api::Unknown) }",
    ),
    case(
        "VT0104",
        "#[derive(AbiType)] pub struct Of { a: u32, #[abi(growth = 2)] b: u32 }",
        &["#[abi(growable)]"],
        "#[derive(AbiType)] #[abi(growable)] pub struct Of { a: u32, #[abi(growth = 2)] b: u32 }",
    ),
    case(
        "VT0105",
        "#[vtable_api(unrecorded)] pub trait Api { fn a<'a>(&'a self, of: &'a dyn Api); }",
        &["&dyn Api", "ApiRef<'a>"],
        "#[vtable_api(unrecorded)] pub trait Api { fn a<'a>(&'a self, of: &dyn Api, or: ApiRef<'a>); }",
    ),
    case(
        "VT0105",
        "#[vtable_api(unrecorded)] pub trait Api { fn a(&self) -> &dyn Api; }",
        &["Box<dyn Api>", "ApiRef<'_>"],
        "#[vtable_api(unrecorded)] pub trait Api { fn a(&self) -> Box<dyn Api>; fn b(&self) -> ApiRef<'_>; }",
    ),
    case(
        "VT0106",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self, f: &dyn FnMut(u32)); }",
        &["&mut dyn FnMut("],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self, f: &mut dyn FnMut(u32)); }",
    ),
    case(
        "VT0106",
        "#[vtable_api(unrecorded)] pub trait Api { fn a(&self) -> Box<dyn Fn(u32)>; }",
        &["Box<dyn Api>"],
        "#[vtable_api(unrecorded)] pub trait Api { fn a(&self) -> Box<dyn Api>; }",
    ),
    case(
        "VT0107",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, i: u8, j: u8, k: u8, l: u8, m: u8, n: u8, o: u8, p: u8); }",
        &["#[derive(AbiType)]"],
        "#[derive(AbiType)] #[repr(C)] pub struct All { a: [u8; 16] }\n#[vtable_api(unrecorded)] pub trait A { fn a(&self, all: &All); }",
    ),
    case(
        "VT0108",
        "#[vtable_api(unrecorded)] pub trait A { fn __vt_go(&self); }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn go(&self); }",
    ),
    case(
        "VT0113",
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self, of: &[[u8; 0]]); }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self, of: &[[u8; 1]]); }",
    ),
    case(
        "VT0115",
        "#[vtable_api(unrecorded)] pub trait A { fn a<'a>(&self, on: &'a mut bool) -> &'a mut bool; }",
        &[],
        "#[vtable_api(unrecorded)] pub trait A { fn a(&self, on: &mut bool); }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType, Clone, Copy)] #[repr(C)] #[abi(foreign = \"struct lib_rect { int w; int h; }\")] pub struct Rect { w: i32, h: i32 }",
        &["unsafe(foreign = \"struct lib_rect { int w; int h; }\")"],
        "#[derive(AbiType, Clone, Copy)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_rect { int w; int h; }\"))] pub struct Rect { w: i32, h: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"\"))] pub struct Timespec { tv_sec: i64, tv_nsec: std::ffi::c_long }",
        &["foreign = \"struct timespec { int64_t tv_sec; long tv_nsec; }\""],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct timespec { int64_t tv_sec; long tv_nsec; }\"))] pub struct Timespec { tv_sec: i64, tv_nsec: std::ffi::c_long }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"typedef struct lib_fd { int fd; } lib_fd;\"))] pub struct Fd { fd: i32 }",
        &[],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; } ; struct b { int b; }\"))] pub struct Fd { fd: i32 }",
        &["include = \"lib.h\""],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\", include = \"lib.h\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lldiv_t { int fd; }\"))] pub struct Fd { fd: i32 }",
        &["include = "],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lldiv_t { int fd; }\", include = \"stdlib.h\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct class { int fd; }\"))] pub struct Fd { fd: i32 }",
        &[],
        "#[derive(AbiType)] #[repr(C)] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; // its number\\n}\"))] pub struct Fd { fd: i32 }",
        &[],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; /* its number */ }\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\", include = \"<lib.h>\"))] pub struct Fd { fd: i32 }",
        &["include = \"sys/types.h\""],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\", include = \"sys/types.h\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(transparent)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd(i32);",
        &["#[repr(C)]"],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }",
        &["#[repr(C)]"],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd(i32);",
        &["#[repr(C)]"],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(u32)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub enum Fd { One = 1 }",
        &["#[repr(C)]"],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd<T> { fd: T }",
        &[],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }",
    ),
    case(
        "VT0117",
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }\n#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int at; }\"))] pub struct At { at: i32 }",
        &[],
        "#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct Fd { fd: i32 }\n#[derive(AbiType)] #[repr(C)] #[abi(unsafe(foreign = \"struct lib_fd { int fd; }\"))] pub struct At { fd: i32 }",
    ),
];
