//! What becomes of a document after it was validated.

use crate::api::{Answer, Call, Refusal};
use crate::clock;
use crate::keys::Right;
use crate::php;
use crate::world::World;

use super::render::{self, View};
use super::{found, Document, Kind};

/// An order was delivered.
pub(super) fn deliver(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    step(world, call, |order| order.status = 3)
}

/// An order was billed.
pub(super) fn bill(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    step(world, call, |order| order.billed = true)
}

/// A proposal was signed (2) or refused (3).
pub(super) fn sign(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let status = u8::try_from(php::integer(&call.required("status")?.into())).unwrap_or(2);
    step(world, call, |proposal| proposal.status = status)
}

fn step(
    world: &mut World,
    call: &Call,
    take: impl FnOnce(&mut Document),
) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let kind = Kind::of(call);
    let mut document = found(world, call)?.clone();
    take(&mut document);
    document.modified = clock::now_unix();
    kind.table_mut(world).insert(document.id, document.clone());
    Ok(Answer::json(render::document(
        world,
        kind,
        &document,
        View::One,
    )))
}
