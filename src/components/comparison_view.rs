//! The dialog's view of both versions: reading them, choosing, writing.

use leptos::prelude::*;

use super::{Busy, DialogFrame, EffectsLine, ErrorNotice, Gone, History, VersionChoice};
use crate::api::ApiError;
use crate::domain::{Comparison, ProductId};
use crate::i18n::{t, tx};
use crate::mount::focus_view;
use crate::state::{load_comparison, synchronize, use_panel, Deed, Load, Panel, View, GONE};

/// The id of the sentence that describes the main button.
const EFFECTS_ID: &str = "dolisync-effects";

/// Both versions of a product. For a product that is not associated yet, the one chosen in
/// the selection is the other version.
#[component]
pub fn ComparisonView(
    /// The WPshop product.
    product: ProductId,
    /// Its title.
    title: String,
) -> impl IntoView {
    let panel = use_panel();
    let reading = panel.clone();
    Effect::new(move |_| load_comparison(&reading, product));
    let dialog = panel.dialog;
    let heading = Signal::derive(move || match dialog.chosen.with(Option::is_some) {
        true => t!("Associate “%s”", title),
        false => t!("Versions of “%s”", title),
    });
    let shown = panel.clone();
    let body = move || match dialog.comparison.get() {
        Load::Loading => view! { <Busy words=t!("Reading both versions…") /> }.into_any(),
        Load::Failed(error) => view! { <Unread error=error /> }.into_any(),
        Load::Ready(comparison) => ready(&shown, product, comparison).into_any(),
    };
    view! {
        <DialogFrame view="comparison" heading=heading footer=move || footer(&panel)>
            {body}
        </DialogFrame>
    }
}

fn ready(panel: &Panel, product: ProductId, comparison: Comparison) -> impl IntoView {
    let equal = comparison.differing().next().is_none();
    let history = (comparison.linked && equal).then(|| view! { <History product=product /> });
    let associating = (!comparison.linked && equal).then(|| {
        let writing = panel.dialog.writing;
        move || {
            writing
                .get()
                .then(|| view! { <Busy words=t!("Associating…") /> })
        }
    });
    view! {
        {associating}
        <VersionChoice comparison=comparison />
        {history}
    }
}

/// Why the versions could not be read. A product that is gone is no fault to try again.
#[component]
fn Unread(error: ApiError) -> impl IntoView {
    let dialog = use_panel().dialog;
    if error.code == GONE {
        return view! { <Gone message=error.message /> }.into_any();
    }
    let again = move |()| {
        focus_view();
        dialog.ask_comparison();
    };
    view! { <ErrorNotice error=error on_retry=again /> }.into_any()
}

/// What the footer offers; it changes with what was read, but not with each choice.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Offer {
    Nothing,
    Dissociate,
    Write { linked: bool },
}

fn footer(panel: &Panel) -> impl IntoView {
    let dialog = panel.dialog;
    let panel = panel.clone();
    // The buttons stay while newer versions come in, and with them the focus.
    let offer = Memo::new(move |_| {
        dialog.comparison.with(|comparison| match comparison {
            Load::Ready(c) if !c.linked || c.written().next().is_some() => {
                Offer::Write { linked: c.linked }
            }
            Load::Ready(_) => Offer::Dissociate,
            Load::Loading | Load::Failed(_) => Offer::Nothing,
        })
    });
    move || match offer.get() {
        Offer::Nothing => ().into_any(),
        Offer::Dissociate => view! { <Dissociate /> }.into_any(),
        Offer::Write { linked } => writing(&panel, linked).into_any(),
    }
}

fn writing(panel: &Panel, linked: bool) -> impl IntoView {
    let dialog = panel.dialog;
    let aside = match linked {
        true => view! { <Dissociate /> }.into_any(),
        false => view! {
            <button
                type="button"
                class="button dolisync-dialog__aside"
                aria-disabled=move || dialog.writing.get().then_some("true")
                on:click=move |_| {
                    if !dialog.writing.get_untracked() {
                        dialog.show(View::Selection);
                    }
                }
            >
                {t!("Choose another product")}
            </button>
        }
        .into_any(),
    };
    let failed = {
        let panel = panel.clone();
        move || {
            let panel = panel.clone();
            let retry = move |()| {
                focus_view();
                synchronize(&panel);
            };
            let error = dialog.error.get()?;
            Some(view! { <ErrorNotice error=error on_retry=retry /> })
        }
    };
    let complete = Memo::new(move |_| {
        dialog.comparison.with(|comparison| match comparison {
            Load::Ready(comparison) => dialog.choice.with(|choice| choice.is_complete(comparison)),
            Load::Loading | Load::Failed(_) => false,
        })
    });
    // Not `disabled`: the button keeps the focus while it writes, and can be reached to learn
    // from its description what is still to choose.
    let off = move || !complete.get() || dialog.writing.get();
    let panel = panel.clone();
    view! {
        {failed}
        <EffectsLine id=EFFECTS_ID />
        {aside}
        <button
            type="button"
            class="button button-primary"
            class:disabled=off
            aria-disabled=move || off().then_some("true")
            aria-busy=move || dialog.writing.get().then_some("true")
            aria-describedby=EFFECTS_ID
            on:click=move |_| synchronize(&panel)
        >
            {tx!("Synchronize", "button")}
        </button>
    }
}

/// Leads to the question whether the association is really to end.
#[component]
fn Dissociate() -> impl IntoView {
    let dialog = use_panel().dialog;
    view! {
        <button
            type="button"
            class="button dolisync-dialog__aside"
            aria-disabled=move || dialog.writing.get().then_some("true")
            on:click=move |_| {
                if !dialog.writing.get_untracked() {
                    dialog.show(View::Confirmation(Deed::Dissociated));
                }
            }
        >
            {t!("Dissociate")}
        </button>
    }
}
