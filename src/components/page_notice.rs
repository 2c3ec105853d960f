//! A problem shown on the page, above the list.

use leptos::prelude::*;

use super::ErrorNotice;
use crate::i18n::t;
use crate::state::use_panel;

/// The page's notice, when there is one. Trying again opens the dialog that was set aside, or
/// checks the grey products.
#[component]
pub fn PageNoticeView() -> impl IntoView {
    let panel = use_panel();
    let notices = panel.notices;
    move || {
        let notice = notices.get()?;
        let panel = panel.clone();
        let waiting = notice.resume.map(|opened| {
            t!(
                "Your choice for “%s” is kept: try again once this is settled.",
                opened.title
            )
        });
        let again = Callback::new(move |()| {
            if panel.notices.resumable().is_some() {
                panel.resume();
            } else {
                panel.notices.clear();
                panel.check_unknown();
            }
        });
        Some(view! {
            <div class="dolisync-page-notice">
                <ErrorNotice error=notice.error on_retry=again />
                {waiting.map(|sentence| view! { <p class="dolisync-page-notice__kept">{sentence}</p> })}
                <button
                    type="button"
                    class="dolisync-page-notice__dismiss"
                    aria-label=t!("Dismiss this notice")
                    on:click=move |_| notices.clear()
                ></button>
            </div>
        })
    }
}
