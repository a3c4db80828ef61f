//! Lifetimes of types and of callbacks.

use crate::case::{Case, Find, find, fine, stops};

/// A field of `View` that changed.
const fn of_view(says: &'static str, recorded: (&'static str, &'static str), now: &'static str) -> Find {
    find(
        says,
        recorded,
        now,
        "fn show_ex1(&self, view: ViewEx1<'_, '_>) { .. }\n(`'a` to `'b` are the lifetimes of `View`, in",
    )
}

const TEXT: &str = "[VT0024] field `text` of `View` is frozen since revision 1: its lifetimes changed";
const REST: &str = "[VT0024] field `rest` of `View` is frozen since revision 1: its lifetimes changed";
const UNIT: &str = "[VT0024] field `unit` of `View` is frozen since revision 1: its lifetimes changed";
const BOUNDS: &str = "[VT0024] type `View` is frozen since revision 1: the bounds of its lifetimes changed";
const VIEW: (&str, &str) = ("View<'a, 'b: 'a>", "name = \"View\"");
const SHOW: &str = "fn show_ex1(&self, view: ViewEx1<'_, '_>) { .. }";
const EACH: &str = "[VT0023] slot 1 `Codec::each` is frozen since revision 1: the lifetime of parameter `call` changed";
const CALL: (&str, &str) = ("fn each(&self, call: &mut dyn for<'a> FnMut(&'a u8, Text<'a>))", "\"fn each(");

