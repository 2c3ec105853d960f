//! `/categories`, of products.

mod links;

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use crate::api::{Answer, Call, Refusal, Route};
use crate::clock;
use crate::extrafields::{self, ExtraField};
use crate::filter::{Cell, Row};
use crate::keys::Right;
use crate::list::List;
use crate::php;
use crate::settings::Version;
use crate::shapes::{self, set, Fields};
use crate::world::World;

pub use links::of_product;

pub const ROUTES: &[Route] = &[
    Route::new("GET", "", list),
    Route::new("POST", "", post),
    Route::new("GET", "{id:int}", get),
    Route::new("PUT", "{id:int}", put),
    Route::new("DELETE", "{id:int}", delete),
    Route::new("GET", "{id:int}/objects", links::objects),
    Route::new("POST", "{id:int}/objects/{type}/{object:int}", links::link),
    Route::new(
        "DELETE",
        "{id:int}/objects/{type}/{object:int}",
        links::unlink,
    ),
    Route::new("GET", "object/{type}/{object:int}", links::of_object),
];

const LIST: List = List {
    failure: "Error when retrieve category list",
    nothing: "No category found",
    sort: "t.rowid",
};

/// A category of products.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Category {
    pub id: u64,
    pub label: String,
    pub description: String,
    pub parent: i64,
    pub extrafields: Option<Fields>,
    /// Seconds since 1970.
    pub created: i64,
    /// Whether it was changed since it was created.
    pub touched: bool,
}

impl Row for Category {
    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        let column = column.strip_prefix("t.").unwrap_or(column);
        Some(match column {
            "rowid" => Cell::id(self.id),
            "label" => Cell::text(&self.label),
            "description" => Cell::text(&self.description),
            "fk_parent" => Cell::Number(self.parent.into()),
            "type" => Cell::id(0),
            "ref_ext" => Cell::Null,
            "date_creation" | "tms" => Cell::Date(clock::local(self.created).into()),
            _ => return None,
        })
    }
}

/// How the API names the kinds of categories; only products have any here.
fn is_kind(kind: &str) -> bool {
    matches!(
        kind,
        "" | "product"
            | "supplier"
            | "customer"
            | "member"
            | "contact"
            | "account"
            | "project"
            | "user"
    )
}

fn list(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let kind = call.argument("type");
    if !is_kind(kind) {
        let why = "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near 'ORDER BY t.rowid ASC LIMIT 101' at line 1";
        return Err(LIST.database_error(call, why));
    }
    let blank = blank(0);
    let rows = world
        .categories
        .iter()
        .filter(|_| matches!(kind, "" | "product"));
    let page = LIST.select(call, rows, &blank, &|table| world.ids_of(table))?;
    let items = page
        .rows
        .iter()
        .map(|category| render(world, category).into());
    LIST.answer(call, items.collect())
}

fn get(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let category = found(world, call)?;
    Ok(Answer::json(render(world, category)))
}

fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    call.needs_fields(&["label", "type"])?;
    let id = world.categories.next_id();
    let mut category = blank(id);
    fill(world, &mut category, &call.body);
    let taken = world
        .categories
        .iter()
        .any(|other| other.parent == category.parent && other.label == category.label);
    if taken {
        let why = format!(
            "Impossible to add the tag/category {} : This category already exists with this ref",
            category.label
        );
        return Err(call
            .refusal(500, "Error when creating category")
            .with([Value::String(why)]));
    }
    world.categories.insert(id, category);
    Ok(Answer::json(id))
}

fn put(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let mut category = found(world, call)?.clone();
    fill(world, &mut category, &call.body);
    category.touched = true;
    let mut answer = render(world, &category);
    set(&mut answer, "ref_ext", "");
    world.categories.insert(category.id, category);
    Ok(Answer::json(answer))
}

fn delete(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let id = found(world, call)?.id;
    world.categories.remove(id);
    world
        .products_in_categories
        .retain(|(category, _)| *category != id);
    Ok(Answer::success("Category deleted"))
}

fn found<'a>(world: &'a World, call: &Call) -> Result<&'a Category, Refusal> {
    world
        .categories
        .get(call.id("id"))
        .ok_or_else(|| call.refusal(404, "category not found"))
}

fn blank(id: u64) -> Category {
    Category {
        id,
        label: String::new(),
        description: String::new(),
        parent: 0,
        extrafields: None,
        created: clock::now_unix(),
        touched: false,
    }
}

/// Writes what was sent. A value that an extrafield cannot hold is left out.
fn fill(world: &World, category: &mut Category, given: &Fields) {
    for (name, value) in given {
        match name.as_str() {
            "label" => category.label = php::three_byte(&php::text(value)),
            "description" => category.description = php::three_byte(&php::text(value)),
            "fk_parent" => category.parent = php::integer(value),
            "array_options" => {
                for field in world.extrafields("categorie") {
                    let sent = value.get(format!("options_{}", field.name));
                    if let Some(Ok(stored)) = sent.map(|value| field.stored(value)) {
                        let row = category.extrafields.get_or_insert_default();
                        row.insert(field.name, stored);
                    }
                }
            }
            _ => {}
        }
    }
}

/// `[]` in 16 for a category without a row; in 20 every extrafield that exists.
fn options(version: Version, fields: &[ExtraField], category: &Category) -> Value {
    match (&category.extrafields, version) {
        (None, Version::V16) => json!([]),
        (row, _) => extrafields::options(fields, row.as_ref()),
    }
}

fn render(world: &World, category: &Category) -> Fields {
    let version = world.settings.version;
    let mut fields = shapes::CATEGORY.blank(version);
    let options = options(version, &world.extrafields("categorie"), category);
    set(&mut fields, "id", category.id.to_string());
    set(&mut fields, "label", category.label.as_str());
    set(&mut fields, "description", category.description.as_str());
    set(&mut fields, "fk_parent", category.parent);
    set(&mut fields, "array_options", options);
    set(&mut fields, "date_creation", category.created);
    set(&mut fields, "date_modification", category.created);
    if category.touched {
        set(&mut fields, "user_modification_id", 1);
        if version == Version::V16 {
            set(&mut fields, "user_modification", 1);
        }
    }
    fields
}
