//! Canonical values as a person reads them.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

use crate::domain::{FieldKey, PriceBase};
use crate::format::{amount, money, quantity, rate, Unit};
use crate::i18n::{t, tx};

/// A field's value for the user's language: “12.00 €”, “20 %”, “0.35 kg”. Descriptions lose
/// their HTML. An empty value stays empty: how it is shown depends on where.
pub fn value_text(key: &FieldKey, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    match key {
        FieldKey::Price => amount(value),
        FieldKey::VatRate => rate(value),
        FieldKey::Weight => quantity(value, Unit::Kilogram),
        FieldKey::Length | FieldKey::Width | FieldKey::Height => quantity(value, Unit::Meter),
        FieldKey::Stock => quantity(value, Unit::Piece),
        FieldKey::Description => plain_text(value),
        FieldKey::Type => match value {
            "product" => tx!("Product", "type of product"),
            "service" => tx!("Service", "type of product"),
            other => other.to_owned(),
        },
        FieldKey::OnSale => match value {
            "yes" => t!("Yes"),
            "no" => t!("No"),
            other => other.to_owned(),
        },
        FieldKey::Title
        | FieldKey::Reference
        | FieldKey::Barcode
        | FieldKey::Categories
        | FieldKey::Other(_) => value.to_owned(),
    }
}

/// Two different values of one field. Values that read the same although they differ (HTML of the
/// same text aside, which has no other reading) are shown as they are stored.
pub fn value_texts(key: &FieldKey, one: &str, other: &str) -> (String, String) {
    let (first, second) = (value_text(key, one), value_text(key, other));
    if one != other && first == second && *key != FieldKey::Description {
        return (one.to_owned(), other.to_owned());
    }
    (first, second)
}

/// A price with its base: “12.00 € excl. tax”. `None` where there is no price.
pub fn plain_money(price: &str, base: PriceBase) -> Option<String> {
    (!price.is_empty()).then(|| money(price, base))
}

/// The text of a piece of HTML, a line for each of its blocks. The HTML is parsed apart from the
/// page: nothing of it runs, loads or is shown.
pub fn plain_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let mut spaced = html.to_owned();
    for end in ["</p>", "</div>", "</li>", "</tr>", "<br", "</h"] {
        spaced = spaced.replace(end, &format!("\n{end}"));
    }
    let parsed = DomParser::new()
        .and_then(|parser| parser.parse_from_string(&spaced, SupportedType::TextHtml));
    let Some(body) = parsed.ok().and_then(|document| document.body()) else {
        // Every browser parses HTML; should one refuse, its source is better than nothing.
        return html.to_owned();
    };
    if let Ok(unseen) = body.query_selector_all("script, style, template") {
        for at in 0..unseen.length() {
            if let Some(element) = unseen
                .get(at)
                .and_then(|node| node.dyn_into::<Element>().ok())
            {
                element.remove();
            }
        }
    }
    let text = body.text_content().unwrap_or_default();
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
