//! What the person sees after a write, and dissociating.

use dolisync::api::{pause, Method};
use wasm_bindgen_test::wasm_bindgen_test;

use super::answers::recorded;
use super::page::{cell, focused, until, Page, ASIDE, KEEP_DOLIBARR, PRIMARY, PROBLEM};

const DONE: &str = "dialog [data-view=done]";

async fn associated() -> Page {
    let page = Page::new();
    page.associate(58, 68).await;
    page.click(KEEP_DOLIBARR).await;
    page.click(PRIMARY).await;
    page.see(DONE).await;
    page
}

#[wasm_bindgen_test]
async fn it_says_what_was_done_on_each_side() {
    let page = associated().await;
    let wpshop = page.text(".dolisync-done__side:nth-child(1)");
    assert!(
        wpshop.contains("Title “Sac en coton” → “Sac coton naturel”"),
        "{wpshop}"
    );
    assert!(wpshop.contains("Price excl. tax €8.00 → €7.50"), "{wpshop}");
    assert_eq!(
        page.text(".dolisync-done__side:nth-child(2)"),
        "Dolibarr Unchanged"
    );
    assert!(
        page.text("dialog [role=status]").contains("Synchronized"),
        "it is announced"
    );
    assert_eq!(page.text(PRIMARY), "Close");
    let button = page.one(PRIMARY);
    until("the focus is on Close", || {
        button.is_same_node(focused().as_deref())
    })
    .await;
    page.click(PRIMARY).await;
    page.gone("dialog[open]").await;
    let button = page.one(&cell(58, "button"));
    until("the focus is back", || {
        button.is_same_node(focused().as_deref())
    })
    .await;
}

#[wasm_bindgen_test]
async fn previous_values_can_be_restored_once() {
    let page = associated().await;
    assert_eq!(page.text(ASIDE), "Restore the previous values");
    let held = page.wordpress.hold(Method::Post, "journal/12/undo");
    page.click(ASIDE).await;
    page.click(ASIDE).await;
    held.release();
    until("the values are back", || {
        page.text(DONE).contains("previous values are back")
    })
    .await;
    assert_eq!(page.sent(Method::Post, "journal/12/undo").len(), 1);
    assert_eq!(
        page.count(ASIDE),
        0,
        "the answer says that this cannot be undone"
    );
    page.see(&cell(58, ".dolisync-status--unlinked")).await;
}

#[wasm_bindgen_test]
async fn too_late_to_restore_says_why() {
    let page = associated().await;
    page.wordpress.answer(
        Method::Post,
        "journal/12/undo",
        409,
        recorded!("error-undo-too-late"),
    );
    page.click(ASIDE).await;
    page.see(PROBLEM).await;
    assert!(page.text(PROBLEM).contains("changed again since then"));
    page.click(PRIMARY).await;
    page.gone("dialog[open]").await;
}

#[wasm_bindgen_test]
async fn what_dolibarr_refused_is_explained_and_stays_orange() {
    let page = Page::new();
    pause(20).await;
    page.press(54).await;
    page.see("fieldset").await;
    page.click(PRIMARY).await;
    page.see(DONE).await;
    assert!(page
        .text(".dolisync-done__refused")
        .contains("did not apply: price"));
    assert!(page.text(DONE).contains("Synchronized only in part"));
    assert_eq!(page.count(".notice-success"), 0);
    page.see(&cell(54, ".dolisync-status--out_of_sync")).await;
}

#[wasm_bindgen_test]
async fn a_product_without_a_counterpart_is_created_and_that_cannot_be_undone() {
    let page = Page::new();
    pause(20).await;
    page.press(59).await;
    page.see("dialog .dolisync-dialog__sentence").await;
    page.click(ASIDE).await;
    page.see(DONE).await;
    assert!(page.text(DONE).contains("Created in Dolibarr"));
    assert_eq!(page.count(ASIDE), 0);
    page.see(&cell(59, ".dolisync-status--synced")).await;
}

#[wasm_bindgen_test]
async fn dissociating_asks_first_says_what_stays_and_starts_on_the_safe_button() {
    let page = Page::new();
    pause(20).await;
    page.press(51).await;
    page.see(".dolisync-versions").await;
    page.click(ASIDE).await;
    page.see("[data-view=confirm]").await;
    assert!(page
        .text("[data-view=confirm]")
        .contains("nothing is changed and nothing is deleted"));
    let safe = page.one(ASIDE);
    until("the focus is on the way back", || {
        safe.is_same_node(focused().as_deref())
    })
    .await;
    assert_eq!(page.writes(), 0);
    page.click(ASIDE).await;
    page.see("[data-view=comparison] .dolisync-versions").await;
    page.click(ASIDE).await;
    page.click(PRIMARY).await;
    page.see(DONE).await;
    assert_eq!(page.sent(Method::Delete, "products/51/link").len(), 1);
    page.see(&cell(51, ".dolisync-status--unlinked")).await;
}

#[wasm_bindgen_test]
async fn the_history_can_undo_its_newest_entry() {
    let page = Page::new();
    pause(20).await;
    page.wordpress.answer(
        Method::Post,
        "journal/11/undo",
        200,
        recorded!("outcome-restored"),
    );
    page.press(51).await;
    page.click(".dolisync-history__undo").await;
    page.see(DONE).await;
    assert_eq!(page.sent(Method::Post, "journal/11/undo").len(), 1);
}
