//! The button that sends many things, with what it would do, and how far it is.

use leptos::prelude::*;

use super::SendingBar;
use crate::state::Sending;

/// What the button would do, for who hears it.
const CONSEQUENCE_ID: &str = "dolisync-consequence";

/// The order of one step of the preparation; the step's way on to the next is beside its button.
#[component]
pub fn SendingOrder(
    /// The order's name.
    act: &'static str,
    /// What is on the button.
    #[prop(into)]
    words: Signal<String>,
    /// What it would do now, or waits for.
    #[prop(into)]
    consequence: Signal<String>,
    /// How many things it would send.
    #[prop(into)]
    chosen: Signal<usize>,
    /// What is sent, and how far.
    sending: Sending,
    /// The bar's name.
    label: String,
    /// Sends what is chosen, or the rest of it.
    #[prop(into)]
    on_send: Callback<()>,
    /// What is beside the button.
    children: Children,
) -> impl IntoView {
    // It keeps the focus while it sends: off for the eye and the ear, and pressing it begins nothing.
    let off = move || chosen.get() == 0 || sending.running.get();
    view! {
        <p class="dolisync-consequence" id=CONSEQUENCE_ID>
            {consequence}
        </p>
        <p class="dolisync-actions">
            <button
                type="button"
                class="button button-primary"
                data-act=act
                class:disabled=off
                aria-disabled=move || off().then_some("true")
                aria-describedby=CONSEQUENCE_ID
                on:click=move |_| on_send.run(())
            >
                {words}
            </button>
            {children()}
        </p>
        // Below the button: what comes and goes here moves nothing under the pointer.
        <SendingBar sending=sending label=label on_retry=on_send />
    }
}
