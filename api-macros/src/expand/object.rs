//! `dyn Codec` at the boundary: `&dyn Codec` and `&mut dyn Codec` as parameters, `Box<dyn Codec>` anywhere.

use super::Input;
use crate::mangle::mixed;
use proc_macro2::TokenStream;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    if !input.api.has_objects_only() {
        return TokenStream::new();
    }
    let (private, vis, ident, id) = (&input.private, &input.api.vis, &input.api.ident, &input.api.id);
    let (erased, table, object) = (&input.names.erased, &input.names.table, &input.names.object);
    let (exclusive, owned) = (&input.names.exclusive, &input.names.owned);
    mixed! {
        #private::__vt_dyn! { #vis trait #ident #erased #table #object #exclusive #owned #id }
    }
}
