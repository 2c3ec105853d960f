//! The preparation: comparing both catalogues, creating, associating.

use std::sync::Arc;

use dolisync::api::{ApiError, FakeTransport, Held, Method};
use leptos::prelude::{window, GetUntracked, Set};
use serde_json::{json, Value};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::answers::recorded;
use super::board::{act, Board, SAID};
use super::seen::{focused, until};

const UNLINKED: &str = "products/unlinked";
const CREATE: &str = "products/create-many";
const BULK: &str = "links/bulk";
const PROBLEM: &str = "[data-dolisync=error]";
const DIALOG: &str = "dialog[open]";

async fn compared(hash: &str, answers: impl FnOnce(&FakeTransport)) -> Board {
    let board = Board::at(hash, answers);
    board.order("compare").await;
    board.see(".dolisync-virtual__row").await;
    board
}

/// The row of a product of the shop.
fn row_of(board: &Board, product: u64) -> String {
    let id = format!("#WP : {product}");
    let at = (1..=board.count(".dolisync-virtual__row")).find(|at| {
        let row = format!(".dolisync-virtual__row:nth-child({at})");
        board.text(&row).contains(&id)
    });
    let at = at.unwrap_or_else(|| panic!("no row of {product}"));
    format!(".dolisync-virtual__row:nth-child({at})")
}

fn is_checked(board: &Board, product: u64) -> bool {
    let row = row_of(board, product);
    let check: HtmlInputElement = board.one(&format!("{row} input")).unchecked_into();
    check.checked()
}

/// The shop's products whose pairs were sent, in their order.
fn sent_pairs(board: &Board) -> Vec<u64> {
    let pairs = |body: Value| body["pairs"].as_array().unwrap().clone();
    let sent = board.written(BULK).into_iter().flat_map(pairs);
    sent.map(|pair| pair["wp_id"].as_u64().unwrap()).collect()
}

/// The usual answer, but for the pairs of these products, which were not begun.
fn not_tried(products: &[u64]) -> String {
    let mut answer: Value = serde_json::from_str(recorded!("linked-catalogue")).unwrap();
    for result in answer["results"].as_array_mut().unwrap() {
        if products.contains(&result["wp_id"].as_u64().unwrap()) {
            result["outcome"] = Value::Null;
            result["problem"] = json!({
                "code": "dolisync_not_tried",
                "message": "There was no time left for this product.",
                "next_action": "retry",
            });
        }
    }
    answer.to_string()
}

#[wasm_bindgen_test]
async fn comparing_reads_every_page_of_both_sides_and_writes_nothing() {
    let mut held = None;
    let board = Board::at("#prepare", |wordpress| {
        let first = "products/unlinked?side=wpshop&after=0";
        let second = "products/unlinked?side=wpshop&after=108";
        wordpress.answer(Method::Get, first, 200, recorded!("unlinked-half"));
        wordpress.answer(Method::Get, second, 200, recorded!("unlinked-none"));
        held = Some(wordpress.hold(Method::Get, second));
    });
    assert_eq!(
        board.sent(Method::Get, UNLINKED).len(),
        0,
        "only when asked for"
    );
    board.order("compare").await;
    board.see("[aria-valuenow='29']").await;
    let reading = board.text(".dolisync-bars");
    assert!(reading.contains("500 of 1,700"), "{reading}");
    held.unwrap().release();
    board.see("h3").await;
    assert_eq!(board.sent(Method::Get, UNLINKED).len(), 3);
    assert_eq!(board.writes(), 0);
    let said = board.text(SAID);
    assert!(said.contains("pairs found"), "{said}");
}

#[wasm_bindgen_test]
async fn comparing_can_be_stopped_and_goes_on_where_it_was() {
    let mut held = None;
    let dolibarr = "products/unlinked?side=dolibarr&after=0";
    let board = Board::at("#prepare", |wordpress| {
        held = Some(wordpress.hold(Method::Get, dolibarr));
    });
    board.order("compare").await;
    board.see("[aria-valuenow='100']").await;
    board.order("stop").await;
    assert_eq!(board.text(&act("compare")), "Go on comparing");
    held.unwrap().release();
    board.order("compare").await;
    board.see(".dolisync-virtual__row").await;
    let sides = board.sent(Method::Get, UNLINKED);
    let of_shop = sides.iter().filter(|r| r.query[0].1 == "wpshop").count();
    assert_eq!(of_shop, 1, "what was read is not read again");
}

