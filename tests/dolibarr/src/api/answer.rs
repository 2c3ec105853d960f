use serde_json::{json, Value};

use crate::clock;
use crate::php;

use super::Refusal;

/// What goes back to the caller.
pub struct Answer {
    pub status: u16,
    pub content: Content,
    /// The header `Allow` of a 405.
    pub allow: Option<String>,
}

pub enum Content {
    Json(Value),
    Xml(String),
    /// `text/html`, which is what PHP sends when it gives up; may be empty.
    Page(String),
    /// What PHP printed and the JSON after it, sent as JSON.
    Spoiled(String),
}

impl Answer {
    pub fn json(value: impl Into<Value>) -> Self {
        Answer {
            status: 200,
            content: Content::Json(value.into()),
            allow: None,
        }
    }

    /// Dolibarr's `{"success": {"code": 200, "message": …}}`.
    pub fn success(message: &str) -> Self {
        Answer::json(json!({"success": {"code": 200, "message": message}}))
    }

    pub fn page(status: u16, text: &str) -> Self {
        Answer {
            status,
            content: Content::Page(text.to_string()),
            allow: None,
        }
    }

    /// Dolibarr's page for a database that is down.
    pub fn technical_error() -> Self {
        Answer::page(500, &technical_error_page())
    }

    /// The same page with Restler's JSON behind it: 16 met an error of the database that it did not expect.
    pub fn spoiled(refusal: Refusal) -> Self {
        let mut answer = refusal.into_answer();
        if let Content::Json(value) = &answer.content {
            let page = technical_error_page();
            answer.content = Content::Spoiled(page + &php::pretty(value));
        }
        answer
    }

    /// PHP stopped with a fatal error that is not shown: 500 and nothing.
    pub fn crash() -> Self {
        Answer::page(500, "")
    }

    /// Status, content type, and the bytes.
    pub fn into_parts(self) -> (u16, &'static str, Vec<u8>) {
        match self.content {
            Content::Json(value) => (
                self.status,
                "application/json; charset=utf-8",
                value.to_string().into_bytes(),
            ),
            Content::Xml(text) => (
                self.status,
                "application/xml; charset=utf-8",
                text.into_bytes(),
            ),
            Content::Spoiled(text) => (
                self.status,
                "application/json; charset=utf-8",
                text.into_bytes(),
            ),
            Content::Page(text) => (self.status, "text/html; charset=UTF-8", text.into_bytes()),
        }
    }
}

fn technical_error_page() -> String {
    format!(
        "This website or feature is currently temporarly not available or failed after a technical error.<br><br>This may be due to a maintenance operation. Current status of operation ({}) are on next line...<br><br>\nDolibarr has detected a technical error. You can read log file or set option $dolibarr_main_prod to '0' in your config file to get more information.",
        clock::now_utc()
    )
}
