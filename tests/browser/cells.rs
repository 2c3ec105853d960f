//! The cells of a list: what they show, and what pressing their button does.

use dolisync::api::{pause, Method};
use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use super::answers::{recorded, rows};
use super::page::{cell, focused, until, Page};

#[wasm_bindgen_test]
async fn every_status_has_its_color_words_button_and_reason() {
    let page = Page::new();
    pause(20).await;
    let expected = [
        (
            51,
            "synced",
            "Synchronized",
            "See the versions",
            "hold the same data",
        ),
        (
            54,
            "out_of_sync",
            "Out of sync",
            "Synchronize…",
            "Different: price.",
        ),
        (
            56,
            "out_of_sync",
            "Out of sync",
            "Synchronize…",
            "Changed on both sides. Different: price, description, title.",
        ),
        (
            52,
            "out_of_sync",
            "Out of sync",
            "Synchronize…",
            "did not apply: price.",
        ),
        (
            53,
            "out_of_sync.dolisync-status--pending",
            "Waiting",
            "Synchronize…",
            "tries again by itself. Next try: 11/24/99",
        ),
        (
            57,
            "out_of_sync",
            "Out of sync",
            "Synchronize…",
            "no longer exists in Dolibarr",
        ),
        (
            58,
            "unlinked",
            "Not associated",
            "Associate and synchronize",
            "Not associated",
        ),
        (
            59,
            "unlinked",
            "Not associated",
            "Associate and synchronize",
            "looks like this one",
        ),
        (
            55,
            "unknown",
            "To check",
            "Check again",
            "Last known: Synchronized",
        ),
    ];
    for (id, status, words, button, reason) in expected {
        let class = format!(".dolisync-status.dolisync-status--{status}");
        let shown = cell(id, &class);
        assert_eq!(
            page.text(&cell(id, ".dolisync-status__words")),
            words,
            "{id}"
        );
        assert_eq!(page.text(&cell(id, ".dolisync-button")), button, "{id}");
        let title = page.attribute(&shown, "title").unwrap();
        assert!(title.contains(reason), "{id}: {title}");
        assert!(
            page.text(&cell(id, ".screen-reader-text")).contains(reason),
            "{id}"
        );
        assert!(page
            .text(&cell(id, ".dolisync-ids"))
            .starts_with(&format!("#WP : {id}")));
        let name = page.attribute(&cell(id, "button"), "aria-label").unwrap();
        assert!(
            name.starts_with(button),
            "the visible words come first in the name: {name}"
        );
        assert_eq!(
            page.attribute(&cell(id, "button"), "type").as_deref(),
            Some("button")
        );
    }
    assert_eq!(page.count(".dolisync-status--pending"), 1);
    let link = cell(51, "a.dolisync-id");
    assert_eq!(page.text(&link), "#Doli : 61");
    assert!(page.attribute(&link, "href").unwrap().ends_with("id=61"));
    assert_eq!(page.count(&cell(58, "a")), 0);
}

#[wasm_bindgen_test]
async fn a_list_is_refreshed_with_one_request_that_names_every_product() {
    let page = Page::new();
    pause(20).await;
    let requests = page.wordpress.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].path, "products/status");
    let asked = requests[0].query[0].1.split(',').count();
    assert_eq!(asked, rows().len());
}

#[wasm_bindgen_test]
async fn what_waits_is_no_fault_and_still_waits_when_somebody_has_looked() {
    let mut statuses: Value = serde_json::from_str(recorded!("statuses")).unwrap();
    let products = statuses["products"].as_array_mut().unwrap();
    let waiting = products.iter_mut().find(|row| row["id"] == 53).unwrap();
    waiting["problem"] = json!({ "code": "dolisync_dolibarr_timeout", "message": "No answer.", "next_action": "retry" });
    let body = statuses.to_string();
    let page = Page::with(
        |w| {
            w.answer(Method::Get, "products/status", 200, body);
            let versions = recorded!("comparison-moved");
            w.answer(Method::Get, "products/53/comparison", 200, versions);
        },
        true,
    );
    pause(20).await;
    assert_eq!(page.count(".dolisync-page-notice"), 0);
    let title = || page.attribute(&cell(53, ".dolisync-status--pending"), "title");
    assert!(title().unwrap().contains("No answer."));
    page.press(53).await;
    page.see("fieldset").await;
    assert!(title()
        .unwrap()
        .contains("tries again by itself. Next try: 11/24/99"));
}

