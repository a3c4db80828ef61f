use super::*;
use crate::model::{Body, Bounds, Lifetime, Lifetimes, ObjectKind, Receiver, Type, TypeDef, TypeLifetimes};

mod random;

const TYPES: &[&str] = &[
    "()",
    "!",
    "u8",
    "isize",
    "f64",
    "bool",
    "c_long",
    "*mut c_void",
    "*const *mut Frame",
    "&u32",
    "&mut Frame",
    "NonNull<Frame>",
    "*const [u8; 16]",
    "&[u8; 0]",
    "&mut [[u8; 2]; 18446744073709551615]",
    "&str",
    "&[u8]",
    "&mut [&str]",
    "String",
    "&core::OsStr",
    "&core::Path",
    "&&core::Path",
    "core::OsString",
    "Vec<core::PathBuf>",
    "core::Path",
    "&core::PathBuf",
    "&Path",
    "Vec<String>",
    "Box<Frame>",
    "Option<&Frame>",
    "Result<Vec<u8>, Error>",
    "extern \"C\" fn()",
    "unsafe extern \"C\" fn(u8, &Frame) -> *mut u8",
    "Option<extern \"C\" fn(extern \"C\" fn() -> u8) -> !>",
    "&dyn Fn()",
    "&dyn Fn(&[u8], u32) -> bool",
    "&mut dyn FnMut(&mut dyn FnMut(u8)) -> Status",
    "&(dyn Fn(A) -> B + Send + Sync)",
    "&mut (dyn FnMut() + Send)",
    "&(dyn Fn() -> &(dyn Fn() + Sync) + Send)",
    "&(dyn Fn() -> &dyn Fn() + Send)",
    "&dyn \"viewer/codec\"",
    "&mut dyn \"viewer/codec\"",
    "Box<dyn \"viewer/codec\">",
    "Vec<Box<dyn \"a\">>",
    "Frame",
    "Buf<u8>",
    "Map<Buf<u8>, &str>",
    "other_pkg::Frame",
    "other-pkg::Buf<2d-geo::Point>",
    "&mut::Frame",
    "&str::Frame",
    "&str-ings::Frame",
    "Option::Frame",
    "other::Option",
    "r#Option",
    "r#Vec<u8>",
    "&r#str",
    "&mut r#mut",
    "r#u32",
    "&strange",
    "Größe",
];

