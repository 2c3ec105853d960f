//! Before a product is created in Dolibarr: it may be there already.

use leptos::prelude::*;

use super::{CandidateDetails, DialogFrame, ErrorNotice};
use crate::domain::{Candidate, ProductId};
use crate::i18n::{t, tn};
use crate::mount::focus_view;
use crate::state::{create, use_panel, Panel, View};

/// The products that may be the same one, each with a way to associate it instead.
#[component]
pub fn Creation(
    /// The WPshop product.
    product: ProductId,
    /// Its title.
    title: String,
    /// The possible duplicates.
    candidates: Vec<Candidate>,
) -> impl IntoView {
    let panel = use_panel();
    let count = candidates.len();
    let sentence = tn!(
        "Nothing was created yet: %d product of Dolibarr may already be this one.",
        "Nothing was created yet: %d products of Dolibarr may already be this one.",
        count
    );
    let options = candidates
        .into_iter()
        .map(|candidate| view! { <Possible candidate=candidate /> })
        .collect_view();
    view! {
        <DialogFrame
            view="create"
            heading=t!("Create “%1$s” (#WP : %2$s) in Dolibarr?", title, product.0)
            footer=move || footer(&panel)
        >
            <p class="dolisync-dialog__sentence">{sentence}</p>
            <ul class="dolisync-candidates dolisync-candidates--plain">{options}</ul>
        </DialogFrame>
    }
}

/// One of them. One that is associated elsewhere can only be looked at.
#[component]
fn Possible(candidate: Candidate) -> impl IntoView {
    let dialog = use_panel().dialog;
    // A product that is gone holds its place until the person dissociates it.
    let free = candidate.taken_by.is_none() && !dialog.is_gone();
    let choose = free.then(|| {
        let candidate = candidate.clone();
        let name = candidate.label.clone();
        view! {
            <button
                type="button"
                class="button dolisync-candidate__choose"
                aria-disabled=move || dialog.writing.get().then_some("true")
                on:click=move |_| {
                    if !dialog.writing.get_untracked() {
                        dialog.chosen.set(Some(candidate.clone()));
                        dialog.ask_comparison();
                        dialog.show(View::Comparison);
                    }
                }
            >
                {t!("Associate this one")}
                " "
                <span class="screen-reader-text">{name}</span>
            </button>
        }
    });
    let id = candidate.id;
    view! {
        <li class="dolisync-candidate" data-dolibarr=id.0.to_string()>
            <CandidateDetails candidate=candidate why=None />
            {choose}
        </li>
    }
}

fn footer(panel: &Panel) -> impl IntoView {
    let dialog = panel.dialog;
    let retry = {
        let panel = panel.clone();
        Callback::new(move |()| {
            focus_view();
            create(&panel, true);
        })
    };
    let failed = move || {
        let error = dialog.error.get()?;
        Some(view! { <ErrorNotice error=error on_retry=retry /> })
    };
    let panel = panel.clone();
    let busy = move || dialog.writing.get().then_some("true");
    view! {
        {failed}
        <button
            type="button"
            class="button dolisync-dialog__aside"
            aria-disabled=busy
            on:click=move |_| {
                if !dialog.writing.get_untracked() {
                    dialog.show(if dialog.is_gone() { View::Comparison } else { View::Selection });
                }
            }
        >
            {t!("Go back")}
        </button>
        <button
            type="button"
            class="button button-primary"
            aria-disabled=busy
            aria-busy=busy
            on:click=move |_| create(&panel, true)
        >
            {t!("Create anyway")}
        </button>
    }
}
