use serde_json::{json, Value};

use crate::api::{Answer, Call, Refusal};
use crate::keys::Right;
use crate::list::List;
use crate::settings::Version;
use crate::world::World;

use super::{Product, Renderer};

const LIST: List = List {
    failure: "Error when retrieve product list",
    nothing: "No product found",
    sort: "t.ref",
};

pub(super) fn list(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    if !call.may(Right::Read) {
        return Err(call.refusal(403, ""));
    }
    let world = &*world;
    let wanted_type = match call.number("mode") {
        Some(1) => Some("0"),
        Some(2) => Some("1"),
        _ => None,
    };
    let category = call.number("category").filter(|category| *category > 0);
    let rows = world.products.iter().filter(|product| {
        wanted_type.is_none_or(|wanted| product.text("type") == wanted)
            && category.is_none_or(|category| world.is_in_category(category, product.id))
    });
    let mut blank = Product::blank(0);
    blank.extrafields = Some(
        world
            .extrafields("product")
            .into_iter()
            .map(|field| (field.name, Value::Null))
            .collect(),
    );
    let page = LIST.select(call, rows, &blank, &|table| world.ids_of(table))?;
    let renderer = Renderer::new(world);
    let items: Vec<Value> = page
        .rows
        .iter()
        .map(|product| {
            if call.flag("ids_only") {
                return product.id.to_string().into();
            }
            projected(call, renderer.render_for(call, product).into())
        })
        .collect();
    if items.is_empty() && call.version == Version::V16 {
        return Err(call.refusal(404, LIST.nothing));
    }
    if call.flag("pagination_data") {
        return Ok(page
            .paginated(items)
            .map_or_else(Answer::crash, Answer::json));
    }
    LIST.answer(call, items)
}

/// Only the `properties` asked for, since 20; 16 does not know the argument.
fn projected(call: &Call, record: Value) -> Value {
    let wanted = call.argument("properties");
    match record {
        Value::Object(fields) if call.version >= Version::V20 && !wanted.is_empty() => {
            let wanted: Vec<&str> = wanted.split(',').map(str::trim).collect();
            let kept: crate::shapes::Fields = fields
                .into_iter()
                .filter(|(name, _)| wanted.contains(&name.as_str()))
                .collect();
            json!(kept)
        }
        record => record,
    }
}
