//! Both versions side by side, and choosing between them.

use dolisync::api::{pause, Method};
use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use super::answers::recorded;
use super::page::{radio, Page, ASIDE, EFFECTS, KEEP_DOLIBARR, KEEP_WPSHOP, PRIMARY};

fn sides(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = pairs
        .iter()
        .map(|(field, side)| ((*field).to_owned(), (*side).to_owned()));
    owned.collect()
}

async fn versions_of(product: u64) -> Page {
    let page = Page::new();
    pause(20).await;
    page.press(product).await;
    page.see("[data-view=comparison] .dolisync-versions").await;
    page
}

#[wasm_bindgen_test]
async fn the_side_that_moved_alone_is_chosen_already() {
    let page = versions_of(54).await;
    assert_eq!(page.chosen(), sides(&[("price", "dolibarr")]));
    assert_eq!(
        page.attribute("[data-field=price]", "data-state")
            .as_deref(),
        Some("dolibarr_changed")
    );
    assert!(page
        .text("[data-field=price] legend")
        .contains("Changed in Dolibarr"));
    assert!(page.can_go_on());
    assert_eq!(
        page.text(EFFECTS),
        "WPshop: price €29.90 → €32.90; Dolibarr: nothing"
    );
}

#[wasm_bindgen_test]
async fn a_conflict_is_left_to_the_person() {
    let page = versions_of(56).await;
    assert_eq!(
        page.chosen(),
        sides(&[("title", "dolibarr"), ("description", "wpshop")])
    );
    assert!(page
        .text("[data-field=price]")
        .contains("At the last synchronization: €4.50"));
    assert!(!page.can_go_on());
    assert_eq!(page.text(EFFECTS), "Still to choose: price.");
    page.click(PRIMARY).await;
    assert_eq!(page.writes(), 0);
    page.keep("price", "wpshop").await;
    assert!(page.can_go_on());
    let effects = page.text(EFFECTS);
    assert!(
        effects.starts_with("Dolibarr: description, price €5.20 → €4.90; WPshop: title"),
        "{effects}"
    );
}

#[wasm_bindgen_test]
async fn nothing_is_chosen_between_products_that_were_never_associated() {
    let page = Page::new();
    page.associate(58, 68).await;
    assert_eq!(page.chosen(), []);
    assert!(!page.can_go_on());
    assert_eq!(
        page.text(EFFECTS),
        "Still to choose: title, description, price."
    );
}

#[wasm_bindgen_test]
async fn keeping_a_version_chooses_every_field_and_writes_nothing() {
    let page = Page::new();
    page.associate(58, 68).await;
    for (button, other, side) in [
        (KEEP_DOLIBARR, KEEP_WPSHOP, "dolibarr"),
        (KEEP_WPSHOP, KEEP_DOLIBARR, "wpshop"),
    ] {
        page.click(button).await;
        let all = [("title", side), ("description", side), ("price", side)];
        assert_eq!(page.chosen(), sides(&all));
        assert_eq!(
            page.attribute(button, "aria-pressed").as_deref(),
            Some("true")
        );
        assert_eq!(
            page.attribute(other, "aria-pressed").as_deref(),
            Some("false")
        );
        assert_eq!(page.count("label.is-kept"), 3);
    }
    assert_eq!(page.text(KEEP_WPSHOP), "Keep the WPshop version");
    page.keep("price", "dolibarr").await;
    assert_eq!(
        page.attribute(KEEP_WPSHOP, "aria-pressed").as_deref(),
        Some("false")
    );
    assert_eq!(page.writes(), 0);
}

#[wasm_bindgen_test]
async fn each_choice_has_a_group_and_a_name_that_tells_side_and_value() {
    let page = versions_of(56).await;
    assert!(page
        .text("fieldset[data-field=price] legend")
        .starts_with("Price excl. tax"));
    let label = |side: &str| page.text(&format!("[data-field=price] label[data-side={side}]"));
    assert_eq!(label("wpshop"), "WPshop €4.90");
    assert_eq!(label("dolibarr"), "Dolibarr €5.20");
    assert_eq!(
        page.attribute(PRIMARY, "aria-describedby"),
        page.attribute(EFFECTS, "id")
    );
    let name = page.attribute(&radio("price", "wpshop"), "name");
    assert_eq!(name, page.attribute(&radio("price", "dolibarr"), "name"));
}

#[wasm_bindgen_test]
async fn fields_that_are_the_same_are_folded() {
    let page = versions_of(56).await;
    assert_eq!(
        page.text("details.dolisync-same summary"),
        "9 fields are the same"
    );
    assert!(!page.one("details.dolisync-same").has_attribute("open"));
    assert!(page
        .text(".dolisync-same__empty")
        .contains("length, width, height"));
}

#[wasm_bindgen_test]
async fn a_price_tells_its_base_and_near_prices_do_not_look_the_same() {
    let page = versions_of(52).await;
    assert!(page
        .text("[data-field=price] legend")
        .starts_with("Price incl. tax"));
    let value = |side: &str| {
        page.text(&format!(
            "[data-field=price] [data-side={side}] .dolisync-version__value"
        ))
    };
    assert_eq!(
        (value("wpshop"), value("dolibarr")),
        ("€41.50".to_owned(), "€41.50001".to_owned())
    );
}

