use serde_json::Value;

use crate::client::Answer;
use crate::recording::Recording;

/// Moments and what is made of them: only their types are compared.
const MOMENTS: [&str; 13] = [
    "date_creation",
    "date_modification",
    "date_validation",
    "datec",
    "datem",
    "datev",
    "tms",
    "datelastlogin",
    "datepreviouslogin",
    "flagdelsessionsbefore",
    "iplastlogin",
    "source",
    "token",
];

/// Compares an answer with what was recorded: status, kind of content, and every field's presence, type and value.
/// With `types_only`, scalar values may differ.
pub fn compare(recording: &Recording, answer: &Answer, types_only: bool) -> Result<(), String> {
    let expected = &recording.response;
    let mut differences = Vec::new();
    if expected.status != answer.status {
        differences.push(format!(
            "status {} and not {}",
            answer.status, expected.status
        ));
    }
    let kind = |content_type: &str| content_type.split(';').next().unwrap_or("").to_string();
    if kind(expected.content_type()) != kind(&answer.content_type) {
        differences.push(format!(
            "{} and not {}",
            answer.content_type,
            expected.content_type()
        ));
    }
    let is_head = recording.request.method == "HEAD";
    // A string that is no answer of its own is a text that could not be read as JSON.
    let unreadable =
        expected.body.is_string() && serde_json::from_str::<Value>(&answer.text).is_err();
    if expected.is_json() && !is_head && !unreadable {
        let mut body = answer.json();
        if let (Some(rows), Value::Array(items)) = (recording.body_trimmed_to, &mut body) {
            items.truncate(rows);
        }
        value("", &expected.body, &body, types_only, &mut differences);
    } else {
        text(
            expected.body.as_str().unwrap_or(""),
            &answer.text,
            &mut differences,
        );
    }
    if differences.is_empty() {
        Ok(())
    } else {
        let body: String = answer.text.chars().take(200).collect();
        Err(format!("{} [{body}]", differences.join("; ")))
    }
}

fn value(
    path: &str,
    expected: &Value,
    found: &Value,
    types_only: bool,
    differences: &mut Vec<String>,
) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (name, expected) in expected {
                match found.get(name) {
                    Some(found) => {
                        let moment = MOMENTS.contains(&name.as_str());
                        value(
                            &format!("{path}.{name}"),
                            expected,
                            found,
                            types_only || moment,
                            differences,
                        );
                    }
                    None => differences.push(format!("{path}.{name} is missing")),
                }
            }
            for name in found.keys().filter(|name| !expected.contains_key(*name)) {
                differences.push(format!("{path}.{name} is too much"));
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            if expected.len() != found.len() {
                differences.push(format!(
                    "{path} has {} rows and not {}",
                    found.len(),
                    expected.len()
                ));
            }
            for (number, (expected, found)) in expected.iter().zip(found).enumerate() {
                value(
                    &format!("{path}[{number}]"),
                    expected,
                    found,
                    types_only,
                    differences,
                );
            }
        }
        (expected, found) => {
            let same = kind(expected) == kind(found) && (types_only || is_same(expected, found));
            if !same {
                differences.push(format!("{path} is {found} and not {expected}"));
            }
        }
    }
}

/// A reference made of this month and a count differs in its month: `PR2611-0001`.
fn is_same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::String(expected), Value::String(found)) if expected.starts_with("PR2") => {
            found.len() == expected.len()
                && found.starts_with("PR")
                && found.ends_with(&expected[6..])
        }
        (expected, found) => expected == found,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "fraction",
        Value::Number(_) => "whole number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// Pages and XML: the same but for what looks like a moment.
fn text(expected: &str, found: &str, differences: &mut Vec<String>) {
    if without_moments(expected) != without_moments(found) {
        differences.push(format!("the text is not {expected}"));
    }
}

/// A text without its digits of moments and line numbers of PHP files, and without the order of what cannot differ.
fn without_moments(text: &str) -> String {
    text.lines()
        .map(|line| {
            let moment = MOMENTS.iter().any(|name| {
                line.contains(&format!("<{name}>")) || line.contains(&format!("\"{name}\""))
            });
            let status_of_operation = line.contains("Current status of operation");
            if moment || status_of_operation {
                line.chars()
                    .filter(|letter| !letter.is_ascii_digit() && !":-".contains(*letter))
                    .collect()
            } else {
                line.to_string()
            }
        })
        .collect::<Vec<String>>()
        .join("\n")
}
