//! Every problem is a sentence with its next action.

use dolisync::api::{pause, ApiError, Method};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::answers::recorded;
use super::page::{cell, focused, until, Page, ASIDE, PRIMARY, PROBLEM};

const VERSIONS: &str = "products/54/comparison";

async fn failing(status: u16, body: &'static str) -> Page {
    let page = Page::with(|w| w.answer(Method::Get, VERSIONS, status, body), true);
    pause(20).await;
    page.press(54).await;
    page
}

#[wasm_bindgen_test]
async fn a_problem_that_may_pass_can_be_tried_again() {
    let page = failing(504, recorded!("error-timeout")).await;
    page.see(PROBLEM).await;
    assert_eq!(page.attribute(PROBLEM, "role").as_deref(), Some("alert"));
    assert_eq!(page.count(PRIMARY), 0, "there is nothing to write");
    page.wordpress
        .answer(Method::Get, VERSIONS, 200, recorded!("comparison-moved"));
    page.click(&format!("{PROBLEM} button")).await;
    page.see("fieldset").await;
    page.gone(PROBLEM).await;
}

#[wasm_bindgen_test]
async fn a_wrong_key_leads_to_the_settings() {
    let page = failing(502, recorded!("error-wrong-key")).await;
    page.see(PROBLEM).await;
    assert_eq!(
        page.attribute(&format!("{PROBLEM} a"), "href").as_deref(),
        Some("/settings")
    );
}

#[wasm_bindgen_test]
async fn a_page_of_html_in_place_of_an_answer_is_a_sentence_too() {
    for (status, body) in [
        (500, "<h1>Fatal error</h1>"),
        (200, "{\"product\":"),
        (200, "<br>{}"),
    ] {
        let page = failing(status, body).await;
        page.see(PROBLEM).await;
        let sentence = page.text(&format!("{PROBLEM} p"));
        assert!(
            sentence.starts_with("WordPress") && !sentence.contains('<'),
            "{sentence}"
        );
        assert_eq!(page.text(&format!("{PROBLEM} button")), "Try again");
    }
}

#[wasm_bindgen_test]
async fn without_a_network_the_dialog_says_so() {
    let page = Page::with(|w| w.fail(Method::Get, VERSIONS, ApiError::network()), true);
    pause(20).await;
    page.press(54).await;
    page.see(PROBLEM).await;
    assert!(page.text(PROBLEM).contains("cannot be reached"));
}

#[wasm_bindgen_test]
async fn a_product_gone_from_dolibarr_is_said_so_and_can_be_dissociated() {
    let page = Page::new();
    pause(20).await;
    page.press(57).await;
    page.see(PROBLEM).await;
    assert!(page.text(PROBLEM).contains("no longer exists in Dolibarr"));
    assert_eq!(
        page.count(&format!("{PROBLEM} button")),
        0,
        "trying again would change nothing"
    );
    let dissociate = page.one(&way("dissociate"));
    until("the focus is on what touches no product", || {
        dissociate.is_same_node(focused().as_deref())
    })
    .await;
    page.click(&way("dissociate")).await;
    page.see("[data-view=confirm]").await;
    page.wordpress.answer(
        Method::Delete,
        "products/57/link",
        504,
        recorded!("error-timeout"),
    );
    page.click(PRIMARY).await;
    page.see(PROBLEM).await;
    assert_eq!(
        page.count(&cell(57, "a.dolisync-id")),
        1,
        "the association is still there"
    );
}

fn way(name: &str) -> String {
    format!("dialog [data-way={name}]")
}

async fn gone() -> Page {
    let page = Page::new();
    pause(20).await;
    page.press(57).await;
    page.see(&way("recreate")).await;
    page
}

#[wasm_bindgen_test]
async fn a_product_gone_from_dolibarr_can_be_created_there_again() {
    let page = gone().await;
    assert_eq!(page.writes(), 0);
    page.click(&way("recreate")).await;
    page.see("[data-view=done]").await;
    assert!(page
        .text("[data-view=done]")
        .contains("Created in Dolibarr"));
    assert_eq!(page.written("products/57"), json!({ "confirmed": false }));
    assert_eq!(page.text(&cell(57, "a.dolisync-id")), "#Doli : 85");
}

