//! The module Webhook: POSTs what happens to a product to one address, inside the save and before its commit. An answer
//! that is no success, or comes too late, rolls the save back.

use std::time::Duration;

use serde_json::{json, Value};
use ureq::{http, Agent};

use crate::api::{Answer, Refusal};
use crate::products::Renderer;
use crate::settings::Version;
use crate::world::World;

/// How long Dolibarr waits for the receiver, with the user waiting for Dolibarr.
const PATIENCE: Duration = Duration::from_secs(5);

/// Something that happened to a product, under Dolibarr's code for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    pub triggercode: &'static str,
    /// The product, or the movement of its stock, as it is inside the save.
    pub object: Value,
}

impl World {
    /// Notes what happens to a product; it is sent before the save ends.
    pub fn trigger_product(&mut self, code: &'static str, id: u64) {
        if let Some(product) = self.products.get(id) {
            let object = Renderer::new(self).render(product);
            self.trigger(code, object.into());
        }
    }

    pub fn trigger(&mut self, triggercode: &'static str, object: Value) {
        if self.settings.webhook.is_some() {
            self.triggers.push(Trigger {
                triggercode,
                object,
            });
        }
    }
}

/// Sends these, one after the other; the error is Dolibarr's own and is for the user.
pub async fn send(address: &str, triggers: Vec<Trigger>) -> Result<(), String> {
    for trigger in triggers {
        let address = address.to_string();
        let sent = tokio::task::spawn_blocking(move || post(&address, &trigger)).await;
        sent.unwrap_or_else(|error| Err(error.to_string()))?;
    }
    Ok(())
}

fn post(address: &str, trigger: &Trigger) -> Result<(), String> {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .build()
        .into();
    let failed = |status: &str, error: &str| {
        format!(
            "The WebHook for {} failed to get URL {address} with httpcode={status} curl_error_no={error}",
            trigger.triggercode
        )
    };
    let request = http::Request::post(address)
        .header("Content-Type", "application/json")
        .body(json!({"triggercode": trigger.triggercode, "object": trigger.object}).to_string())
        .map_err(|_| failed("", "3"))?;
    match agent.run(request) {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(failed(answer.status().as_str(), "")),
        Err(ureq::Error::Timeout(_)) => Err(failed("0", "28")),
        Err(_) => Err(failed("0", "7")),
    }
}

/// What the API answers to a save that a receiver rolled back.
pub fn rolled_back(version: Version, method: &str, path: &str, why: String) -> Answer {
    let products = "api_products.class.php";
    match (method, version) {
        ("POST", _) if path == "/stockmovements" => {
            let message = format!("Error when create stock movement : {why}");
            Refusal::new("api_stockmovements.class.php", 503, &message).into_answer()
        }
        ("DELETE", Version::V16) => Answer::json(-1),
        ("DELETE", Version::V20) => {
            Refusal::new(products, 500, "Can't delete, error occurs").into_answer()
        }
        _ => {
            let message = match method {
                "POST" => "Error creating product",
                _ => "Error updating product",
            };
            let refusal = Refusal::new(products, 500, message);
            refusal.with([Value::String(why)]).into_answer()
        }
    }
}
