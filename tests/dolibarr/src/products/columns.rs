use serde_json::Value;

use crate::php;
use crate::settings::Version;

/// What the database makes of a value, by the kind of its column. The API then answers it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Never null.
    Text,
    /// Null when it is empty.
    OptionalText,
    /// Through Dolibarr’s `dol_string_nospecial`.
    Reference,
    /// 0 or 1, or another small whole number.
    Whole,
    /// Null unless it is above 0.
    OptionalWhole,
    /// A weight or a length: any decimals, null when it is empty.
    Measure,
    /// The power of ten of a measure's unit: 0 is kg or m.
    Unit,
    /// Eight decimals, null when it is empty.
    Amount,
    /// Four decimals: the rate of VAT, in percent.
    Rate,
}

fn kind(column: &str) -> Option<Kind> {
    Some(match column {
        "label"
        | "description"
        | "price_base_type"
        | "customcode"
        | "accountancy_code_sell"
        | "accountancy_code_sell_intra"
        | "accountancy_code_sell_export"
        | "accountancy_code_buy"
        | "accountancy_code_buy_intra"
        | "accountancy_code_buy_export"
        | "batch_mask" => Kind::Text,
        "ref_ext" | "barcode" | "url" | "note_public" | "note_private" | "default_vat_code" => {
            Kind::OptionalText
        }
        "ref" => Kind::Reference,
        "type" | "status" | "status_buy" | "status_batch" | "seuil_stock_alerte"
        | "desiredstock" | "mandatory_period" => Kind::Whole,
        "country_id"
        | "state_id"
        | "finished"
        | "fk_unit"
        | "fk_default_warehouse"
        | "lifetime"
        | "qc_frequency" => Kind::OptionalWhole,
        "weight" | "length" | "width" | "height" | "surface" | "volume" | "net_measure" => {
            Kind::Measure
        }
        "weight_units" | "length_units" | "width_units" | "height_units" | "surface_units"
        | "volume_units" | "net_measure_units" => Kind::Unit,
        "cost_price" | "price_min" | "price_min_ttc" => Kind::Amount,
        "tva_tx" => Kind::Rate,
        _ => return None,
    })
}

/// What a column holds after this value was written; `None`: no column that a write reaches. Prices have rules of their
/// own.
pub(super) fn stored(version: Version, column: &str, value: &Value) -> Option<Value> {
    let text = php::three_byte(&php::text(value));
    Some(match kind(column)? {
        Kind::Text => text.trim().into(),
        Kind::OptionalText => match text.trim() {
            "" | "0" => Value::Null,
            text => text.into(),
        },
        Kind::Reference => php::no_special(&text).into(),
        Kind::Whole => php::integer(value).to_string().into(),
        Kind::OptionalWhole => match php::integer(value) {
            number if number > 0 => number.to_string().into(),
            _ => Value::Null,
        },
        Kind::Measure => measure(value),
        Kind::Unit => match (text.trim(), version) {
            ("", _) | ("0", Version::V20) => Value::Null,
            (text, _) => text.into(),
        },
        Kind::Amount => match php::number(value) {
            Some(number) if !text.trim().is_empty() => php::fixed(number, 8).into(),
            _ => Value::Null,
        },
        Kind::Rate => php::fixed(php::number(value).unwrap_or_default(), 4).into(),
    })
}

/// A FLOAT column: no trailing zeros. What is no number is 0 to the database.
fn measure(value: &Value) -> Value {
    if php::text(value).trim().is_empty() {
        return Value::Null;
    }
    php::number(value)
        .unwrap_or_default()
        .normalize()
        .to_string()
        .into()
}
