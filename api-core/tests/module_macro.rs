//! `module!`, and modules that are linked into the program.

include!("support/counter.rs");

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};
use vtable_api_core::module::{ErrorKind, Host, HostExports, Module};

/// Every line that there is.
mod full {
    use super::*;
    use std::fmt;

    pub(crate) static TOTAL: Steps = Steps::new(40);
    pub(crate) static SHARED: OnceLock<CounterRef<'static>> = OnceLock::new();
    pub(crate) static STOPS: AtomicU32 = AtomicU32::new(0);

    pub(crate) struct Reason(&'static str);
    impl fmt::Display for Reason {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "refused:\n{}", self.0)
        }
    }

    fn start(host: &HostExports) -> Result<(), Reason> {
        assert_eq!(host.exports().next().unwrap().table(), "test/counter");
        let shared = host.get_required::<CounterRef>("shared", [1, 2]).map_err(|_| Reason("no `shared`"))?;
        if host.name() == "unwelcome" {
            return Err(Reason("you"));
        }
        SHARED.get_or_init(|| shared).add(2);
        Ok(())
    }

    fn open() -> Option<Steps> {
        (SHARED.get()?.count() < 100).then(|| Steps::new(9))
    }

    vtable_api_core::module! {
        fini = || { STOPS.fetch_add(1, Ordering::SeqCst); };
        name = "full";
        version = "7.0";
        create "default" => CounterBox: Steps::default;
        create "seven" => CounterBox: || Steps::new(7);
        try_create "maybe" => CounterBox: open;
        lend "total" => CounterRef<'_>: &TOTAL;
        require "shared" => CounterRef, revisions [1, 2];
        init = start;
        export = cfg(any());
    }
}

/// One line, the least there is.
mod least {
    use super::*;
    vtable_api_core::module! { create "steps" => CounterBox: || Steps::new(1); }
}

/// Nothing but a requirement.
mod needy {
    use super::*;
    vtable_api_core::module! {
        name = "needy";
        require "shared" => CounterRef;
        require "log" => CounterRef, revision 2;
    }
}

fn leak(count: u32) -> &'static Steps {
    Box::leak(Box::new(Steps::new(count)))
}

/// The statics of `full` are one test's at a time.
static FULL: Mutex<()> = Mutex::new(());

#[test]
fn every_line_does_what_it_says() {
    let _one = FULL.lock().unwrap();
    static OURS: Steps = Steps::new(0);
    let host = Host::new("viewer/2.1.0").lend("shared", CounterRef::new(&OURS));
    let module = host.open_static(&full::VTABLE_MODULE).unwrap();
    assert_eq!((module.name(), module.version()), ("full", "7.0"));
    assert_eq!(module.create::<CounterBox>("default").unwrap().count(), 0);
    let seven = module.create::<CounterBox>("seven").unwrap();
    assert_eq!((seven.add(1), module.create::<CounterBox>("seven").unwrap().count()), (8, 7));
    assert_eq!(module.create::<CounterBox>("maybe").unwrap().count(), 9);
    assert_eq!(module.get::<CounterRef>("total").unwrap().twice(), 80);
    assert_eq!(OURS.count(), 2);

    #[cfg(feature = "std")]
    {
        host.open_static(&full::VTABLE_MODULE).unwrap();
        assert_eq!(OURS.count(), 2, "`init` runs once for a host");
    }

    OURS.add(100);
    let error = module.create::<CounterBox>("maybe").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Create);
    assert_eq!(
        error.to_string(),
        "module `full 7.0` in this program, export `maybe`: expected a new object, found that the provider could not make one; its own output may say why"
    );

    let stops = full::STOPS.load(Ordering::SeqCst);
    drop(seven);
    // SAFETY: no object is left; `SHARED` is of the host.
    unsafe { module.close() }.unwrap();
    assert_eq!(full::STOPS.load(Ordering::SeqCst), stops + 1);
}

#[test]
fn init_says_why_it_refuses() {
    let _one = FULL.lock().unwrap();
    let host = Host::new("unwelcome").lend_static::<CounterRef, _>("shared", leak(0));
    let error = host.open_static(&full::VTABLE_MODULE).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Init);
    assert_eq!(
        error.to_string(),
        "module `full 7.0` in this program: expected an `init` that returns 0, found 1: refused: you; \
         follow that reason, or ask its author"
    );
}