pub(crate) const CASES: &[Case] = &[
    stops(
        "51b",
        "two lifetimes of a callback are no longer one",
        &[("&mut dyn for<'x> FnMut(&'x u8, Text<'x>)", "«&mut dyn FnMut(&u8, Text<'_>)»")],
        &[find(
            EACH,
            CALL,
            "fn each(&self, call: &mut dyn FnMut(&u8, Text<'_>))",
            "fn each_ex1(&self, call: &mut dyn FnMut(&u8, Text<'_>)) { .. }",
        )],
    ),
    stops(
        "51b",
        "a parameter of a callback is static",
        &[("&mut dyn for<'x> FnMut(&'x u8, Text<'x>)", "«&mut dyn FnMut(&u8, Text<'static>)»")],
        &[find(
            EACH,
            CALL,
            "fn each(&self, call: &mut dyn FnMut(&u8, Text<'static>))",
            "fn each_ex1(&self, call: &mut dyn FnMut(&u8, Text<'static>)) { .. }",
        )],
    ),
    stops(
        "51b",
        "two lifetimes of a function pointer become one",
        &[("unsafe extern \"C\" fn(&u8, &u8) -> u8", "«for<'x> unsafe extern \"C\" fn(&'x u8, &'x u8) -> u8»")],
        &[find(
            "[VT0023] slot 2 `Codec::hook` is frozen since revision 1: the lifetime of parameter `call` changed",
            ("fn hook(&self, call: unsafe extern \"C\" fn(&u8, &u8) -> u8)", "fn hook("),
            "fn hook(&self, call: for<'a> unsafe extern \"C\" fn(&'a u8, &'a u8) -> u8)",
            "fn hook_ex1(&self, call: for<'a> unsafe extern \"C\" fn(&'a u8, &'a u8) -> u8) { .. }",
        )],
    ),
    stops(
        "69b",
        "a field becomes static, and one is no longer",
        &[("rest: Slice<'b, u8>", "rest: «Slice<'static, u8>»"), ("unit: Str<'static>", "unit: «Str<'b>»")],
        &[
            of_view(REST, ("Slice<'b, u8>", "\"rest: &[u8] where 'b\""), "Slice<'static, u8>"),
            of_view(UNIT, ("Str<'static>", "\"unit: &str\""), "Str<'b>"),
        ],
    ),
    stops(
        "69b",
        "two lifetimes swapped",
        &[("text: Str<'a>", "text: «Str<'b>»"), ("rest: Slice<'b, u8>", "rest: «Slice<'a, u8>»")],
        &[
            of_view(TEXT, ("Str<'a>", "\"text: &str where 'a\""), "Str<'b>"),
            of_view(REST, ("Slice<'b, u8>", "\"rest: &[u8] where 'b\""), "Slice<'a, u8>"),
        ],
    ),
    stops(
        "69b",
        "two lifetimes declared in another order",
        &[("pub struct View<'a, 'b: 'a>", "pub struct «View»<'b: 'a, 'a>")],
        &[find(BOUNDS, VIEW, "View<'a: 'b, 'b>", SHOW)],
    ),
    stops(
        "69b",
        "two lifetimes become one",
        &[
            ("view: View<'_, '_>", "view: View<'_>"),
            ("pub struct View<'a, 'b: 'a>", "pub struct «View»<'a>"),
            ("Slice<'b, u8>", "Slice<'a, u8>"),
        ],
        &[find(
            "[VT0024] type `View` is frozen since revision 1: the number of its lifetimes changed from 2 to 1",
            VIEW,
            "View<'a>",
            "fn show_ex1(&self, view: ViewEx1<'_>) { .. }",
        )],
    ),
    stops(
        "69b",
        "a bound dropped",
        &[("pub struct View<'a, 'b: 'a>", "pub struct «View»<'a, 'b>")],
        &[find(BOUNDS, VIEW, "View<'a, 'b>", SHOW)],
    ),
    stops(
        "69b",
        "a bound added",
        &[("struct View<'a, 'b: 'a>", "struct «View»<'a: 'b, 'b: 'a>")],
        &[find(BOUNDS, VIEW, "View<'a: 'b, 'b: 'a>", SHOW)],
    ),
    stops(
        "69b",
        "a handle borrows no longer",
        &[
            ("-> Handle<'_>", "-> Handle"),
            ("pub struct Handle<'a>", "pub struct «Handle»"),
            ("PhantomData<&'a u8>", "PhantomData<&'static u8>"),
        ],
        &[find(
            "[VT0024] type `Handle` is frozen since revision 1: the number of its lifetimes changed from 1 to 0",
            ("Handle<'a>", "name = \"Handle\""),
            "Handle",
            "fn handle_ex1(&self) -> HandleEx1 { .. }",
        )],
    ),
    stops(
        "69b",
        "what a variant carries becomes static",
        &[("bytes: Slice<'a, u8>", "bytes: «Slice<'static, u8>»")],
        &[find(
            "[VT0024] field `bytes` of variant `Data` of `Event` is frozen since revision 1: its lifetimes changed",
            ("Slice<'a, u8>", "\"Data { bytes: &[u8] where 'a"),
            "Slice<'static, u8>",
            "fn take_ex1(&self, hook: Hook<'_>, event: EventEx1<'_>) { .. }",
        )],
    ),
    stops(
        "69b",
        "two lifetimes of a callback in a field are no longer one",
        &[(
            "for<'x> unsafe extern \"C\" fn(&'x u8, &'x u8, &'a u8) -> u8",
            "«for<'x> unsafe extern \"C\" fn(&'x u8, &u8, &'a u8) -> u8»",
        )],
        &[find(
            "[VT0024] field `call` of `Hook` is frozen since revision 1: its lifetimes changed",
            ("for<'x> unsafe extern \"C\" fn(&'x u8, &'x u8, &'a u8) -> u8", "(&u8, &u8, &u8) -> u8 where"),
            "unsafe extern \"C\" fn(&u8, &u8, &'a u8) -> u8",
            "fn take_ex1(&self, hook: HookEx1<'_>, event: Event<'_>) { .. }",
        )],
    ),
    stops(
        "69b",
        "a field of a generic type is no longer the argument's",
        &[
            ("pub a: A,\n    pub b: B,", "pub a: Text<'static>,\n    pub b: B,\n    pub of: PhantomData<A>,"),
            ("both: &Both<Text<'_>, u8>", "both: «&Both<Text<'_>, u8>»"),
        ],
        &[find(
            "[VT0012] `Both<Text, u8>` is frozen, and slot 4 `Codec::both` reaches it: its definition changed",
            ("struct { a: Text where 'a, b: u8 } where 'a", "name = \"Both<Text, u8>\""),
            "struct { a: Text, b: u8, of: () }: Send if T1: Send, Sync if T1: Sync where 'a",
            "restore it",
        )],
    ),
    fine(
        "69c",
        "lifetimes renamed, a bound in a `where` clause",
        &[(
            "View<'a, 'b: 'a> {\n    pub text: Str<'a>,\n    pub rest: Slice<'b, u8>,",
            "View<'x, 'y>\nwhere\n    'y: 'x,\n{\n    pub text: Str<'x>,\n    pub rest: Slice<'y, u8>,",
        )],
    ),
    fine(
        "69c",
        "an alias that has the lifetimes of what it stands for",
        &[
            ("text: Str<'a>,", "text: Brief<'a>,"),
            ("pub type Words<'a> = &'a str;", "pub type Words<'a> = &'a str;\npub type Brief<'x> = Str<'x>;"),
        ],
    ),
    fine(
        "69c",
        "variants reordered",
        &[(
            "    Name(Str<'a>) = 0,\n    Data { bytes: Slice<'a, u8>, count: u32 } = 1,",
            "    Data { bytes: Slice<'a, u8>, count: u32 } = 1,\n    Name(Str<'a>) = 0,",
        )],
    ),
    fine(
        "52",
        "elided lifetimes written out, also in callbacks",
        &[
            ("unsafe extern \"C\" fn(&u8, &u8) -> u8", "for<'x, 'y> unsafe extern \"C\" fn(&'y u8, &'x u8) -> u8"),
            ("read(&self, text: Words<'_>)", "read<'t>(&self, text: Words<'t>)"),
            ("for<'x> FnMut(&'x u8, Text<'x>)", "for<'q> FnMut(&'q u8, Text<'q>)"),
        ],
    ),
];
