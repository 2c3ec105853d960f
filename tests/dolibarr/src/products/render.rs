use serde_json::{json, Map, Value};

use crate::api::Call;
use crate::settings::Version;
use crate::shapes::{self, Fields};
use crate::world::World;

use super::Product;

/// What the API answers for a product.
pub(super) fn render(world: &World, product: &Product) -> Fields {
    let version = world.settings.version;
    let mut fields = shapes::PRODUCT.blank(version);
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
    set("array_options", options(world, product));
    if !product.stock.is_empty() {
        set(
            "stock_reel",
            product.stock.values().sum::<i64>().to_string().into(),
        );
    }
    if version == Version::V20 && product.touched {
        set("duration", "0".into());
    }
    fields
}

/// The same with the stock reckoned, as `includestockdata=1` and other arguments ask.
pub(super) fn render_for(world: &World, product: &Product, call: &Call) -> Fields {
    let mut fields = render(world, product);
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

/// The extrafields: `[]` in 16 for a product without a row; in 20 every one that exists.
fn options(world: &World, product: &Product) -> Value {
    let definitions = world.extrafields("product");
    let no_row = product.extrafields.is_none() && world.settings.version == Version::V16;
    if no_row || definitions.is_empty() {
        return json!([]);
    }
    definitions
        .into_iter()
        .map(|field| {
            let value = product
                .extrafields
                .as_ref()
                .and_then(|row| row.get(&field.name));
            (
                format!("options_{}", field.name),
                value.cloned().unwrap_or(Value::Null),
            )
        })
        .collect::<Map<_, _>>()
        .into()
}
