//! The list: a line for each form of type, a line for each way in which one may stand.
//!
//! In a form, `'a` is the lifetime of what it borrows: the call, where it is an argument, or else the object. `show` makes a `String` of `x`, a reference to such a value.

/// A form of type, allowed or not: the test finds out.
pub(crate) struct Form {
    /// As in the name of its table.
    pub(crate) name: &'static str,
    pub(crate) ty: &'static str,
    /// An expression that makes a value.
    pub(crate) make: &'static str,
    pub(crate) show: &'static str,
    /// It is another one's like, and tried by itself and as a field only.
    pub(crate) is_like: bool,
}

const fn shown(name: &'static str, ty: &'static str, make: &'static str, show: &'static str) -> Form {
    Form { name, ty, make, show, is_like: false }
}

/// What is shown by `Debug`.
const fn form(name: &'static str, ty: &'static str, make: &'static str) -> Form {
    shown(name, ty, make, "format!(\"{x:?}\")")
}

const fn like(form: Form) -> Form {
    Form { is_like: true, ..form }
}

const NAMED: &str = "x.name().to_string()";
const ITEM: &str = "Item { name: String::from(\"item\"), tags: vec![String::from(\"a\"), String::new()], level: Level::High, \
    inner: Some(Box::new(Item { name: String::from(\"inner\"), tags: vec![], level: Level::Low, inner: None })) }";
const FOLDER: &str = "{ let folder = |name| Folder { name: String::from(name), inside: std::collections::BTreeMap::new(), links: vec![], last: None }; \
    Folder { inside: [(String::from(\"a\"), folder(\"in a\"))].into(), links: vec![(String::from(\"b\"), folder(\"in b\"))], \
    last: Some(Ok(Box::new(folder(\"last\")))), ..folder(\"outer\") } }";
const CHOICES: &str = "vec![Choice::Left(String::from(\"left\")), Choice::Right { n: 3, t: Folder { name: String::new(), \
    inside: std::collections::BTreeMap::new(), links: vec![], last: Some(Err(String::from(\"why\"))) } }, Choice::Neither]";
const OPTIONS: &str = "Options { name: String::from(\"o\"), tags: vec![String::from(\"a\")], level: Level::High, \
    inner: Some(Box::new(Options { name: String::from(\"inner\"), ..Options::default() })), ..Options::default() }";
const NEWS: &str = "News::Both { a: vec![News::Nothing, News::Named(String::from(\"n\"))], b: Options { name: String::from(\"in\"), ..Options::default() } }";
const CALLED: &str = "x(21).to_string()";

