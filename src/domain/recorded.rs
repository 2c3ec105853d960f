//! Recorded answers of the REST API, read as the panel reads them.

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde_json::{json, Value};

use super::*;

/// An answer of `products/56/comparison`.
pub fn comparison() -> Comparison {
    let field = |key: &str, wpshop: &str, dolibarr: &str, state: &str| json!({ "key": key, "wpshop": wpshop, "dolibarr": dolibarr, "baseline": null, "state": state, "note": null });
    Comparison::from_json(&json!({
        "product": { "id": 56, "title": "Savon", "reference": "SAV", "barcode": "", "price": "4.9", "price_base": "TTC" },
        "dolibarr_id": 66,
        "dolibarr_url": "https://erp.example/product/card.php?id=66",
        "linked": true,
        "status": "out_of_sync",
        "reason": "differs",
        "price_base": "TTC",
        "fields": [
            field("title", "Savon", "Savon 300 g", "differs"),
            field("reference", "SAV", "SAV", "same"),
            field("barcode", "", "", "same"),
            field("description", "<p>a</p>", "<p>a</p>", "same"),
            field("price", "4.9", "5.2", "differs"),
            field("vat_rate", "20", "20", "same"),
            field("type", "product", "product", "same"),
            field("on_sale", "yes", "yes", "same"),
            field("weight", "0.3", "0.3", "same"),
            field("length", "", "", "same"),
            field("width", "", "", "same"),
            field("color", "", "", "same"),
        ],
        "revisions": { "wpshop": "a1", "dolibarr": "b2" },
        "synchronized_at": null,
    }))
    .unwrap()
}

#[test]
fn a_comparison_keeps_its_order_and_unknown_fields() {
    let comparison = comparison();
    let keys: Vec<&str> = comparison.fields.iter().map(|f| f.key.as_str()).collect();
    assert_eq!(keys[..3], ["title", "reference", "barcode"]);
    assert_eq!(
        comparison.fields[11].key,
        FieldKey::Other("color".to_owned())
    );
    let differing: Vec<&FieldKey> = comparison.differing().map(|f| &f.key).collect();
    assert_eq!(differing, [&FieldKey::Title, &FieldKey::Price]);
    assert_eq!(comparison.price_base, PriceBase::Ttc);
    assert_eq!(comparison.revisions.wpshop, "a1");
}

#[test]
fn every_field_name_reads_back() {
    for key in [
        "title",
        "reference",
        "barcode",
        "description",
        "price",
        "vat_rate",
        "type",
        "on_sale",
        "weight",
        "length",
        "width",
        "height",
        "stock",
        "categories",
        "color",
        "",
    ] {
        let read = FieldKey::from_json(&json!(key)).unwrap();
        assert_eq!(read.as_str(), key);
        assert_eq!(serde_json::to_value(&read).unwrap(), json!(key));
        assert_eq!(
            matches!(read, FieldKey::Other(_)),
            ["color", ""].contains(&key)
        );
    }
}

#[test]
fn what_is_special_about_a_field_says_who_decides() {
    let field = |note: &str| {
        let mut field = comparison().fields.swap_remove(0);
        field.note = Some(Note::from_json(&json!(note)).unwrap());
        (field.is_choosable(), field.is_written(), field.owner())
    };
    assert_eq!(field("refused"), (true, true, None));
    assert_eq!(field("held"), (true, true, None));
    let owned = |side| (false, true, Some(side));
    assert_eq!(field("owned_by_dolibarr"), owned(Side::Dolibarr));
    assert_eq!(field("owned_by_wpshop"), owned(Side::Wpshop));
    for note in ["read_only", "not_synchronized", "a_later_version_s"] {
        assert_eq!(field(note), (false, false, None), "{note}");
    }
}

#[test]
fn a_row_that_waits_says_until_when_if_it_is_told() {
    let mut row = json!({ "id": 59, "title": "Mug", "status": "out_of_sync", "reason": "pending" });
    assert_eq!(Row::from_json(&row).unwrap().next_try, None);
    row["next_try"] = json!("2026-11-24T20:05:00.000Z");
    let row = Row::from_json(&row).unwrap();
    assert!(row.is_pending());
    assert_eq!(row.next_try.as_deref(), Some("2026-11-24T20:05:00.000Z"));
    assert!(!Row::unread(ProductId(59)).is_pending());
}

