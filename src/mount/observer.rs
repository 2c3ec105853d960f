//! One MutationObserver for the page, and at most one sweep an animation frame.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord};

use super::Handles;
use crate::state::Panel;

/// Sweeps now, and again after every change of the page that is not the panel's own.
pub fn observe(panel: &Panel) -> Rc<RefCell<Handles>> {
    let handles = Rc::new(RefCell::new(Handles::default()));
    handles.borrow_mut().sweep(panel);

    let waiting = Rc::new(Cell::new(false));
    let panel = panel.clone();
    let swept = handles.clone();
    let on_change = Closure::<dyn FnMut(Array)>::new(move |records: Array| {
        if waiting.get() || !records.iter().any(|record| is_foreign(&swept, record)) {
            return;
        }
        waiting.set(true);
        let (waiting, swept, panel) = (waiting.clone(), swept.clone(), panel.clone());
        request_animation_frame(move || {
            waiting.set(false);
            swept.borrow_mut().sweep(&panel);
        });
    });
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    // Without an observer or a body the page cannot change: what is mounted stays.
    if let (Ok(observer), Some(body)) = (
        MutationObserver::new(on_change.as_ref().unchecked_ref()),
        document().body(),
    ) {
        let _ = observer.observe_with_options(&body, &options);
    }
    // Lives as long as the page.
    on_change.forget();
    handles
}

/// Whether a change was made outside the mounted placeholders.
fn is_foreign(handles: &RefCell<Handles>, record: JsValue) -> bool {
    let target = record
        .dyn_into::<MutationRecord>()
        .ok()
        .and_then(|record| record.target());
    match target.and_then(|target| target.dyn_into::<Element>().ok()) {
        Some(target) => !handles.borrow().holds(&target),
        None => false,
    }
}