#[wasm_bindgen_test]
async fn creating_again_shows_possible_duplicates_first() {
    let page = gone().await;
    let route = "products/57/recreate";
    let duplicates = recorded!("error-possible-duplicates");
    page.wordpress.answer(Method::Post, route, 409, duplicates);
    page.click(&way("recreate")).await;
    page.see("[data-view=create]").await;
    assert_eq!(
        page.count(".dolisync-candidate__choose"),
        0,
        "it is associated still"
    );
    page.click(ASIDE).await;
    page.click(&way("recreate")).await;
    page.see("[data-view=create]").await;
    let again = recorded!("outcome-recreated");
    page.wordpress.answer(Method::Post, route, 200, again);
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
    let last = page.sent(Method::Post, "products/57").pop().unwrap();
    assert_eq!(
        (last.path.as_str(), last.body),
        (route, Some(json!({ "confirmed": true })))
    );
}

#[wasm_bindgen_test]
async fn a_failed_creation_is_told_where_it_was_asked_for() {
    let page = gone().await;
    let route = "products/57/recreate";
    page.wordpress
        .answer(Method::Post, route, 504, recorded!("error-timeout"));
    page.click(&way("recreate")).await;
    page.see("dialog .notice-error").await;
    let again = recorded!("outcome-recreated");
    page.wordpress.answer(Method::Post, route, 200, again);
    page.click("dialog .notice-error button").await;
    page.see("[data-view=done]").await;
}

#[wasm_bindgen_test]
async fn a_product_gone_from_dolibarr_goes_to_the_trash_only_once_confirmed() {
    let page = gone().await;
    page.click(&way("trash")).await;
    page.see("[data-view=confirm]").await;
    assert_eq!(page.writes(), 0);
    let back = page.one(ASIDE);
    until("the focus is on the safe button", || {
        back.is_same_node(focused().as_deref())
    })
    .await;
    assert!(page
        .text("[data-view=confirm]")
        .contains("out of the trash again"));
    page.click(ASIDE).await;
    page.click(&way("trash")).await;
    page.see("[data-view=confirm]").await;
    let status = recorded!("status-trashed");
    page.wordpress
        .answer(Method::Get, "products/status", 200, status);
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
    assert!(page.text("[data-view=done]").contains("in the trash now"));
    assert_eq!(page.written("products/57/trash"), json!({}));
    let title = page.attribute(&cell(57, ".dolisync-status"), "title");
    assert!(title.unwrap().contains("no longer exists in WPshop"));
}

#[wasm_bindgen_test]
async fn a_lost_session_while_reading_offers_to_log_in() {
    let page = failing(401, recorded!("error-session-lost")).await;
    page.see(".dolisync-page-notice a[target=_blank]").await;
    page.gone("dialog[open]").await;
    page.wordpress
        .answer(Method::Get, VERSIONS, 200, recorded!("comparison-moved"));
    page.click(".dolisync-page-notice .dolisync-error button")
        .await;
    page.see("dialog[open] fieldset").await;
}

#[wasm_bindgen_test]
async fn a_history_that_cannot_be_read_leaves_the_rest_alone() {
    let page = Page::with(
        |w| w.answer(Method::Get, "journal", 504, recorded!("error-timeout")),
        true,
    );
    pause(20).await;
    page.press(51).await;
    page.see(PROBLEM).await;
    assert_eq!(page.count("tr[data-field=price]"), 1);
    assert_eq!(page.text(ASIDE), "Dissociate");
    page.wordpress
        .answer(Method::Get, "journal", 200, recorded!("journal"));
    page.click(&format!("{PROBLEM} button")).await;
    page.see(".dolisync-history__entry").await;
    page.gone(PROBLEM).await;
}