#[test]
fn types_round_trip() {
    for text in TYPES {
        let ty = parse_type(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(ty.to_string(), *text);
        assert_eq!(parse_type(&ty.to_string()), Ok(ty));
    }
}

#[test]
fn forms_that_look_alike_differ() {
    let text = |text| parse_type(text).unwrap();
    assert_eq!(text("&str"), Type::Str);
    assert!(matches!(text("&strange"), Type::Ref { .. }));
    assert!(matches!(text("&[u8; 2]"), Type::Ref { .. }));
    assert!(matches!(text("&[u8]"), Type::Slice { .. }));
    assert!(matches!(text("r#u32"), Type::Named { name, .. } if name == "u32"));
    assert!(matches!(text("Box<dyn \"a\">"), Type::Object { kind: ObjectKind::Box, .. }));
    let (inner, outer) = (text("&dyn Fn() -> &(dyn Fn() + Send)"), text("&(dyn Fn() -> &dyn Fn() + Send)"));
    assert_ne!(inner, outer);
}

#[test]
fn other_spellings_are_refused_with_their_place() {
    let errors = [
        ("", "expected a type, found the end at column 1"),
        ("str", "expected a type, found `str` at column 1"),
        ("&  u8", "expected a type, found ` ` at column 2"),
        ("*u8", "expected `*const ` or `*mut `, found `*` at column 1"),
        ("[u8; 016]", "expected a length, found `016` at column 6"),
        ("[u8; 99999999999999999999]", "expected a length, found `99999999999999999999` at column 6"),
        ("Vec<u8", "expected `>`, found the end at column 7"),
        ("Result<u8>", "expected `, `, found `>` at column 10"),
        ("Vec", "expected `<`, found the end at column 4"),
        ("extern \"C\" fn() -> ()", "expected a return type, or no `->` for `()`, found `(` at column 20"),
        ("&dyn FnMut()", "expected `Fn(`, found `FnMut` at column 6"),
        ("&(dyn Fn())", "expected ` + `, found `)` at column 11"),
        ("&dyn \"a", "expected `\"`, found the end at column 8"),
        ("r#Frame", "expected `Frame` without `r#`, found `r` at column 1"),
        ("other-pkg", "expected a type, found `other` at column 1"),
        ("2d", "expected a type, found `2d` at column 1"),
        ("u8 ", "expected the end, found ` ` at column 3"),
        ("Größe<ä|", "expected `, ` or `>`, found `|` at column 8"),
        ("Buf<>", "expected a type, found `>` at column 5"),
    ];
    for (text, message) in errors {
        match parse_type(text) {
            Ok(ty) => panic!("{text} is read as {ty:?}"),
            Err(error) => assert_eq!(error.to_string(), message, "{text}"),
        }
    }
}

#[test]
fn depth_is_limited() {
    let deep = |n| "&".repeat(n) + "u8";
    assert!(parse_type(&deep(63)).is_ok());
    let error = parse_type(&deep(64)).unwrap_err();
    assert_eq!(error.expected, "a type of at most 64 levels");
    for opening in ["&", "[", "Vec<", "Result<", "extern \"C\" fn(", "&dyn Fn(", "&(dyn Fn(", "A<", "*mut "] {
        assert!(parse_type(&opening.repeat(100_000)).is_err());
    }
}

#[test]
fn signatures_round_trip() {
    let texts = [
        "fn decode(&self, input: &[u8], out: &mut Frame) -> Status",
        "unsafe fn x()",
        "fn reset(&mut self)",
        "fn version() -> u32",
        "fn type(arg0: u8, 0: u8) -> !",
        "fn on_event(&self, call: &mut (dyn FnMut(u32) -> bool + Send))",
    ];
    for text in texts {
        assert_eq!(signature(&parse_signature(text).unwrap()), text);
    }
    let slot = parse_signature(texts[0]).unwrap();
    assert_eq!((slot.revision, slot.receiver, slot.line), (0, Receiver::Ref, None));
    assert_eq!(signature_nameless(&slot), "fn decode(&self, &[u8], &mut Frame) -> Status");
}

#[test]
fn wrong_signatures_are_refused() {
    let errors = [
        ("decode()", "expected `fn `, found `decode` at column 1"),
        ("fn ()", "expected the function's name, found `(` at column 4"),
        ("fn f(&self u8)", "expected `, `, found ` ` at column 11"),
        ("fn f(u8)", "expected `: `, found `)` at column 8"),
        ("fn f(a: u8", "expected `, ` or `)`, found the end at column 11"),
        ("fn f() -> ()", "expected a return type, or no `->` for `()`, found `(` at column 11"),
        ("fn f();", "expected the end, found `;` at column 7"),
    ];
    for (text, message) in errors {
        assert_eq!(parse_signature(text).unwrap_err().to_string(), message);
    }
}

#[test]
fn lifetimes_round_trip() {
    for text in [
        "fn first(&self, a: &Frame, b: &Frame) -> &Frame where (_, 'a, _) -> 'a",
        "fn keep(&mut self, a: &[u8]) where (_, 'static)",
        "fn name() -> &str where () -> 'static",
        "fn longest(a: &str, b: &str) -> &str where ('a, 'a) -> 'a",
        "fn own(&self, a: &str) -> &str where ('a, 'a)",
        "fn put(&self, a: &mut View, b: View) where (_, _ 'a, 'a)",
        "fn call(&self, a: &dyn Fn(&u8, View)) where (_, _ for'a for'a)",
        "fn each(&self, a: &mut dyn FnMut(&u8, &u8)) where (_, _ _ 'a)",
        "fn pick(&self, a: extern \"C\" fn(&u8, &u8) -> &u8) where (_, _ for'a for'a)",
        "fn deep(a: extern \"C\" fn(&u8, extern \"C\" fn(&u8))) where (for'a for1'a)",
        "fn two(a: extern \"C\" fn(&u8, &u8, &u8, &u8)) where (for'a for'b for'b for'a)",
        "fn both(a: Pair, b: Pair) -> Pair where ('a 'b, 'b 'a) -> _ 'b, 'a: 'static, 'a: 'b, 'b: 'a",
    ] {
        let slot = parse_signature(text).unwrap();
        assert_eq!(signature(&slot), text);
        let nameless = signature_nameless(&slot);
        assert!(nameless.ends_with(&suffix(&slot.lifetimes)) && nameless.contains(" where "), "{nameless}");
    }
    let plain = parse_signature("fn first(&self, a: &Frame) -> &Frame").unwrap();
    assert_eq!((plain.lifetimes, suffix(&Lifetimes::default())), (Lifetimes::default(), String::new()));
}

#[test]
fn lifetimes_have_names_without_end() {
    let own: Vec<Lifetime> = (0..60).map(Lifetime::Named).collect();
    let lifetimes = Lifetimes { inputs: vec![own], ret: vec![Lifetime::Named(59)], bounds: vec![] };
    let text = format!("fn f(a: A){}", suffix(&lifetimes));
    assert!(text.contains("'y 'z 'a1 'b1") && text.ends_with("'g2 'h2) -> 'h2"), "{text}");
    assert_eq!(parse_signature(&text).unwrap().lifetimes, lifetimes);
}

#[test]
fn wrong_lifetimes_are_refused() {
    let inputs = "expected `_` or lifetimes for the receiver and for each parameter, found `_` at column 25";
    let order = "expected names in the order `'a`, `'b`, `'c`, …, found `'` at column 25";
    let bounds = "expected bounds of lifetimes that stand before, in order, found `'` at column 25";
    for (lifetimes, message) in [
        (" where", "expected the end, found ` ` at column 17"),
        (" where ()", "expected `_` or lifetimes for the receiver and for each parameter, found `)` at column 25"),
        (" where (_)", inputs),
        (" where (_, _, 'a)", inputs),
        (" where (_, _)", "expected a lifetime that elision would not give, found `_` at column 25"),
        (" where (_, 'a _)", "expected a lifetime other than `_`, found `)` at column 32"),
        (" where (_, _ _)", "expected a lifetime other than `_`, found `)` at column 31"),
        (" where (_, 'a) -> _", "expected a lifetime, or no `->`, found `_` at column 35"),
        (" where (_, 'a", "expected `, ` or `)`, found the end at column 30"),
        (" where ('b, 'a)", order),
        (" where ('a, 'c)", order),
        (" where (_, 'A)", "expected a lifetime, found `'` at column 28"),
        (" where (_, ')", "expected a lifetime, found `'` at column 28"),
        (" where (_, 'a0)", "expected a lifetime, found `'` at column 28"),
        (" where (_, 'a01)", "expected a lifetime, found `'` at column 28"),
        (" where (_, 'z4294967295)", "expected a lifetime, found `'` at column 28"),
        (" where (_, 'é)", "expected a lifetime, found `'` at column 28"),
        (" where ('a, 'b), 'a", "expected `: `, found the end at column 36"),
        (" where ('a, 'b), 'a: 'a", bounds),
        (" where ('a, 'b), 'a: 'c", bounds),
        (" where ('a, 'b), 'a: _", bounds),
        (" where ('a, 'b), 'static: 'a", bounds),
        (" where ('a, 'b), 'b: 'a, 'a: 'b", bounds),
        (" where ('a, 'b), 'b: for'a", bounds),
        (
            " where (_, for'b)",
            "expected a callback's own lifetimes in the order `for'a`, `for'b`, …, found `_` at column 25",
        ),
        (" where (_, for)", "expected a lifetime, found `)` at column 31"),
        (" where (_, for'static)", "expected a lifetime, found `for` at column 28"),
        (" where (_, for0'a)", "expected a lifetime, found `for0` at column 28"),
        (" where (_, for01'a)", "expected a lifetime, found `for01` at column 28"),
        (" where ('a, 'b), 'b: 'a, 'b: 'a", bounds),
    ] {
        let text = format!("fn f(a: A, b: B){lifetimes}");
        match parse_signature(&text) {
            Ok(slot) => panic!("{text} is read as {:?}", slot.lifetimes),
            Err(error) => assert_eq!(error.to_string(), message, "{text}"),
        }
    }
}

#[test]
fn rust_has_lifetimes_where_they_belong() {
    for (text, rust) in [
        ("unsafe fn f(&mut self)", "unsafe fn f(&mut self)"),
        ("fn f(&mut self, a: &u8) -> &u8 where ('a, 'a)", "fn f<'a>(&'a mut self, a: &'a u8) -> &u8"),
        ("fn f(a: &mut [&u8]) -> &str where (_ 'a) -> 'a", "fn f<'a>(a: &mut [&'a u8]) -> &'a str"),
        ("fn f(a: Option<&mut Frame>) where ('static)", "fn f(a: Option<&'static mut Frame>)"),
        (
            "fn f(a: &u8, b: &u8) -> &u8 where ('a, 'b) -> 'a, 'a: 'static, 'b: 'a",
            "fn f<'a: 'static, 'b: 'a>(a: &'a u8, b: &'b u8) -> &'a u8",
        ),
        ("fn f(a: &mut dyn FnMut(&u8), b: &u8) -> &u8 where (_, 'a) -> 'a", {
            "fn f<'a>(a: &mut dyn FnMut(&u8), b: &'a u8) -> &'a u8"
        }),
        ("fn f(a: &mut dyn FnMut(&u8)) where (_ 'a)", "fn f<'a>(a: &mut dyn FnMut(&'a u8))"),
        ("fn f(a: extern \"C\" fn(&u8)) where ('a)", "fn f<'a>(a: extern \"C\" fn(&'a u8))"),
        (
            "fn f(&self, a: &dyn Fn(&u8, &u8)) where (_, _ for'a for'a)",
            "fn f(&self, a: &dyn for<'a> Fn(&'a u8, &'a u8))",
        ),
        ("fn f(a: &u8, b: &(dyn Fn(&u8, &u8) + Send)) -> &u8 where ('a, _ for'a for'a) -> 'a", {
            "fn f<'a>(a: &'a u8, b: &(dyn for<'b> Fn(&'b u8, &'b u8) + Send)) -> &'a u8"
        }),
        (
            "fn f(a: Result<unsafe extern \"C\" fn(&u8, &u8) -> Result<&u8, &u8>, &u8>) where (for'a for'b for'a for'b 'a)",
            {
                "fn f<'a>(a: Result<for<'b, 'c> unsafe extern \"C\" fn(&'b u8, &'c u8) -> Result<&'b u8, &'c u8>, &'a u8>)"
            },
        ),
        ("fn f(a: extern \"C\" fn(&u8, extern \"C\" fn(&u8))) where (for'a for1'a)", {
            "fn f(a: for<'a> extern \"C\" fn(&'a u8, extern \"C\" fn(&'a u8)))"
        }),
    ] {
        assert_eq!(in_rust(&parse_signature(text).unwrap()).as_deref(), Some(rust), "{text}");
    }
    for hidden in [
        "fn f(a: View) -> View where ('a) -> 'a",
        "fn f(a: &View, b: View) where ('a 'b, 'a)",
        "fn f(a: &mut dyn FnMut(View)) where (_ 'a)",
        "fn f(a: u8) where ('a)",
    ] {
        assert_eq!(in_rust(&parse_signature(hidden).unwrap()), None, "{hidden}");
    }
}

#[test]
fn rust_has_the_lifetimes_that_the_source_writes() {
    let mut slot = parse_signature("fn f(&self, a: u8, b: u8) -> u8 where (_, 'a, _ 'b) -> 'b").unwrap();
    slot.params[0].ty = Type::Unresolved("View<'x>".into());
    slot.params[1].ty = Type::Unresolved("Result<&'y mut View<'z>, Pair<'n, u8>>".into());
    slot.ret = Type::Unresolved("View<'z>".into());
    let rust = "fn f<'a, 'b>(&self, a: View<'a>, b: Result<&mut View<'b>, Pair<'_, u8>>) -> View<'b>";
    assert_eq!(in_rust(&slot).as_deref(), Some(rust));
}

#[test]
fn variants_round_trip() {
    let texts = ["Ok = 0", "Io(i32) = 1", "Progress { done: u32, total: u32 } = -3", "Max = 18446744073709551615"];
    for text in texts {
        assert_eq!(variant(&parse_variant(text).unwrap()), text);
    }
    for text in ["Ok", "Ok = ", "Ok = -0", "Ok = +1", "Ok() = 0", "Ok {  } = 0", "1 = 1", "Ok = 1 "] {
        assert!(parse_variant(text).is_err(), "{text}");
    }
}

fn def(kind: &str, repr: Option<&str>, fields: &[&str], variants: &[&str]) -> Result<TypeDef, CanonError> {
    let fields = fields.iter().map(|text| parse_field(text)).collect::<Result<_, _>>()?;
    let variants = variants.iter().map(|text| parse_variant(text)).collect::<Result<_, _>>()?;
    let body = parse_body(kind, repr, fields, variants)?;
    Ok(TypeDef {
        ty: parse_type("X")?,
        module: String::new(),
        body,
        lifetimes: Default::default(),
        traits: String::new(),
        docs: vec![],
        line: None,
    })
}

#[test]
fn fields_have_lifetimes() {
    for text in [
        "text: &str where 'a",
        "0: Pair where _ 'b",
        "call: extern \"C\" fn(&u8, &u8, &u8) where for'a 'static for'a",
        "call: extern \"C\" fn(&u8, &u8, &u8) where _ 'a1",
    ] {
        assert_eq!(field(&parse_field(text).unwrap()), text);
    }
    let texts = ["Two(&str where 'a, u8, &u8 where 'b) = 1", "Named { a: &str where 'a, b: u8 } = 0"];
    texts.iter().for_each(|text| assert_eq!(variant(&parse_variant(text).unwrap()), *text));
    for text in [
        "a: &u8 where",
        "a: &u8 where }",
        "a: &u8 where ",
        "a: &u8 where _",
        "a: &u8 where 'a _",
        "a: &u8 where for'b",
        "a: &u8 'a",
    ] {
        assert!(parse_field(text).is_err(), "{text}");
    }
}

#[test]
fn definitions_have_lifetimes() {
    for text in ["'a", "'a 'b", "'a 'b, 'b: 'a", "'a 'b 'c, 'a: 'static, 'b 'c: 'a, 'c: 'a"] {
        assert_eq!(declared(&parse_declared(text).unwrap()), text);
    }
    let many = TypeLifetimes { count: 60, bounds: vec![] };
    assert_eq!(parse_declared(&declared(&many)), Ok(many));
    for text in [
        "",
        "_",
        "'b",
        "'a 'a",
        "'a 'c",
        "'a, ",
        "'a, 'a",
        "'a 'b, 'b: 'c",
        "'a, 'static: 'a",
        "'a 'b, 'b: 'a, 'a: 'b",
        "'a 'b, 'b: 'a, 'b: 'a",
        "'a 'b, 'b 'a: 'a",
        "'a 'b, 'a: _",
        "'a  'b",
        "'static",
        "for'a",
        "'a, 'a: for'a",
    ] {
        assert!(parse_declared(text).is_err(), "{text}");
    }
    let mut view = def("struct", None, &["text: &str where 'a", "rest: &[u8] where 'b"], &[]).unwrap();
    view.lifetimes = parse_declared("'a 'b, 'b: 'a").unwrap();
    assert_eq!(definition(&view), "struct X { text: &str where 'a, rest: &[u8] where 'b } where 'a 'b, 'b: 'a");
    view.lifetimes.count = 1;
    view.body = Body::Opaque;
    view.lifetimes.bounds.clear();
    assert_eq!(definition(&view), "opaque X where 'a");
}

#[test]
fn rust_has_the_lifetimes_of_definitions() {
    let text = |ty: &str, lifetimes: &str| {
        let own = parse_field(&format!("a: u8{lifetimes}")).unwrap().lifetimes;
        field_in_rust(&Type::Unresolved(ty.into()), &own)
    };
    assert_eq!(text("Str<'x>", " where 'a").as_deref(), Some("Str<'a>"));
    assert_eq!(text("Str<'x>", "").as_deref(), Some("Str<'static>"));
    assert_eq!(text("Pair<'x, &'y u8>", " where _ 'b").as_deref(), Some("Pair<'static, &'b u8>"));
    let call = "extern \"C\" fn(&u8, &u8) -> &u8";
    assert_eq!(text(call, "").as_deref(), Some(call));
    let one = "for<'x> extern \"C\" fn(&'x u8, &'x u8) -> &u8";
    assert_eq!(text(call, " where for'a for'a").as_deref(), Some(one));
    assert_eq!(text("Hidden", " where 'a"), None);
    let declared = |ty: &str, text: &str| declared_in_rust(&parse_type(ty).unwrap(), &parse_declared(text).unwrap());
    assert_eq!(declared("View", "'a 'b, 'b: 'static, 'b: 'a"), "View<'a, 'b: 'static + 'a>");
    assert_eq!(declared("Wrap<&u8>", "'a 'b"), "Wrap<&u8> where 'a 'b");
    assert_eq!(declared_in_rust(&parse_type("View").unwrap(), &TypeLifetimes::default()), "View");
}

#[test]
fn definitions() {
    let text = |kind, repr, fields: &[&str], variants: &[&str]| definition(&def(kind, repr, fields, variants).unwrap());
    assert_eq!(text("struct", None, &["w: u32", "h: u32"], &[]), "struct X { w: u32, h: u32 }");
    assert_eq!(text("struct", None, &[], &[]), "struct X {}");
    assert_eq!(text("tuple struct", None, &["0: u32", "1: &str"], &[]), "tuple struct X { 0: u32, 1: &str }");
    assert_eq!(text("union", None, &["a: u32"], &[]), "union X { a: u32 }");
    assert_eq!(text("transparent", None, &["raw: u64"], &[]), "transparent X { raw: u64 }");
    assert_eq!(text("tuple transparent", None, &["1: u64"], &[]), "tuple transparent X { 1: u64 }");
    assert_eq!(text("opaque", None, &[], &[]), "opaque X");
    assert_eq!(
        text("enum", Some("C, u32"), &[], &["Io(i32) = 0", "Eof = 1"]),
        "enum(C, u32) X { Io(i32) = 0, Eof = 1 }"
    );
    assert_eq!(text("open enum", Some("i8"), &[], &["A = -1"]), "open enum(i8) X { A = -1 }");
}

#[test]
fn bodies_that_do_not_fit_are_refused() {
    type Parts = (&'static str, Option<&'static str>, &'static [&'static str], &'static [&'static str]);
    let wrong: [Parts; 11] = [
        ("class", None, &[], &[]),
        ("enum", None, &[], &[]),
        ("enum", Some("f32"), &[], &[]),
        ("enum", Some("C"), &[], &[]),
        ("enum", Some("u8"), &["a: u8"], &[]),
        ("struct", Some("u8"), &[], &[]),
        ("struct", None, &[], &["A = 0"]),
        ("struct", None, &["0: u8"], &[]),
        ("tuple struct", None, &["1: u8"], &[]),
        ("transparent", None, &["a: u8", "b: u8"], &[]),
        ("opaque", None, &["a: u8"], &[]),
    ];
    for (kind, repr, fields, variants) in wrong {
        assert!(def(kind, repr, fields, variants).is_err(), "{kind} {repr:?} {fields:?} {variants:?}");
    }
    let body = def("open enum", Some("C, u64"), &[], &[]).unwrap().body;
    assert!(matches!(&body, Body::Enum { open: true, .. }));
    assert_eq!(repr(&body).as_deref(), Some("C, u64"));
}

