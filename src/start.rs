//! The panel's start.

use std::sync::Arc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::api::{FetchTransport, Transport};
use crate::boot::Boot;
use crate::state::Panel;
use crate::{format, pages, panic_notice};

/// Starts the panel on the page. `boot` is `window.dolisyncBoot`; unreadable boot data are
/// thrown as a text that says what is wrong.
#[wasm_bindgen]
pub fn start(boot: &JsValue) -> Result<(), JsValue> {
    panic_notice::install();
    let boot = Boot::read(boot)?;
    let transport = Arc::new(FetchTransport::new(&boot));
    start_with(boot, transport);
    Ok(())
}

/// Starts the panel over any transport.
pub fn start_with(boot: Boot, transport: Arc<dyn Transport>) -> Panel {
    format::configure(&boot.locale, &boot.currency);
    let root = Owner::new();
    let panel = root.with(|| Panel::new(boot, transport));
    // The panel's signals live as long as the page.
    std::mem::forget(root);
    let handles = pages::product_list::start(&panel);
    publish(move || handles.borrow().count());
    panel
}

/// `window.dolisyncPanel.handles()`: how many placeholders are mounted, for tests.
fn publish(handles: impl Fn() -> usize + 'static) {
    let count = Closure::<dyn Fn() -> usize>::new(handles).into_js_value();
    let panel = Object::new();
    // Setting a property of a plain object, or a new one of the window, cannot fail.
    let _ = Reflect::set(&panel, &"handles".into(), &count);
    let _ = Reflect::set(&window(), &"dolisyncPanel".into(), &panel);
}
