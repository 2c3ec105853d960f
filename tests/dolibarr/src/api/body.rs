use serde_json::Value;

use crate::shapes::Fields;

use super::refusal::{Refusal, Stage};

/// The fields that were sent, as JSON or as a form. Other content types hold no field for Restler, and a JSON array
/// has fields named by numbers.
pub(super) fn read(content_type: Option<&str>, body: &[u8]) -> Result<Fields, Refusal> {
    let kind = content_type
        .unwrap_or("")
        .split(';')
        .next()
        .unwrap_or("")
        .trim();
    if body.is_empty() {
        return Ok(Fields::new());
    }
    match kind {
        "application/x-www-form-urlencoded" => Ok(form(body)),
        "application/json" => match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Ok(fields),
            Ok(Value::Array(items)) => Ok(items
                .into_iter()
                .enumerate()
                .map(|(number, item)| (number.to_string(), item))
                .collect()),
            Ok(_) => Ok(Fields::new()),
            Err(_) => Err(Refusal::at(
                Stage::Setup,
                "JsonFormat.php",
                400,
                "Error encoding/decoding JSON: Syntax error",
            )),
        },
        _ => Ok(Fields::new()),
    }
}

fn form(body: &[u8]) -> Fields {
    serde_urlencoded::from_bytes::<Vec<(String, String)>>(body)
        .unwrap_or_default()
        .into_iter()
        .map(|(name, value)| (name, Value::String(value)))
        .collect()
}
