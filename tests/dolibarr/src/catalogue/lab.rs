use serde_json::{json, Value};

use crate::api::{self, Request};
use crate::keys::Keys;
use crate::settings::Settings;
use crate::world::World;

/// The starting data of the recordings, made as they were: through the API. Products 1 to 30, a category, a warehouse
/// with stock, a third party with its contact, an order, an invoice and a proposal.
pub(super) fn build(settings: Settings) -> Result<World, String> {
    let mut world = World::empty(settings);
    for (path, body) in requests() {
        let body = body.to_string();
        let request = Request {
            method: "POST",
            path: &path,
            query: "",
            key: Some("lab"),
            accept: None,
            content_type: Some("application/json"),
            body: body.as_bytes(),
        };
        let answer = api::answer(&mut world, &Keys::with_admin("lab".to_string()), &request);
        if answer.status != 200 {
            return Err(format!(
                "the lab's {path} {body} was refused with {}",
                answer.status
            ));
        }
    }
    Ok(world)
}

fn requests() -> Vec<(String, Value)> {
    let mut requests: Vec<(&str, Value)> = vec![
        (
            "/products",
            json!({"ref": "LAB-001", "label": "Blue mug", "description": "<p>A <b>blue</b> mug, 30 cl &amp; dishwasher safe</p>", "price": "10.00", "price_base_type": "HT", "tva_tx": "20.000", "status": 1, "status_buy": 1, "weight": 0.35, "weight_units": 0, "array_options": {"options__wps_status": "publish"}}),
        ),
        (
            "/products",
            json!({"ref": "LAB-002", "label": "Mug \"É\" <rouge> & l'été", "price_ttc": 12.5, "price_base_type": "TTC", "tva_tx": 5.5, "status": 1}),
        ),
        ("/products", json!({"ref": "LAB-003", "label": "Minimal"})),
        (
            "/products",
            json!({"ref": "LAB-SRV", "label": "Delivery service", "type": 1, "price": 5, "status": 1}),
        ),
        ("/products", json!({"ref": "LAB-FORM", "label": "Form"})),
    ];
    requests.extend(numbered_products().map(|product| ("/products", product)));
    let line = json!({"fk_product": 1, "qty": 2, "subprice": 10, "tva_tx": 20, "product_type": 0, "desc": "mug"});
    requests.extend([
        ("/categories", json!({"label": "Mugs", "type": 0, "description": "All mugs", "array_options": {"options__wps_slug": "mugs"}})),
        ("/categories/1/objects/product/1", json!({})),
        ("/warehouses", json!({"label": "WH1", "lieu": "WH1"})),
        ("/stockmovements", json!({"product_id": 1, "warehouse_id": 1, "qty": 7, "movementlabel": "lab"})),
        ("/thirdparties", json!({"name": "Jane Client", "client": 1, "code_client": "CU2611-00001", "email": "jane@example.test", "address": "1 rue du Lac", "zip": "34000", "town": "Montpellier", "country_id": 1, "phone": "0400000000"})),
        ("/contacts", json!({"lastname": "Client", "firstname": "Jane", "socid": 1, "email": "jane@example.test", "phone_pro": "0400000000"})),
        ("/orders", json!({"socid": 1, "date": 1_790_000_000, "lines": [line]})),
        ("/invoices", json!({"socid": 1, "date": 1_790_000_000, "type": 0, "lines": [line]})),
        ("/proposals", json!({"socid": 1, "date": 1_790_000_000, "duree_validite": 15, "lines": [line]})),
    ]);
    requests
        .into_iter()
        .map(|(path, body)| (path.to_string(), body))
        .collect()
}

/// The 25 products that were made to have lists: `LAB-005` to `LAB-029`, every odd one with a barcode.
pub fn numbered_products() -> impl Iterator<Item = Value> {
    (5..30).map(|number| {
        let label = if number % 3 == 0 {
            format!("abc Product {number}")
        } else {
            format!("Product {number}")
        };
        let barcode = match number % 2 {
            1 => json!(format!("20000000000{number:02}")),
            _ => Value::Null,
        };
        json!({
            "ref": format!("LAB-{number:03}"),
            "label": label,
            "price": format!("{number}.5"),
            "tva_tx": "20",
            "status": 1,
            "barcode": barcode,
            "array_options": {"options__wps_status": "publish"},
        })
    })
}
