//! How a test drives the stand-in. No key is asked for.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use crate::calls::CallRecord;
use crate::catalogue::{Catalogue, Order};
use crate::faults::Fault;
use crate::server::Server;
use crate::settings::{Change, Settings};

pub fn router() -> Router<Server> {
    Router::new()
        .route("/reset", post(reset))
        .route("/faults", get(faults).post(add_faults).delete(clear_faults))
        .route("/calls", get(calls).delete(clear_calls))
        .route("/rest", get(rest))
        .route("/settings", get(settings).post(change_settings))
}

/// Starts again with a catalogue. Faults and the log stay.
async fn reset(State(server): State<Server>, Json(order): Json<Order>) -> Response {
    let built = match Catalogue::try_from(order) {
        Ok(catalogue) => server.reset(&catalogue).await,
        Err(why) => Err(why),
    };
    match built {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(why) => (StatusCode::BAD_REQUEST, Json(json!({"error": why}))).into_response(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFaults {
    faults: Vec<Fault>,
}

/// Adds faults to those in force.
async fn add_faults(State(server): State<Server>, Json(new): Json<NewFaults>) -> StatusCode {
    server.faults().add(new.faults);
    StatusCode::NO_CONTENT
}

/// The faults in force, each with how often it struck.
async fn faults(State(server): State<Server>) -> Json<Vec<Fault>> {
    Json(server.faults().all().to_vec())
}

async fn clear_faults(State(server): State<Server>) -> StatusCode {
    server.faults().clear();
    StatusCode::NO_CONTENT
}

async fn calls(State(server): State<Server>) -> Json<Vec<CallRecord>> {
    Json(server.calls().all().to_vec())
}

async fn clear_calls(State(server): State<Server>) -> StatusCode {
    server.calls().clear();
    StatusCode::NO_CONTENT
}

/// Answers once nothing is under way: also what a caller that is gone had asked for.
async fn rest(State(server): State<Server>) -> StatusCode {
    server.rest().await;
    StatusCode::NO_CONTENT
}

async fn settings(State(server): State<Server>) -> Json<Settings> {
    Json(server.world().settings.clone())
}

async fn change_settings(
    State(server): State<Server>,
    Json(change): Json<Change>,
) -> Json<Settings> {
    let settings = {
        let mut world = server.world();
        world.settings.change(change);
        world.settings.clone()
    };
    server.save();
    Json(settings)
}
