//! `/products`.

mod cells;
mod clean;
mod columns;
mod create;
mod delete;
mod extrafields;
mod links;
mod listing;
mod lowest;
mod prices;
mod read;
mod render;
mod update;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::api::Route;
use crate::clock;
use crate::shapes::Fields;

pub use create::{create, restore};
pub use delete::delete;
pub use extrafields::replace as replace_extrafields;
pub use render::Renderer;
pub use update::{update, PriceRule, Updated};

pub const ROUTES: &[Route] = &[
    Route::new("GET", "", listing::list),
    Route::new("POST", "", create::post),
    Route::new("GET", "{id:int}", read::by_id),
    Route::new("PUT", "{id:int}", update::put),
    Route::new("DELETE", "{id:int}", delete::by_api),
    Route::new("GET", "ref/{ref}", read::by_ref),
    Route::new("GET", "ref_ext/{ref_ext}", read::by_ref_ext),
    Route::new("GET", "barcode/{barcode}", read::by_barcode),
    Route::new("GET", "{id:int}/categories", links::categories),
    Route::new("GET", "{id:int}/stock", links::stock),
];

/// A product as Dolibarr's database holds it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Product {
    pub id: u64,
    /// The columns that can be written, by the API's names, each as the API answers it: strings and nulls.
    pub columns: Fields,
    /// The row of extrafields, by their names without `options_`; a product may have none.
    pub extrafields: Option<Fields>,
    /// Real stock by warehouse.
    pub stock: BTreeMap<u64, i64>,
    /// `Y-m-d H:i:s`, local time.
    pub created: String,
    pub modified: String,
    /// Whether it was changed since it was created: 20 then answers another `duration`.
    pub touched: bool,
}

impl Product {
    /// A product with nothing written yet.
    pub fn blank(id: u64) -> Self {
        let now = clock::now();
        Product {
            id,
            columns: Fields::new(),
            extrafields: None,
            stock: BTreeMap::new(),
            created: now.clone(),
            modified: now,
            touched: false,
        }
    }

    /// A column as text; empty when it is null.
    pub fn text(&self, column: &str) -> &str {
        self.columns
            .get(column)
            .and_then(serde_json::Value::as_str)
            .unwrap_or("")
    }

    /// An extrafield as text, by its name without `options_`; empty when it is null.
    pub fn extrafield(&self, name: &str) -> &str {
        self.extrafields
            .as_ref()
            .and_then(|row| row.get(name))
            .and_then(serde_json::Value::as_str)
            .unwrap_or("")
    }
}
