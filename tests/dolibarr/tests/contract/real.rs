use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use dolisync_dolibarr::settings::Version;
use serde_json::{json, Value};

use crate::client::Client;
use crate::plan::Plan;
use crate::recording::{self, Recording};

/// A Dolibarr that somebody lets us test against.
pub struct Real {
    address: String,
    key: String,
}

/// From `DOLISYNC_TEST_DOLIBARR_URL` and `DOLISYNC_TEST_DOLIBARR_KEY`.
pub fn from_environment() -> Option<Real> {
    let address = std::env::var("DOLISYNC_TEST_DOLIBARR_URL").ok()?;
    let key = std::env::var("DOLISYNC_TEST_DOLIBARR_KEY").ok()?;
    let address = address
        .trim_end_matches('/')
        .trim_end_matches("/api/index.php");
    assert!(
        address.starts_with("http://"),
        "DOLISYNC_TEST_DOLIBARR_URL must begin with http://: this test has no TLS"
    );
    Some(Real {
        address: address.to_string(),
        key,
    })
}

/// Replays the recordings that need no data, then lives a product's life.
pub fn check(dolibarr: &Real) {
    let client = Client::new(&dolibarr.address, &dolibarr.key);
    let version = version(&client);
    let number: u8 = version.into();
    let recordings = recording::all(version);
    let plan = Plan::read();
    let (mut passed, mut skipped) = (0, Vec::new());
    let mut failures = Vec::new();
    for case in plan.cases() {
        let Some(recording) = recordings.get(&case.name) else {
            continue;
        };
        if let Some(reason) = reason_to_skip(case, recording, &plan.out_of_scope) {
            skipped.push(format!("{}: {reason}", case.name));
            continue;
        }
        let answer = client.replay(recording, &case.headers);
        let expected = &recording.response;
        let same_status = expected.status == answer.status;
        if same_status && same_message(&expected.body, &answer.json()) {
            passed += 1;
        } else {
            failures.push(format!(
                "{}: {} {} and not {} {}",
                case.name, answer.status, answer.text, expected.status, expected.body
            ));
        }
    }
    println!(
        "skipped against a real Dolibarr:\n  {}",
        skipped.join("\n  ")
    );
    println!(
        "real Dolibarr, as {number}: {passed} passed, {} skipped",
        skipped.len()
    );
    assert!(
        failures.is_empty(),
        "{} differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
    life_of_a_product(&client, version, &recordings);
}

/// Until 18 the recorded 16 is the nearer, then 20.
fn version(client: &Client) -> Version {
    let status = client.get("/status").json();
    let text = status["success"]["dolibarr_version"]
        .as_str()
        .expect("a version")
        .to_string();
    let major: u32 = text
        .split('.')
        .next()
        .and_then(|major| major.parse().ok())
        .expect("a number");
    if major <= 18 {
        Version::V16
    } else {
        Version::V20
    }
}

fn reason_to_skip(
    case: &crate::plan::Case,
    recording: &Recording,
    out_of_scope: &BTreeMap<String, String>,
) -> Option<String> {
    if let Some(reason) = out_of_scope.get(&case.name) {
        return Some(reason.clone());
    }
    if recording.request.auth == "key of user without rights" {
        return Some("needs the key of a user without rights".to_string());
    }
    if !case.real {
        return Some("needs the data of the recordings".to_string());
    }
    None
}

/// Errors have the same message up to what the database adds; other answers the same kind of JSON.
fn same_message(expected: &Value, found: &Value) -> bool {
    match (&expected["error"]["message"], &found["error"]["message"]) {
        (Value::String(expected), Value::String(found)) => {
            let stem = |text: &str| text.split(" : ").next().unwrap_or("").to_string();
            stem(expected) == stem(found)
        }
        (expected, found) => expected == found,
    }
}

/// Creates a product with a reference of its own, reads, changes and finds it again, and compares each answer's fields
/// with those of the recordings.
fn life_of_a_product(client: &Client, version: Version, recordings: &BTreeMap<String, Recording>) {
    let moment = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock")
        .as_millis();
    let reference = format!("DOLISYNC-TEST-{moment}");
    let ref_ext = format!("dolisync-test-{moment}");
    let product = json!({"ref": reference, "label": "DoliSync test", "ref_ext": ref_ext, "price": "10", "price_base_type": "HT", "tva_tx": "20"});
    let created = client.post("/products", &product);
    assert_eq!(created.status, 200, "{}", created.text);
    let id = created.json().as_u64().expect("POST answers the bare id");
    assert_eq!(
        client.post("/products", &product).status,
        500,
        "a reference is unique"
    );

    let read = client.get(&format!("/products/{id}"));
    assert_fields(&recordings["product_get_by_id"], &read.json());
    for way in [
        format!("/products/ref/{reference}"),
        format!("/products/ref_ext/{ref_ext}"),
    ] {
        assert_eq!(
            client.get(&way).json()["id"],
            json!(id.to_string()),
            "{way}"
        );
    }
    let changed = client.write(
        "PUT",
        &format!("/products/{id}"),
        &json!({"label": "DoliSync test 2", "price": "12.34568"}),
    );
    assert_eq!(changed.status, 200, "{}", changed.text);
    let read = client.get(&format!("/products/{id}")).json();
    assert_eq!(read["label"], "DoliSync test 2");
    println!("price after PUT: {}", read["price"]);

    let found = client.get(&format!(
        "/products?ids_only=true&sqlfilters=(t.ref_ext:=:'{ref_ext}')"
    ));
    assert_eq!(found.json(), json!([id.to_string()]));
    let none = client.get("/products?ids_only=true&sqlfilters=(t.ref:=:'DOLISYNC-TEST-NONE')");
    let nothing = if version == Version::V16 { 404 } else { 200 };
    assert_eq!(none.status, nothing);

    let deleted = client.write("DELETE", &format!("/products/{id}"), &json!({}));
    println!(
        "delete of the test's product {id}: {} {}",
        deleted.status, deleted.text
    );
}

/// The recorded fields that DoliSync reads are there with the recorded types, or null where a value was not given.
fn assert_fields(recording: &Recording, product: &Value) {
    for name in [
        "id",
        "ref",
        "ref_ext",
        "label",
        "description",
        "price",
        "price_ttc",
        "price_base_type",
        "tva_tx",
        "status",
        "type",
        "barcode",
        "weight",
        "weight_units",
        "length",
        "width",
        "height",
        "date_creation",
        "date_modification",
    ] {
        let recorded = &recording.response.body[name];
        let found = &product[name];
        let same =
            found.is_null() || recorded.is_null() || found.is_string() == recorded.is_string();
        assert!(
            product.get(name).is_some() && same,
            "{name} is {found}, recorded was {recorded}"
        );
    }
}
