//! Products as both sides describe them, in short.

use serde::Serialize;

use super::json::{read_fields, read_inner, read_names};

/// A product's id in WPshop (the post's id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ProductId(pub u64);

/// A product's id in Dolibarr (`rowid`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct DolibarrId(pub u64);

/// Whether a price is without tax (HT) or with it (TTC): Dolibarr's `price_base_type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum PriceBase {
    /// With tax.
    #[serde(rename = "TTC")]
    Ttc,
    /// Without tax; also what an unknown or missing base means in Dolibarr.
    #[default]
    #[serde(rename = "HT")]
    Ht,
}

/// A WPshop product, as far as one needs it to recognize its counterpart. Absent texts are `""`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WpProduct {
    /// Its id in WPshop.
    pub id: ProductId,
    /// Its title.
    pub title: String,
    /// Its reference.
    pub reference: String,
    /// Its barcode.
    pub barcode: String,
    /// Its price, a decimal in `price_base`.
    pub price: String,
    /// What the price includes.
    pub price_base: PriceBase,
}

/// A Dolibarr product that could be the counterpart. Absent texts are `""`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// Its id in Dolibarr.
    pub id: DolibarrId,
    /// Its label.
    pub label: String,
    /// Its reference.
    pub reference: String,
    /// Its barcode.
    pub barcode: String,
    /// Its price, a decimal in `price_base`.
    pub price: String,
    /// What the price includes.
    pub price_base: PriceBase,
    /// The WPshop product that it is associated with already, if any.
    pub taken_by: Option<TakenBy>,
}

/// The WPshop product that a Dolibarr product is associated with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TakenBy {
    /// Its id in WPshop.
    pub id: ProductId,
    /// Its title.
    pub title: String,
}

/// A Dolibarr product that cannot be understood, though it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// Its id in Dolibarr.
    pub id: DolibarrId,
    /// What it is called, as far as that can be read; otherwise `#` and its id.
    pub name: String,
}

/// The Dolibarr products most like a WPshop product: the answer of `products/{id}/candidates`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Likeliest {
    /// The WPshop product.
    pub product: WpProduct,
    /// At most 50, unranked.
    pub candidates: Vec<Candidate>,
    /// Those among them that cannot be understood.
    pub unreadable: Vec<Unreadable>,
}

/// One page of a search: the answer of `dolibarr/products`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CandidatePage {
    /// At most 20.
    pub products: Vec<Candidate>,
    /// Those among them that cannot be understood.
    pub unreadable: Vec<Unreadable>,
    /// From 0.
    pub page: u32,
    /// Whether there is a next page.
    pub has_more: bool,
}

read_inner!(ProductId);
read_inner!(DolibarrId);
read_names!(PriceBase { "TTC" => Ttc, _ => Ht });
read_fields!(WpProduct {
    id,
    title,
    reference,
    barcode,
    price,
    price_base
});
read_fields!(Candidate {
    id,
    label,
    reference,
    barcode,
    price,
    price_base,
    taken_by
});
read_fields!(TakenBy { id, title });
read_fields!(Unreadable { id, name });
read_fields!(Likeliest {
    product,
    candidates,
    unreadable
});
read_fields!(CandidatePage {
    products,
    unreadable,
    page,
    has_more
});
