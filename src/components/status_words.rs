//! A product's status in words.

use super::field_names;
use crate::domain::{Reason, Row, Status};
use crate::format::date_time;
use crate::i18n::{t, tx};

/// The status in a word or two, beside the colored round.
pub fn status_words(status: Status) -> String {
    match status {
        Status::Synced => t!("Synchronized"),
        Status::OutOfSync => t!("Out of sync"),
        Status::Unlinked => t!("Not associated"),
        Status::Unknown => tx!("To check", "status"),
    }
}

/// The same of a row: what DoliSync carries over by itself is no fault.
pub fn row_words(row: &Row) -> String {
    match row.is_pending() {
        true => tx!("Waiting", "status"),
        false => status_words(row.status),
    }
}

/// The name of a status in class names.
pub fn status_class(status: Status) -> &'static str {
    match status {
        Status::Synced => "synced",
        Status::OutOfSync => "out_of_sync",
        Status::Unlinked => "unlinked",
        Status::Unknown => "unknown",
    }
}

/// Why the product has its status and since when; shown as the tooltip and read out.
pub fn reason_sentence(row: &Row) -> String {
    let fields = field_names(&row.fields);
    if row.status == Status::Unknown {
        return unknown_sentence(row);
    }
    let reason = match row.reason {
        Some(Reason::Differs) if !fields.is_empty() => t!("Different: %s.", fields),
        Some(Reason::Differs) => t!("The two versions differ."),
        Some(Reason::Conflict) if !fields.is_empty() => {
            t!("Changed on both sides. Different: %s.", fields)
        }
        Some(Reason::Conflict) => t!("Changed on both sides."),
        Some(Reason::Pending) => pending_sentence(row),
        Some(Reason::Refused) => t!("Dolibarr did not apply: %s.", fields),
        Some(Reason::GoneInDolibarr) => t!("The associated product no longer exists in Dolibarr."),
        Some(Reason::GoneInWpshop) => t!("The associated product no longer exists in WPshop."),
        Some(Reason::ProbableMatch) => t!("Dolibarr has a product that looks like this one."),
        None if row.status == Status::Unlinked => {
            t!("Not associated with a Dolibarr product yet.")
        }
        None => t!("WPshop and Dolibarr hold the same data."),
    };
    match &row.checked_at {
        Some(time) => format!("{reason} {}", t!("Checked: %s.", date_time(time))),
        None => reason,
    }
}

fn pending_sentence(row: &Row) -> String {
    let mut words = t!("Waiting to be sent; DoliSync tries again by itself.");
    let now = js_sys::Date::new_0().to_iso_string().as_string();
    if let Some(time) = row
        .next_try
        .as_ref()
        .filter(|time| Some(*time) > now.as_ref())
    {
        words = format!("{words} {}", t!("Next try: %s.", date_time(time)));
    }
    match &row.problem {
        Some(problem) => format!("{words} {}", problem.message),
        None => words,
    }
}

fn unknown_sentence(row: &Row) -> String {
    let why = match &row.problem {
        Some(problem) => problem.message.clone(),
        None => t!("The status is not known yet."),
    };
    match (&row.last_known, &row.checked_at) {
        (Some(known), Some(time)) => {
            let known = status_words(known.status);
            format!(
                "{why} {}",
                t!("Last known: %1$s (%2$s).", known, date_time(time))
            )
        }
        (Some(known), None) => format!(
            "{why} {}",
            t!("Last known: %s.", status_words(known.status))
        ),
        (None, _) => why,
    }
}

/// The product, its status and the reason, as it is read out after a check.
pub fn row_sentence(row: &Row) -> String {
    let status = row_words(row);
    format!(
        "{}. {}",
        t!("%1$s: %2$s", row.title, status),
        reason_sentence(row)
    )
}
