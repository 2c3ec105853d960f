//! Each way to misbehave, as a caller sees it, and the log of calls.

#[path = "support/stand_in.rs"]
mod stand_in;

use std::time::{Duration, Instant};

use dolisync_dolibarr::catalogue::Catalogue;
use dolisync_dolibarr::settings::Version;
use serde_json::{json, Value};
use ureq::http::{self, Response};
use ureq::{Agent, Body};

struct Caller {
    agent: Agent,
    address: String,
}

impl Caller {
    fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(10)))
            .max_idle_connections(0)
            .build();
        Caller {
            agent: config.into(),
            address: stand_in::start(Version::V16, Catalogue::Demo),
        }
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Response<Body>, ureq::Error> {
        let request = http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address))
            .header("DOLAPIKEY", "admin-key")
            .header("Content-Type", "application/json");
        if body.is_null() {
            self.agent.run(request.body(()).unwrap())
        } else {
            self.agent.run(request.body(body.to_string()).unwrap())
        }
    }

    fn fail(&self, fault: Value) {
        let answer = self.send("POST", "/_control/faults", &json!({"faults": [fault]}));
        assert_eq!(answer.unwrap().status(), 204);
    }

    /// Gets a product: status and text, or nothing when the connection closed.
    fn get(&self) -> Option<(u16, String)> {
        text(self.send("GET", "/api/index.php/products/68", &Value::Null))
    }

    fn rename(&self, label: &str) -> Option<(u16, String)> {
        text(self.send(
            "PUT",
            "/api/index.php/products/68",
            &json!({"label": label}),
        ))
    }

    fn label(&self) -> String {
        let (_, text) = self.get().unwrap();
        let product: Value = serde_json::from_str(&text).unwrap();
        product["label"].as_str().unwrap().to_string()
    }
}

fn text(answer: Result<Response<Body>, ureq::Error>) -> Option<(u16, String)> {
    let mut answer = answer.ok()?;
    let status = answer.status().as_u16();
    answer
        .body_mut()
        .read_to_string()
        .ok()
        .map(|text| (status, text))
}

#[test]
fn html_500_carries_nothing_out() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "html_500", "method": "PUT"}));
    let (status, text) = caller.rename("Renamed").unwrap();
    assert_eq!(status, 500);
    assert!(text.starts_with("<!DOCTYPE html>"));
    assert_eq!(caller.label(), "Sac coton naturel");
}

#[test]
fn not_json_200_is_a_page() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "not_json_200", "times": 1}));
    let (status, text) = caller.get().unwrap();
    assert_eq!(status, 200);
    assert!(serde_json::from_str::<Value>(&text).is_err());
    assert_eq!(caller.label(), "Sac coton naturel");
}

#[test]
fn a_status_comes_with_dolibarrs_json() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "status", "status": 401, "method": "PUT"}));
    let (status, text) = caller.rename("Renamed").unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, &answer["error"]["code"]), (401, &json!(401)));
    assert_eq!(caller.label(), "Sac coton naturel");
}

#[test]
fn a_password_prompt_is_no_word_of_dolibarrs() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "guarded", "times": 1}));
    let (status, text) = caller.get().unwrap();
    assert_eq!(status, 401);
    assert!(serde_json::from_str::<Value>(&text).is_err());
}

#[test]
fn a_redirect_names_the_same_path_elsewhere() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "redirect", "to": "http://127.0.0.1:9", "path": "/status"}));
    // Not followed: nobody listens there.
    let answer = caller
        .agent
        .get(format!("{}/api/index.php/status", caller.address))
        .header("DOLAPIKEY", "admin-key")
        .config()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .call()
        .unwrap();
    assert_eq!(answer.status(), 301);
    assert_eq!(
        answer.headers()["location"],
        "http://127.0.0.1:9/api/index.php/status"
    );
}

#[test]
fn an_administrator_switches_modules_off_and_lets_the_clock_run_ahead() {
    let caller = Caller::new();
    let set = |settings: Value| {
        let answer = caller.send("POST", "/_control/settings", &settings);
        assert_eq!(answer.unwrap().status(), 200);
    };
    set(json!({"modules_off": ["products"], "claimed_version": "13.0.1", "clock_ahead": 86400}));
    assert_eq!(caller.get().unwrap().0, 403);
    let answer = caller.send("GET", "/api/index.php/status", &Value::Null);
    let mut answer = answer.unwrap();
    assert!(answer
        .body_mut()
        .read_to_string()
        .unwrap()
        .contains("13.0.1"));
    let date = answer.headers()["date"].to_str().unwrap().to_string();
    let date = jiff::fmt::rfc2822::parse(&date).unwrap().timestamp();
    let ahead = date.duration_since(jiff::Timestamp::now()).as_secs();
    assert!((86_300..86_500).contains(&ahead), "{ahead}");
    let rights = caller.send(
        "GET",
        "/api/index.php/users/info?includepermissions=1",
        &Value::Null,
    );
    let rights: Value = serde_json::from_str(&text(rights).unwrap().1).unwrap();
    assert_eq!(
        (
            &rights["rights"]["produit"],
            &rights["rights"]["facture"]["lire"]
        ),
        (&Value::Null, &json!(1))
    );
    set(json!({"modules_off": ["api"]}));
    let (status, page) = caller.get().unwrap();
    assert!(status == 200 && page.contains("<b>Api</b>"));
}

