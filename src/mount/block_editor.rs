//! The block editor, where a site uses it for products.

use js_sys::{Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;

/// Keeps the block editor from saving until the page is loaded again: what it shows is older than
/// what was just written. The classic editor's form is refused by the server.
pub fn lock_saving() {
    let editor = document().query_selector("body.block-editor-page");
    if editor.ok().flatten().is_some() {
        // An editor that knows no locks has none.
        let _ = lock();
    }
}

/// `wp.data.dispatch( 'core/editor' ).lockPostSaving( 'dolisync' )`
fn lock() -> Result<(), JsValue> {
    let data = Reflect::get(&Reflect::get(&window(), &"wp".into())?, &"data".into())?;
    let editor = call(&data, "dispatch", "core/editor")?;
    call(&editor, "lockPostSaving", "dolisync")?;
    Ok(())
}

fn call(object: &JsValue, method: &str, argument: &str) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    method.call1(object, &argument.into())
}