#[wasm_bindgen_test]
async fn only_the_chosen_products_are_compared_until_all_are_wanted() {
    let board = compared("#prepare/create", |_| {}).await;
    let all = board.dashboard.catalogues.shop.get_untracked();
    let (chosen, other) = (all[1].id, all[0].id);
    drop(board);
    let from = format!("products/unlinked?side=wpshop&after={}", chosen - 1);
    let board = Board::at("#prepare/create", |wordpress| {
        wordpress.answer(
            Method::Get,
            &from,
            200,
            recorded!("unlinked-catalogue-wpshop"),
        );
    });
    let only = Arc::new([chosen].into());
    board.dashboard.catalogues.chosen.set(Some(only));
    board.order("compare").await;
    board.see("h3").await;
    let shown = board.dashboard.catalogues.shop.get_untracked();
    let shown: Vec<u64> = shown.iter().map(|product| product.id).collect();
    assert_eq!(shown, [chosen]);
    let said = board.text(".dolisync-chosen");
    assert!(
        said.starts_with("Only the product that you chose"),
        "{said}"
    );
    board.order("compare-all").await;
    board.see("h3").await;
    board.gone(".dolisync-chosen").await;
    let shown = board.dashboard.catalogues.shop.get_untracked();
    assert!(shown.iter().any(|product| product.id == other));
    assert_eq!(board.writes(), 0);
}

#[wasm_bindgen_test]
async fn what_cannot_be_understood_is_named_and_keeps_its_counterpart() {
    let board = compared("#prepare/create", |wordpress| {
        let dolibarr = "products/unlinked?side=dolibarr&after=0";
        wordpress.answer(
            Method::Get,
            dolibarr,
            200,
            recorded!("unlinked-catalogue-unreadable"),
        );
    })
    .await;
    let said = board.text("[data-dolisync=unreadable]");
    assert!(
        said.starts_with("Dolibarr sends 2 products in a form that cannot be understood: Plaid en laine (#511), #603."),
        "{said}"
    );
    assert_eq!(
        board.count(".dolisync-virtual__row"),
        5,
        "nothing more seems to be in the shop alone"
    );
}

#[wasm_bindgen_test]
async fn comparing_that_failed_can_be_tried_again() {
    let board = Board::at("#prepare", |wordpress| {
        let dolibarr = "products/unlinked?side=dolibarr&after=0";
        wordpress.answer_once(Method::Get, dolibarr, 504, recorded!("error-timeout"));
    });
    board.order("compare").await;
    board.see(PROBLEM).await;
    board.click(&format!("{PROBLEM} button")).await;
    board.see(".dolisync-virtual__row").await;
}

#[wasm_bindgen_test]
async fn what_only_the_shop_has_is_created_each_with_its_result() {
    let board = compared("#prepare/create", |_| {}).await;
    assert_eq!(board.count(".dolisync-virtual__row"), 5);
    assert!(
        board
            .one("[data-act=create]")
            .has_attribute("aria-disabled"),
        "nothing is chosen"
    );
    let consequence = ".dolisync-consequence";
    assert_eq!(board.text(consequence), "Choose the products to create.");
    board.order("choose-all").await;
    assert_eq!(board.text(consequence), "");
    board.order("create").await;
    board.see(".dolisync-sign.is-equal").await;
    let sent = &board.written(CREATE)[0];
    assert_eq!(sent["confirmed"], false);
    assert_eq!(sent["ids"], json!([115, 116, 201, 202, 203]));
    assert_eq!(board.count(".dolisync-sign.is-equal"), 3);
    let problem = board.text(&row_of(&board, 202));
    assert!(problem.contains("already used"), "{problem}");
    let duplicate = row_of(&board, 201);
    assert!(board.text(&duplicate).contains("may have it already"));
    assert_eq!(board.text(&act("create")), "Create 2 products in Dolibarr");
    board
        .click(&format!("{duplicate} .dolisync-product .button"))
        .await;
    let anyway = &board.written(CREATE)[1];
    assert_eq!(*anyway, json!({ "ids": [201], "confirmed": true }));
}

