//! Both versions of a product side by side, and the choice between them.

use leptos::prelude::*;

use super::same_fields::{SameFields, SameTable};
use super::FieldRow;
use crate::domain::{Choice, Comparison, Field, FieldState, Reason, Side};
use crate::format::date_time;
use crate::i18n::t;
use crate::state::use_panel;

/// The two versions: what to know about them, the two columns, the fields that differ, and the
/// others folded. Choosing writes nothing.
#[component]
pub fn VersionChoice(
    /// Both versions.
    comparison: Comparison,
) -> impl IntoView {
    let lead = lead_sentence(&comparison);
    let last = comparison.synchronized_at.as_deref().map(|time| {
        view! { " " <span class="dolisync-versions__last">{t!("Last synchronization: %s.", date_time(time))}</span> }
    });
    let base = comparison.price_base;
    let (same, differing): (Vec<Field>, Vec<Field>) = comparison
        .fields
        .iter()
        .cloned()
        // What each side keeps for itself counts as the same, and has two values to show.
        .partition(|field| !field.differs() && field.wpshop == field.dolibarr);
    let equal = differing.is_empty();
    let rows = differing
        .into_iter()
        .map(|field| view! { <FieldRow field=field price_base=base /> })
        .collect_view();
    let unchanged = match equal {
        true => view! { <SameTable fields=same price_base=base /> }.into_any(),
        false => view! { <SameFields fields=same price_base=base /> }.into_any(),
    };
    view! {
        <div class="dolisync-versions">
            <p class="dolisync-versions__lead">{lead} {last}</p>
            <div class="dolisync-versions__head" class:is-equal=equal>
                <Column comparison=comparison.clone() side=Side::Wpshop />
                <Column comparison=comparison side=Side::Dolibarr />
            </div>
            {rows}
            {unchanged}
        </div>
    }
}

/// The head of a side's column: which product it is, and the button that keeps all of it.
#[component]
fn Column(comparison: Comparison, side: Side) -> impl IntoView {
    let choice = use_panel().dialog.choice;
    let product = comparison.product.id;
    let name = match side {
        Side::Wpshop => view! {
            <strong class="dolisync-versions__name">"WPshop"</strong>
            " "
            <span class="dolisync-id">{t!("#WP : %s", product.0)}</span>
        }
        .into_any(),
        Side::Dolibarr => {
            let id = t!("#Doli : %s", comparison.dolibarr_id.0);
            let id = match comparison.dolibarr_url.clone() {
                Some(url) => view! {
                    <a class="dolisync-id" href=url target="_blank" rel="noopener">
                        {id}
                        <span class="screen-reader-text">{t!("(opens in a new tab)")}</span>
                    </a>
                }
                .into_any(),
                None => view! { <span class="dolisync-id">{id}</span> }.into_any(),
            };
            view! { <strong class="dolisync-versions__name">"Dolibarr"</strong> " " {id} }
                .into_any()
        }
    };
    let keep = comparison.fields.iter().any(Field::is_choosable).then(|| {
        let all = Choice::all(&comparison, side);
        let is_all = {
            let all = all.clone();
            move || choice.with(|choice| *choice == all)
        };
        view! {
            <button
                type="button"
                class="button dolisync-versions__keep"
                aria-pressed=move || is_all().to_string()
                on:click=move |_| choice.set(all.clone())
            >
                {match side {
                    Side::Wpshop => t!("Keep the WPshop version"),
                    Side::Dolibarr => t!("Keep the Dolibarr version"),
                }}
            </button>
        }
    });
    view! {
        <div class="dolisync-versions__side">
            <p class="dolisync-versions__who">{name}</p>
            {keep}
        </div>
    }
}

/// What there is to decide, and what was decided already.
fn lead_sentence(comparison: &Comparison) -> String {
    let mut differing = comparison.differing().peekable();
    if differing.peek().is_none() {
        return match comparison.linked {
            true => t!("WPshop and Dolibarr hold the same data."),
            false => t!("Both products hold the same data: they only have to be associated."),
        };
    }
    if !comparison.linked {
        return t!("For each difference, choose the version to keep: the other side will get it. Nothing is written before you press “Synchronize”.");
    }
    let chosen = !Choice::preselected(comparison).is_empty();
    let conflict = differing.any(|field| field.state == FieldState::Conflict);
    match comparison.reason {
        Some(Reason::Refused) => t!("Dolibarr did not apply everything the last time. Choose again, or change it in Dolibarr."),
        _ if conflict => t!("Some of the data were changed on both sides since the last synchronization: choose which version to keep."),
        _ if chosen => t!("What changed since the last synchronization is chosen already. Check it, then synchronize."),
        _ => t!("The two versions differ. Choose which one to keep."),
    }
}
