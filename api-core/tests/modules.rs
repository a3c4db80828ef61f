//! Modules from files: opened once for each host, used from every thread, ended once.
#![cfg(all(feature = "load", unix))]

include!("support/counter.rs");
include!("support/cc.rs");

use std::path::Path;
use std::sync::Barrier;
use std::{env, fs, thread};
use vtable_api_core::module::{ErrorKind, Host, Module, Modules};

/// A module whose export `inits` counts the calls of `init`, and which adds 1 to the host's `shared` in each,
/// 100 in `fini`.
const COUNTING: &str = r#"
static counter inits;
static vtable_api_object shared;
static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {
    (void)why; (void)why_size;
    inits.count++;
    if (vtable_api_find(host, "shared", &shared)) ((const counter_table *)(const void *)shared.table)->add(shared.object, 1);
    return 0;
}
static void fini(void) {
    inits.count += 1000;
    if (shared.table) ((const counter_table *)(const void *)shared.table)->add(shared.object, 100);
}
static const vtable_api_export exports[] = { { "inits", &good.header, &inits, NULL }, { "new", &good.header, NULL, create } };
VTABLE_API_MODULE("counting", "1.0", init, fini, NULL, 0, exports, 2);
"#;

fn host(shared: &'static Steps) -> Host {
    Host::new("viewer/2.1.0").lend("shared", CounterRef::new(shared))
}

fn inits(module: &Module) -> u32 {
    module.get::<CounterRef>("inits").unwrap().count()
}

fn leak() -> &'static Steps {
    Box::leak(Box::new(Steps::new(0)))
}

#[test]
fn a_c_module_provides() {
    let path = cc::module("provides", COUNTING);
    let module = Module::open(&path).unwrap();
    assert_eq!((module.name(), module.version()), ("counting", "1.0"));
    assert_eq!(module.path(), Some(path.as_path()));
    let exports: Vec<_> =
        module.exports().map(|e| (e.name(), e.table(), e.revisions(), e.is_lent(), e.is_created())).collect();
    assert_eq!(exports, [("inits", "test/counter", 3, true, false), ("new", "test/counter", 3, false, true)]);

    let (a, b) = (module.create::<CounterBox>("new").unwrap(), module.create::<CounterBox>("new").unwrap());
    assert_eq!((a.add(2), b.add(3), a.twice()), (2, 3, 4));
    assert_eq!(inits(&module), 1);
    assert_eq!(format!("{module:?}"), r#"Module { name: "counting", version: "1.0", exports: ["inits", "new"] }"#);
}

#[test]
fn a_file_is_opened_once_by_whatever_path() {
    let path = cc::module("once", COUNTING);
    let host = host(leak());
    let first = host.open(&path).unwrap();

    let (link, hard) = (cc::dir().join("once-link.so"), cc::dir().join("once-hard.so"));
    let _ = (fs::remove_file(&link), fs::remove_file(&hard));
    std::os::unix::fs::symlink(&path, &link).unwrap();
    fs::hard_link(&path, &hard).unwrap();
    let relative = cc::dir().join("..").join(cc::dir().file_name().unwrap()).join(path.file_name().unwrap());
    for path in [&path, &link, &hard, &relative] {
        assert_eq!(inits(&host.open(path).unwrap()), 1, "{}", path.display());
    }
    drop(first);
    assert_eq!(inits(&host.open(&path).unwrap()), 1, "dropping a `Module` does not end it");
}

#[test]
fn a_file_needs_no_slash() {
    let path = cc::module("bare", COUNTING);
    env::set_current_dir(cc::dir()).unwrap();
    let module = Module::open(path.file_name().unwrap()).unwrap();
    assert_eq!(module.path(), Some(path.as_path()));
}

#[test]
fn each_host_opens_for_itself_and_the_last_one_ends_it() {
    let path = cc::module("hosts", COUNTING);
    let (a, b) = (leak(), leak());
    let (first, second) = (host(a), host(b));
    let (of_first, of_second) = (first.open(&path).unwrap(), second.open(&path).unwrap());
    assert_eq!((inits(&of_first), inits(&of_second)), (2, 2));
    assert_eq!((a.count(), b.count()), (1, 1), "each `init` got its host");

    let clone = of_first.clone();
    // SAFETY: no handle is left, the module has no threads.
    unsafe { of_first.close() }.unwrap();
    let error = clone.get::<CounterRef>("inits").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Closed);
    assert_eq!(
        error.to_string(),
        format!(
            "module `counting 1.0` at `{}`: expected an open module, found that it was closed; open it again",
            path.display()
        )
    );
    // SAFETY: closed already.
    assert_eq!(unsafe { clone.close() }.unwrap_err().kind(), ErrorKind::Closed);
    assert_eq!(inits(&of_second), 2, "no `fini` while the second host has it open");

    // SAFETY: no handle is left.
    unsafe { of_second.close() }.unwrap();
    assert_eq!(b.count(), 101, "`fini`");
    assert_eq!(inits(&second.open(&path).unwrap()), 1, "unloaded, and loaded anew");
}

