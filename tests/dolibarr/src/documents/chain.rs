//! One document made from another, and linked with it: a proposal becomes an order, an order is billed.

use serde::{Deserialize, Serialize};
use serde_json::{json, Map, Value};

use crate::api::{Answer, Call, Refusal};
use crate::clock;
use crate::keys::Right;
use crate::world::World;

use super::render::{self, View};
use super::{Document, Kind};

/// That one document came from another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Origin {
    pub source: (String, u64),
    pub target: (String, u64),
}

pub(super) fn order_of_proposal(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    made_from(world, call, Kind::Proposal, Kind::Order)
}

pub(super) fn invoice_of_order(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    made_from(world, call, Kind::Order, Kind::Invoice)
}

fn made_from(world: &mut World, call: &Call, from: Kind, to: Kind) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let Some(source) = from.table(world).get(call.id("id")).cloned() else {
        return Err(call.refusal(404, from.unknown()));
    };
    let id = to.table(world).next_id();
    let now = clock::now_unix();
    let last_line = to
        .table(world)
        .iter()
        .flat_map(|document| &document.lines)
        .map(|line| line.id)
        .max()
        .unwrap_or(0);
    let mut lines = source.lines.clone();
    for (line, id) in lines.iter_mut().zip(last_line + 1..) {
        line.id = id;
    }
    let document = Document {
        id,
        reference: format!("(PROV{id})"),
        status: 0,
        kind: 0,
        date: now,
        created: now,
        modified: now,
        validated: None,
        ends: now,
        days: 0,
        lines,
        payments: Vec::new(),
        billed: false,
        ..source.clone()
    };
    to.table_mut(world).insert(id, document.clone());
    world.origins.push(Origin {
        source: (from.element().to_string(), source.id),
        target: (to.element().to_string(), id),
    });
    Ok(Answer::json(render::document(
        world,
        to,
        &document,
        View::One,
    )))
}

/// The documents that this one is linked with: by their kind, under the rows of the links; an empty list for none.
pub(super) fn linked(world: &World, kind: Kind, id: u64) -> Value {
    let me = (kind.element().to_string(), id);
    let mut kinds = Map::new();
    for (row, origin) in (1_u64..).zip(&world.origins) {
        let other = match (origin.source == me, origin.target == me) {
            (true, _) => &origin.target,
            (_, true) => &origin.source,
            _ => continue,
        };
        let of_kind = kinds.entry(other.0.clone()).or_insert_with(|| json!({}));
        of_kind[row.to_string()] = other.1.to_string().into();
    }
    if kinds.is_empty() {
        json!([])
    } else {
        kinds.into()
    }
}
