//! Creating many products in Dolibarr: what became of each.

use serde::Serialize;

use super::json::{read_fields, read_names};
use super::{Candidate, DolibarrId, Problem, ProductId};

/// What became of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CreationResult {
    /// It is in Dolibarr now, associated.
    Created,
    /// Not created: Dolibarr may have it already.
    ProbableMatch,
    /// Not created, for the problem told.
    Problem,
}

/// One product of a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Creation {
    /// The product.
    pub wp_id: ProductId,
    /// What became of it.
    pub result: CreationResult,
    /// Its new counterpart.
    pub dolibarr_id: Option<DolibarrId>,
    /// Why not.
    pub problem: Option<Problem>,
    /// The products that may already be it.
    pub duplicates: Vec<Candidate>,
}

read_names!(CreationResult {
    "created" => Created,
    "probable_match" => ProbableMatch,
    _ => Problem,
});
read_fields!(Creation {
    wp_id,
    result,
    dolibarr_id,
    problem,
    duplicates
});
