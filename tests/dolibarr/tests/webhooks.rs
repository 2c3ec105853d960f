//! The module Webhook: what is sent, when, and what an answer does to the save.

#[path = "support/stand_in.rs"]
mod stand_in;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use dolisync_dolibarr::catalogue::Catalogue;
use dolisync_dolibarr::settings::Version;
use serde_json::{json, Value};
use ureq::{http, Agent};

struct Dolibarr {
    address: String,
}

impl Dolibarr {
    fn new(version: Version) -> Self {
        Dolibarr {
            address: stand_in::start(version, Catalogue::Empty),
        }
    }

    fn send(&self, method: &str, path: &str, kind: &str, body: String) -> (u16, String) {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(20)));
        let agent: Agent = config.build().into();
        let request = http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address))
            .header("DOLAPIKEY", "admin-key")
            .header("Content-Type", kind)
            .body(body)
            .unwrap();
        let mut answer = agent.run(request).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    }

    fn call(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let path = format!("/api/index.php{path}");
        let (status, text) = self.send(method, &path, "application/json", body.to_string());
        (status, serde_json::from_str(&text).unwrap())
    }

    fn create(&self, reference: &str) -> u64 {
        let (status, id) = self.call("POST", "/products", json!({"ref": reference, "label": "Mug", "price": "10", "price_base_type": "HT", "tva_tx": "20"}));
        assert_eq!(status, 200, "{id}");
        id.as_u64().unwrap()
    }

    fn label(&self, id: u64) -> Value {
        self.call("GET", &format!("/products/{id}"), Value::Null).1["label"].clone()
    }

    /// From now on, events go to a receiver that answers with this status.
    fn report_to(&self, status: u16) -> Receiver<Seen> {
        let (seen, events) = mpsc::channel();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let webhook = format!("http://{}/hook?secret=s", listener.local_addr().unwrap());
        let reader = Dolibarr {
            address: self.address.clone(),
        };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let event = receive(&stream);
                let id = event.body["object"]["id"]
                    .as_str()
                    .map(|id| id.parse().unwrap());
                let label_meanwhile = id.map_or(Value::Null, |id| reader.label(id));
                let _ = seen.send(Seen {
                    target: event.target,
                    body: event.body,
                    label_meanwhile,
                });
                let _ = write!(
                    &stream,
                    "HTTP/1.1 {status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
            }
        });
        self.settings(json!({ "webhook": webhook }));
        events
    }

    fn settings(&self, change: Value) {
        let (status, text) = self.send(
            "POST",
            "/_control/settings",
            "application/json",
            change.to_string(),
        );
        assert_eq!(status, 200, "{text}");
    }
}

struct Event {
    target: String,
    body: Value,
}

/// An event, and what another reader saw of the product while it was sent.
struct Seen {
    target: String,
    body: Value,
    label_meanwhile: Value,
}

fn receive(stream: &TcpStream) -> Event {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let target = line.split(' ').nth(1).unwrap_or("").to_string();
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        let header = line.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Event {
        target,
        body: serde_json::from_slice(&body).unwrap(),
    }
}

fn codes(events: &Receiver<Seen>) -> Vec<String> {
    events
        .try_iter()
        .map(|seen| seen.body["triggercode"].as_str().unwrap().to_string())
        .collect()
}

#[test]
fn each_change_of_a_product_has_its_code() {
    let dolibarr = Dolibarr::new(Version::V16);
    let events = dolibarr.report_to(204);
    let id = dolibarr.create("MUG");
    assert_eq!(codes(&events), ["PRODUCT_CREATE"]);
    let path = format!("/products/{id}");
    dolibarr.call("PUT", &path, json!({"label": "Cup"}));
    assert_eq!(codes(&events), ["PRODUCT_MODIFY"]);
    dolibarr.call("PUT", &path, json!({"price": "11"}));
    assert_eq!(codes(&events), ["PRODUCT_MODIFY", "PRODUCT_PRICE_MODIFY"]);
    dolibarr.call("POST", "/warehouses", json!({"label": "W"}));
    dolibarr.call("DELETE", &path, Value::Null);
    let deleted = events.try_recv().unwrap();
    assert_eq!(deleted.target, "/hook?secret=s");
    assert_eq!(deleted.body["triggercode"], "PRODUCT_DELETE");
    assert_eq!(deleted.body["object"]["id"], json!(id.to_string()));
    assert_eq!(deleted.label_meanwhile, "Cup");
    dolibarr.call("GET", "/products?limit=1", Value::Null);
    assert_eq!(codes(&events), [] as [&str; 0]);
}

