//! What every view of the dialog has: a heading, a way out, a body and a footer.

use leptos::prelude::*;

use crate::i18n::t;
use crate::mount::HEADING_ID;
use crate::state::{use_panel, Panel};

/// One view of the dialog. `view` names it for tests and styles.
#[component]
pub fn DialogFrame(
    /// The view's name, as `data-view`.
    #[prop(into)]
    view: Signal<&'static str>,
    /// What the dialog is about, with the product's title: the dialog's name.
    #[prop(into)]
    heading: Signal<String>,
    /// Whether the footer closes the dialog itself, so that the header does not have to.
    #[prop(optional)]
    closed_by_footer: bool,
    /// The buttons, the main one last.
    #[prop(into)]
    footer: ViewFn,
    children: Children,
) -> impl IntoView {
    let panel = use_panel();
    let close = (!closed_by_footer).then(|| {
        let panel = panel.clone();
        view! {
            <button
                type="button"
                class="dolisync-dialog__close"
                aria-label=t!("Close")
                on:click=move |_| panel.ask_to_close()
            ></button>
        }
    });
    view! {
        <div class="dolisync-dialog__view" data-view=move || view.get()>
            <header class="dolisync-dialog__header">
                <h2 class="dolisync-dialog__heading" id=HEADING_ID tabindex="-1">{heading}</h2>
                {close}
            </header>
            <div class="dolisync-dialog__body">{children()}</div>
            <footer class="dolisync-dialog__footer">{footer.run()}</footer>
        </div>
    }
}

impl Panel {
    /// Closes the dialog, unless a write is under way: its result has to be seen.
    pub fn ask_to_close(&self) {
        if self.dialog.writing.get_untracked() {
            self.announcer.say(t!("Please wait until this is written."));
        } else {
            self.dialog.close();
        }
    }
}
