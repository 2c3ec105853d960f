//! What was done, and the way back.

use leptos::prelude::*;

use super::effects::replaced_words;
use super::field_row::row_heading;
use super::{field_names, DialogFrame, ErrorNotice};
use crate::domain::{Change, Outcome, PriceBase, Row, Status};
use crate::i18n::t;
use crate::mount::focus_view;
use crate::state::{undo, use_panel, Deed, Panel};

/// What a write changed on each side, what Dolibarr refused, and «Restore the previous values».
#[component]
pub fn Done(
    /// The product's title.
    title: String,
    /// What the server did.
    outcome: Outcome,
    /// What the person asked for.
    deed: Deed,
) -> impl IntoView {
    let panel = use_panel();
    let sentence = deed_sentence(deed, &outcome.row);
    panel.announcer.say(sentence.clone());
    let class = match outcome.refused.is_empty() {
        true => "notice notice-success inline dolisync-done__notice",
        false => "notice notice-warning inline dolisync-done__notice",
    };
    let refused = (!outcome.refused.is_empty()).then(|| {
        view! {
            <p class="dolisync-done__refused">
                {t!("Dolibarr did not apply: %s. It keeps its own value there, as it does where it has several price levels. The product stays out of sync until both sides hold the same.", field_names(&outcome.refused))}
            </p>
        }
    });
    let nothing = outcome.changes.wpshop.is_empty() && outcome.changes.dolibarr.is_empty();
    let changes = match nothing {
        true if deed == Deed::Trashed => ().into_any(),
        true => view! { <p>{t!("No product data were changed.")}</p> }.into_any(),
        false => view! {
            <dl class="dolisync-done__sides">
                {side("WPshop", &outcome.changes.wpshop, outcome.price_base)}
                {side("Dolibarr", &outcome.changes.dolibarr, outcome.price_base)}
            </dl>
        }
        .into_any(),
    };
    let entry = outcome.journal_id.filter(|_| outcome.undoable);
    view! {
        <DialogFrame
            view="done"
            heading=title
            closed_by_footer=true
            footer=move || footer(&panel, entry)
        >
            <div class=class>
                <p><strong>{sentence}</strong></p>
                {refused}
            </div>
            {changes}
        </DialogFrame>
    }
}

fn side(name: &'static str, changes: &[Change], base: PriceBase) -> impl IntoView {
    let items = match changes.is_empty() {
        true => view! { <dd class="dolisync-done__nothing">{t!("Unchanged")}</dd> }.into_any(),
        false => changes
            .iter()
            .map(|change| {
                view! {
                    <dd>
                        <span class="dolisync-done__field">{row_heading(&change.key, base)}</span>
                        " "
                        {replaced_words(change)}
                    </dd>
                }
            })
            .collect_view()
            .into_any(),
    };
    view! {
        <div class="dolisync-done__side">
            <dt>{name}</dt>
            " "
            {items}
        </div>
    }
}

fn deed_sentence(deed: Deed, row: &Row) -> String {
    match deed {
        Deed::Synchronized if row.status == Status::Synced => {
            t!("Synchronized: both sides hold the same data now.")
        }
        Deed::Synchronized => t!("Synchronized only in part."),
        Deed::Created => t!("Created in Dolibarr and associated."),
        Deed::Dissociated => t!("Dissociated: the two products are independent again."),
        Deed::Trashed => t!("The product is in the trash now."),
        Deed::Restored => t!("The previous values are back."),
    }
}

fn footer(panel: &Panel, entry: Option<u64>) -> impl IntoView {
    let dialog = panel.dialog;
    let failed = entry.map(|entry| {
        let panel = panel.clone();
        let retry = Callback::new(move |()| {
            focus_view();
            undo(&panel, entry);
        });
        move || {
            let error = dialog.error.get()?;
            Some(view! { <ErrorNotice error=error on_retry=retry /> })
        }
    });
    let busy = move || dialog.writing.get().then_some("true");
    let restore = entry.map(|entry| {
        let panel = panel.clone();
        view! {
            <button
                type="button"
                class="button dolisync-dialog__aside"
                aria-disabled=busy
                aria-busy=busy
                on:click=move |_| undo(&panel, entry)
            >
                {t!("Restore the previous values")}
            </button>
        }
    });
    let panel = panel.clone();
    view! {
        {failed}
        {restore}
        <button
            type="button"
            class="button button-primary"
            data-focus
            on:click=move |_| panel.ask_to_close()
        >
            {t!("Close")}
        </button>
    }
}