#[test]
fn a_movement_of_stock_names_its_product() {
    let dolibarr = Dolibarr::new(Version::V16);
    let id = dolibarr.create("MUG");
    dolibarr.call("POST", "/warehouses", json!({"label": "W"}));
    let events = dolibarr.report_to(204);
    let movement = json!({"product_id": id, "warehouse_id": 1, "qty": 3});
    assert_eq!(dolibarr.call("POST", "/stockmovements", movement).0, 200);
    let event = events.try_recv().unwrap();
    assert_eq!(event.body["triggercode"], "STOCK_MOVEMENT");
    assert_eq!(event.body["object"]["product_id"], json!(id.to_string()));
}

#[test]
fn whoever_reads_meanwhile_sees_the_data_before() {
    let dolibarr = Dolibarr::new(Version::V16);
    let id = dolibarr.create("MUG");
    let events = dolibarr.report_to(204);
    dolibarr.call("PUT", &format!("/products/{id}"), json!({"label": "Cup"}));
    let event = events.try_recv().unwrap();
    assert_eq!(event.body["object"]["label"], "Cup");
    assert_eq!(event.label_meanwhile, "Mug");
    assert_eq!(dolibarr.label(id), "Cup");
}

#[test]
fn an_error_rolls_the_save_back() {
    for version in [Version::V16, Version::V20] {
        let dolibarr = Dolibarr::new(version);
        let id = dolibarr.create("MUG");
        dolibarr.report_to(500);
        let path = format!("/products/{id}");
        let (status, answer) = dolibarr.call("PUT", &path, json!({"label": "Cup"}));
        assert_eq!(status, 500);
        let why = answer["error"]["0"].as_str().unwrap();
        assert!(
            why.contains("PRODUCT_MODIFY") && why.contains("httpcode=500"),
            "{why}"
        );
        assert_eq!(dolibarr.label(id), "Mug");
        let other = json!({"ref": "OTHER", "label": "Other"});
        assert_eq!(dolibarr.call("POST", "/products", other).0, 500);
        dolibarr.settings(json!({"webhook": ""}));
        dolibarr.call("PUT", &path, json!({"label": "Cup"}));
        assert_eq!(dolibarr.label(id), "Cup");
        let (_, all) = dolibarr.call("GET", "/products?ids_only=true", Value::Null);
        assert_eq!(all, json!([id.to_string()]));
    }
}

#[test]
fn a_receiver_that_is_not_there_rolls_the_save_back() {
    let dolibarr = Dolibarr::new(Version::V16);
    let id = dolibarr.create("MUG");
    dolibarr.settings(json!({"webhook": "http://127.0.0.1:1/"}));
    let (status, _) = dolibarr.call("PUT", &format!("/products/{id}"), json!({"label": "Cup"}));
    assert_eq!((status, dolibarr.label(id)), (500, json!("Mug")));
    let deleted = dolibarr.call("DELETE", &format!("/products/{id}"), Value::Null);
    assert_eq!(
        (deleted, dolibarr.label(id)),
        ((200, json!(-1)), json!("Mug"))
    );
}

#[test]
fn a_person_deletes_on_the_page_and_reads_why_not() {
    let dolibarr = Dolibarr::new(Version::V20);
    let id = dolibarr.create("MUG");
    let press = |dolibarr: &Dolibarr| {
        let path = format!("/product/card.php?id={id}&action=delete");
        dolibarr.send(
            "POST",
            &path,
            "application/x-www-form-urlencoded",
            String::new(),
        )
    };
    dolibarr.settings(json!({"webhook": "http://127.0.0.1:1/"}));
    let (status, page) = press(&dolibarr);
    assert_eq!(status, 422);
    assert!(page.contains("PRODUCT_DELETE"), "{page}");
    assert_eq!(dolibarr.label(id), "Mug");
    dolibarr.settings(json!({"webhook": ""}));
    assert_eq!(press(&dolibarr).0, 303);
    assert_eq!(press(&dolibarr).0, 404);
    let path = format!("/products/{id}");
    assert_eq!(dolibarr.call("GET", &path, Value::Null).0, 404);
}
