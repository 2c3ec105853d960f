//! The panel's start.

use std::sync::Arc;

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
    format::configure(&boot.locale, &boot.currency, &boot.time_zone);
    let root = Owner::new();
    let panel = root.with(|| Panel::new(boot, transport));
    // The panel's signals live as long as the page.
    std::mem::forget(root);
    #[cfg(feature = "list")]
    pages::product_list::start(&panel);
    #[cfg(feature = "dashboard")]
    pages::dashboard::start(&panel);
    panel
}
