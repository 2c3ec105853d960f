//! One record of a run that a person should know about.

use serde::Serialize;

use super::Entity;
use crate::domain::json::read_fields;
use crate::domain::{DolibarrId, Problem};

/// A field whose value in the shop was changed there, and is (or would be) replaced.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OverwrittenField {
    /// The field's name.
    pub field: String,
    /// The same in the user's language.
    pub label: String,
    /// The shop's value, as text; `""` for none.
    pub wpshop: String,
    /// Dolibarr's value, as text.
    pub dolibarr: String,
}

/// A record that failed, or whose local changes are overwritten.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunRecord {
    /// Its id among the run's records.
    pub id: u64,
    /// What it is.
    pub entity: Entity,
    /// Its id in Dolibarr.
    pub dolibarr_id: DolibarrId,
    /// Its id in the shop, when it has one.
    pub wp_id: Option<u64>,
    /// Its name or reference.
    pub title: String,
    /// Where it can be looked at.
    pub url: Option<String>,
    /// Why it failed.
    pub problem: Option<Problem>,
    /// What is overwritten.
    pub changes: Vec<OverwrittenField>,
}

/// A page of such records.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordPage {
    /// In the order of their ids.
    pub records: Vec<RunRecord>,
    /// What to ask the next page after; none is the last page.
    pub next: Option<u64>,
}

read_fields!(OverwrittenField {
    field,
    label,
    wpshop,
    dolibarr
});
read_fields!(RunRecord {
    id,
    entity,
    dolibarr_id,
    wp_id,
    title,
    url,
    problem,
    changes
});
read_fields!(RecordPage { records, next });
