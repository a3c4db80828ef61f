//! Every name that generated code declares, for a trait `Codec`:
//!
//! ```text
//! CodecTable  CodecObject  CodecRef  CodecMut  CodecBox     public
//! __CodecErased                                             public, hidden: the supertrait behind `dyn Codec`
//! __VtIsCodec                                               private, hidden: a type, if all types of the table may cross
//! __vtable_api_of_Codec                                     private: the crate
//! __vt_default_NAME                                         hidden methods of the trait
//! has_NAME  agreed                                          methods of CodecObject
//! __Vt…                                                     inside one anonymous constant
//! ```
//!
//! Users may have none that begins like ours, in upper or lower case: `read::reserved`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use quote::TokenStreamExt;
use syn::ext::IdentExt;

/// `quote!` whose own names nothing of the user's can see or capture, and whose `unsafe` is not the user's.
macro_rules! quote_mixed {
    ($($tokens:tt)*) => { ::quote::quote_spanned!(::proc_macro2::Span::mixed_site()=> $($tokens)*) };
}
pub(crate) use quote_mixed;

/// The names of one trait.
pub(crate) struct Names {
    pub(crate) table: Ident,
    pub(crate) object: Ident,
    pub(crate) shared: Ident,
    pub(crate) exclusive: Ident,
    pub(crate) owned: Ident,
    pub(crate) erased: Ident,
    pub(crate) is: Ident,
}

impl Names {
    pub(crate) fn of(api: &Ident) -> Self {
        let base = api.unraw();
        let name = |before: &str, after: &str| Ident::new(&format!("{before}{base}{after}"), site(api.span()));
        Names {
            table: name("", "Table"),
            object: name("", "Object"),
            shared: name("", "Ref"),
            exclusive: name("", "Mut"),
            owned: name("", "Box"),
            erased: name("__", "Erased"),
            is: name("__VtIs", ""),
        }
    }
}

/// The alias that is a type if all fields may be fields.
pub(crate) fn is() -> Ident {
    Ident::new("__VtIs", Span::mixed_site())
}

/// The constant of a variant's value.
pub(crate) fn discriminant(index: usize) -> Ident {
    Ident::new(&format!("__VT_VALUE{index}"), Span::mixed_site())
}

/// Where the user looks, with names that nothing of the user's can capture.
pub(crate) fn site(user: Span) -> Span {
    Span::mixed_site().located_at(user)
}

/// The crate, as what a derive puts into a constant calls it.
pub(crate) fn krate() -> Ident {
    Ident::new("__vtable_api", Span::mixed_site())
}

/// The crate, as what stands beside a trait calls it.
pub(crate) fn krate_of(api: &Ident) -> Ident {
    Ident::new(&format!("__vtable_api_of_{}", api.unraw()), Span::mixed_site())
}

/// The default body of a slot under another name.
pub(crate) fn default_of(slot: &Ident) -> Ident {
    Ident::new(&format!("__vt_default_{}", slot.unraw()), site(slot.span()))
}

/// Whether a slot's revision is agreed.
pub(crate) fn has(slot: &Ident) -> Ident {
    Ident::new(&format!("has_{}", slot.unraw()), site(slot.span()))
}

/// `r#gen` for `gen`, which is a word of the edition that generated code is of, and may be none of the user's. Of what is one there, rustc
/// has said so.
pub(crate) fn raw(ident: Ident) -> Ident {
    const WORDS: &str = " abstract as async await become box break const continue do dyn else enum extern false final fn for gen if \
        impl in let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe unsized \
        use virtual where while yield ";
    let text = ident.to_string();
    if WORDS.contains(&format!(" {text} ")) { Ident::new_raw(&text, ident.span()) } else { ident }
}

/// A local of generated code that belongs to parameter `index`.
pub(crate) fn local(kind: &str, index: usize) -> Ident {
    Ident::new(&format!("__vt_{kind}{index}"), Span::mixed_site())
}

/// `const _: () = PATH(ARGS);` whose evaluation, if it fails, is reported on the user's tokens `at`.
///
/// rustc reports const evaluation at the expansion's call site unless the tokens are the user's own; they
/// hold no name of the user's and no `unsafe`, so nothing is lost. The path starts where `at` starts and the
/// parentheses end where it ends: spans cannot be joined on stable.
pub(crate) fn checked_at(
    at: &dyn ToTokens,
    condition: Option<TokenStream>,
    path: TokenStream,
    args: TokenStream,
) -> TokenStream {
    let call = call_at(at, path, args);
    match condition {
        Some(condition) => quote_mixed!(const _: () = if #condition { #call };),
        None => quote_mixed!(const _: () = #call;),
    }
}

/// `PATH(ARGS)`, with the spans of [`checked_at`].
pub(crate) fn call_at(at: &dyn ToTokens, path: TokenStream, args: TokenStream) -> TokenStream {
    let (start, end) = ends(at);
    let mut call = respan(path, start);
    let mut args = Group::new(Delimiter::Parenthesis, args);
    args.set_span(end);
    call.append(args);
    call
}

/// Where the user's tokens start and where they end.
pub(crate) fn ends(at: &dyn ToTokens) -> (Span, Span) {
    ends_of(at.to_token_stream()).unwrap_or((Span::call_site(), Span::call_site()))
}

/// Groups without brackets are looked into.
fn ends_of(tokens: TokenStream) -> Option<(Span, Span)> {
    let mut ends = None;
    for token in tokens {
        let (first, last) = match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                ends_of(group.stream()).unwrap_or((group.span(), group.span()))
            }
            TokenTree::Group(group) => (group.span_open(), group.span_close()),
            other => (other.span(), other.span()),
        };
        let (start, _) = ends.unwrap_or((first, last));
        ends = Some((start, last));
    }
    ends
}

/// The tokens with another span; `$crate` means a crate by its own.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let mut respanned = TokenStream::new();
    for mut token in tokens {
        if !matches!(&token, TokenTree::Ident(word) if word == "$crate") {
            token.set_span(span);
        }
        token.to_tokens(&mut respanned);
    }
    respanned
}
