use serde_json::{json, Map, Value};

use crate::api::Call;
use crate::extrafields::{self, ExtraField};
use crate::settings::Version;
use crate::shapes::{self, Fields};
use crate::world::World;

use super::Product;

/// Turns products into the API's answers; made once for a request, however many products it answers.
pub struct Renderer {
    version: Version,
    extrafields: Vec<ExtraField>,
    garbled: Vec<u64>,
}

impl Renderer {
    pub fn new(world: &World) -> Self {
        Renderer {
            version: world.settings.version,
            extrafields: world.extrafields("product"),
            garbled: world.settings.garbled_products.clone(),
        }
    }

    /// What the API answers for a product.
    pub fn render(&self, product: &Product) -> Fields {
        let mut fields = shapes::PRODUCT.blank(self.version);
        for (name, value) in &product.columns {
            if let Some(field) = fields.get_mut(name) {
                *field = value.clone();
            }
        }
        let mut set = |name: &str, value: Value| {
            fields.insert(name.to_string(), value);
        };
        set("id", product.id.to_string().into());
        set("date_creation", product.created.as_str().into());
        set("date_modification", product.modified.as_str().into());
        set("array_options", self.options(product));
        if !product.stock.is_empty() {
            let total: i64 = product.stock.values().sum();
            set("stock_reel", total.to_string().into());
        }
        if self.version == Version::V20 && product.touched {
            set("duration", "0".into());
        }
        if self.garbled.contains(&product.id) {
            fields.retain(|name, _| name != "price" && name != "tva_tx");
        }
        fields
    }

    /// The same with the stock reckoned, as `includestockdata=1` and other arguments ask.
    pub fn render_for(&self, call: &Call, product: &Product) -> Fields {
        let mut fields = self.render(product);
        if call
            .number("includestockdata")
            .is_some_and(|wanted| wanted != 0)
        {
            let total: i64 = product.stock.values().sum();
            fields.insert("stock_reel".into(), total.into());
            fields.insert("stock_theorique".into(), total.into());
            fields.insert("stock_warehouse".into(), warehouses(product));
        }
        if call.flag("includesubproducts") {
            fields.insert("sousprods".into(), json!([]));
        }
        fields
    }

    /// The extrafields: `[]` in 16 for a product without a row; in 20 every one that exists.
    fn options(&self, product: &Product) -> Value {
        match (&product.extrafields, self.version) {
            (None, Version::V16) => json!([]),
            (row, _) => extrafields::options(&self.extrafields, row.as_ref()),
        }
    }
}

/// Stock by warehouse; PHP writes an array without entries as a list.
pub(super) fn warehouses(product: &Product) -> Value {
    if product.stock.is_empty() {
        return json!([]);
    }
    product
        .stock
        .iter()
        .map(|(warehouse, real)| {
            let entry = json!({"real": real.to_string(), "id": warehouse.to_string()});
            (warehouse.to_string(), entry)
        })
        .collect::<Map<_, _>>()
        .into()
}
