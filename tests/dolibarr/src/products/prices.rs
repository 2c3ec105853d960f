use rust_decimal::Decimal;
use serde_json::{json, Value};

use crate::php;
use crate::settings::Version;
use crate::shapes::Fields;

use super::Product;

/// A price as a product keeps it: the base is the truth, the other is reckoned.
#[derive(Clone, Copy)]
pub(super) struct Price {
    without_tax: Decimal,
    with_tax: Decimal,
}

/// Decimals of a unit price when Dolibarr changes it (`MAIN_MAX_DECIMALS_UNIT`).
const OF_CHANGE: u32 = 5;
/// Decimals of both prices when Dolibarr creates a product: its create rounds to those of a total.
const OF_CREATE: u32 = 2;

impl Price {
    /// From a price in the base; `None` when it is no number, with which PHP refuses to reckon.
    fn reckon(value: &Value, base: &str, rate: Decimal, decimals: u32) -> Option<Price> {
        let price = php::number(value)?;
        let factor = Decimal::ONE + rate / Decimal::ONE_HUNDRED;
        let (without_tax, with_tax) = if base == "TTC" {
            (price.checked_div(factor)?, price)
        } else {
            (price, price * factor)
        };
        Some(Price {
            without_tax: php::round(php::round(without_tax, OF_CHANGE), decimals),
            with_tax: php::round(php::round(with_tax, OF_CHANGE), decimals),
        })
    }

    pub fn of_create(value: &Value, base: &str, rate: Decimal) -> Option<Price> {
        Price::reckon(value, base, rate, OF_CREATE)
    }

    pub fn of_change(value: &Value, base: &str, rate: Decimal) -> Option<Price> {
        Price::reckon(value, base, rate, OF_CHANGE)
    }

    pub fn write_to(&self, product: &mut Product) {
        let columns = &mut product.columns;
        columns.insert("price".into(), php::fixed(self.without_tax, 8).into());
        columns.insert("price_ttc".into(), php::fixed(self.with_tax, 8).into());
    }
}

/// The field that holds the price in a base.
pub(super) fn field_of(base: &str) -> &'static str {
    if base == "TTC" {
        "price_ttc"
    } else {
        "price"
    }
}

/// PHP's `!=` between two prices: as numbers when both are.
pub(super) fn differ(one: &Value, other: &Value) -> bool {
    match (php::number(one), php::number(other)) {
        (Some(one), Some(other)) => one != other,
        _ => php::text(one) != php::text(other),
    }
}

/// A price that a PUT wrote.
pub struct Change {
    pub(super) price: Price,
    pub(super) base: String,
    /// The rate as it was sent, or as it was.
    pub(super) rate: Value,
}

impl Change {
    /// PUT's answer shows the price it wrote as that of level 0 too: as text in 16, as a number in 20 where it is the
    /// price without tax that was sent.
    pub fn show(&self, version: Version, fields: &mut Fields) {
        let as_number = version == Version::V20 && self.base != "TTC";
        let written = |price: Decimal| {
            let text = price.normalize().to_string();
            match text.parse::<serde_json::Number>() {
                Ok(number) if as_number => Value::Number(number),
                _ => Value::String(text),
            }
        };
        let rate = match version {
            Version::V16 => self.rate.clone(),
            Version::V20 => php::text(&self.rate).into(),
        };
        for (name, value) in [
            ("multiprices", written(self.price.without_tax)),
            ("multiprices_ttc", written(self.price.with_tax)),
            ("multiprices_base_type", self.base.as_str().into()),
            ("multiprices_default_vat_code", Value::Null),
            ("multiprices_min", "0".into()),
            ("multiprices_min_ttc", "0".into()),
            ("multiprices_tva_tx", rate),
        ] {
            fields.insert(name.to_string(), json!([value]));
        }
        fields.insert("level".to_string(), 0.into());
    }
}
