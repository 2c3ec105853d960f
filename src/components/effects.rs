//! What a write will do, or did, in a sentence.

use leptos::prelude::*;

use super::text_difference::head;
use super::{field_names, field_word, value_texts};
use crate::domain::{effects, Change, Choice, Comparison, Effects, FieldKey};
use crate::i18n::{t, tx};
use crate::state::{use_panel, Load};

/// The most characters of one value in a sentence.
const VALUE_MOST: usize = 40;

/// “Dolibarr: price 12.00 → 14.00 €; WPshop: nothing”, the side that changes first.
pub fn effects_sentence(effects: &Effects) -> String {
    sides_sentence(&effects.wpshop, &effects.dolibarr)
}

/// The same for what was done.
pub fn sides_sentence(to_wpshop: &[Change], to_dolibarr: &[Change]) -> String {
    let wpshop = changes_words(to_wpshop);
    let dolibarr = changes_words(to_dolibarr);
    match (to_wpshop.is_empty(), to_dolibarr.is_empty()) {
        (true, true) => t!("The data stay as they are, on both sides."),
        (false, true) => t!("WPshop: %1$s; Dolibarr: %2$s", wpshop, dolibarr),
        (_, false) => t!("Dolibarr: %1$s; WPshop: %2$s", dolibarr, wpshop),
    }
}

fn changes_words(changes: &[Change]) -> String {
    if changes.is_empty() {
        return tx!("nothing", "what changes on a side");
    }
    let words: Vec<String> = changes.iter().map(change_words).collect();
    words.join(", ")
}

/// “price 12.00 → 14.00 €”. Descriptions are only named: two of them make no sentence.
pub fn change_words(change: &Change) -> String {
    let name = field_word(&change.key);
    if change.key == FieldKey::Description {
        return name;
    }
    t!("%1$s %2$s", name, replaced_words(change))
}

/// “12.00 € → 14.00 €”.
pub fn replaced_words(change: &Change) -> String {
    let (before, after) = value_texts(&change.key, &change.before, &change.after);
    t!(
        "%1$s → %2$s",
        quoted(&change.key, before),
        quoted(&change.key, after)
    )
}

fn quoted(key: &FieldKey, value: String) -> String {
    if value.is_empty() {
        return tx!("(empty)", "value of a field");
    }
    match key {
        FieldKey::Title
        | FieldKey::Reference
        | FieldKey::Barcode
        | FieldKey::Description
        | FieldKey::Categories
        | FieldKey::Other(_) => t!("“%s”", head(&value, VALUE_MOST)),
        _ => value,
    }
}

/// What the main button will do, or what is still to be chosen before it can.
#[component]
pub fn EffectsLine(
    /// The element's id: it describes the main button.
    id: &'static str,
) -> impl IntoView {
    let dialog = use_panel().dialog;
    let line = Memo::new(move |_| {
        dialog.comparison.with(|comparison| match comparison {
            Load::Ready(comparison) => dialog.choice.with(|choice| line(comparison, choice)),
            Load::Loading | Load::Failed(_) => (String::new(), false),
        })
    });
    view! {
        <p
            class="dolisync-effects"
            class:is-open=move || line.get().1
            id=id
            data-dolisync="effects"
            aria-live="polite"
        >
            {move || line.get().0}
        </p>
    }
}

/// The sentence, and whether something is still to choose.
fn line(comparison: &Comparison, choice: &Choice) -> (String, bool) {
    let open: Vec<FieldKey> = comparison
        .choosable()
        .filter(|field| choice.get(&field.key).is_none())
        .map(|field| field.key.clone())
        .collect();
    match open.is_empty() {
        true => (effects_sentence(&effects(comparison, choice)), false),
        false => (t!("Still to choose: %s.", field_names(&open)), true),
    }
}
