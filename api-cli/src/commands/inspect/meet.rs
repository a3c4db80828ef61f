//! What two binaries would agree on if one were the other's host, by the rule that they would use themselves.

use serde::Serialize;
use vtable_api_manifest::abi::MAX_REVISION;
use vtable_api_manifest::agree::agree;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::violation::{Place, Violation};

use super::uses::{Revision, Role, Use};

/// One of the two.
pub(super) struct Side {
    /// Its file.
    pub(super) name: String,
    pub(super) uses: Vec<Use>,
}

/// What a use of a table comes to.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Met {
    pub(super) id: String,
    /// What the file does with it.
    pub(super) role: Role,
    /// The name of the export.
    pub(super) name: Option<String>,
    /// What the host does with it; `None`: it does not know it.
    pub(super) host_role: Option<Role>,
    /// The revisions that both would use.
    pub(super) agreed: Vec<u32>,
    /// Why it would be refused.
    pub(super) refused: Option<String>,
}

/// Each use of the file, with each of the host's that it could meet; and what is wrong.
pub(super) fn compare(file: &Side, host: &Side) -> (Vec<Met>, Vec<Violation>) {
    let mut met = Vec::new();
    for used in &file.uses {
        let partners: Vec<&Use> =
            host.uses.iter().filter(|other| used.id == other.id && could_meet(used, other)).collect();
        match partners.is_empty() {
            true => met.push(alone(used)),
            false => met.extend(partners.iter().map(|other| pair(used, other))),
        }
    }
    let mut violations: Vec<Violation> =
        met.iter().filter_map(|met| Some(violation(met, met.refused.as_ref()?, file, host))).collect();
    if met.iter().all(|met| met.host_role.is_none()) && violations.is_empty() {
        violations.push(nothing_in_common(file, host));
    }
    (met, violations)
}

/// Two who both provide a table, or both call one, have nothing to say to each other, unless more is possible.
fn could_meet(one: &Use, other: &Use) -> bool {
    one.role == Role::Knows || one.role != role_towards(one, other)
}

/// Code in C says all that it does with a table. A program in Rust that links its crate may do more than its own
/// `module!` says.
fn role_towards(one: &Use, other: &Use) -> Role {
    if one.role == other.role && other.compiler.is_none() { Role::Knows } else { other.role }
}

fn alone(used: &Use) -> Met {
    let refused = (!used.required.is_empty()).then(|| "the host does not provide this table".to_owned());
    Met { id: used.id.clone(), role: used.role, name: used.name.clone(), host_role: None, agreed: vec![], refused }
}

fn pair(used: &Use, other: &Use) -> Met {
    let ((ours, our_prints), (theirs, their_prints)) = (known(&used.revisions), known(&other.revisions));
    let agreed = numbers(agree(ours, &our_prints, theirs, &their_prints));
    let refused = match used.required.iter().chain(&other.required).find(|number| !agreed.contains(number)) {
        _ if !agreed.contains(&1) => {
            Some(format!("revision 1 differs: {} here, {} in the host", first(used), first(other)))
        }
        Some(number) => Some(format!("revision {number} is required, but not common to both")),
        None => None,
    };
    let host_role = Some(role_towards(used, other));
    Met { id: used.id.clone(), role: used.role, name: used.name.clone(), host_role, agreed, refused }
}

fn first(used: &Use) -> String {
    let first = used.revisions.iter().find(|revision| revision.number == 1);
    first.map_or("none".into(), |revision| format!("{:016x}", revision.fingerprint))
}

/// Bits and fingerprints, as a table has them.
fn known(revisions: &[Revision]) -> (u64, Vec<u64>) {
    let (mut bits, mut prints) = (0, Vec::new());
    for revision in revisions.iter().filter(|revision| (1..=MAX_REVISION).contains(&revision.number)) {
        let index = revision.number as usize - 1;
        bits |= 1 << index;
        prints.resize(prints.len().max(index + 1), 0);
        prints[index] = revision.fingerprint;
    }
    (bits, prints)
}

fn numbers(bits: u64) -> Vec<u32> {
    (1..=MAX_REVISION).filter(|number| bits & (1 << (number - 1)) != 0).collect()
}

