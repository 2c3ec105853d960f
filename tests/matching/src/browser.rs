//! The same search for pairs as in the panel, for the measuring page.

use std::sync::Arc;

use dolisync::domain::bulk_matching::Matching;
use dolisync::domain::Unlinked;
use wasm_bindgen::prelude::*;

use crate::{Half, Labelled, Report};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Two catalogues, and a search for pairs between them.
#[wasm_bindgen]
pub struct Measured {
    labelled: Labelled,
    sides: [Arc<[Unlinked]>; 2],
    matching: Option<Matching>,
}

#[wasm_bindgen]
impl Measured {
    /// Catalogues with so many pairs of `tuning`, `report` or `both` kinds of things, cut off at so many
    /// products a side.
    #[wasm_bindgen(constructor)]
    pub fn new(half: &str, seed: u32, pairs: usize, most: usize) -> Self {
        let half = match half {
            "tuning" => Half::Tuning,
            "report" => Half::Report,
            _ => Half::Both,
        };
        let mut labelled = Labelled::new(half, seed.into(), pairs);
        labelled.cut(most);
        Self {
            sides: [&labelled.shop, &labelled.dolibarr].map(|side| Arc::from(&side[..])),
            labelled,
            matching: None,
        }
    }

    /// The catalogues and the numbers of the pairs that are right, as JSON.
    pub fn data(&self) -> String {
        let Labelled {
            shop,
            dolibarr,
            pairs,
        } = &self.labelled;
        serde_json::json!({ "shop": shop, "dolibarr": dolibarr, "pairs": pairs }).to_string()
    }

    /// Begins a search.
    pub fn start(&mut self) {
        let [shop, dolibarr] = &self.sides;
        self.matching = Some(Matching::new(shop.clone(), dolibarr.clone()));
    }

    /// Searches for so many milliseconds. True once all is done.
    pub fn advance(&mut self, milliseconds: f64) -> bool {
        let until = now() + milliseconds;
        let matching = self.matching.as_mut();
        matching.is_none_or(|matching| matching.advance(&mut || now() >= until))
    }

    /// How far it is, in thousandths.
    pub fn progress(&self) -> usize {
        self.matching
            .as_ref()
            .map_or(0, |matching| matching.progress().done)
    }

    /// What was proposed, counted against what is right, as JSON.
    pub fn report(&mut self) -> Option<String> {
        let pairs = self.matching.take()?.into_pairs();
        let report = Report::count(&self.labelled, &pairs);
        Some(serde_json::json!(report).to_string())
    }
}
