//! Choosing the Dolibarr product that a WPshop product is to be associated with.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::candidate_list::{option_id, LIST_ID};
use super::candidate_search::{CandidateSearch, Outcome};
use super::{Busy, CandidateList, DialogFrame, ErrorNotice, UnreadableProducts};
use crate::domain::{Candidate, ProductId};
use crate::i18n::t;
use crate::mount::focus_view;
use crate::state::{create, use_panel, Dialog, Panel, View};

/// The search box, the likeliest matches, and the ways on: to the versions, or to a new product.
#[component]
pub fn SelectionModal(
    /// The WPshop product.
    product: ProductId,
    /// Its title.
    title: String,
) -> impl IntoView {
    let panel = use_panel();
    let dialog = panel.dialog;
    let search = CandidateSearch::start(&panel, product);
    let choose = {
        let panel = panel.clone();
        Callback::new(move |candidate: Candidate| choose(&panel, candidate))
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => search.move_active(1),
            "ArrowUp" => search.move_active(-1),
            "Enter" => match search.active_candidate() {
                // Pressed once more: that one it is.
                Some(candidate) if dialog.target() == Some(candidate.id) => show_versions(dialog),
                Some(candidate) => choose.run(candidate),
                None => {}
            },
            _ => return,
        }
        event.prevent_default();
    };
    let active_id = move || search.active.get().map(option_id);
    let retry = move |()| {
        focus_view();
        search.again();
    };
    let below = move || match search.outcome.get() {
        Outcome::Failed(error) => view! { <ErrorNotice error=error on_retry=retry /> }.into_any(),
        Outcome::Waiting if search.found.with(Vec::is_empty) => {
            view! { <Busy words=t!("Searching Dolibarr…") /> }.into_any()
        }
        Outcome::Empty(sentence) => {
            view! { <p class="dolisync-dialog__sentence">{sentence}</p> }.into_any()
        }
        _ => ().into_any(),
    };
    let more = move || {
        search.has_more().then(|| {
            view! {
                <button
                    type="button"
                    class="button dolisync-selection__more"
                    aria-busy=move || search.loading_more().then_some("true")
                    on:click=move |_| search.more()
                >
                    {t!("Show more")}
                </button>
            }
        })
    };
    let failed = {
        let panel = panel.clone();
        move || {
            let panel = panel.clone();
            let retry = move |()| {
                focus_view();
                create(&panel, false);
            };
            let error = dialog.error.get()?;
            Some(view! { <ErrorNotice error=error on_retry=retry /> })
        }
    };
    view! {
        <DialogFrame
            view="selection"
            heading=t!("Associate “%s”", title)
            footer=move || selection_footer(&panel)
        >
            <label class="dolisync-selection__label" for="dolisync-search">
                {t!("Which Dolibarr product is it?")}
            </label>
            <input
                type="text"
                id="dolisync-search"
                class="dolisync-selection__search"
                data-focus
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                placeholder=t!("Name, reference or barcode")
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=LIST_ID
                aria-activedescendant=active_id
                prop:value=move || dialog.term.get()
                on:input=move |event| dialog.term.set(event_target_value(&event))
                on:keydown=on_key
            />
            <p class="dolisync-selection__caption">{move || search.caption()}</p>
            <CandidateList
                found=search.found
                busy=search.is_waiting()
                active=search.active
                chosen=dialog.chosen
                on_choose=choose
            />
            {below}
            <UnreadableProducts products=search.unreadable />
            {more}
            {failed}
        </DialogFrame>
    }
}

/// Chooses a product, or says why it cannot be chosen.
fn choose(panel: &Panel, candidate: Candidate) {
    match &candidate.taken_by {
        Some(taken) => panel.announcer.say(t!(
            "“%1$s” is already associated with “%2$s”.",
            candidate.label,
            taken.title
        )),
        None => {
            panel.announcer.say(t!("Chosen: %s", candidate.label));
            panel.dialog.chosen.set(Some(candidate));
        }
    }
}

/// Goes on to both versions of what was chosen, unless a product is being created.
fn show_versions(dialog: Dialog) {
    if !dialog.writing.get_untracked() {
        dialog.ask_comparison();
        dialog.show(View::Comparison);
    }
}

fn selection_footer(panel: &Panel) -> impl IntoView {
    let dialog = panel.dialog;
    let panel = panel.clone();
    let creating = move || dialog.writing.get();
    view! {
        <button
            type="button"
            class="button dolisync-dialog__aside"
            aria-disabled=move || creating().then_some("true")
            aria-busy=move || creating().then_some("true")
            on:click=move |_| create(&panel, false)
        >
            {t!("Create this product in Dolibarr")}
        </button>
        <button
            type="button"
            class="button button-primary"
            disabled=move || dialog.chosen.with(Option::is_none) || creating()
            on:click=move |_| show_versions(dialog)
        >
            {t!("Synchronize…")}
        </button>
    }
}
