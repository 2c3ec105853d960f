use serde_json::Value;

use super::{Answer, Content};

/// Restler answers in XML when only that is accepted.
pub(super) fn wanted(accept: Option<&str>) -> bool {
    accept.is_some_and(|accept| accept.trim() == "application/xml")
}

pub(super) fn answer(answer: Answer) -> Answer {
    match answer.content {
        Content::Json(value) => {
            let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            element(&mut text, "response", &value, 0);
            Answer {
                content: Content::Xml(text),
                ..answer
            }
        }
        _ => answer,
    }
}

fn element(text: &mut String, name: &str, value: &Value, depth: usize) {
    let indent = "    ".repeat(depth);
    let children: Vec<(&str, &Value)> = match value {
        Value::Array(items) => items.iter().map(|item| ("item", item)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, item)| (key.as_str(), item))
            .collect(),
        scalar => {
            let inner = escape(&crate::php::text(scalar));
            text.push_str(&format!("{indent}<{name}>{inner}</{name}>\n"));
            return;
        }
    };
    if children.is_empty() {
        text.push_str(&format!("{indent}<{name}/>\n"));
        return;
    }
    text.push_str(&format!("{indent}<{name}>\n"));
    for (key, item) in children {
        element(text, key, item, depth + 1);
    }
    text.push_str(&format!("{indent}</{name}>\n"));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
