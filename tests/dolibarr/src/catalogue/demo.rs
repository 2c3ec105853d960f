use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::products::restore;
use crate::products::Product;
use crate::settings::Settings;
use crate::world::World;

use super::business::{self, Size};

/// The demo shop, as the tests' environment describes it; its field `_format` says how to read it.
const BUILT_IN: &str = include_str!("../../../environment/demo-shop.json");

#[derive(Deserialize)]
struct Shop {
    products: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    fields: Map<String, Value>,
    wpshop: Option<Map<String, Value>>,
    dolibarr: Option<Map<String, Value>>,
    /// True, false, or the id of a Dolibarr product that is gone.
    linked: Value,
}

/// Dolibarr's side of the demo shop, with the module WPshop on.
pub(super) fn build(mut settings: Settings, file: Option<&Path>) -> Result<World, String> {
    let text = match file {
        Some(path) => std::fs::read_to_string(path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))?,
        None => BUILT_IN.to_string(),
    };
    let shop: Shop = serde_json::from_str(&text)
        .map_err(|error| format!("the demo's products cannot be read: {error}"))?;
    settings.module_wpshop = true;
    let mut world = World::empty(settings);
    for entry in shop.products {
        if let Some(product) = product(&world, &entry)? {
            world.products.insert(product.id, product);
        }
    }
    business::add(
        &mut world,
        Size {
            parties: 6,
            orders: 12,
        },
    );
    Ok(world)
}

fn product(world: &World, entry: &Entry) -> Result<Option<Product>, String> {
    let Some(side) = &entry.dolibarr else {
        return Ok(None);
    };
    let id = side
        .get("id")
        .and_then(Value::as_u64)
        .ok_or("a product of the demo has no id in Dolibarr")?;
    let value = |name: &str| {
        side.get(name)
            .or_else(|| entry.fields.get(name))
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_string()
    };
    let base = match value("price_base").as_str() {
        "TTC" => "TTC",
        _ => "HT",
    };
    let mut given = Map::new();
    let mut set = |name: &str, value: String| {
        given.insert(name.to_string(), Value::String(value));
    };
    set("ref", value("reference"));
    set("label", value("title"));
    set("barcode", value("barcode"));
    set("description", value("description"));
    set("price_base_type", base.to_string());
    set(
        if base == "TTC" { "price_ttc" } else { "price" },
        value("price"),
    );
    set("tva_tx", value("vat_rate"));
    set(
        "type",
        if value("type") == "service" { "1" } else { "0" }.to_string(),
    );
    set(
        "status",
        if value("on_sale") == "no" { "0" } else { "1" }.to_string(),
    );
    set("status_buy", "1".to_string());
    for name in ["weight", "length", "width", "height"] {
        let measure = value(name);
        if !measure.is_empty() {
            set(name, measure);
            set(&format!("{name}_units"), "0".to_string());
        }
    }
    let mut options = Map::new();
    options.insert(
        "_wps_status".to_string(),
        Value::String("publish".to_string()),
    );
    let linked_to = entry
        .wpshop
        .as_ref()
        .filter(|_| entry.linked == Value::Bool(true));
    let wps_id = linked_to
        .and_then(|side| side.get("id"))
        .and_then(Value::as_u64);
    options.insert(
        "_wps_id".to_string(),
        wps_id.map_or(Value::Null, |id| Value::String(id.to_string())),
    );
    Ok(Some(restore(world, id, &given, options)))
}
