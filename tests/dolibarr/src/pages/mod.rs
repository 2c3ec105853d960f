//! The pages for people: products to look at, change and create, so that whoever tries the demo can act on both sides.

mod card;
mod html;
mod list;

use axum::routing::get;
use axum::Router;

use crate::server::Server;

pub fn router() -> Router<Server> {
    Router::new()
        .route("/", get(list::show))
        .route("/product/list.php", get(list::show))
        .route("/product/card.php", get(card::show).post(card::save))
}
