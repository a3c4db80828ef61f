//! What syn reads only with its feature `full`: a trait, its methods, their signatures.
//!
//! Every user builds syn before these macros, and more than a third of it is that feature: statements, expressions
//! and patterns, which nothing here looks into. Types, generics, attributes and visibilities are syn's own.

use crate::mangle::raw;
use crate::types;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use std::rc::Rc;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Abi, AttrStyle, Attribute, Generics, Lifetime, Result, ReturnType, Token, Type, TypeParamBound, Visibility, token,
};

/// What `#[vtable_api]` stands on.
pub(crate) enum Item {
    Trait(Box<Trait>),
    /// Whatever else it is.
    Other,
}

pub(crate) struct Trait {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) auto: Option<Ident>,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) supertraits: Punctuated<TypeParamBound, Token![+]>,
    pub(crate) items: Vec<TraitItem>,
}

pub(crate) enum TraitItem {
    Fn(Box<Method>),
    /// What it is, and its tokens.
    Other(&'static str, TokenStream),
}

pub(crate) struct Method {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    /// In braces.
    pub(crate) default: Option<Group>,
}

pub(crate) struct Signature {
    pub(crate) constness: Option<Token![const]>,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) abi: Option<Abi>,
    pub(crate) fn_token: Token![fn],
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) paren_token: token::Paren,
    pub(crate) inputs: Vec<FnArg>,
    pub(crate) variadic: Option<TokenStream>,
    pub(crate) output: ReturnType,
}

pub(crate) enum FnArg {
    Receiver(Receiver),
    Typed(Box<Typed>),
}

pub(crate) struct Receiver {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) reference: Option<(Token![&], Option<Lifetime>)>,
    pub(crate) mutability: Option<Token![mut]>,
    pub(crate) self_token: Token![self],
    /// `: Box<Self>`.
    pub(crate) ty: Option<(Token![:], Box<Type>)>,
}

/// `pattern: Type`.
pub(crate) struct Typed {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) pat: TokenStream,
    pub(crate) colon_token: Token![:],
    pub(crate) ty: Rc<Type>,
}

/// The items of a list, one by one. syn's own iterator is in a box, and much more of it is compiled for each type of item.
pub(crate) fn items<T, P>(list: &Punctuated<T, P>) -> Items<'_, T, P> {
    Items { list, next: 0 }
}

pub(crate) struct Items<'l, T, P> {
    list: &'l Punctuated<T, P>,
    next: usize,
}

impl<'l, T, P> Iterator for Items<'l, T, P> {
    type Item = &'l T;

    fn next(&mut self) -> Option<&'l T> {
        let item = self.list.get(self.next);
        self.next += 1;
        item
    }
}

/// `syn::parse2`, which would be compiled for each type.
pub(crate) fn read<T: Parse>(tokens: TokenStream) -> Result<T> {
    let mut read = None;
    read_with(tokens, &mut |input| {
        read = Some(input.parse()?);
        Ok(())
    })?;
    Ok(read.expect("a parser that found no error has read all"))
}

/// The same, where there is more to it.
pub(crate) fn read_with(tokens: TokenStream, parser: &mut dyn FnMut(ParseStream<'_>) -> Result<()>) -> Result<()> {
    syn::parse::Parser::parse2(parser, tokens)
}

impl Signature {
    pub(crate) fn receiver(&self) -> Option<&Receiver> {
        match self.inputs.first() {
            Some(FnArg::Receiver(receiver)) => Some(receiver),
            _ => None,
        }
    }

    /// The type of what is returned; `None` for `()`.
    pub(crate) fn ret(&self) -> Option<&Type> {
        types::returned(&self.output)
    }

    /// Receiver and parameters.
    fn listed(&self) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (index, input) in self.inputs.iter().enumerate() {
            if index > 0 {
                <Token![,]>::default().to_tokens(&mut tokens);
            }
            input.to_tokens(&mut tokens);
        }
        tokens
    }

    /// As written, but under another name. What no slot may have is not written: it was reported, and rustc need not say
    /// it again.
    pub(crate) fn named(&self, name: &Ident) -> TokenStream {
        let mut tokens = TokenStream::new();
        self.asyncness.to_tokens(&mut tokens);
        self.unsafety.to_tokens(&mut tokens);
        self.fn_token.to_tokens(&mut tokens);
        name.to_tokens(&mut tokens);
        self.generics.to_tokens(&mut tokens);
        let mut inputs = Group::new(Delimiter::Parenthesis, self.listed());
        inputs.set_span(self.paren_token.span.join());
        inputs.to_tokens(&mut tokens);
        self.output.to_tokens(&mut tokens);
        self.generics.where_clause.to_tokens(&mut tokens);
        tokens
    }
}

