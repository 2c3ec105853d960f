//! `/warehouses`.

use serde::{Deserialize, Serialize};

use crate::api::{Answer, Call, Refusal, Route};
use crate::filter::{Cell, Row};
use crate::keys::Right;
use crate::list::List;
use crate::php;
use crate::settings::Version;
use crate::shapes::{self, set, Fields};
use crate::world::World;

pub const ROUTES: &[Route] = &[
    Route::new("GET", "", list),
    Route::new("POST", "", post),
    Route::new("GET", "{id:int}", get),
];

const LIST: List = List {
    failure: "Error when retrieve warehouse list",
    nothing: "No warehouse found",
    sort: "t.rowid",
};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Warehouse {
    pub id: u64,
    pub label: String,
    /// Its short name.
    pub place: String,
}

impl Row for Warehouse {
    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        let column = column.strip_prefix("t.").unwrap_or(column);
        Some(match column {
            "rowid" => Cell::id(self.id),
            "ref" => Cell::text(&self.label),
            "lieu" => Cell::text(&self.place),
            "statut" => Cell::id(1),
            "fk_parent" => Cell::Null,
            _ => return None,
        })
    }
}

fn list(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let blank = Warehouse {
        id: 0,
        label: String::new(),
        place: String::new(),
    };
    let page = LIST.select(call, world.warehouses.iter(), &blank, &|table| {
        world.ids_of(table)
    })?;
    let items = page
        .rows
        .iter()
        .map(|warehouse| render(call, warehouse).into());
    LIST.answer(call, items.collect())
}

fn get(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    match world.warehouses.get(call.id("id")) {
        Some(warehouse) => Ok(Answer::json(render(call, warehouse))),
        None => Err(call.refusal(404, "warehouse not found")),
    }
}

fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    call.needs_fields(&["label"])?;
    let text = |name: &str| call.body.get(name).map(php::text).unwrap_or_default();
    let id = world.warehouses.next_id();
    world.warehouses.insert(
        id,
        Warehouse {
            id,
            label: text("label"),
            place: text("lieu"),
        },
    );
    Ok(Answer::json(id))
}

fn render(call: &Call, warehouse: &Warehouse) -> Fields {
    let mut fields = shapes::WAREHOUSE.blank(call.version);
    set(&mut fields, "id", warehouse.id.to_string());
    set(&mut fields, "ref", warehouse.label.as_str());
    set(&mut fields, "label", warehouse.label.as_str());
    if call.version == Version::V16 {
        set(&mut fields, "libelle", warehouse.label.as_str());
    }
    set(&mut fields, "lieu", warehouse.place.as_str());
    fields
}
