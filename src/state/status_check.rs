//! Establishing the status of listed products: one request for a whole list.

use leptos::task::spawn_local;

use super::{Panel, GONE};
use crate::api::{products, ApiError, ErrorKind};
use crate::domain::{ProductId, Row, Status};

/// The most ids that one request may name.
const AT_MOST: usize = 200;

/// The problem of one product that Dolibarr's list, healthy otherwise, does not hold.
const NOT_LISTED: &str = "dolisync_not_listed";

/// Asks for the status of these products and shows it. The last known statuses stay until then.
/// A problem that Dolibarr or the session has is also told on the page, with what to do about it.
pub fn check(panel: &Panel, ids: Vec<ProductId>) {
    if !panel.boot.configured {
        return;
    }
    for some in ids.chunks(AT_MOST) {
        let (panel, some) = (panel.clone(), some.to_vec());
        for id in &some {
            panel.rows.set_busy(*id, true);
        }
        spawn_local(async move { ask(&panel, &some).await });
    }
}

async fn ask(panel: &Panel, ids: &[ProductId]) {
    match products::status(&*panel.transport, ids).await {
        Ok(rows) => {
            tell(panel, &rows);
            if let ([row], [_]) = (rows.as_slice(), ids) {
                panel.announcer.say(crate::components::row_sentence(row));
            }
            for row in rows {
                panel.rows.set(row);
            }
            for id in ids {
                panel.rows.set_busy(*id, false);
            }
        }
        Err(error) => {
            for id in ids {
                match error.kind {
                    ErrorKind::Cancelled => panel.rows.set_busy(*id, false),
                    _ => panel.rows.set_unknown(*id, &error),
                }
            }
            if error.kind != ErrorKind::Cancelled && panel.notices.resumable().is_none() {
                panel.notices.show(error, None);
            }
        }
    }
}

/// A problem of the connection is told once, on the page; one that a single product has is in its
/// row, and so is why something waits. A choice that waits for the session keeps the page's notice.
fn tell(panel: &Panel, rows: &[Row]) {
    if panel.notices.resumable().is_some() {
        return;
    }
    let checked = rows.iter().filter(|row| !row.is_pending());
    let mut problems = checked.filter_map(|row| row.problem.as_ref());
    match problems.find(|problem| problem.code != NOT_LISTED) {
        Some(problem) => panel.notices.show(problem.into(), None),
        None => panel.notices.clear(),
    }
}

/// Checks a product again when an error says that its row is outdated: it was associated or
/// dissociated elsewhere, or its counterpart was deleted.
pub(super) fn check_if_outdated(panel: &Panel, product: ProductId, error: &ApiError) {
    if matches!(
        error.code.as_str(),
        "dolisync_already_linked" | "dolisync_not_linked" | GONE | "dolisync_not_gone"
    ) {
        check(panel, vec![product]);
    }
}

impl Panel {
    /// Checks again whatever is grey.
    pub fn check_unknown(&self) {
        check(self, self.rows.with_status(Status::Unknown));
    }
}
