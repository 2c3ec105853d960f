use crate::api::{Answer, Call, Refusal};
use crate::keys::Right;
use crate::settings::Version;
use crate::world::World;

/// 16 deletes what no document uses, and answers 0 otherwise: of a service also where the user lacks the right on services,
/// which the API did not ask for. The recorded 20 refuses every delete, unused or not.
pub(super) fn by_api(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let id = call.id("id");
    let Some(product) = world.products.get(id) else {
        return Err(call.refusal(404, "Product not found"));
    };
    let lacks_right = product.text("type") == "1" && world.settings.is_off("services");
    if call.version >= Version::V20 {
        return Err(call.refusal(409, "Can't delete, that product is probably used"));
    }
    Ok(Answer::json(i32::from(!lacks_right && delete(world, id))))
}

/// Deletes a product, with its place in categories; false when a document uses it.
pub fn delete(world: &mut World, id: u64) -> bool {
    if world.is_product_used(id) {
        return false;
    }
    world.trigger_product("PRODUCT_DELETE", id);
    world.products.remove(id);
    world
        .products_in_categories
        .retain(|(_, product)| *product != id);
    true
}
