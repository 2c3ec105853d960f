//! How many products have each status: a ring and its legend.

use leptos::prelude::*;

use super::{status_class, status_words};
use crate::domain::{arcs, Arc, Status, StatusCounts, StatusLinks, WHOLE};
use crate::format::count;
use crate::i18n::{t, tn};

/// In the order in which the ring is drawn: what is well first.
const STATUSES: [Status; 4] = [
    Status::Synced,
    Status::OutOfSync,
    Status::Unlinked,
    Status::Unknown,
];

/// A ring whose parts lead to the products of that status. The legend says the same in words and
/// numbers, and is what the keyboard and screen readers use.
#[component]
pub fn StatusRing(
    /// How many products have each status.
    counts: StatusCounts,
    /// The lists of them.
    links: StatusLinks,
) -> impl IntoView {
    let parts = arcs(STATUSES.map(|status| counts.of(status)));
    let part = |(status, arc): (Status, Arc)| {
        // A dash as long as the part, and nothing after it.
        let dash = format!("{} {}", arc.length, WHOLE - arc.length);
        view! {
            <svg viewBox="0 0 42 42" focusable="false" class="dolisync-ring__layer">
                <a href=links.of(status).to_owned() tabindex="-1" class="dolisync-ring__part">
                    <circle
                        class=format!("dolisync-ring__arc dolisync-ring__arc--{}", status_class(status))
                        cx="21"
                        cy="21"
                        r="15.9155"
                        pathLength=WHOLE.to_string()
                        stroke-dasharray=dash
                        stroke-dashoffset=format!("-{}", arc.start)
                    ></circle>
                </a>
            </svg>
        }
    };
    let drawn = STATUSES
        .into_iter()
        .zip(parts)
        .filter(|(_, arc)| arc.length > 0);
    let drawn = drawn.map(part).collect_view();
    let line = |status: Status| {
        let words = status_words(status);
        let number = count(counts.of(status));
        view! {
            <li class="dolisync-ring__line">
                <a href=links.of(status).to_owned()>
                    <span class=format!("dolisync-status dolisync-status--{}", status_class(status))>
                        <span class="dolisync-status__dot" aria-hidden="true"></span>
                        <span class="dolisync-status__words">{words}</span>
                    </span>
                    " "
                    <strong class="dolisync-ring__count">{number}</strong>
                </a>
            </li>
        }
    };
    let lines = STATUSES.map(line).collect_view();
    view! {
        <div class="dolisync-ring">
            <div class="dolisync-ring__drawing" aria-hidden="true">
                <svg viewBox="0 0 42 42" focusable="false" class="dolisync-ring__layer">
                    <circle class="dolisync-ring__ground" cx="21" cy="21" r="15.9155"></circle>
                </svg>
                {drawn}
                <p class="dolisync-ring__total">
                    <strong>{count(counts.total)}</strong>
                    <span>{tn!("product", "products", counts.total)}</span>
                </p>
            </div>
            <ul class="dolisync-ring__legend" aria-label=t!("Products by status")>{lines}</ul>
        </div>
    }
}
