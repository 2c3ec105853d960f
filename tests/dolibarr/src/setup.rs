//! `/setup`: the countries, and the extrafields. Only 20 lets the API change extrafields.

use serde_json::{json, Map, Value};

use crate::api::{Answer, Call, Refusal, Route};
use crate::clock;
use crate::countries::{self, Country};
use crate::extrafields::ExtraField;
use crate::filter::{Cell, Row};
use crate::keys::Right;
use crate::list::List;
use crate::php;
use crate::settings::Version;
use crate::shapes::{set, Fields};
use crate::world::World;

pub const ROUTES: &[Route] = &[
    Route::new("GET", "dictionary/countries", list_countries),
    Route::new("GET", "extrafields", list_extrafields),
    Route::new("GET", "extrafields/{element}/{name}", get_extrafield).since_20(),
    Route::new("POST", "extrafields/{element}/{name}", post_extrafield).since_20(),
    Route::new("PUT", "extrafields/{element}/{name}", put_extrafield).since_20(),
    Route::new("DELETE", "extrafields/{element}/{name}", delete_extrafield).since_20(),
];

const COUNTRY_LIST: List = List {
    failure: "Error when retrieving list of countries",
    nothing: "No country found",
    sort: "code",
};

impl Row for Country {
    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        let column = column.strip_prefix("t.").unwrap_or(column);
        Some(match column {
            "rowid" => Cell::id(self.id),
            "code" => Cell::text(self.code),
            "code_iso" => self.code_iso.map_or(Cell::Null, Cell::text),
            "label" => Cell::text(self.label),
            "active" => Cell::id(1),
            _ => return None,
        })
    }
}

/// Every user may read the dictionary.
fn list_countries(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let countries = countries::all();
    let blank = countries[0];
    let page = COUNTRY_LIST.select(call, countries.iter(), &blank, &|table| world.ids_of(table))?;
    let items: Vec<Value> = page
        .rows
        .iter()
        .map(|country| {
            let mut fields = json!({
                "id": country.id.to_string(),
                "code": country.code,
                "code_iso": country.code_iso,
                "label": country.label,
                "active": "1",
            });
            if call.version == Version::V20 {
                fields["entity"] = Value::Null;
            }
            fields
        })
        .collect();
    Ok(Answer::json(items))
}

/// All extrafields by kind of record; 20 takes `elementtype`, 16 lists all the same.
fn list_extrafields(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    administers(call, "Only an admin user can get list of extrafields")?;
    let wanted = Some(call.argument("elementtype"))
        .filter(|element| !element.is_empty() && call.version >= Version::V20);
    let mut elements = Map::new();
    for element in elements_of(world) {
        if wanted.is_none_or(|wanted| wanted == element) {
            elements.insert(element.clone(), definitions(world.extrafields(&element)));
        }
    }
    Ok(Answer::json(elements))
}

fn elements_of(world: &World) -> Vec<String> {
    let of_module = crate::shapes::EXTRAFIELDS.get(world.settings.version);
    let mut elements: Vec<String> = of_module
        .keys()
        .filter(|_| world.settings.module_wpshop)
        .cloned()
        .collect();
    for field in &world.added_extrafields {
        if !elements.contains(&field.element) {
            elements.push(field.element.clone());
        }
    }
    elements
}

fn definitions(fields: Vec<ExtraField>) -> Value {
    fields
        .into_iter()
        .map(|field| (field.name, Value::Object(field.definition)))
        .collect::<Map<_, _>>()
        .into()
}

fn get_extrafield(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    administers(call, "Only an admin user can get list of extrafields")?;
    let (element, name) = (call.parameter("element"), call.parameter("name"));
    let mut fields = world.extrafields(element);
    fields.retain(|field| field.name == name);
    if fields.is_empty() {
        return Err(call.refusal(404, "Extrafield not found from attrname and elementtype"));
    }
    Ok(Answer::json(json!({element: definitions(fields)})))
}

fn post_extrafield(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    administers(call, "Only an admin user can create an extrafield")?;
    let (element, name) = (call.parameter("element"), call.parameter("name"));
    if world
        .extrafields(element)
        .iter()
        .any(|field| field.name == name)
    {
        let why = "Duplicate extrafield already found from attrname and elementtype";
        return Err(call.refusal(409, why));
    }
    call.needs_fields(&["label", "type"])?;
    let mut field = ExtraField {
        name: name.to_string(),
        element: element.to_string(),
        definition: new_definition(element, next_id(world)),
    };
    fill(&mut field.definition, &call.body);
    let id = id_of(&field);
    world.added_extrafields.push(field);
    Ok(Answer::json(id))
}

fn put_extrafield(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    administers(call, "Only an admin user can modify an extrafield")?;
    let id = next_id(world);
    let Some(field) = added(world, call) else {
        return Err(call.refusal(404, "Extrafield not found from attrname and elementtype"));
    };
    fill(&mut field.definition, &call.body);
    // Dolibarr writes its row anew.
    set(&mut field.definition, "id", id.to_string());
    Ok(Answer::json(id))
}

fn delete_extrafield(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    administers(call, "Only an admin user can delete an extrafield")?;
    let (element, name) = (call.parameter("element"), call.parameter("name"));
    if added(world, call).is_none() {
        return Err(call.refusal(404, "Extrafield not found from attrname and elementtype"));
    }
    world
        .added_extrafields
        .retain(|field| field.element != element || field.name != name);
    Ok(Answer::success(
        "Extrafield deleted from attrname and elementtype",
    ))
}

fn administers(call: &Call, message: &str) -> Result<(), Refusal> {
    call.needs_or(Right::Administer, message)
}

fn added<'a>(world: &'a mut World, call: &Call) -> Option<&'a mut ExtraField> {
    let (element, name) = (call.parameter("element"), call.parameter("name"));
    world
        .added_extrafields
        .iter_mut()
        .find(|field| field.element == element && field.name == name)
}

fn id_of(field: &ExtraField) -> u64 {
    let id = field.definition.get("id").map(php::integer);
    id.and_then(|id| u64::try_from(id).ok()).unwrap_or(0)
}

/// After the module's four.
fn next_id(world: &World) -> u64 {
    let last = world.added_extrafields.iter().map(id_of).max();
    last.unwrap_or(4) + 1
}

fn new_definition(element: &str, id: u64) -> Fields {
    let now = clock::now();
    let definition = json!({
        "id": id.to_string(), "type": "varchar", "label": "", "size": "", "elementtype": element,
        "default": null, "computed": null, "unique": "0", "required": "0", "param": "", "pos": "0",
        "alwayseditable": "0", "perms": null, "list": "0", "printable": "0", "totalizable": "0",
        "langs": null, "help": null, "css": null, "cssview": null, "csslist": null,
        "fk_user_author": "1", "fk_user_modif": "1", "datec": now, "tms": now,
    });
    definition.as_object().cloned().unwrap_or_default()
}

fn fill(definition: &mut Fields, given: &Fields) {
    for (name, value) in given {
        let value = if value.is_null() {
            Value::Null
        } else {
            php::text(value).into()
        };
        set(definition, name, value);
    }
}
