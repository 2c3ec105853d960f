//! Everything that is mounted, and the sweep that keeps it equal to what the page holds.

use std::collections::HashSet;

use js_sys::WeakSet;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::placeholder::Mounted;
use crate::domain::ProductId;
use crate::state::{check, Panel};

/// The mounted placeholders.
#[derive(Default)]
pub struct Handles {
    mounted: Vec<Mounted>,
    /// The same elements, to find one without walking the list. An attribute would be copied
    /// with its row.
    elements: WeakSet,
}

impl Handles {
    /// How many placeholders are mounted.
    pub fn count(&self) -> usize {
        self.mounted.len()
    }

    /// Whether this element is a mounted placeholder, or inside one.
    pub fn holds(&self, element: &Element) -> bool {
        let placeholder = element.closest("[data-dolisync]").ok().flatten();
        placeholder.is_some_and(|placeholder| self.elements.has(&placeholder))
    }

    /// Drops what has left the page, mounts what has come, and asks for the status of new rows
    /// in one request.
    pub fn sweep(&mut self, panel: &Panel) {
        self.drop_gone(panel);
        let to_check = self.mount_new(panel);
        if !to_check.is_empty() {
            check(panel, to_check);
        }
    }

    fn drop_gone(&mut self, panel: &Panel) {
        let gone: Vec<Mounted> = self
            .mounted
            .extract_if(.., |mounted| !mounted.element.is_connected())
            .collect();
        if gone.is_empty() {
            return;
        }
        let mut products = HashSet::new();
        for mounted in gone {
            self.elements.delete(&mounted.element);
            products.extend(mounted.product);
        }
        let present: HashSet<ProductId> = self
            .mounted
            .iter()
            .filter_map(|mounted| mounted.product)
            .collect();
        for product in products.difference(&present) {
            panel.rows.renew(*product);
        }
    }

    fn mount_new(&mut self, panel: &Panel) -> Vec<ProductId> {
        let mut to_check = Vec::new();
        let Ok(found) = document().query_selector_all("[data-dolisync]") else {
            return to_check;
        };
        for element in (0..found.length()).filter_map(|at| found.item(at)) {
            let Ok(element) = element.dyn_into::<HtmlElement>() else {
                continue;
            };
            // Mounting the one before may have removed this one.
            if self.elements.has(&element) || !element.is_connected() {
                continue;
            }
            if let Some(mounted) = Mounted::new(panel, element) {
                if mounted.to_check {
                    to_check.extend(mounted.product);
                }
                self.elements.add(&mounted.element);
                self.mounted.push(mounted);
            }
        }
        to_check
    }
}
