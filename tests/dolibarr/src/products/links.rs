use serde_json::json;

use crate::api::{Answer, Call, Refusal};
use crate::categories;
use crate::keys::Right;
use crate::settings::Version;
use crate::world::World;

use super::render;

/// The categories of a product. Of one that has none: 404 in 16, `0` in 20.
pub(super) fn categories(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let found = categories::of_product(world, call.id("id"));
    if found.is_empty() {
        return match call.version {
            Version::V16 => Err(call.refusal(404, "No category found")),
            Version::V20 => Ok(Answer::json(0)),
        };
    }
    Ok(Answer::json(found))
}

/// The stock of a product by warehouse. A product that does not exist is a missing right, and one without stock 404 in
/// 16.
pub(super) fn stock(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let Some(product) = world.products.get(call.id("id")) else {
        let login = call.user.map_or("", crate::keys::User::login);
        return Err(call.forbidden(&format!("Access not allowed for login {login}")));
    };
    if product.stock.is_empty() && call.version == Version::V16 {
        return Err(call.refusal(404, "No stock found"));
    }
    Ok(Answer::json(
        json!({"stock_warehouses": render::warehouses(product)}),
    ))
}
