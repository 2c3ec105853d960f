//! The mass synchronization.

use dolisync::api::{ApiError, Method};
use serde_json::{json, Value};
use wasm_bindgen_test::wasm_bindgen_test;

use super::answers::recorded;
use super::board::{act, current, worked, Board, CURRENT, SAID, WORK};
use super::seen::{focused, until};

const DIALOG: &str = "dialog[open]";
const ACT: &str = "dialog[open] .dolisync-question__act";
const SAFE: &str = "dialog[open] .dolisync-question__safe";

/// Waits longer than the panel does before it tries again.
async fn see_soon(board: &Board, selector: &str) {
    for _ in 0..20 {
        if board.count(selector) > 0 {
            return;
        }
        dolisync::api::pause(200).await;
    }
    board.see(selector).await;
}

#[wasm_bindgen_test]
async fn contacts_have_to_be_asked_for_and_the_preview_comes_first() {
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Post, WORK, 200, worked(recorded!("run-ready")));
    });
    board.see("[data-act=preview]").await;
    assert!(board
        .text(".dolisync-entities")
        .contains("No e-mail is sent"));
    board.order("preview").await;
    let usual = [
        "categories",
        "products",
        "third_parties",
        "proposals",
        "orders",
        "invoices",
    ];
    assert_eq!(
        board.written("mass-sync/runs"),
        [json!({ "entities": usual })]
    );
    board.see("table").await;
    let products = board.text("tbody tr:nth-child(2)");
    assert_eq!(
        products,
        "Products1,24087 2,5156214".replace("87 ", "87"),
        "{products}"
    );
    assert_eq!(board.sent(Method::Post, "mass-sync/runs/7/start").len(), 0);
}

#[wasm_bindgen_test]
async fn what_is_chosen_is_what_is_sent() {
    let board = Board::at("#mass-sync", |_| {});
    board.see("[data-act=preview]").await;
    for entity in [
        "categories",
        "third_parties",
        "proposals",
        "orders",
        "invoices",
    ] {
        board.click(&format!("input[name={entity}]")).await;
    }
    board.click("input[name=contacts]").await;
    board.order("preview").await;
    assert_eq!(
        board.written("mass-sync/runs"),
        [json!({ "entities": ["products", "contacts"] })]
    );
}

#[wasm_bindgen_test]
async fn starting_asks_first_and_the_focus_is_on_the_safe_answer() {
    let board = Board::with_run(recorded!("run-ready"), &[]);
    board.order("start").await;
    board.see(DIALOG).await;
    let safe = board.one(SAFE);
    until("the focus is on the safe answer", || {
        safe.is_same_node(focused().as_deref())
    })
    .await;
    assert_eq!(
        board.text(ACT),
        "Synchronize and overwrite 14 local changes"
    );
    board.click(SAFE).await;
    board.gone(DIALOG).await;
    assert_eq!(board.writes(), 0);
    board.order("start").await;
    board.click(ACT).await;
    board.see(&act("anew")).await;
    let start = board.written("mass-sync/runs/7/start");
    assert_eq!(start, [json!({ "overwrites": 14 })]);
}

#[wasm_bindgen_test]
async fn overwriting_many_changes_takes_a_typed_word() {
    let board = Board::with_run(recorded!("run-ready-many"), &[]);
    board.order("start").await;
    board.see(ACT).await;
    let blocked = || board.one(ACT).has_attribute("disabled");
    assert!(blocked());
    let word = format!("{DIALOG} input");
    board.write(&word, "over");
    board.key(&word, "Enter").await;
    assert!(blocked());
    board.write(&word, " Overwrite ");
    until("the word is accepted", || !blocked()).await;
    board.click(ACT).await;
    board.see(&act("anew")).await;
    assert_eq!(
        board.written("mass-sync/runs/7/start"),
        [json!({ "overwrites": 131 })]
    );
}

#[wasm_bindgen_test]
async fn local_changes_that_would_be_overwritten_are_listed_page_by_page() {
    let board = Board::with_run(recorded!("run-ready"), &[]);
    let list = "[data-kind=overwritten]";
    board
        .see(&format!("{list} .dolisync-records__record"))
        .await;
    let first = board.text(&format!("{list} .dolisync-records__record"));
    assert!(
        first.contains("Title Sac en coton bio → Sac coton naturel"),
        "{first}"
    );
    assert!(first.contains("Price €8.00 → €7.50"), "{first}");
    let csv = board
        .attribute(&format!("{list} a[download]"), "href")
        .unwrap();
    assert!(csv.contains("overwrites"), "{csv}");
    board.click(&format!("{list} > button")).await;
    until("the next page is there", || {
        board.count(&format!("{list} .dolisync-records__record")) == 4
    })
    .await;
    assert_eq!(board.count(&format!("{list} > button")), 0);
}

