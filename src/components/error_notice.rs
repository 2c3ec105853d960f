//! A problem: what happened, and what to do next.

use leptos::prelude::*;

use super::LogInLink;
use crate::api::ApiError;
use crate::domain::NextAction;
use crate::i18n::t;
use crate::mount::focus_view;
use crate::state::{use_panel, View};

/// Somebody associated the product since it was opened, perhaps in another window.
const ALREADY_LINKED: &str = "dolisync_already_linked";

/// A sentence and its next action. `on_retry` does again what failed.
#[component]
pub fn ErrorNotice(
    /// What happened.
    error: ApiError,
    /// Does it again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let panel = use_panel();
    let (boot, dialog) = (panel.boot, panel.dialog);
    // Trying again would get the same answer.
    let look = move |_| {
        if let Some(opened) = dialog.opened.get_untracked() {
            focus_view();
            dialog.open(opened.product, opened.title, View::Comparison);
        }
    };
    let again = move || {
        view! {
            <button type="button" class="button" on:click=move |_| on_retry.run(())>
                {t!("Try again")}
            </button>
        }
    };
    let action = match error.next_action {
        NextAction::Retry => Some(again().into_any()),
        NextAction::CheckSettings => Some(
            view! { <a class="button" href=boot.settings_url.clone()>{t!("Check the settings")}</a> }
                .into_any(),
        ),
        NextAction::LogIn => Some(
            view! {
                <LogInLink />
                {again()}
            }
            .into_any(),
        ),
        NextAction::Review if error.code == ALREADY_LINKED => Some(
            view! {
                <button type="button" class="button" on:click=look>
                    {t!("See the versions")}
                </button>
            }
            .into_any(),
        ),
        NextAction::Review | NextAction::None => None,
    };
    view! {
        <div class="notice notice-error inline dolisync-error" data-dolisync="error" role="alert">
            <p>{error.message}</p>
            {action.map(|action| view! { <p class="dolisync-error__actions">{action}</p> })}
        </div>
    }
}