#[wasm_bindgen_test]
async fn what_was_printed_shows_until_the_answer_comes() {
    let mut held = None;
    let page = Page::with(
        |w| held = Some(w.hold(Method::Get, "products/status")),
        true,
    );
    pause(0).await;
    assert_eq!(
        page.text(&cell(51, ".dolisync-status__words")),
        "Synchronized"
    );
    assert_eq!(
        page.count(".dolisync-status--checking"),
        rows().len() as u32
    );
    held.unwrap().release();
    page.gone(".dolisync-status--checking").await;
}

#[wasm_bindgen_test]
async fn without_a_connection_nothing_is_asked_and_nothing_can_be_pressed() {
    let page = Page::with(|_| {}, false);
    pause(20).await;
    assert_eq!(page.wordpress.requests(), []);
    assert_eq!(page.count(".dolisync-button"), 0);
    assert_eq!(page.text(&cell(51, ".dolisync-status")), "Not configured");
}

#[wasm_bindgen_test]
async fn each_status_opens_what_it_is_for() {
    for (id, view) in [(51, "comparison"), (54, "comparison"), (58, "selection")] {
        let page = Page::new();
        pause(20).await;
        page.press(id).await;
        page.see(&format!("dialog[open] [data-view={view}]")).await;
        assert_eq!(page.writes(), 0);
    }
}

#[wasm_bindgen_test]
async fn a_grey_product_is_checked_again_in_place() {
    let page = Page::new();
    pause(20).await;
    page.wordpress.answer(
        Method::Get,
        "products/status",
        200,
        recorded!("status-checked-again"),
    );
    page.one(&cell(55, "button")).focus().unwrap();
    page.press(55).await;
    page.see(&cell(55, ".dolisync-status--synced")).await;
    assert_eq!(page.sent(Method::Get, "products/status").len(), 2);
    assert_eq!(page.wordpress.requests()[1].query[0].1, "55");
    assert_eq!(page.count("dialog[open]"), 0);
    assert!(page
        .one(&cell(55, "button"))
        .is_same_node(focused().as_deref()));
    assert_eq!(
        page.count(".dolisync-page-notice"),
        0,
        "the problem is over"
    );
}

#[wasm_bindgen_test]
async fn a_problem_with_the_list_is_told_once_with_what_to_do() {
    let page = Page::with(
        |w| {
            w.answer(
                Method::Get,
                "products/status",
                502,
                recorded!("error-wrong-key"),
            )
        },
        true,
    );
    page.see(".dolisync-page-notice").await;
    assert_eq!(page.count(".dolisync-page-notice"), 1);
    assert_eq!(
        page.attribute(".dolisync-page-notice a", "href").as_deref(),
        Some("/settings")
    );
    assert_eq!(page.count(".dolisync-status--unknown"), rows().len() as u32);
    let title = page
        .attribute(&cell(51, ".dolisync-status"), "title")
        .unwrap();
    assert!(
        title.contains("API key") && title.contains("Last known: Synchronized"),
        "{title}"
    );
    assert_eq!(
        page.text(&cell(51, "a.dolisync-id")),
        "#Doli : 61",
        "the link stays"
    );
}

#[wasm_bindgen_test]
async fn closing_gives_the_focus_back_to_the_products_button_even_when_its_row_was_replaced() {
    let mut page = Page::new();
    pause(20).await;
    page.press(58).await;
    page.see("[role=option]").await;
    page.replace_row(58);
    page.handles.sweep(&page.panel);
    page.key("dialog [role=combobox]", "Escape").await;
    page.gone("dialog[open]").await;
    let button = page.one(&cell(58, "button"));
    until("the focus is back", || {
        button.is_same_node(focused().as_deref())
    })
    .await;
}