pub(crate) const FORMS: &[Form] = &[
    form("unit", "()", "()"),
    form("bool", "bool", "true"),
    like(form("u8", "u8", "7")),
    like(form("i16", "i16", "-7")),
    form("u32", "u32", "70"),
    like(form("i64", "i64", "-700")),
    like(form("usize", "usize", "77")),
    like(form("f32", "f32", "0.5")),
    like(form("f64", "f64", "1.5")),
    like(form("c-char", "core::ffi::c_char", "65")),
    form("c-long", "core::ffi::c_long", "-66"),
    form("char", "char", "'x'"),
    like(form("u128", "u128", "1")),
    like(form("non-zero", "core::num::NonZeroU32", "core::num::NonZeroU32::MIN")),
    form("const-ptr", "*const u8", "core::ptr::null()"),
    like(form("mut-ptr", "*mut Plain", "core::ptr::null_mut()")),
    like(form("void-ptr", "*mut core::ffi::c_void", "core::ptr::null_mut()")),
    like(form("non-null", "core::ptr::NonNull<u64>", "core::ptr::NonNull::dangling()")),
    shown("function", "extern \"C\" fn(u32) -> u32", "twice", CALLED),
    shown("maybe-function", "Option<extern \"C\" fn(u32) -> u32>", "Some(twice)", "x.unwrap()(21).to_string()"),
    form("ref", "&'a u32", "&71"),
    form("mut-ref", "&'a mut u32", "Box::leak(Box::new(72))"),
    form("maybe-ref", "Option<&'a Plain>", "Some(&Plain { a: 1, b: 2 })"),
    form("str", "&'a str", "\"text\""),
    form("bytes", "&'a [u8]", "&[1, 2, 3]"),
    like(form("words", "&'a [u32]", "&[1, 2]")),
    like(form("units", "&'a [()]", "&[(), ()]")),
    form("mut-bytes", "&'a mut [u8]", "Vec::leak(vec![1, 2])"),
    form("mut-slices", "&'a mut [&'a mut [f32]]", "Vec::leak(vec![Vec::leak(vec![0.5]), Vec::leak(vec![])])"),
    form("array", "[u16; 3]", "[1, 2, 3]"),
    like(form("array-of-strings", "[[String; 2]; 1]", "[[String::from(\"a\"), String::from(\"b\")]]")),
    like(form("borrowed-array", "&'a [u16; 3]", "&[1, 2, 3]")),
    like(form("strs", "&'a [vtable_api::Str<'a>]", "Vec::leak(vec![vtable_api::Str::from(\"a\")])")),
    form("str-value", "vtable_api::Str<'a>", "vtable_api::Str::from(\"text\")"),
    form("slice-value", "vtable_api::Slice<'a, u16>", "vtable_api::Slice::from(&[1_u16, 2][..])"),
    form("owned-str", "vtable_api::OwnedStr", "vtable_api::OwnedStr::from(String::from(\"own\"))"),
    form("owned-slice", "vtable_api::OwnedSlice<u32>", "vtable_api::OwnedSlice::from(vec![1_u32, 2])"),
    form("string", "String", "String::from(\"string\")"),
    form("vec", "Vec<u32>", "vec![1, 2]"),
    like(form("vec-plain", "Vec<Plain>", "vec![Plain { a: 1, b: 2 }]")),
    form("vec-string", "Vec<String>", "vec![String::from(\"a\")]"),
    like(form("vec-vec", "Vec<Vec<u8>>", "vec![vec![1, 2]]")),
    form("box", "Box<u32>", "Box::new(73)"),
    like(form("box-plain", "Box<Plain>", "Box::new(Plain { a: 1, b: 2 })")),
    form("boxed-str", "Box<str>", "Box::from(\"boxed\")"),
    like(form("boxed-slice", "Box<[Plain]>", "Box::from([Plain { a: 1, b: 2 }])")),
    form("option", "Option<u32>", "Some(74)"),
    like(form("option-string", "Option<String>", "Some(String::from(\"some\"))")),
    form("result", "Result<u32, Failure>", "Err(Failure::Second)"),
    like(form("result-unit", "Result<(), String>", "Err(String::from(\"why\"))")),
    form("tuple", "(u8, u32)", "(1, 2)"),
    like(form("tuple-of-text", "(&'a str, core::ffi::c_long, char)", "(\"text\", -1, 'x')")),
    like(form(
        "tuple-of-strings",
        "(String, (bool, u64), Vec<u8>, ())",
        "(String::from(\"a\"), (true, 2), vec![3], ())",
    )),
    like(form("tuple-of-five", "(u8, u8, u8, u8, u8)", "(1, 2, 3, 4, 5)")),
    form("range", "core::ops::Range<u32>", "3..9"),
    like(form("range-of-text", "core::ops::Range<&'a str>", "\"from\"..\"to\"")),
    like(form("range-of-strings", "core::ops::Range<String>", "String::from(\"a\")..String::from(\"b\")")),
    form("duration", "core::time::Duration", "core::time::Duration::new(3, 999_999_999)"),
    like(form("time", "std::time::SystemTime", "std::time::UNIX_EPOCH - core::time::Duration::from_millis(1)")),
    form("plain", "Plain", "Plain { a: 1, b: 2 }"),
    like(form("pair", "Pair", "Pair(1, 2)")),
    form("number", "Number", "Number(75)"),
    shown("either", "Either", "Either { a: 9 }", "unsafe { x.a }.to_string()"),
    form("failure", "Failure", "Failure::Second"),
    form("growing", "Growing", "Growing::Green"),
    form("open", "vtable_api::Open<Growing>", "vtable_api::Open::new(Growing::Green)"),
    form("event", "Event", "Event::Both(1, 2.5)"),
    like(form("flat", "Flat", "Flat::Large { a: 1, b: 2 }")),
    like(form("generic", "Generic<u16>", "Generic { x: 1, y: 2 }")),
    form("view", "View<'a>", "View { text: vtable_api::Str::from(\"v\"), plain: &Plain { a: 1, b: 2 } }"),
    form("owning", "Owning", "Owning { text: vtable_api::OwnedStr::from(String::from(\"o\")), more: 1 }"),
    form("item", "Item", ITEM),
    form("level", "Level", "Level::High"),
    form("happening", "Happening", "Happening::Both { a: vec![Happening::Nothing], b: 9 }"),
    form("options", "Options", OPTIONS),
    form("news", "News", NEWS),
    like(form("maybe-news", "Option<News>", "Some(News::Named(String::from(\"some\")))")),
    like(form("vec-options", "Vec<Option<Options>>", "vec![None, Some(Options::default())]")),
    like(form("map-of-options", "std::collections::BTreeMap<u32, Options>", "[(7, Options::default())].into()")),
    like(form("vec-happening", "Vec<Happening>", "vec![Happening::Named(String::from(\"n\")), Happening::Nothing]")),
    like(form("vec-option", "Vec<Option<String>>", "vec![None, Some(String::from(\"some\"))]")),
    like(form("option-box", "Option<Box<String>>", "Some(Box::new(String::from(\"boxed\")))")),
    like(form("vec-result", "Vec<Result<u32, String>>", "vec![Ok(1), Err(String::from(\"why\"))]")),
    like(form("folder", "Folder", FOLDER)),
    like(form("choice", "Vec<Choice<String, Folder>>", CHOICES)),
    like(form("page", "Page<Level>", "Page { x: Level::Low, rest: vec![Level::High] }")),
    like(form("lines", "Lines<'a>", "Lines { text: \"text\", bytes: &[1, 2] }")),
    shown("hidden", "&'a Hidden", "hidden()", "format!(\"{:p}\", &**x)"),
    shown("object", "&'a dyn Named", "&OBJECT", NAMED),
    shown("mut-object", "&'a mut dyn Named", "Box::leak(Box::new(Object))", NAMED),
    shown("maybe-object", "Option<&'a dyn Named>", "Some(&OBJECT)", "x.as_ref().unwrap().name().to_string()"),
    shown("box-object", "Box<dyn Named>", "Box::new(Object)", NAMED),
    shown(
        "maybe-box-object",
        "Option<Box<dyn Named>>",
        "Some(Box::new(Object))",
        "x.as_ref().unwrap().name().to_string()",
    ),
    shown("handle", "NamedRef<'a>", "NamedRef::new(&OBJECT)", NAMED),
    shown("mut-handle", "NamedMut<'a>", "NamedMut::new(Box::leak(Box::new(Object)))", NAMED),
    like(shown(
        "maybe-handle",
        "Option<NamedRef<'a>>",
        "Some(NamedRef::new(&OBJECT))",
        "x.as_ref().unwrap().name().to_string()",
    )),
    shown("box-handle", "NamedBox", "NamedBox::new(Object)", NAMED),
    like(shown("arc-object", "std::sync::Arc<dyn Named>", "std::sync::Arc::new(Object)", NAMED)),
    shown("closure", "&'a dyn Fn(u32) -> u32", "Box::leak(Box::new(|x| x * 2))", CALLED),
    shown("mut-closure", "&'a mut dyn FnMut(u32) -> u32", "Box::leak(Box::new(|x: u32| x * 2))", CALLED),
    like(shown(
        "maybe-closure",
        "Option<&'a dyn Fn(u32) -> u32>",
        "Some(Box::leak(Box::new(|x| x * 2)))",
        "x.unwrap()(21).to_string()",
    )),
    like(shown("box-closure", "Box<dyn Fn(u32) -> u32 + Send + Sync>", "Box::new(|x| x * 2)", CALLED)),
    form("path", "&'a std::path::Path", "std::path::Path::new(\"p\")"),
    like(form("os-str", "&'a std::ffi::OsStr", "std::ffi::OsStr::new(\"text\")")),
    form("path-buf", "std::path::PathBuf", "std::path::PathBuf::from(\"a/b\")"),
    like(form("os-string", "std::ffi::OsString", "std::ffi::OsString::from(\"own\")")),
    like(form("boxed-path", "Box<std::path::Path>", "Box::from(std::path::Path::new(\"a/b\"))")),
    like(form("maybe-path", "Option<&'a std::path::Path>", "Some(std::path::Path::new(\"p\"))")),
    like(form(
        "paths",
        "Vec<(std::path::PathBuf, Option<std::ffi::OsString>)>",
        "vec![(std::path::PathBuf::from(\"a\"), Some(std::ffi::OsString::from(\"b\"))), (std::path::PathBuf::new(), None)]",
    )),
    form(
        "map",
        "std::collections::BTreeMap<String, u32>",
        "[(String::from(\"b\"), 2), (String::from(\"a\"), 1)].into()",
    ),
    like(form(
        "hash-map",
        "std::collections::HashMap<(char, Failure), Vec<String>>",
        "[(('x', Failure::Second), vec![String::from(\"a\")])].into()",
    )),
    like(form("set", "std::collections::BTreeSet<Level>", "[Level::High, Level::Low].into()")),
    like(form("hash-set", "std::collections::HashSet<[u16; 2]>", "[[1, 2]].into()")),
    like(form("map-of-floats", "std::collections::HashMap<Plain, f32>", "std::collections::HashMap::new()")),
    like(form(
        "map-of-maps",
        "std::collections::BTreeMap<core::ffi::c_long, std::collections::HashMap<bool, Item>>",
        "[(-7, [(true, Item { name: String::from(\"item\"), tags: vec![], level: Level::High, inner: None })].into())].into()",
    )),
    like(form("cow", "std::borrow::Cow<'a, str>", "std::borrow::Cow::Borrowed(\"c\")")),
];

