//! A dialog over the dashboard.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use crate::i18n::t;

/// A modal dialog that is open while `open` says so; its content is made anew each time. The focus
/// starts on the element with `autofocus`, and goes back by itself.
#[component]
pub fn Modal(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Its heading, which is also its name.
    #[prop(into)]
    heading: Signal<String>,
    /// The person wants it closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// What is in it.
    #[prop(into)]
    content: ViewFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let inside = move || {
        open.get().then(|| {
            // Runs once the content is in the page, for the focus to find its place there.
            Effect::new(move |_| {
                if let Some(element) = element.get_untracked().filter(|element| !element.open()) {
                    // Fails only for an element outside the page, which nobody sees.
                    let _ = element.show_modal();
                }
            });
            content.run()
        })
    };
    Effect::new(move |_| {
        if !open.get() {
            if let Some(element) = element.get_untracked().filter(|element| element.open()) {
                element.close();
            }
        }
    });
    let on_cancel = move |event: Event| {
        event.prevent_default();
        on_close.run(());
    };
    // The browser may close it against our will, after the second Escape; an earlier closing is
    // told late.
    let on_closed = move |_| {
        let is_closed = element
            .with_untracked(|element| element.as_ref().is_some_and(|element| !element.open()));
        if is_closed && open.get_untracked() {
            on_close.run(());
        }
    };
    view! {
        <dialog
            class="dolisync-dialog"
            aria-label=heading
            node_ref=element
            on:cancel=on_cancel
            on:close=on_closed
        >
            <div class="dolisync-dialog__view">
                <header class="dolisync-dialog__header">
                    <h2 class="dolisync-dialog__heading">{heading}</h2>
                    <button
                        type="button"
                        class="dolisync-dialog__close"
                        aria-label=t!("Close")
                        on:click=move |_| on_close.run(())
                    ></button>
                </header>
                {inside}
            </div>
        </dialog>
    }
}
