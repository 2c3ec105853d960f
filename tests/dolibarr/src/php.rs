//! What PHP and Dolibarr's helpers make of a value that was sent: the API's answers show it.

use rust_decimal::prelude::*;
use serde_json::Value;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::UnicodeNormalization;

/// PHP's `(string)`: null and false are empty, true is `1`.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => "1".to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => "Array".to_string(),
    }
}

/// PHP's `empty()`.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty() || text == "0",
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
    }
}

/// PHP's `(int)`.
pub fn integer(value: &Value) -> i64 {
    let text = text(value);
    let text = text.trim_start();
    let end = text
        .char_indices()
        .find(|(at, letter)| {
            !(letter.is_ascii_digit() || (*at == 0 && matches!(letter, '-' | '+')))
        })
        .map_or(text.len(), |(at, _)| at);
    text[..end].parse().unwrap_or(0)
}

/// Dolibarr's `price2num`: spaces go, a comma is a decimal point, nothing is nothing. `None`: not a number, with which
/// PHP 8 refuses to reckon.
pub fn number(value: &Value) -> Option<Decimal> {
    let text: String = text(value)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| if letter == ',' { '.' } else { letter })
        .collect();
    if text.is_empty() {
        return Some(Decimal::ZERO);
    }
    Decimal::from_str(&text)
        .or_else(|_| Decimal::from_scientific(&text))
        .ok()
}

/// Rounds away from zero at the half, as PHP's `round`.
pub fn round(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// A number of the database with that many decimals: `12.50000000`.
pub fn fixed(number: Decimal, decimals: u32) -> String {
    let mut number = round(number, decimals);
    number.rescale(decimals);
    number.to_string()
}

/// Dolibarr's `dol_string_nospecial`: what may not stand in a reference becomes `_`.
pub fn no_special(text: &str) -> String {
    text.trim()
        .chars()
        .map(|letter| match letter {
            ' ' | '\'' | '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '[' | ']' | ','
            | ';' | '=' | '°' => '_',
            letter => letter,
        })
        .collect()
}

/// Dolibarr's `dol_sanitizeFileName`, of a text that went through [`no_special`].
pub fn file_name(text: &str) -> String {
    let mut name = String::new();
    let mut hyphens = 0;
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        if letter == '-' {
            hyphens += 1;
            continue;
        }
        name.push_str(hyphens_of(hyphens));
        hyphens = 0;
        name.push(if letter == '$' { '_' } else { letter });
    }
    name.push_str(hyphens_of(hyphens));
    name.replace("..", "")
}

/// Two hyphens and more become one `_`.
fn hyphens_of(count: usize) -> &'static str {
    match count {
        0 => "",
        1 => "-",
        _ => "_",
    }
}

/// Dolibarr's database is `utf8` of three bytes: each byte of a longer character becomes `?`.
pub fn three_byte(text: &str) -> String {
    text.chars()
        .flat_map(|letter| {
            if letter.len_utf8() > 3 {
                vec!['?'; 4]
            } else {
                vec![letter]
            }
        })
        .collect()
}

/// PHP's `JSON_PRETTY_PRINT`: four spaces.
pub fn pretty(value: &Value) -> String {
    let mut text = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, formatter);
    match serde::Serialize::serialize(value, &mut serializer) {
        Ok(()) => String::from_utf8(text).unwrap_or_default(),
        Err(_) => String::new(),
    }
}
