use std::borrow::Cow;
use std::cmp::Ordering;
use std::str::FromStr;

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::UnicodeNormalization;

use crate::clock;

/// A value of the database in a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Null,
    Number(Decimal),
    Text(Cow<'a, str>),
    /// `Y-m-d H:i:s`.
    Date(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    pub fn text(text: &'a str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }

    pub fn id(id: u64) -> Self {
        Cell::Number(Decimal::from(id))
    }

    pub fn from_bool(value: bool) -> Self {
        Cell::Number(Decimal::from(u8::from(value)))
    }

    /// What the API answers for a column, as the database holds it: numbers come as strings.
    pub fn of(value: &'a serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::String(text) => Cell::text(text),
            Value::Number(number) => {
                number_of(&number.to_string()).map_or(Cell::Null, Cell::Number)
            }
            Value::Bool(value) => Cell::from_bool(*value),
            Value::Null | Value::Array(_) | Value::Object(_) => Cell::Null,
        }
    }

    /// The same as a number column.
    pub fn into_number(self) -> Self {
        match self {
            Cell::Text(text) => number_of(&text).map_or(Cell::Null, Cell::Number),
            other => other,
        }
    }

    pub fn as_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Cell::Null => None,
            Cell::Number(number) => Some(Cow::Owned(number.normalize().to_string())),
            Cell::Text(text) | Cell::Date(text) => Some(Cow::Borrowed(text)),
        }
    }

    /// As MariaDB compares: nothing with null, texts without regard to case and accents, and each kind turned into the
    /// other's where they differ.
    pub fn compare(&self, other: &Cell<'_>) -> Option<Ordering> {
        match (self, other) {
            (Cell::Null, _) | (_, Cell::Null) => None,
            (Cell::Text(a), Cell::Text(b)) => Some(fold(a).cmp(&fold(b))),
            (Cell::Date(a), Cell::Date(b)) => Some(a.cmp(b)),
            (Cell::Date(a), Cell::Text(b)) => Some(clock::read(a)?.cmp(&clock::read(b)?)),
            (Cell::Text(a), Cell::Date(b)) => Some(clock::read(a)?.cmp(&clock::read(b)?)),
            (a, b) => Some(a.as_number()?.cmp(&b.as_number()?)),
        }
    }

    pub fn as_number(&self) -> Option<Decimal> {
        match self {
            Cell::Null => None,
            Cell::Number(number) => Some(*number),
            Cell::Text(text) => number_of(text),
            Cell::Date(text) => clock::read(text).map(as_digits),
        }
    }
}

/// `20261124050619`, which is how MariaDB compares a date with a number.
fn as_digits(date: DateTime) -> Decimal {
    let digits = date.strftime("%Y%m%d%H%M%S").to_string();
    Decimal::from_str(&digits).unwrap_or_default()
}

/// The number a text begins with; 0 when there is none, as in MariaDB.
fn number_of(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let end = text
        .char_indices()
        .find(|(at, letter)| {
            !(letter.is_ascii_digit() || *letter == '.' || (*at == 0 && *letter == '-'))
        })
        .map_or(text.len(), |(at, _)| at);
    Some(Decimal::from_str(&text[..end]).unwrap_or_default())
}

/// A text as `utf8_general_ci` compares it: without case and accents.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect()
}
