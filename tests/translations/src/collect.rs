//! Finds the panel's strings: every `t!`, `tn!` and `tx!` in a Rust source, also inside `view!`.
//!
//! The walk is over tokens, not over syntax: the body of `view!` is no Rust syntax.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, Token};

use crate::Error;

/// One string of the panel, as it stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelString {
    /// English (`msgid`).
    pub text: String,
    /// English plural (`msgid_plural`), for `tn!`.
    pub plural: Option<String>,
    /// What tells two equal English strings apart (`msgctxt`), for `tx!`.
    pub context: Option<String>,
    /// The source's path, relative to the project, with `/`.
    pub file: String,
    /// Line of the macro's name, from 1.
    pub line: usize,
}

/// All strings of the `.rs` files below `source`, in order of path and line.
///
/// `root` is the project's folder, which the paths are relative to.
/// An unreadable file, or a macro whose text is not a literal, is an error that names the place.
pub fn collect_folder(root: &Path, source: &Path) -> Result<Vec<PanelString>, Error> {
    let mut strings = Vec::new();
    for path in rust_files(source)? {
        let name = path.strip_prefix(root).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).map_err(|e| Error(format!("{name}: {e}")))?;
        strings.extend(collect_source(&name, &text)?);
    }
    Ok(strings)
}

/// The strings of one source text; `file` is only for messages.
pub fn collect_source(file: &str, source: &str) -> Result<Vec<PanelString>, Error> {
    let tokens: TokenStream = source
        .parse()
        .map_err(|e| Error(format!("{file}: not Rust: {e}")))?;
    let mut found = Vec::new();
    walk(file, tokens, &mut found)?;
    Ok(found)
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).map_err(|e| Error(format!("{}: {e}", folder.display())))?;
    for entry in entries {
        let path = entry.map_err(|e| Error(e.to_string()))?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn walk(file: &str, tokens: TokenStream, found: &mut Vec<PanelString>) -> Result<(), Error> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut i = 0;
    while i < tokens.len() {
        if let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(bang))) =
            (tokens.get(i), tokens.get(i + 1))
        {
            if bang.as_char() == '!' {
                let name_text = name.to_string();
                if let Some(TokenTree::Group(body)) = tokens.get(i + 2) {
                    if matches!(name_text.as_str(), "t" | "tn" | "tx") {
                        let line = name.span().start().line;
                        found.push(read_macro(file, line, &name_text, body.stream())?);
                    }
                    // Arguments may hold further strings.
                    walk(file, body.stream(), found)?;
                    i += 3;
                    continue;
                }
                if name_text == "macro_rules" {
                    // `macro_rules! t { ($text:literal) => … }`: the definition, not a use.
                    i += 4;
                    continue;
                }
            }
        }
        if is_test_attribute(&tokens, i) {
            i = end_of_item(&tokens, i + 2);
            continue;
        }
        if let TokenTree::Group(group) = &tokens[i] {
            walk(file, group.stream(), found)?;
        }
        i += 1;
    }
    Ok(())
}

/// `#[cfg(test)]` at `i`: what tests say on their own is shown to nobody.
fn is_test_attribute(tokens: &[TokenTree], i: usize) -> bool {
    match (tokens.get(i), tokens.get(i + 1)) {
        (Some(TokenTree::Punct(hash)), Some(TokenTree::Group(group))) => {
            hash.as_char() == '#' && group.stream().to_string().replace(' ', "") == "cfg(test)"
        }
        _ => false,
    }
}

fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    for (offset, token) in tokens[from..].iter().enumerate() {
        match token {
            TokenTree::Group(g) if g.delimiter() == Delimiter::Brace => return from + offset + 1,
            TokenTree::Punct(p) if p.as_char() == ';' => return from + offset + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn read_macro(
    file: &str,
    line: usize,
    name: &str,
    body: TokenStream,
) -> Result<PanelString, Error> {
    let wrong = |what: &str| Error(format!("{file}:{line}: {name}! {what}"));
    let arguments = Punctuated::<Expr, Token![,]>::parse_terminated
        .parse2(body)
        .map_err(|e| wrong(&format!("cannot be read: {e}")))?;
    let literal = |position: usize| match arguments.get(position) {
        Some(Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        })) if !text.value().is_empty() => Ok(text.value()),
        _ => Err(wrong(&format!(
            "takes a string literal as argument {}, since translators read the source",
            position + 1
        ))),
    };
    let text = literal(0)?;
    let second = match name {
        "t" => None,
        _ => Some(literal(1)?),
    };
    let (plural, context) = match name {
        "tn" => (second, None),
        _ => (None, second),
    };
    Ok(PanelString {
        text,
        plural,
        context,
        file: file.to_owned(),
        line,
    })
}