/// A module in C that counts who has it open: each runtime, not each of its hosts.
#[test]
fn hosts_of_one_program_count_as_one() {
    let source = COUNTING.replace("inits.count++;", "if (!vtable_api_is_again(host)) inits.count++;");
    let path = cc::module("runtimes", &source);
    let (first, second) = (host(leak()), host(leak()));
    let (of_first, of_second) = (first.open(&path).unwrap(), second.open(&path).unwrap());
    assert_eq!((inits(&of_first), inits(&of_second)), (1, 1));
    for module in [of_first, of_second] {
        // SAFETY: no handle is left.
        unsafe { module.close() }.unwrap();
    }
    assert_eq!(inits(&first.open(&path).unwrap()), 1);
}

#[test]
fn a_host_that_lends_more_is_another_host() {
    let path = cc::module("more", COUNTING);
    let host = host(leak());
    assert_eq!(inits(&host.open(&path).unwrap()), 1);
    let host = host.lend("more", CounterRef::new(leak()));
    assert_eq!(inits(&host.open(&path).unwrap()), 2);
}

#[test]
fn threads_that_open_at_once_share_one_module() {
    const THREADS: usize = 8;
    let path = cc::module(
        "threads",
        &COUNTING.replace("inits.count++;", "for (volatile int i = 0; i < 20000000; i++) {} inits.count++;"),
    );
    let shared = leak();
    let host = host(shared);
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                start.wait();
                let module = host.open(&path).unwrap();
                assert_eq!(inits(&module), 1);
                assert_eq!(module.create::<CounterBox>("new").unwrap().add(1), 1);
            });
        }
    });
    assert_eq!(shared.count(), 1);
}

