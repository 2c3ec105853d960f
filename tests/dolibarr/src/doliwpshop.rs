//! `/doliwpshop`, of the module DoliWPshop for 16: GETs that write and ask for no right.

use serde_json::{json, Value};

use crate::api::{Answer, Call, Refusal, Route};
use crate::products;
use crate::shapes::Fields;
use crate::world::World;

pub const ROUTES: &[Route] = &[
    Route::new("GET", "associateProduct", associate_product),
    Route::new("GET", "associateThirdparty", associate_thirdparty),
    Route::new("GET", "getOnlinePaymentUrl", payment_address),
];

/// The two ids of an association, both required.
fn ids(call: &Call) -> Result<(String, u64), Refusal> {
    let wordpress = call.required("wp_id")?;
    let dolibarr = call.required("doli_id")?.parse().unwrap_or(0);
    Ok((wordpress, dolibarr))
}

/// 1, or -1 when another product has that id already.
fn associate_product(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let (wordpress, id) = ids(call)?;
    let Some(product) = world.products.get(id) else {
        return Err(call.refusal(404, "Product not found"));
    };
    let mut options: Fields = product
        .extrafields
        .iter()
        .flatten()
        .map(|(name, value)| (format!("options_{name}"), value.clone()))
        .collect();
    options.insert("options__wps_id".into(), Value::String(wordpress));
    let done = products::replace_extrafields(world, id, &options).is_ok();
    Ok(Answer::json(if done { 1 } else { -1 }))
}

fn associate_thirdparty(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let (wordpress, id) = ids(call)?;
    let taken = world.thirdparties.iter().any(|party| {
        let row = party.extrafields.as_ref();
        party.id != id && row.and_then(|row| row.get("_wps_id")) == Some(&json!(wordpress))
    });
    let Some(party) = world.thirdparties.get_mut(id) else {
        return Err(call.refusal(404, "Thirdparty not found"));
    };
    if taken {
        return Ok(Answer::json(-1));
    }
    party
        .extrafields
        .get_or_insert_default()
        .insert("_wps_id".into(), wordpress.into());
    Ok(Answer::json(1))
}

/// The address at which an order is paid.
fn payment_address(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let id = call.required("doli_id")?.parse().unwrap_or(0);
    match world.orders.get(id) {
        Some(order) => Ok(Answer::json(format!(
            "http://dolibarr.test/public/payment/newpayment.php?source=order&ref={}",
            order.reference
        ))),
        None => Err(call.refusal(404, "Order not found")),
    }
}
