//! A page with the panel on it, and what a person does and sees there.

use std::ops::Deref;
use std::sync::Arc;

use dolisync::api::{FakeTransport, Method, Request};
use dolisync::boot::Boot;
use dolisync::mount::Handles;
use dolisync::state::Panel;
use leptos::prelude::Owner;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::answers::{rows, usual_answers};
use super::seen::{empty_page, Seen};
pub use super::seen::{focused, until};

/// The panel on a page of one listed product each; dropping it takes everything away again.
pub struct Page {
    pub panel: Panel,
    pub wordpress: FakeTransport,
    pub handles: Handles,
    seen: Seen,
}

impl Page {
    /// A page that lists the recorded products, whose statuses were refreshed with `products`.
    pub fn new() -> Self {
        Self::with(|_| {}, true)
    }

    /// The same with further or other answers recorded first.
    pub fn with(answers: impl FnOnce(&FakeTransport), configured: bool) -> Self {
        let wordpress = FakeTransport::new();
        usual_answers(&wordpress);
        answers(&wordpress);
        let body = empty_page();
        body.set_inner_html(&markup());
        dolisync::format::configure("en-US", "EUR", "UTC");
        let owner = Owner::new();
        let transport = Arc::new(wordpress.clone());
        let panel = owner.with(|| Panel::new(boot(configured), transport));
        // As on a page: an answer that is still awaited reads them when the test is over.
        std::mem::forget(owner);
        let mut handles = Handles::default();
        handles.sweep(&panel);
        Self {
            panel,
            wordpress,
            handles,
            seen: Seen(body),
        }
    }

    /// Presses a product's button.
    pub async fn press(&self, product: u64) {
        self.click(&cell(product, ".dolisync-button")).await;
    }

    /// Opens the versions of two products that are not associated yet.
    pub async fn associate(&self, product: u64, dolibarr: u64) {
        self.press(product).await;
        self.click(&format!("[role=option][data-dolibarr='{dolibarr}']"))
            .await;
        self.click(PRIMARY).await;
        self.see("[data-view=comparison] .dolisync-versions").await;
    }

    /// Chooses a side for a field.
    pub async fn keep(&self, field: &str, side: &str) {
        self.click(&radio(field, side)).await;
    }

    /// The sides that are chosen: field → side.
    pub fn chosen(&self) -> Vec<(String, String)> {
        let checked = self
            .seen
            .0
            .query_selector_all("fieldset input:checked")
            .unwrap();
        let nodes = (0..checked.length()).map(|at| checked.item(at).unwrap());
        let pair = |input: Element| {
            let field = input.closest("[data-field]").unwrap().unwrap();
            let side = input.get_attribute("value").unwrap();
            (field.get_attribute("data-field").unwrap(), side)
        };
        nodes.map(|node| pair(node.unchecked_into())).collect()
    }

    /// Types into the search box, replacing its text.
    pub fn search(&self, text: &str) {
        self.write("[role=combobox]", text);
    }

    /// Whether the main button can be pressed.
    pub fn can_go_on(&self) -> bool {
        let button = self.one(PRIMARY);
        !button.has_attribute("disabled") && button.get_attribute("aria-disabled").is_none()
    }

    /// The requests of this method whose path begins like this.
    pub fn sent(&self, method: Method, path: &str) -> Vec<Request> {
        let requests = self.wordpress.requests().into_iter();
        requests
            .filter(|request| request.method == method && request.path.starts_with(path))
            .collect()
    }

    /// Everything sent that writes.
    pub fn writes(&self) -> usize {
        let requests = self.wordpress.requests();
        requests.iter().filter(|r| r.method != Method::Get).count()
    }

    /// The body of the only write.
    pub fn written(&self, path: &str) -> Value {
        let sent = self.sent(Method::Post, path);
        assert_eq!(sent.len(), 1, "{path}");
        sent[0].body.clone().unwrap()
    }

    /// Takes a product's row out and puts a copy in its place, as pages do that swap rows of HTML.
    pub fn replace_row(&self, product: u64) {
        let row = self.one(&cell(product, "")).closest("tr").unwrap().unwrap();
        row.set_outer_html(&row.outer_html());
    }
}

impl Deref for Page {
    type Target = Seen;

    fn deref(&self) -> &Seen {
        &self.seen
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.panel.dialog.close();
        self.seen.0.remove();
        self.handles.sweep(&self.panel);
    }
}

/// The main button of the open view.
pub const PRIMARY: &str = "dialog .dolisync-dialog__footer > .button-primary";
/// The other button of its footer.
pub const ASIDE: &str = "dialog .dolisync-dialog__aside";
/// A problem in the dialog.
pub const PROBLEM: &str = "dialog [data-dolisync=error]";
/// The sentence that says what will change.
pub const EFFECTS: &str = "dialog [data-dolisync=effects]";
/// The buttons that keep all of a side.
pub const KEEP_WPSHOP: &str = ".dolisync-versions__side:nth-child(1) .dolisync-versions__keep";
pub const KEEP_DOLIBARR: &str = ".dolisync-versions__side:nth-child(2) .dolisync-versions__keep";

/// A product's cell, or something inside it.
pub fn cell(product: u64, inside: &str) -> String {
    format!("[data-dolisync=cell][data-product='{product}'] {inside}")
        .trim()
        .to_owned()
}

/// The radio button of a side of a field.
pub fn radio(field: &str, side: &str) -> String {
    format!("[data-field={field}] input[value={side}]")
}

/// What PHP tells at the start.
pub fn boot(configured: bool) -> Boot {
    Boot {
        rest_root: "/wp-json/dolisync/v1/".to_owned(),
        nonce: "nonce".to_owned(),
        nonce_url: "/nonce".to_owned(),
        settings_url: "/settings".to_owned(),
        row_url: "/list?product=".to_owned(),
        login_url: "/login".to_owned(),
        locale: "en-US".to_owned(),
        currency: "EUR".to_owned(),
        time_zone: "UTC".to_owned(),
        configured,
    }
}

fn markup() -> String {
    let row = |row: &Value| {
        let printed = row.to_string().replace('&', "&amp;").replace('"', "&quot;");
        let id = &row["id"];
        format!(
            "<tr><td><div class='dolisync-cell' data-dolisync='cell' data-product='{id}' \
             data-row=\"{printed}\">printed</div></td></tr>"
        )
    };
    let rows: String = rows().iter().map(row).collect();
    format!(
        "<div data-dolisync='notices'></div><form><table><tbody>{rows}</tbody></table></form>\
         <div id='dolisync-overlay' data-dolisync='overlay'></div>"
    )
}