/// How a value gets from one side to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Parameter,
    Return,
    /// From a provider into a closure of the host.
    CallbackArgument,
    /// From a closure of the host into the provider.
    CallbackReturn,
    /// As the closure, into a C function.
    FunctionArgument,
    FunctionReturn,
}

type Ways = &'static [(Way, &'static str)];

pub(crate) const WAYS: Ways = &[
    (Way::Parameter, "parameter"),
    (Way::Return, "return"),
    (Way::CallbackArgument, "callback_argument"),
    (Way::CallbackReturn, "callback_return"),
    (Way::FunctionArgument, "function_argument"),
    (Way::FunctionReturn, "function_return"),
];

/// A way in which a type may stand in another. `{N}` is a name of its own for a type, `{G}` its `<'a>`, if it
/// has one; `{T}`, `{make}` and `{show}` are those of the form.
pub(crate) struct Place {
    pub(crate) name: &'static str,
    /// On which it is tried.
    pub(crate) ways: Ways,
    /// What is declared for it.
    pub(crate) item: &'static str,
    pub(crate) ty: &'static str,
    pub(crate) make: &'static str,
    pub(crate) show: &'static str,
    /// Whether what it borrows lives as long as the object, although it is an argument.
    pub(crate) is_kept: bool,
}

/// What is in a place is passed by the same code on all ways: each place is tried on the one on which more can go wrong.
const TAKEN: Ways = WAYS.split_at(1).0;
const RETURNED: Ways = WAYS.split_at(1).1.split_at(1).0;

