//! By hand, as it would have to be written for the same use: trait, table, thunks, handle.

use super::{EDIT, Plan, Source, each_slot, each_table};

pub(super) fn source(plan: &Plan) -> Source {
    let tables = each_table(plan.tables, &table(plan.slots));
    Source { dependencies: String::new(), lib: format!("{PRELUDE}{EDIT}\n\n{tables}"), host: HOST.into() }
}

fn table(slots: usize) -> String {
    let methods = each_slot(
        slots,
        [
            "    fn s{i}(&self, a: u64, b: u32) -> u64;\n",
            "    fn s{i}(&self, bytes: &[u8]) -> u32;\n",
            "    fn s{i}(&self, text: &str) -> u64;\n",
            "    fn s{i}(&self, point: &Point) -> i32;\n",
        ],
    );
    let fields = each_slot(
        slots,
        [
            "    pub s{i}: unsafe extern \"C\" fn(*mut c_void, u64, u32) -> u64,\n",
            "    pub s{i}: unsafe extern \"C\" fn(*mut c_void, Slice) -> u32,\n",
            "    pub s{i}: unsafe extern \"C\" fn(*mut c_void, Slice) -> u64,\n",
            "    pub s{i}: unsafe extern \"C\" fn(*mut c_void, *const Point) -> i32,\n",
        ],
    );
    let filled = each_slot(slots, ["        s{i}: Self::s{i},\n"; 4]);
    let thunks = each_slot(
        slots,
        [
            "    unsafe extern \"C\" fn s{i}(object: *mut c_void, a: u64, b: u32) -> u64 {\n        unsafe { (*object.cast::<P>()).s{i}(a, b) }\n    }\n",
            "    unsafe extern \"C\" fn s{i}(object: *mut c_void, bytes: Slice) -> u32 {\n        unsafe { (*object.cast::<P>()).s{i}(bytes.bytes()) }\n    }\n",
            "    unsafe extern \"C\" fn s{i}(object: *mut c_void, text: Slice) -> u64 {\n        unsafe { (*object.cast::<P>()).s{i}(text.text()) }\n    }\n",
            "    unsafe extern \"C\" fn s{i}(object: *mut c_void, point: *const Point) -> i32 {\n        unsafe { (*object.cast::<P>()).s{i}(&*point) }\n    }\n",
        ],
    );
    let calls = each_slot(
        slots,
        [
            "    fn s{i}(&self, a: u64, b: u32) -> u64 {\n        unsafe { ((*self.table).s{i})(self.object, a, b) }\n    }\n",
            "    fn s{i}(&self, bytes: &[u8]) -> u32 {\n        unsafe { ((*self.table).s{i})(self.object, Slice::of(bytes)) }\n    }\n",
            "    fn s{i}(&self, text: &str) -> u64 {\n        unsafe { ((*self.table).s{i})(self.object, Slice::of(text.as_bytes())) }\n    }\n",
            "    fn s{i}(&self, point: &Point) -> i32 {\n        unsafe { ((*self.table).s{i})(self.object, point) }\n    }\n",
        ],
    );
    let bodies = super::peers::bodies(slots, "&[u8]", "&str", "&Point", "");
    format!(
        "pub trait T{{t}} {{\n{methods}}}\n\n\
         #[repr(C)]\npub struct T{{t}}Table {{\n    pub size: usize,\n{fields}}}\n\n\
         pub struct T{{t}}Of<P>(PhantomData<P>);\n\n\
         impl<P: T{{t}}> T{{t}}Of<P> {{\n    pub const TABLE: &'static T{{t}}Table = &T{{t}}Table {{\n        size: size_of::<T{{t}}Table>(),\n{filled}    }};\n{thunks}}}\n\n\
         #[derive(Clone, Copy)]\npub struct T{{t}}Ref<'a> {{\n    table: *const T{{t}}Table,\n    object: *mut c_void,\n    of: PhantomData<&'a ()>,\n}}\n\n\
         impl<'a> T{{t}}Ref<'a> {{\n    pub fn new<P: T{{t}}>(provider: &'a P) -> Self {{\n        T{{t}}Ref {{ table: T{{t}}Of::<P>::TABLE, object: std::ptr::from_ref(provider).cast_mut().cast(), of: PhantomData }}\n    }}\n\
         \n    /// # Safety\n    /// `table` is a table, for `object`.\n    pub unsafe fn from_raw(table: *const T{{t}}Table, object: *mut c_void) -> Option<Self> {{\n        (unsafe {{ (*table).size }} >= size_of::<T{{t}}Table>()).then_some(T{{t}}Ref {{ table, object, of: PhantomData }})\n    }}\n}}\n\n\
         impl T{{t}} for T{{t}}Ref<'_> {{\n{calls}}}\n\n\
         impl T{{t}} for Provider {{\n{bodies}}}\n\n\
         #[unsafe(no_mangle)]\npub extern \"C\" fn generated_table_{{t}}() -> *const T{{t}}Table {{\n    T{{t}}Of::<Provider>::TABLE\n}}\n\n"
    )
}

const PRELUDE: &str = "\
use std::ffi::c_void;
use std::marker::PhantomData;

#[repr(C)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

#[repr(C)]
pub struct Slice {
    ptr: *const u8,
    len: usize,
}

impl Slice {
    fn of(bytes: &[u8]) -> Slice {
        Slice { ptr: bytes.as_ptr(), len: bytes.len() }
    }
    unsafe fn bytes<'a>(self) -> &'a [u8] {
        unsafe { std::slice::from_raw_parts(self.ptr, self.len) }
    }
    unsafe fn text<'a>(self) -> &'a str {
        unsafe { std::str::from_utf8_unchecked(self.bytes()) }
    }
}

pub struct Provider;

";

const HOST: &str = "\
use generated::{T0, T0Ref, T0Table};

fn main() {
    harness::once(|| {
        let library = unsafe { harness::Library::new(harness::path()) }.unwrap();
        let table = unsafe { library.get::<extern \"C\" fn() -> *const T0Table>(b\"generated_table_0\") }.unwrap()();
        let mut object = 0u64;
        let found = unsafe { T0Ref::from_raw(table, (&raw mut object).cast()) }.unwrap().s0(1, 2);
        std::mem::forget(library);
        found
    });
}
";
