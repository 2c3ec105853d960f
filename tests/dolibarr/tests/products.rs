//! What DoliSync builds on when it writes products, in both versions.

use dolisync_dolibarr::api::{answer, Content, Request};
use dolisync_dolibarr::keys::Keys;
use dolisync_dolibarr::settings::{PriceMode, Settings, Version};
use dolisync_dolibarr::world::World;
use serde_json::{json, Value};

struct Dolibarr {
    world: World,
    keys: Keys,
}

impl Dolibarr {
    fn new(version: Version) -> Self {
        Dolibarr {
            world: World::empty(Settings::new(version)),
            keys: Keys::with_admin("admin-key".to_string()),
        }
    }

    fn call_as(&mut self, key: &str, method: &str, target: &str, body: &Value) -> (u16, Value) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let body = body.to_string();
        let request = Request {
            method,
            path,
            query,
            key: Some(key),
            accept: None,
            content_type: Some("application/json"),
            body: body.as_bytes(),
        };
        let answer = answer(&mut self.world, &self.keys, &request);
        let value = match answer.content {
            Content::Json(value) => value,
            Content::Xml(text) | Content::Page(text) | Content::Spoiled(text) => {
                Value::String(text)
            }
        };
        (answer.status, value)
    }

    fn call(&mut self, method: &str, target: &str, body: Value) -> (u16, Value) {
        self.call_as("admin-key", method, target, &body)
    }

    fn create(&mut self, body: Value) -> u64 {
        let (status, id) = self.call("POST", "/products", body);
        assert_eq!(status, 200, "{id}");
        id.as_u64().unwrap()
    }

    fn read(&mut self, id: u64) -> Value {
        self.call("GET", &format!("/products/{id}"), Value::Null).1
    }

    fn put(&mut self, id: u64, body: Value) -> (u16, Value) {
        self.call("PUT", &format!("/products/{id}"), body)
    }
}

const BOTH: [Version; 2] = [Version::V16, Version::V20];

#[test]
fn a_create_can_be_repeated_by_looking_up_its_ref_ext() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        let product = json!({"ref": "MUG", "label": "Mug", "ref_ext": "dolisync-59-1"});
        let id = dolibarr.create(product.clone());

        let (status, found) = dolibarr.call("GET", "/products/ref_ext/dolisync-59-1", Value::Null);
        assert_eq!((status, &found["id"]), (200, &json!(id.to_string())));
        let filter = "/products?ids_only=true&sqlfilters=(t.ref_ext:=:'dolisync-59-1')";
        assert_eq!(
            dolibarr.call("GET", filter, Value::Null).1,
            json!([id.to_string()])
        );

        let (status, refusal) = dolibarr.call("POST", "/products", product);
        assert_eq!(
            (status, &refusal["error"]["0"]),
            (500, &json!("ErrorProductAlreadyExists"))
        );
        assert_eq!(dolibarr.world.products.len(), 1);
    }
}

#[test]
fn a_ref_ext_is_not_unique() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        let first = dolibarr.create(json!({"ref": "A", "label": "A", "ref_ext": "x"}));
        dolibarr.create(json!({"ref": "B", "label": "B", "ref_ext": "x"}));
        let (_, found) = dolibarr.call("GET", "/products/ref_ext/x", Value::Null);
        assert_eq!(found["id"], json!(first.to_string()));
    }
}

#[test]
fn a_create_rounds_prices_to_two_decimals_and_a_change_to_five() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        let id = dolibarr.create(json!({"ref": "A", "label": "A", "price": "12.34568", "price_base_type": "HT", "tva_tx": "20"}));
        assert_eq!(dolibarr.read(id)["price"], "12.35000000");
        dolibarr.put(id, json!({"price": "12.345678"}));
        let product = dolibarr.read(id);
        assert_eq!(
            (&product["price"], &product["price_ttc"]),
            (&json!("12.34568000"), &json!("14.81481000"))
        );
        dolibarr.put(id, json!({"price_ttc": "12", "price_base_type": "TTC"}));
        let product = dolibarr.read(id);
        assert_eq!(
            (&product["price"], &product["price_base_type"]),
            (&json!("10.00000000"), &json!("TTC"))
        );
    }
}

