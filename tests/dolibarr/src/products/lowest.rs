use serde_json::Value;

use crate::php;

use super::Product;

/// Whether a price is below the product's lowest allowed one: Dolibarr refuses it, after the rest of the change is
/// stored. A product has a lowest price of zero at least, which nothing at all and a negative price are below.
pub(super) fn is_above(product: &Product, base: &str, price: &Value) -> bool {
    let column = if base == "TTC" {
        "price_min_ttc"
    } else {
        "price_min"
    };
    let lowest = match product.text(column) {
        "" => "0.00000000",
        lowest => lowest,
    };
    let text = php::text(price);
    match (php::number(&lowest.into()), php::number(price)) {
        (Some(lowest), Some(price)) if !text.is_empty() => lowest > price,
        // PHP compares a number with what is none as texts.
        _ => lowest > text.as_str(),
    }
}
