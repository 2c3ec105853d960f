//! One field of both versions, side by side.

use leptos::prelude::*;

use super::text_difference::{head, parts, Parts};
use super::{field_heading, value_text, value_texts};
use crate::domain::{Field, FieldKey, FieldState, Note, PriceBase, Side};
use crate::i18n::{t, tx};
use crate::state::use_panel;

/// The most characters of the value at the last synchronization.
const EARLIER_MOST: usize = 80;

/// A field that differs: its name, what happened to it, and both values to choose from.
/// Where it cannot be chosen (`is_choosable`), the values stand alone.
#[component]
pub fn FieldRow(
    /// The field.
    field: Field,
    /// What the price is counted in, for its name and the values.
    price_base: PriceBase,
) -> impl IntoView {
    let (wpshop, dolibarr) = value_texts(&field.key, &field.wpshop, &field.dolibarr);
    let same_text = wpshop == dolibarr;
    let (wpshop, dolibarr) = marked(&field.key, wpshop, dolibarr);
    let long = wpshop.shortened().is_some() || dolibarr.shortened().is_some();
    let whole = RwSignal::new(false);
    let choosable = field.is_choosable();
    let heading = row_heading(&field.key, price_base);
    let state = state_words(&field).map(|words| {
        view! { " " <span class="dolisync-field__state">{words}</span> }
    });
    let earlier = earlier_words(&field).map(|words| {
        view! { <p class="dolisync-field__earlier">{words}</p> }
    });
    let remark = match (&field.note, same_text) {
        (Some(Note::ReadOnly | Note::Other), _) => Some(t!("Cannot be changed from here.")),
        (Some(Note::Refused), _) => Some(t!("Dolibarr did not apply the last change.")),
        (Some(Note::Held), _) => Some(t!("Somebody put these values back, so they wait for you.")),
        (Some(Note::OwnedByDolibarr), _) => Some(t!("By your settings, Dolibarr’s value is kept.")),
        (Some(Note::OwnedByWpshop), _) => Some(t!("By your settings, WPshop’s value is kept.")),
        (Some(Note::NotSynchronized), _) => {
            Some(t!("Not synchronized: each side keeps its own value."))
        }
        (None, true) => Some(t!("The texts are the same; only their formatting differs.")),
        (None, false) => None,
    };
    let remark = remark.map(|words| view! { <p class="dolisync-field__earlier">{words}</p> });
    let toggle = long.then(|| {
        view! {
            <button
                type="button"
                class="button-link dolisync-field__toggle"
                aria-expanded=move || whole.get().to_string()
                on:click=move |_| whole.update(|whole| *whole = !*whole)
            >
                {move || if whole.get() { t!("Show less") } else { t!("Show the whole text") }}
                <span class="screen-reader-text">{field_heading(&field.key)}</span>
            </button>
        }
    });
    let aside = (earlier.is_some() || remark.is_some() || toggle.is_some()).then(|| {
        view! { <div class="dolisync-field__aside">{earlier}{remark}{toggle}</div> }
    });
    let (key, owner) = (field.key.clone(), field.owner());
    let version = move |side: Side, parts: Parts| match choosable {
        true => {
            view! { <Choosable key=key.clone() side=side parts=parts whole=whole /> }.into_any()
        }
        false => view! {
            <div class="dolisync-version" class:is-kept=owner == Some(side) data-side=side.as_str()>
                <span class="dolisync-version__side">{side_words(side)}</span>
                " "
                {value_view(parts, whole)}
                " "
                {kept_mark(owner == Some(side))}
            </div>
        }
        .into_any(),
    };
    let data_field = field.key.as_str().to_owned();
    let data_state = state_name(field.state);
    let versions = view! {
        {version(Side::Wpshop, wpshop)}
        {version(Side::Dolibarr, dolibarr)}
        {aside}
    };
    match choosable {
        true => view! {
            <fieldset class="dolisync-field" data-field=data_field data-state=data_state>
                <legend class="dolisync-field__name">{heading} {state}</legend>
                {versions}
            </fieldset>
        }
        .into_any(),
        false => view! {
            <div class="dolisync-field" data-field=data_field data-state=data_state>
                <p class="dolisync-field__name">{heading} {state}</p>
                {versions}
            </div>
        }
        .into_any(),
    }
}

