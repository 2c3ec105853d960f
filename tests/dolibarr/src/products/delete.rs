use crate::api::{Answer, Call, Refusal};
use crate::keys::Right;
use crate::settings::Version;
use crate::world::World;

/// 16 deletes what no document uses, and answers 0 otherwise. The recorded 20 refuses every delete, unused or not.
pub(super) fn delete(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let id = call.id("id");
    if world.products.get(id).is_none() {
        return Err(call.refusal(404, "Product not found"));
    }
    if call.version >= Version::V20 {
        return Err(call.refusal(409, "Can't delete, that product is probably used"));
    }
    if world.is_product_used(id) {
        return Ok(Answer::json(0));
    }
    world.products.remove(id);
    Ok(Answer::json(1))
}