/// On which something is lent for a call.
const LENT: Ways = &[WAYS[0], WAYS[2]];

const fn place(name: &'static str, ways: Ways, ty: &'static str, make: &'static str, show: &'static str) -> Place {
    Place { name, ways, item: "", ty, make, show, is_kept: false }
}

const fn with(item: &'static str, place: Place) -> Place {
    Place { item, ..place }
}

const EACH: &str = "x.iter().map(|x| {show}).collect::<Vec<String>>().join(\",\")";
const INNER: &str = "{ let x = &**x; {show} }";
const OK_OR_ERR: &str = "match x { Ok(x) => format!(\"ok {}\", {show}), Err(x) => format!(\"error {}\", {show}) }";

pub(crate) const PLACES: &[Place] = &[
    place("bare", WAYS, "{T}", "{make}", "{show}"),
    Place { is_kept: true, ..place("kept", TAKEN, "{T}", "{make}", "{show}") },
    place("ref", RETURNED, "&'a {T}", "&*Box::leak(Box::new({make}))", INNER),
    place("lent", LENT, "&'a {T}", "&*Box::leak(Box::new({make}))", INNER),
    place(
        "maybe-lent",
        TAKEN,
        "Option<&'a {T}>",
        "Some(&*Box::leak(Box::new({make})))",
        "match x { Some(x) => { let x = &**x; {show} }, None => String::new() }",
    ),
    place("mut-ref", TAKEN, "&'a mut {T}", "Box::leak(Box::new({make}))", INNER),
    place(
        "pointer",
        TAKEN,
        "*const {T}",
        "&raw const *Box::leak(Box::new({make}))",
        "{ let x = unsafe { &**x }; {show} }",
    ),
    place("option", RETURNED, "Option<{T}>", "Some({make})", "match x { Some(x) => {show}, None => String::new() }"),
    place("result", RETURNED, "Result<{T}, {T}>", "Ok::<{T}, {T}>({make})", OK_OR_ERR),
    place("array", TAKEN, "[{T}; 2]", "[{make}, {make}]", EACH),
    place("tuple", RETURNED, "({T}, u8)", "({make}, 7)", "{ let (x, y) = x; format!(\"{} {y}\", {show}) }"),
    place("vec", TAKEN, "Vec<{T}>", "vec![{make}, {make}]", EACH),
    place("box", RETURNED, "Box<{T}>", "Box::new({make})", INNER),
    place("slice", LENT, "&'a [{T}]", "&*Vec::leak(vec![{make}, {make}])", EACH),
    place(
        "maybe-slice",
        TAKEN,
        "Option<&'a [{T}]>",
        "Some(&*Vec::leak(vec![{make}, {make}]))",
        "match x { Some(x) => x.iter().map(|x| {show}).collect::<Vec<String>>().join(\",\"), None => String::new() }",
    ),
    with(
        "#[derive(AbiType)] #[repr(C)] pub struct {N}{G} { pub before: u8, pub x: {T}, pub after: u16 }",
        place("field", TAKEN, "{N}{G}", "{N} { before: 1, x: {make}, after: 2 }", "{ let {N} { x, .. } = x; {show} }"),
    ),
    with(
        "#[derive(AbiType)] #[repr(C, u32)] pub enum {N}{G} { None, Some { x: {T}, y: u8 } }",
        place(
            "variant",
            RETURNED,
            "{N}{G}",
            "{N}::Some { x: {make}, y: 1 }",
            "match x { {N}::Some { x, .. } => {show}, {N}::None => String::new() }",
        ),
    ),
    with(
        "#[derive(AbiType)] pub struct {N}{G} { pub before: u8, pub x: {T}, pub after: u16 }",
        place(
            "copied-field",
            TAKEN,
            "{N}{G}",
            "{N} { before: 1, x: {make}, after: 2 }",
            "{ let {N} { x, .. } = x; {show} }",
        ),
    ),
    with(
        "#[derive(AbiType)] pub enum {N}{G} { None, Some { x: {T}, y: u8 } }",
        place(
            "copied-variant",
            RETURNED,
            "Vec<{N}{G}>",
            "vec![{N}::Some { x: {make}, y: 1 }, {N}::None]",
            "x.iter().map(|x| match x { {N}::Some { x, .. } => {show}, {N}::None => String::new() }).collect::<Vec<String>>().join(\",\")",
        ),
    ),
    with(
        "#[derive(AbiType)] #[abi(growable)] pub struct {N}{G} { pub before: u8, pub x: {T}, pub after: u16 }",
        place(
            "growable-field",
            TAKEN,
            "{N}{G}",
            "{N} { before: 1, x: {make}, after: 2 }",
            "{ let {N} { x, .. } = x; {show} }",
        ),
    ),
    with(
        "#[derive(AbiType)] #[abi(growable)] pub enum {N}{G} { None, Some { x: {T}, y: u8 }, Unknown(vtable_api::Unknown) }",
        place(
            "growable-variant",
            RETURNED,
            "Vec<{N}{G}>",
            "vec![{N}::Some { x: {make}, y: 1 }, {N}::None]",
            "x.iter().map(|x| match x { {N}::Some { x, .. } => {show}, _ => String::new() }).collect::<Vec<String>>().join(\",\")",
        ),
    ),
    place(
        "copied-generic",
        TAKEN,
        "Page<{T}>",
        "Page { x: {make}, rest: vec![{make}] }",
        "{ let Page { x, .. } = x; {show} }",
    ),
    place("generic", TAKEN, "Generic<{T}>", "Generic { x: {make}, y: 1 }", "{ let Generic { x, .. } = x; {show} }"),
];

