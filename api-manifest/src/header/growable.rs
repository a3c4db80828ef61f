//! What C has of growable types. A value is a pointer to its maker's block: a struct that begins with a head; of an enum, one for each
//! variant, and one that is common to all. `write_growable` writes what other types do not have.

use std::borrow::Cow;

use super::ctype::{Body, CType, Common, Constant, Item, Member};
use super::error::HeaderError;
use super::lower::Lowering;
use super::mangle::{snake, upper};
use crate::model::{self, Field, Growth, Growths, Type, TypeDef, Variant};

/// What the block of a struct and the one that is common to all variants begin with.
pub(super) const HEAD: &str = "head";
/// What the block of a variant begins with: that which is common to all.
pub(super) const ANY: &str = "any";

/// What a definition has to do with growths.
#[derive(Clone, Debug)]
pub(super) enum Growing {
    /// It is the growable type.
    Whole {
        /// `viewer/Options`
        id: String,
        /// One for each growth.
        fingerprints: Vec<u64>,
        is_enum: bool,
    },
    /// It is what a variant of the type of this name holds.
    Variant { of: String, growth: u32 },
}

/// The types as they are recorded: drafts come to no other binary, so no header has them.
pub(super) fn recorded(types: &[TypeDef]) -> Cow<'_, [TypeDef]> {
    let is_draft =
        |def: &TypeDef| def.body.growths().is_some_and(|growths| growths.recorded.len() != growths.up_to.len());
    if !types.iter().any(is_draft) {
        return Cow::Borrowed(types);
    }
    let mut types = types.to_vec();
    types.iter_mut().for_each(|def| without_drafts(&mut def.body));
    Cow::Owned(types)
}

fn without_drafts(body: &mut model::Body) {
    let Some(growths) = body.growths_mut() else { return };
    let count = growths.recorded.len().min(growths.up_to.len());
    growths.recorded.truncate(count);
    growths.up_to.truncate(count);
    let members = growths.up_to.last().copied().unwrap_or(0);
    match body {
        model::Body::GrowableStruct { fields, .. } => fields.truncate(members),
        model::Body::GrowableEnum { variants, .. } => variants.truncate(members),
        _ => {}
    }
}

/// The types as they would be if they were frozen now.
pub(super) fn as_if_recorded(types: &[TypeDef]) -> Vec<TypeDef> {
    let mut types = types.to_vec();
    for growths in types.iter_mut().filter_map(|def| def.body.growths_mut()) {
        growths.recorded = vec![Growth { fingerprint: 0, line: None }; growths.up_to.len()];
    }
    types
}

/// `VIEWER_OPTIONS_TARGET_GROWTH`
pub(super) fn target(name: &str) -> String {
    format!("{}_TARGET_GROWTH", upper(name))
}

/// `VIEWER_OPTIONS_FINGERPRINT_1`
pub(super) fn fingerprint(name: &str, growth: usize) -> String {
    format!("{}_FINGERPRINT_{growth}", upper(name))
}

/// `viewer_event_key_fields`
pub(super) fn variant_struct(name: &str, variant: &Variant) -> String {
    format!("{name}_{}_fields", snake(&variant.name))
}

impl Growing {
    /// Of a definition.
    pub(super) fn of(def: &TypeDef) -> Result<Option<Self>, HeaderError> {
        let Some(growths) = def.body.growths() else { return Ok(None) };
        if growths.recorded.is_empty() {
            return Err(HeaderError::Growths { ty: def.ty.to_string() });
        }
        let fingerprints = growths.recorded.iter().map(|growth| growth.fingerprint).collect();
        let is_enum = matches!(def.body, model::Body::GrowableEnum { .. });
        Ok(Some(Self::Whole { id: growths.id.clone(), fingerprints, is_enum }))
    }

    /// What the header has of the type `name` beside its definition and its functions.
    pub(super) fn names(&self, name: &str) -> Vec<String> {
        let Self::Whole { fingerprints, is_enum, .. } = self else { return Vec::new() };
        let mut names = vec![target(name), format!("{name}_id_"), format!("{name}_fingerprints_")];
        for n in 1..=fingerprints.len() {
            names.extend([fingerprint(name, n), format!("{name}_growths_{n}_")]);
            names.extend((!is_enum).then(|| format!("{name}_growth_{n}")));
        }
        names
    }
}

impl Lowering<'_> {
    /// Whether its values cross as pointers to what their makers have.
    pub(super) fn is_growable(&self, ty: &Type) -> bool {
        matches!(ty, Type::Named { .. }) && self.def(ty).is_ok_and(|def| def.body.growths().is_some())
    }

    /// A growable value that is lent; `what` is how.
    pub(super) fn lent_growable(&mut self, what: &Type, is_lent: bool, of: &Type) -> Result<CType, HeaderError> {
        if !is_lent {
            return Err(HeaderError::not_in_c(what, "a growable value is given away, or lent by `&`"));
        }
        Ok(CType::pointer(true, self.derived(of)?))
    }

    /// What the block of a struct has.
    pub(super) fn growing_struct(
        &mut self,
        fields: &[Field],
        growths: &Growths,
        name: &str,
    ) -> Result<Body, HeaderError> {
        let names = self.members(fields, &[HEAD]);
        let mut members = vec![head()];
        for mut member in self.named_fields(fields, names.clone(), name)? {
            // Those without a size are not among them.
            let at = names.iter().position(|name| *name == member.name);
            member.growth = at.map_or(1, |at| growths.of(at));
            members.push(member);
        }
        Ok(Body::Struct(members))
    }

    /// What the blocks of all variants have; and the definition of each variant's.
    pub(super) fn growing_enum(
        &mut self,
        variants: &[Variant],
        growths: &Growths,
        name: &str,
    ) -> Result<Body, HeaderError> {
        for (at, variant) in variants.iter().enumerate() {
            let struct_name = variant_struct(name, variant);
            let place = || format!("variant `{}` of `{name}`", variant.name);
            let fields = self.fields(&variant.fields, &struct_name, &[ANY]).map_err(|e| e.at(place))?;
            if fields.is_empty() {
                continue;
            }
            let any = Member::new(ANY, CType::Item(name.into()));
            let rust = format!("variant {} of {}", variant.name, self.derived.get(name).map_or(name, |rust| rust));
            let growing = Growing::Variant { of: name.into(), growth: growths.of(at) };
            let body = Body::Struct([vec![any], fields].concat());
            let item = Item { growing: Some(growing), ..Item::new(rust, body) };
            self.items.define(&mut self.names, struct_name, item)?;
        }
        Ok(Body::Struct(vec![head()]))
    }
}

fn head() -> Member {
    Member::new(HEAD, CType::Common(Common::Growing))
}

/// The tags of an enum's variants.
pub(super) fn constants(variants: &[Variant], growths: &Growths, name: &str) -> Vec<Constant> {
    let one = |(at, variant): (usize, &Variant)| Constant {
        rust: variant.name.clone(),
        name: format!("{}_{}", upper(name), upper(&snake(&variant.name))),
        ty: "uint32_t".into(),
        value: variant.value,
        is_unsigned: true,
        docs: variant.docs.clone(),
        growth: growths.of(at),
    };
    variants.iter().enumerate().map(one).collect()
}