/// A record section may come from any file.
#[test]
fn what_is_no_kind_is_shown_on_one_line() {
    let long = format!("s\n\0\x1b{}", "x".repeat(10_000));
    let error = parse_body(&long, None, vec![], vec![]).unwrap_err();
    assert_eq!(error.found, format!("`s\\n\\0\\u{{1b}}{}`", "x".repeat(20)));
}

#[test]
fn bounds_round_trip() {
    for (text, send, sync) in
        [("", false, false), ("Send", true, false), ("Sync", false, true), ("Send + Sync", true, true)]
    {
        assert_eq!(parse_bounds(text), Ok(Bounds { send, sync }));
        assert_eq!(bounds(Bounds { send, sync }), text);
    }
    for text in ["Sync + Send", "Send +", "send", "SendSync"] {
        assert!(parse_bounds(text).is_err());
    }
}

#[test]
fn foreign_structs_have_a_definition_in_c() {
    let foreign = |c, fields: &[&str]| def("foreign struct", c, fields, &[]);
    let c = "<lib.h> struct lib_fd { int fd; }";
    let of = foreign(Some(c), &["fd: c_int"]).unwrap();
    assert_eq!(definition(&of), "foreign struct(<lib.h> struct lib_fd { int fd; }) X { fd: c_int }");
    assert_eq!(parse_body(kind(&of.body), repr(&of.body).as_deref(), fields(&of.body).to_vec(), vec![]), Ok(of.body));
    for c in [None, Some(""), Some("u32"), Some("struct lib_fd { int fd;}"), Some("struct class { int fd; }")] {
        assert!(foreign(c, &["fd: c_int"]).is_err(), "{c:?}");
    }
    assert!(def("struct", Some(c), &["fd: c_int"], &[]).is_err());
    assert!(foreign(Some(c), &["0: c_int"]).is_err());
}

