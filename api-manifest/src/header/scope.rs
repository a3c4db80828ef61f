//! Names in one scope of C or C++: members and parameters among each other, beside the types of which they are made, and
//! beside what the C++ header adds.
//!
//! `gpu_buffer: Buffer` would be `gpu_buffer gpu_buffer`, which takes the type's name away from what follows. So a member
//! or parameter that is called like a type in its own definition ends in `_`. It depends on that definition only, which
//! never changes.

use super::lower::Lowering;
use crate::c_name;
use crate::model::{Field, Type};
use crate::reach;
use std::collections::BTreeSet;

impl Lowering<'_> {
    /// The members for fields, one each. `reserved` names end in `_`, too.
    pub(super) fn members(&self, fields: &[Field], reserved: &[&str]) -> Vec<String> {
        let types = self.type_names(fields.iter().map(|field| &field.ty));
        let member = |field: &Field| {
            let name = c_name::member(&field.name);
            if reserved.contains(&name.as_str()) || is_type(&types, &name) { format!("{name}_") } else { name }
        };
        fields.iter().map(member).collect()
    }

    /// The parameters of a slot or callback; those without a name are numbered.
    pub(super) fn parameters(&self, params: &[(Option<&str>, &Type)], ret: &Type) -> Vec<String> {
        let types = self.type_names(params.iter().map(|(_, ty)| *ty).chain([ret]));
        let parameter = |(index, (name, _)): (usize, &(Option<&str>, &Type))| {
            let name = name.map_or_else(|| format!("arg{index}"), c_name::parameter);
            if is_type(&types, &name) { format!("{name}_") } else { name }
        };
        params.iter().enumerate().map(parameter).collect()
    }

    fn type_names<'t>(&self, types: impl Iterator<Item = &'t Type>) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for ty in types {
            reach::named_in(ty, &mut |named| {
                names.insert(self.prefixes.part(named, None));
            });
        }
        names
    }
}

/// What vtable-api makes of types begins with its own name.
fn is_type(types: &BTreeSet<String>, name: &str) -> bool {
    types.contains(name) || name.starts_with("vtable_api_")
}
