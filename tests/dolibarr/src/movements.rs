//! `/stockmovements`: the only way to change a stock.

use serde::{Deserialize, Serialize};

use crate::api::{Answer, Call, Refusal, Route};
use crate::clock;
use crate::filter::{Cell, Row};
use crate::keys::Right;
use crate::list::List;
use crate::php;
use crate::shapes::{self, set, Fields};
use crate::world::World;

pub const ROUTES: &[Route] = &[Route::new("GET", "", list), Route::new("POST", "", post)];

const LIST: List = List {
    failure: "Error when retrieve stock movement list",
    nothing: "No stock movement found",
    sort: "t.rowid",
};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Movement {
    pub id: u64,
    pub product: u64,
    pub warehouse: u64,
    pub quantity: i64,
    pub label: String,
    /// `inventorycode`.
    pub code: Option<String>,
    /// Seconds since 1970.
    pub at: i64,
}

impl Row for Movement {
    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        let column = column.strip_prefix("t.").unwrap_or(column);
        Some(match column {
            "rowid" => Cell::id(self.id),
            "fk_product" => Cell::id(self.product),
            "fk_entrepot" => Cell::id(self.warehouse),
            "value" => Cell::Number(self.quantity.into()),
            "label" => Cell::text(&self.label),
            "inventorycode" => self.code.as_deref().map_or(Cell::Null, Cell::text),
            "datem" | "tms" => Cell::Date(clock::local(self.at).into()),
            _ => return None,
        })
    }
}

fn list(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let blank = Movement {
        id: 0,
        product: 0,
        warehouse: 0,
        quantity: 0,
        label: String::new(),
        code: None,
        at: 0,
    };
    let page = LIST.select(call, world.movements.iter(), &blank, &|table| {
        world.ids_of(table)
    })?;
    let items = page
        .rows
        .iter()
        .map(|movement| render(call, movement).into());
    LIST.answer(call, items.collect())
}

fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let product = call.required("product_id")?.parse().unwrap_or(0);
    let warehouse = call.required("warehouse_id")?.parse().unwrap_or(0);
    let quantity = php::integer(&call.required("qty")?.into());
    call.needs(Right::Write)?;
    if quantity == 0 {
        return Err(call.refusal(
            503,
            "Making a stock movement with a quantity of 0 is not possible",
        ));
    }
    let known_warehouse = world.warehouses.get(warehouse).is_some();
    let now = clock::now();
    let Some(record) = world.products.get_mut(product).filter(|_| known_warehouse) else {
        return Err(call.refusal(503, "Error when create stock movement : "));
    };
    *record.stock.entry(warehouse).or_insert(0) += quantity;
    record.modified = now;
    let id = world.movements.next_id();
    let text = |name: &str| call.body.get(name).map(php::text);
    let movement = Movement {
        id,
        product,
        warehouse,
        quantity,
        label: text("movementlabel").unwrap_or_default(),
        code: text("movementcode").filter(|code| !code.is_empty()),
        at: clock::now_unix(),
    };
    world.trigger("STOCK_MOVEMENT", render(call, &movement).into());
    world.movements.insert(id, movement);
    Ok(Answer::json(id))
}

fn render(call: &Call, movement: &Movement) -> Fields {
    let mut fields = shapes::MOVEMENT.blank(call.version);
    set(&mut fields, "id", movement.id.to_string());
    set(&mut fields, "product_id", movement.product.to_string());
    set(&mut fields, "warehouse_id", movement.warehouse.to_string());
    set(&mut fields, "qty", movement.quantity.to_string());
    // 3 is an entry by hand, 2 a removal.
    set(
        &mut fields,
        "type",
        if movement.quantity > 0 { "3" } else { "2" },
    );
    set(&mut fields, "label", movement.label.as_str());
    set(&mut fields, "inventorycode", movement.code.clone());
    set(&mut fields, "tms", movement.at);
    set(&mut fields, "datem", movement.at);
    fields
}
