//! The routes about products, as typed calls.

use serde_json::{json, Value};

use super::call::call;
use super::{ApiError, Request, Transport};
use crate::domain::json::read_fields;
use crate::domain::{
    CandidatePage, Choice, Comparison, DolibarrId, JournalPage, Likeliest, Outcome, ProductId,
    Revisions, Row,
};

/// The status of 1 to 200 products. Unknown ids are left out of the answer.
pub async fn status(transport: &dyn Transport, ids: &[ProductId]) -> Result<Vec<Row>, ApiError> {
    struct Rows {
        products: Vec<Row>,
    }
    read_fields!(Rows { products });
    let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
    let request = Request::get("products/status").with("ids", ids.join(","));
    Ok(call::<Rows>(transport, request).await?.products)
}

/// Both versions. `with` names the Dolibarr product while they are not associated.
pub async fn comparison(
    transport: &dyn Transport,
    product: ProductId,
    with: Option<DolibarrId>,
) -> Result<Comparison, ApiError> {
    let mut request = Request::get(format!("products/{}/comparison", product.0));
    if let Some(with) = with {
        request = request.with("dolibarr_id", with.0);
    }
    call(transport, request).await
}

/// The Dolibarr products most like this one.
pub async fn candidates(
    transport: &dyn Transport,
    product: ProductId,
) -> Result<Likeliest, ApiError> {
    let request = Request::get(format!("products/{}/candidates", product.0));
    call(transport, request).await
}

/// The Dolibarr products with this text in their name, reference or barcode (at most 200
/// characters); pages count from 0.
pub async fn search(
    transport: &dyn Transport,
    term: &str,
    page: u32,
) -> Result<CandidatePage, ApiError> {
    let request = Request::get("dolibarr/products").with("search", term);
    call(transport, request.with("page", page)).await
}

/// Associates two products and writes the chosen values.
pub async fn link(
    transport: &dyn Transport,
    product: ProductId,
    with: DolibarrId,
    revisions: &Revisions,
    choice: &Choice,
) -> Result<Outcome, ApiError> {
    let body = json!({ "dolibarr_id": with, "revisions": revisions, "choice": choice });
    call(
        transport,
        Request::post(format!("products/{}/link", product.0), body),
    )
    .await
}

/// Writes the chosen values of an associated product.
pub async fn sync(
    transport: &dyn Transport,
    product: ProductId,
    revisions: &Revisions,
    choice: &Choice,
) -> Result<Outcome, ApiError> {
    let body = json!({ "revisions": revisions, "choice": choice });
    call(
        transport,
        Request::post(format!("products/{}/sync", product.0), body),
    )
    .await
}

/// Creates the product in Dolibarr and associates it; `again`, where its counterpart is gone. Unless `confirmed`, the server first looks
/// for products that may already be it, and answers `dolisync_possible_duplicates` with them.
pub async fn create(
    transport: &dyn Transport,
    product: ProductId,
    confirmed: bool,
    again: bool,
) -> Result<Outcome, ApiError> {
    let body = json!({ "confirmed": confirmed });
    let route = if again { "recreate" } else { "create" };
    call(
        transport,
        Request::post(format!("products/{}/{route}", product.0), body),
    )
    .await
}

/// Moves a product whose counterpart is gone to the shop's trash. Answers the journal's entry.
pub async fn trash(transport: &dyn Transport, product: ProductId) -> Result<Value, ApiError> {
    let request = Request::post(format!("products/{}/trash", product.0), json!({}));
    call(transport, request).await
}

/// Ends the association; both products keep their data.
pub async fn unlink(transport: &dyn Transport, product: ProductId) -> Result<Outcome, ApiError> {
    let request = Request::delete(format!("products/{}/link", product.0));
    call(transport, request).await
}

/// Puts the values back that a journal entry replaced.
pub async fn undo(transport: &dyn Transport, entry: u64) -> Result<Outcome, ApiError> {
    let request = Request::post(format!("journal/{entry}/undo"), json!({}));
    call(transport, request).await
}

/// What was written about one product, newest first; pages count from 1.
pub async fn journal(
    transport: &dyn Transport,
    product: ProductId,
    page: u32,
) -> Result<JournalPage, ApiError> {
    let request = Request::get("journal").with("product", product.0);
    call(transport, request.with("page", page)).await
}
