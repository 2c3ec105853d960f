//! Translations through WordPress's own `wp.i18n`, which has the catalogue of the user's language.
//!
//! `t!("Price: %s", price)`, `tn!("%d product", "%d products", count)` and
//! `tx!("To check", "status")` take literals only: translators read the source.

use wasm_bindgen::prelude::*;

use crate::placeholders::fill;

const DOMAIN: &str = "dolisync";

#[wasm_bindgen]
extern "C" {
    // `catch`: where WordPress's script is absent, the name itself cannot be resolved.
    #[wasm_bindgen(catch, js_namespace = ["wp", "i18n"], js_name = "__")]
    fn translate(text: &str, domain: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["wp", "i18n"], js_name = "_n")]
    fn translate_plural(one: &str, many: &str, n: f64, domain: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["wp", "i18n"], js_name = "_x")]
    fn translate_context(text: &str, context: &str, domain: &str) -> Result<String, JsValue>;
}

/// The text of `t!`.
pub fn text(english: &str, values: &[String]) -> String {
    let translated = translate(english, DOMAIN);
    fill(translated.as_deref().unwrap_or(english), values)
}

/// The text of `tx!`.
pub fn text_in_context(english: &str, context: &str, values: &[String]) -> String {
    let translated = translate_context(english, context, DOMAIN);
    fill(translated.as_deref().unwrap_or(english), values)
}

/// The text of `tn!`; `count`, as the user's language writes it, is also the first value.
pub fn counted_text(one: &str, many: &str, count: usize, values: &[String]) -> String {
    let translated = translate_plural(one, many, count as f64, DOMAIN);
    let english = if count == 1 { one } else { many };
    fill(translated.as_deref().unwrap_or(english), values)
}

/// A sentence in the user's language, with `%s`, `%d`, `%1$s` replaced by the further arguments.
macro_rules! t {
    ($text:literal $(, $value:expr)* $(,)?) => {
        $crate::i18n::text($text, &[$(::std::string::ToString::to_string(&$value)),*])
    };
}

/// A sentence about a number, in the plural form of the user's language.
macro_rules! tn {
    ($one:literal, $many:literal, $count:expr $(, $value:expr)* $(,)?) => {{
        let count = $count as usize;
        $crate::i18n::counted_text(
            $one,
            $many,
            count,
            &[$crate::format::count(count as u64) $(, ::std::string::ToString::to_string(&$value))*],
        )
    }};
}

/// A text whose English is ambiguous, with a word that tells what is meant.
macro_rules! tx {
    ($text:literal, $context:literal $(, $value:expr)* $(,)?) => {
        $crate::i18n::text_in_context(
            $text,
            $context,
            &[$(::std::string::ToString::to_string(&$value)),*],
        )
    };
}

pub(crate) use {t, tn, tx};
