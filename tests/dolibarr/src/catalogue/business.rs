//! Customers and what they ordered: third parties with contacts, categories, proposals, orders, invoices and payments,
//! always the same ones, over the products that are there.

use rust_decimal::Decimal;
use serde_json::{json, Map, Value};

use crate::categories::Category;
use crate::contacts::Contact;
use crate::documents::{Document, Line, Origin, Payment};
use crate::thirdparties::ThirdParty;
use crate::world::World;

use super::large::{pick, scatter};

const FIRST_NAMES: [&str; 12] = [
    "Camille", "Léa", "Hugo", "Zoé", "Noël", "Inès", "Loïc", "Maëlle", "Théo", "Chloé", "Anaïs",
    "Jules",
];

const LAST_NAMES: [&str; 12] = [
    "Martin", "Lefèvre", "Dubois", "Garçon", "Moreau", "d’Arcy", "Roux", "Noël", "Faure", "Blanc",
    "Guérin", "Muñoz",
];

const TOWNS: [(&str, &str); 8] = [
    ("34000", "Montpellier"),
    ("34200", "Sète"),
    ("75011", "Paris"),
    ("69001", "Lyon"),
    ("01000", "Bourg-en-Bresse"),
    ("35400", "Saint-Malo"),
    ("67000", "Strasbourg"),
    ("13008", "Marseille"),
];

/// Name, and the number of what it lies below; one of them has a lower number than its parent.
const CATEGORIES: [(&str, u64); 8] = [
    ("Maison", 0),
    ("Cuisine", 1),
    ("Décoration", 1),
    ("Mode", 0),
    ("Écharpes & bonnets", 4),
    ("Rouge", 3),
    ("Rouge", 4),
    ("Bougies", 3),
];

/// 21 September 2026, about noon.
const BEGIN: i64 = 1_790_000_000;
const DAY: i64 = 24 * 60 * 60;

/// How much of each there is.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub parties: u64,
    pub orders: u64,
}

impl Size {
    /// As much as a shop with so many products may have.
    pub(super) fn of_shop_with(products: u64) -> Self {
        Size {
            parties: products / 5 + 2,
            orders: products / 2 + 4,
        }
    }
}

/// Adds them to a Dolibarr; every product that nothing in the shop is associated with may have been sold.
pub(super) fn add(world: &mut World, size: Size) {
    let sold: Vec<u64> = world
        .products
        .iter()
        .filter(|product| product.extrafield("_wps_id").is_empty())
        .map(|product| product.id)
        .collect();
    categories(world, &sold);
    for id in 1..=size.parties {
        world.thirdparties.insert(id, party(id));
        if id % 2 == 0 {
            let contact_id = world.contacts.next_id();
            world.contacts.insert(contact_id, contact(contact_id, id));
        }
    }
    for number in 1..=size.orders {
        sale(world, number, size.parties, &sold);
    }
}

fn categories(world: &mut World, products: &[u64]) {
    for (id, (label, parent)) in (1..).zip(CATEGORIES) {
        world.categories.insert(
            id,
            Category {
                id,
                label: label.to_string(),
                description: String::new(),
                parent: i64::try_from(parent).unwrap_or(0),
                extrafields: None,
                created: BEGIN,
                touched: false,
            },
        );
    }
    let count = u64::try_from(CATEGORIES.len()).unwrap_or(1);
    for product in products {
        world
            .products_in_categories
            .insert((scatter(*product) % count + 1, *product));
    }
}

fn party(id: u64) -> ThirdParty {
    let (zip, town) = TOWNS[usize::try_from(scatter(id) % 8).unwrap_or(0)];
    let last = pick(&LAST_NAMES, scatter(id));
    let name = if id.is_multiple_of(5) {
        format!("{last} & fils")
    } else {
        format!("{} {last}", pick(&FIRST_NAMES, scatter(id + 7)))
    };
    ThirdParty {
        id,
        columns: fields(json!({
            "name": format!("{name} n° {id}"),
            "client": "1",
            "fournisseur": "0",
            "code_client": format!("CU2609-{id:05}"),
            "email": format!("client{id}@example.test"),
            "address": format!("{} rue de l’Église\nBât. {}", 1 + id % 80, 1 + id % 4),
            "zip": zip,
            "town": town,
            "country_id": "1",
            "phone": format!("04{:08}", id * 7919 % 100_000_000),
        })),
        extrafields: None,
        created: BEGIN,
        modified: BEGIN,
    }
}

fn contact(id: u64, party: u64) -> Contact {
    Contact {
        id,
        party,
        columns: fields(json!({
            "lastname": pick(&LAST_NAMES, scatter(party)),
            "firstname": pick(&FIRST_NAMES, scatter(party + 7)),
            "email": format!("contact{id}@example.test"),
            "phone_pro": format!("06{:08}", id * 6101 % 100_000_000),
        })),
        created: BEGIN,
        modified: BEGIN,
    }
}