/// What the forms name. What stands in `/*+ +*/` comes with the second release.
pub(crate) const TYPES: &str = r#"
#[derive(AbiType, Clone, Copy, Debug, PartialEq, Eq, Hash)] #[repr(C)] pub struct Plain { pub a: u8, pub b: u64 }
#[derive(AbiType, Clone, Copy, Debug)] #[repr(C)] pub struct Pair(pub u8, pub u32);
#[derive(AbiType, Clone, Copy, Debug)] #[repr(transparent)] pub struct Number(pub u64);
#[derive(AbiType, Clone, Copy)] #[repr(C)] pub union Either { pub a: u32, pub b: f32 }
#[derive(AbiType, Clone, Copy, Debug, PartialEq, Eq, Hash)] #[repr(u32)] pub enum Failure { First = 1, Second }
#[derive(AbiType, Clone, Copy, Debug)] #[abi(open)] #[repr(u16)] pub enum Growing { Red = 1, Green, Unknown(u16) }
#[derive(AbiType, Clone, Copy, Debug)] #[repr(C, u8)] pub enum Event { Nothing, Small(u8), Both(u8, f64) }
#[derive(AbiType, Clone, Copy, Debug)] #[repr(u16)] pub enum Flat { Nothing, Small(u8) = 7, Large { a: u64, b: u8 } }
#[derive(AbiType, Clone, Copy, Debug)] #[repr(C)] pub struct Generic<T> { pub x: T, pub y: u8 }
#[derive(AbiType, Clone, Copy, Debug)] #[repr(C)] pub struct View<'a> { pub text: vtable_api::Str<'a>, pub plain: &'a Plain }
#[derive(AbiType, Debug)] #[repr(C)] pub struct Owning { pub text: vtable_api::OwnedStr, pub more: u8 }
#[derive(AbiType, Clone, Debug)] pub struct Item { pub name: String, pub tags: Vec<String>, pub level: Level, pub inner: Option<Box<Item>> }
#[derive(AbiType, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)] pub enum Level { #[default] Low, High = 7 }
#[derive(AbiType, Clone, Debug)] pub enum Happening { Nothing, Named(String), Both { a: Vec<Happening>, b: u8 } }
#[derive(AbiType, Clone, Default)] #[abi(growable)] pub struct Options { pub name: String, pub tags: Vec<String>, pub level: Level, pub inner: Option<Box<Options>> /*+ , #[abi(growth = 2)] pub late: Vec<String> +*/ }
impl std::fmt::Debug for Options { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{} {:?} {:?} {:?}", self.name, self.tags, self.level, self.inner) } }
#[derive(AbiType, Clone, Debug)] #[abi(growable)] pub enum News { Nothing, Named(String), Both { a: Vec<News>, b: Options } /*+ , #[abi(growth = 2)] Late(u64) +*/, Unknown(vtable_api::Unknown) }
#[derive(AbiType, Clone, Debug)] pub struct Folder { pub name: String, pub inside: std::collections::BTreeMap<String, Folder>, pub links: Vec<(String, Folder)>, pub last: Option<Result<Box<Folder>, String>> }
#[derive(AbiType, Clone, Debug)] pub enum Choice<T, U> { Left(T), Right { n: u8, t: U }, Neither }
#[derive(AbiType, Clone, Debug)] pub struct Page<T> { pub x: T, pub rest: Vec<T> }
#[derive(AbiType, Clone, Debug)] pub struct Lines<'a> { pub text: &'a str, pub bytes: &'a [u8] }
#[derive(AbiType)] #[abi(opaque)] pub struct Hidden { _opaque: vtable_api::Opaque }
#[vtable_api(id = "forms/named")] pub trait Named: Send + Sync { fn name(&self) -> String; }
pub struct Object;
impl Named for Object { fn name(&self) -> String { "object".into() } }
pub static OBJECT: Object = Object;
pub fn hidden() -> &'static Hidden { unsafe { &*std::ptr::without_provenance(64) } }
pub extern "C" fn twice(x: u32) -> u32 { x * 2 }
"#;
