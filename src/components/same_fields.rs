//! The fields that hold the same on both sides: there is nothing to decide, so they stay quiet.

use leptos::prelude::*;

use super::field_row::row_heading;
use super::text_difference::head;
use super::{field_names, value_text};
use crate::domain::{Field, FieldKey, PriceBase};
use crate::i18n::{t, tn};

/// The most characters of a value that nobody has to decide about.
const VALUE_MOST: usize = 240;

/// Same fields, folded below the differing ones.
#[component]
pub fn SameFields(
    /// Fields of state `same`.
    fields: Vec<Field>,
    /// What the price is counted in.
    price_base: PriceBase,
) -> impl IntoView {
    if fields.is_empty() {
        return ().into_any();
    }
    let count = fields.len();
    view! {
        <details class="dolisync-same">
            <summary>{tn!("%d field is the same", "%d fields are the same", count)}</summary>
            <SameTable fields=fields price_base=price_base />
        </details>
    }
    .into_any()
}

/// Same fields as a table: the value stands once, for both sides.
#[component]
pub fn SameTable(
    /// Fields of state `same`.
    fields: Vec<Field>,
    /// What the price is counted in.
    price_base: PriceBase,
) -> impl IntoView {
    let (empty, full): (Vec<Field>, Vec<Field>) = fields
        .into_iter()
        .partition(|field| field.wpshop.is_empty());
    let row = |field: Field| {
        let value = head(&value_text(&field.key, &field.wpshop), VALUE_MOST);
        view! {
            <tr data-field=field.key.as_str().to_owned() data-state="same">
                <th scope="row">{row_heading(&field.key, price_base)}</th>
                <td>{value}</td>
            </tr>
        }
    };
    let rows = full.into_iter().map(row).collect_view();
    let keys: Vec<FieldKey> = empty.into_iter().map(|field| field.key).collect();
    let empty = (!keys.is_empty()).then(|| {
        view! {
            <p class="dolisync-same__empty">{t!("Empty on both sides: %s.", field_names(&keys))}</p>
        }
    });
    view! {
        <table class="dolisync-same__table">
            <thead>
                <tr>
                    <th scope="col">{t!("Field")}</th>
                    <th scope="col">{t!("WPshop and Dolibarr")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {empty}
    }
}
