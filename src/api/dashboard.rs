//! The routes of the dashboard's overview and of creating many products, as typed calls.

use serde_json::json;

use super::call::call;
use super::{ApiError, Request, Transport};
use crate::domain::json::read_fields;
use crate::domain::{Creation, Overview, ProductId};

/// How everything stands. Asks Dolibarr once whether it answers.
pub async fn overview(transport: &dyn Transport) -> Result<Overview, ApiError> {
    call(transport, Request::get("overview").with("check", true)).await
}

/// Creates 1 to 20 products in Dolibarr and associates them; answers in their order, each for
/// itself. Unless `confirmed`, those that Dolibarr may have already are left alone.
pub async fn create_many(
    transport: &dyn Transport,
    ids: &[ProductId],
    confirmed: bool,
) -> Result<Vec<Creation>, ApiError> {
    struct Products {
        products: Vec<Creation>,
    }
    read_fields!(Products { products });
    let body = json!({ "ids": ids, "confirmed": confirmed });
    let request = Request::post("products/create-many", body);
    Ok(call::<Products>(transport, request).await?.products)
}
