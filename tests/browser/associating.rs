//! Finding the Dolibarr product that a product is to be associated with.

use dolisync::api::{pause, Method};
use wasm_bindgen_test::wasm_bindgen_test;

use super::answers::recorded;
use super::page::{focused, until, Page, ASIDE, PRIMARY, PROBLEM};

const BOX: &str = "dialog [role=combobox]";
const OPTION: &str = "dialog [role=option]";
const UNREADABLE: &str = "dialog [data-dolisync=unreadable]";

fn option(id: u64) -> String {
    format!("{OPTION}[data-dolibarr='{id}']")
}

async fn opened() -> Page {
    let page = Page::new();
    page.press(58).await;
    page.see(OPTION).await;
    page
}

#[wasm_bindgen_test]
async fn the_likeliest_come_first_each_with_why() {
    let page = opened().await;
    assert_eq!(
        page.attribute(OPTION, "data-dolibarr").as_deref(),
        Some("68")
    );
    assert_eq!(
        page.text(&format!("{} .dolisync-candidate__why", option(68))),
        "same reference"
    );
    assert!(page.text(&option(77)).contains("similar name"));
    assert!(page.text(&option(68)).contains("€7.50 excl. tax"));
    assert!(page.text(&option(77)).contains("€9.90 incl. tax"));
    assert_eq!(
        page.count(&format!("{} .dolisync-candidate__why", option(76))),
        0
    );
    assert!(page.one(BOX).is_same_node(focused().as_deref()));
    assert!(!page.can_go_on());
}

