use rust_decimal::Decimal;
use serde_json::Value;

use crate::api::{Answer, Call, Refusal};
use crate::clock;
use crate::keys::Right;
use crate::php;
use crate::settings::{PriceMode, Version};
use crate::shapes::Fields;
use crate::world::World;

use super::create::is_reference_taken;
use super::{clean, columns, extrafields, lowest, prices, Product, Renderer};

pub(super) fn put(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let id = call.id("id");
    if world.products.get(id).is_none() {
        return Err(call.refusal(404, "Product not found"));
    }
    if call.body.contains_key("stock_reel") {
        return Err(call.refusal(
            400,
            "Stock reel cannot be updated here. Use the /stockmovements endpoint instead",
        ));
    }
    match update(world, id, &call.body, PriceRule::ByMode) {
        Updated::Done { price } => Ok(answer(world, id, &call.body, price.as_ref())),
        Updated::Refused(errors) => Err(call
            .refusal(500, "Error updating product")
            .with(errors.into_iter().map(Value::String))),
        Updated::Crashed => Ok(Answer::crash()),
    }
}

/// How a change of a product ended.
pub enum Updated {
    /// With the price that was written, if one was: PUT's answer shows it.
    Done { price: Option<prices::Change> },
    /// Dolibarr's own errors. Nothing is changed, except when it is the price alone that was refused.
    Refused(Vec<String>),
    /// A price that is no number: PHP stops after the other columns were saved.
    Crashed,
}

/// Whether a price that is given is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceRule {
    /// As the API does: only where a product has one price.
    ByMode,
    /// As a person does in Dolibarr's pages.
    Always,
}

/// Changes a product by the fields of a PUT.
pub fn update(world: &mut World, id: u64, given: &Fields, rule: PriceRule) -> Updated {
    let version = world.settings.version;
    let Some(before) = world.products.get(id).cloned() else {
        return Updated::Refused(Vec::new());
    };
    let mut product = before.clone();
    let given: Fields = given
        .iter()
        .map(|(name, value)| (name.clone(), clean::clean(version, name, value.clone())))
        .collect();
    for (name, value) in &given {
        // The base is a part of the price, which has its own rule below.
        let stored = columns::stored(version, name, value).filter(|_| name != "price_base_type");
        if let Some(stored) = stored {
            product.columns.insert(name.clone(), stored);
        }
    }
    if matches!(product.text("label"), "" | "0") {
        product
            .columns
            .insert("label".into(), "MISSING LABEL".into());
    }
    complete_measures(version, &mut product);
    if is_reference_taken(world, product.text("ref"), Some(id)) {
        let error = "Error : ErrorProductAlreadyExists".to_string();
        return Updated::Refused(vec![error.clone(), error]);
    }
    if let Some(options) = options(version, &before, world, given.get("array_options")) {
        if let Err(error) = extrafields::replace(world, id, &options) {
            return Updated::Refused(vec![error.message().to_string()]);
        }
        product.extrafields = world
            .products
            .get(id)
            .and_then(|product| product.extrafields.clone());
    }

    let one_price = world.settings.price_mode == PriceMode::Unique;
    let writes_price = one_price || rule == PriceRule::Always;
    let price = if writes_price {
        change_price(&mut product, &before, &given)
    } else {
        Ok(None)
    };
    product.touched = true;
    if product.columns != before.columns {
        product.modified = clock::now();
    }
    world.products.insert(id, product);
    world.trigger_product("PRODUCT_MODIFY", id);
    if matches!(price, Ok(Some(_))) {
        world.trigger_product("PRODUCT_PRICE_MODIFY", id);
    }
    match price {
        Ok(price) => Updated::Done { price },
        Err(PriceRefused::BelowLowest) => {
            Updated::Refused(vec!["ErrorPriceCantBeLowerThanMinPrice".to_string()])
        }
        Err(PriceRefused::NotANumber) => Updated::Crashed,
    }
}

enum PriceRefused {
    BelowLowest,
    NotANumber,
}

