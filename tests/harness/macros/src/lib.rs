//! `#[test]` of the harness.

use proc_macro::{Delimiter, TokenStream, TokenTree};

/// Registers a test with the harness. It reads as the attribute of the standard library does, and takes
/// two more below it: `#[needs(LibreOffice, Openpyxl)]` names variants of `harness::Need` without
/// which the test cannot run, and `#[ignore = "why"]` leaves it out until it is asked for.
#[proc_macro_attribute]
pub fn test(arguments: TokenStream, item: TokenStream) -> TokenStream {
    if !arguments.is_empty() {
        return error(
            "#[test] takes no arguments; what a test needs stands in #[needs(…)] below it",
        );
    }
    let mut tokens = flat(item).into_iter().peekable();
    let mut function = TokenStream::new();
    let mut conditions = TokenStream::new();
    let mut needs = String::new();
    let mut ignored = "None".to_owned();
    while let Some(hash) = tokens.next_if(|token| is_punct(token, '#')) {
        let Some(TokenTree::Group(attribute)) = tokens.next() else {
            return error("an attribute is expected after #");
        };
        let whole = TokenStream::from_iter([hash, TokenTree::Group(attribute.clone())]);
        let mut parts = flat(attribute.stream()).into_iter();
        match parts.next().map(|name| name.to_string()).as_deref() {
            Some("needs") => {
                let Some(TokenTree::Group(names)) = parts.next() else {
                    return error("#[needs(…)] names what the test needs");
                };
                for name in names.stream().into_iter().filter(|token| !is_punct(token, ',')) {
                    needs.push_str(&format!("::harness::Need::{name},"));
                }
            }
            Some("ignore") => {
                let Some(TokenTree::Literal(reason)) = parts.nth(1) else {
                    return error("write #[ignore = \"why\"]");
                };
                ignored = format!("Some({reason})");
            }
            Some("should_panic") => return error("the harness has no #[should_panic]"),
            Some("cfg") => {
                conditions.extend(whole.clone());
                function.extend(whole);
            }
            _ => function.extend(whole),
        }
    }
    let rest: Vec<TokenTree> = tokens.collect();
    let mut names = rest.iter().skip_while(|token| token.to_string() != "fn").skip(1);
    let Some(TokenTree::Ident(name)) = names.next() else {
        return error("#[test] stands above a function");
    };
    let registration = format!(
        "::harness::inventory::submit! {{ ::harness::Test {{ \
             path: concat!(module_path!(), \"::\", stringify!({name})), \
             needs: &[{needs}], ignored: {ignored}, run: {name} }} }}"
    );
    function.extend(rest);
    function.extend(conditions);
    function.extend(registration.parse::<TokenStream>().unwrap_or_default());
    function
}

/// The tokens without the invisible groups that a `macro_rules!` puts round what it hands on.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let mut all = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                all.extend(flat(group.stream()));
            }
            other => all.push(other),
        }
    }
    all
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn error(message: &str) -> TokenStream {
    let error = format!("::core::compile_error!({message:?});");
    error.parse().unwrap_or_default()
}