#[wasm_bindgen_test]
async fn a_suggested_product_comes_first_and_enter_chooses_it() {
    let page = Page::with(
        |w| {
            let suggested = recorded!("likeliest-suggested");
            w.answer(Method::Get, "products/59/candidates", 200, suggested);
        },
        true,
    );
    pause(20).await;
    page.press(59).await;
    page.see(OPTION).await;
    let first = page.attribute(OPTION, "data-dolibarr");
    assert_eq!(first.as_deref(), Some("90"), "before what is more alike");
    let active = page.attribute(BOX, "aria-activedescendant");
    assert_eq!(active, page.attribute(&option(90), "id"));
    assert!(!page.can_go_on(), "nothing is chosen for the person");
    page.key(BOX, "Enter").await;
    assert!(page.can_go_on());
    let chosen = page.attribute(&option(90), "aria-selected");
    assert_eq!(chosen.as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn what_cannot_be_understood_is_there_and_named() {
    let page = Page::with(
        |w| {
            let likeliest = recorded!("likeliest-unreadable");
            w.answer(Method::Get, "products/58/candidates", 200, likeliest);
        },
        true,
    );
    pause(20).await;
    page.press(58).await;
    page.see(OPTION).await;
    assert!(!page.text(&option(68)).contains("tax"), "no price is known");
    let said = page.text(UNREADABLE);
    assert!(
        said.starts_with("Dolibarr sends 1 product in a form that cannot be understood: Sac coton naturel (#68)."),
        "{said}"
    );
    page.search("t-shirt");
    page.see(&option(78)).await;
    assert_eq!(page.count(UNREADABLE), 0, "that is another list");
}

#[wasm_bindgen_test]
async fn typing_asks_for_the_first_key_and_once_it_rests() {
    let page = opened().await;
    pause(250).await;
    for text in ["t", "t-", "t-sh", "t-shirt"] {
        page.search(text);
        pause(20).await;
    }
    until("it is asked once more", || {
        page.sent(Method::Get, "dolibarr/products").len() > 1
    })
    .await;
    pause(50).await;
    let asked = page.sent(Method::Get, "dolibarr/products");
    let terms: Vec<_> = asked
        .iter()
        .map(|asked| asked.query[0].1.as_str())
        .collect();
    assert_eq!(terms, ["t", "t-shirt"]);
    assert_eq!(
        page.attribute("dialog [role=listbox]", "aria-busy")
            .as_deref(),
        Some("false")
    );
}

#[wasm_bindgen_test]
async fn a_text_that_was_searched_before_shows_at_once_and_asks_nothing() {
    let page = opened().await;
    page.search("t-shirt");
    page.see(&option(78)).await;
    page.search("");
    page.see(&option(68)).await;
    let asked = page.wordpress.requests().len();
    page.search("t-shirt");
    pause(0).await;
    assert_eq!(page.count(&option(78)), 1);
    assert_eq!(page.count(&option(68)), 0);
    pause(250).await;
    assert_eq!(page.wordpress.requests().len(), asked);
}

#[wasm_bindgen_test]
async fn a_late_answer_is_given_up_and_never_shows() {
    let page = opened().await;
    let first = "dolibarr/products?search=mug&page=0";
    page.wordpress
        .answer(Method::Get, first, 200, recorded!("likeliest"));
    let held = page.wordpress.hold(Method::Get, first);
    page.search("mug");
    until("mug is asked", || {
        !page.sent(Method::Get, "dolibarr/products").is_empty()
    })
    .await;
    page.search("t-shirt");
    page.see(&option(78)).await;
    assert_eq!(page.wordpress.aborted(), 1);
    held.release();
    pause(50).await;
    assert_eq!(page.count(&option(78)), 1);
    assert_eq!(page.count(&option(68)), 0);
}

#[wasm_bindgen_test]
async fn arrows_and_enter_choose_and_go_on() {
    let page = opened().await;
    page.key(BOX, "ArrowUp").await;
    let active = || page.attribute(BOX, "aria-activedescendant");
    assert_eq!(
        active(),
        page.attribute(&option(76), "id"),
        "up from the box is the last one"
    );
    page.key(BOX, "ArrowDown").await;
    assert_eq!(
        active(),
        page.attribute(&option(68), "id"),
        "and round the end the first"
    );
    page.key(BOX, "Enter").await;
    assert_eq!(
        page.attribute(&option(68), "aria-selected").as_deref(),
        Some("true")
    );
    assert!(page.can_go_on());
    assert!(
        page.one(BOX).is_same_node(focused().as_deref()),
        "the focus stays in the box"
    );
    page.key(BOX, "Enter").await;
    page.see("dialog [data-view=comparison]").await;
}

#[wasm_bindgen_test]
async fn a_taken_product_says_by_what_and_cannot_be_chosen() {
    let page = opened().await;
    let taken = option(77);
    assert_eq!(
        page.attribute(&taken, "aria-disabled").as_deref(),
        Some("true")
    );
    assert!(page
        .text(&taken)
        .contains("Already associated with “Mug bleu”"));
    page.click(&taken).await;
    assert_eq!(
        page.attribute(&taken, "aria-selected").as_deref(),
        Some("false")
    );
    assert!(!page.can_go_on());
    assert!(page
        .text("dialog [role=status]")
        .contains("already associated"));
}

#[wasm_bindgen_test]
async fn the_next_page_is_added() {
    let page = opened().await;
    let next = "dolibarr/products?search=t-shirt&page=1";
    page.wordpress
        .answer(Method::Get, next, 200, recorded!("search-next-page"));
    page.search("t-shirt");
    page.see(&option(78)).await;
    page.click(".dolisync-selection__more").await;
    page.see(&option(79)).await;
    assert_eq!(page.count(&option(78)), 1);
    page.gone(".dolisync-selection__more").await;
}

#[wasm_bindgen_test]
async fn nothing_found_is_a_sentence_and_a_way_on() {
    let page = opened().await;
    page.wordpress.answer(
        Method::Get,
        "dolibarr/products",
        200,
        recorded!("search-nothing"),
    );
    page.search("zzz");
    page.see("dialog .dolisync-dialog__sentence").await;
    assert_eq!(page.count(OPTION), 0);
    assert_eq!(page.text(ASIDE), "Create this product in Dolibarr");
}

#[wasm_bindgen_test]
async fn a_failed_search_can_be_tried_again() {
    let page = opened().await;
    page.wordpress.answer_once(
        Method::Get,
        "dolibarr/products",
        504,
        recorded!("error-timeout"),
    );
    page.search("t-shirt");
    page.see(PROBLEM).await;
    assert_eq!(page.count(OPTION), 0);
    page.click(&format!("{PROBLEM} button")).await;
    page.see(&option(78)).await;
    page.gone(PROBLEM).await;
}

#[wasm_bindgen_test]
async fn creating_shows_possible_duplicates_before_anything_is_created() {
    let page = opened().await;
    page.click(ASIDE).await;
    page.see("dialog [data-view=create]").await;
    assert_eq!(
        page.written("products/58/create"),
        serde_json::json!({ "confirmed": false })
    );
    assert_eq!(page.count("[data-view=create] .dolisync-candidate"), 2);
    assert_eq!(
        page.count(".dolisync-candidate__choose"),
        1,
        "a taken one cannot be chosen"
    );
    assert_eq!(page.text(PRIMARY), "Create anyway");
    page.wordpress.answer(
        Method::Post,
        "products/58/create",
        200,
        recorded!("outcome-created"),
    );
    page.click(PRIMARY).await;
    page.see("dialog [data-view=done]").await;
    let sent = page.sent(Method::Post, "products/58/create");
    assert_eq!(sent[1].body, Some(serde_json::json!({ "confirmed": true })));
}

#[wasm_bindgen_test]
async fn a_possible_duplicate_can_be_associated_instead() {
    let page = opened().await;
    page.click(ASIDE).await;
    page.click(".dolisync-candidate__choose").await;
    page.see("[data-view=comparison] fieldset").await;
    let asked = page.sent(Method::Get, "products/58/comparison");
    assert_eq!(asked[0].query, [("dolibarr_id", "68".to_owned())]);
}
