//! The way back when the session is lost.

use leptos::prelude::*;

use crate::i18n::t;
use crate::state::use_panel;

/// A link to WordPress's log-in page, in a tab of its own: what is on this page stays.
#[component]
pub fn LogInLink() -> impl IntoView {
    let url = use_panel().boot.login_url.clone();
    view! {
        <a class="button" href=url target="_blank" rel="noopener">
            {t!("Log in again")}
            <span class="screen-reader-text">{t!("(opens in a new tab)")}</span>
        </a>
    }
}
