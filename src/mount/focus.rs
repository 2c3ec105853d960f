//! Where the keyboard's focus goes.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::domain::ProductId;

/// The element id of the open view's heading, which names the dialog.
pub const HEADING_ID: &str = "dolisync-heading";

/// Focuses what the open view is for: the element marked `data-focus`, else its heading.
pub fn focus_view() {
    if !focus("dialog.dolisync-dialog [data-focus]:not(:disabled)") {
        focus(&format!("#{HEADING_ID}"));
    }
}

/// Focuses the button of a product, whichever element it is by now.
pub fn focus_button(product: ProductId) -> bool {
    let cell = format!("[data-dolisync=\"cell\"][data-product=\"{}\"]", product.0);
    focus(&format!("{cell} .dolisync-button"))
}

/// Focuses the first action that the page's notice offers.
#[cfg(feature = "list")]
pub(super) fn focus_notice() -> bool {
    let place = "[data-dolisync=\"notices\"]";
    focus(&format!("{place} a, {place} button"))
}

fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    match found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => element.focus().is_ok(),
        None => false,
    }
}

/// Scrolls no further than needed to show an element.
pub fn scroll_into_view(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
