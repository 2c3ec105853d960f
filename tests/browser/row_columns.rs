//! The other columns of a row, taken over from a page that was read anew.

use dolisync::domain::ProductId;
use dolisync::mount::{refresh_row, take_row};
use leptos::prelude::document;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{cell, until, Page};

/// A list as the server prints it, with one product.
fn list(id: u64, title: &str, columns: &str) -> String {
    format!(
        "<table><tr><th class='check'></th><td class='title'>{title}</td>{columns}\
         <td><div data-dolisync='cell' data-product='{id}'>printed</div></td></tr></table>"
    )
}

/// Puts a product's cell into a row with other columns.
fn in_a_row(page: &mut Page, id: u64) {
    let place = page.one(&cell(id, "")).outer_html();
    let body = document().query_selector(".test-page").unwrap().unwrap();
    page.one(&cell(id, ""))
        .closest("tr")
        .unwrap()
        .unwrap()
        .remove();
    body.insert_adjacent_html(
        "beforeend",
        &format!("<table><tr><th class='check'></th><td class='title'>Old</td><td class='price'>12</td><td>{place}</td></tr></table>"),
    )
    .unwrap();
    page.handles.sweep(&page.panel);
}

#[wasm_bindgen_test]
fn what_changed_is_taken_over_and_our_cell_stays() {
    let mut page = Page::new();
    in_a_row(&mut page, 51);
    let (button, price) = (page.one(&cell(51, "button")), page.one(".price"));
    button.focus().unwrap();
    let html = list(
        51,
        "<a class='row-title'>New</a>",
        "<td class='price'>12</td>",
    );
    assert!(take_row(&html, ProductId(51)).is_some());
    assert_eq!(
        page.one(".title").inner_html(),
        "<a class=\"row-title\">New</a>"
    );
    // What is the same is left alone, with whatever a script or a person did to it.
    assert!(page.one(".price").is_same_node(Some(&price)));
    assert!(document()
        .active_element()
        .unwrap()
        .is_same_node(Some(&button)));
}

#[wasm_bindgen_test]
fn a_page_without_the_row_or_with_other_columns_changes_nothing() {
    let mut page = Page::new();
    in_a_row(&mut page, 51);
    let before = page.one(".title").outer_html();
    assert!(take_row("<form>Log in</form>", ProductId(51)).is_none());
    assert!(take_row(&list(58, "Other", "<td></td>"), ProductId(51)).is_none());
    assert!(take_row(&list(51, "New", ""), ProductId(51)).is_none());
    assert_eq!(page.one(".title").outer_html(), before);
}

#[wasm_bindgen_test]
async fn two_rows_that_are_read_at_once_are_both_taken_over() {
    let mut page = Page::new();
    in_a_row(&mut page, 51);
    in_a_row(&mut page, 58);
    let price = "<td class='price'>12</td>";
    let both = list(51, "New", price) + &list(58, "New", price);
    let address = format!("data:text/html,{both}");
    refresh_row(&address, ProductId(51));
    refresh_row(&address, ProductId(58));
    until("both titles are new", || {
        let title = |id: u64| {
            let row = page.one(&cell(id, "")).closest("tr").unwrap().unwrap();
            let title = row.query_selector(".title").unwrap().unwrap();
            title.text_content().unwrap()
        };
        [51, 58].map(title) == ["New", "New"]
    })
    .await;
}
