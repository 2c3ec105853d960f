use percent_encoding::{utf8_percent_encode, NON_ALPHANUMERIC};
use rust_decimal::Decimal;
use serde_json::{json, Value};

use crate::clock;
use crate::php;
use crate::settings::Version;
use crate::shapes::{self, set, Fields, Shape};
use crate::world::World;

use super::{chain, payments, Amounts, Document, Kind, Line};

/// Where a document is shown: each place of Dolibarr fills in a little more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// `/orders/1`.
    One,
    /// In a list.
    List,
    /// The answer of `/orders/1/validate`.
    Validated,
    /// `/orders/1/lines`.
    Lines,
}

/// The host of the recordings; the links of online payment lead there.
const PUBLIC: &str = "http://dolibarr.test/public/payment/newpayment.php";

pub(super) fn document(world: &World, kind: Kind, document: &Document, view: View) -> Fields {
    let version = world.settings.version;
    let (shape, letters, source): (&Shape, &str, &str) = match kind {
        Kind::Order => (&shapes::ORDER, "ord", "order"),
        Kind::Invoice => (&shapes::INVOICE, "inv", "invoice"),
        Kind::Proposal => (&shapes::PROPOSAL, "pro", "proposal"),
    };
    let mut fields = shape.blank(version);
    identity(&mut fields, document);
    status(&mut fields, version, kind, document);
    amounts(&mut fields, document.amounts());
    dates(&mut fields, kind, document);
    let pays_online = kind == Kind::Order || (kind == Kind::Invoice && version == Version::V20);
    if pays_online {
        let reference = utf8_percent_encode(&document.reference, KEPT);
        set(
            &mut fields,
            "online_payment_url",
            format!("{PUBLIC}?source={source}&ref={reference}"),
        );
    }
    if kind == Kind::Invoice {
        payment(&mut fields, document, view);
    }
    set(&mut fields, "lines", lines(world, kind, document, view));
    if kind == Kind::Order {
        set(
            &mut fields,
            "billed",
            if document.billed { "1" } else { "0" },
        );
    }
    if document.means > 0 {
        set(&mut fields, "mode_reglement_id", document.means.to_string());
        set(
            &mut fields,
            "mode_reglement_code",
            payments::code(document.means),
        );
    }
    show(&mut fields, world, kind, document, view, letters);
    fields
}

/// What PHP's `urlencode` leaves as it is.
const KEPT: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

fn identity(fields: &mut Fields, document: &Document) {
    set(fields, "id", document.id.to_string());
    set(fields, "ref", document.reference.as_str());
    set(fields, "socid", document.party.to_string());
    set(fields, "type", document.kind.to_string());
}

fn status(fields: &mut Fields, version: Version, kind: Kind, document: &Document) {
    let validated = document.status > 0;
    let author = if validated {
        Value::from("1")
    } else {
        Value::Null
    };
    for name in ["statut", "status"] {
        match kind {
            Kind::Proposal => set(fields, name, document.status),
            _ => set(fields, name, document.status.to_string()),
        }
    }
    set(
        fields,
        "brouillon",
        if validated { Value::Null } else { 1.into() },
    );
    match (kind, version) {
        (Kind::Order, Version::V16) => {
            set(fields, "user_valid", author.clone());
            set(fields, "user_validation_id", author);
        }
        (Kind::Invoice, Version::V16) => {
            set(fields, "user_valid", author.clone());
            set(fields, "fk_user_valid", author);
        }
        (Kind::Proposal, Version::V16) => {
            set(fields, "user_valid_id", author);
            set(
                fields,
                "statut_libelle",
                if validated { "Ouverte" } else { "Brouillon" },
            );
        }
        (_, Version::V20) => {
            set(fields, "fk_user_valid", author.clone());
            set(fields, "user_validation_id", author);
        }
    }
}

fn amounts(fields: &mut Fields, amounts: Amounts) {
    for (name, amount) in [
        ("total_ht", amounts.without_tax),
        ("total_tva", amounts.tax),
        ("total_ttc", amounts.with_tax()),
    ] {
        set(fields, name, php::fixed(amount, 8));
        set(
            fields,
            &format!("multicurrency_{name}"),
            php::fixed(amount, 8),
        );
    }
    set(fields, "total", php::fixed(amounts.with_tax(), 8));
}

fn dates(fields: &mut Fields, kind: Kind, document: &Document) {
    let day = clock::midnight(document.date);
    for name in ["date", "date_commande", "datep"] {
        set(fields, name, day);
    }
    if kind == Kind::Invoice {
        set(fields, "date_lim_reglement", day);
    }
    set(fields, "date_creation", document.created);
    set(fields, "datec", document.created);
    set(fields, "date_modification", document.modified);
    set(fields, "datem", document.modified);
    // An invoice keeps the day of its validation, the others its moment.
    let validated = document.validated.map(|at| match kind {
        Kind::Invoice => clock::midnight(at),
        _ => at,
    });
    let validated = validated.map_or(Value::from(""), Value::from);
    set(fields, "date_validation", validated.clone());
    set(fields, "datev", validated);
    set(fields, "fin_validite", document.ends);
    set(fields, "duree_validite", document.days);
}

