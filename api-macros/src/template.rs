//! Generated code as text with names in it, which becomes tokens when it is wanted.
//!
//! `quote!` writes code that pushes each token by a call of its own. In a user's build that code is compiled without
//! optimisation, to run a few times: most of what this crate cost there. A text costs nothing until it is used.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// `emit!(name, other = expression => tokens)`: the tokens, where `#name` and `#other` stand for their values.
///
/// Its own names nothing of the user's can see or capture, and its `unsafe` is not the user's. `emit!(span; …)` gives
/// them another span.
macro_rules! emit {
    ($($name:ident $(= $value:expr)?),* => $($text:tt)*) => {
        $crate::template::emit!(@fill(); $($name $(= $value)?),* => $($text)*)
    };
    (@$fill:ident($($span:expr)?); $($name:ident $(= $value:expr)?),* => $($text:tt)*) => {{
        #[cfg(test)]
        const _: () = $crate::template::check(stringify!($($text)*), &[$(stringify!($name)),*]);
        $($(let $name = $value;)?)*
        $crate::template::$fill($($span,)? stringify!($($text)*), &[$(stringify!($name)),*], &[$(&$name),*])
    }};
    ($span:expr; $($name:ident $(= $value:expr)?),* => $($text:tt)*) => {
        $crate::template::emit!(@fill_at($span); $($name $(= $value)?),* => $($text)*)
    };
}
pub(crate) use emit;

/// `ToTokens` with the one method that a template needs: the others would be compiled for each type of a value.
pub(crate) trait Put {
    fn put(&self, tokens: &mut TokenStream);
}

impl<T: ToTokens> Put for T {
    fn put(&self, tokens: &mut TokenStream) {
        self.to_tokens(tokens);
    }
}

/// The tokens of one value; `to_token_stream` would be compiled for each type of it.
pub(crate) fn stream(value: &dyn Put) -> TokenStream {
    let mut tokens = TokenStream::new();
    value.put(&mut tokens);
    tokens
}

/// Whether the template names nothing but its values.
#[cfg(test)]
pub(crate) const fn check(text: &str, names: &[&str]) {
    let (text, mut at) = (text.as_bytes(), 0);
    while at < text.len() {
        assert!(text[at] != b'\\', "a text in a template has no escapes");
        if text[at] == b'#' && at + 1 < text.len() && is_word(text[at + 1]) {
            let start = at + 1;
            at += 1;
            while at < text.len() && is_word(text[at]) {
                at += 1;
            }
            assert!(is_one_of(text, start, at, names), "a name in the template has no value");
        }
        at += 1;
    }
}

#[cfg(test)]
const fn is_one_of(text: &[u8], start: usize, end: usize, names: &[&str]) -> bool {
    let mut index = 0;
    while index < names.len() {
        let (name, mut same) = (names[index].as_bytes(), 0);
        while same < name.len() && start + same < end && name[same] == text[start + same] {
            same += 1;
        }
        if same == name.len() && start + same == end {
            return true;
        }
        index += 1;
    }
    false
}

/// The tokens of `text`, with values where it has `#name`.
pub(crate) fn fill(text: &str, names: &[&str], values: &[&dyn Put]) -> TokenStream {
    fill_at(Span::mixed_site(), text, names, values)
}

/// The same, with another span.
pub(crate) fn fill_at(span: Span, text: &str, names: &[&str], values: &[&dyn Put]) -> TokenStream {
    Template { text, at: 0, span, names, values }.stream()
}

/// `each!(items, |item| tokens)` or `each!(items, |at, item| tokens)`: the tokens of all items, one behind the other. No
/// closure, and no iterator: in unoptimised code they take more than what is done with an item.
macro_rules! each {
    ($items:expr, |$item:pat_param| $tokens:expr $(,)?) => {{
        let mut rest: &[_] = &$items;
        let mut all = ::proc_macro2::TokenStream::new();
        while let [item, others @ ..] = rest {
            let $item = item;
            $crate::template::add(&mut all, $tokens);
            rest = others;
        }
        all
    }};
    ($items:expr, |$at:ident, $item:pat_param| $tokens:expr $(,)?) => {{
        let mut at = 0_usize;
        $crate::template::each!($items, |item| {
            let ($at, $item) = (at, item);
            at += 1;
            $tokens
        })
    }};
}
pub(crate) use each;

