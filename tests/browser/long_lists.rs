//! Lists of thousands of rows.

use std::fmt::Write;

use dolisync::api::{pause, Method};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::board::{act, Board};
use super::seen::{focused, until};

const ROW: &str = ".dolisync-virtual__row";

/// So many products of either side, whose references are the same.
fn catalogue(count: usize, first: usize) -> String {
    let mut products = String::new();
    for at in 0..count {
        let comma = if at == 0 { "" } else { "," };
        let id = first + at;
        write!(
            products,
            r#"{comma}{{"id":{id},"title":"Mug {at}","reference":"MUG-{at}","barcode":"","price":"9","price_with_tax":"10.8","price_base":"HT","revision":"r{id}"}}"#
        )
        .unwrap();
    }
    format!(r#"{{"products":[{products}],"next":null,"looked_at":{count},"left":0}}"#)
}

async fn pairs(count: usize) -> Board {
    let board = Board::at("#prepare/associate", |wordpress| {
        let page = |side: &str| format!("products/unlinked?side={side}&after=0");
        wordpress.answer(Method::Get, &page("wpshop"), 200, catalogue(count, 1));
        wordpress.answer(
            Method::Get,
            &page("dolibarr"),
            200,
            catalogue(count, 90_001),
        );
    });
    // As high as the style makes them; there is none in this page.
    let style = "<style>.dolisync-virtual { --dolisync-row: 70px; block-size: 420px; overflow-y: auto; } \
        .dolisync-virtual__all { position: relative; block-size: calc(var(--dolisync-count) * var(--dolisync-row)); } \
        .dolisync-virtual__row { position: absolute; block-size: var(--dolisync-row); \
        inset-block-start: calc(var(--dolisync-at) * var(--dolisync-row)); }</style>";
    board.0.insert_adjacent_html("beforeend", style).unwrap();
    board.order("compare").await;
    for _ in 0..20 {
        if board.count(ROW) > 0 {
            break;
        }
        pause(200).await;
    }
    board.see(ROW).await;
    board
}

#[wasm_bindgen_test]
async fn only_the_rows_in_sight_are_drawn() {
    let board = pairs(3_000).await;
    let few = || (5..40).contains(&board.count(ROW));
    until("few rows are drawn", few).await;
    assert_eq!(
        board.attribute(ROW, "aria-setsize").as_deref(),
        Some("3000")
    );
    let list = board.one(".dolisync-virtual");
    list.set_scroll_top(list.scroll_height());
    board.see("[aria-posinset='3000']").await;
    assert!(few(), "{}", board.count(ROW));
    assert_eq!(board.count("[aria-posinset='1']"), 0);
    assert_eq!(board.text(&act("associate")), "Associate 3,000 pairs");
}

#[wasm_bindgen_test]
async fn the_focus_is_not_lost_with_its_row_when_one_scrolls_away() {
    let board = pairs(500).await;
    let check: HtmlElement = board.one("[aria-posinset='2'] input").unchecked_into();
    check.focus().unwrap();
    let list = board.one(".dolisync-virtual");
    list.set_scroll_top(list.scroll_height());
    board.see("[aria-posinset='500']").await;
    assert_eq!(board.count("[aria-posinset='2']"), 0);
    assert!(list.is_same_node(focused().as_deref()));
}

#[wasm_bindgen_test]
async fn a_choice_is_kept_when_its_row_was_out_of_sight() {
    let board = pairs(500).await;
    board.click("[aria-posinset='3'] input").await;
    let list = board.one(".dolisync-virtual");
    list.set_scroll_top(list.scroll_height());
    board.see("[aria-posinset='500']").await;
    list.set_scroll_top(0);
    board.see("[aria-posinset='3']").await;
    let check: web_sys::HtmlInputElement = board.one("[aria-posinset='3'] input").unchecked_into();
    assert!(!check.checked());
    assert_eq!(board.text(&act("associate")), "Associate 499 pairs");
}