#[wasm_bindgen_test]
async fn the_button_for_more_keeps_the_focus_while_it_reads() {
    let next = "mass-sync/runs/7/records?kind=overwritten&after=13&limit=50";
    let mut held = None;
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Get, CURRENT, 200, current(recorded!("run-ready")));
        let page = recorded!("records-overwritten");
        wordpress.answer(Method::Get, next, 200, page.replace("13", "26"));
        held = Some(wordpress.hold(Method::Get, next));
    });
    let more = "[data-kind=overwritten] > button";
    board.see(more).await;
    let button = board.one(more);
    button.focus().unwrap();
    button.click();
    board.see(&format!("{more}[aria-busy]")).await;
    assert!(board.one(more).is_same_node(focused().as_deref()));
    held.unwrap().release();
    board.see(&format!("{more}:not([aria-busy])")).await;
    assert!(board.one(more).is_same_node(focused().as_deref()));
}

#[wasm_bindgen_test]
async fn the_button_that_was_pressed_says_that_it_waits() {
    let mut held = None;
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Get, CURRENT, 200, current(recorded!("run-paused")));
        held = Some(wordpress.hold(Method::Post, "mass-sync/runs/7/cancel"));
    });
    board.order("cancel").await;
    board.see(&format!("{}[aria-busy]", act("cancel"))).await;
    assert_eq!(board.count("[data-act][aria-busy]"), 1, "no other one does");
    board.order("resume").await;
    assert_eq!(
        board.count("[data-act][aria-busy]"),
        1,
        "one order at a time"
    );
    held.unwrap().release();
    board.see(&act("anew")).await;
}

#[wasm_bindgen_test]
async fn while_it_waits_for_dolibarr_there_is_no_pace() {
    let at = |done: &str| {
        let run = recorded!("run-running").replace("2310", done);
        format!(r#"{{"run":{run},"did":0}}"#)
    };
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Get, CURRENT, 200, current(recorded!("run-running")));
        wordpress.answer_once(Method::Post, WORK, 200, at("2311"));
        wordpress.answer_once(Method::Post, WORK, 200, at("2400"));
        let waiting = recorded!("run-waiting").replace("2310", "2400");
        let waiting = format!(r#"{{"run":{waiting},"did":0}}"#);
        wordpress.answer(Method::Post, WORK, 200, waiting);
    });
    see_soon(&board, "[aria-label=Products][aria-valuenow='62']").await;
    let bar = ".dolisync-progress:nth-child(2)";
    assert!(
        board.text(bar).contains("per second"),
        "{}",
        board.text(bar)
    );
    see_soon(&board, "[data-dolisync=waits]").await;
    assert!(
        !board.text(bar).contains("per second"),
        "{}",
        board.text(bar)
    );
}

#[wasm_bindgen_test]
async fn the_open_page_works_on_a_run_that_it_finds_until_it_is_done() {
    let further = [recorded!("run-running"), recorded!("run-running")];
    let board = Board::with_run(recorded!("run-running"), &further);
    let held = board.wordpress.hold(Method::Post, WORK);
    board.see("[aria-label=Products][aria-valuenow='60']").await;
    let bar = board.text(".dolisync-progress:nth-child(2)");
    assert!(bar.contains("2,310 of 3,850 · 1 failed"), "{bar}");
    held.release();
    board.see("table").await;
    assert_eq!(board.sent(Method::Post, WORK).len(), 3);
    assert!(
        board.text(SAID).contains("Finished"),
        "{}",
        board.text(SAID)
    );
    assert!(board
        .attribute("a[download]", "href")
        .unwrap()
        .contains("report"));
}

#[wasm_bindgen_test]
async fn every_quarter_of_a_stage_is_said_and_nothing_in_between() {
    let at = |done: &str| {
        let run = recorded!("run-running").replace("2310", done);
        format!(r#"{{"run":{run},"did":0}}"#)
    };
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Get, CURRENT, 200, current(recorded!("run-running")));
        wordpress.answer(Method::Post, WORK, 200, at("2400"));
    });
    board.see("[aria-label=Products][aria-valuenow='62']").await;
    assert_eq!(board.text(SAID), "");
    board.wordpress.answer(Method::Post, WORK, 200, at("2900"));
    see_soon(&board, "[aria-label=Products][aria-valuenow='75']").await;
    let said = board.text(SAID);
    assert!(said.contains("Under way. Products: 75%."), "{said}");
}

