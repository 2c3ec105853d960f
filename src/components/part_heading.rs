//! The heading of a part of the dashboard.

use leptos::html;
use leptos::prelude::*;
use web_sys::{FocusOptions, HtmlElement};

use crate::state::use_dashboard;

/// A heading that takes the focus when the link that led here, or what is below it, was replaced
/// and the focus was lost with it: a keyboard would have to begin at the top of the page. On a
/// page that was just loaded the focus stays there, before WordPress's own links.
#[component]
pub fn PartHeading<T: Clone + PartialEq + Send + Sync + 'static>(
    /// The heading.
    words: String,
    /// What is shown below.
    shown: Memo<T>,
) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    let moved = use_dashboard().moved;
    Effect::new(move |before: Option<()>| {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        let _ = shown.get();
        let was_replaced = before.is_some() || moved.get_untracked();
        if let (true, Some(heading)) = (was_replaced, heading.get_untracked()) {
            request_animation_frame(move || take_lost_focus(&heading));
        }
    });
    view! {
        <h2 tabindex="-1" node_ref=heading>
            {words}
        </h2>
    }
}

fn take_lost_focus(heading: &HtmlElement) {
    let active = document().active_element();
    if active.is_none_or(|active| active.tag_name() == "BODY") {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // A heading with a tabindex can always have the focus.
        let _ = heading.focus_with_options(&options);
    }
}