#[wasm_bindgen_test]
async fn a_field_that_nobody_can_write_is_shown_without_a_choice() {
    let page = versions_of(52).await;
    assert_eq!(page.count("[data-field=type] input"), 0);
    assert!(page
        .text("[data-field=type]")
        .contains("Cannot be changed from here."));
    page.click(KEEP_WPSHOP).await;
    assert!(page.can_go_on());
}

#[wasm_bindgen_test]
async fn what_the_settings_decide_is_shown_as_chosen_and_sent() {
    let page = Page::with(
        |w| {
            let owned = recorded!("comparison-owned");
            w.answer(Method::Get, "products/54/comparison", 200, owned);
        },
        true,
    );
    pause(20).await;
    page.press(54).await;
    page.see("fieldset").await;
    for (field, kept, words) in [
        ("title", Some("wpshop"), "By your settings, WPshop’s value"),
        (
            "stock",
            Some("dolibarr"),
            "By your settings, Dolibarr’s value",
        ),
        ("description", None, "Not synchronized"),
        ("weight", None, "Cannot be changed from here."),
    ] {
        let row = format!("[data-field={field}]");
        assert_eq!(page.count(&format!("{row} input")), 0, "{field}");
        assert!(page.text(&row).contains(words), "{field}");
        for side in ["wpshop", "dolibarr"] {
            let is_kept = page.count(&format!("{row} .is-kept[data-side={side}]"));
            assert_eq!(is_kept == 1, kept == Some(side), "{field} {side}");
        }
    }
    assert!(page.text("[data-field=stock]").contains("1,250"));
    assert!(page
        .text("tr[data-field=categories]")
        .contains("Categories"));
    assert!(
        !page.text("[data-field=title]").contains("Changed in"),
        "nobody need have changed it"
    );
    assert_eq!(page.text(EFFECTS), "Still to choose: reference.");
    page.click(KEEP_DOLIBARR).await;
    page.click(PRIMARY).await;
    page.see("[data-view=done]").await;
    assert_eq!(
        page.written("products/54/sync")["choice"],
        json!({ "title": "wpshop", "reference": "dolibarr", "price": "dolibarr", "stock": "dolibarr" })
    );
}

#[wasm_bindgen_test]
async fn long_texts_show_where_they_differ_and_unfold() {
    let page = versions_of(52).await;
    let value = "[data-field=description] [data-side=dolibarr] .dolisync-version__value";
    let short = page.text(value);
    assert!(
        short.starts_with('…') && short.contains("laiton"),
        "{short}"
    );
    assert_eq!(page.text(&format!("{value} mark")), "laiton");
    assert!(!short.contains("never()"), "what a script holds is no text");
    let toggle = "[data-field=description] .dolisync-field__toggle";
    page.click(toggle).await;
    assert!(page.text(value).starts_with("Un savon fabriqué"));
    assert_eq!(
        page.attribute(toggle, "aria-expanded").as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn html_in_names_and_texts_stays_text() {
    let evil = "<img src=x onerror=\"window.broken=1\"><b>x";
    let mut comparison: Value = serde_json::from_str(recorded!("comparison-moved")).unwrap();
    comparison["fields"][0]["dolibarr"] = evil.into();
    comparison["fields"][0]["state"] = "dolibarr_changed".into();
    comparison["fields"][3]["dolibarr"] = format!("<p onclick='1'>{evil}</p>").into();
    comparison["fields"][3]["state"] = "dolibarr_changed".into();
    let body = comparison.to_string();
    let page = Page::with(
        |w| w.answer(Method::Get, "products/54/comparison", 200, body),
        true,
    );
    page.press(54).await;
    page.see("fieldset[data-field=title]").await;
    assert!(page.text("[data-field=title]").contains("onerror"));
    assert_eq!(page.count("dialog img"), 0);
    assert_eq!(page.count("dialog b"), 0);
}

#[wasm_bindgen_test]
async fn a_green_product_is_shown_read_only_with_its_history() {
    let page = versions_of(51).await;
    page.see(".dolisync-history__entry").await;
    assert_eq!(page.count("dialog input"), 0);
    assert_eq!(page.count(PRIMARY), 0);
    assert!(page.text("tr[data-field=price]").contains("€12.34568"));
    assert!(page.text("tr[data-field=vat_rate]").contains("5.5%"));
    assert!(page
        .text(".dolisync-versions__last")
        .starts_with("Last synchronization: 11/24/26"));
    assert_eq!(page.text(ASIDE), "Dissociate");
    assert_eq!(page.count(".dolisync-history__entry"), 3);
    assert!(page.text(".dolisync-history__entry").contains("by admin"));
    assert_eq!(
        page.count(".dolisync-history__undo"),
        1,
        "only the newest can be undone"
    );
}

#[wasm_bindgen_test]
async fn what_was_printed_green_and_differs_by_now_can_be_decided() {
    let page = Page::with(
        |w| {
            w.answer(
                Method::Get,
                "products/51/comparison",
                200,
                recorded!("comparison-moved"),
            )
        },
        true,
    );
    pause(20).await;
    page.press(51).await;
    page.see("fieldset").await;
    assert!(page.can_go_on());
}