/// All of them, as they are.
pub(crate) fn all<T: ToTokens>(items: &[T]) -> TokenStream {
    each!(items, |item| stream(item))
}

/// Puts the tokens behind the others.
pub(crate) fn add(all: &mut TokenStream, tokens: TokenStream) {
    tokens.to_tokens(all);
}

/// A short path that stands in most templates. Streams are the compiler's, and each one put into another costs calls of
/// it: these tokens are our own.
#[derive(Clone)]
pub(crate) struct Prefix(Vec<TokenTree>);

impl Prefix {
    pub(crate) fn of(path: TokenStream) -> Self {
        let mut tokens = Vec::new();
        for token in path {
            tokens.push(token);
        }
        Prefix(tokens)
    }

    /// The same tokens where `span` is.
    pub(crate) fn at(&self, span: Span) -> Self {
        let mut tokens = Vec::new();
        for token in &self.0 {
            let mut token = token.clone();
            token.set_span(span);
            tokens.push(token);
        }
        Prefix(tokens)
    }

    /// Whether there is no path.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The hidden module of this crate.
    pub(crate) fn private(&self) -> Self {
        Prefix::of(emit!(krate = self => #krate::__private))
    }
}

impl ToTokens for Prefix {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for token in &self.0 {
            tokens.append(token.clone());
        }
    }
}

struct Template<'t> {
    text: &'t str,
    at: usize,
    span: Span,
    names: &'t [&'t str],
    values: &'t [&'t dyn Put],
}

impl<'t> Template<'t> {
    /// Up to the end of the text or of the group.
    fn stream(&mut self) -> TokenStream {
        let mut stream = TokenStream::new();
        loop {
            let mut token: TokenTree = match self.next() {
                0 | b')' | b']' | b'}' => return stream,
                b' ' | b'\n' => continue,
                b'(' => Group::new(Delimiter::Parenthesis, self.stream()).into(),
                b'[' => Group::new(Delimiter::Bracket, self.stream()).into(),
                b'{' => Group::new(Delimiter::Brace, self.stream()).into(),
                b'"' => self.string().into(),
                b'0'..=b'9' => self.number().into(),
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => Ident::new(self.word(), self.span).into(),
                b'#' if is_word(self.peek()) => {
                    self.at += 1;
                    let name = self.word();
                    self.value(name).put(&mut stream);
                    continue;
                }
                other => self.punct(other).into(),
            };
            token.set_span(self.span);
            stream.append(token);
        }
    }

    /// The next byte, 0 at the end.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn next(&mut self) -> u8 {
        let next = self.peek();
        self.at += 1;
        next
    }

    /// The word whose first letter was the last byte.
    fn word(&mut self) -> &'t str {
        let start = self.at - 1;
        while is_word(self.peek()) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    fn number(&mut self) -> Literal {
        self.word().parse().expect("a template has integers only")
    }

    /// Without escapes.
    fn string(&mut self) -> Literal {
        let start = self.at;
        while self.next() != b'"' {}
        Literal::string(&self.text[start..self.at - 1])
    }

    fn punct(&self, byte: u8) -> Punct {
        // `stringify!` keeps operators together and others apart.
        let joint = byte == b'\'' || b"!%&*+-./:;<=>?@^|~$,".contains(&self.peek());
        Punct::new(byte.into(), if joint { Spacing::Joint } else { Spacing::Alone })
    }

    fn value(&self, name: &str) -> &'t dyn Put {
        for at in 0..self.names.len() {
            if self.names[at] == name {
                return self.values[at];
            }
        }
        panic!("`#{name}` is no value of the template")
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
