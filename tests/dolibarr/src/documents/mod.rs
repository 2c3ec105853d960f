//! `/orders`, `/invoices` and `/proposals`: one kind of record in three classes.

mod chain;
mod listing;
mod payments;
mod progress;
mod render;
mod write;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::api::{Call, Refusal, Route};
use crate::clock;
use crate::filter::{Cell, Row};
use crate::world::{Table, World};

pub use chain::Origin;

pub const ORDER_ROUTES: &[Route] = &[
    Route::new("GET", "", listing::list),
    Route::new("POST", "", write::post),
    Route::new("GET", "{id:int}", listing::get),
    Route::new("GET", "{id:int}/lines", listing::lines),
    Route::new("GET", "ref/{ref}", listing::by_ref),
    Route::new("POST", "{id:int}/validate", write::validate),
    Route::new(
        "POST",
        "createfromproposal/{id:int}",
        chain::order_of_proposal,
    ),
    Route::new("POST", "{id:int}/close", progress::deliver),
    Route::new("POST", "{id:int}/setinvoiced", progress::bill),
];

pub const PROPOSAL_ROUTES: &[Route] = &[
    Route::new("GET", "", listing::list),
    Route::new("POST", "", write::post),
    Route::new("GET", "{id:int}", listing::get),
    Route::new("GET", "{id:int}/lines", listing::lines),
    Route::new("GET", "ref/{ref}", listing::by_ref),
    Route::new("POST", "{id:int}/validate", write::validate),
    Route::new("POST", "{id:int}/close", progress::sign),
];

pub const INVOICE_ROUTES: &[Route] = &[
    Route::new("GET", "", listing::list),
    Route::new("POST", "", write::post),
    Route::new("GET", "{id:int}", listing::get),
    Route::new("GET", "{id:int}/lines", listing::lines),
    Route::new("GET", "ref/{ref}", listing::by_ref),
    Route::new("POST", "{id:int}/validate", write::validate),
    Route::new("POST", "createfromorder/{id:int}", chain::invoice_of_order),
    Route::new("GET", "{id:int}/payments", payments::list),
    Route::new("POST", "{id:int}/payments", payments::post),
    Route::new("POST", "paymentsdistributed", payments::distribute),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Order,
    Invoice,
    Proposal,
}

impl Kind {
    /// The class of a call says which kind it is about.
    fn of(call: &Call) -> Self {
        match call.class {
            "api_orders.class.php" => Kind::Order,
            "api_invoices.class.php" => Kind::Invoice,
            _ => Kind::Proposal,
        }
    }

    /// What Dolibarr calls it where one document names another.
    fn element(self) -> &'static str {
        match self {
            Kind::Order => "commande",
            Kind::Invoice => "facture",
            Kind::Proposal => "propal",
        }
    }

    fn unknown(self) -> &'static str {
        match self {
            Kind::Order => "Order not found",
            Kind::Invoice => "Invoice not found",
            Kind::Proposal => "Commercial Proposal not found",
        }
    }

    fn table(self, world: &World) -> &Table<Document> {
        match self {
            Kind::Order => &world.orders,
            Kind::Invoice => &world.invoices,
            Kind::Proposal => &world.proposals,
        }
    }

    fn table_mut(self, world: &mut World) -> &mut Table<Document> {
        match self {
            Kind::Order => &mut world.orders,
            Kind::Invoice => &mut world.invoices,
            Kind::Proposal => &mut world.proposals,
        }
    }
}

/// A document. Dates are seconds since 1970.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    pub id: u64,
    pub reference: String,
    pub party: u64,
    /// 0 draft, 1 validated; an invoice that is paid: 2; an order that was delivered: 3; a proposal that was signed: 2,
    /// that was refused: 3.
    pub status: u8,
    /// Of an invoice: 0, or 2 for a credit note.
    pub kind: u8,
    pub date: i64,
    pub created: i64,
    pub modified: i64,
    pub validated: Option<i64>,
    /// Of a proposal: until when it can be accepted.
    pub ends: i64,
    pub days: i64,
    pub lines: Vec<Line>,
    pub payments: Vec<Payment>,
    /// Of an order: whether it was billed.
    #[serde(default)]
    pub billed: bool,
    /// The row of its means of payment, 0 for none.
    #[serde(default)]
    pub means: i64,
}

/// A line of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: u64,
    pub product: Option<u64>,
    pub description: String,
    pub quantity: Decimal,
    /// Without tax.
    pub unit_price: Decimal,
    /// In percent.
    pub rate: Decimal,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Payment {
    pub reference: String,
    pub amount: Decimal,
    /// `CB`, `VIR` …
    pub means: String,
    pub date: i64,
    /// Its line in the bank account.
    pub bank_line: u64,
}

/// What a document or a line comes to.
#[derive(Clone, Copy, Debug, Default)]
struct Amounts {
    without_tax: Decimal,
    tax: Decimal,
}

impl Amounts {
    fn with_tax(self) -> Decimal {
        self.without_tax + self.tax
    }
}

impl Line {
    fn amounts(&self) -> Amounts {
        let without_tax = crate::php::round(self.quantity * self.unit_price, 2);
        let tax = crate::php::round(without_tax * self.rate / Decimal::ONE_HUNDRED, 2);
        Amounts { without_tax, tax }
    }
}

impl Document {
    fn amounts(&self) -> Amounts {
        self.lines
            .iter()
            .map(Line::amounts)
            .fold(Amounts::default(), |sum, line| Amounts {
                without_tax: sum.without_tax + line.without_tax,
                tax: sum.tax + line.tax,
            })
    }

    /// With tax.
    pub fn total(&self) -> Decimal {
        self.amounts().with_tax()
    }

    fn paid(&self) -> Decimal {
        self.payments.iter().map(|payment| payment.amount).sum()
    }

    fn is_paid(&self) -> bool {
        self.status == 2
    }

    pub fn has_product(&self, product: u64) -> bool {
        self.lines.iter().any(|line| line.product == Some(product))
    }
}

impl Row for Document {
    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        let date = |unix: i64| Cell::Date(clock::local(unix).into());
        let column = column.strip_prefix("t.").unwrap_or(column);
        Some(match column {
            "rowid" => Cell::id(self.id),
            "ref" => Cell::text(&self.reference),
            "ref_ext" => Cell::Null,
            "fk_soc" => Cell::id(self.party),
            "fk_statut" => Cell::id(self.status.into()),
            "type" => Cell::id(self.kind.into()),
            "paye" => Cell::from_bool(self.is_paid()),
            "datec" | "date_creation" => date(self.created),
            "tms" => date(self.modified),
            "date_commande" | "datef" | "datep" => date(self.date),
            "fin_validite" => date(self.ends),
            "date_valid" => self.validated.map_or(Cell::Null, date),
            "total_ht" => Cell::Number(self.amounts().without_tax),
            "total_tva" => Cell::Number(self.amounts().tax),
            "total_ttc" => Cell::Number(self.amounts().with_tax()),
            _ => return None,
        })
    }
}

fn found<'a>(world: &'a World, call: &Call) -> Result<&'a Document, Refusal> {
    let kind = Kind::of(call);
    kind.table(world)
        .get(call.id("id"))
        .ok_or_else(|| call.refusal(404, kind.unknown()))
}
