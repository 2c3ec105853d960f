//! The list of products: a cell in each row, and the one dialog.

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;

use crate::mount::observe;
use crate::state::Panel;

/// Mounts the placeholders, also those that come later, and refreshes all their statuses with
/// one request.
pub fn start(panel: &Panel) {
    let handles = observe(panel);
    publish(move || handles.borrow().count());
}

/// `window.dolisyncPanel.handles()`: how many placeholders are mounted, for tests.
fn publish(handles: impl Fn() -> usize + 'static) {
    let count = Closure::<dyn Fn() -> usize>::new(handles).into_js_value();
    let panel = Object::new();
    // Setting a property of a plain object, or a new one of the window, cannot fail.
    let _ = Reflect::set(&panel, &"handles".into(), &count);
    let _ = Reflect::set(&window(), &"dolisyncPanel".into(), &panel);
}