#[test]
fn one_line_is_a_module() {
    let module = Module::from_static(&least::VTABLE_MODULE).unwrap();
    assert_eq!((module.name(), module.version()), (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")));
    assert_eq!(module.create::<CounterBox>("steps").unwrap().count(), 1);
    let names: Vec<_> = module.exports().map(|export| export.name()).collect();
    assert_eq!(names, ["steps"]);
}

#[test]
fn requirements_are_checked_before_init() {
    let host = Host::new("viewer").lend("shared", CounterRef::new(leak(0)));
    let error = host.open_static(&needy::VTABLE_MODULE).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Requirement);
    assert!(
        error.to_string().contains("expected export `log` (table `test/counter`) of host `viewer`, found `shared`")
    );
    let host = host.lend("log", CounterRef::new(leak(0)));
    assert_eq!(host.open_static(&needy::VTABLE_MODULE).unwrap().exports().count(), 0);
    let error = Module::from_static(&needy::VTABLE_MODULE).unwrap_err();
    assert!(error.to_string().contains("found none; make the host lend it"), "{error}");
}

#[test]
#[cfg(feature = "std")]
fn a_module_that_is_opened_by_its_own_init_is_told_so() {
    mod inner {
        use super::*;
        fn start(_: &HostExports) -> Result<(), String> {
            let error = Module::from_static(&VTABLE_MODULE).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Reentrant);
            Err(error.to_string())
        }
        vtable_api_core::module! { init = start; }
    }
    let error = Module::from_static(&inner::VTABLE_MODULE).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "module `vtable-api-core {version}` in this program: expected an `init` that returns 0, found 1: \
             module `vtable-api-core {version}` in this program: expected a module, found that its `init` is already running \
             in this thread; do not open a module from its own `init`; follow that reason, or ask its author",
            version = env!("CARGO_PKG_VERSION")
        )
    );
}

#[test]
fn the_init_of_one_module_may_open_another() {
    mod outer {
        use super::*;
        fn start(_: &HostExports) -> Result<(), vtable_api_core::module::Error> {
            Module::from_static(&least::VTABLE_MODULE)?.create::<CounterBox>("steps").map(drop)
        }
        vtable_api_core::module! { init = start; }
    }
    Module::from_static(&outer::VTABLE_MODULE).unwrap();
}

#[test]
fn released_objects_are_dropped_once() {
    static DROPS: AtomicU32 = AtomicU32::new(0);
    struct Dropping;
    impl Drop for Dropping {
        fn drop(&mut self) {
            DROPS.fetch_add(1, Ordering::SeqCst);
        }
    }
    impl Counter for Dropping {
        fn count(&self) -> u32 {
            3
        }
        fn add(&self, _: u32) -> u32 {
            3
        }
    }
    vtable_api_core::module! { create "dropping" => CounterBox: || Dropping; }
    let module = Module::from_static(&VTABLE_MODULE).unwrap();
    let object = module.create::<CounterBox>("dropping").unwrap();
    assert_eq!((object.count(), DROPS.load(Ordering::SeqCst)), (3, 0));
    drop(object);
    assert_eq!(DROPS.load(Ordering::SeqCst), 1);
}

/// Hosts that this copy of the crate knows nothing of: `init` and `fini` as they call them.
mod foreign {
    use super::*;
    use vtable_api_core::module::ModuleV1;
    use vtable_api_core::raw::{CONTRACT, HostV1};

    /// An odd size says that the module is open already.
    fn host(is_again: bool) -> *const HostV1 {
        let size = size_of::<HostV1>() as u32 + u32::from(is_again);
        let (name, exports) = (c"viewer".as_ptr(), core::ptr::null());
        Box::leak(Box::new(HostV1 { size, contract: CONTRACT, name, exports, export_count: 0, export_size: 0 }))
    }

    /// Its answer; the line of a refusal.
    fn init(module: &ModuleV1, is_again: bool) -> Result<(), String> {
        let mut why = [0u8; 200];
        // SAFETY: the module's own function, as a host calls it.
        match unsafe { module.init.unwrap()(host(is_again), why.as_mut_ptr().cast(), why.len()) } {
            0 => Ok(()),
            _ => Err(std::ffi::CStr::from_bytes_until_nul(&why).unwrap().to_str().unwrap().into()),
        }
    }