/// One side's value with its radio button.
#[component]
fn Choosable(key: FieldKey, side: Side, parts: Parts, whole: RwSignal<bool>) -> impl IntoView {
    let dialog = use_panel().dialog;
    let name = format!("dolisync-choice-{}", key.as_str());
    let chosen = {
        let key = key.clone();
        Memo::new(move |_| dialog.choice.with(|choice| choice.get(&key) == Some(side)))
    };
    let choose = move |_| dialog.choice.update(|choice| choice.set(key.clone(), side));
    view! {
        <label class="dolisync-version dolisync-version--choosable" class:is-kept=move || chosen.get() data-side=side.as_str()>
            <input
                type="radio"
                name=name
                value=side.as_str()
                prop:checked=move || chosen.get()
                on:change=choose
            />
            <span class="dolisync-version__side">{side_words(side)}</span>
            " "
            {value_view(parts, whole)}
            " "
            {move || kept_mark(chosen.get())}
        </label>
    }
}

fn kept_mark(is_kept: bool) -> impl IntoView {
    is_kept.then(|| view! { <span class="dolisync-version__kept">{tx!("Kept", "version")}</span> })
}

fn value_view(parts: Parts, whole: RwSignal<bool>) -> impl IntoView {
    let short = parts.shortened();
    move || {
        let shown = match &short {
            Some(short) if !whole.get() => short.clone(),
            _ => parts.clone(),
        };
        let empty = shown == Parts::default();
        let changed =
            (!shown.changed.is_empty()).then(|| view! { <mark>{shown.changed.clone()}</mark> });
        view! {
            <span class="dolisync-version__value">
                {empty.then(|| view! { <em class="dolisync-version__empty">{tx!("Empty", "value of a field")}</em> })}
                {shown.before}
                {changed}
                {shown.after}
            </span>
        }
    }
}

/// Marks what differs inside texts; a number, a size or a yes is different as a whole.
fn marked(key: &FieldKey, wpshop: String, dolibarr: String) -> (Parts, Parts) {
    match key {
        FieldKey::Title | FieldKey::Reference | FieldKey::Barcode | FieldKey::Description => {
            (parts(&wpshop, &dolibarr), parts(&dolibarr, &wpshop))
        }
        _ => (unmarked(wpshop), unmarked(dolibarr)),
    }
}

fn unmarked(before: String) -> Parts {
    Parts {
        before,
        ..Parts::default()
    }
}

/// The field's name in the first column; a price says what it is counted in.
pub fn row_heading(key: &FieldKey, price_base: PriceBase) -> String {
    match (key, price_base) {
        (FieldKey::Price, PriceBase::Ht) => t!("Price excl. tax"),
        (FieldKey::Price, PriceBase::Ttc) => t!("Price incl. tax"),
        _ => field_heading(key),
    }
}

fn state_words(field: &Field) -> Option<String> {
    if field.owner().is_some() {
        // The state follows from the settings, whoever changed the value.
        return None;
    }
    Some(match field.state {
        FieldState::Same => return None,
        FieldState::WpshopChanged => t!("Changed in WPshop"),
        FieldState::DolibarrChanged => t!("Changed in Dolibarr"),
        FieldState::Conflict => t!("Changed on both sides"),
        FieldState::Differs => tx!("Different", "two versions of a field"),
    })
}

/// The value both sides agreed on, where neither shows it any more.
fn earlier_words(field: &Field) -> Option<String> {
    let baseline = field.baseline.as_ref()?;
    if field.state != FieldState::Conflict {
        return None;
    }
    let value = head(&value_text(&field.key, baseline), EARLIER_MOST);
    Some(match value.is_empty() {
        true => t!("Empty at the last synchronization"),
        false => t!("At the last synchronization: %s", value),
    })
}

fn side_words(side: Side) -> &'static str {
    // Both are names: they are the same in every language.
    match side {
        Side::Wpshop => "WPshop",
        Side::Dolibarr => "Dolibarr",
    }
}

fn state_name(state: FieldState) -> &'static str {
    match state {
        FieldState::Same => "same",
        FieldState::WpshopChanged => "wpshop_changed",
        FieldState::DolibarrChanged => "dolibarr_changed",
        FieldState::Conflict => "conflict",
        FieldState::Differs => "differs",
    }
}
