//! Both versions of a product, as the server compared them.

use serde::Serialize;

use super::json::read_fields;
use super::{DolibarrId, Field, FieldKey, PriceBase, Reason, Status, WpProduct};

/// What each side held when it was read; sent back with a choice, so that nothing is written
/// over something that the person did not see. Opaque.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Revisions {
    /// WPshop's.
    pub wpshop: String,
    /// Dolibarr's.
    pub dolibarr: String,
}

/// Both versions, field by field. The panel shows it as it came; it compares no values itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The WPshop product.
    pub product: WpProduct,
    /// The Dolibarr product.
    pub dolibarr_id: DolibarrId,
    /// Its card in Dolibarr.
    pub dolibarr_url: Option<String>,
    /// Whether the two are associated.
    pub linked: bool,
    /// The color of the WPshop product.
    pub status: Status,
    /// Why it has that color.
    pub reason: Option<Reason>,
    /// What the prices of both sides include here.
    pub price_base: PriceBase,
    /// The fields, in the order in which they are shown.
    pub fields: Vec<Field>,
    /// What was read.
    pub revisions: Revisions,
    /// The last synchronization, UTC.
    pub synchronized_at: Option<String>,
}

impl Comparison {
    /// The fields whose values differ.
    pub fn differing(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.differs())
    }

    /// The fields that a person has to choose a side for.
    pub fn choosable(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_choosable())
    }

    /// The fields that need a side: chosen by a person or fixed by the settings.
    pub fn written(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_written())
    }

    /// A field by its name.
    pub fn field(&self, key: &FieldKey) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == *key)
    }
}

read_fields!(Revisions { wpshop, dolibarr });
read_fields!(Comparison {
    product,
    dolibarr_id,
    dolibarr_url,
    linked,
    status,
    reason,
    price_base,
    fields,
    revisions,
    synchronized_at,
});
