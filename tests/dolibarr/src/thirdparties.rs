//! `/thirdparties`.

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use crate::api::{Answer, Call, Refusal, Route};
use crate::clock;
use crate::countries;
use crate::extrafields;
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
    Route::new("PUT", "{id:int}", put),
    Route::new("GET", "email/{email}", by_email),
];

const LIST: List = List {
    failure: "Error when retrieve thirdparties",
    nothing: "Thirdparties not found",
    sort: "t.rowid",
};

/// What can be written of a third party.
const COLUMNS: [&str; 16] = [
    "name",
    "name_alias",
    "address",
    "zip",
    "town",
    "country_id",
    "phone",
    "fax",
    "email",
    "url",
    "client",
    "fournisseur",
    "code_client",
    "note_public",
    "note_private",
    "tva_intra",
];

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ThirdParty {
    pub id: u64,
    pub columns: Fields,
    pub extrafields: Option<Fields>,
    /// Seconds since 1970.
    pub created: i64,
    pub modified: i64,
}

impl ThirdParty {
    fn blank(id: u64) -> Self {
        let now = clock::now_unix();
        ThirdParty {
            id,
            columns: Fields::new(),
            extrafields: None,
            created: now,
            modified: now,
        }
    }

    pub fn text(&self, column: &str) -> &str {
        self.columns
            .get(column)
            .and_then(Value::as_str)
            .unwrap_or("")
    }

    fn fill(&mut self, given: &Fields) {
        for (name, value) in given {
            if COLUMNS.contains(&name.as_str()) {
                let text = php::three_byte(php::text(value).trim());
                self.columns.insert(name.clone(), text.into());
            }
        }
    }
}

impl Row for ThirdParty {
    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        let of = |name: &str| self.columns.get(name).map_or(Cell::Null, Cell::of);
        if let Some(name) = column.strip_prefix("ef.") {
            let value = self.extrafields.as_ref().and_then(|row| row.get(name));
            return Some(value.map_or(Cell::Null, Cell::of));
        }
        let column = column.strip_prefix("t.").unwrap_or(column);
        Some(match column {
            "rowid" => Cell::id(self.id),
            "nom" => of("name"),
            "client" | "fournisseur" => of(column).into_number(),
            "email" | "code_client" | "address" | "zip" | "town" | "phone" | "name_alias"
            | "tva_intra" => of(column),
            "fk_pays" => of("country_id").into_number(),
            "datec" => Cell::Date(clock::local(self.created).into()),
            "tms" => Cell::Date(clock::local(self.modified).into()),
            "status" => Cell::id(1),
            _ => return None,
        })
    }
}

fn list(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let blank = ThirdParty::blank(0);
    let page = LIST.select(call, world.thirdparties.iter(), &blank, &|table| {
        world.ids_of(table)
    })?;
    let items: Vec<Value> = page
        .rows
        .iter()
        .map(|party| {
            let mut fields = render(world, party);
            fields.shift_remove("absolute_discount");
            fields.shift_remove("absolute_creditnote");
            fields.into()
        })
        .collect();
    // Both versions answer 404 here.
    if items.is_empty() {
        return Err(call.refusal(404, LIST.nothing));
    }
    Ok(Answer::json(items))
}

fn get(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    one(world, call, |party| party.id == call.id("id"))
}

fn by_email(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    one(world, call, |party| {
        party.text("email") == call.parameter("email")
    })
}

fn one(world: &World, call: &Call, is_it: impl Fn(&ThirdParty) -> bool) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    match world.thirdparties.iter().find(|party| is_it(party)) {
        Some(party) => Ok(Answer::json(render(world, party))),
        None => Err(call.refusal(404, "Thirdparty not found")),
    }
}

fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    call.needs_fields(&["name"])?;
    let id = world.thirdparties.next_id();
    let mut party = ThirdParty::blank(id);
    party.fill(&call.body);
    if matches!(party.text("code_client"), "-1" | "auto") {
        party
            .columns
            .insert("code_client".into(), next_code(world).into());
    }
    let code = party.text("code_client");
    let taken = |other: &ThirdParty| !code.is_empty() && other.text("code_client") == code;
    if world.thirdparties.iter().any(taken) {
        return Err(call
            .refusal(500, "Error creating thirdparty")
            .with([json!(""), json!("ErrorCustomerCodeAlreadyUsed")]));
    }
    world.thirdparties.insert(id, party);
    Ok(Answer::json(id))
}

/// The customer code after the last of this month: `CU2611-00002`.
fn next_code(world: &World) -> String {
    let prefix = format!("CU{}-", clock::year_month(clock::now_unix()));
    let last = world
        .thirdparties
        .iter()
        .filter_map(|party| {
            party
                .text("code_client")
                .strip_prefix(&prefix)?
                .parse::<u64>()
                .ok()
        })
        .max()
        .unwrap_or(0);
    format!("{prefix}{:05}", last + 1)
}

fn put(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let id = call.id("id");
    let Some(party) = world.thirdparties.get_mut(id) else {
        return Err(call.refusal(404, "Thirdparty not found"));
    };
    party.fill(&call.body);
    party.modified = clock::now_unix();
    let party = party.clone();
    let mut fields = render(world, &party);
    fields.insert("socid".into(), id.into());
    fields.insert("trackid".into(), format!("thi{id}").into());
    if call.version == Version::V20 {
        fields.shift_remove("actiontypecode");
    }
    Ok(Answer::json(fields))
}

fn render(world: &World, party: &ThirdParty) -> Fields {
    let mut fields = shapes::THIRDPARTY.blank(world.settings.version);
    for (name, value) in &party.columns {
        set(&mut fields, name, value.clone());
    }
    set(&mut fields, "id", party.id.to_string());
    set(&mut fields, "ref", party.id.to_string());
    let country = party.text("country_id").parse().unwrap_or(0);
    set(&mut fields, "country_code", countries::code(country));
    if let Some(row) = &party.extrafields {
        let options = extrafields::options(&world.extrafields("societe"), Some(row));
        set(&mut fields, "array_options", options);
    }
    set(&mut fields, "date_creation", party.created);
    set(&mut fields, "date_modification", party.modified);
    fields
}
