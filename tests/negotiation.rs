//! What generated handles make of other binaries' tables: the revisions that are agreed, and one line for each
//! table that will not do.
//!
//! What the loader says of files that are no module, and of descriptors, is tested with it.
#![cfg(unix)]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

mod c;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use vtable_api::__private::handle::Handle;
use vtable_api::module::{Error, ErrorKind};
use vtable_api::{Module, Reason, vtable_api};
use vtable_api_manifest::agree::agree;

#[vtable_api(id = "test/gauge", unrecorded)]
pub trait Gauge {
    fn read(&self) -> u32;
    fn add(&self, steps: u32) -> u32;
    #[revision(2)]
    fn twice(&self) -> u32 {
        2 * self.read()
    }
    #[revision(3)]
    fn thrice(&self) -> u32 {
        self.read() + self.twice()
    }
}

static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("negotiation/module.c");
    let prints = <GaugeBox as Handle>::SPEC.fingerprints.iter().enumerate();
    let prints: Vec<_> = prints.map(|(at, print)| format!("-DPRINT_{}=UINT64_C({print:#x})", at + 1)).collect();
    let prints: Vec<_> = prints.iter().map(String::as_str).collect();
    c::library(&c::folder("module"), "gauges", &source, &c::common_header(), &prints)
});

fn module() -> Module {
    Module::open(&*LIBRARY).expect("it opens")
}

/// `read`, `twice` and `thrice` of a gauge at 5, and the agreed revisions.
#[track_caller]
fn works(export: &str, agreed: u64, values: [u32; 3]) {
    let gauge = module().create::<GaugeBox>(export).unwrap_or_else(|error| panic!("{error}"));
    gauge.add(5);
    assert_eq!((gauge.agreed(), [gauge.read(), gauge.twice(), gauge.thrice()]), (agreed, values), "{export}");
    assert_eq!((gauge.has_twice(), gauge.has_thrice()), (agreed & 2 != 0, agreed & 4 != 0), "{export}");
}

/// The error, whose one line begins like this after the export's name.
#[track_caller]
fn line(export: &str, error: &Error, kind: ErrorKind, wanted: &str) {
    let place = format!("module `gauges 1.0` at `{}`, export `{export}`: ", LIBRARY.display());
    assert_eq!((error.to_string(), error.kind()), (format!("{place}{wanted}"), kind));
}

#[track_caller]
fn refused(export: &str, reason: Reason, wanted: &str) {
    let error = module().create::<GaugeBox>(export).unwrap_err();
    line(export, &error, ErrorKind::Table, &format!("expected table `test/gauge`, found {wanted}"));
    assert_eq!(error.refusal().map(|refusal| (refusal.table, refusal.reason)), Some(("test/gauge", reason)));
}

fn size(slots: usize) -> u32 {
    (16 + (6 + slots) * size_of::<usize>()) as u32
}

#[test]
fn revisions_that_both_have_are_called_and_the_rest_falls_back() {
    works("good", 7, [5, 1010, 1015]);
    works("newer", 7, [5, 1010, 1015]);
    works("older", 1, [5, 10, 15]);
    works("holed", 5, [5, 10, 1015]);
    works("reserved", 7, [5, 1010, 1015]);
}

#[test]
fn forks_meet_at_the_last_common_revision() {
    works("forked_2", 1, [5, 10, 15]);
    works("forked_3", 3, [5, 1010, 1015]);
}

#[test]
fn a_table_in_place_of_another_is_honoured_and_not_asked_again() {
    works("asks_a_tracer", 7, [5005, 1010, 1015]);
    works("asks_an_old_one", 1, [5005, 10010, 15015]);
}

#[test]
fn tables_that_share_nothing() {
    let wanted = "one with no revision in common: revision 1 differs; rebuild against the released interface \
                  (a draft is compatible only with its own build)";
    for export in ["stranger", "asks_a_stranger"] {
        refused(export, Reason::NoCommonRevision, wanted);
    }
}

/// Each table has revision 1: one that does not say so is wrong by itself.
#[test]
fn tables_without_a_first_revision() {
    let wanted = "one without revision 1: bit 0 of its `revisions` is not set; the provider must set a bit for each revision that \
                  it has (in C by the HEADER macro of its header)";
    for export in ["not_first", "nothing"] {
        refused(export, Reason::NoFirstRevision, wanted);
    }
}

#[test]
fn sizes_and_slots_that_are_not_what_the_bits_say() {
    let short = |has, wanted| {
        let (size, wanted) = (size(has), size(wanted));
        let help = "the provider must set `size` to the end of its last slot";
        (Reason::Size { size, wanted }, format!("a size of {size}, but its revisions need {wanted}; {help}"))
    };
    for (export, has) in [("cut_2", 3), ("cut_1", 1), ("asks_a_short_one", 2)] {
        let (reason, wanted) = short(has, 4);
        refused(export, reason, &wanted);
    }
    for (export, index) in [("empty_last", 3), ("empty_first", 0), ("asks_an_empty_one", 1)] {
        let help = "the provider must fill in every slot or clear the revision's bit";
        let wanted = format!("slot {index} null in a revision that it claims to have; {help}");
        refused(export, Reason::NullSlot { index }, &wanted);
    }
}