#[test]
fn in_multi_price_mode_a_put_says_yes_and_keeps_the_price() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        let id = dolibarr.create(json!({"ref": "A", "label": "A", "price": "10", "price_base_type": "HT", "tva_tx": "20"}));
        dolibarr.world.settings.price_mode = PriceMode::Multi;
        let (status, _) = dolibarr.put(id, json!({"price": "11", "label": "B"}));
        let product = dolibarr.read(id);
        assert_eq!(status, 200);
        assert_eq!(
            (&product["price"], &product["label"]),
            (&json!("10.00000000"), &json!("B"))
        );
    }
}

#[test]
fn a_put_of_one_extrafield_clears_the_others_in_16_and_keeps_them_in_20() {
    for (version, kept) in [(Version::V16, Value::Null), (Version::V20, json!("59"))] {
        let mut dolibarr = Dolibarr::new(version);
        let id = dolibarr
            .create(json!({"ref": "A", "label": "A", "array_options": {"options__wps_id": 59}}));
        dolibarr.put(id, json!({"label": "B"}));
        assert_eq!(dolibarr.read(id)["array_options"]["options__wps_id"], "59");
        dolibarr.put(
            id,
            json!({"array_options": {"options__wps_status": "draft"}}),
        );
        let options = dolibarr.read(id)["array_options"].clone();
        assert_eq!(
            (&options["options__wps_id"], &options["options__wps_status"]),
            (&kept, &json!("draft"))
        );
    }
}

#[test]
fn a_wps_id_is_unique() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        dolibarr
            .create(json!({"ref": "A", "label": "A", "array_options": {"options__wps_id": 59}}));
        let id = dolibarr.create(json!({"ref": "B", "label": "B"}));
        let (status, refusal) = dolibarr.put(
            id,
            json!({"label": "C", "array_options": {"options__wps_id": "59"}}),
        );
        assert_eq!(status, 500);
        assert_eq!(
            refusal["error"]["0"],
            "Duplicate entry '59' for key 'uk_product_extrafields__wps_id'"
        );
        assert_eq!(dolibarr.read(id)["label"], "B");
        let other = json!({"ref": "D", "label": "D", "array_options": {"options__wps_id": "59"}});
        assert_eq!(dolibarr.call("POST", "/products", other).0, 500);
        assert_eq!(dolibarr.world.products.len(), 2);
    }
}

#[test]
fn without_the_module_there_are_no_extrafields_of_wpshop() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        dolibarr.world.settings.module_wpshop = false;
        let id = dolibarr.create(json!({"ref": "A", "label": "A"}));
        dolibarr.put(id, json!({"array_options": {"options__wps_id": 59}}));
        assert_eq!(dolibarr.read(id)["array_options"], json!([]));
    }
}

#[test]
fn a_change_moves_the_date_and_extrafields_or_the_same_values_do_not() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        let id = dolibarr.create(json!({"ref": "A", "label": "A", "price": "10"}));
        let long_ago = "2026-01-01 00:00:00";
        let set_back = |dolibarr: &mut Dolibarr| {
            dolibarr.world.products.get_mut(id).unwrap().modified = long_ago.to_string();
        };
        for (change, moves) in [
            (json!({"label": "A"}), false),
            (
                json!({"array_options": {"options__wps_status": "draft"}}),
                false,
            ),
            (json!({}), false),
            (json!({"label": "B"}), true),
            (json!({"price": "11"}), true),
        ] {
            set_back(&mut dolibarr);
            dolibarr.put(id, change.clone());
            assert_eq!(
                dolibarr.read(id)["date_modification"] != long_ago,
                moves,
                "{change}"
            );
        }
    }
}

