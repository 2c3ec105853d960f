//! The overview.

use dolisync::api::{ApiError, Method};
use wasm_bindgen_test::wasm_bindgen_test;

use super::answers::recorded;
use super::board::Board;

fn card(name: &str) -> String {
    format!("[data-card={name}]")
}

fn inside(name: &str, selector: &str) -> String {
    format!("{} {selector}", card(name))
}

#[wasm_bindgen_test]
async fn what_was_printed_is_shown_at_once_and_then_checked() {
    let mut held = None;
    let board = Board::printed("#overview", recorded!("overview-trouble"), |wordpress| {
        held = Some(wordpress.hold(Method::Get, "overview"));
    });
    let connection = board.text(&card("connection"));
    assert!(
        connection.contains("Dolibarr does not answer"),
        "{connection}"
    );
    assert!(connection.contains("refuses the API key"), "{connection}");
    assert!(board
        .text(&card("waiting"))
        .contains("128 products are waiting"));
    held.unwrap().release();
    board
        .see(&inside("connection", ".dolisync-status--synced"))
        .await;
    let connection = board.text(&card("connection"));
    assert!(connection.contains("Version20.0.2"), "{connection}");
    assert!(connection.contains("74 ms"), "{connection}");
    assert_eq!(board.writes(), 0, "looking writes nothing");
}

#[wasm_bindgen_test]
async fn the_ring_leads_to_the_products_of_each_status() {
    let board = Board::at("#overview", |_| {});
    board.see(".dolisync-ring").await;
    assert_eq!(board.count(".dolisync-ring__part"), 4);
    for (at, status, count) in [
        (1, "synced", "3,184"),
        (2, "out_of_sync", "42"),
        (3, "unlinked", "615"),
        (4, "unknown", "9"),
    ] {
        let line = format!(".dolisync-ring__line:nth-child({at}) a");
        let href = board.attribute(&line, "href").unwrap();
        assert!(
            href.ends_with(&format!("dolisync_status={status}")),
            "{href}"
        );
        assert!(board.text(&line).ends_with(count), "{}", board.text(&line));
    }
    // The keyboard meets each list once.
    let in_order = board.count(".dolisync-ring a:not([tabindex='-1'])");
    assert_eq!(in_order, 4);
}

#[wasm_bindgen_test]
async fn errors_say_what_to_do_and_where() {
    let board = Board::at("#overview", |_| {});
    board
        .see(&inside("errors", ".dolisync-errors__error"))
        .await;
    let actions = ["Have a look", "Try again"];
    for (at, words) in actions.into_iter().enumerate() {
        let link = format!(".dolisync-errors__error:nth-child({}) a", at + 1);
        assert_eq!(board.text(&link), words);
        assert!(board.attribute(&link, "href").is_some());
    }
}

#[wasm_bindgen_test]
async fn what_is_known_stays_when_the_check_fails() {
    let board = Board::printed("#overview", recorded!("overview"), |wordpress| {
        wordpress.fail(Method::Get, "overview", ApiError::network());
    });
    board.see("[data-dolisync=error]").await;
    assert_eq!(board.count(".dolisync-card"), 5);
    board
        .wordpress
        .answer(Method::Get, "overview", 200, recorded!("overview"));
    board.click("[data-dolisync=error] button").await;
    board.gone("[data-dolisync=error]").await;
}

#[wasm_bindgen_test]
async fn an_empty_shop_and_a_missing_connection_say_what_to_do() {
    let empty = Board::at("#overview", |wordpress| {
        wordpress.answer(Method::Get, "overview", 200, recorded!("overview-empty"));
    });
    empty.see(&card("products")).await;
    assert!(empty.text(&card("products")).contains("no products yet"));
    assert!(empty
        .text(&card("run"))
        .contains("Prepare the synchronization"));
    drop(empty);
    let unconfigured = Board::at("#overview", |wordpress| {
        let body = recorded!("overview-unconfigured");
        wordpress.answer(Method::Get, "overview", 200, body);
    });
    unconfigured
        .see(&inside("connection", ".button-primary"))
        .await;
    assert_eq!(
        unconfigured.text(&inside("connection", ".button-primary")),
        "Connect Dolibarr"
    );
}
