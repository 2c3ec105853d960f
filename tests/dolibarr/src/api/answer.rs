use serde_json::{json, Value};

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
            Content::Page(text) => (self.status, "text/html; charset=UTF-8", text.into_bytes()),
        }
    }
}
