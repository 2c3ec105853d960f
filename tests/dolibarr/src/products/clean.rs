use serde_json::Value;

use crate::settings::Version;

/// Since 20 the API cleans what it writes: descriptions and notes keep plain HTML, everything else loses tags and
/// double quotes. 16 stores what it gets.
pub(super) fn clean(version: Version, field: &str, value: Value) -> Value {
    match (version, value) {
        (Version::V20, Value::String(text)) => Value::String(match field {
            "description" | "desc" | "note" | "note_public" | "note_private" => plain_html(&text),
            _ => no_html(&text),
        }),
        (_, value) => value,
    }
}

/// Without tags and double quotes, spaces folded.
fn no_html(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let starts_tag = rest[open + 1..]
            .starts_with(|letter: char| letter.is_alphabetic() || letter == '/' || letter == '!');
        match rest[open..].find('>').filter(|_| starts_tag) {
            Some(close) => {
                kept.push_str(&rest[..open]);
                rest = &rest[open + close + 1..];
            }
            None => {
                kept.push_str(&rest[..=open]);
                rest = &rest[open + 1..];
            }
        }
    }
    kept.push_str(rest);
    let mut folded = kept.replace('"', "");
    while folded.contains("  ") {
        folded = folded.replace("  ", " ");
    }
    folded.trim().to_string()
}

/// Tags that a description keeps.
const KEPT_TAGS: [&str; 31] = [
    "a",
    "article",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "table",
    "td",
    "tr",
    "u",
    "ul",
];

/// Without the tags that could do harm and without `on…=` handlers.
fn plain_html(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        kept.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('>') else {
            break;
        };
        let name: String = rest[1..close]
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if KEPT_TAGS.contains(&name.to_ascii_lowercase().as_str()) {
            kept.push_str(&without_handlers(&rest[..=close]));
        }
        rest = &rest[close + 1..];
    }
    kept.push_str(rest);
    kept
}

/// `<p onclick=x>` becomes `<p x>`, as in Dolibarr.
fn without_handlers(tag: &str) -> String {
    tag.split(' ')
        .map(|part| match part.split_once('=') {
            Some((name, value))
                if name.len() > 2 && name.to_ascii_lowercase().starts_with("on") =>
            {
                value
            }
            _ => part,
        })
        .collect::<Vec<_>>()
        .join(" ")
}
