//! Writing what was chosen: once, as shown, and never half reported.

use dolisync::api::{pause, Method};
use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use super::answers::recorded;
use super::page::{cell, until, Page, ASIDE, EFFECTS, KEEP_DOLIBARR, PRIMARY, PROBLEM};

const HEADING: &str = ".dolisync-dialog__heading";

async fn decided() -> Page {
    let page = Page::new();
    pause(20).await;
    page.press(56).await;
    page.keep("price", "wpshop").await;
    page
}

#[wasm_bindgen_test]
async fn the_choice_is_sent_with_the_revisions_that_were_shown() {
    let page = decided().await;
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
    let expected = json!({
        "revisions": { "wpshop": "w1", "dolibarr": "d1" },
        "choice": { "title": "dolibarr", "description": "wpshop", "price": "wpshop" },
    });
    assert_eq!(page.written("products/56/sync"), expected);
    page.see(&cell(56, ".dolisync-status--synced")).await;
}

#[wasm_bindgen_test]
async fn associating_also_names_the_dolibarr_product() {
    let page = Page::new();
    page.associate(58, 68).await;
    page.click(KEEP_DOLIBARR).await;
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
    let sent = page.written("products/58/link");
    assert_eq!(sent["dolibarr_id"], 68);
    assert_eq!(sent["choice"]["title"], "dolibarr");
    page.see(&cell(58, "a.dolisync-id")).await;
}

#[wasm_bindgen_test]
async fn two_clicks_send_one_request_and_the_dialog_waits_for_its_answer() {
    let page = decided().await;
    let held = page.wordpress.hold(Method::Post, "products/56/sync");
    page.click(PRIMARY).await;
    page.click(PRIMARY).await;
    assert!(!page.can_go_on());
    assert_eq!(
        page.attribute(PRIMARY, "aria-busy").as_deref(),
        Some("true")
    );
    page.click(".dolisync-dialog__close").await;
    assert_eq!(page.count("dialog[open]"), 1, "the result has to be seen");
    held.release();
    page.see("[data-view=done]").await;
    assert_eq!(page.writes(), 1);
}

#[wasm_bindgen_test]
async fn identical_products_are_associated_straight_away() {
    let page = Page::with(
        |w| {
            w.answer(
                Method::Get,
                "products/58/comparison",
                200,
                recorded!("comparison-identical"),
            )
        },
        true,
    );
    page.press(58).await;
    page.click("[role=option][data-dolibarr='68']").await;
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
    assert_eq!(page.written("products/58/link")["choice"], json!({}));
}

#[wasm_bindgen_test]
async fn identical_products_that_could_not_be_associated_can_be_tried_again() {
    let page = Page::with(
        |w| {
            w.answer(
                Method::Get,
                "products/58/comparison",
                200,
                recorded!("comparison-identical"),
            );
            w.answer_once(
                Method::Post,
                "products/58/link",
                504,
                recorded!("error-timeout"),
            );
        },
        true,
    );
    page.press(58).await;
    page.click("[role=option][data-dolibarr='68']").await;
    page.click(PRIMARY).await;
    page.see(PROBLEM).await;
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
}

#[wasm_bindgen_test]
async fn a_product_that_changed_meanwhile_keeps_the_choices_that_still_mean_the_same() {
    let page = decided().await;
    page.wordpress.answer_once(
        Method::Post,
        "products/56/sync",
        409,
        recorded!("error-changed-meanwhile"),
    );
    page.one(PRIMARY).focus().unwrap();
    page.click(PRIMARY).await;
    page.see(PROBLEM).await;
    assert!(page
        .text("[data-field=title]")
        .contains("Savon de Marseille, 300 g"));
    let kept: Vec<String> = page.chosen().into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        kept,
        ["description", "price"],
        "the title is another one by now"
    );
    assert!(!page.can_go_on());
    assert_eq!(page.text(EFFECTS), "Still to choose: title.");
    let focused = super::page::focused();
    assert!(
        page.one(PRIMARY).is_same_node(focused.as_deref()),
        "the focus stays on the button"
    );
    page.keep("title", "dolibarr").await;
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
    let sent = page.sent(Method::Post, "products/56/sync");
    let body: &Value = sent[1].body.as_ref().unwrap();
    assert_eq!(
        body["revisions"],
        json!({ "wpshop": "w2", "dolibarr": "d2" })
    );
}

#[wasm_bindgen_test]
async fn a_failed_write_keeps_the_choice_and_can_be_tried_again() {
    let page = decided().await;
    let before = page.chosen();
    page.wordpress.answer_once(
        Method::Post,
        "products/56/sync",
        504,
        recorded!("error-timeout"),
    );
    page.click(PRIMARY).await;
    page.see(PROBLEM).await;
    assert_eq!(page.chosen(), before);
    page.click(&format!("{PROBLEM} button")).await;
    page.see("[data-view=done]").await;
    assert_eq!(page.sent(Method::Post, "products/56/sync").len(), 2);
}

#[wasm_bindgen_test]
async fn a_lost_session_closes_the_dialog_and_keeps_the_choice() {
    let page = decided().await;
    let before = page.chosen();
    page.wordpress.answer_once(
        Method::Post,
        "products/56/sync",
        403,
        recorded!("error-session-lost"),
    );
    page.click(PRIMARY).await;
    page.see(".dolisync-page-notice").await;
    until("the dialog is closed", || page.count("dialog[open]") == 0).await;
    let offer = ".dolisync-page-notice a";
    assert_eq!(page.attribute(offer, "href").as_deref(), Some("/login"));
    assert_eq!(page.attribute(offer, "target").as_deref(), Some("_blank"));
    assert!(page
        .text(".dolisync-page-notice__kept")
        .contains("Savon de Marseille"));
    page.click(".dolisync-page-notice .dolisync-error button")
        .await;
    page.see("dialog[open] fieldset").await;
    assert_eq!(page.chosen(), before);
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
}

#[wasm_bindgen_test]
async fn a_product_set_aside_opens_as_it_was_from_its_own_button_too() {
    let page = decided().await;
    page.wordpress.answer_once(
        Method::Post,
        "products/56/sync",
        403,
        recorded!("error-session-lost"),
    );
    page.click(PRIMARY).await;
    page.see(".dolisync-page-notice").await;
    page.press(56).await;
    page.see("dialog[open] fieldset").await;
    assert!(page.can_go_on());
    assert_eq!(page.text(ASIDE), "Dissociate");
}

#[wasm_bindgen_test]
async fn a_product_that_was_associated_in_another_window_leads_to_its_versions() {
    let page = Page::new();
    page.associate(58, 68).await;
    let error = json!({
        "code": "dolisync_already_linked",
        "message": "This product is associated with a Dolibarr product already.",
        "data": { "status": 409, "next_action": "review" },
    });
    page.wordpress
        .answer_once(Method::Post, "products/58/link", 409, error.to_string());
    page.click(KEEP_DOLIBARR).await;
    page.click(PRIMARY).await;
    page.see(PROBLEM).await;
    assert!(page.text(HEADING).starts_with("Associate"));
    page.click(&format!("{PROBLEM} button")).await;
    until("the versions are read as they are now", || {
        let asked = page.sent(Method::Get, "products/58/comparison");
        asked.last().is_some_and(|asked| asked.query.is_empty())
    })
    .await;
    assert!(page.text(HEADING).starts_with("Versions of"));
    assert_eq!(page.count(PROBLEM), 0);
}
