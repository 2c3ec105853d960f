use crate::api::{Answer, Call, Refusal};
use crate::filter::{Cell, Row};
use crate::keys::Right;
use crate::world::World;

use super::{Product, Renderer};

pub(super) fn by_id(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let id = call.id("id");
    if id == 0 {
        return Err(call.refusal(400, "bad value for parameter id, ref, ref_ext or barcode"));
    }
    one(world, call, |product| product.id == id)
}

pub(super) fn by_ref(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    by_column(world, call, "ref")
}

pub(super) fn by_ref_ext(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    by_column(world, call, "ref_ext")
}

pub(super) fn by_barcode(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    by_column(world, call, "barcode")
}

/// The first product with that value: neither `ref_ext` nor `barcode` is unique.
fn by_column(world: &World, call: &Call, column: &str) -> Result<Answer, Refusal> {
    let wanted = Cell::text(call.parameter(column));
    one(world, call, |product| {
        product
            .cell(column)
            .and_then(|cell| cell.compare(&wanted))
            .is_some_and(std::cmp::Ordering::is_eq)
    })
}

fn one(world: &World, call: &Call, is_it: impl Fn(&Product) -> bool) -> Result<Answer, Refusal> {
    if !call.may(Right::Read) {
        return Err(call.refusal(403, ""));
    }
    let product = world
        .products
        .iter()
        .find(|product| is_it(product))
        .ok_or_else(|| call.refusal(404, "Product not found"))?;
    Ok(Answer::json(Renderer::new(world).render_for(call, product)))
}
