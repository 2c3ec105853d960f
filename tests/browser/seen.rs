//! What a person does and sees on a page, whatever is on it.

use dolisync::api::pause;
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

#[wasm_bindgen(inline_js = r#"
export function type_into(box, text) {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
}
export function choose_value(list, value) {
    list.value = value;
    list.dispatchEvent(new Event("change", { bubbles: true }));
}
export function press_key(element, key) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    element.dispatchEvent(event);
}
"#)]
extern "C" {
    fn type_into(element: &Element, text: &str);
    fn choose_value(list: &Element, value: &str);
    fn press_key(element: &Element, key: &str);
}

/// A part of the page.
pub struct Seen(pub HtmlElement);

impl Seen {
    /// What matches, which has to be there.
    pub fn one(&self, selector: &str) -> HtmlElement {
        let found = self.0.query_selector(selector).unwrap();
        let found = found.unwrap_or_else(|| panic!("nothing matches {selector}"));
        found.unchecked_into()
    }

    /// How many match.
    pub fn count(&self, selector: &str) -> u32 {
        self.0.query_selector_all(selector).unwrap().length()
    }

    /// The visible and the read out text of what matches.
    pub fn text(&self, selector: &str) -> String {
        let text = self.one(selector).text_content().unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// An attribute of what matches.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.one(selector).get_attribute(name)
    }

    /// Waits until something matches.
    pub async fn see(&self, selector: &str) {
        until(selector, || self.count(selector) > 0).await;
    }

    /// Waits until nothing matches any more.
    pub async fn gone(&self, selector: &str) {
        until(selector, || self.count(selector) == 0).await;
    }

    /// Clicks, once it is there.
    pub async fn click(&self, selector: &str) {
        self.see(selector).await;
        self.one(selector).click();
        pause(0).await;
    }

    /// Presses a key in what matches.
    pub async fn key(&self, selector: &str, key: &str) {
        press_key(&self.one(selector), key);
        pause(0).await;
    }

    /// Types into what matches, replacing its text.
    pub fn write(&self, selector: &str, text: &str) {
        type_into(&self.one(selector), text);
    }

    /// Chooses from a list.
    pub async fn choose(&self, selector: &str, value: &str) {
        choose_value(&self.one(selector), value);
        pause(0).await;
    }
}

/// An empty part of the page for a test; it takes away what a test that failed left behind:
/// nothing unwinds here.
pub fn empty_page() -> HtmlElement {
    while let Some(left) = document().query_selector(".test-page").unwrap() {
        left.remove();
    }
    let body: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    body.set_class_name("test-page");
    document().body().unwrap().append_child(&body).unwrap();
    body
}

/// Waits until something is so; a second is far more than the panel takes.
pub async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..100 {
        if is_so() {
            return;
        }
        pause(10).await;
    }
    panic!("did not come true: {what}");
}

/// The class of the focused element.
pub fn focused() -> Option<Element> {
    document().active_element()
}
