//! Values as a person reads them, and where two texts differ.

use dolisync::components::{parts, plain_text, value_text, value_texts, Parts};
use dolisync::domain::FieldKey;
use dolisync::format;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn values_are_formatted_for_the_users_language() {
    format::configure("fr-FR", "EUR", "UTC");
    let shown =
        |key: &FieldKey, value: &str| value_text(key, value).replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(shown(&FieldKey::Price, "1234.5"), "1 234,50 €");
    assert_eq!(shown(&FieldKey::Price, "12.34568"), "12,34568 €");
    assert_eq!(shown(&FieldKey::VatRate, "5.5"), "5,5 %");
    assert_eq!(shown(&FieldKey::Weight, "0.35"), "0,35 kg");
    format::configure("en-US", "EUR", "UTC");
    assert_eq!(shown(&FieldKey::Height, "0.14"), "0.14 m");
    assert_eq!(shown(&FieldKey::OnSale, "no"), "No");
    assert_eq!(shown(&FieldKey::Price, ""), "");
    assert_eq!(shown(&FieldKey::Price, "on request"), "on request");
}

#[wasm_bindgen_test]
fn times_are_those_of_the_site() {
    let time = "2026-11-26T23:30:00Z";
    for (zone, shown) in [
        ("Europe/Paris", "27/11/2026 00:30"),
        ("+09:00", "27/11/2026 08:30"),
        ("UTC", "26/11/2026 23:30"),
    ] {
        format::configure("fr-FR", "EUR", zone);
        assert_eq!(format::date_time(time), shown, "{zone}");
    }
    format::configure("fr-FR", "EUR", "Nowhere/At all");
    assert!(
        format::date_time(time).contains("/11/2026"),
        "the browser's"
    );
    assert_eq!(format::date_time("soon"), "soon");
}

#[wasm_bindgen_test]
fn different_values_never_read_the_same() {
    format::configure("en-US", "EUR", "UTC");
    let near = ("1.123456789".to_owned(), "1.123456788".to_owned());
    assert_eq!(value_texts(&FieldKey::Price, &near.0, &near.1), near);
    let (one, two) = value_texts(&FieldKey::Price, "12.35", "12.34568");
    assert_ne!(one, two);
}

#[wasm_bindgen_test]
fn a_description_is_shown_as_its_text() {
    let html = "<!-- wp:paragraph --><p>One &amp; two</p><ul><li>a</li><li>b</li></ul><script>x()</script>c<br>d";
    assert_eq!(plain_text(html), "One & two\na\nb\nc\nd");
    assert_eq!(plain_text("<img src=x onerror=alert(1)>"), "");
    assert_eq!(plain_text("no html"), "no html");
}

#[wasm_bindgen_test]
fn texts_are_cut_where_they_differ() {
    let cut = |before: &str, changed: &str, after: &str| Parts {
        before: before.to_owned(),
        changed: changed.to_owned(),
        after: after.to_owned(),
    };
    for (text, other, expected) in [
        ("Mug bleu", "Mug bleu", cut("Mug bleu", "", "")),
        ("Mug bleu", "Mug vert", cut("Mug ", "bleu", "")),
        ("Mug bleu", "Mug", cut("Mug ", "bleu", "")),
        ("Mug", "Mug bleu", cut("Mug", "", "")),
        (
            "un mug bleu",
            "un grand mug bleu",
            cut("un ", "", "mug bleu"),
        ),
        (
            "un grand mug bleu",
            "un mug bleu",
            cut("un ", "grand", " mug bleu"),
        ),
        ("aa a", "aa aa a", cut("aa ", "", "a")),
        ("été", "ete", cut("", "été", "")),
        ("", "x", cut("", "", "")),
    ] {
        let found = parts(text, other);
        assert_eq!(found, expected, "{text} / {other}");
        assert_eq!(
            format!("{}{}{}", found.before, found.changed, found.after),
            text
        );
    }
}

#[wasm_bindgen_test]
fn a_shortened_text_still_shows_its_difference() {
    let long = "mot ".repeat(100);
    let one = format!("{long}rouge {long}");
    let two = format!("{long}bleu {long}");
    let short = parts(&one, &two).shortened().unwrap();
    assert_eq!(short.changed, "rouge");
    assert!(short.before.starts_with('…') && short.after.ends_with('…'));
    let length = short.before.len() + short.changed.len() + short.after.len();
    assert!(length < 200, "{length}");
    assert_eq!(parts("short", "other").shortened(), None);
}
