//! Rows that come, go and are replaced while the page is open.

use dolisync::api::pause;
use dolisync::domain::{ProductId, Status};
use dolisync::mount::observe;
use leptos::prelude::{document, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::answers::rows;
use super::page::{cell, until, Page};

#[wasm_bindgen_test]
async fn a_row_replaced_500_times_leaves_no_handle_and_asks_nothing() {
    let mut page = Page::new();
    pause(20).await;
    let before = page.handles.count();
    let asked = page.wordpress.requests().len();
    for _ in 0..500 {
        page.replace_row(51);
        page.handles.sweep(&page.panel);
    }
    assert_eq!(page.handles.count(), before);
    assert_eq!(page.count(&cell(51, "button")), 1);
    assert_eq!(page.wordpress.requests().len(), asked);
    page.press(51).await;
    page.see("dialog[open] .dolisync-versions").await;
}

#[wasm_bindgen_test]
async fn the_observer_mounts_what_comes_and_drops_what_goes() {
    let page = Page::new();
    pause(20).await;
    // What the page itself holds is taken over by this observer, whose own body goes with it.
    let own = OwnBody::new();
    let handles = observe(&page.panel);
    let before = handles.borrow().count();
    let again = |id: u64| {
        let row = rows()
            .into_iter()
            .find(|row| row["id"] == id)
            .unwrap()
            .to_string();
        let place = document().create_element("div").unwrap();
        let set = |name, value: &str| place.set_attribute(name, value).unwrap();
        set("data-dolisync", "cell");
        set("data-product", &id.to_string());
        set("data-row", &row);
        own.body.append_child(&place).unwrap();
        place
    };
    let (first, second) = (again(51), again(58));
    until("both are mounted", || {
        handles.borrow().count() == before + 2
    })
    .await;
    assert!(first.query_selector("button").unwrap().is_some());
    first.remove();
    until("one is gone", || handles.borrow().count() == before + 1).await;
    second.remove();
    until("both are gone", || handles.borrow().count() == before).await;
}

#[wasm_bindgen_test]
async fn the_box_of_a_product_says_in_sentences_how_it_stands() {
    let mut page = Page::new();
    pause(20).await;
    let place = document().create_element("div").unwrap();
    place.set_attribute("data-dolisync", "details").unwrap();
    place.set_attribute("data-product", "54").unwrap();
    place.set_inner_html("<p>As it was printed.</p>");
    let body = document().query_selector(".test-page").unwrap().unwrap();
    body.append_child(&place).unwrap();
    page.handles.sweep(&page.panel);
    let said = || place.text_content().unwrap_or_default();
    assert!(said().starts_with("Different: price."), "{}", said());
    let mut row = page.panel.rows.row(ProductId(54)).unwrap();
    row.status = Status::Synced;
    row.reason = None;
    row.synchronized_at = Some("2026-11-24T20:00:00.000Z".to_owned());
    page.panel.rows.set(row);
    until("it follows", || said().contains("hold the same data")).await;
    assert!(
        said().contains("Last synchronization: 11/24/26"),
        "{}",
        said()
    );
    assert!(!said().contains("Reload"));
    page.panel.form_outdated.set(true);
    until("the form is older", || said().contains("Reload the page")).await;
}

#[wasm_bindgen_test]
async fn a_status_that_changes_shows_in_every_cell_of_the_product() {
    let mut page = Page::new();
    pause(20).await;
    let row = page.one(&cell(58, "")).closest("tr").unwrap().unwrap();
    row.insert_adjacent_html("afterend", &row.outer_html())
        .unwrap();
    page.handles.sweep(&page.panel);
    assert_eq!(page.count(&cell(58, ".dolisync-status--unlinked")), 2);
    let mut now = page
        .panel
        .rows
        .row(dolisync::domain::ProductId(58))
        .unwrap();
    now.status = dolisync::domain::Status::Synced;
    page.panel.rows.set(now);
    pause(0).await;
    assert_eq!(page.count(&cell(58, ".dolisync-status--synced")), 2);
}

/// A body of its own: an observer lives as long as the body it watches.
struct OwnBody {
    body: HtmlElement,
    before: HtmlElement,
}

impl OwnBody {
    fn new() -> Self {
        let before = document().body().unwrap();
        let body: HtmlElement = document().create_element("body").unwrap().unchecked_into();
        document().set_body(Some(&body));
        Self { body, before }
    }
}

impl Drop for OwnBody {
    fn drop(&mut self) {
        document().set_body(Some(&self.before));
    }
}
