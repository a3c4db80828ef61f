//! How an expansion reaches `vtable_api`: by an `extern crate` item of its own.
//!
//! rustc resolves such an item by what the build calls the dependency, and by nothing that the crate declares. A path
//! `::vtable_api` would lead wherever `extern crate self as vtable_api;` says, and the expansion's `unsafe` with it. Where
//! someone else's path is to stand for the crate, they write `unsafe(crate = path)`: nobody can check what is there.

use crate::ctxt::Ctxt;
use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::read::package::Package;
use crate::read::types::pretty;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Path, Result, Token};
use vtable_api_manifest::diagnostics::Code;

/// `unsafe(crate = path)`, or the same without `unsafe`, which is refused.
pub(crate) struct Given {
    /// Where `unsafe` is.
    unsafety: Option<Span>,
    path: Path,
}

impl Given {
    /// What stands behind `crate`.
    pub(crate) fn bare(input: ParseStream<'_>) -> Result<Self> {
        input.parse::<Token![=]>()?;
        Ok(Given { unsafety: None, path: input.parse()? })
    }

    /// What stands behind an `unsafe`.
    pub(crate) fn vouched(unsafety: Span, input: ParseStream<'_>) -> Result<Self> {
        let inner;
        syn::parenthesized!(inner in input);
        inner.parse::<Token![crate]>()?;
        let given = Given::bare(&inner)?;
        if !inner.is_empty() {
            return Err(inner.error("`unsafe(…)` accepts only `crate = path`"));
        }
        Ok(Given { unsafety: Some(unsafety), ..given })
    }

    /// The path, after an error if nobody vouches for it.
    fn checked(&self, cx: &mut Ctxt) -> &Path {
        if self.unsafety.is_none() {
            let path = pretty(&self.path);
            let message =
                format!("`crate = {path}` cannot be checked: whatever is there runs in the macro's `unsafe` code");
            let help = format!(
                "if `{path}` is vtable-api, say so: `unsafe(crate = {path})`; a dependency that Cargo.toml renames is found \
                 without it"
            );
            cx.error(&self.path, Code::TrustedCrate, message, &help);
        }
        &self.path
    }
}

/// The path to the crate, and what must stand beside whatever uses it.
pub(crate) struct Krate {
    pub(crate) prefix: Prefix,
    pub(crate) item: TokenStream,
}

impl Krate {
    /// `alias` is a name that nothing else has where the item will stand. Where the package has no name for the crate, there is no path.
    pub(crate) fn new(given: Option<&Given>, package: &Package, alias: Ident, cx: &mut Ctxt) -> Self {
        if let Some(given) = given {
            let prefix = Prefix::of(given.checked(cx).to_token_stream());
            return Krate { item: vouched(given, &prefix), prefix };
        }
        let Some(name) = package.dependency() else {
            if package.is_first(Code::TrustedCrate) {
                let message = "this package does not depend on vtable-api: the generated code needs it as a \
                               direct dependency, not through another crate";
                cx.error(
                    &Ident::new("crate", Span::call_site()),
                    Code::TrustedCrate,
                    message,
                    "run `cargo add vtable-api`",
                );
            }
            return Krate { item: TokenStream::new(), prefix: Prefix::default() };
        };
        Krate {
            item: quote_mixed!(#[doc(hidden)] #[allow(unused_extern_crates)] extern crate #name as #alias;),
            prefix: Prefix::of(alias.into_token_stream()),
        }
    }
}

/// The user's word as the user's `unsafe`: the lint `unsafe_code` sees it where it was written.
fn vouched(given: &Given, prefix: &Prefix) -> TokenStream {
    given.unsafety.map(|unsafety| vouched_at(unsafety, prefix)).unwrap_or_default()
}

/// The same for whatever stands in that `unsafe(…)`.
pub(crate) fn vouched_at(unsafety: Span, prefix: &Prefix) -> TokenStream {
    let call = quote_mixed!(#prefix::__private::handle::vouch());
    let mut block = Group::new(Delimiter::Brace, call);
    block.set_span(unsafety);
    let unsafety = Ident::new("unsafe", unsafety);
    quote_mixed!(const _: #prefix::__private::handle::Vouched = #unsafety #block;)
}
