//! The same type where no lifetime may be elided.

use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::read::places::sign;
use crate::read::types::{binder, c_name, is_container};
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Lifetime, PathArguments, ReturnType, Token, Type, TypeFnPtr,
    TypePath,
};

/// What a type's lifetimes become.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lifetimes<'a> {
    /// `'static`, all of them.
    Static,
    /// As written, in a derive; elided ones are `'static`.
    Kept,
    /// `'__vt`, that of a call, but for `'static`.
    Call,
    /// As written; an elided one is this. Those of callbacks are their own, and stay as they are.
    Written(&'a str),
}

/// A writer of types in which no lifetime is elided. It writes into one stream: types are most of what a table is.
#[derive(Clone, Copy)]
pub(crate) struct Spelling<'a> {
    /// The path of the hidden module; with it, `c_long` becomes the name of `c_long`.
    pub(crate) names: Option<&'a Prefix>,
    pub(crate) lifetimes: Lifetimes<'a>,
}

impl Spelling<'static> {
    pub(crate) const STATIC: Self = Spelling { names: None, lifetimes: Lifetimes::Static };
    pub(crate) const CALL: Self = Spelling { names: None, lifetimes: Lifetimes::Call };
}

impl<'a> Spelling<'a> {
    /// Where what is elided has a name.
    pub(crate) fn written(elided: &'a str) -> Self {
        Spelling { names: None, lifetimes: Lifetimes::Written(elided) }
    }

    /// `ty`, spelled so.
    pub(crate) fn write(self, ty: &Type) -> TokenStream {
        let mut out = TokenStream::new();
        self.put(ty, &mut out);
        out
    }

    /// The type of what is returned.
    pub(crate) fn ret(self, ty: Option<&Type>) -> TokenStream {
        ty.map_or_else(|| quote_mixed!(()), |ty| self.write(ty))
    }

    fn put(self, ty: &Type, out: &mut TokenStream) {
        match ty {
            // `dyn A + B` behind a reference.
            Type::Paren(inner) if matches!(&*inner.elem, Type::TraitObject(object) if object.bounds.len() > 1) => {
                out.append(Group::new(Delimiter::Parenthesis, self.write(&inner.elem)));
            }
            Type::Paren(inner) => self.put(&inner.elem, out),
            Type::Group(inner) => self.put(&inner.elem, out),
            Type::Reference(reference) => {
                out.append(Punct::new('&', Spacing::Alone));
                self.lifetime(reference.lifetime.as_ref()).to_tokens(out);
                reference.mutability.to_tokens(out);
                self.put(&reference.elem, out);
            }
            Type::Ptr(pointer) => {
                pointer.star_token.to_tokens(out);
                pointer.mutability.to_tokens(out);
                self.put(&pointer.elem, out);
            }
            Type::Slice(slice) => out.append(Group::new(Delimiter::Bracket, self.write(&slice.elem))),
            Type::Array(array) => {
                let mut inside = self.write(&array.elem);
                inside.append(Punct::new(';', Spacing::Alone));
                array.len.to_tokens(&mut inside);
                out.append(Group::new(Delimiter::Bracket, inside));
            }
            Type::Tuple(tuple) => {
                let mut inside = TokenStream::new();
                for part in &tuple.elems {
                    self.put(part, &mut inside);
                    inside.append(Punct::new(',', Spacing::Alone));
                }
                out.append(Group::new(Delimiter::Parenthesis, inside));
            }
            Type::FnPtr(function) => self.function(function, out),
            Type::Path(path) => self.path(path, out),
            other => self.tokens(other.to_token_stream()).to_tokens(out),
        }
    }

    fn lifetime(self, lifetime: Option<&Lifetime>) -> Lifetime {
        match (self.lifetimes, lifetime) {
            (Lifetimes::Kept | Lifetimes::Written(_), Some(lifetime)) if lifetime.ident != "_" => lifetime.clone(),
            (Lifetimes::Call, Some(lifetime)) if lifetime.ident == "static" => lifetime.clone(),
            (Lifetimes::Call, _) => Lifetime::new("'__vt", Span::mixed_site()),
            (Lifetimes::Written(elided), _) => Lifetime::new(&format!("'{elided}"), Span::mixed_site()),
            // At its place, what rustc says of the two is one error.
            (_, Some(lifetime)) => Lifetime::new("'static", lifetime.span()),
            _ => Lifetime::new("'static", Span::call_site()),
        }
    }

    fn function(self, function: &TypeFnPtr, out: &mut TokenStream) {
        if matches!(self.lifetimes, Lifetimes::Written(_)) {
            function.to_tokens(out);
            return;
        }
        function.unsafety.to_tokens(out);
        function.abi.to_tokens(out);
        function.fn_token.to_tokens(out);
        let mut inputs = TokenStream::new();
        for (index, input) in function.inputs.iter().enumerate() {
            comma(index, &mut inputs);
            self.put(&input.ty, &mut inputs);
        }
        out.append(Group::new(Delimiter::Parenthesis, inputs));
        if let ReturnType::Type(arrow, ty) = &function.output {
            arrow.to_tokens(out);
            self.put(ty, out);
        }
    }