impl Receiver {
    /// As written, but that its `self` has another span.
    pub(crate) fn at(&self, span: Span) -> TokenStream {
        let mut tokens = TokenStream::new();
        tokens.append_all(&self.attrs);
        if let Some((and, lifetime)) = &self.reference {
            and.to_tokens(&mut tokens);
            lifetime.to_tokens(&mut tokens);
        }
        self.mutability.to_tokens(&mut tokens);
        Token![self](span).to_tokens(&mut tokens);
        if let Some((colon, ty)) = &self.ty {
            colon.to_tokens(&mut tokens);
            ty.to_tokens(&mut tokens);
        }
        tokens
    }
}

impl Typed {
    /// The name that the pattern gives to the whole argument.
    pub(crate) fn name(&self) -> Option<Ident> {
        let mut tokens = self.pat.clone().into_iter();
        let mut first = tokens.next();
        while first.as_ref().is_some_and(|token| is_word(token, "ref") || is_word(token, "mut")) {
            first = tokens.next();
        }
        match (first, tokens.next()) {
            (Some(TokenTree::Ident(name)), None) if name != "_" => Some(name),
            (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(at))) if at.as_char() == '@' => Some(name),
            _ => None,
        }
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let unsafety = input.parse()?;
        // A word of this place only.
        let is_auto = input.peek(syn::Ident) && input.peek2(Token![trait]);
        let auto = if is_auto { Some(input.parse()?) } else { None };
        if !input.peek(Token![trait]) {
            input.parse::<TokenStream>()?;
            return Ok(Item::Other);
        }
        input.parse::<Token![trait]>()?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let supertraits = supertraits(input)?;
        generics.where_clause = input.parse()?;
        let body;
        syn::braced!(body in input);
        for inner in body.call(Attribute::parse_inner)? {
            attrs.push(Attribute { style: AttrStyle::Outer, ..inner });
        }
        let mut items = Vec::new();
        while !body.is_empty() {
            items.push(body.parse()?);
        }
        Ok(Item::Trait(Box::new(Trait { attrs, vis, unsafety, auto, ident, generics, supertraits, items })))
    }
}

fn supertraits(input: ParseStream<'_>) -> Result<Punctuated<TypeParamBound, Token![+]>> {
    let mut bounds = Punctuated::new();
    if input.parse::<Option<Token![:]>>()?.is_none() {
        return Ok(bounds);
    }
    while !input.peek(Token![where]) && !input.peek(token::Brace) {
        bounds.push_value(input.parse()?);
        match input.parse()? {
            Some(plus) => bounds.push_punct(plus),
            None => break,
        }
    }
    Ok(bounds)
}

impl Parse for TraitItem {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        let ahead = input.fork();
        let is_macro = ahead.call(syn::Path::parse_mod_style).is_ok() && ahead.peek(Token![!]);
        // Otherwise it is a `const fn`.
        let has_name = input.peek2(syn::Ident) || input.peek2(Token![_]);
        if input.peek(Token![const]) && has_name {
            return Ok(TraitItem::Other("an associated constant", rest_of_item(input)?));
        }
        if input.peek(Token![type]) {
            return Ok(TraitItem::Other("an associated type", rest_of_item(input)?));
        }
        if is_macro {
            return Ok(TraitItem::Other("a macro", rest_of_macro(input)?));
        }
        let sig = input.parse()?;
        let default = if input.peek(token::Brace) {
            Some(input.parse()?)
        } else {
            input.parse::<Token![;]>()?;
            None
        };
        Ok(TraitItem::Fn(Box::new(Method { attrs, vis, sig, default })))
    }
}

/// Up to the semicolon.
fn rest_of_item(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.peek(Token![;]) {
        tokens.append(input.parse::<TokenTree>()?);
    }
    input.parse::<Token![;]>()?.to_tokens(&mut tokens);
    Ok(tokens)
}

