//! Every name that generated code declares, for a trait `Codec`:
//!
//! ```text
//! CodecTable  CodecObject  CodecRef  CodecMut  CodecBox     public
//! __CodecErased                                             public, hidden: the supertrait behind `dyn Codec`
//! __vt_default_NAME  __vt_held                              hidden methods of the trait
//! has_NAME  agreed                                          methods of CodecObject
//! __Vt…                                                     inside one anonymous constant
//! ```

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::ext::IdentExt;

/// The names of one trait.
pub(crate) struct Names {
    pub(crate) table: Ident,
    pub(crate) object: Ident,
    pub(crate) shared: Ident,
    pub(crate) exclusive: Ident,
    pub(crate) owned: Ident,
    pub(crate) erased: Ident,
}

impl Names {
    pub(crate) fn of(api: &Ident) -> Self {
        let base = api.unraw();
        let span = site(api.span());
        Names {
            table: format_ident!("{base}Table", span = span),
            object: format_ident!("{base}Object", span = span),
            shared: format_ident!("{base}Ref", span = span),
            exclusive: format_ident!("{base}Mut", span = span),
            owned: format_ident!("{base}Box", span = span),
            erased: format_ident!("__{base}Erased", span = span),
        }
    }
}

/// Where the user looks, with names that nothing of the user's can capture.
pub(crate) fn site(user: Span) -> Span {
    Span::mixed_site().located_at(user)
}

/// The default body of a slot under another name.
pub(crate) fn default_of(slot: &Ident) -> Ident {
    format_ident!("__vt_default_{}", slot.unraw(), span = site(slot.span()))
}

/// Whether a slot's revision is agreed.
pub(crate) fn has(slot: &Ident) -> Ident {
    format_ident!("has_{}", slot.unraw(), span = site(slot.span()))
}

/// A local of generated code that belongs to parameter `index`.
pub(crate) fn local(kind: &str, index: usize) -> Ident {
    format_ident!("__vt_{kind}{index}", span = Span::mixed_site())
}

/// `quote!` whose own names nothing of the user's can see or capture, and whose `unsafe` is not the user's.
macro_rules! mixed {
    ($($tokens:tt)*) => { ::quote::quote_spanned!(::proc_macro2::Span::mixed_site()=> $($tokens)*) };
}
pub(crate) use mixed;