#[test]
fn a_truncated_answer_comes_after_the_write() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "truncated", "method": "PUT"}));
    let (status, text) = caller.rename("Renamed").unwrap();
    assert_eq!(status, 200);
    assert!(text.starts_with('{') && serde_json::from_str::<Value>(&text).is_err());
    assert_eq!(caller.label(), "Renamed");
}

#[test]
fn a_dropped_connection_comes_after_the_write() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "drop", "method": "PUT"}));
    assert_eq!(caller.rename("Renamed"), None);
    assert_eq!(caller.label(), "Renamed");
}

#[test]
fn a_timeout_before_the_write_leaves_it_undone() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "timeout_before", "method": "PUT", "ms": 50}));
    let start = Instant::now();
    assert_eq!(caller.rename("Renamed"), None);
    assert!(start.elapsed() >= Duration::from_millis(50));
    assert_eq!(caller.label(), "Sac coton naturel");
}

#[test]
fn a_timeout_after_the_write_leaves_it_done() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "timeout_after", "method": "PUT", "ms": 50}));
    let start = Instant::now();
    assert_eq!(caller.rename("Renamed"), None);
    assert!(start.elapsed() >= Duration::from_millis(50));
    assert_eq!(caller.label(), "Renamed");
}

#[test]
fn a_late_write_comes_when_the_caller_is_gone() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "late", "method": "PUT", "ms": 300}));
    let hasty = Agent::config_builder().timeout_global(Some(Duration::from_millis(60)));
    let hasty = Caller {
        agent: hasty.build().into(),
        address: caller.address.clone(),
    };
    assert_eq!(hasty.rename("Renamed"), None);
    assert_eq!(caller.label(), "Sac coton naturel");
    let rest = caller.send("GET", "/_control/rest", &Value::Null);
    assert_eq!(rest.unwrap().status(), 204);
    assert_eq!(caller.label(), "Renamed");
}

#[test]
fn a_person_meets_no_faults_and_leaves_no_trace() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "drop"}));
    let path = "/_control/person/products/68";
    caller
        .send("PUT", path, &json!({"label": "Renamed"}))
        .unwrap();
    let (_, product) = text(caller.send("GET", path, &Value::Null)).unwrap();
    assert!(product.contains("Renamed"));
    let (_, log) = text(caller.send("GET", "/_control/calls", &Value::Null)).unwrap();
    assert_eq!(log, "[]");
}

#[test]
fn latency_only_waits() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "latency", "ms": 60, "path": "/products"}));
    let start = Instant::now();
    assert_eq!(caller.label(), "Sac coton naturel");
    assert!(start.elapsed() >= Duration::from_millis(60));
}

#[test]
fn faults_add_up_until_they_are_cleared() {
    let caller = Caller::new();
    caller.fail(json!({"kind": "status", "status": 403, "nth": 2}));
    caller.fail(json!({"kind": "status", "status": 503, "nth": 3}));
    let statuses: Vec<u16> = (0..4).map(|_| caller.get().unwrap().0).collect();
    assert_eq!(statuses, [200, 403, 503, 200]);
    caller.fail(json!({"kind": "html_500"}));
    assert_eq!(caller.get().unwrap().0, 500);
    caller
        .send("DELETE", "/_control/faults", &Value::Null)
        .unwrap();
    assert_eq!(caller.get().unwrap().0, 200);
}

#[test]
fn an_unknown_fault_is_refused() {
    let caller = Caller::new();
    let answer = caller.send(
        "POST",
        "/_control/faults",
        &json!({"faults": [{"kind": "explode"}]}),
    );
    assert_eq!(answer.unwrap().status(), 422);
}

#[test]
fn the_log_holds_calls_of_the_api_with_what_the_caller_got() {
    let caller = Caller::new();
    caller.get();
    caller.fail(json!({"kind": "drop", "times": 1}));
    caller
        .send(
            "GET",
            "/api/index.php/products?limit=1&ids_only=true",
            &Value::Null,
        )
        .unwrap_err();
    caller.rename("Renamed");
    let (_, log) = text(caller.send("GET", "/_control/calls", &Value::Null)).unwrap();
    let log: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(
        log,
        json!([
            {"method": "GET", "path": "/products/68", "query": "", "status": 200},
            {"method": "GET", "path": "/products", "query": "limit=1&ids_only=true", "status": 0},
            {"method": "PUT", "path": "/products/68", "query": "", "status": 200},
        ])
    );
    caller
        .send("DELETE", "/_control/calls", &Value::Null)
        .unwrap();
    let (_, log) = text(caller.send("GET", "/_control/calls", &Value::Null)).unwrap();
    assert_eq!(log, "[]");
}

#[test]
fn reset_puts_the_demo_back() {
    let caller = Caller::new();
    caller.rename("Renamed");
    let answer = caller.send("POST", "/_control/reset", &json!({"catalogue": "demo"}));
    assert_eq!(answer.unwrap().status(), 204);
    assert_eq!(caller.label(), "Sac coton naturel");
    let answer = caller.send(
        "POST",
        "/_control/reset",
        &json!({"catalogue": "large", "count": 70}),
    );
    assert_eq!(answer.unwrap().status(), 204);
    assert_eq!(caller.get().unwrap().0, 200);
    let answer = caller.send("POST", "/_control/reset", &json!({"catalogue": "nope"}));
    assert_eq!(answer.unwrap().status(), 400);
}
