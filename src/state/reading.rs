//! Reads: aborted as soon as nobody waits for their answer.

use std::future::Future;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

use super::status_check::check_if_outdated;
use super::{Load, Panel};
use crate::api::{products, ApiError, ErrorKind};
use crate::domain::{Choice, Comparison, ProductId, Reason};

/// Waits for an answer and hands it over, unless the current owner (the effect or the view that
/// asks) is cleaned up before: then the request is aborted and its answer never shows.
pub fn read<T: 'static>(
    asked: impl Future<Output = Result<T, ApiError>> + 'static,
    then: impl FnOnce(Result<T, ApiError>) + 'static,
) {
    spawn_local_scoped_with_cancellation(async move {
        match asked.await {
            Err(error) if error.kind == ErrorKind::Cancelled => {}
            answer => then(answer),
        }
    });
}

/// Asks for both versions of a product, unless they are here already. Runs inside an effect:
/// asking again is `Dialog::ask_comparison`.
pub fn load_comparison(panel: &Panel, product: ProductId) {
    let dialog = panel.dialog;
    dialog.asked.track();
    if dialog
        .comparison
        .with_untracked(|comparison| *comparison != Load::Loading)
    {
        return;
    }
    let transport = panel.transport.clone();
    let target = dialog.target();
    let panel = panel.clone();
    read(
        async move { products::comparison(&*transport, product, target).await },
        move |answer| match answer {
            Ok(comparison) => show_comparison(&panel, product, comparison),
            Err(error) if error.kind == ErrorKind::SessionLost => {
                dialog.comparison.set(Load::Failed(error.clone()));
                dialog.set_aside(error, panel.notices);
            }
            Err(error) => {
                check_if_outdated(&panel, product, &error);
                dialog.comparison.set(Load::Failed(error));
            }
        },
    );
}

fn show_comparison(panel: &Panel, product: ProductId, comparison: Comparison) {
    let dialog = panel.dialog;
    if comparison.linked {
        if let Some(mut row) = panel.rows.row(product) {
            row.status = comparison.status;
            // A difference that DoliSync is going to carry over still waits.
            if !(row.is_pending() && comparison.reason == Some(Reason::Differs)) {
                row.reason = comparison.reason;
                row.problem = None;
            }
            row.fields = comparison
                .differing()
                .map(|field| field.key.clone())
                .collect();
            row.last_known = None;
            row.checked_at = js_sys::Date::new_0().to_iso_string().as_string();
            panel.rows.set(row);
        }
    }
    dialog.choice.set(Choice::preselected(&comparison));
    let identical = !comparison.linked && comparison.differing().next().is_none();
    dialog.comparison.set(Load::Ready(comparison));
    if identical {
        // Nothing to choose: associate straight away.
        super::synchronize(panel);
    }
}
