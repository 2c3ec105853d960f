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
    let date = php::integer(&call.required("datepaye")?.into());
    let means = php::integer(&call.required("paymentid")?.into());
    let closes = call.required("closepaidinvoices")? == "yes";
    call.needs(Right::Write)?;
    let mut invoice = found(world, call)?.clone();
    if invoice.is_paid() || invoice.status == 0 {
        return Err(call.refusal(400, "Payment error : nothing to pay"));
    }
    let made: usize = world
        .invoices
        .iter()
        .map(|invoice| invoice.payments.len())
        .sum();
    invoice.payments.push(Payment {
        reference: next_reference(world.invoices.iter(), &clock::year_month(date)),
        amount: invoice.amounts().with_tax() - invoice.paid(),
        means: code(means).to_string(),
        date,
        bank_line: u64::try_from(made + 1).unwrap_or(0),
    });
    let remains = invoice.amounts().with_tax() - invoice.paid();
    if closes && remains == Decimal::ZERO {
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
fn code(means: i64) -> &'static str {
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
