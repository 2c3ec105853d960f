//! A request and its answer, read as what it should be.

use super::{ApiError, Request, Transport};
use crate::domain::{read_answer, FromJson};

pub(super) async fn call<T: FromJson>(
    transport: &dyn Transport,
    request: Request,
) -> Result<T, ApiError> {
    let reply = transport.send(request).await?;
    read_answer(reply.status, &reply.body).map_err(|failure| ApiError::read(reply.status, failure))
}