#[wasm_bindgen_test]
async fn creating_goes_on_with_the_rest_once_dolibarr_answers_again() {
    let board = compared("#prepare/create", |wordpress| {
        wordpress.answer_once(Method::Post, CREATE, 200, recorded!("created-not-tried"));
    })
    .await;
    board.order("choose-all").await;
    board.order("create").await;
    board.see(PROBLEM).await;
    assert!(board.text(PROBLEM).contains("cannot be reached"));
    assert_eq!(board.text(&act("create")), "Create 5 products in Dolibarr");
    board.click(&format!("{PROBLEM} button")).await;
    board.see(".dolisync-sign.is-equal").await;
    assert_eq!(board.written(CREATE).len(), 2);
}

#[wasm_bindgen_test]
async fn sure_pairs_are_accepted_and_doubtful_ones_are_not() {
    let board = compared("#prepare/associate", |_| {}).await;
    let filters = board.text(".dolisync-filters");
    assert!(filters.contains("To look at"), "{filters}");
    assert!(is_checked(&board, 107));
    board
        .click(".dolisync-filters li:nth-child(3) button")
        .await;
    board.see(".dolisync-badge.is-doubtful").await;
    let row: HtmlInputElement = board.one(".dolisync-pair__check").unchecked_into();
    assert!(!row.checked());
    assert!(
        !board.text(".dolisync-pair__doubt").is_empty(),
        "it says why"
    );
}

#[wasm_bindgen_test]
async fn accepted_pairs_are_sent_with_what_was_seen_and_the_version_to_keep() {
    let board = compared("#prepare/associate", |_| {}).await;
    assert!(board
        .text(".dolisync-consequence")
        .contains("Nothing is overwritten"));
    board.choose(".dolisync-keep select", "dolibarr").await;
    let own = format!("{} select", row_of(&board, 107));
    board.choose(&own, "wpshop").await;
    board.order("associate").await;
    board.see(".dolisync-pair__done").await;
    let pairs: Vec<Value> = board
        .written(BULK)
        .iter()
        .flat_map(|body| body["pairs"].as_array().unwrap().clone())
        .collect();
    let of = |id: u64| pairs.iter().find(|pair| pair["wp_id"] == id).unwrap();
    assert_eq!(
        *of(107),
        json!({
            "wp_id": 107, "dolibarr_id": 507,
            "revisions": { "wpshop": "r107", "dolibarr": "r507" }, "keep": "wpshop",
        })
    );
    assert_eq!(of(110)["keep"], "dolibarr");
    // A pair's problem stops no other.
    board.see(".dolisync-pair__problem").await;
    until("all chunks are through", || {
        board.count(".dolisync-progress") == 0
    })
    .await;
    assert!(board.text(SAID).contains("products are associated"));
    assert!(board
        .text(&row_of(&board, 107))
        .contains("Dissociate that one first"));
}

#[wasm_bindgen_test]
async fn a_counterpart_can_be_changed_taken_over_and_removed() {
    let board = compared("#prepare/associate", |_| {}).await;
    let change = format!("{} .dolisync-pair__choices .button", row_of(&board, 110));
    board.click(&change).await;
    let search = format!("{DIALOG} input");
    board.see(&search).await;
    let search_box = board.one(&search);
    until("the focus is in the search box", || {
        search_box.is_same_node(focused().as_deref())
    })
    .await;
    board.write(&search, "coussin lin");
    let option = format!("{DIALOG} [data-dolibarr='507']");
    board.see(&option).await;
    assert!(board
        .text(&option)
        .contains("Proposed for “Coussin lin naturel”"));
    board.click(&option).await;
    board.gone(DIALOG).await;
    let taken_over = board.text(&row_of(&board, 110));
    assert!(taken_over.contains("#Doli : 507"), "{taken_over}");
    assert!(taken_over.contains("chosen by you"), "{taken_over}");
    // The product that lost it has none any more.
    let steps = board.text(".dolisync-steps");
    assert!(steps.contains("6 only in WPshop"), "{steps}");
    board
        .click(&format!(
            "{} .dolisync-pair__choices .button",
            row_of(&board, 110)
        ))
        .await;
    board
        .click(&format!("{DIALOG} [data-act=no-counterpart]"))
        .await;
    board.gone(DIALOG).await;
    assert!(board.text(".dolisync-steps").contains("7 only in WPshop"));
}