/// What one customer wanted: a proposal now and then, an order, an invoice of most, and what was paid of it.
fn sale(world: &mut World, number: u64, parties: u64, sold: &[u64]) {
    let moment = BEGIN + i64::try_from(number).unwrap_or(0) * DAY / 8;
    let party = scatter(number) % parties + 1;
    let state = number % 10;
    let lines = lines(world, number, sold);
    if number.is_multiple_of(4) {
        let id = world.proposals.next_id();
        let mut proposal = document(id, party, moment, "PR", lines.clone());
        proposal.status = if state == 0 { 0 } else { 2 };
        world.proposals.insert(id, finished(proposal));
        world
            .origins
            .push(origin(("propal", id), ("commande", number)));
    }
    let mut order = document(number, party, moment, "CO", lines.clone());
    order.means = [6, 7, 0, 4][usize::try_from(number % 4).unwrap_or(0)];
    order.status = match state {
        0 => 0,
        1..=4 => 1,
        _ => 3,
    };
    order.billed = state >= 6;
    let billed = order.billed;
    world.orders.insert(number, finished(order));
    if billed {
        bill(world, number, party, moment, lines);
    }
}

fn bill(world: &mut World, order: u64, party: u64, moment: i64, lines: Vec<Line>) {
    let id = world.invoices.next_id();
    let is_credit_note = order.is_multiple_of(19);
    let mut invoice = document(id, party, moment, "FA", lines);
    if is_credit_note {
        invoice.kind = 2;
        for line in &mut invoice.lines {
            line.unit_price = -line.unit_price;
        }
    }
    let total = invoice.total();
    // Paid, paid in two parts, half paid, not paid.
    let parts = match (order % 4, is_credit_note) {
        (_, true) | (3, _) => Vec::new(),
        (0, _) => vec![total],
        (1, _) => vec![half(total), total - half(total)],
        _ => vec![half(total)],
    };
    let made: usize = world
        .invoices
        .iter()
        .map(|invoice| invoice.payments.len())
        .sum();
    for (number, amount) in (made + 1..).zip(parts) {
        invoice.payments.push(Payment {
            reference: format!("PAY2609-{number:04}"),
            amount,
            means: "CB".to_string(),
            date: moment + DAY,
            bank_line: u64::try_from(number).unwrap_or(0),
        });
    }
    let paid: Decimal = invoice.payments.iter().map(|payment| payment.amount).sum();
    invoice.status = if !is_credit_note && paid == total {
        2
    } else {
        1
    };
    world.invoices.insert(id, finished(invoice));
    world
        .origins
        .push(origin(("commande", order), ("facture", id)));
}

fn half(amount: Decimal) -> Decimal {
    crate::php::round(amount / Decimal::TWO, 2)
}

fn lines(world: &World, number: u64, sold: &[u64]) -> Vec<Line> {
    let count = number % 3 + 1;
    let mut lines: Vec<Line> = (0..count)
        .filter_map(|place| {
            let at =
                scatter(number * 3 + place).checked_rem(u64::try_from(sold.len()).unwrap_or(0))?;
            let product = world.products.get(*sold.get(usize::try_from(at).ok()?)?)?;
            Some(Line {
                id: number * 4 + place,
                product: Some(product.id),
                description: String::new(),
                quantity: (number % 2 + 1).into(),
                unit_price: product.text("price").parse().unwrap_or_default(),
                rate: product.text("tva_tx").parse().unwrap_or_default(),
            })
        })
        .collect();
    if number.is_multiple_of(3) {
        lines.push(Line {
            id: number * 4 + 3,
            product: None,
            description: "Frais de port".to_string(),
            quantity: Decimal::ONE,
            unit_price: Decimal::new(59, 1),
            rate: Decimal::from(20),
        });
    }
    lines
}

fn document(id: u64, party: u64, moment: i64, letters: &str, lines: Vec<Line>) -> Document {
    Document {
        id,
        reference: format!("{letters}2609-{id:04}"),
        party,
        status: 1,
        kind: 0,
        date: moment,
        created: moment,
        modified: moment,
        validated: Some(moment),
        ends: moment + 15 * DAY,
        days: 15,
        lines,
        payments: Vec::new(),
        billed: false,
        means: 0,
    }
}

/// A draft has no reference of its own yet.
fn finished(mut document: Document) -> Document {
    if document.status == 0 {
        document.reference = format!("(PROV{})", document.id);
        document.validated = None;
    }
    document
}

fn origin(source: (&str, u64), target: (&str, u64)) -> Origin {
    Origin {
        source: (source.0.to_string(), source.1),
        target: (target.0.to_string(), target.1),
    }
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}
