//! Many things being sent: how far it is, stopping, and why it stopped.

use leptos::prelude::*;

use super::{ErrorNotice, Progress};
use crate::format::{count, percent};
use crate::i18n::t;
use crate::state::{use_panel, Sending};

/// The bar while something is sent, and afterwards the problem that ended it.
#[component]
pub fn SendingBar(
    /// What is sent, and how far.
    sending: Sending,
    /// Its name.
    label: String,
    /// Sends the rest.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let announcer = use_panel().announcer;
    let name = label.clone();
    // Every quarter, for who does not see the bar; the end has a sentence of its own.
    let quarters = Memo::new(move |_| (sending.share() * 4.0) as u8);
    Effect::new(move |_| {
        if (1..4).contains(&quarters.get()) && sending.running.get_untracked() {
            announcer.say(t!("%1$s: %2$s", name, percent(sending.share())));
        }
    });
    move || {
        if sending.running.get() {
            let share = Signal::derive(move || Some(sending.share()));
            let words = Signal::derive(move || {
                let (done, total) = sending.count.get();
                t!("%1$s of %2$s", count(done), count(total))
            });
            return view! {
                <Progress label=label.clone() share=share words=words />
                <p class="dolisync-actions">
                    <button
                        type="button"
                        class="button"
                        data-act="stop"
                        aria-disabled=move || sending.stopping.get().then_some("true")
                        on:click=move |_| sending.stop()
                    >
                        {t!("Stop here")}
                    </button>
                </p>
            }
            .into_any();
        }
        match sending.error.get() {
            Some(error) => view! { <ErrorNotice error=error on_retry=on_retry /> }.into_any(),
            None => ().into_any(),
        }
    }
}
