//! The string literals of Rust, also inside of macros; without attributes, doc comments and tests.

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::prose::Literal;

pub fn literals(source: &str) -> Result<Vec<Literal>> {
    let tokens: TokenStream = source.parse().ok().context("cannot read the Rust of this file")?;
    let mut found = Vec::new();
    collect(tokens, &mut found);
    Ok(found)
}

fn collect(tokens: TokenStream, found: &mut Vec<Literal>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if let Some(pair) = pair(&tokens) {
        found.push(pair);
        return;
    }
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                if let Some((attribute, after)) = attribute(rest) {
                    rest = if is_of_tests(attribute) { after_item(after) } else { after };
                }
            }
            TokenTree::Group(group) => collect(group.stream(), found),
            other => found.extend(literal(other)),
        }
    }
}

/// The brackets of an attribute, and what follows them.
fn attribute(tokens: &[TokenTree]) -> Option<(&Group, &[TokenTree])> {
    match tokens {
        [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Bracket => {
            Some((group, rest))
        }
        [TokenTree::Punct(mark), rest @ ..] if mark.as_char() == '!' => attribute(rest),
        _ => None,
    }
}

fn is_of_tests(attribute: &Group) -> bool {
    let text = attribute.stream().to_string().replace(' ', "");
    text == "test" || text == "cfg(test)"
}

/// What follows the item at the beginning.
fn after_item(tokens: &[TokenTree]) -> &[TokenTree] {
    let end = tokens.iter().position(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    });
    end.and_then(|end| tokens.get(end + 1..)).unwrap_or_default()
}

/// `js: "…", rust: "…"`: one text, in the words of two languages.
fn pair(tokens: &[TokenTree]) -> Option<Literal> {
    let [TokenTree::Ident(js), _, for_js, _, TokenTree::Ident(rust), _, for_rust, ..] = tokens
    else {
        return None;
    };
    if js != "js" || rust != "rust" {
        return None;
    }
    let text_for_rust = literal(for_rust)?.text;
    Some(Literal { rust: Some(text_for_rust), ..literal(for_js)? })
}

fn literal(token: &TokenTree) -> Option<Literal> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()?.value();
    Some(Literal { line: literal.span().start().line, text, rust: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(usize, String, Option<String>)> {
        let found = literals(source).unwrap();
        found.into_iter().map(|one| (one.line, one.text, one.rust)).collect()
    }

    #[test]
    fn literals_are_found_in_code_and_macros() {
        let source = "fn f() {\n    g(\"one\");\n    bail!(\"two {x}\", x = \"three\");\n}\n\
            table! { a => { js: \"four\", rust: \"five\" }; \"si\\\n   x\" }";
        let plain = |line, text: &str| (line, text.to_owned(), None);
        let pair = (5, "four".to_owned(), Some("five".to_owned()));
        assert_eq!(
            texts(source),
            [plain(2, "one"), plain(3, "two {x}"), plain(3, "three"), pair, plain(5, "six")]
        );
    }

    #[test]
    fn comments_attributes_and_tests_are_left_out() {
        let source = "//! doc\n#![doc = \"no\"]\n/// more\n#[must_use = \"no\"]\nfn f() {} // no\n\
            #[cfg(test)]\nmod tests { fn g() { h(\"no\") } }\n#[test]\nfn t() { h(\"no\") }\nstatic S: &str = \"yes\";";
        assert_eq!(texts(source), [(10, "yes".to_owned(), None)]);
    }
}