    fn fini(module: &ModuleV1) {
        // SAFETY: the module's own function; nothing of it is in use.
        unsafe { module.fini.unwrap()() }
    }

    #[test]
    fn the_last_fini_ends_a_module() {
        static STOPS: AtomicU32 = AtomicU32::new(0);
        static WELCOME: AtomicU32 = AtomicU32::new(1);
        fn start(_: &HostExports) -> Result<(), &'static str> {
            if WELCOME.load(Ordering::SeqCst) == 1 { Ok(()) } else { Err("not now") }
        }
        vtable_api_core::module! { init = start; fini = || { STOPS.fetch_add(1, Ordering::SeqCst); }; }
        let module = VTABLE_MODULE.as_raw();
        let after = |what: &str, stops| assert_eq!(STOPS.load(Ordering::SeqCst), stops, "{what}");
        let init = |is_again| init(module, is_again);
        assert_eq!((init(false), init(false)), (Ok(()), Ok(())));
        fini(module);
        after("one of two", 0);
        WELCOME.store(0, Ordering::SeqCst);
        assert_eq!(init(false), Err("not now".into()));
        after("an `init` that refuses does not count", 0);
        WELCOME.store(1, Ordering::SeqCst);
        fini(module);
        after("the last", 1);
        fini(module);
        after("one too many", 1);
        assert_eq!((init(false), init(true), init(true)), (Ok(()), Ok(()), Ok(())));
        fini(module);
        after("one for three of one runtime", 2);
    }

    #[test]
    #[cfg(feature = "std")]
    fn one_init_runs_at_a_time() {
        static RUNNING: AtomicU32 = AtomicU32::new(0);
        fn start(_: &HostExports) -> Result<(), &'static str> {
            let others = RUNNING.fetch_add(1, Ordering::SeqCst);
            std::thread::sleep(std::time::Duration::from_millis(2));
            RUNNING.fetch_sub(1, Ordering::SeqCst);
            if others == 0 { Ok(()) } else { Err("at the same time as another") }
        }
        vtable_api_core::module! { init = start; }
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| assert_eq!(init(VTABLE_MODULE.as_raw(), false), Ok(())));
            }
        });
    }

    /// The hosts are of two copies, so neither knows that the other is in `init`.
    #[test]
    fn an_init_that_is_called_from_itself_refuses() {
        static INNER: Mutex<Option<Result<(), String>>> = Mutex::new(None);
        fn start(_: &HostExports) -> Result<(), &'static str> {
            *INNER.lock().unwrap() = Some(init(VTABLE_MODULE.as_raw(), false));
            Ok(())
        }
        vtable_api_core::module! { init = start; }
        assert_eq!(init(VTABLE_MODULE.as_raw(), false), Ok(()));
        let why = "its `init` or `fini` is running already; do not open a module from its own `init`";
        assert_eq!(*INNER.lock().unwrap(), Some(Err(why.into())));
        assert_eq!(init(VTABLE_MODULE.as_raw(), false), Ok(()));
    }
}

#[test]
#[cfg(feature = "std")]
fn a_module_that_is_closed_by_its_own_fini_is_told_so() {
    static OPEN: Mutex<Option<Module>> = Mutex::new(None);
    static SAID: Mutex<String> = Mutex::new(String::new());
    fn stop() {
        let module = OPEN.lock().unwrap().take().unwrap();
        // SAFETY: nothing of the module is in use.
        let error = unsafe { module.close() }.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Reentrant);
        *SAID.lock().unwrap() = error.to_string();
    }
    vtable_api_core::module! { name = "closing"; version = "1"; fini = stop; }
    let module = Module::from_static(&VTABLE_MODULE).unwrap();
    *OPEN.lock().unwrap() = Some(module.clone());
    // SAFETY: nothing of the module is in use.
    unsafe { module.close() }.unwrap();
    assert_eq!(
        *SAID.lock().unwrap(),
        "module `closing 1` in this program: expected a module, found that its `fini` is already running in this thread; \
         do not close a module from its own `fini`"
    );
}

/// `Host` refuses what modules could not find.
mod host {
    use super::*;

    #[test]
    #[should_panic(expected = "export `a` already exists")]
    fn two_exports_of_one_name() {
        let _ = Host::new("viewer").lend("a", CounterRef::new(leak(0))).lend("a", CounterRef::new(leak(0)));
    }

