use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dolisync_dolibarr::settings::Version;
use serde::Deserialize;
use serde_json::{Map, Value};

/// An exchange with a real Dolibarr.
#[derive(Deserialize)]
pub struct Recording {
    pub request: Request,
    pub response: Response,
    /// The list in the answer was cut to so many rows.
    pub body_trimmed_to: Option<usize>,
}

#[derive(Deserialize)]
pub struct Request {
    pub method: String,
    /// With `/api/index.php`.
    pub path: String,
    #[serde(default)]
    pub query: Map<String, Value>,
    #[serde(default)]
    pub body: Value,
    /// Sent as it is instead of `body`.
    pub raw_body: Option<String>,
    pub content_type: Option<String>,
    #[serde(default)]
    pub auth: String,
}

#[derive(Deserialize)]
pub struct Response {
    pub status: u16,
    #[serde(default)]
    pub headers: Map<String, Value>,
    /// JSON, or a string for what was no JSON.
    pub body: Value,
}

impl Response {
    pub fn is_json(&self) -> bool {
        self.content_type().starts_with("application/json")
    }

    pub fn content_type(&self) -> &str {
        self.headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
            .and_then(|(_, value)| value.as_str())
            .unwrap_or("")
    }
}

/// The recordings of a version by their names.
pub fn all(version: Version) -> BTreeMap<String, Recording> {
    let number: u8 = version.into();
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("recordings/dolibarr-{number}"));
    let mut recordings = BTreeMap::new();
    for entry in fs::read_dir(&folder).expect("the recordings are there") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().and_then(|name| name.to_str());
        let name = name.expect("a name").to_string();
        let text = fs::read_to_string(&path).expect("a readable file");
        // 20 was recorded on a build with another name.
        let text = text
            .replace("gestimag", "dolibarr")
            .replace("1.0-rc1", "20.0.0");
        let recording = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        recordings.insert(name, recording);
    }
    recordings
}
