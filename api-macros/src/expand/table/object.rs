//! Objects at the boundary: `&dyn Codec` and `&mut dyn Codec` as parameters, `Box<dyn Codec>` anywhere; the handles in the place of each.

use super::handle;
use super::input::Input;
use crate::ast::Api;
use crate::expand::parts::vouched;
use crate::mangle::{Names, quote_mixed};
use crate::read::package;
use proc_macro2::{Ident, Span, TokenStream};

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let Api { vis, ident, id, .. } = input.api;
    let Names { erased, table, object, shared, exclusive, owned, .. } = input.names;
    let private = &input.private;
    let vouched = vouched(private);
    let state = Ident::new(state(input), Span::mixed_site());
    let package = &input.package.name;
    let of_dyn = input.api.has_objects_only().then(|| {
        let asked = handle::asked(input);
        quote_mixed! {
            #private::__vt_dyn! {
                #vouched #vis trait #ident #erased #table #object #shared #exclusive #owned #id #package #state {#asked}
            }
        }
    });
    quote_mixed! {
        #private::__vt_passed! { #vouched #shared #exclusive #owned #id #package #state }
        #of_dyn
    }
}

/// What is recorded of the table, for the slots of others that name it: also where the CLI reads, and the source is not compared
/// with its record.
fn state(input: &Input<'_>) -> &'static str {
    if input.api.unrecorded {
        return "Unrecorded";
    }
    let is_frozen = match input.recorded {
        Some(recorded) => package::has_frozen(&recorded.package, &input.api.id),
        None => input.package.has_frozen(&input.api.id),
    };
    if is_frozen { "Frozen" } else { "Draft" }
}