#[wasm_bindgen_test]
async fn associating_that_failed_loses_no_choice() {
    let board = compared("#prepare/associate", |wordpress| {
        wordpress.fail_once(Method::Post, BULK, ApiError::network());
    })
    .await;
    let before = board.text(&act("associate"));
    board.order("associate").await;
    board.see(PROBLEM).await;
    assert_eq!(board.text(&act("associate")), before);
    board.click(&format!("{PROBLEM} button")).await;
    board.see(".dolisync-pair__done").await;
}

#[wasm_bindgen_test]
async fn pairs_for_which_there_was_no_time_are_sent_again() {
    let board = compared("#prepare/associate", |wordpress| {
        wordpress.answer_once(Method::Post, BULK, 200, not_tried(&[109, 110]));
    })
    .await;
    board.order("associate").await;
    until("all chunks are through", || {
        board.text(SAID).contains("products are associated")
    })
    .await;
    assert_eq!(board.count(PROBLEM), 0);
    let sent = sent_pairs(&board);
    for product in [109, 110] {
        let times = sent.iter().filter(|id| **id == product).count();
        assert_eq!(times, 2, "{product} in {sent:?}");
        let row = row_of(&board, product);
        assert_eq!(board.count(&format!("{row} .dolisync-pair__done")), 1);
    }
}

/// Associating all fourteen pairs, ten at once; held at the first answer. Those that wait.
async fn associating_held() -> (Board, Held, Vec<u64>) {
    let mut held = None;
    let board = compared("#prepare/associate", |wordpress| {
        held = Some(wordpress.hold(Method::Post, BULK));
    })
    .await;
    board.click(".dolisync-actions--pairs .button").await;
    board.order("associate").await;
    until("the first chunk is sent", || !sent_pairs(&board).is_empty()).await;
    let sent = sent_pairs(&board);
    let waiting: Vec<u64> = (101..=114).filter(|id| !sent.contains(id)).collect();
    assert_eq!((sent.len(), waiting.len()), (10, 4));
    (board, held.unwrap(), waiting)
}

#[wasm_bindgen_test]
async fn a_pair_that_is_unchecked_while_it_waits_is_not_sent() {
    let (board, held, waiting) = associating_held().await;
    let on_its_way = row_of(&board, sent_pairs(&board)[0]);
    for part in ["input", ".dolisync-pair__choices .button"] {
        let part = board.one(&format!("{on_its_way} {part}"));
        assert!(part.has_attribute("disabled"), "it cannot be taken back");
    }
    let row = row_of(&board, waiting[1]);
    board.click(&format!("{row} input")).await;
    held.release();
    board.gone(".dolisync-progress").await;
    assert_eq!(board.count(PROBLEM), 0);
    let sent = sent_pairs(&board);
    assert_eq!(sent.len(), 13, "{sent:?}");
    assert!(!sent.contains(&waiting[1]), "{sent:?}");
    assert!(!is_checked(&board, waiting[1]));
}

#[wasm_bindgen_test]
async fn pairs_that_are_dissolved_while_they_wait_make_no_request() {
    let (board, held, waiting) = associating_held().await;
    for product in waiting {
        let row = row_of(&board, product);
        board
            .click(&format!("{row} .dolisync-pair__choices .button"))
            .await;
        board
            .click(&format!("{DIALOG} [data-act=no-counterpart]"))
            .await;
        board.gone(DIALOG).await;
    }
    held.release();
    board.gone(".dolisync-progress").await;
    assert_eq!(board.count(PROBLEM), 0);
    assert_eq!(board.written(BULK).len(), 1);
}

