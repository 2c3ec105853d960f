//! Answers of the REST API that were damaged on their way: read, or refused; never a panic.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{json, Value};

use super::recorded::{answers, read};
use super::*;

/// Read once: there are thousands of cases.
static ANSWERS: LazyLock<Vec<(String, Value)>> = LazyLock::new(answers);

/// What may stand in a value's place after another plugin, a proxy or a later version had its way.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!(true)),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[], {}, null])),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // One more, and it is too much.
        Just(json!(u64::MAX)),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        Just(json!("9".repeat(400))),
        Just(json!("2026-13-45T99:99:99.999Z")),
    ]
}

/// Walks into the value by `path` and puts something else there, or takes it away.
fn damage(value: &mut Value, path: &[u8], with: Option<&Value>) {
    let (Some(step), rest) = (path.first(), path.get(1..).unwrap_or_default()) else {
        *value = with.cloned().unwrap_or(Value::Null);
        return;
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            let at = usize::from(*step) % items.len();
            match (rest.is_empty(), with) {
                (true, None) => drop(items.remove(at)),
                _ => damage(&mut items[at], rest, with),
            }
        }
        Value::Object(fields) if !fields.is_empty() => {
            let at = usize::from(*step) % fields.len();
            let key = fields.keys().nth(at).cloned().unwrap_or_default();
            match (rest.is_empty(), with) {
                (true, None) => drop(fields.remove(&key)),
                _ => damage(&mut fields[&key], rest, with),
            }
        }
        other => *other = with.cloned().unwrap_or(Value::Null),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_damaged_value_is_read_or_refused(
        which in any::<prop::sample::Index>(),
        damages in prop::collection::vec((prop::collection::vec(any::<u8>(), 1..6), prop::option::of(odd())), 1..4),
    ) {
        let (name, mut answer) = which.get(&ANSWERS).clone();
        for (path, with) in &damages {
            damage(&mut answer, path, with.as_ref());
        }
        use_it(&name, &answer);
    }

    #[test]
    fn damaged_bytes_are_read_or_refused(
        which in any::<prop::sample::Index>(),
        status in prop::sample::select(vec![200u16, 204, 302, 401, 403, 404, 409, 429, 500, 503]),
        at in any::<prop::sample::Index>(),
        length in 0usize..30,
        with in ".{0,10}",
    ) {
        let (_, answer) = which.get(&ANSWERS);
        let mut characters: Vec<char> = answer.to_string().chars().collect();
        let at = at.index(characters.len());
        let end = (at + length).min(characters.len());
        characters.splice(at..end, with.chars());
        let text: String = characters.into_iter().collect();
        let read = read_answer::<Comparison>(status, &text);
        prop_assert!((200..300).contains(&status) || read.is_err());
        let _ = read_nonce(status, &text);
    }
}

/// What the panel computes from an answer as soon as it has it.
fn use_it(name: &str, answer: &Value) {
    read(name, answer);
    if let Some(comparison) = Comparison::from_json(answer) {
        let choice = Choice::preselected(&comparison);
        effects(&comparison, &choice);
        effects(&comparison, &Choice::all(&comparison, Side::Wpshop));
    }
    if let Some(likeliest) = Likeliest::from_json(answer) {
        for candidate in &likeliest.candidates {
            score(&likeliest.product, candidate);
        }
    }
    if let Some(page) = UnlinkedPage::from_json(answer) {
        CounterpartSearch::new(&page.products).like("savon noir");
        let both = page.products;
        let mut matching = bulk_matching::Matching::new(both.clone().into(), both.into());
        while !matching.advance(&mut || false) {}
        matching.into_pairs();
    }
    if let Some(overview) = Overview::from_json(answer) {
        let counts = overview.counts;
        arcs([
            counts.synced,
            counts.out_of_sync,
            counts.unlinked,
            counts.unknown,
        ]);
    }
    if let Some(run) = mass_sync::Run::from_json(answer) {
        run.preview();
        run.share();
        run.failed();
        run.takes_a_word();
        run.current();
        for stage in &run.stages {
            stage.share();
            stage.left();
        }
    }
}
