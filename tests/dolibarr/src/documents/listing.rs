use serde_json::Value;

use crate::api::{Answer, Call, Refusal};
use crate::keys::Right;
use crate::list::List;
use crate::settings::Version;
use crate::world::World;

use super::render::{self, View};
use super::{found, Document, Kind};

fn list_of(kind: Kind) -> List {
    let (failure, nothing) = match kind {
        Kind::Order => ("Error when retrieve commande list", "No order found"),
        Kind::Invoice => ("Error when retrieve invoice list", "No invoice found"),
        Kind::Proposal => ("Error when retrieve propal list", "No proposal found"),
    };
    List {
        failure,
        nothing,
        sort: "t.rowid",
    }
}

pub(super) fn list(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let world = &*world;
    let kind = Kind::of(call);
    let list = list_of(kind);
    let parties: Vec<&str> = call
        .argument("thirdparty_ids")
        .split(',')
        .filter(|id| !id.is_empty())
        .collect();
    let rows = kind.table(world).iter().filter(|document| {
        (parties.is_empty() || parties.contains(&document.party.to_string().as_str()))
            && has_status(document, call.argument("status"))
    });
    let page = list.select(call, rows, &blank(), &|table| world.ids_of(table))?;
    let items: Vec<Value> = page
        .rows
        .iter()
        .map(|document| {
            projected(
                call,
                render::document(world, kind, document, View::List).into(),
            )
        })
        .collect();
    list.answer(call, items)
}

/// The argument `status` of `/invoices`.
fn has_status(document: &Document, status: &str) -> bool {
    match status {
        "draft" => document.status == 0,
        "unpaid" => document.status == 1,
        "paid" => document.is_paid(),
        "cancelled" => false,
        _ => true,
    }
}

/// Only the `properties` asked for, since 20.
fn projected(call: &Call, record: Value) -> Value {
    let wanted: Vec<&str> = call
        .argument("properties")
        .split(',')
        .map(str::trim)
        .collect();
    match record {
        Value::Object(fields) if call.version >= Version::V20 && wanted != [""] => fields
            .into_iter()
            .filter(|(name, _)| wanted.contains(&name.as_str()))
            .collect::<crate::shapes::Fields>()
            .into(),
        record => record,
    }
}

pub(super) fn get(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let document = found(world, call)?;
    Ok(Answer::json(render::document(
        world,
        Kind::of(call),
        document,
        View::One,
    )))
}

pub(super) fn by_ref(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let kind = Kind::of(call);
    let found = kind
        .table(world)
        .iter()
        .find(|document| document.reference == call.parameter("ref"));
    match found {
        Some(document) => Ok(Answer::json(render::document(
            world,
            kind,
            document,
            View::One,
        ))),
        None => Err(call.refusal(404, kind.unknown())),
    }
}

pub(super) fn lines(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let document = found(world, call)?;
    Ok(Answer::json(render::lines(
        world,
        Kind::of(call),
        document,
        View::Lines,
    )))
}

fn blank() -> Document {
    Document {
        id: 0,
        reference: String::new(),
        party: 0,
        status: 0,
        kind: 0,
        date: 0,
        created: 0,
        modified: 0,
        validated: None,
        ends: 0,
        days: 0,
        lines: Vec::new(),
        payments: Vec::new(),
        billed: false,
        means: 0,
    }
}
