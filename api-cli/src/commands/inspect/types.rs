//! The growable types of a file, and on which growth of each two files would agree, by the rule that they would use themselves.

use serde::{Serialize, Serializer};
use vtable_api_manifest::canon;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Body, Growths, Type, TypeDef};
use vtable_api_manifest::record::Record;
use vtable_api_manifest::violation::{Place, Violation};

use crate::input::binary::{Binary, plain};

/// A growable type as code in the file knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Growable {
    /// `viewer/Options`
    pub(super) id: String,
    /// All growths, from 1.
    pub(super) growths: Vec<GrowthOf>,
    #[serde(skip)]
    pub(super) is_enum: bool,
}

/// A growth of a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct GrowthOf {
    pub(super) number: u32,
    /// `None`: it was no release yet.
    #[serde(serialize_with = "hex")]
    pub(super) fingerprint: Option<u64>,
    /// The names of its fields or variants.
    pub(super) members: Vec<String>,
}

/// What a type that both files know comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct MetType {
    pub(super) id: String,
    /// The last growth that the file knows.
    pub(super) growths: u32,
    /// The last one that the host knows.
    pub(super) host_growths: u32,
    /// The last one that both would use; 0: none.
    pub(super) agreed: u32,
    /// Why values would be refused.
    pub(super) refused: Option<String>,
}

#[allow(clippy::ref_option, reason = "serde calls it")]
fn hex<S: Serializer>(value: &Option<u64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(&format_args!("{value:016x}")),
        None => serializer.serialize_none(),
    }
}

/// Each growable type that a table of the file reaches, by id; several times if code in it knows several states.
pub(super) fn of(binary: &Binary) -> Vec<Growable> {
    let mut found: Vec<Growable> = Vec::new();
    for record in binary.tables() {
        for growable in record.types.iter().filter_map(|def| growable(record, def)) {
            if !found.contains(&growable) {
                found.push(growable);
            }
        }
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    found
}

fn growable(record: &Record, def: &TypeDef) -> Option<Growable> {
    let growths = def.body.growths()?;
    let (package, name) = match &def.ty {
        Type::Named { package: Some(package), name, .. } => (package, name.clone()),
        other => (&record.package, other.to_string()),
    };
    Some(Growable {
        id: plain(&format!("{package}/{name}")),
        growths: (1..=growths.count()).map(|number| growth(def, growths, number)).collect(),
        is_enum: matches!(def.body, Body::GrowableEnum { .. }),
    })
}

fn growth(def: &TypeDef, growths: &Growths, number: u32) -> GrowthOf {
    let names = canon::fields(&def.body).iter().map(|field| &field.name);
    let names = names.chain(canon::variants(&def.body).iter().map(|variant| &variant.name));
    let of_it = growths.members(number);
    let members = names.skip(of_it.start).take(of_it.len()).map(|name| plain(name)).collect();
    GrowthOf { number, fingerprint: growths.fingerprint(number), members }
}

/// Each type that both know; and what is wrong. `file` and `host` are what messages call the two.
pub(super) fn compare(file: (&str, &[Growable]), host: (&str, &[Growable])) -> (Vec<MetType>, Vec<Violation>) {
    let mut met = Vec::new();
    for ours in file.1 {
        for theirs in host.1.iter().filter(|theirs| theirs.id == ours.id) {
            let pair = pair(ours, theirs);
            if !met.contains(&pair) {
                met.push(pair);
            }
        }
    }
    let violation = |met: &MetType| {
        let why = met.refused.as_ref()?;
        let message = format!("values of type `{}` of `{}` would be refused by `{}`: {why}", met.id, file.0, host.0);
        Some(
            Violation::new(Code::NoAgreement, Place::Package, message)
                .help("build both against the released type: a fork or a draft is compatible only with its own builds"),
        )
    };
    let violations = met.iter().filter_map(violation).collect();
    (met, violations)
}

fn pair(ours: &Growable, theirs: &Growable) -> MetType {
    let both = ours.growths.iter().zip(&theirs.growths);
    let is_same =
        |(ours, theirs): &(&GrowthOf, &GrowthOf)| ours.fingerprint.is_some() && ours.fingerprint == theirs.fingerprint;
    let agreed = both.filter(is_same).map(|(ours, _)| ours.number).max().unwrap_or(0);
    let first = |of: &Growable| of.growths.first().and_then(|growth| growth.fingerprint);
    let refused = match (first(ours), first(theirs)) {
        (Some(ours), Some(theirs)) if agreed == 0 => {
            Some(format!("growth 1 differs: {ours:016x} here, {theirs:016x} in the host"))
        }
        _ => None,
    };
    let last = |of: &Growable| of.growths.last().map_or(0, |growth| growth.number);
    MetType { id: ours.id.clone(), growths: last(ours), host_growths: last(theirs), agreed, refused }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(prints: &[Option<u64>]) -> Growable {
        let growths = (1..).zip(prints);
        let growths = growths.map(|(number, print)| GrowthOf { number, fingerprint: *print, members: vec![] });
        Growable { id: "viewer/Options".into(), growths: growths.collect(), is_enum: false }
    }

    fn agreed(ours: &[Option<u64>], theirs: &[Option<u64>]) -> (u32, Vec<String>) {
        let (met, violations) = compare(("png.so", &[known(ours)]), ("viewer", &[known(theirs)]));
        (met[0].agreed, violations.into_iter().map(|violation| violation.message).collect())
    }

    #[test]
    fn the_last_growth_that_is_the_same_is_agreed() {
        assert_eq!(agreed(&[Some(1), Some(2)], &[Some(1), Some(2), Some(3)]), (2, vec![]));
        assert_eq!(agreed(&[Some(1), Some(9)], &[Some(1), Some(2)]), (1, vec![]));
        // Drafts are the same in one build only, which their records do not show.
        assert_eq!(agreed(&[Some(1), None], &[Some(1), None]), (1, vec![]));
        assert_eq!(agreed(&[None], &[Some(1)]), (0, vec![]));
    }

    #[test]
    fn a_fork_is_refused() {
        let (agreed, wrong) = agreed(&[Some(7), Some(2)], &[Some(1)]);
        assert_eq!(agreed, 0);
        assert_eq!(
            wrong,
            ["values of type `viewer/Options` of `png.so` would be refused by `viewer`: growth 1 differs: \
              0000000000000007 here, 0000000000000001 in the host"]
        );
    }

    #[test]
    fn types_that_only_one_knows_do_not_meet() {
        let other = Growable { id: "viewer/Other".into(), ..known(&[Some(1)]) };
        let (met, wrong) = compare(("png.so", &[known(&[Some(1)])]), ("viewer", &[other]));
        assert!(met.is_empty() && wrong.is_empty());
    }
}
