//! The products that are associated with nothing, in short, and associating many at once.

use serde::Serialize;

use super::json::read_fields;
use super::{DolibarrId, Outcome, PriceBase, Problem, ProductId, Revisions, Side, Unreadable};

/// A product of either side that is not associated. Absent texts are `""`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unlinked {
    /// Its number on its own side.
    pub id: u64,
    /// Its name.
    pub title: String,
    /// Its reference.
    pub reference: String,
    /// Its barcode.
    pub barcode: String,
    /// Its price without tax, a decimal.
    pub price: String,
    /// Its price with tax, a decimal.
    pub price_with_tax: String,
    /// Which of the two its side keeps; the other one follows from it.
    pub price_base: PriceBase,
    /// What was read, so that nothing is written over something else. Opaque.
    pub revision: String,
}

/// One page of one side: the answer of `products/unlinked`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnlinkedPage {
    /// Those that are not associated.
    pub products: Vec<Unlinked>,
    /// Dolibarr's that cannot be understood; those of which it can be read which ones they are stand among the products.
    pub unreadable: Vec<Unreadable>,
    /// What the next page comes after; none after the last one.
    pub next: Option<u64>,
    /// How many records this page was made from, the associated ones among them.
    pub looked_at: u32,
    /// How many are still to be looked at.
    pub left: u32,
}

/// Two products to associate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairToLink {
    /// The shop's.
    pub wp_id: ProductId,
    /// Dolibarr's.
    pub dolibarr_id: DolibarrId,
    /// What the person saw of both.
    pub revisions: Revisions,
    /// The side whose version is kept. None: no version was chosen, and the pair is associated only
    /// if both are the same.
    pub keep: Option<Side>,
}

/// What became of a pair: an outcome or a problem.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairLinked {
    /// The shop's product.
    pub wp_id: ProductId,
    /// Dolibarr's.
    pub dolibarr_id: DolibarrId,
    /// What was done; without changes where both were the same.
    pub outcome: Option<Outcome>,
    /// Why nothing was done.
    pub problem: Option<Problem>,
    /// Both as they are now, where one changed since the person saw it.
    pub now: Option<BothUnlinked>,
}

/// Two products that are not associated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BothUnlinked {
    /// The shop's.
    pub wpshop: Unlinked,
    /// Dolibarr's.
    pub dolibarr: Unlinked,
}

read_fields!(Unlinked {
    id,
    title,
    reference,
    barcode,
    price,
    price_with_tax,
    price_base,
    revision
});
read_fields!(UnlinkedPage {
    products,
    unreadable,
    next,
    looked_at,
    left
});
read_fields!(PairLinked {
    wp_id,
    dolibarr_id,
    outcome,
    problem,
    now
});
read_fields!(BothUnlinked { wpshop, dolibarr });
