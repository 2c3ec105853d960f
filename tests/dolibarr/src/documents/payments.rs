use rust_decimal::Decimal;
use serde_json::{json, Value};

use crate::api::{Answer, Call, Refusal};
use crate::clock;
use crate::keys::Right;
use crate::php;
use crate::settings::Version;
use crate::world::World;

use super::{found, Document, Payment};

pub(super) fn list(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    call.needs(Right::Read)?;
    let payments: Vec<Value> = found(world, call)?
        .payments
        .iter()
        .map(|payment| {
            let mut fields = json!({
                "amount": php::fixed(payment.amount, 8),
                "type": payment.means,
                "date": clock::local(payment.date),
                "num": "",
                "ref": payment.reference,
                "ref_ext": "",
            });
            if call.version == Version::V20 {
                fields["fk_bank_line"] = payment.bank_line.to_string().into();
            }
            fields
        })
        .collect();
    Ok(Answer::json(payments))
}

/// Pays what remains, as this route does; the invoice is closed when it is told so.
pub(super) fn post(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let means = Means::of(call)?;
    call.needs(Right::Write)?;
    let invoice = found(world, call)?.clone();
    let remains = invoice.amounts().with_tax() - invoice.paid();
    pay(world, call, invoice, remains, &means)
}

/// Pays a part of each invoice: `{"arrayofamounts": {"1": {"amount": "10"}}, …}`.
pub(super) fn distribute(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let means = Means::of(call)?;
    call.needs(Right::Write)?;
    let mut answer = Err(call.refusal(400, "Invoice ID and amount are required"));
    for (id, part) in call
        .body
        .get("arrayofamounts")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default()
    {
        let amount = part.get("amount").and_then(php::number);
        let invoice = id
            .parse()
            .ok()
            .and_then(|id| world.invoices.get(id).cloned());
        answer = match (invoice, amount) {
            (Some(invoice), Some(amount)) => Ok(pay(world, call, invoice, amount, &means)?),
            _ => Err(call.refusal(404, "Invoice ID not found")),
        };
    }
    answer
}

/// How something is paid.
struct Means {
    row: i64,
    date: i64,
    /// Whether an invoice that is paid in full counts as paid.
    closes: bool,
}

impl Means {
    fn of(call: &Call) -> Result<Self, Refusal> {
        Ok(Means {
            date: php::integer(&call.required("datepaye")?.into()),
            row: php::integer(&call.required("paymentid")?.into()),
            closes: call.required("closepaidinvoices")? == "yes",
        })
    }
}

fn pay(
    world: &mut World,
    call: &Call,
    mut invoice: Document,
    amount: Decimal,
    means: &Means,
) -> Result<Answer, Refusal> {
    if invoice.is_paid() || invoice.status == 0 {
        return Err(call.refusal(400, "Payment error : nothing to pay"));
    }
    let made: usize = world
        .invoices
        .iter()
        .map(|invoice| invoice.payments.len())
        .sum();
    invoice.payments.push(Payment {
        reference: next_reference(world.invoices.iter(), &clock::year_month(means.date)),
        amount,
        means: code(means.row).to_string(),
        date: means.date,
        bank_line: u64::try_from(made + 1).unwrap_or(0),
    });
    let remains = invoice.amounts().with_tax() - invoice.paid();
    if means.closes && remains == Decimal::ZERO {
        invoice.status = 2;
    }
    invoice.modified = clock::now_unix();
    world.invoices.insert(invoice.id, invoice);
    Ok(Answer::json(u64::try_from(made + 1).unwrap_or(0)))
}

fn next_reference<'a>(invoices: impl Iterator<Item = &'a Document>, month: &str) -> String {
    let prefix = format!("PAY{month}-");
    let last = invoices
        .flat_map(|invoice| &invoice.payments)
        .filter_map(|payment| payment.reference.strip_prefix(&prefix)?.parse::<u64>().ok())
        .max()
        .unwrap_or(0);
    format!("{prefix}{:04}", last + 1)
}

/// Dolibarr's means of payment by their rows.
pub(super) fn code(means: i64) -> &'static str {
    match means {
        1 => "TIP",
        2 => "VIR",
        3 => "PRE",
        4 => "LIQ",
        6 => "CB",
        7 => "CHQ",
        _ => "",
    }
}
