use serde_json::Value;
use ureq::http::{self, Method};
use ureq::Agent;

use crate::recording::Recording;

/// A Dolibarr to send requests to.
pub struct Client {
    agent: Agent,
    address: String,
    key: String,
}

/// What it answered.
pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub text: String,
}

impl Answer {
    /// The JSON of the body; a body that is none is a string.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| Value::String(self.text.clone()))
    }
}

impl Client {
    /// `address` has neither path nor trailing slash; `key` is an administrator's.
    pub fn new(address: &str, key: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .build();
        Client {
            agent: config.into(),
            address: address.to_string(),
            key: key.to_string(),
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &self.with_key(), None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.write("POST", path, body)
    }

    /// Sends JSON with the administrator's key.
    pub fn write(&self, method: &str, path: &str, body: &Value) -> Answer {
        let mut headers = self.with_key();
        headers.push(("Content-Type".to_string(), "application/json".to_string()));
        self.send(method, path, &headers, Some(body.to_string()))
    }

    /// Changes the settings of a stand-in.
    pub fn settings(&self, change: &Value) {
        let url = format!("{}/_control/settings", self.address);
        let request = http::Request::post(url)
            .header("Content-Type", "application/json")
            .body(change.to_string())
            .expect("a request");
        let answer = self.agent.run(request).expect("settings are changed");
        assert_eq!(answer.status(), 200);
    }

    /// Sends what was recorded, with the headers that were not.
    pub fn replay(&self, recording: &Recording, headers: &[(String, String)]) -> Answer {
        let request = &recording.request;
        let query: Vec<(&String, String)> = request
            .query
            .iter()
            .map(|(name, value)| match value {
                Value::String(text) => (name, text.replace("RECORDED-KEY", &self.key)),
                value => (name, value.to_string()),
            })
            .collect();
        let query = serde_urlencoded::to_string(query).expect("a query");
        let path = request.path.trim_start_matches("/api/index.php");
        let mut all: Vec<(String, String)> = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.replace("KEY", &self.key)))
            .collect();
        match request.auth.as_str() {
            "admin key" | "" => all.extend(self.with_key()),
            "key of user without rights" => all.push(key_header("no-rights-key")),
            "invalid key" => all.push(key_header("nobody's-key")),
            "none" => {}
            other => panic!("unknown way to authenticate: {other}"),
        }
        let body = match (&request.raw_body, &request.body) {
            (Some(raw), _) => Some(raw.clone()),
            (None, Value::Null) => None,
            (None, body) => Some(body.to_string()),
        };
        if body.is_some() {
            let kind = request
                .content_type
                .as_deref()
                .unwrap_or("application/json");
            all.push(("Content-Type".to_string(), kind.to_string()));
        }
        self.send(&request.method, &format!("{path}?{query}"), &all, body)
    }

    fn with_key(&self) -> Vec<(String, String)> {
        vec![key_header(&self.key)]
    }

    fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(String, String)],
        body: Option<String>,
    ) -> Answer {
        let mut request = http::Request::builder()
            .method(method.parse::<Method>().expect("a method"))
            .uri(format!("{}/api/index.php{path}", self.address));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let answer = match body {
            Some(body) => self.agent.run(request.body(body).expect("a request")),
            None => self.agent.run(request.body(()).expect("a request")),
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let content_type = answer.headers().get("content-type");
        Answer {
            status: answer.status().as_u16(),
            content_type: content_type
                .and_then(|value| value.to_str().ok())
                .unwrap_or("")
                .to_string(),
            text: answer.body_mut().read_to_string().expect("a readable body"),
        }
    }
}

fn key_header(key: &str) -> (String, String) {
    ("DOLAPIKEY".to_string(), key.to_string())
}
