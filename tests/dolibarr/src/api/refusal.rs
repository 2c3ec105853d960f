use serde_json::{json, Map, Value};

use super::{Answer, Content};

/// The stages of a call in Restler, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Setup,
    Route,
    Authenticate,
    Validate,
    Call,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::Setup => "setup",
            Stage::Route => "route",
            Stage::Authenticate => "authenticate",
            Stage::Validate => "validate",
            Stage::Call => "call",
        }
    }

    /// Restler's account of what was done and where it stopped.
    fn account(self) -> Value {
        let (success, failure): (&[&str], &[&str]) = match self {
            Stage::Setup => (&[], &["get", "route", "negotiate", "message"]),
            Stage::Route => (&["get"], &["route", "negotiate", "message"]),
            Stage::Authenticate => (&["get", "route", "negotiate"], &["authenticate", "message"]),
            Stage::Validate => (
                &["get", "route", "negotiate", "authenticate"],
                &["validate", "message"],
            ),
            Stage::Call => (
                &["get", "route", "negotiate", "authenticate", "validate"],
                &["call", "message"],
            ),
        };
        json!({"success": success, "failure": failure})
    }
}

/// An error in Dolibarr's form: `{"error": {"code", "message", "0"…}, "debug": …}`.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: u16,
    message: String,
    /// Dolibarr's own errors, numbered from 0 in the answer.
    details: Vec<Value>,
    stage: Stage,
    source: String,
    allow: Option<String>,
}

impl Refusal {
    pub(super) fn at(stage: Stage, source: &str, status: u16, message: &str) -> Self {
        let reason = reason(status);
        Refusal {
            status,
            message: match (reason, message) {
                ("", message) => message.to_string(),
                (reason, "") => reason.to_string(),
                (reason, message) => format!("{reason}: {message}"),
            },
            details: Vec::new(),
            stage,
            source: source.to_string(),
            allow: None,
        }
    }

    /// Refused by the route itself. `class` is the file of Dolibarr that holds it.
    pub fn new(class: &str, status: u16, message: &str) -> Self {
        Refusal::at(Stage::Call, class, status, message)
    }

    /// An argument that is missing or of the wrong type.
    pub fn argument(message: &str) -> Self {
        Refusal::at(Stage::Validate, "Validator.php", 400, message)
    }

    /// Adds Dolibarr's own errors.
    pub fn with(mut self, details: impl IntoIterator<Item = Value>) -> Self {
        self.details.extend(details);
        self
    }

    pub(super) fn allowing(mut self, methods: String) -> Self {
        self.allow = Some(methods);
        self
    }

    pub fn into_answer(self) -> Answer {
        let mut error = Map::new();
        error.insert("code".into(), self.status.into());
        error.insert("message".into(), self.message.into());
        for (number, detail) in self.details.into_iter().enumerate() {
            error.insert(number.to_string(), detail);
        }
        Answer {
            status: self.status,
            content: Content::Json(json!({
                "error": error,
                "debug": {
                    "source": format!("{} at {} stage", self.source, self.stage.name()),
                    "stages": self.stage.account(),
                },
            })),
            allow: self.allow,
        }
    }
}

/// The words Restler puts before a message. Dolibarr also uses statuses that do not exist, such as 600.
fn reason(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "",
    }
}