/// Up to the braces, or to the semicolon behind other brackets.
fn rest_of_macro(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.peek(Token![;]) && !input.peek(token::Brace) {
        tokens.append(input.parse::<TokenTree>()?);
    }
    tokens.append(input.parse::<TokenTree>()?);
    Ok(tokens)
}

impl Parse for Signature {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (constness, asyncness, unsafety) = (input.parse()?, input.parse()?, input.parse()?);
        let (abi, fn_token, ident) = (input.parse()?, input.parse()?, raw(input.parse()?));
        let mut generics: Generics = input.parse()?;
        let content;
        let paren_token = syn::parenthesized!(content in input);
        let (inputs, variadic) = inputs(&content)?;
        let output = input.parse()?;
        generics.where_clause = input.parse()?;
        Ok(Signature {
            constness,
            asyncness,
            unsafety,
            abi,
            fn_token,
            ident,
            generics,
            paren_token,
            inputs,
            variadic,
            output,
        })
    }
}

fn inputs(input: ParseStream<'_>) -> Result<(Vec<FnArg>, Option<TokenStream>)> {
    let (mut inputs, mut variadic) = (Vec::new(), None);
    while !input.is_empty() {
        let attrs = input.call(Attribute::parse_outer)?;
        if let Some(receiver) = receiver(input)? {
            inputs.push(FnArg::Receiver(Receiver { attrs, ..receiver }));
        } else {
            let ahead = input.fork();
            if (ahead.peek(Token![...]) || pattern(&ahead).is_ok()) && ahead.peek(Token![...]) {
                variadic = Some(input.parse()?);
                break;
            }
            let (pat, colon_token) = pattern(input)?;
            inputs.push(FnArg::Typed(Box::new(Typed { attrs, pat, colon_token, ty: Rc::new(input.parse()?) })));
        }
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok((inputs, variadic))
}

fn receiver(input: ParseStream<'_>) -> Result<Option<Receiver>> {
    let ahead = input.fork();
    let and: Option<Token![&]> = ahead.parse()?;
    let lifetime = if and.is_some() { ahead.parse()? } else { None };
    let mutability: Option<Token![mut]> = ahead.parse()?;
    if !ahead.peek(Token![self]) || ahead.peek2(Token![::]) {
        return Ok(None);
    }
    let self_token = ahead.parse()?;
    let ty: Option<(Token![:], Box<Type>)> = match ahead.parse()? {
        Some(colon) => Some((colon, ahead.parse()?)),
        None => None,
    };
    input.advance_to(&ahead);
    let reference = and.map(|and| (and, lifetime));
    // `self: &mut Self` is `&mut self`.
    if let (None, None, Some((_, ty))) = (&reference, &mutability, &ty)
        && let Type::Reference(lent) = &**ty
        && let Type::Path(path) = types::bare(&lent.elem)
        && path.path.is_ident("Self")
    {
        let reference = Some((Token![&](lent.and_token.spans[0]), lent.lifetime.clone()));
        let mutability = lent.mutability.as_ref().map(|token| Token![mut](token.span));
        return Ok(Some(Receiver { attrs: Vec::new(), reference, mutability, self_token, ty: None }));
    }
    Ok(Some(Receiver { attrs: Vec::new(), reference, mutability, self_token, ty }))
}

/// A pattern, which ends at its colon.
fn pattern(input: ParseStream<'_>) -> Result<(TokenStream, Token![:])> {
    let mut pat = TokenStream::new();
    while !input.peek(Token![:]) || input.peek(Token![::]) {
        if let Some(colons) = input.parse::<Option<Token![::]>>()? {
            colons.to_tokens(&mut pat);
        } else if input.is_empty() || input.peek(Token![,]) {
            return Err(input.error("expected `:` and the parameter's type"));
        } else {
            pat.append(input.parse::<TokenTree>()?);
        }
    }
    Ok((pat, input.parse()?))
}

impl ToTokens for Signature {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.named(&self.ident).to_tokens(tokens);
    }
}

impl ToTokens for FnArg {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            FnArg::Receiver(receiver) => receiver.to_tokens(tokens),
            FnArg::Typed(arg) => {
                tokens.append_all(&arg.attrs);
                arg.pat.to_tokens(tokens);
                arg.colon_token.to_tokens(tokens);
                arg.ty.to_tokens(tokens);
            }
        }
    }
}

impl ToTokens for Receiver {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.at(self.self_token.span).to_tokens(tokens);
    }
}
