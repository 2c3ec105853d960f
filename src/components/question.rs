//! Really? A question with a safe answer and one that writes.

use leptos::prelude::*;

use super::Modal;
use crate::domain::fold;
use crate::i18n::t;

/// A modal question. The focus starts on the safe answer. Where a word is asked for, the other
/// answer waits until it is typed.
#[component]
pub fn Question(
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    heading: Signal<String>,
    /// What the answer would do.
    #[prop(into)]
    explanation: ViewFn,
    /// The safe answer.
    safe: String,
    /// The other one: says what it does.
    #[prop(into)]
    act: Signal<String>,
    /// Does it.
    #[prop(into)]
    on_act: Callback<()>,
    /// A word to be typed first.
    #[prop(into, optional)]
    word: Signal<Option<String>>,
) -> impl IntoView {
    let content = move || {
        let typed = RwSignal::new(String::new());
        let blocked = move || {
            word.with(|word| {
                let wanted = word.as_ref().map(|word| fold(word));
                wanted.is_some_and(|wanted| typed.with(|typed| fold(typed) != wanted))
            })
        };
        let act_now = move || {
            if !blocked() {
                open.set(false);
                on_act.run(());
            }
        };
        let typing = move || {
            word.get().map(|word| {
                view! {
                    <p>
                        <label class="dolisync-question__word">
                            <span>{t!("To confirm, type the word “%s”:", word)}</span>
                            <input
                                type="text"
                                autocomplete="off"
                                spellcheck="false"
                                prop:value=move || typed.get()
                                on:input=move |event| typed.set(event_target_value(&event))
                                on:keydown=move |event| {
                                    if event.key() == "Enter" {
                                        act_now();
                                    }
                                }
                            />
                        </label>
                    </p>
                }
            })
        };
        view! {
            <div class="dolisync-dialog__body">{explanation.run()} {typing}</div>
            <footer class="dolisync-dialog__footer">
                <button
                    type="button"
                    class="button dolisync-question__safe"
                    autofocus=true
                    on:click=move |_| open.set(false)
                >
                    {safe.clone()}
                </button>
                <button
                    type="button"
                    class="button button-primary dolisync-question__act"
                    disabled=blocked
                    on:click=move |_| act_now()
                >
                    {act}
                </button>
            </footer>
        }
    };
    view! { <Modal open=open heading=heading on_close=move |()| open.set(false) content=content /> }
}