fn violation(met: &Met, why: &str, file: &Side, host: &Side) -> Violation {
    let what = match (&met.name, met.role) {
        (Some(name), Role::Expects) => format!("requirement `{name}`, table `{}`", met.id),
        (Some(name), _) => format!("export `{name}`, table `{}`", met.id),
        (None, _) => format!("table `{}`", met.id),
    };
    let message = format!("{what} of `{}` would be refused by `{}`: {why}", file.name, host.name);
    Violation::new(Code::NoAgreement, Place::Package, message).help(way_out(met))
}

fn way_out(met: &Met) -> &'static str {
    match met.agreed.contains(&1) {
        _ if met.host_role.is_none() => "use a host that lends it",
        true => "use a newer build of the side that lacks it",
        false => "build both against the released interface: a fork or a draft is compatible only with its own builds",
    }
}

fn nothing_in_common(file: &Side, host: &Side) -> Violation {
    let message = format!("`{}` and `{}` have no table in common", file.name, host.name);
    let help = "name the host that opens it; if the host's linker discarded its records, name its rlib instead";
    Violation::new(Code::NoAgreement, Place::Package, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(role: Role, prints: &[u64], required: &[u32]) -> Use {
        let revisions = (1..).zip(prints);
        let revisions = revisions.map(|(number, fingerprint)| Revision {
            number,
            fingerprint: *fingerprint,
            draft: None,
            slots: vec![],
        });
        Use {
            id: "viewer/codec".into(),
            role,
            name: None,
            form: None,
            revisions: revisions.collect(),
            required: required.into(),
            package: None,
            compiler: None,
        }
    }

    fn compared(file: Vec<Use>, host: Vec<Use>) -> (Vec<Met>, Vec<String>) {
        let side = |name: &str, uses| Side { name: name.into(), uses };
        let (met, violations) = compare(&side("png.so", file), &side("viewer", host));
        (met, violations.into_iter().map(|violation| violation.message).collect())
    }

    #[test]
    fn what_both_have_is_agreed() {
        let (met, wrong) =
            compared(vec![used(Role::Provides, &[1, 2], &[])], vec![used(Role::Knows, &[1, 2, 3], &[2])]);
        assert_eq!((&met[0].agreed[..], &wrong[..]), (&[1, 2][..], &[][..]));
        let (met, wrong) = compared(vec![used(Role::Provides, &[1, 9], &[])], vec![used(Role::Expects, &[1, 2], &[])]);
        assert_eq!((&met[0].agreed[..], &wrong[..]), (&[1][..], &[][..]));
    }

    #[test]
    fn a_fork_and_what_is_required_are_refused() {
        let (_, wrong) = compared(vec![used(Role::Provides, &[7], &[])], vec![used(Role::Knows, &[1], &[])]);
        assert_eq!(
            wrong,
            ["table `viewer/codec` of `png.so` would be refused by `viewer`: revision 1 differs: \
              0000000000000007 here, 0000000000000001 in the host"]
        );
        let (_, wrong) = compared(vec![used(Role::Expects, &[1, 2], &[1, 2])], vec![used(Role::Provides, &[1], &[])]);
        assert!(wrong[0].ends_with("revision 2 is required, but not common to both"), "{wrong:?}");
        let (_, wrong) = compared(vec![used(Role::Expects, &[1], &[1])], vec![]);
        assert!(wrong[0].ends_with("the host does not provide this table"), "{wrong:?}");
    }

    #[test]
    fn two_of_one_side_do_not_meet() {
        let in_c = |print| Use { compiler: Some("tcc 927".into()), ..used(Role::Provides, &[print], &[]) };
        let (met, wrong) = compared(vec![in_c(1)], vec![in_c(7)]);
        assert_eq!(met[0].host_role, None);
        assert_eq!(wrong, ["`png.so` and `viewer` have no table in common"]);
    }

    #[test]
    fn a_program_in_rust_may_open_what_it_provides() {
        let (met, wrong) = compared(vec![used(Role::Provides, &[1], &[])], vec![used(Role::Provides, &[1], &[])]);
        assert_eq!((met[0].host_role, &met[0].agreed[..], &wrong[..]), (Some(Role::Knows), &[1][..], &[][..]));
    }

    #[test]
    fn numbers_that_no_revision_has_are_passed_over() {
        let mut odd = used(Role::Provides, &[1, 2], &[]);
        odd.revisions[0].number = 0;
        odd.revisions[1].number = u32::MAX;
        let (met, _) = compared(vec![odd], vec![used(Role::Knows, &[1], &[])]);
        assert!(met[0].agreed.is_empty());
    }
}
