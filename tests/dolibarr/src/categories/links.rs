use serde_json::Value;

use crate::api::{Answer, Call, Refusal};
use crate::keys::Right;
use crate::products;
use crate::settings::Version;
use crate::shapes::{self, set};
use crate::world::World;

use super::{found, options};

/// The products of a category.
pub(super) fn objects(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let id = found(world, call)?.id;
    let renderer = products::Renderer::new(world);
    let items: Vec<Value> = world
        .products
        .iter()
        .filter(|product| world.products_in_categories.contains(&(id, product.id)))
        .map(|product| renderer.render(product).into())
        .collect();
    Ok(Answer::json(items))
}

pub(super) fn link(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let pair = pair(world, call)?;
    world.products_in_categories.insert(pair);
    Ok(done(call, "linked to"))
}

pub(super) fn unlink(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let pair = pair(world, call)?;
    world.products_in_categories.remove(&pair);
    Ok(done(call, "unlinked from"))
}

/// 20 corrected a word of the message.
fn done(call: &Call, deed: &str) -> Answer {
    let word = match call.version {
        Version::V16 => "succefully",
        Version::V20 => "successfully",
    };
    Answer::success(&format!("Objects {word} {deed} the category"))
}

/// The category and the product that a path names.
fn pair(world: &World, call: &Call) -> Result<(u64, u64), Refusal> {
    call.needs(Right::Write)?;
    let category = found(world, call)?.id;
    let product = call.id("object");
    if call.parameter("type") != "product" || world.products.get(product).is_none() {
        return Err(call.refusal(404, "object not found"));
    }
    Ok((category, product))
}

/// The categories of a product. Of one that has none: 404 in 16, and the status 600 in 20.
pub(super) fn of_object(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let found = match call.parameter("type") {
        "product" => of_product(world, call.id("object")),
        _ => Vec::new(),
    };
    if found.is_empty() {
        return Err(match call.version {
            Version::V16 => call.refusal(404, "No category found for this object"),
            Version::V20 => call
                .refusal(600, "Error when fetching object categories")
                .with([Value::Null]),
        });
    }
    Ok(Answer::json(found))
}

/// The categories of a product, in the short form that `/products/{id}/categories` answers.
pub fn of_product(world: &World, product: u64) -> Vec<Value> {
    let version = world.settings.version;
    let fields = world.extrafields("categorie");
    world
        .categories
        .iter()
        .filter(|category| {
            world
                .products_in_categories
                .contains(&(category.id, product))
        })
        .map(|category| {
            let mut brief = shapes::CATEGORY_BRIEF.blank(version);
            set(&mut brief, "id", category.id.to_string());
            set(&mut brief, "label", category.label.as_str());
            set(&mut brief, "description", category.description.as_str());
            set(&mut brief, "fk_parent", category.parent);
            set(
                &mut brief,
                "array_options",
                options(version, &fields, category),
            );
            brief.into()
        })
        .collect()
}