#[test]
fn a_grey_row_keeps_what_was_known_and_why() {
    let row = Row::from_json(&json!({
        "id": 59, "title": "Mug", "status": "unknown", "reason": null, "fields": [],
        "dolibarr_id": 68, "dolibarr_url": null, "checked_at": "2026-11-24T20:00:00.123Z",
        "last_known": { "status": "out_of_sync", "fields": ["price"] },
        "problem": { "code": "dolisync_dolibarr_timeout", "message": "No answer.", "next_action": "retry" },
    }))
    .unwrap();
    assert_eq!(row.last_known.unwrap().fields, [FieldKey::Price]);
    assert_eq!(row.problem.unwrap().next_action, NextAction::Retry);
    assert_eq!(row.dolibarr_id, Some(DolibarrId(68)));
}

#[test]
fn what_this_panel_does_not_know_has_a_safe_meaning() {
    assert_eq!(PriceBase::from_json(&json!("")).unwrap(), PriceBase::Ht);
    assert_eq!(serde_json::to_value(PriceBase::Ht).unwrap(), json!("HT"));
    assert_eq!(serde_json::to_value(PriceBase::Ttc).unwrap(), json!("TTC"));
    assert_eq!(
        NextAction::from_json(&json!("x")).unwrap(),
        NextAction::None
    );
    assert_eq!(
        JournalSource::from_json(&json!("cli")).unwrap(),
        JournalSource::Other
    );
    assert_eq!(
        JournalAction::from_json(&json!("merge")).unwrap(),
        JournalAction::Other
    );
    assert!(Status::from_json(&json!("purple")).is_none());
}

/// All recorded answers, by name.
pub fn answers() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery/answers");
    let entries = fs::read_dir(&folder).unwrap();
    let mut answers: Vec<(String, Value)> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let answer = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            (name, answer)
        })
        .collect();
    answers.sort_by(|a, b| a.0.cmp(&b.0));
    answers
}

/// Reads an answer as the call does that gets it, and writes it again. None: it was refused.
pub fn read(name: &str, answer: &Value) -> Option<Value> {
    fn again<T: FromJson + Serialize>(answer: &Value) -> Option<Value> {
        T::from_json(answer).map(|read| serde_json::to_value(&read).unwrap())
    }
    match name.split('-').next().unwrap() {
        "comparison" => again::<Comparison>(answer),
        "outcome" => again::<Outcome>(answer),
        "journal" => again::<JournalPage>(answer),
        "likeliest" => again::<Likeliest>(answer),
        "search" => again::<CandidatePage>(answer),
        "unlinked" => again::<UnlinkedPage>(answer),
        "linked" => again::<Vec<PairLinked>>(&answer["results"]),
        "current" => again::<Option<mass_sync::Run>>(&answer["run"]),
        "created" => again::<Vec<Creation>>(&answer["products"]),
        "overview" => again::<Overview>(answer),
        "records" => again::<mass_sync::RecordPage>(answer),
        "run" => again::<mass_sync::Run>(answer),
        "trashed" => again::<u64>(&answer["journal_id"]),
        "status" | "statuses" => again::<Vec<Row>>(&answer["products"]),
        "error" => match read_answer::<Value>(409, &answer.to_string()) {
            Err(Failure::Refused(_) | Failure::SessionLost) => Some(answer.clone()),
            _ => None,
        },
        _ => panic!("{name}: no route is known for this answer"),
    }
}

#[test]
fn the_recorded_answers_are_read_without_loss() {
    let answers = answers();
    for (name, answer) in &answers {
        let read = read(name, answer).unwrap_or_else(|| panic!("{name} cannot be read"));
        let is_part = answer
            .as_object()
            .unwrap()
            .values()
            .any(|part| *part == read);
        assert!(read == *answer || is_part, "{name}: {read}");
    }
    assert!(answers.len() > 20, "only {} answers", answers.len());
}