    fn path(self, path: &TypePath, out: &mut TokenStream) {
        if let (Some(private), Some(name)) = (self.names, c_name(path)) {
            private.to_tokens(out);
            <Token![::]>::default().to_tokens(out);
            out.append(Ident::new("names", Span::call_site()));
            <Token![::]>::default().to_tokens(out);
            name.to_tokens(out);
            return;
        }
        let within = self.own_type(path, out);
        for (index, segment) in path.path.segments.iter().enumerate() {
            if index > 0 && index == within {
                out.append(sign('>', segment.ident.span()));
            }
            if index > 0 {
                <Token![::]>::default().to_tokens(out);
            }
            segment.ident.to_tokens(out);
            match &segment.arguments {
                PathArguments::None => {}
                PathArguments::AngleBracketed(arguments) => {
                    let inside = if is_container(segment) { self } else { Spelling { names: None, ..self } };
                    self.arguments(inside, arguments, out);
                }
                PathArguments::Parenthesized(arguments) => self.tokens(arguments.to_token_stream()).to_tokens(out),
            }
        }
    }

    /// What stands before the segments: `<T as ` of a projection, or what the path begins with. Returns how many segments are the trait's.
    fn own_type(self, path: &TypePath, out: &mut TokenStream) -> usize {
        let Some(qself) = &path.qself else {
            path.path.leading_colon.to_tokens(out);
            return 0;
        };
        qself.lt_token.to_tokens(out);
        Spelling { names: None, ..self }.put(&qself.ty, out);
        if qself.position == 0 {
            qself.gt_token.to_tokens(out);
        }
        qself.as_token.to_tokens(out);
        path.path.leading_colon.to_tokens(out);
        qself.position
    }

    /// `<…>`, where it is written: what rustc says of all that have the type is one error.
    fn arguments(self, inside: Self, arguments: &AngleBracketedGenericArguments, out: &mut TokenStream) {
        out.append(sign('<', arguments.lt_token.span));
        for (index, argument) in arguments.args.iter().enumerate() {
            comma(index, out);
            match argument {
                GenericArgument::Lifetime(lifetime) => self.lifetime(Some(lifetime)).to_tokens(out),
                GenericArgument::Type(ty) => inside.put(ty, out),
                other => self.tokens(other.to_token_stream()).to_tokens(out),
            }
        }
        out.append(sign('>', arguments.gt_token.span));
    }

    /// Tokens of which only lifetimes change.
    fn tokens(self, tokens: TokenStream) -> TokenStream {
        if self.lifetimes == Lifetimes::Kept {
            return tokens;
        }
        if matches!(self.lifetimes, Lifetimes::Written(_)) {
            return self.outside_of_callbacks(tokens);
        }
        let mut out = TokenStream::new();
        let mut rest = tokens.into_iter();
        while let Some(token) = rest.next() {
            match token {
                TokenTree::Ident(word) if word == "for" => {
                    binder(&mut rest);
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                    let is_static = rest.next().is_some_and(|name| name.to_string() == "static");
                    let own = Lifetime::new("'static", Span::call_site());
                    if is_static { own } else { self.lifetime(None) }.to_tokens(&mut out);
                }
                TokenTree::Punct(punct) if punct.as_char() == '&' => {
                    let next = rest.clone().next();
                    let has_lifetime = matches!(next, Some(TokenTree::Punct(next)) if next.as_char() == '\'');
                    punct.to_tokens(&mut out);
                    if !has_lifetime {
                        self.lifetime(None).to_tokens(&mut out);
                    }
                }
                TokenTree::Group(group) => out.append(Group::new(group.delimiter(), self.tokens(group.stream()))),
                other => out.append(other),
            }
        }
        out
    }
}

impl Spelling<'_> {
    /// `dyn Fn(&A) -> B + '_`: only what stands beside the callback's own.
    fn outside_of_callbacks(self, tokens: TokenStream) -> TokenStream {
        let mut out = TokenStream::new();
        let mut rest = tokens.into_iter();
        while let Some(token) = rest.next() {
            let is_lifetime = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
            match rest.clone().next() {
                Some(TokenTree::Ident(name)) if is_lifetime && name == "_" => {
                    rest.next();
                    self.lifetime(None).to_tokens(&mut out);
                }
                _ => out.append(token),
            }
        }
        out
    }
}

fn comma(index: usize, out: &mut TokenStream) {
    if index > 0 {
        out.append(Punct::new(',', Spacing::Alone));
    }
}