#[test]
fn threads_that_wait_for_an_init_that_refuses_try_themselves() {
    let path = cc::module(
        "refusing",
        "static int32_t init(const vtable_api_host *host, char *why, uintptr_t why_size) {
             static int32_t calls;
             (void)host; (void)why; (void)why_size;
             for (volatile int i = 0; i < 20000000; i++) {}
             return ++calls < 3 ? calls : 0;
         }
         static const vtable_api_export exports[] = { { \"new\", &good.header, NULL, create } };
         VTABLE_API_MODULE(\"c\", \"1.0\", init, NULL, NULL, 0, exports, 1);",
    );
    let start = Barrier::new(3);
    let opened: Vec<bool> = thread::scope(|scope| {
        let open = || {
            start.wait();
            Module::open(&path).is_ok()
        };
        let threads = [0; 3].map(|_| scope.spawn(open));
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(opened.iter().filter(|&&opened| opened).count(), 1, "{opened:?}");
    assert!(Module::open(&path).is_ok());
}

#[test]
fn two_modules_with_the_same_names_do_not_mix() {
    let source = |add: u32| {
        format!(
            "uint32_t added_step(void); uint32_t added_step(void) {{ return {add}; }}
             static uint32_t mine(void *c) {{ return ((counter *)c)->count + added_step(); }}
             static const counter_table table = {{ HEADER(3, 3, \"test/counter\", prints, vtable_api_negotiate_default), mine, add, twice }};
             EXPORTS({{ \"a\", &table.header, NULL, create }})"
        )
    };
    let (one, two) = (cc::module("one", &source(1)), cc::module("two", &source(2)));
    let (one, two) = (Module::open(one).unwrap(), Module::open(two).unwrap());
    let (a, b) = (one.create::<CounterBox>("a").unwrap(), two.create::<CounterBox>("a").unwrap());
    assert_eq!((a.count(), b.count()), (1, 2));
}

#[test]
fn a_file_is_kept_apart_from_the_libraries_that_it_needs() {
    let inner = cc::module("needed", "EXPORTS({ \"inner\", &good.header, NULL, create })");
    let source = "EXPORTS({ \"outer\", &good.header, NULL, create })";
    cc::module("needs", source);
    let c = fs::read_to_string(cc::dir().join("needs.c")).unwrap();
    let outer = cc::link("needs", &c, &["-Wl,--no-as-needed", inner.to_str().unwrap()]);
    let first_name = |path: &Path| Module::open(path).unwrap().exports().next().unwrap().name().to_owned();
    assert_eq!(first_name(&outer), "outer");
    assert_eq!(first_name(&inner), "inner", "loaded already, as a dependency");
}

#[test]
fn an_opened_module_and_its_handles_go_to_other_threads() {
    fn is_shared<T: Send + Sync + 'static>() {}
    is_shared::<Module>();
    is_shared::<Host>();
    is_shared::<vtable_api_core::module::HostExports>();
    is_shared::<vtable_api_core::module::Error>();
    let module = Module::open(cc::module("moved", COUNTING)).unwrap();
    let lent: CounterRef<'static> = module.get("inits").unwrap();
    thread::spawn(move || assert_eq!(lent.count(), 1)).join().unwrap();
}

/// A folder of its own, with what is called so copied to it.
fn folder(name: &str, files: &[(&str, &Path)]) -> std::path::PathBuf {
    let folder = cc::dir().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    for (file, from) in files {
        fs::copy(from, folder.join(file).with_extension(env::consts::DLL_EXTENSION)).unwrap();
    }
    folder
}

#[test]
fn what_fits_of_a_folder_is_opened_and_the_rest_is_told() {
    let (good, bare) = (cc::module("folder-good", COUNTING), cc::link("folder-bare", "int none;", &[]));
    let folder = folder("folder", &[("b", &good), ("a", &good), ("d", &bare), ("c", &cc::dir().join("folder-bare.c"))]);
    let at = |name: &str| folder.join(name).with_extension(env::consts::DLL_EXTENSION);
    std::os::unix::fs::symlink(at("a"), at("again")).unwrap();
    fs::copy(&good, folder.join("other.txt")).unwrap();
    fs::create_dir(at("within")).unwrap();
    fs::copy(&good, at(".hidden")).unwrap();
    fs::write(at("._a"), b"what macOS keeps beside `a`").unwrap();

    let shared = leak();
    let modules = host(shared).open_dir(&folder).unwrap();
    let paths: Vec<_> = modules.iter().map(|module| module.path().unwrap()).collect();
    assert_eq!((paths, shared.count()), (vec![&*at("a"), &*at("b")], 2), "in order, and once");
    let errors: Vec<_> = modules.errors().iter().map(|error| (error.kind(), error.to_string())).collect();
    let [(ErrorKind::NotALibrary, text), (ErrorKind::NoSymbol, library)] = &errors[..] else { panic!("{errors:?}") };
    assert!(text.starts_with(&format!("`{}`: expected a module, found ", at("c").display())), "{text}");
    assert!(library.starts_with(&format!("`{}`: expected a module, found ", at("d").display())), "{library}");
    assert_eq!(modules.get("counting").map(Module::version), Some("1.0"));
    assert!(modules.get("other").is_none());
    assert_eq!((&modules).into_iter().count(), modules.into_iter().count());

    let none = Modules::in_dir(at("a")).unwrap_err();
    let line = format!(
        "`{}`: expected a folder of modules, found something that is not a folder; give the path of a folder, or open the \
         file with `Module::open`",
        at("a").display()
    );
    assert_eq!((none.kind(), none.to_string()), (ErrorKind::NotFound, line));
}

#[test]
fn a_copy_is_a_module_of_its_own() {
    let path = cc::module("copied", COUNTING);
    let (shared, folders) = (leak(), env::temp_dir());
    let host = host(shared);
    let [old, new] = [(); 2].map(|()| host.open_copy(&path).unwrap());
    assert_eq!((inits(&old), inits(&new), inits(&host.open(&path).unwrap()), shared.count()), (1, 1, 1, 3));
    let copies = [&old, &new].map(|module| module.path().unwrap().to_owned());
    assert!(copies[0] != copies[1] && copies.iter().all(|copy| copy.starts_with(&folders) && copy.is_file()));
    let error = old.get::<CounterRef>("none").unwrap_err().to_string();
    let place = format!("module `counting 1.0` at `{}` (a copy at `{}`): ", path.display(), copies[0].display());
    assert!(error.starts_with(&place), "{error}");

    let kept = new.create::<CounterBox>("new").unwrap();
    // SAFETY: no handle is left.
    unsafe { old.close() }.unwrap();
    assert_eq!((copies[0].parent().unwrap().exists(), kept.add(2)), (false, 2));
    drop(kept);
    // SAFETY: no handle is left.
    unsafe { new.close() }.unwrap();

    let missing = Module::open_copy(cc::dir().join("missing.so")).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    let bare = cc::link("copied-bare", "int none;", &[]);
    let error = Module::open_copy(&bare).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoSymbol);
    let copy = error.to_string();
    let copy = copy.split('`').nth(3).expect("where the copy is");
    assert!(copy.ends_with(bare.file_name().unwrap().to_str().unwrap()) && !Path::new(copy).exists(), "{error}");
}
