//! Writes the JSON (JED 1.x) that `wp_set_script_translations()` hands to `wp.i18n`.

use polib::catalog::Catalog;
use serde_json::{json, Map, Value};

/// The JSON of the messages for which `wanted` (given the references, one a line) says yes.
///
/// `locale` is WordPress's, such as `fr_FR`; `plural_forms` the catalogue's header of that name.
pub fn from_catalog(
    catalog: &Catalog,
    locale: &str,
    plural_forms: &str,
    wanted: impl Fn(&str) -> bool,
) -> Value {
    let mut messages = Map::new();
    messages.insert(
        String::new(),
        json!({ "domain": "messages", "lang": locale, "plural-forms": plural_forms }),
    );
    for message in catalog.messages().filter(|m| wanted(m.source())) {
        let key = match message.msgctxt() {
            // End of transmission joins context and text, as in a .mo file.
            Some(context) if !context.is_empty() => format!("{context}\u{4}{}", message.msgid()),
            _ => message.msgid().to_owned(),
        };
        let forms = match (message.msgstr(), message.msgstr_plural()) {
            (Ok(one), _) => json!([one]),
            (_, Ok(many)) => json!(many),
            (Err(_), Err(_)) => continue,
        };
        messages.insert(key, forms);
    }
    json!({
        "domain": "messages",
        "locale_data": { "messages": messages },
    })
}
