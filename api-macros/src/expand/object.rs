//! `dyn Codec` at the boundary: `&dyn Codec` and `&mut dyn Codec` as parameters, `Box<dyn Codec>` anywhere.

use super::Input;
use crate::template::emit;
use proc_macro2::TokenStream;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    if !input.api.has_objects_only() {
        return TokenStream::new();
    }
    let names = &input.names;
    emit! {
        private = &input.private, vouched = super::vouched(&input.private), vis = &input.api.vis, ident = &input.api.ident, id = &input.api.id, erased = &names.erased,
        table = &names.table, object = &names.object, shared = &names.shared, exclusive = &names.exclusive, owned = &names.owned =>
        #private::__vt_dyn! { #vouched #vis trait #ident #erased #table #object #shared #exclusive #owned #id }
    }
}
