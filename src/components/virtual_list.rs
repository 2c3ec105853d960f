//! A list of thousands of rows that draws only those in sight.

use std::ops::Range;

use leptos::html;
use leptos::prelude::*;

/// Rows drawn beyond both ends of what is in sight, so that scrolling and the Tab key find them.
const BEYOND: usize = 6;

/// A scrollable list. All rows are equally high: CSS gives the height (`--dolisync-row`), so that it
/// can be another one on narrow screens.
#[component]
pub fn VirtualList(
    /// What the list holds, for its accessible name.
    label: String,
    /// The items, each by its number.
    #[prop(into)]
    items: Signal<Vec<usize>>,
    /// Draws an item.
    row: Callback<usize, AnyView>,
    /// A further class of the list.
    class: &'static str,
) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    let list = NodeRef::<html::Ul>::new();
    // The first row in sight, and how many fit.
    let sight = RwSignal::new((0_usize, 12_usize));
    // The row with the focus.
    let focused = RwSignal::new(None::<usize>);
    let count = Memo::new(move |_| items.with(Vec::len));
    let look = move || {
        let (Some(element), Some(list)) = (element.get_untracked(), list.get_untracked()) else {
            return;
        };
        let height = list.offset_height() as usize / count.get_untracked().max(1);
        // Nothing has a height before it is drawn.
        let rows = |pixels: i32| (pixels.max(0) as usize).checked_div(height);
        let (Some(first), Some(whole)) =
            (rows(element.scroll_top()), rows(element.client_height()))
        else {
            return;
        };
        let fit = whole + 1;
        if sight.get_untracked() != (first, fit) {
            // The focus must not be lost with its row.
            let drawn = drawn_around(first, fit);
            if focused
                .get_untracked()
                .is_some_and(|at| !drawn.contains(&at))
            {
                // An element with a tabindex can always have the focus.
                let _ = element.focus();
            }
            sight.set((first, fit));
        }
    };
    Effect::new(move |_| {
        count.track();
        look();
    });
    let resize = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || resize.remove());

    let drawn = move || {
        let (first, fit) = sight.get();
        items.with(|items| {
            let drawn = drawn_around(first, fit);
            let rows = drawn.start.min(items.len())..drawn.end.min(items.len());
            rows.map(|at| (at, items[at])).collect::<Vec<_>>()
        })
    };
    view! {
        <div
            class=format!("dolisync-virtual {class}")
            tabindex="0"
            role="group"
            aria-label=label
            node_ref=element
            on:scroll=move |_| look()
        >
            <ul
                role="list"
                class="dolisync-virtual__all"
                node_ref=list
                style:--dolisync-count=move || count.get().to_string()
            >
                <For
                    each=drawn
                    key=|row| *row
                    children=move |(at, item)| {
                        view! {
                            <li
                                class="dolisync-virtual__row"
                                style:--dolisync-at=at.to_string()
                                aria-setsize=move || count.get().to_string()
                                aria-posinset=(at + 1).to_string()
                                on:focusin=move |_| focused.set(Some(at))
                                on:focusout=move |_| focused.set(None)
                            >
                                {row.run(item)}
                            </li>
                        }
                    }
                />
            </ul>
        </div>
    }
}

/// The rows that are drawn when these are in sight.
fn drawn_around(first: usize, fit: usize) -> Range<usize> {
    first.saturating_sub(BEYOND)..first + fit + BEYOND
}
