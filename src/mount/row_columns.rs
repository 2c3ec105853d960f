//! The row's own columns after a write: its title, its price and whatever else the list shows.
//!
//! The server alone knows how it prints them, other plugins' columns included, so the list is read again with this one
//! row. What stayed stale before was more than a sight: WordPress's quick edit would have saved the old title again.

use std::cell::RefCell;
use std::collections::HashMap;

use gloo_net::http::Request;
use leptos::prelude::document;
use leptos::task::spawn_local;
use web_sys::{Document, DomParser, Element, SupportedType};

use crate::domain::ProductId;

thread_local! {
    /// How many readings of each product's row were begun: an answer that a later one has overtaken is left.
    static READINGS: RefCell<HashMap<ProductId, u32>> = RefCell::default();
}

/// Brings the columns of a product's row to what the list at this address prints now. Where that
/// cannot be read they stay as they are, until the page is loaded again.
pub fn refresh_row(row_url: &str, product: ProductId) {
    if row(&document(), product).is_none() {
        return;
    }
    let address = format!("{row_url}{}", product.0);
    let reading = READINGS.with_borrow_mut(|readings| {
        let reading = readings.entry(product).or_default();
        *reading += 1;
        *reading
    });
    spawn_local(async move {
        if let Some(html) = read(&address).await {
            if READINGS.with_borrow(|readings| readings.get(&product) == Some(&reading)) {
                let _ = take_row(&html, product);
            }
        }
    });
}

async fn read(address: &str) -> Option<String> {
    Request::get(address).send().await.ok()?.text().await.ok()
}

/// Takes the columns of a product's row over from a page. Answers None where either lacks the row,
/// or their columns are not the same.
pub fn take_row(html: &str, product: ProductId) -> Option<()> {
    let page = DomParser::new()
        .ok()?
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let (shown, printed) = (row(&document(), product)?, row(&page, product)?);
    if shown.child_element_count() != printed.child_element_count() {
        return None;
    }
    let mut next = shown
        .first_element_child()
        .zip(printed.first_element_child());
    while let Some((old, new)) = next {
        next = old.next_element_sibling().zip(new.next_element_sibling());
        // Our own cell is up to date, and the focus may be in it.
        let is_ours = old.query_selector("[data-dolisync]").ok()?.is_some();
        if !is_ours && !old.is_equal_node(Some(&new)) {
            old.replace_with_with_node_1(&new).ok()?;
        }
    }
    Some(())
}

/// The row of a product in a list: WordPress's or WPshop's.
fn row(page: &Document, product: ProductId) -> Option<Element> {
    let cell = format!("[data-dolisync=\"cell\"][data-product=\"{}\"]", product.0);
    let cell = page.query_selector(&cell).ok()??;
    cell.closest("tr, .table-row").ok()?
}