#[wasm_bindgen_test]
async fn a_lost_network_is_said_and_the_work_goes_on_by_itself() {
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Get, CURRENT, 200, current(recorded!("run-running")));
        wordpress.fail_once(Method::Post, WORK, ApiError::network());
        wordpress.fail_once(Method::Post, WORK, ApiError::session_lost());
    });
    let notice = "[data-dolisync=interrupted]";
    board.see(notice).await;
    assert!(board.text(notice).contains("tries again by itself"));
    see_soon(&board, &format!("{notice} a")).await;
    assert!(board.text(notice).contains("Log in again"));
    see_soon(&board, "table").await;
    assert_eq!(board.count(notice), 0);
}

#[wasm_bindgen_test]
async fn while_dolibarr_is_down_it_says_that_it_goes_on_by_itself_and_when() {
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Get, CURRENT, 200, current(recorded!("run-waiting")));
        let waiting = format!(r#"{{"run":{},"did":0}}"#, recorded!("run-waiting"));
        wordpress.answer_once(Method::Post, WORK, 200, waiting);
    });
    let notice = "[data-dolisync=waits]";
    board.see(notice).await;
    let words = board.text(notice);
    assert!(words.contains("cannot be reached"), "{words}");
    assert!(words.contains("goes on by itself"), "{words}");
    assert!(words.contains("Next try in 10 seconds"), "{words}");
    assert_eq!(board.count("[data-dolisync=error]"), 0);
    see_soon(&board, "table").await;
    assert_eq!(board.count(notice), 0);
}

#[wasm_bindgen_test]
async fn what_dolibarr_does_not_give_is_said_with_its_reason_and_the_rest_can_start() {
    let board = Board::with_run(recorded!("run-ready-left-out"), &[]);
    let notice = "[data-dolisync=left-out]";
    board.see(notice).await;
    let why = board.text(notice);
    assert!(why.contains("Orders – Dolibarr does not give out"), "{why}");
    assert!(why.contains("Turn the module on"), "{why}");
    let line = board.text("tbody tr:nth-child(5)");
    assert_eq!(line, "Ordersleft out");
    assert_eq!(board.count(&act("start")), 1);
}

#[wasm_bindgen_test]
async fn a_list_whose_new_reading_failed_is_read_from_its_beginning() {
    let records = "mass-sync/runs/7/records";
    let page = |after: u64| format!("{records}?kind=failed&after={after}&limit=50");
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(
            Method::Get,
            CURRENT,
            200,
            current(recorded!("run-done-failed")),
        );
        let mut first: Value = serde_json::from_str(recorded!("records-failed")).unwrap();
        first["next"] = json!(32);
        wordpress.answer(Method::Get, &page(0), 200, first.to_string());
        wordpress.answer(Method::Get, &page(32), 200, recorded!("records-none"));
        // One of them is mended: other records.
        let mut fewer: Value = serde_json::from_str(recorded!("run-done-failed")).unwrap();
        fewer["stages"][1]["failed"] = json!(1);
        let retried = fewer.to_string();
        wordpress.answer(Method::Post, "mass-sync/runs/7/retry", 200, retried);
    });
    let list = "[data-kind=failed]";
    board.click(&format!("{list} > button")).await;
    board.gone(&format!("{list} > button")).await;
    board
        .wordpress
        .fail_once(Method::Get, &page(0), ApiError::network());
    board.order("retry").await;
    board.see(&format!("{list} [data-dolisync=error]")).await;
    board
        .click(&format!("{list} [data-dolisync=error] button"))
        .await;
    board.gone(&format!("{list} [data-dolisync=error]")).await;
    let asked: Vec<String> = board
        .sent(Method::Get, records)
        .into_iter()
        .filter(|request| request.query.iter().any(|(_, value)| value == "failed"))
        .map(|request| {
            request
                .query
                .iter()
                .find(|(name, _)| *name == "after")
                .unwrap()
                .1
                .clone()
        })
        .collect();
    assert_eq!(asked, ["0", "32", "0", "0"].map(String::from));
}

#[wasm_bindgen_test]
async fn a_run_can_be_paused_resumed_and_stopped() {
    let mut held = None;
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Get, CURRENT, 200, current(recorded!("run-running")));
        wordpress.answer_once(Method::Post, WORK, 200, worked(recorded!("run-paused")));
        held = Some(wordpress.hold(Method::Post, WORK));
    });
    board.order("pause").await;
    board.see(&act("resume")).await;
    let held_again = board.wordpress.hold(Method::Post, WORK);
    held.unwrap().release();
    dolisync::api::pause(50).await;
    assert_eq!(
        board.sent(Method::Post, WORK).len(),
        1,
        "a paused run is not worked on"
    );
    let held = board.wordpress.hold(Method::Post, WORK);
    board.order("resume").await;
    board.see(&act("pause")).await;
    board.order("cancel").await;
    board.see(&act("anew")).await;
    board
        .wordpress
        .answer(Method::Post, WORK, 200, worked(recorded!("run-cancelled")));
    held.release();
    held_again.release();
    assert_eq!(board.written("mass-sync/runs/7/cancel").len(), 1);
}

