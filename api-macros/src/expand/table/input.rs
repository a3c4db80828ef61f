//! What every emitter of a table needs.

use crate::ast::Api;
use crate::check::table::Recorded;
use crate::mangle::Names;
use crate::prefix::Prefix;
use crate::read::package::Package;

/// What every emitter needs.
pub(crate) struct Input<'a> {
    pub(crate) api: &'a Api,
    pub(crate) names: &'a Names,
    /// The path of `vtable_api`.
    pub(crate) krate: &'a Prefix,
    /// The path of its hidden module.
    pub(crate) private: Prefix,
    pub(crate) package: &'a Package,
    /// The record of this table; `None` when it was not read or cannot be used.
    pub(crate) recorded: Option<&'a Recorded>,
}

impl Input<'_> {
    /// The same where `short` is the hidden module, which has the public names, too: a table is mostly paths,
    /// and every token costs the user's build.
    pub(crate) fn inside<'s>(&'s self, short: &'s Prefix) -> Input<'s> {
        Input {
            api: self.api,
            names: self.names,
            krate: short,
            private: short.clone(),
            package: self.package,
            recorded: self.recorded,
        }
    }
}
