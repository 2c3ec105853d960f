//! What the fields are called.

use crate::domain::FieldKey;
use crate::i18n::{t, tx};

/// The name of a field where it stands alone, as in the first column of the versions.
pub fn field_heading(key: &FieldKey) -> String {
    match key {
        FieldKey::Title => t!("Title"),
        FieldKey::Reference => t!("Reference"),
        FieldKey::Barcode => t!("Barcode"),
        FieldKey::Description => t!("Description"),
        FieldKey::Price => t!("Price"),
        FieldKey::VatRate => t!("VAT rate"),
        FieldKey::Type => t!("Type"),
        FieldKey::OnSale => t!("On sale"),
        FieldKey::Weight => t!("Weight"),
        FieldKey::Length => t!("Length"),
        FieldKey::Width => t!("Width"),
        FieldKey::Height => t!("Height"),
        FieldKey::Stock => t!("Stock"),
        FieldKey::Categories => t!("Categories"),
        FieldKey::Other(key) => key.clone(),
    }
}

/// The name of a field inside a sentence: “price 12.00 → 14.00 €”.
pub fn field_word(key: &FieldKey) -> String {
    match key {
        FieldKey::Title => tx!("title", "field in a sentence"),
        FieldKey::Reference => tx!("reference", "field in a sentence"),
        FieldKey::Barcode => tx!("barcode", "field in a sentence"),
        FieldKey::Description => tx!("description", "field in a sentence"),
        FieldKey::Price => tx!("price", "field in a sentence"),
        FieldKey::VatRate => tx!("VAT rate", "field in a sentence"),
        FieldKey::Type => tx!("type", "field in a sentence"),
        FieldKey::OnSale => tx!("sale status", "field in a sentence"),
        FieldKey::Weight => tx!("weight", "field in a sentence"),
        FieldKey::Length => tx!("length", "field in a sentence"),
        FieldKey::Width => tx!("width", "field in a sentence"),
        FieldKey::Height => tx!("height", "field in a sentence"),
        FieldKey::Stock => tx!("stock", "field in a sentence"),
        FieldKey::Categories => tx!("categories", "field in a sentence"),
        FieldKey::Other(key) => key.clone(),
    }
}

/// Several fields: “title, price”.
pub fn field_names(keys: &[FieldKey]) -> String {
    let names: Vec<String> = keys.iter().map(field_word).collect();
    names.join(", ")
}