/// Writes the price when something of it changed: the base, the rate, or the price in the base.
fn change_price(
    product: &mut Product,
    before: &Product,
    given: &Fields,
) -> Result<Option<prices::Change>, PriceRefused> {
    let base = given
        .get("price_base_type")
        .map_or_else(|| before.text("price_base_type").to_string(), php::text);
    let field = prices::field_of(&base);
    let old = before.columns.get(field).cloned().unwrap_or(Value::Null);
    let new = given.get(field).unwrap_or(&old);
    let changed = base != before.text("price_base_type")
        || product.text("tva_tx") != before.text("tva_tx")
        || prices::differ(new, &old);
    if !changed {
        return Ok(None);
    }
    if lowest::is_above(product, &base, new) {
        return Err(PriceRefused::BelowLowest);
    }
    let rate: Decimal = php::number(&product.text("tva_tx").into()).unwrap_or_default();
    let price = prices::Price::of_change(new, &base, rate).ok_or(PriceRefused::NotANumber)?;
    price.write_to(product);
    product
        .columns
        .insert("price_base_type".into(), base.clone().into());
    let rate_as_sent = given
        .get("tva_tx")
        .cloned()
        .unwrap_or_else(|| product.text("tva_tx").into());
    Ok(Some(prices::Change {
        price,
        base,
        rate: rate_as_sent,
    }))
}

/// The extrafields a PUT writes. 16 writes those that were sent and clears the others, 20 keeps the others; sending
/// none changes nothing.
fn options(
    version: Version,
    before: &Product,
    world: &World,
    given: Option<&Value>,
) -> Option<Fields> {
    let given = given.and_then(Value::as_object);
    match version {
        Version::V16 => given.filter(|options| !options.is_empty()).cloned(),
        Version::V20 => {
            let mut options: Fields = world
                .extrafields("product")
                .into_iter()
                .map(|field| {
                    let kept = before
                        .extrafields
                        .as_ref()
                        .and_then(|row| row.get(&field.name));
                    (
                        format!("options_{}", field.name),
                        kept.cloned().unwrap_or(Value::Null),
                    )
                })
                .collect();
            for (name, value) in given.into_iter().flatten() {
                options.insert(name.clone(), clean::clean(version, name, value.clone()));
            }
            Some(options)
        }
    }
}

/// Dolibarr gives width and height the unit of the length, and reckons a surface and a volume that are not set.
fn complete_measures(version: Version, product: &mut Product) {
    let unit = product.text("length_units").to_string();
    if unit.parse::<i64>().is_ok() {
        product
            .columns
            .insert("width_units".into(), unit.clone().into());
        product.columns.insert("height_units".into(), unit.into());
    }
    let measure = |product: &Product, name: &str| {
        php::number(&product.text(name).into()).filter(|number| !number.is_zero())
    };
    let same_unit =
        |product: &Product, other: &str| product.text("length_units") == product.text(other);
    let unit: i64 = product.text("length_units").parse().unwrap_or(0);
    let derive = |product: &mut Product, name: &str, value: Decimal, unit: i64| {
        let value = Value::String(value.normalize().to_string());
        let units = format!("{name}_units");
        for (column, value) in [
            (name, value),
            (units.as_str(), Value::String(unit.to_string())),
        ] {
            if let Some(stored) = columns::stored(version, column, &value) {
                product.columns.insert(column.to_string(), stored);
            }
        }
    };
    if measure(product, "surface").is_none() && same_unit(product, "width_units") {
        if let (Some(length), Some(width)) = (measure(product, "length"), measure(product, "width"))
        {
            derive(product, "surface", length * width, 2 * unit);
        }
    }
    if measure(product, "volume").is_none() && same_unit(product, "height_units") {
        if let (Some(surface), Some(height)) =
            (measure(product, "surface"), measure(product, "height"))
        {
            derive(product, "volume", surface * height, 3 * unit);
        }
    }
}

/// PUT answers the product as it is now, with the fields it did not know, and the price it wrote a second time.
fn answer(world: &World, id: u64, given: &Fields, price: Option<&prices::Change>) -> Answer {
    let Some(product) = world.products.get(id) else {
        return Answer::crash();
    };
    let mut fields = Renderer::new(world).render(product);
    for (name, value) in given {
        if !fields.contains_key(name) && name != "caller" {
            fields.insert(name.clone(), value.clone());
        }
    }
    if let Some(price) = price {
        price.show(world.settings.version, &mut fields);
    }
    Answer::json(fields)
}