#[wasm_bindgen_test]
async fn a_brake_asks_and_the_answer_is_sent() {
    for (answer, route) in [("release", "release"), ("cancel", "cancel")] {
        let board = Board::with_run(recorded!("run-brake"), &[]);
        board.see(".dolisync-brake").await;
        assert!(board.text(".dolisync-brake").contains("price of zero"));
        assert_eq!(
            board.count(&act("cancel")),
            1,
            "one way to stop, beside the question"
        );
        assert_eq!(board.sent(Method::Post, WORK).len(), 0);
        board.order(answer).await;
        board.see(&act("anew")).await;
        assert_eq!(board.written(&format!("mass-sync/runs/7/{route}")).len(), 1);
    }
}

#[wasm_bindgen_test]
async fn failed_records_say_why_and_are_tried_again_alone_or_all() {
    let board = Board::with_run(recorded!("run-done-failed"), &[]);
    let record = "[data-kind=failed] .dolisync-records__record";
    board.see(record).await;
    let first = board.text(record);
    assert!(first.contains("no readable price"), "{first}");
    let second = board.text(&format!("{record}:nth-child(2)"));
    assert!(
        second.contains("<b>naturel</b>"),
        "texts are texts: {second}"
    );
    board.click(&format!("{record} button")).await;
    board.see(&act("anew")).await;
    drop(board);
    let board = Board::with_run(recorded!("run-done-failed"), &[]);
    board.order("retry").await;
    until("all are tried", || {
        !board.written("mass-sync/runs/7/retry").is_empty()
    })
    .await;
    assert_eq!(board.written("mass-sync/runs/7/retry"), [json!({})]);
}

#[wasm_bindgen_test]
async fn one_record_is_tried_alone() {
    let board = Board::with_run(recorded!("run-done-failed"), &[]);
    let button = "[data-kind=failed] .dolisync-records__record button";
    board.click(button).await;
    until("it is tried", || {
        !board.written("mass-sync/runs/7/retry").is_empty()
    })
    .await;
    assert_eq!(
        board.written("mass-sync/runs/7/retry"),
        [json!({ "records": [31] })]
    );
}

#[wasm_bindgen_test]
async fn a_refused_order_says_why_and_shows_the_run_as_it_is() {
    let board = Board::with_run(recorded!("run-ready"), &[]);
    board.see(&act("start")).await;
    let refusal = r#"{"code":"dolisync_preview_changed","message":"The preview shows another number.","data":{"status":409,"next_action":"review"}}"#;
    board
        .wordpress
        .answer(Method::Post, "mass-sync/runs/7/start", 409, refusal);
    board.wordpress.answer(
        Method::Get,
        CURRENT,
        200,
        current(recorded!("run-ready-many")),
    );
    board.order("start").await;
    board.click(ACT).await;
    board.see("[data-dolisync=error]").await;
    assert!(board
        .text("[data-dolisync=error]")
        .contains("another number"));
    board.order("start").await;
    board.see(ACT).await;
    assert!(board.text(ACT).contains("131"), "{}", board.text(ACT));
}

#[wasm_bindgen_test]
async fn a_run_is_undone_only_after_a_question() {
    let board = Board::with_run(recorded!("run-done"), &[]);
    board
        .wordpress
        .answer(Method::Post, WORK, 200, worked(recorded!("run-undone")));
    board.order("undo").await;
    board.see(ACT).await;
    assert_eq!(board.writes(), 0);
    board.click(ACT).await;
    until("it is undone", || {
        board.text(".dolisync-run__state").contains("Undone")
    })
    .await;
    assert_eq!(board.written("mass-sync/runs/7/undo").len(), 1);
}

#[wasm_bindgen_test]
async fn the_focus_is_not_lost_with_the_button_that_was_pressed() {
    let board = Board::at("#mass-sync", |wordpress| {
        wordpress.answer(Method::Post, WORK, 200, worked(recorded!("run-ready")));
    });
    board.see("[data-act=preview]").await;
    let button = board.one("[data-act=preview]");
    button.focus().unwrap();
    button.click();
    board.see("table").await;
    let heading = board.one("h2");
    until("the heading has it", || {
        heading.is_same_node(focused().as_deref())
    })
    .await;
}
