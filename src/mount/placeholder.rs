//! One placeholder that PHP printed: emptied and mounted in the same turn.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::Overlay;
use crate::components::{PageNoticeView, ProductCell, ProductDetails};
use crate::domain::{parse, ProductId, Row};
use crate::state::Panel;

/// What is mounted in a placeholder. Dropping it removes the nodes and the reactive tree.
pub(super) struct Mounted {
    pub(super) element: HtmlElement,
    /// The product, for a cell.
    pub(super) product: Option<ProductId>,
    /// Whether the product's status is to be asked for.
    pub(super) to_check: bool,
    _root: Box<dyn Any>,
}

impl Mounted {
    /// Mounts what the placeholder is for; None for one that the panel does not know.
    ///
    /// Each root gets the panel as its own context and has no parent: a parent would keep a
    /// trace of every row that was ever replaced.
    pub(super) fn new(panel: &Panel, element: HtmlElement) -> Option<Self> {
        match element.get_attribute("data-dolisync")?.as_str() {
            "cell" => Self::cell(panel, element),
            "details" => Self::details(panel, element),
            "overlay" => Some(Self::mount(panel, element, || view! { <Overlay /> })),
            "notices" => Some(Self::mount(panel, element, || view! { <PageNoticeView /> })),
            _ => None,
        }
    }

    fn cell(panel: &Panel, element: HtmlElement) -> Option<Self> {
        let id = ProductId(element.get_attribute("data-product")?.parse().ok()?);
        let printed = element.get_attribute("data-row").unwrap_or_default();
        let row = parse::<Row>(&printed);
        let row = row.filter(|row| row.id == id);
        let to_check = panel
            .rows
            .offer(row.unwrap_or_else(|| Row::unread(id)), &printed);
        let state = panel.rows.state(id)?;
        let mounted = Self::mount(panel, element, || view! { <ProductCell state=state /> });
        Some(Self {
            product: Some(id),
            to_check,
            ..mounted
        })
    }

    /// What the cell before it says in short.
    fn details(panel: &Panel, element: HtmlElement) -> Option<Self> {
        let id = ProductId(element.get_attribute("data-product")?.parse().ok()?);
        let state = panel.rows.state(id)?;
        Some(Self::mount(
            panel,
            element,
            || view! { <ProductDetails state=state /> },
        ))
    }

    fn mount<V: IntoView + 'static>(
        panel: &Panel,
        element: HtmlElement,
        content: impl FnOnce() -> V + 'static,
    ) -> Self {
        let focused = focused_tag(&element);
        // Printed by PHP, or copied with the row by a script.
        element.set_text_content(None);
        let panel = panel.clone();
        let root = mount_to(element.clone(), move || {
            provide_context(panel);
            content()
        });
        if let Some(tag) = focused {
            let same = element.query_selector(&tag).ok().flatten();
            if let Some(same) = same.and_then(|same| same.dyn_into::<HtmlElement>().ok()) {
                // An element that cannot have the focus leaves it where it is.
                let _ = same.focus();
            }
        }
        Self {
            element,
            product: None,
            to_check: false,
            _root: Box::new(root),
        }
    }
}

/// The tag of the focused element inside a placeholder: its button or its link.
fn focused_tag(placeholder: &HtmlElement) -> Option<String> {
    let active = document().active_element()?;
    let inside = placeholder.contains(Some(&active)) && !placeholder.is_same_node(Some(&active));
    inside.then(|| active.tag_name())
}
