//! What the macros make of tokens, without a compiler: how a table and a definition go in, and what comes out. Whole expansions
//! are in `tests/expansion`, and all errors in `tests/compile_fail`.

use crate::{definition, table};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// `#[vtable_api(unrecorded, …)]` on this item. These tests depend on no `vtable-api`, so they say where it is.
fn table_of(item: TokenStream) -> TokenStream {
    table(quote!(id = "tests/meter", unrecorded, unsafe(crate = vtable_api)), item)
}

/// The codes of `compile_error!`, in order.
fn errors(tokens: &TokenStream) -> Vec<String> {
    let (mut errors, mut is_error) = (Vec::new(), false);
    for token in tokens.clone() {
        match &token {
            TokenTree::Group(group) if is_error => {
                let text: syn::LitStr = syn::parse2(group.stream()).expect("a text");
                let text = text.value();
                let code = text.split_once(']').map_or(&*text, |(code, _)| code);
                errors.push(code.trim_start_matches('[').to_owned());
                is_error = false;
            }
            TokenTree::Group(group) => errors.append(&mut self::errors(&group.stream())),
            TokenTree::Ident(word) => is_error = word == "compile_error",
            _ => {}
        }
    }
    errors
}

/// That these tokens stand somewhere in the expansion, whatever the blanks between them.
#[track_caller]
fn assert_has(expansion: &TokenStream, wanted: TokenStream) {
    let squeezed = |tokens: &TokenStream| tokens.to_string().replace([' ', '\n'], "");
    assert!(squeezed(expansion).contains(&squeezed(&wanted)), "no `{wanted}` in: {expansion}");
}

#[test]
fn a_trait_stays_as_it_is_and_gets_a_table() {
    let expansion = table_of(quote! {
        /// Counts.
        pub trait Meter {
            fn read(&self, channel: u32) -> u32;
            fn reset(self: &mut Self);
        }
    });
    assert_eq!(errors(&expansion), Vec::<String>::new());
    assert_has(
        &expansion,
        quote! {
            pub trait Meter: __MeterErased {
                fn read(&self, channel: u32) -> u32;
                fn reset(&mut self);
            }
        },
    );
    // What a slot is in the table: name, object, parameters, return.
    assert_has(&expansion, quote!(read[Object](u32,)(u32)));
    assert_has(&expansion, quote!(MeterTable MeterObject MeterRef MeterMut MeterBox));
}

#[test]
fn a_default_body_of_a_later_revision_gets_a_second_name() {
    let expansion = table_of(quote! {
        trait Meter {
            fn read(&self) -> u32;
            #[revision(2)]
            fn twice(&self) -> u32 {
                #![allow(clippy::all)]
                2 * self.read()
            }
        }
    });
    assert_eq!(errors(&expansion), Vec::<String>::new());
    assert_has(&expansion, quote! { fn twice(&self,) -> u32 { self.__vt_default_twice() } });
    assert_has(
        &expansion,
        quote!(
            #[allow(clippy::all)]
            fn __vt_default_twice(&self) -> u32 {
                2 * self.read()
            }
        ),
    );
}

#[test]
fn all_errors_of_a_trait_are_said_and_the_trait_stays() {
    let expansion = table_of(quote! {
        trait Meter {
            fn give(self);
            pub fn seen(&self);
            fn any(&self, any: impl Copy);
            const LIMIT: u32 = 1;
        }
    });
    // What `self` is, the visibility, an `impl`, a constant.
    assert_eq!(errors(&expansion), ["VT0100", "VT0100", "VT0102", "VT0100"]);
    assert_has(
        &expansion,
        quote!(
            fn give(self);
            fn seen(&self);
            fn any(&self, any: impl Copy);
        ),
    );
}

#[test]
fn what_is_no_trait_stays_too() {
    let expansion = table_of(quote!(
        pub struct Meter;
    ));
    assert_eq!(errors(&expansion).len(), 1, "{expansion}");
    assert_has(
        &expansion,
        quote!(
            pub struct Meter;
        ),
    );
}

#[test]
fn a_definition_is_its_members_and_their_names() {
    let expansion = definition(quote! {
        #[repr(C)]
        #[abi(unsafe(crate = vtable_api))]
        pub struct Span<'a> {
            pub text: Text<'a>,
            pub next: Option<&'a Span<'a>>,
        }
    });
    assert_eq!(errors(&expansion), Vec::<String>::new());
    // Which bytes are a value, and how it crosses: a macro of the core, with each member as what it crosses and as it was read.
    assert_has(&expansion, quote!(__VtIs ['a,] Span<'a>, []));
    assert_has(&expansion, quote!(text __vt_field0: Text<'a> as Text<'a>,));
    // Its text in the record: names that only the compiler knows stand between what is known here.
    assert_has(&expansion, quote!(Piece::Text("text: ")));
    assert_has(&expansion, quote!(<__VtIs<Text<'static>> as vtable_api::Described>::NAME));
}

#[test]
fn a_definition_with_an_error_has_impls_so_that_its_users_have_no_errors() {
    let expansion = definition(quote! {
        #[repr(C)]
        #[abi(unsafe(crate = vtable_api))]
        pub struct Plain {
            pub bytes: &'static [u8],
            pub object: &'static dyn Send,
        }
    });
    // The slice and the object.
    assert_eq!(errors(&expansion), ["VT0103", "VT0103"]);
    assert_has(&expansion, quote!(vtable_api::__private::__abi_refused));
}
