//! From tokens to `ast`: what the user wrote, and what the build says of the package. What cannot be read, or has a form that
//! never crosses, is reported here. Nothing in this folder uses `check` or `expand`.

pub(crate) mod attr;
pub(crate) mod bounds;
pub(crate) mod def;
pub(crate) mod elided;
pub(crate) mod foreign;
pub(crate) mod forms;
pub(crate) mod growth;
pub(crate) mod implied;
pub(crate) mod krate;
pub(crate) mod lent;
pub(crate) mod lifetimes;
pub(crate) mod package;
pub(crate) mod places;
pub(crate) mod reserved;
pub(crate) mod search;
mod slot;
pub(crate) mod spelling;
pub(crate) mod table;
pub(crate) mod types;
