use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::api::{Answer, Call, Refusal};
use crate::clock;
use crate::keys::Right;
use crate::php;
use crate::settings::Version;
use crate::world::World;

use super::render::{self, View};
use super::{found, Document, Kind, Line};

pub(super) fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    call.needs_fields(&["socid"])?;
    let kind = Kind::of(call);
    let number = |name: &str| call.body.get(name).map_or(0, php::integer);
    let party = u64::try_from(number("socid")).unwrap_or(0);
    if world.thirdparties.get(party).is_none() {
        return unknown_party(call, kind);
    }
    let lines = match call.body.get("lines") {
        Some(Value::Array(lines)) => new_lines(kind, world, lines),
        _ => Vec::new(),
    };
    let id = kind.table(world).next_id();
    let now = clock::now_unix();
    let date = match number("date") {
        0 => now,
        date => date,
    };
    let days = number("duree_validite");
    let document = Document {
        id,
        reference: format!("(PROV{id})"),
        party,
        status: 0,
        kind: u8::try_from(number("type")).unwrap_or(0),
        date,
        created: now,
        modified: now,
        validated: None,
        ends: date + days * 24 * 60 * 60,
        days,
        lines,
        payments: Vec::new(),
        billed: false,
        means: number("mode_reglement_id"),
    };
    kind.table_mut(world).insert(id, document);
    Ok(Answer::json(id))
}

/// The database's foreign key refuses; 16 shows a page with the JSON behind it.
fn unknown_party(call: &Call, kind: Kind) -> Result<Answer, Refusal> {
    let (noun, table) = match kind {
        Kind::Order => ("order", "commande"),
        Kind::Invoice => ("invoice", "facture"),
        Kind::Proposal => ("proposal", "propal"),
    };
    let refusal = call.refusal(500, &format!("Error creating {noun}"));
    match call.version {
        Version::V16 => Ok(Answer::spoiled(refusal.with([Value::Null]))),
        Version::V20 => Err(refusal.with([Value::String(format!(
            "Cannot add or update a child row: a foreign key constraint fails (`dolibarr`.`llx_{table}`, CONSTRAINT `fk_{table}_fk_soc` FOREIGN KEY (`fk_soc`) REFERENCES `llx_societe` (`rowid`))"
        ))])),
    }
}

fn new_lines(kind: Kind, world: &World, given: &[Value]) -> Vec<Line> {
    let last = kind
        .table(world)
        .iter()
        .flat_map(|document| &document.lines)
        .map(|line| line.id)
        .max()
        .unwrap_or(0);
    (last + 1..)
        .zip(given.iter().filter_map(Value::as_object))
        .map(|(id, given)| new_line(id, given))
        .collect()
}

fn new_line(id: u64, given: &Map<String, Value>) -> Line {
    let decimal = |name: &str| {
        given
            .get(name)
            .and_then(php::number)
            .unwrap_or(Decimal::ZERO)
    };
    let product = given.get("fk_product").map_or(0, php::integer);
    Line {
        id,
        product: u64::try_from(product).ok().filter(|product| *product > 0),
        description: given.get("desc").map(php::text).unwrap_or_default(),
        quantity: decimal("qty"),
        unit_price: decimal("subprice"),
        rate: decimal("tva_tx"),
    }
}

pub(super) fn validate(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Write)?;
    let kind = Kind::of(call);
    let mut document = found(world, call)?.clone();
    if document.status > 0 {
        return Err(call.refusal(
            304,
            "Error nothing done. May be object is already validated",
        ));
    }
    let now = clock::now_unix();
    let (letters, month) = match kind {
        Kind::Order => ("CO", clock::year_month(document.date)),
        Kind::Invoice => ("FA", clock::year_month(document.date)),
        Kind::Proposal => ("PR", clock::year_month(now)),
    };
    document.reference = next_reference(kind, world, &format!("{letters}{month}-"));
    document.status = 1;
    document.validated = Some(now);
    document.modified = now;
    kind.table_mut(world).insert(document.id, document.clone());
    Ok(Answer::json(render::document(
        world,
        kind,
        &document,
        View::Validated,
    )))
}

fn next_reference(kind: Kind, world: &World, prefix: &str) -> String {
    let last = kind
        .table(world)
        .iter()
        .filter_map(|document| document.reference.strip_prefix(prefix)?.parse::<u64>().ok())
        .max()
        .unwrap_or(0);
    format!("{prefix}{:04}", last + 1)
}