    #[test]
    #[should_panic(expected = "an export's name has from 1 to 255 bytes, but this one has 0")]
    fn a_nameless_export() {
        let _ = Host::new("viewer").lend("", CounterRef::new(leak(0)));
    }

    #[test]
    #[should_panic(expected = "a host's name cannot contain NUL")]
    fn a_name_with_nul() {
        let _ = Host::new("view\0er");
    }

    #[test]
    fn may_lend_less_than_it_knows() {
        static AGREED: AtomicU32 = AtomicU32::new(0);
        fn start(host: &HostExports) -> Result<(), vtable_api_core::module::Error> {
            let steps = host.get::<CounterRef>("a")?;
            assert_eq!(steps.twice(), 14, "by its slot or by its default body");
            AGREED.store(vtable_api_core::handle::Handle::revisions(&steps) as u32, Ordering::SeqCst);
            host.get_required::<CounterRef>("a", [2]).map(drop)
        }
        vtable_api_core::module! { require "a" => CounterRef, revision 1; init = start; }
        let open = |revision| {
            let host = Host::new("viewer").lend_up_to("a", CounterRef::new(leak(7)), revision);
            let opened = host.open_static(&VTABLE_MODULE).map(drop).map_err(|error| error.to_string());
            (opened, AGREED.load(Ordering::SeqCst))
        };
        assert_eq!(open(2), (Ok(()), 0b11));
        let (refused, agreed) = open(1);
        assert!(refused.unwrap_err().contains("without revision 2, which is required"));
        assert_eq!(agreed, 0b1);
    }

    #[test]
    #[should_panic(expected = "revision 3, but there are only 1 to 2")]
    fn knows_no_later_revision() {
        let _ = Host::new("viewer").lend_up_to("a", CounterRef::new(leak(0)), 3);
    }

    #[test]
    #[should_panic(expected = "revision 0, but there are only 1 to 2")]
    fn knows_no_revision_0() {
        let _ = Host::new("viewer").lend_up_to("a", CounterRef::new(leak(0)), 0);
    }

    #[test]
    fn shows_what_it_lends() {
        let host = Host::new("viewer").lend("a", CounterRef::new(leak(0)));
        assert_eq!(format!("{host:?}"), r#"Host { name: "viewer", exports: ["a"] }"#);
        assert_eq!(host.name(), "viewer");
    }
}

/// A panic ends the process with a line that names the module. Each test runs itself in another process.
#[cfg(feature = "std")]
mod panics {
    use super::*;
    use std::process::Command;

    mod create {
        use super::*;
        vtable_api_core::module! { name = "bad"; create "steps" => CounterBox: || -> Steps { panic!("oops") }; }
    }
    mod init {
        use super::*;
        fn start(_: &HostExports) -> Result<(), String> {
            panic!("oops")
        }
        vtable_api_core::module! { name = "bad"; init = start; }
    }
    mod fini {
        vtable_api_core::module! { name = "bad"; fini = || panic!("oops"); }
    }

    #[track_caller]
    fn ends(test: &str, body: fn(), wanted: &str) {
        const CHILD: &str = "VTABLE_API_TEST_CHILD";
        if std::env::var_os(CHILD).is_some() {
            body();
            return;
        }
        let output = Command::new(std::env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture"])
            .env(CHILD, "1")
            .env("RUST_BACKTRACE", "0")
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{stderr}");
        assert!(stderr.lines().any(|line| line == wanted), "{stderr}");
    }

    #[test]
    fn in_create() {
        let body = || drop(Module::from_static(&create::VTABLE_MODULE).unwrap().create::<CounterBox>("steps"));
        let line = "vtable-api: module `bad`: creating `steps` panicked; a panic cannot cross the boundary";
        ends("panics::in_create", body, line);
    }

    #[test]
    fn in_init() {
        let line = "vtable-api: module `bad`: `init` panicked; a panic cannot cross the boundary";
        ends("panics::in_init", || drop(Module::from_static(&init::VTABLE_MODULE)), line);
    }

    #[test]
    fn in_fini() {
        let line = "vtable-api: module `bad`: `fini` panicked; a panic cannot cross the boundary";
        // SAFETY: nothing of the module is in use.
        let body = || drop(unsafe { Module::from_static(&fini::VTABLE_MODULE).unwrap().close() });
        ends("panics::in_fini", body, line);
    }
}
