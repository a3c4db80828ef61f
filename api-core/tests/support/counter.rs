// A table written by hand, as `#[vtable_api(id = "test/counter")]` would expand:
// revision 1: `count`, `add`; revision 2: `twice`. Included by tests and by the examples in the docs.
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "not every includer uses all of it"
)]
pub mod counter {
    use std::ffi::c_void;
    use std::marker::PhantomData;
    use std::sync::atomic::{AtomicU32, Ordering};
    use vtable_api_core::handle::{Handle, Lent, Owned, Provide, release_of};
    use vtable_api_core::negotiate::{Raw, TableSpec};
    use vtable_api_core::raw::Header;

    pub trait Counter: Send + Sync {
        fn count(&self) -> u32;
        fn add(&self, steps: u32) -> u32;
        fn twice(&self) -> u32 {
            self.count() * 2
        }
    }

    #[derive(Default)]
    pub struct Steps(AtomicU32);
    impl Steps {
        pub const fn new(count: u32) -> Self {
            Steps(AtomicU32::new(count))
        }
    }
    impl Counter for Steps {
        fn count(&self) -> u32 {
            self.0.load(Ordering::SeqCst)
        }
        fn add(&self, steps: u32) -> u32 {
            self.0.fetch_add(steps, Ordering::SeqCst) + steps
        }
    }

    pub static SPEC: TableSpec = TableSpec::new(c"test/counter", "test/counter", &[0x11, 0x12], &[2, 3], c"tests/0.1.0");

    #[repr(C)]
    pub struct CounterTable {
        header: Header,
        count: unsafe extern "C" fn(*mut c_void) -> u32,
        add: unsafe extern "C" fn(*mut c_void, u32) -> u32,
        twice: unsafe extern "C" fn(*mut c_void) -> u32,
    }

    struct TableOf<T>(PhantomData<T>);
    impl<T: Counter> TableOf<T> {
        const TABLE: &'static CounterTable = &CounterTable {
            header: SPEC.header(release_of::<T>()),
            count: Self::count,
            add: Self::add,
            twice: Self::twice,
        };
        unsafe extern "C" fn count(object: *mut c_void) -> u32 {
            // SAFETY: the table is for objects of `T`.
            unsafe { &*object.cast::<T>() }.count()
        }
        unsafe extern "C" fn add(object: *mut c_void, steps: u32) -> u32 {
            // SAFETY: as above.
            unsafe { &*object.cast::<T>() }.add(steps)
        }
        unsafe extern "C" fn twice(object: *mut c_void) -> u32 {
            // SAFETY: as above.
            unsafe { &*object.cast::<T>() }.twice()
        }
    }

    #[derive(Clone, Copy, Debug)]
    pub struct CounterRef<'a>(Raw, PhantomData<&'a ()>);
    #[derive(Debug)]
    pub struct CounterBox(Raw);

    impl<'a> CounterRef<'a> {
        pub fn new<T: Counter>(object: &'a T) -> Self {
            let object: *const T = object;
            CounterRef(
                Raw::local(
                    <Self as Provide<T>>::HEADER,
                    object.cast_mut().cast(),
                    &SPEC,
                ),
                PhantomData,
            )
        }
    }

    // SAFETY: `Counter: Send + Sync`.
    unsafe impl Send for CounterRef<'_> {}
    // SAFETY: as above.
    unsafe impl Sync for CounterRef<'_> {}
    // SAFETY: as above.
    unsafe impl Send for CounterBox {}
    // SAFETY: as above.
    unsafe impl Sync for CounterBox {}

    // SAFETY: the methods below call the slots of this table.
    unsafe impl Handle for CounterRef<'_> {
        const SPEC: &'static TableSpec = &SPEC;
        type Object = CounterTable;
        unsafe fn from_raw(raw: Raw) -> Self {
            CounterRef(raw, PhantomData)
        }
        fn raw(&self) -> Raw {
            self.0
        }
    }
    // SAFETY: as above.
    unsafe impl Handle for CounterBox {
        const SPEC: &'static TableSpec = &SPEC;
        type Object = CounterTable;
        unsafe fn from_raw(raw: Raw) -> Self {
            CounterBox(raw)
        }
        fn raw(&self) -> Raw {
            self.0
        }
    }
    // SAFETY: all slots take `&self`.
    unsafe impl Lent for CounterRef<'_> {}
    // SAFETY: `drop` releases.
    unsafe impl Owned for CounterBox {}
    // SAFETY: `TABLE` is for objects of `T`.
    unsafe impl<T: Counter> Provide<T> for CounterRef<'_> {
        const HEADER: *const Header = &raw const TableOf::<T>::TABLE.header;
    }
    // SAFETY: as above; its `release` takes a `Box<T>`.
    unsafe impl<T: Counter> Provide<T> for CounterBox {
        const HEADER: *const Header = &raw const TableOf::<T>::TABLE.header;
    }

    impl Drop for CounterBox {
        fn drop(&mut self) {
            // SAFETY: owned, and dropped once.
            unsafe { self.0.release() }
        }
    }

    macro_rules! slots {
        ($($handle:ty)*) => { $(
            impl Counter for $handle {
                fn count(&self) -> u32 {
                    // SAFETY: revision 1 is agreed.
                    let slot = unsafe { (*self.0.table::<CounterTable>()).count };
                    // SAFETY: the object of this table.
                    unsafe { slot(self.0.object()) }
                }
                fn add(&self, steps: u32) -> u32 {
                    // SAFETY: revision 1 is agreed.
                    let slot = unsafe { (*self.0.table::<CounterTable>()).add };
                    // SAFETY: the object of this table.
                    unsafe { slot(self.0.object(), steps) }
                }
                fn twice(&self) -> u32 {
                    if !self.0.has(2) {
                        return self.count() * 2;
                    }
                    // SAFETY: revision 2 is agreed.
                    let slot = unsafe { (*self.0.table::<CounterTable>()).twice };
                    // SAFETY: the object of this table.
                    unsafe { slot(self.0.object()) }
                }
            }
        )* };
    }
    slots! { CounterRef<'_> CounterBox }
}
#[allow(unused_imports, reason = "not every includer uses all of it")]
use counter::{Counter, CounterBox, CounterRef, Steps};
