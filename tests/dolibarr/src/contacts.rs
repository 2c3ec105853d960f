//! `/contacts`.

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use crate::api::{Answer, Call, Refusal, Route};
use crate::clock;
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
];

const LIST: List = List {
    failure: "Error when retrieve contacts",
    nothing: "Contacts not found",
    sort: "t.rowid",
};

/// What can be written of a contact.
const COLUMNS: [&str; 12] = [
    "lastname",
    "firstname",
    "email",
    "phone_pro",
    "phone_perso",
    "phone_mobile",
    "address",
    "zip",
    "town",
    "poste",
    "note_public",
    "note_private",
];

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contact {
    pub id: u64,
    /// Of the third party.
    pub party: u64,
    pub columns: Fields,
    /// Seconds since 1970.
    pub created: i64,
    pub modified: i64,
}

impl Contact {
    fn blank(id: u64) -> Self {
        let now = clock::now_unix();
        Contact {
            id,
            party: 0,
            columns: Fields::new(),
            created: now,
            modified: now,
        }
    }

    fn fill(&mut self, given: &Fields) {
        for (name, value) in given {
            match name.as_str() {
                "socid" | "fk_soc" => self.party = u64::try_from(php::integer(value)).unwrap_or(0),
                name if COLUMNS.contains(&name) => {
                    let text = php::three_byte(php::text(value).trim());
                    self.columns.insert(name.to_string(), text.into());
                }
                _ => {}
            }
        }
    }
}

impl Row for Contact {
    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        let of = |name: &str| self.columns.get(name).map_or(Cell::Null, Cell::of);
        let column = column.strip_prefix("t.").unwrap_or(column);
        Some(match column {
            "rowid" => Cell::id(self.id),
            "fk_soc" => Cell::id(self.party),
            "lastname" | "firstname" | "email" | "zip" | "town" | "poste" => of(column),
            "phone" => of("phone_pro"),
            "datec" => Cell::Date(clock::local(self.created).into()),
            "tms" => Cell::Date(clock::local(self.modified).into()),
            _ => return None,
        })
    }
}

fn list(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs_or(Right::Read, "No permission to read contacts")?;
    let blank = Contact::blank(0);
    let page = LIST.select(call, world.contacts.iter(), &blank, &|table| {
        world.ids_of(table)
    })?;
    let items: Vec<Value> = page
        .rows
        .iter()
        .map(|contact| {
            let mut fields = render(world, contact);
            set(&mut fields, "roles", json!([]));
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
    call.needs_or(Right::Read, "No permission to read contacts")?;
    match world.contacts.get(call.id("id")) {
        Some(contact) => Ok(Answer::json(render(world, contact))),
        None => Err(call.refusal(404, "Contact not found")),
    }
}

fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs_or(Right::Write, "No permission to create/update contacts")?;
    call.needs_fields(&["lastname"])?;
    let id = world.contacts.next_id();
    let mut contact = Contact::blank(id);
    contact.fill(&call.body);
    world.contacts.insert(id, contact);
    Ok(Answer::json(id))
}

fn put(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs_or(Right::Write, "No permission to create/update contacts")?;
    let id = call.id("id");
    let Some(contact) = world.contacts.get_mut(id) else {
        return Err(call.refusal(404, "Contact not found"));
    };
    contact.fill(&call.body);
    contact.modified = clock::now_unix();
    let contact = contact.clone();
    let mut fields = render(world, &contact);
    set(&mut fields, "photo", "");
    if call.version == Version::V20 {
        fields.insert("trackid".into(), format!("ctc{id}").into());
        fields.shift_remove("actiontypecode");
    }
    Ok(Answer::json(fields))
}

fn render(world: &World, contact: &Contact) -> Fields {
    let mut fields = shapes::CONTACT.blank(world.settings.version);
    for (name, value) in &contact.columns {
        set(&mut fields, name, value.clone());
    }
    set(&mut fields, "id", contact.id.to_string());
    set(&mut fields, "ref", contact.id.to_string());
    set(
        &mut fields,
        "mail",
        contact.columns.get("email").cloned().unwrap_or_default(),
    );
    if let Some(party) = world.thirdparties.get(contact.party) {
        set(&mut fields, "socid", contact.party.to_string());
        set(&mut fields, "fk_soc", contact.party.to_string());
        set(&mut fields, "socname", party.text("name"));
    }
    set(&mut fields, "date_creation", contact.created);
    set(&mut fields, "date_modification", contact.modified);
    fields
}
