use serde_json::{json, Map, Value};

use crate::products;
use crate::settings::Settings;
use crate::world::World;

const THINGS: [&str; 24] = [
    "Mug",
    "Bol",
    "Assiette",
    "Théière",
    "Carafe",
    "Plateau",
    "Coussin",
    "Plaid",
    "Nappe",
    "Torchon",
    "Tablier",
    "Bougie",
    "Lampe",
    "Vase",
    "Cadre",
    "Miroir",
    "Panier",
    "Carnet",
    "Affiche",
    "Savon",
    "Écharpe",
    "Bonnet",
    "T-shirt",
    "Sac à dos",
];

const QUALITIES: [&str; 16] = [
    "en grès",
    "en lin lavé",
    "en chêne",
    "en verre soufflé",
    "en coton bio",
    "en laine mérinos",
    "de l’été",
    "d’hiver",
    "brodé main",
    "émaillé",
    "à rayures",
    "à pois",
    "fait à Lyon",
    "l’Atelier",
    "« Été indien »",
    "(édition limitée)",
];

const COLORS: [&str; 12] = [
    "bleu",
    "rouge",
    "vert",
    "écru",
    "ivoire",
    "noir",
    "terracotta",
    "moutarde",
    "gris perle",
    "rosé",
    "pêche",
    "céladon",
];

const RATES: [&str; 4] = ["20", "5.5", "10", "2.1"];

/// `count` products that look like a French shop's, always the same ones: ids from 1, half of them with a barcode, a
/// tenth with prices with tax, one in twenty a service, one in fifteen not on sale.
pub(super) fn build(settings: Settings, count: u64) -> World {
    let mut world = World::empty(settings);
    for id in 1..=count {
        let (given, extrafields) = product(id);
        let product = products::restore(&world, id, &given, extrafields);
        world.products.insert(id, product);
    }
    world
}

fn product(id: u64) -> (Map<String, Value>, Map<String, Value>) {
    let thing = pick(&THINGS, id);
    let quality = pick(&QUALITIES, id / 24 + id);
    let color = pick(&COLORS, id / 7);
    let price = format!("{}.{:02}", 2 + scatter(id) % 148, scatter(id + 1) % 100);
    let with_tax = id.is_multiple_of(10);
    let given = json!({
        "ref": format!("ART-{id:06}"),
        "label": format!("{thing} {quality} {color} n° {id}"),
        "description": format!("<p>{thing} {quality}, coloris {color}.</p>"),
        "barcode": if id.is_multiple_of(2) { ean13(id) } else { String::new() },
        "price_base_type": if with_tax { "TTC" } else { "HT" },
        (if with_tax { "price_ttc" } else { "price" }): price,
        "tva_tx": pick(&RATES, scatter(id) >> 8),
        "type": if id.is_multiple_of(20) { "1" } else { "0" },
        "status": if id.is_multiple_of(15) { "0" } else { "1" },
        "status_buy": "1",
        "weight": format!("0.{:02}", 5 + id % 90),
        "weight_units": "0",
    });
    let extrafields = json!({"_wps_status": "publish", "_wps_id": null});
    let object = |value: Value| value.as_object().cloned().unwrap_or_default();
    (object(given), object(extrafields))
}

pub(super) fn pick<'a>(words: &[&'a str], number: u64) -> &'a str {
    let length = u64::try_from(words.len()).unwrap_or(1);
    words[usize::try_from(number % length).unwrap_or(0)]
}

/// A number that looks like chance and is always the same for the same id.
pub(super) fn scatter(id: u64) -> u64 {
    id.wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407)
        >> 33
}

/// A valid barcode in the range for a shop's own use.
fn ean13(id: u64) -> String {
    let digits = format!("20{id:010}");
    let sum: u32 = digits
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}
