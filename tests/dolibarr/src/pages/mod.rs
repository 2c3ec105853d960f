//! The pages for people: products to look at, change and create.

use axum::routing::get;
use axum::Router;

use crate::server::Server;

pub fn router() -> Router<Server> {
    Router::new().route("/", get(|| async { "Demo Dolibarr (stand-in)" }))
}