#[test]
fn a_stock_movement_moves_stock_and_date() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        let id = dolibarr.create(json!({"ref": "A", "label": "A"}));
        dolibarr.call("POST", "/warehouses", json!({"label": "W"}));
        dolibarr.world.products.get_mut(id).unwrap().modified = "2026-01-01 00:00:00".to_string();
        let movement = json!({"product_id": id, "warehouse_id": 1, "qty": 3});
        assert_eq!(dolibarr.call("POST", "/stockmovements", movement).0, 200);
        let product = dolibarr.read(id);
        assert_eq!(product["stock_reel"], "3");
        assert_ne!(product["date_modification"], "2026-01-01 00:00:00");
    }
}

#[test]
fn the_reader_reads_and_the_right_to_write_is_401_in_16_and_403_in_20() {
    for (version, refused) in [(Version::V16, 401), (Version::V20, 403)] {
        let mut dolibarr = Dolibarr::new(version);
        let id = dolibarr.create(json!({"ref": "A", "label": "A"}));
        let path = format!("/products/{id}");
        assert_eq!(
            dolibarr.call_as("reader-key", "GET", &path, &Value::Null).0,
            200
        );
        assert_eq!(
            dolibarr
                .call_as("reader-key", "PUT", &path, &json!({"label": "B"}))
                .0,
            refused
        );
        assert_eq!(
            dolibarr
                .call_as("no-rights-key", "GET", &path, &Value::Null)
                .0,
            403
        );
        let info = "/users/info?includepermissions=1";
        let (_, user) = dolibarr.call_as("reader-key", "GET", info, &Value::Null);
        assert_eq!(user["rights"]["produit"], json!({"lire": 1}));
        let (_, user) = dolibarr.call("GET", info, Value::Null);
        assert_eq!(user["rights"]["produit"]["creer"], 1);
    }
}

#[test]
fn what_a_reference_may_not_hold_becomes_an_underscore() {
    let mut dolibarr = Dolibarr::new(Version::V16);
    let id = dolibarr.create(json!({"ref": "T-shirt l'été", "label": "A"}));
    assert_eq!(dolibarr.read(id)["ref"], "T-shirt_l_ete");
}

#[test]
fn pages_of_a_list_follow_each_other() {
    for version in BOTH {
        let mut dolibarr = Dolibarr::new(version);
        for number in 0..7 {
            dolibarr.create(json!({"ref": format!("R{number}"), "label": "A"}));
        }
        let mut seen = Vec::new();
        let mut last = 0;
        loop {
            let page = format!(
                "/products?ids_only=true&limit=3&sortfield=t.rowid&sqlfilters=(t.rowid:>:{last})"
            );
            match dolibarr.call("GET", &page, Value::Null).1 {
                Value::Array(ids) if !ids.is_empty() => seen.extend(ids),
                _ => break,
            }
            last = seen
                .last()
                .and_then(Value::as_str)
                .unwrap()
                .parse()
                .unwrap();
        }
        let expected: Vec<String> = (1..=7).map(|id: u64| id.to_string()).collect();
        assert_eq!(json!(seen), json!(expected));
        let (_, page) = dolibarr.call("GET", "/products?ids_only=true&limit=3&page=2&sortfield=t.rowid&sortorder=DESC&pagination_data=true", Value::Null);
        assert_eq!(
            page,
            json!({"data": ["1"], "pagination": {"total": 7, "page": 2, "page_count": 3, "limit": 3}})
        );
    }
}

#[test]
fn a_module_that_is_off_refuses_as_it_refuses_somebody_without_rights() {
    for version in [Version::V16, Version::V20] {
        let mut dolibarr = Dolibarr::new(version);
        for module in [
            "products",
            "categories",
            "thirdparties",
            "orders",
            "invoices",
        ] {
            let list = format!("/{module}");
            let refused = dolibarr.call_as("no-rights-key", "GET", &list, &Value::Null);
            dolibarr.world.settings.modules_off = vec![module.to_string()];
            assert_eq!(
                dolibarr.call("GET", &list, Value::Null),
                refused,
                "{module}"
            );
            for other in ["/status", "/users/info"] {
                assert_eq!(dolibarr.call("GET", other, Value::Null).0, 200, "{module}");
            }
        }
    }
}
