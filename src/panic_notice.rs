//! After a panic nothing more is sent, and a plain notice says so: it needs no script to work.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::document;
use web_sys::Element;

use crate::i18n::t;

static PANICKED: AtomicBool = AtomicBool::new(false);

/// Whether the panel has failed: its state can no longer be trusted.
pub fn has_panicked() -> bool {
    PANICKED.load(Ordering::Relaxed)
}

/// Makes panics draw the notice, beside what they write to the console.
pub fn install() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        if !PANICKED.swap(true, Ordering::Relaxed) {
            draw(panic);
        }
    }));
}

/// Draws the notice on the page, and also in the open dialog, which covers the page.
fn draw(panic: &PanicHookInfo) {
    let find = |selector: &&str| document().query_selector(selector).ok().flatten();
    let page = ["#dolisync-notices", "#wpbody-content", "body"]
        .iter()
        .find_map(find);
    let dialog = find(&"dialog.dolisync-dialog[open]");
    for place in [page, dialog].into_iter().flatten() {
        if let Some(notice) = notice(panic) {
            // Fails only for a place that has just left the page.
            let _ = place.prepend_with_node_1(&notice);
        }
    }
}

fn notice(panic: &PanicHookInfo) -> Option<Element> {
    let notice = element("div", "")?;
    notice.set_class_name("notice notice-error inline dolisync-panic");
    notice.set_attribute("role", "alert").ok()?;
    let sentence = t!("DoliSync has stopped because of an error of its own. Nothing more is sent. Reload the page to go on.");
    let reload = element("a", &t!("Reload the page"))?;
    reload.set_class_name("button");
    let address = document().location()?.href().ok()?;
    let details = element("details", "")?;
    let version = env!("CARGO_PKG_VERSION");
    details
        .append_with_node_2(
            element("summary", &t!("Details to copy for support"))?.as_ref(),
            element("pre", &format!("DoliSync {version}\n{panic}"))?.as_ref(),
        )
        .ok()?;
    let action = element("p", "")?;
    action.append_child(&reload).ok()?;
    reload
        .set_attribute("href", &without_fragment(&address))
        .ok()?;
    for part in [&element("p", &sentence)?, &action, &details] {
        notice.append_child(part).ok()?;
    }
    Some(notice)
}

fn element(tag: &str, text: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_text_content(Some(text));
    Some(element)
}

/// A link to the same page with a fragment would only scroll.
fn without_fragment(address: &str) -> String {
    let end = address.find('#').unwrap_or(address.len());
    address[..end].to_owned()
}