#[test]
fn a_growable_definition_is_its_first_growth() {
    let mut options = def("growable struct", None, &["level: u32", "strict: bool"], &[]).unwrap();
    assert_eq!(definition(&options), "growable struct X { level: u32, strict: bool }");
    *options.body.growths_mut().unwrap() = crate::model::Growths::numbered(&[1, 2]);
    assert_eq!(definition(&options), "growable struct X { level: u32 }");
    let mut event = def("growable enum", None, &[], &["Key(u32) = 0", "Quit = 1"]).unwrap();
    *event.body.growths_mut().unwrap() = crate::model::Growths::numbered(&[1, 2]);
    assert_eq!(definition(&event), "growable enum X { Key(u32) = 0 }");
    for (kind, repr, fields, variants) in [
        ("growable struct", None, &[][..], &[][..]),
        ("growable struct", None, &[], &["Quit = 1"]),
        ("growable struct", Some("u32"), &["a: u8"], &[]),
        ("growable struct", None, &["0: u8"], &[]),
        ("growable enum", None, &["a: u8"], &[]),
        ("growable enum", Some("u32"), &[], &["Quit = 1"]),
    ] {
        assert!(def(kind, repr, fields, variants).is_err(), "{kind} {repr:?} {fields:?} {variants:?}");
    }
}
