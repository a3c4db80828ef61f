//! A shared handle stays shared: a later revision may bring the first `&mut self` slot, and an older program, whose shared
//! handles implement the trait, does not hand out its objects to be used exclusively.

use crate::support::Project;

const COUNTER: &str = "#[vtable_api::vtable_api(id = \"tests/counter\")]\npub trait Counter: Send + Sync {\n    fn count(&self) -> u64;\n";
const USER: &str = "#[vtable_api::vtable_api(id = \"tests/user\")]\npub trait User {\n    fn borrow(&self, counter: &mut dyn Counter) -> u64;\n    fn take(&self, counter: Box<dyn Counter>) -> u64;\n    fn look(&self, counter: &dyn Counter) -> u64;\n}\n";

/// The interface as it was, and as it is: with a slot that takes `&mut self`.
fn interfaces() -> [Project; 2] {
    let later = "    #[revision(2)]\n    fn bump(&mut self) -> u64 {\n        1_000 + self.count()\n    }\n";
    let r1 = Project::library("shared-r1", &format!("{COUNTER}}}\n{USER}"));
    r1.cli("init").assert_builds("init");
    r1.cli("freeze").assert_builds("revision 1");
    let r2 = Project::library("shared-r2", &format!("{COUNTER}{later}}}\n{USER}"));
    r2.write("abi.toml", &r1.read("abi.toml"));
    r2.cli("freeze").assert_builds("revision 2 may have the first `&mut self` slot");
    [r1, r2]
}

#[test]
fn what_is_shared_is_not_handed_on_as_exclusive() {
    let folders = interfaces().map(|project| project.path().to_string_lossy().into_owned());
    let program = Project::library("shared-program", PROGRAM);
    program.write("src/main.rs", PROGRAM);
    program.remove("src/lib.rs");
    let manifest = program.read("Cargo.toml");
    let dependencies = format!(
        "[dependencies]\nshared-r1 = {{ path = '{}' }}\nshared-r2 = {{ path = '{}' }}\n",
        folders[0], folders[1]
    );
    program.write("Cargo.toml", &manifest.replace("[dependencies]\n", &dependencies));
    let run = program.cargo("run -q");
    run.assert_builds("the program");
    assert_eq!(run.stdout, "shared: 1007 1007 7\nexclusive: 8 9 9\n", "{}", run.stderr);
}

/// The older side holds handles, the newer one provides objects and uses what it gets as far as it may.
const PROGRAM: &str = r#"
#![forbid(unsafe_code)]

mod module {
    use shared_r2::{Counter, CounterBox, CounterRef, User, UserBox};
    use std::sync::atomic::{AtomicU64, Ordering};

    pub struct Real(AtomicU64);
    impl Counter for Real {
        fn count(&self) -> u64 { self.0.load(Ordering::Relaxed) }
        fn bump(&mut self) -> u64 { *self.0.get_mut() += 1; *self.0.get_mut() }
    }
    struct Uses;
    impl User for Uses {
        fn borrow(&self, counter: &mut dyn Counter) -> u64 { counter.bump() }
        fn take(&self, mut counter: Box<dyn Counter>) -> u64 { counter.bump() }
        fn look(&self, counter: &dyn Counter) -> u64 { counter.count() }
    }
    static REAL: Real = Real(AtomicU64::new(7));
    vtable_api::module! {
        lend "counter" => CounterRef: &REAL;
        create "own" => CounterBox: || Real(AtomicU64::new(7));
        create "user" => UserBox: || Uses;
    }
}

fn main() {
    use shared_r1::{CounterBox, CounterRef, User, UserBox};
    let module = vtable_api::Module::from_static(&module::VTABLE_MODULE).unwrap();
    let user: UserBox = module.create("user").unwrap();

    let shared: CounterRef<'static> = module.get("counter").unwrap();
    let (mut copy, boxed) = (shared, Box::new(shared));
    println!("shared: {} {} {}", user.borrow(&mut copy), user.take(boxed), user.look(&shared));

    let mut own: CounterBox = module.create("own").unwrap();
    println!("exclusive: {} {} {}", user.borrow(&mut own), user.look(&own) + 1, user.take(Box::new(own)));
}
"#;
