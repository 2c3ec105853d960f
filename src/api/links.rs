//! The routes about associating many products, as typed calls.

use serde_json::json;

use super::call::call;
use super::{ApiError, Request, Transport};
use crate::domain::json::read_fields;
use crate::domain::{PairLinked, PairToLink, Side, UnlinkedPage};

/// One page of the products of one side that are associated with nothing; `after` is 0, or what the
/// page before said.
pub async fn unlinked(
    transport: &dyn Transport,
    side: Side,
    after: u64,
) -> Result<UnlinkedPage, ApiError> {
    let request = Request::get("products/unlinked").with("side", side.as_str());
    call(transport, request.with("after", after)).await
}

/// Associates 1 to 50 pairs. Answers in their order, each for itself.
pub async fn link_many(
    transport: &dyn Transport,
    pairs: &[PairToLink],
) -> Result<Vec<PairLinked>, ApiError> {
    struct Results {
        results: Vec<PairLinked>,
    }
    read_fields!(Results { results });
    let request = Request::post("links/bulk", json!({ "pairs": pairs }));
    Ok(call::<Results>(transport, request).await?.results)
}
