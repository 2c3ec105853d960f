use serde_json::Value;

use crate::api::{Answer, Call, Refusal};
use crate::filter::fold;
use crate::keys::Right;
use crate::php;
use crate::settings::Version;
use crate::shapes::Fields;
use crate::world::World;

use super::{clean, columns, extrafields, prices, Product};

pub(super) fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    call.needs_fields(&["ref", "label"])?;
    match create(world, &call.body) {
        Ok(id) => Ok(Answer::json(id)),
        Err(why) => Err(call
            .refusal(500, "Error creating product")
            .with([Value::String(why)])),
    }
}

/// Creates a product from the fields of a POST; the error is Dolibarr's own.
pub fn create(world: &mut World, given: &Fields) -> Result<u64, String> {
    let version = world.settings.version;
    let given: Fields = given
        .iter()
        .map(|(name, value)| (name.clone(), clean::clean(version, name, value.clone())))
        .collect();
    let label = given.get("label").map(php::text).unwrap_or_default();
    if matches!(label.trim(), "" | "0") {
        return Err("ErrorMandatoryParametersNotProvided".to_string());
    }
    let reference = reference(given.get("ref"));
    if is_reference_taken(world, &reference, None) {
        return Err("ErrorProductAlreadyExists".to_string());
    }

    let mut product = written(version, world.products.next_id(), &given);
    product.columns.insert("ref".into(), reference.into());
    if let Some(price) = price(&product, &given, prices::Price::of_create) {
        price.write_to(&mut product);
    }

    let id = product.id;
    world.products.insert(id, product);
    if let Some(Value::Object(options)) = given.get("array_options") {
        if !options.is_empty() {
            if let Err(error) = extrafields::replace(world, id, options) {
                world.products.remove(id);
                return Err(error.message().to_string());
            }
        }
    }
    world.trigger_product("PRODUCT_CREATE", id);
    Ok(id)
}

/// A product as somebody left it in Dolibarr: with the decimals of a price that was changed, and its extrafields.
pub fn restore(world: &World, id: u64, given: &Fields, extrafields: Fields) -> Product {
    let mut product = written(world.settings.version, id, given);
    if let Some(price) = price(&product, given, prices::Price::of_change) {
        price.write_to(&mut product);
    }
    product.extrafields = Some(extrafields);
    product
}

fn written(version: Version, id: u64, given: &Fields) -> Product {
    let mut product = Product::blank(id);
    let mut set = |name: &str, value: &Value| {
        if let Some(stored) = columns::stored(version, name, value) {
            product.columns.insert(name.to_string(), stored);
        }
    };
    for name in [
        "label",
        "description",
        "price_base_type",
        "type",
        "status",
        "status_buy",
        "tva_tx",
    ] {
        set(name, &Value::Null);
    }
    for (name, value) in given {
        set(name, value);
    }
    product
}

type Reckon = fn(&Value, &str, rust_decimal::Decimal) -> Option<prices::Price>;

fn price(product: &Product, given: &Fields, reckon: Reckon) -> Option<prices::Price> {
    let base = product.text("price_base_type");
    let rate = php::number(&product.text("tva_tx").into()).unwrap_or_default();
    let price = given.get(prices::field_of(base)).unwrap_or(&Value::Null);
    reckon(price, base, rate)
}

/// A reference as Dolibarr writes it at create: fit for a file name too, so without accents.
fn reference(value: Option<&Value>) -> String {
    let text = value.map(php::text).unwrap_or_default();
    php::file_name(&php::no_special(&text))
}

/// References differ whatever their case and accents.
pub(super) fn is_reference_taken(world: &World, reference: &str, but: Option<u64>) -> bool {
    let wanted = fold(reference);
    world
        .products
        .iter()
        .any(|product| Some(product.id) != but && fold(product.text("ref")) == wanted)
}