#[test]
fn answers_that_are_no_table() {
    refused(
        "asks_another_contract",
        Reason::Contract(2),
        "one with contract 2, but this program uses 1; use a module built for contract 1",
    );
    refused(
        "asks_a_head",
        Reason::ShortHeader(16),
        &format!(
            "a size of 16, but a header alone has {}; the provider must set `size` to the end of its last slot",
            size(0)
        ),
    );
    refused(
        "asks_a_mute",
        Reason::NoNegotiate,
        "one without `negotiate`; the provider must fill it in (in C by the HEADER macro of its header)",
    );
    refused(
        "asks_askew",
        Reason::Misaligned,
        "a misaligned pointer; the provider returned something other than a table",
    );
    refused("asks_silence", Reason::Refused, "a provider that refused without a reason; ask its author");
    refused("refuses", Reason::Refused, "a provider that refused; it says: the licence ended");
    refused("asks_another_id", Reason::WrongId, "a table with another id instead of its own; ask its author");
}

#[test]
fn revisions_that_are_required() {
    let module = module();
    assert_eq!(module.create_required::<GaugeBox>("holed", [1, 3]).map(|gauge| gauge.agreed()).unwrap(), 5);
    let missing = |export, revisions: &[u32], revision: u32| {
        let error = module.create_required::<GaugeBox>(export, revisions.iter().copied()).unwrap_err();
        let found = format!("one without revision {revision}, which is required; use a newer provider");
        line(export, &error, ErrorKind::Table, &format!("expected table `test/gauge`, found {found}"));
        assert_eq!(error.refusal().unwrap().reason, Reason::Required { revision });
    };
    missing("older", &[3, 2], 2);
    missing("holed", &[2], 2);
    missing("forked_3", &[3], 3);
    missing("asks_an_old_one", &[3], 3);
}

/// One interface as several builds have it. Nothing is released, so every revision is a draft.
macro_rules! build {
    ($name:ident: $($slots:tt)*) => {
        mod $name {
            use vtable_api::vtable_api;

            #[allow(unused_variables, reason = "the slots do nothing")]
            #[vtable_api(id = "test/dial", unrecorded)]
            pub trait Dial: Send + Sync {
                $($slots)*
            }
            pub struct Own;
            impl Dial for Own {
                fn read(&self) -> u32 {
                    7
                }
            }
            vtable_api::module! { create "dial" => DialBox: || Own; lend "lent" => DialRef: &Own; name = "dials"; }
        }
    };
}
build! { here: fn read(&self) -> u32; #[revision(2)] fn spin(&self, by: u32) {} #[revision(3)] fn stop(&self) {} }
build! { renamed_parameter: fn read(&self) -> u32; #[revision(2)] fn spin(&self, steps: u32) {} #[revision(3)] fn stop(&self) {} }
build! { shorter: fn read(&self) -> u32; #[revision(2)] fn spin(&self, by: u32) {} }
build! { retyped: fn read(&self) -> u32; #[revision(2)] fn spin(&self, by: u64) {} #[revision(3)] fn stop(&self) {} }
build! { renamed: fn read(&self) -> u32; #[revision(2)] fn turn(&self, by: u32) {} #[revision(3)] fn stop(&self) {} }
build! { forked: fn read(&self) -> u32; #[revision(2)] fn spin(&self, by: u32) {} #[revision(3)] fn halt(&self) {} }

#[test]
fn drafts_that_differ_in_anything_do_not_meet() {
    let agreed = |module| {
        let module = Module::from_static(module)?;
        let [lent, made] =
            [module.get::<here::DialRef>("lent")?.agreed(), module.create::<here::DialBox>("dial")?.agreed()];
        assert_eq!(lent, made);
        Ok::<u64, Error>(made)
    };
    assert_eq!(agreed(&here::VTABLE_MODULE).unwrap(), 7);
    let others = [
        &renamed_parameter::VTABLE_MODULE,
        &shorter::VTABLE_MODULE,
        &retyped::VTABLE_MODULE,
        &renamed::VTABLE_MODULE,
        &forked::VTABLE_MODULE,
    ];
    for other in others {
        assert_eq!(
            agreed(other).unwrap_err().to_string(),
            "module `dials 0.1.0` in this program, export `lent`: expected table `test/dial`, found one with \
             no revision in common: revision 1 differs; rebuild against the released interface (a draft is compatible only with its own build)"
        );
    }
}

/// Tools compute on lists what programs compute in memory: every pair of tables with up to four revisions, holes and
/// forks included, and the reserved bit.
#[test]
fn tools_agree_as_programs_do() {
    let tables =
        || (0..256_u64).map(|bits| (bits & 15 | (bits & 1) << 63, [0, 1, 2, 3].map(|n| n << 1 | bits >> (4 + n) & 1)));
    for (ours, our_prints) in tables() {
        for (theirs, their_prints) in tables() {
            // SAFETY: four fingerprints for four bits; bit 63 is masked.
            let agreed =
                unsafe { vtable_api_core::negotiate::agree(ours, our_prints.as_ptr(), theirs, their_prints.as_ptr()) };
            assert_eq!(agree(ours, &our_prints, theirs, &their_prints), agreed, "{ours:#b} {theirs:#b}");
        }
    }
    assert_eq!((agree(1, &[], 1, &[7]), agree(0, &[7], 1, &[7])), (0, 0));
}
