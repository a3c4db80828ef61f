//! One module, several copies of vtable-api in one process: the program's own, and that of a library which is itself a host.
//! They know nothing of each other; what they open knows them all.
#![cfg(target_os = "linux")]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::support::{Project, shared_target};
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

const API: &str = r#"
/// What the module tells of itself.
#[vtable_api::vtable_api(id = "copies/probe", unrecorded)]
pub trait Probe: Send + Sync {
    fn inits(&self) -> u32;
    fn overlaps(&self) -> u32;
}

/// A library that opens modules with its own copy of vtable-api.
#[vtable_api::vtable_api(id = "copies/opener", unrecorded)]
pub trait Opener: Send + Sync {
    fn open(&self, file: &str) -> bool;
    fn close(&self);
}
"#;

const MODULE: &str = r#"
use copies_api::*;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;

static INITS: AtomicU32 = AtomicU32::new(0);
static RUNNING: AtomicU32 = AtomicU32::new(0);
static OVERLAPS: AtomicU32 = AtomicU32::new(0);

struct Me;
impl Probe for Me {
    fn inits(&self) -> u32 {
        INITS.load(SeqCst)
    }
    fn overlaps(&self) -> u32 {
        OVERLAPS.load(SeqCst)
    }
}
static ME: Me = Me;

fn start(_: &vtable_api::HostExports) -> Result<(), String> {
    OVERLAPS.fetch_add(RUNNING.fetch_add(1, SeqCst), SeqCst);
    std::thread::sleep(Duration::from_millis(5));
    RUNNING.fetch_sub(1, SeqCst);
    INITS.fetch_add(1, SeqCst);
    Ok(())
}

vtable_api::module! {
    lend "probe" => ProbeRef: &ME;
    init = start;
    fini = || println!("stopped");
    export = true;
}
"#;

const OPENER: &str = r#"
use copies_api::*;
use std::sync::Mutex;
use vtable_api::Module;

struct Me(Mutex<Option<Module>>);
impl Opener for Me {
    fn open(&self, file: &str) -> bool {
        let module = Module::open(file).unwrap_or_else(|error| panic!("{error}"));
        let is_fine = module.get::<ProbeRef>("probe").unwrap().inits() > 0;
        *self.0.lock().unwrap() = Some(module);
        is_fine
    }
    fn close(&self) {
        let module = self.0.lock().unwrap().take().unwrap();
        // SAFETY: this library uses nothing of it any more.
        unsafe { module.close() }.unwrap();
    }
}
static ME: Me = Me(Mutex::new(None));
vtable_api::module! { lend "opener" => OpenerRef: &ME; export = true; }
"#;

const PROGRAM: &str = r#"
use copies_api::*;
use std::sync::Barrier;
use vtable_api::{Host, Module};

fn probe(module: &Module) -> ProbeRef<'static> {
    module.get("probe").unwrap()
}

fn close(module: Module) {
    // SAFETY: the program uses nothing of it any more.
    unsafe { module.close() }.unwrap();
}

fn is_loaded(file: &str) -> bool {
    std::fs::read_to_string("/proc/self/maps").unwrap().contains(file)
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, what, opener, file] = &arguments[..] else { panic!() };
    let library = Module::open(opener).unwrap();
    let opener = library.get::<OpenerRef>("opener").unwrap();
    let hosts = [const { None::<Host> }; 6].map(|_| Host::new("one of several"));
    match &**what {
        "at-once" => {
            let start = Barrier::new(hosts.len() + 1);
            let wait = || { start.wait(); };
            std::thread::scope(|scope| {
                for host in &hosts {
                    let wait = &wait;
                    scope.spawn(move || { wait(); host.open(file).unwrap(); });
                }
                wait();
                assert!(opener.open(file));
            });
            let module = Module::open(file).unwrap();
            println!("{} {}", probe(&module).inits(), probe(&module).overlaps());
        }
        "library-first" => {
            let ours = hosts[0].open(file).unwrap();
            opener.open(file);
            opener.close();
            println!("closed by the library");
            assert_eq!(probe(&ours).inits(), 2);
            close(ours);
        }
        "program-first" => {
            let modules = hosts.each_ref().map(|host| host.open(file).unwrap());
            opener.open(file);
            modules.into_iter().for_each(close);
            println!("closed by the program");
            assert!(is_loaded(file));
            opener.close();
        }
        _ => panic!(),
    }
    println!("loaded: {}", is_loaded(file));
}
"#;

static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let members = "[workspace]\nmembers = [\"api\", \"module\", \"opener\", \"program\"]\nresolver = \"3\"\n";
    let project = Project::with_manifest("copies", members);
    for (name, target, source) in [
        ("api", "", API),
        ("module", "[lib]\ncrate-type = [\"cdylib\"]\n", MODULE),
        ("opener", "[lib]\ncrate-type = [\"cdylib\"]\n", OPENER),
        ("program", "", PROGRAM),
    ] {
        let api = if name == "api" { "" } else { "copies-api = { path = \"../api\" }\n" };
        let manifest = format!(
            "[package]\nname = \"copies-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{target}\n\
             [dependencies]\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n{api}"
        );
        project.write(&format!("{name}/Cargo.toml"), &manifest);
        let file = if name == "program" { "main" } else { "lib" };
        project.write(&format!("{name}/src/{file}.rs"), source);
    }
    project.cargo("build --workspace").assert_builds("program and libraries");
    project
});

#[track_caller]
fn runs(what: &str, wanted: &str) {
    LazyLock::force(&PROJECT);
    let built = |name: &str| -> PathBuf { shared_target().join("debug").join(name) };
    let mut command = Command::new("timeout");
    command.arg("60").arg(built("copies-program")).arg(what);
    let ran = command.arg(built("libcopies_opener.so")).arg(built("libcopies_module.so")).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&ran.stdout), wanted, "{ran:?}");
    assert!(ran.status.success(), "{ran:?}");
}

#[test]
fn hosts_of_two_copies_that_open_at_once_wait_for_each_other() {
    for _ in 0..5 {
        runs("at-once", "8 0\nloaded: true\n");
    }
}

#[test]
fn the_last_of_all_copies_ends_a_module() {
    runs("library-first", "closed by the library\nstopped\nloaded: false\n");
    runs("program-first", "closed by the program\nstopped\nloaded: false\n");
}
