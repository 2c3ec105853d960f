//! The colored round and its words.

use leptos::prelude::*;

use super::{reason_sentence, row_words, status_class};
use crate::i18n::t;
use crate::state::{use_panel, RowState};

/// A product's status. The color never stands alone: the words are beside it, the reason is the
/// tooltip and is read out with them.
#[component]
pub fn StatusIndicator(
    /// The product's row.
    state: RowState,
) -> impl IntoView {
    let (class, reason, words) = match use_panel().boot.configured {
        true => (
            class_of(&state),
            Some(reason_sentence(&state.row)),
            row_words(&state.row),
        ),
        false => (
            "dolisync-status dolisync-status--unconfigured".to_owned(),
            None,
            t!("Not configured"),
        ),
    };
    let read_out = reason.clone();
    view! {
        <span class=class title=reason>
            <span class="dolisync-status__dot" aria-hidden="true"></span>
            <span class="dolisync-status__words">{words}</span>
            {read_out.map(|reason| view! { <span class="screen-reader-text">{reason}</span> })}
        </span>
    }
}

fn class_of(state: &RowState) -> String {
    let row = &state.row;
    let mut class = format!(
        "dolisync-status dolisync-status--{}",
        status_class(row.status)
    );
    if row.is_pending() {
        class.push_str(" dolisync-status--pending");
    }
    if state.busy {
        class.push_str(" dolisync-status--checking");
    }
    class
}
