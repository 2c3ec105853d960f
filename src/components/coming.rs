//! What stands where something is loaded late.

use leptos::prelude::*;

use super::{Busy, ErrorNotice};
use crate::api::ApiError;
use crate::i18n::t;
use crate::late::Late;

/// A turning circle while it is on its way, or that it did not come.
#[component]
pub fn Coming<F: Copy + Send + Sync + 'static>(
    /// What is waited for.
    late: Late<F>,
) -> impl IntoView {
    move || match late.is_missing() {
        true => {
            view! { <ErrorNotice error=ApiError::not_loaded() on_retry=move |()| late.need() /> }
                .into_any()
        }
        false => view! { <Busy words=t!("Loading…") /> }.into_any(),
    }
}
