//! Which handle each line of `module!` names, asked once: a type that is none, or not of the kind that the line wants, has one error.
//!
//! The tokens say what to ask, and choose the text; the bounds of the functions that `module!` calls decide.

use crate::mangle::{call_at, quote_mixed};
use crate::read::types::pretty;
use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::{PathArguments, Type};

/// The lines, in which an alias that is no type where the answer is no stands for each handle; and what asks.
pub(crate) fn asked(private: &TokenStream, lines: TokenStream) -> (TokenStream, TokenStream) {
    let (mut written, mut questions) = (TokenStream::new(), TokenStream::new());
    let mut tokens = lines.into_iter().peekable();
    let (mut kind, mut count) = (None, 0);
    let mut begins = true;
    while let Some(token) = tokens.next() {
        if begins {
            kind = Kind::of(&token);
        }
        begins = is_sign(&token, ';');
        let is_arrow = is_sign(&token, '=') && tokens.peek().is_some_and(|next| is_sign(next, '>'));
        token.to_tokens(&mut written);
        let Some(asking) = kind.filter(|_| is_arrow) else { continue };
        kind = None;
        written.extend(tokens.next());
        let tokens_of_type = handle(&mut tokens);
        match syn::parse2::<Type>(tokens_of_type.clone()) {
            Ok(ty) => {
                let name = format_ident!("__VtModuleAsked{count}", span = Span::mixed_site());
                questions.extend(asking.question(private, &name, &ty));
                written.extend(quote_mixed!(<() as #private::asked::Holds<{ let _: #name; 0 }>>::Is<#ty>));
                count += 1;
            }
            Err(_) => written.extend(tokens_of_type),
        }
    }
    (written, questions)
}

/// The tokens of a type, up to what follows it in a line.
fn handle(tokens: &mut std::iter::Peekable<proc_macro2::token_stream::IntoIter>) -> TokenStream {
    let (mut ty, mut depth, mut in_path) = (TokenStream::new(), 0, false);
    while let Some(token) = tokens.peek() {
        if let TokenTree::Punct(punct) = token {
            let is_path = punct.as_char() == ':' && (in_path || punct.spacing() == Spacing::Joint);
            match punct.as_char() {
                ';' => break,
                ',' if depth == 0 => break,
                ':' if depth == 0 && !is_path => break,
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
            in_path = is_path && !in_path;
        }
        ty.extend(tokens.next());
    }
    ty
}

/// What a line does with its handle.
#[derive(Clone, Copy)]
enum Kind {
    Create,
    Lend,
    Require,
}

impl Kind {
    fn of(token: &TokenTree) -> Option<Self> {
        let TokenTree::Ident(word) = token else { return None };
        match word.to_string().as_str() {
            "create" | "try_create" => Some(Kind::Create),
            "lend" => Some(Kind::Lend),
            "require" => Some(Kind::Require),
            _ => None,
        }
    }

    /// A type that there is only if the handle will do.
    fn question(self, private: &TokenStream, name: &Ident, ty: &Type) -> TokenStream {
        // Of one name, which can be where the user's type is: a path begins at `$crate`.
        let is_so = quote_mixed!(__vt_is_so);
        let text = self.no_handle(&pretty(ty));
        let handle = call_at(ty, is_so.clone(), quote_mixed!(<#private::asked::Asked<#ty>>::__VT_HANDLE, #text));
        let kind = self.constant().map(|constant| {
            let text = self.other_kind(ty);
            let call = call_at(ty, is_so, quote_mixed!(<#private::asked::Asked<#ty>>::#constant, #text));
            quote_mixed!(+ #call)
        });
        quote_mixed! {
            #[allow(unused_imports, unused_qualifications, dead_code, deprecated, elided_lifetimes_in_paths)]
            type #name = [#private::u8; {
                use #private::asked::{Otherwise as _, is_so as __vt_is_so};
                #handle #kind
            }];
        }
    }

    fn no_handle(self, text: &str) -> String {
        let wanted = if matches!(self, Kind::Create) { "CodecBox" } else { "CodecRef" };
        format!(
            "module!: `{text}` is not a handle of a table\n         help: of a table `Codec`, write `{wanted}`; \
             if it is one, two copies of vtable-api are in this build: `cargo tree -d` shows them"
        )
    }

    fn other_kind(self, ty: &Type) -> String {
        let (text, owned, lent) = (pretty(ty), named(ty, "Box"), named(ty, "Ref"));
        match self {
            Kind::Create => format!(
                "module!: `create` gives objects away, and `{text}` owns none\n         \
                 help: write {owned}; one object for every host comes from `lend`, with {lent}"
            ),
            _ => format!(
                "module!: `lend` keeps its object, and `{text}` is not shared\n         \
                 help: write {lent}; what is given away comes from `create`, with {owned}"
            ),
        }
    }

    fn constant(self) -> Option<Ident> {
        let name = match self {
            Kind::Create => "__VT_OWNED",
            Kind::Lend => "__VT_LENT",
            Kind::Require => return None,
        };
        Some(Ident::new(name, Span::mixed_site()))
    }
}

/// The handle of this kind, of a table whose handle this is: `x::CodecBox` of `x::CodecRef<'static>`.
fn named(ty: &Type, kind: &str) -> String {
    let renamed = || {
        let Type::Path(path) = ty else { return None };
        let mut path = path.clone();
        let last = path.path.segments.last_mut()?;
        let name = last.ident.to_string();
        let table = ["Box", "Ref", "Mut"].iter().find_map(|end| name.strip_suffix(end))?;
        last.ident = format_ident!("{table}{kind}");
        last.arguments = PathArguments::None;
        Some(format!("`{}`", pretty(&path)))
    };
    renamed().unwrap_or_else(|| format!("the table's `…{kind}`"))
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}