fn payment(fields: &mut Fields, document: &Document, view: View) {
    let total = document.amounts().with_tax();
    let remains = if document.is_paid() {
        Decimal::ZERO
    } else {
        total - document.paid()
    };
    match view {
        View::Validated => set(fields, "remaintopay", Value::Null),
        _ => set(fields, "remaintopay", remains.normalize().to_string()),
    }
    set(fields, "paye", if document.is_paid() { "1" } else { "0" });
    if !document.payments.is_empty() {
        set(fields, "totalpaid", php::fixed(document.paid(), 8));
        set(fields, "sumpayed", php::fixed(document.paid(), 8));
        let reference = &document.reference;
        set(
            fields,
            "last_main_doc",
            format!("facture/{reference}/{reference}.pdf"),
        );
    }
}

/// What differs from place to place.
fn show(
    fields: &mut Fields,
    world: &World,
    kind: Kind,
    document: &Document,
    view: View,
    letters: &str,
) {
    match view {
        View::One => set(
            fields,
            "linkedObjectsIds",
            chain::linked(world, kind, document.id),
        ),
        View::Lines => {}
        View::List => {
            set(fields, "linkedObjectsIds", Value::Null);
            set(fields, "linkedObjectsFullLoaded", json!([]));
        }
        View::Validated => {
            set(fields, "contacts_ids", Value::Null);
            fields.insert("trackid".into(), format!("{letters}{}", document.id).into());
            if kind == Kind::Invoice {
                set(fields, "linkedObjectsIds", Value::Null);
                set(fields, "linkedObjectsFullLoaded", json!([]));
            }
            match world.settings.version {
                Version::V16 => {
                    set(fields, "brouillon", 0);
                    fields.insert("oldref".into(), format!("(PROV{})", document.id).into());
                }
                Version::V20 => {
                    fields.shift_remove("actiontypecode");
                }
            }
        }
    }
}

pub(super) fn lines(world: &World, kind: Kind, document: &Document, view: View) -> Value {
    document
        .lines
        .iter()
        .map(|line| Value::Object(self::line(world, kind, document, line, view)))
        .collect()
}

/// Fields of an order's line that only `/orders/1/lines` shows.
const ONLY_IN_LINES: [&str; 18] = [
    "note_private",
    "note_public",
    "model_pdf",
    "fk_project",
    "fk_projet",
    "name",
    "firstname",
    "lastname",
    "civility_id",
    "contact_id",
    "fk_multicurrency",
    "multicurrency_code",
    "shipping_method_id",
    "country_code",
    "country_id",
    "mode_reglement_id",
    "cond_reglement_id",
    "user",
];

fn line(world: &World, kind: Kind, document: &Document, line: &Line, view: View) -> Fields {
    let shape = match kind {
        Kind::Order => &shapes::ORDER_LINE,
        Kind::Invoice => &shapes::INVOICE_LINE,
        Kind::Proposal => &shapes::PROPOSAL_LINE,
    };
    let mut fields = shape.blank(world.settings.version);
    if view != View::Lines {
        for name in ONLY_IN_LINES {
            if kind == Kind::Order {
                fields.shift_remove(name);
            }
        }
    }
    let id = document.id.to_string();
    set(&mut fields, "id", line.id.to_string());
    set(&mut fields, "rowid", line.id.to_string());
    match kind {
        Kind::Order => {
            set(&mut fields, "fk_commande", id.as_str());
            set(&mut fields, "commande_id", id);
            set(
                &mut fields,
                "price",
                line.unit_price.normalize().to_string(),
            );
        }
        Kind::Invoice => set(&mut fields, "fk_facture", id),
        Kind::Proposal => set(&mut fields, "fk_propal", id),
    }
    set(&mut fields, "desc", line.description.as_str());
    set(&mut fields, "description", line.description.as_str());
    set(&mut fields, "qty", line.quantity.normalize().to_string());
    set(&mut fields, "subprice", php::fixed(line.unit_price, 8));
    set(
        &mut fields,
        "multicurrency_subprice",
        php::fixed(line.unit_price, 8),
    );
    set(&mut fields, "tva_tx", php::fixed(line.rate, 4));
    amounts(&mut fields, line.amounts());
    if let Some(product) = line.product.and_then(|id| world.products.get(id)) {
        set(&mut fields, "fk_product", product.id.to_string());
        for name in ["ref", "product_ref"] {
            set(&mut fields, name, product.text("ref"));
        }
        for name in ["libelle", "product_label"] {
            set(&mut fields, name, product.text("label"));
        }
        set(&mut fields, "product_desc", product.text("description"));
        for name in ["product_type", "fk_product_type"] {
            set(&mut fields, name, product.text("type"));
        }
        if kind != Kind::Invoice {
            let measure = |name: &str| product.columns.get(name).cloned().unwrap_or(Value::Null);
            set(&mut fields, "weight", measure("weight"));
            set(&mut fields, "weight_units", measure("weight_units"));
        }
    }
    fields
}