#[wasm_bindgen_test]
async fn the_focus_of_the_button_that_stopped_it_goes_to_the_heading() {
    let (board, held, _) = associating_held().await;
    let button = board.one("[data-act=associate]");
    assert!(
        button.has_attribute("aria-disabled"),
        "it says that it is off"
    );
    board.one(&act("stop")).focus().unwrap();
    board.order("stop").await;
    held.release();
    board.gone(".dolisync-progress").await;
    until("the heading has the focus", || {
        focused().is_some_and(|active| active.tag_name() == "H2")
    })
    .await;
    assert_eq!(board.written(BULK).len(), 1);
}

/// Creating all nineteen products, of which nothing in Dolibarr is like any; held at the first answer.
async fn creating_held() -> (Board, Held) {
    let mut held = None;
    let board = compared("#prepare/create", |wordpress| {
        let mut dolibarr: Value =
            serde_json::from_str(recorded!("unlinked-catalogue-dolibarr")).unwrap();
        let products = dolibarr["products"].as_array_mut().unwrap();
        products.retain(|product| product["id"] == 601);
        let unlinked = "products/unlinked?side=dolibarr&after=0";
        wordpress.answer(Method::Get, unlinked, 200, dolibarr.to_string());
        let created = |id: u64| {
            json!({
                "wp_id": id, "result": "created", "dolibarr_id": 700 + id,
                "problem": null, "duplicates": [],
            })
        };
        let all: Vec<Value> = (101..=203).map(created).collect();
        let created = json!({ "products": all }).to_string();
        wordpress.answer(Method::Post, CREATE, 200, created);
        held = Some(wordpress.hold(Method::Post, CREATE));
    })
    .await;
    board.order("choose-all").await;
    board.order("create").await;
    (board, held.unwrap())
}

fn associate(board: &Board, product: u64) -> String {
    format!("{} .dolisync-pair__choices .button", row_of(board, product))
}

#[wasm_bindgen_test]
async fn what_is_no_longer_wanted_while_it_waits_is_not_created() {
    let (board, held) = creating_held().await;
    assert!(board.one(&associate(&board, 101)).has_attribute("disabled"));
    board.click(&format!("{} input", row_of(&board, 111))).await;
    board.click(&associate(&board, 112)).await;
    let search = format!("{DIALOG} input");
    board.see(&search).await;
    board.write(&search, "frais de port");
    board
        .click(&format!("{DIALOG} [data-dolibarr='601']"))
        .await;
    board.gone(DIALOG).await;
    held.release();
    board.gone(".dolisync-progress").await;
    let sent = board.written(CREATE);
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[1]["ids"], json!([113, 114, 115, 116, 201, 202, 203]));
}

#[wasm_bindgen_test]
async fn a_product_that_begins_to_be_created_gets_no_counterpart_any_more() {
    let (board, held) = creating_held().await;
    board.click(&associate(&board, 112)).await;
    board.see(&format!("{DIALOG} input")).await;
    let second = board.wordpress.hold(Method::Post, CREATE);
    held.release();
    board.gone(DIALOG).await;
    assert_eq!(board.written(CREATE).len(), 2);
    second.release();
    board.gone(".dolisync-progress").await;
}

#[wasm_bindgen_test]
async fn comparing_again_waits_until_nothing_is_on_its_way() {
    let (board, held) = creating_held().await;
    window().location().set_hash("#prepare/associate").unwrap();
    board.see("[data-act=compare-again]").await;
    let again = || {
        board
            .one("[data-act=compare-again]")
            .has_attribute("disabled")
    };
    assert!(again(), "products are being created");
    held.release();
    until("nothing is on its way", || !again()).await;
    assert_eq!(board.written(CREATE).len(), 2, "none is created twice");
}

#[wasm_bindgen_test]
async fn nothing_to_do_says_so() {
    let none = |wordpress: &FakeTransport| {
        for side in ["wpshop", "dolibarr"] {
            let path = format!("products/unlinked?side={side}&after=0");
            wordpress.answer(Method::Get, &path, 200, recorded!("unlinked-none"));
        }
    };
    let board = Board::at("#prepare/create", none);
    board.order("compare").await;
    board.see("h3").await;
    assert!(board.text(".dolisync-steps").contains("Nothing left to do"));
    assert_eq!(board.count(".dolisync-virtual"), 0);
}
