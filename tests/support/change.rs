//! `#[change::to("u8", "bool")]`: an attribute of someone else's, below ours, that rustc runs after it has given the item to it.

use proc_macro::{TokenStream, TokenTree};
#[proc_macro_attribute]
pub fn to(args: TokenStream, item: TokenStream) -> TokenStream {
    let texts: Vec<String> = args
        .into_iter()
        .filter_map(|token| match token {
            TokenTree::Literal(text) => Some(text.to_string().trim_matches('"').to_owned()),
            _ => None,
        })
        .collect();
    // Only what it says of others, and not what ours has read before, which stands in an attribute as well.
    let (mut kept, mut rest) = (TokenStream::new(), TokenStream::new());
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if token.to_string() == "#" && tokens.peek().is_some_and(|attr| attr.to_string().contains("unchanged")) {
            kept.extend([token, tokens.next().unwrap()]);
        } else {
            rest.extend([token]);
        }
    }
    let before = rest.to_string();
    let after = before.replace(&texts[0], &texts[1]);
    assert_ne!(before, after);
    kept.extend(after.parse::<TokenStream>().unwrap());
    kept
}
