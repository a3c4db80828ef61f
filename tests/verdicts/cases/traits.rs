//! Threads, and who frees what: no byte of a type shows them.

use crate::case::{Case, Find, find, fine, refused, stops};

const NOTHING: &str = "as its fields imply";

/// A type that changed.
const fn of(says: &'static str, name: &'static str, recorded: &'static str, now: &'static str) -> Find {
    find(says, (recorded, name), now, "restore the markers, `Drop` and `unsafe impl`s that it had")
}

macro_rules! changed {
    ($name:literal, $recorded:expr => $now:expr) => {
        &[of(
            concat!("[VT0025] type `", $name, "` is frozen since revision 1: its `Send`, `Sync` or `Drop` changed"),
            concat!("name = \"", $name, "\""),
            $recorded,
            $now,
        )]
    };
}

pub(crate) const CASES: &[Case] = &[
    stops(
        "66b",
        "a type that stayed on its thread may leave it",
        &[("pub struct Ticket", "pub struct «Ticket»"), ("PhantomData<*const ()>", "PhantomData<()>")],
        changed!("Ticket", "!Send + !Sync" => NOTHING),
    ),
    stops(
        "66b",
        "the same behind an alias",
        &[("Mark = *const ()", "Mark = u8"), ("pub struct Hidden", "pub struct «Hidden»")],
        changed!("Hidden", "!Send + !Sync" => NOTHING),
    ),
    stops(
        "66b",
        "only the reference may go to other threads",
        &[
            ("pub struct Ticket", "pub struct «Ticket»"),
            ("PhantomData<*const ()>", "PhantomData<std::sync::MutexGuard<'static, u8>>"),
        ],
        changed!("Ticket", "!Send + !Sync" => "!Send"),
    ),
    stops(
        "66b",
        "a type that went to other threads stays",
        &[("pub struct Door", "pub struct «Door»"), ("PhantomData<()>", "PhantomData<std::rc::Rc<u8>>")],
        changed!("Door", NOTHING => "!Send + !Sync"),
    ),
    stops(
        "66b",
        "the same of an enum, in a payload",
        &[("pub enum Event", "pub enum «Event»"), ("Moved(u32, PhantomData<u8>)", "Moved(u32, PhantomData<*mut u8>)")],
        changed!("Event", NOTHING => "!Send + !Sync"),
    ),
    stops(
        "66b",
        "the same of a transparent type",
        &[("pub struct Id(pub u32, pub PhantomData<u8>)", "pub struct «Id»(pub u32, pub PhantomData<*mut u8>)")],
        changed!("Id", NOTHING => "!Send + !Sync"),
    ),
    stops(
        "66b",
        "`unsafe impl Send` deleted",
        &[("pub struct Handle", "pub struct «Handle»"), ("unsafe impl Send for Handle {}", "")],
        changed!("Handle", "Send" => NOTHING),
    ),
    stops(
        "66b",
        "`unsafe impl Sync` added",
        &[
            ("pub struct Handle", "pub struct «Handle»"),
            ("unsafe impl Send for Handle {}", "unsafe impl Send for Handle {}\nunsafe impl Sync for Handle {}"),
        ],
        changed!("Handle", "Send" => "Send + Sync"),
    ),
    stops(
        "66b",
        "a generic type stays on its thread",
        &[
            ("fn row(&self, row: &Row<u16>)", "fn row(&self, row: «&Row<u16>»)"),
            ("pub mark: PhantomData<T>", "pub mark: PhantomData<*const T>"),
        ],
        &[find(
            "[VT0012] `Row<u16>` is frozen, and slot 5 `Tickets::row` reaches it: its definition changed",
            ("struct { first: u16, mark: () }", "name = \"Row<u16>\""),
            "struct { first: u16, mark: () }: !Send + !Sync",
            "restore it",
        )],
    ),
    stops(
        "66b",
        "a generic type asks less of its parameter",
        &[
            ("fn kept(&self) -> Kept<Ticket>", "fn kept(&self) -> «Kept<Ticket>»"),
            ("PhantomData<std::sync::Arc<T>>", "PhantomData<T>"),
        ],
        &[find(
            "[VT0012] `Kept<Ticket>` is frozen, and slot 7 `Tickets::kept` reaches it: its definition changed",
            (
                "struct { number: u32, of: () }: Send if T1: Send + Sync, Sync if T1: Send + Sync",
                "name = \"Kept<Ticket>\"",
            ),
            "struct { number: u32, of: () }: Send if T1: Send, Sync if T1: Sync",
            "restore it",
        )],
    ),
    stops(
        "66b",
        "`unsafe impl` asks less of one of two parameters",
        &[
            ("fn both(&self) -> Two<u32, u8>", "fn both(&self) -> «Two<u32, u8>»"),
            ("unsafe impl<T: Send, U: Plain + Copy + Sync>", "unsafe impl<T: Send, U: Plain + Copy>"),
        ],
        &[find(
            "[VT0012] `Two<u32, u8>` is frozen, and slot 8 `Tickets::both` reaches it: its definition changed",
            ("struct { number: u32, of: (), at: *const u8 }: Send, Send if T2: Sync", "name = \"Two<u32, u8>\""),
            "struct { number: u32, of: (), at: *const u8 }: Send",
            "restore it",
        )],
    ),
    stops(
        "66b",
        "`Drop` on a type that owned nothing",
        &[(
            "pub struct Door {\n    pub number: u32,\n    pub everywhere: PhantomData<()>,\n}",
            "pub struct «Door» {\n    pub number: u32,\n    pub everywhere: PhantomData<()>,\n}\n\nimpl Drop for Door {\n    fn drop(&mut self) {}\n}",
        )],
        changed!("Door", NOTHING => "Drop"),
    ),
    stops(
        "66b",
        "`Drop` on a type that a lifetime has",
        &[
            ("pub struct Guard<'a>", "pub struct «Guard»<'a>"),
            (
                "pub struct Row",
                "impl Drop for Guard<'_> {\n    fn drop(&mut self) {}\n}\n\n#[derive(Clone)]\npub struct Unused;\n\n#[derive(AbiType)]\n#[repr(C)]\npub struct Row",
            ),
            ("#[derive(AbiType)]\n#[repr(C)]\nimpl", "impl"),
        ],
        changed!("Guard", NOTHING => "Drop"),
    ),
    stops(
        "66b",
        "`Drop` on a type that owns memory",
        &[
            ("pub struct Named", "pub struct «Named»"),
            ("pub trait Known {}", "impl Drop for Named {\n    fn drop(&mut self) {}\n}\n\npub trait Known {}"),
        ],
        changed!("Named", NOTHING => "Drop"),
    ),
    stops(
        "66b",
        "`Drop` taken from one that owns memory",
        &[("pub struct Owner", "pub struct «Owner»"), ("impl Drop for Owner {\n    fn drop(&mut self) {}\n}\n", "")],
        changed!("Owner", "Drop" => NOTHING),
    ),
    stops(
        "66b",
        "`Drop` on an enum that owns memory",
        &[
            ("pub enum Said", "pub enum «Said»"),
            ("pub trait Known {}", "impl Drop for Said {\n    fn drop(&mut self) {}\n}\n\npub trait Known {}"),
        ],
        changed!("Said", NOTHING => "Drop"),
    ),
    stops(
        "66b",
        "`Drop` on a transparent type that owns memory",
        &[
            ("pub struct Label", "pub struct «Label»"),
            ("pub trait Known {}", "impl Drop for Label {\n    fn drop(&mut self) {}\n}\n\npub trait Known {}"),
        ],
        changed!("Label", NOTHING => "Drop"),
    ),
    stops(
        "66b",
        "`Drop` on a generic type that owns memory",
        &[
            ("fn pair(&self, pair: &Pair<u8>)", "fn pair(&self, pair: «&Pair<u8>»)"),
            (
                "pub trait Known {}",
                "impl<T: Plain> Drop for Pair<T> {\n    fn drop(&mut self) {}\n}\n\npub trait Known {}",
            ),
        ],
        &[find(
            "[VT0012] `Pair<u8>` is frozen, and slot 12 `Tickets::pair` reaches it: its definition changed",
            ("struct { label: String, first: u8 }", "name = \"Pair<u8>\""),
            "struct { label: String, first: u8 }: Drop",
            "restore it",
        )],
    ),
    stops(
        "66b",
        "`Drop` on a generic type of which no argument is known",
        &[
            ("fn foreign(&self, foreign: &Foreign<u8>)", "fn foreign(&self, foreign: «&Foreign<u8>»)"),
            (
                "pub trait Known {}",
                "impl<T: Known> Drop for Foreign<T> {\n    fn drop(&mut self) {}\n}\n\npub trait Known {}",
            ),
        ],
        &[find(
            "[VT0012] `Foreign<u8>` is frozen, and slot 13 `Tickets::foreign` reaches it: its definition changed",
            ("struct { label: String, first: u8 }", "name = \"Foreign<u8>\""),
            "struct { label: String, first: u8 }: Drop",
            "restore it",
        )],
    ),
    stops(
        "66c",
        "what its maker frees is freed by who gets it",
        &[("pub kept: ManuallyDrop<OwnedStr>", "pub kept: «OwnedStr»")],
        &[find(
            "[VT0012] field `kept` of `Named` is frozen since revision 1: it changed type",
            ("core::ManuallyDrop<String>", "\"kept: core::ManuallyDrop<String>\""),
            "String",
            "restore it",
        )],
    ),
    stops(
        "66c",
        "and the reverse",
        &[("pub name: OwnedStr", "pub name: «ManuallyDrop<OwnedStr>»")],
        &[find(
            "[VT0012] field `name` of `Named` is frozen since revision 1: it changed type",
            ("String", "\"name: String\""),
            "core::ManuallyDrop<String>",
            "restore it",
        )],
    ),
    stops(
        "66d",
        "a marker turns a lifetime around",
        &[("PhantomData<&'a u8>", "«PhantomData<fn(&'a u8)>»")],
        &[refused(
            "[VT0026] a marker in `Guard` says that `'a` must not be shortened, which no record can express",
            "write `PhantomData<&'a ()>`",
        )],
    ),
    stops(
        "66d",
        "a marker pins a lifetime",
        &[("PhantomData<&'a u8>", "«PhantomData<std::cell::Cell<&'a u8>>»")],
        &[refused(
            "[VT0026] a marker in `Guard` says that `'a` must not be shortened, which no record can express",
            "if `'a` must not be shortened, show it with a field that crosses",
        )],
    ),
    stops(
        "66f",
        "a marker comes to say that one lifetime outlives another one",
        &[("PhantomData<(&'a u32, &'b u32)>", "«PhantomData<&'a &'b u32>»")],
        &[refused(
            "[VT0026] a marker in `Loose` implies that `'b` outlives `'a`, which is in no record",
            "declare it with `where 'b: 'a`, which is recorded; or write `PhantomData<(&'a (), &'b ())>`",
        )],
    ),
    stops(
        "69b",
        "a bound goes that a marker implied as well",
        &[
            ("pub struct Tied<'a, 'b: 'a>", "pub struct «Tied»<'a, 'b>"),
            ("PhantomData<&'a &'b u16>", "PhantomData<(&'a u16, &'b u16)>"),
        ],
        &[find(
            "[VT0024] type `Tied` is frozen since revision 1: the bounds of its lifetimes changed",
            ("Tied<'a, 'b: 'a>", "name = \"Tied\""),
            "Tied<'a, 'b>",
            "fn tied_ex1<'a, 'b: 'a>(&self, tied: TiedEx1<'a, 'b>) -> &'a str { .. }",
        )],
    ),
    fine(
        "66e",
        "markers that say the same",
        &[
            ("PhantomData<*const ()>", "PhantomData<std::rc::Rc<String>>"),
            ("PhantomData<()>", "PhantomData<std::sync::Arc<u8>>"),
            ("PhantomData<&'a u8>", "PhantomData<(&'a [u8], fn() -> &'a str)>"),
            ("pub mark: PhantomData<T>", "pub mark: PhantomData<fn() -> T>"),
            ("PhantomData<std::sync::Arc<T>>", "PhantomData<std::sync::Weak<(T, T)>>"),
            ("PhantomData<&'a &'b u16>", "PhantomData<&'a &'b str>"),
            ("ManuallyDrop<u32>", "u32"),
        ],
    ),
];
