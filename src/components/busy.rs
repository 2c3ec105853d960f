//! Something is being waited for.

use leptos::prelude::*;

/// A turning circle with its words.
#[component]
pub fn Busy(
    /// What is being done.
    words: String,
) -> impl IntoView {
    view! {
        <p class="dolisync-busy">
            <span class="dolisync-busy__circle" aria-hidden="true"></span>
            {words}
        </p>
    }
}
