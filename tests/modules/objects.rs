//! What a slot returns and a field holds is asked for its optional slots, between old and new programs, without `unsafe`.

use crate::support::Project;

const GAUGE: &str =
    "#[vtable_api::vtable_api(id = \"tests/gauge\")]\npub trait Gauge: Send {\n    fn read(&self) -> u64;\n";
const LATER: &str = "    #[revision(2)]\n    fn twice(&self) -> u64 {\n        100 + self.read()\n    }\n    \
    #[revision(3)]\n    fn agreed(&mut self) -> u64 {\n        200\n    }\n";
const MAKER: &str = "#[derive(vtable_api::AbiType, Debug)]\npub struct Made {\n    pub name: String,\n    pub gauge: Box<dyn Gauge>,\n}\n\
    #[vtable_api::vtable_api(id = \"tests/maker\")]\npub trait Maker {\n    fn make(&self) -> Box<dyn Gauge>;\n    fn all(&self) -> Vec<Made>;\n    \
    fn ask(&self, lent: &dyn Gauge) -> String;\n    fn keep(&self, given: Box<dyn Gauge>) -> String;\n}\n";

/// The interface as it was, and as it is.
fn interfaces() -> [Project; 2] {
    let r1 = Project::library("asked-r1", &format!("{GAUGE}}}\n{MAKER}"));
    r1.cli("init").assert_builds("init");
    r1.cli("freeze").assert_builds("revision 1");
    let r2 = Project::library("asked-r2", &format!("{GAUGE}{LATER}}}\n{MAKER}"));
    r2.write("abi.toml", &r1.read("abi.toml"));
    r2.cli("freeze").assert_builds("revisions 2 and 3");
    [r1, r2]
}

#[test]
fn a_returned_object_is_asked_for_what_it_has() {
    let folders = interfaces().map(|project| project.path().to_string_lossy().into_owned());
    let program = Project::library("asked-program", "");
    let [new, old] = [("r2", "agreed_"), ("r1", "agreed")].map(|(name, agreed)| {
        MODULE
            .replace("{name}", name)
            .replace("{agreed}", agreed)
            .replace("{LATER}", if name == "r2" { PROVIDED } else { "" })
    });
    program.write("src/main.rs", &format!("{PROGRAM}{new}{old}"));
    program.remove("src/lib.rs");
    let manifest = program.read("Cargo.toml");
    let [r1, r2] = folders;
    let dependencies = format!("[dependencies]\nasked-r1 = {{ path = '{r1}' }}\nasked-r2 = {{ path = '{r2}' }}\n");
    program.write("Cargo.toml", &manifest.replace("[dependencies]\n", &dependencies));
    let run = program.cargo("run -q");
    run.assert_builds("the program");
    assert_eq!(run.stdout, SAID, "{}", run.stderr);
    assert_eq!(run.stderr, "", "no warnings");
}

/// What each side says: of what it gets, of its own, and of what it only passes on.
const SAID: &str = "\
new of old: 1 false 107; field 1 false; lent 1, kept 1
new of new: 7 true 14; field 7 true; lent 7, kept 7
old of new: 1; own 1; passed on 7, kept 7
Made { name: \"made\", gauge: tests/gauge (revisions 0b111) at it }
";

const PROVIDED: &str = "fn twice(&self) -> u64 { 2 * self.0 }\n        fn agreed(&mut self) -> u64 { 7 }";

const MODULE: &str = r#"
mod {name} {
    pub use asked_{name}::*;
    pub struct Real(pub u64);
    impl Gauge for Real {
        fn read(&self) -> u64 { self.0 }
        {LATER}
    }
    struct Makes;
    impl Maker for Makes {
        fn make(&self) -> Box<dyn Gauge> { Box::new(Real(7)) }
        fn all(&self) -> Vec<Made> { vec![Made { name: "made".into(), gauge: self.make() }] }
        fn ask(&self, lent: &dyn Gauge) -> String { lent.{agreed}().to_string() }
        fn keep(&self, given: Box<dyn Gauge>) -> String { given.{agreed}().to_string() }
    }
    vtable_api::module! { create "maker" => MakerBox: || Makes; }
}
"#;

const PROGRAM: &str = r#"
#![forbid(unsafe_code)]

/// A handle on it is one on the object itself.
fn handle_of(made: Box<dyn asked_r2::Gauge>) -> asked_r2::GaugeBox {
    let (agreed, has) = (made.agreed_(), made.has_twice());
    let mut handle = asked_r2::GaugeBox::new(made);
    let lent = asked_r2::GaugeMut::new(&mut handle);
    assert_eq!((lent.agreed_(), lent.has_twice()), (agreed, has));
    handle
}

fn new_of(module: &'static vtable_api::module::Descriptor) -> String {
    use asked_r2::{Gauge, Maker, MakerBox};
    let maker: MakerBox = vtable_api::Module::from_static(module).unwrap().create("maker").unwrap();
    let made = maker.make();
    let all = maker.all();
    let [one] = &all[..] else { panic!() };
    format!(
        "{} {} {}; field {} {}; lent {}, kept {}",
        made.agreed_(), made.has_twice(), made.twice(), one.gauge.agreed_(), one.gauge.has_agreed(),
        maker.ask(&*made), maker.keep(Box::new(handle_of(made))),
    )
}

fn main() {
    println!("new of old: {}", new_of(&r1::VTABLE_MODULE));
    println!("new of new: {}", new_of(&r2::VTABLE_MODULE));
    {
        use asked_r1::{Gauge, Maker, MakerBox};
        let maker: MakerBox = vtable_api::Module::from_static(&r2::VTABLE_MODULE).unwrap().create("maker").unwrap();
        let (made, own) = (maker.make(), r1::Real(1));
        let (of_made, of_own) = (made.agreed(), (&own as &dyn Gauge).agreed());
        println!("old of new: {of_made}; own {of_own}; passed on {}, kept {}", maker.ask(&made), maker.keep(made));
    }
    use r2::Maker;
    let maker: r2::MakerBox = vtable_api::Module::from_static(&r2::VTABLE_MODULE).unwrap().create("maker").unwrap();
    let shown = format!("{:?}", maker.all()[0]);
    let (before, _) = shown.split_once("0x").unwrap();
    println!("{before}it }}");
}
"#;
