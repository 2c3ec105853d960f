//! What WordPress answers unless a test says otherwise.

use dolisync::api::{FakeTransport, Method};
use serde_json::Value;

/// The text of a recorded answer.
macro_rules! recorded {
    ($name:literal) => {
        include_str!(concat!("../gallery/answers/", $name, ".json"))
    };
}
pub(crate) use recorded;

/// The products as PHP prints them.
pub fn rows() -> Vec<Value> {
    let statuses: Value = serde_json::from_str(recorded!("statuses-one-unknown")).unwrap();
    statuses["products"].as_array().unwrap().clone()
}

/// The answers that the whole main job needs.
pub fn usual_answers(wordpress: &FakeTransport) {
    let get = |path: &str, body: &str| wordpress.answer(Method::Get, path, 200, body);
    get("products/status", recorded!("statuses-one-unknown"));
    get("products/58/candidates", recorded!("likeliest"));
    get("products/59/candidates", recorded!("likeliest-none"));
    get("dolibarr/products", recorded!("search"));
    get("products/51/comparison", recorded!("comparison-synced"));
    get(
        "products/52/comparison",
        recorded!("comparison-everything-differs"),
    );
    get("products/54/comparison", recorded!("comparison-moved"));
    get("products/56/comparison", recorded!("comparison-conflict"));
    get("products/58/comparison", recorded!("comparison-unlinked"));
    get("journal", recorded!("journal"));
    let post = |path: &str, body: &str| wordpress.answer(Method::Post, path, 200, body);
    post("products/54/sync", recorded!("outcome-refused"));
    post("products/56/sync", recorded!("outcome-synchronized"));
    post("products/58/link", recorded!("outcome-associated"));
    post("products/59/create", recorded!("outcome-created"));
    post("products/57/recreate", recorded!("outcome-recreated"));
    post("products/57/trash", recorded!("trashed"));
    post("journal/12/undo", recorded!("outcome-restored"));
    wordpress.answer(
        Method::Get,
        "products/57/comparison",
        409,
        recorded!("error-gone"),
    );
    wordpress.answer(
        Method::Post,
        "products/58/create",
        409,
        recorded!("error-possible-duplicates"),
    );
    wordpress.answer(
        Method::Delete,
        "products/51/link",
        200,
        recorded!("outcome-dissociated"),
    );
}
