//! Writes: sent once however often a button is pressed, never aborted, never half reported.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::status_check::check_if_outdated;
use super::{keep_valid, Deed, Load, Panel, View};
use crate::api::{products, ApiError, ErrorKind};
use crate::domain::{Candidate, Choice, Comparison, Outcome, ProductId, Row};
use crate::mount::{lock_saving, refresh_row};

/// Associates or synchronizes the open product as chosen.
/// Does nothing while the choice is incomplete: the button says what is missing.
pub fn synchronize(panel: &Panel) {
    let dialog = panel.dialog;
    let (Load::Ready(comparison), Some(opened)) = (
        dialog.comparison.get_untracked(),
        dialog.opened.get_untracked(),
    ) else {
        return;
    };
    let choice = dialog.choice.get_untracked();
    let target = dialog.target();
    if !choice.is_complete(&comparison) {
        return;
    }
    let (transport, id) = (panel.transport.clone(), opened.product);
    let sent = Box::pin(async move {
        let revisions = &comparison.revisions;
        match target.filter(|_| !comparison.linked) {
            Some(target) => products::link(&*transport, id, target, revisions, &choice).await,
            None => products::sync(&*transport, id, revisions, &choice).await,
        }
    });
    write(panel, Deed::Synchronized, sent);
}

/// Creates the open product in Dolibarr; again, where its counterpart is gone. Unless `confirmed`,
/// the server first names the products that may already be it, and creates nothing.
pub fn create(panel: &Panel, confirmed: bool) {
    let Some(opened) = panel.dialog.opened.get_untracked() else {
        return;
    };
    let (transport, id) = (panel.transport.clone(), opened.product);
    let again = panel.dialog.is_gone();
    let sent = Box::pin(async move { products::create(&*transport, id, confirmed, again).await });
    write(panel, Deed::Created, sent);
}

/// Ends the association of the open product; both products keep their data.
pub fn dissociate(panel: &Panel) {
    let Some(opened) = panel.dialog.opened.get_untracked() else {
        return;
    };
    let (transport, id) = (panel.transport.clone(), opened.product);
    let sent = Box::pin(async move { products::unlink(&*transport, id).await });
    write(panel, Deed::Dissociated, sent);
}

/// Moves the open product to the shop's trash, because its counterpart is gone.
pub fn trash(panel: &Panel) {
    let Some(opened) = panel.dialog.opened.get_untracked() else {
        return;
    };
    let (transport, id) = (panel.transport.clone(), opened.product);
    let listed = panel.rows.row(id).unwrap_or_else(|| Row::unread(id));
    let sent = Box::pin(async move {
        products::trash(&*transport, id).await?;
        // How the product stands now comes apart; should that fail, the page shows it as it was.
        let now = products::status(&*transport, &[id]).await;
        let row = now
            .ok()
            .and_then(|rows| rows.into_iter().find(|row| row.id == id));
        Ok(Outcome::of(row.unwrap_or(listed)))
    });
    write(panel, Deed::Trashed, sent);
}

/// Puts the values back that a journal entry replaced.
pub fn undo(panel: &Panel, entry: u64) {
    let transport = panel.transport.clone();
    let sent = Box::pin(async move { products::undo(&*transport, entry).await });
    write(panel, Deed::Restored, sent);
}

/// Boxed, so that what follows is compiled once for all writes.
type Sent = Pin<Box<dyn Future<Output = Result<Outcome, ApiError>>>>;

fn write(panel: &Panel, deed: Deed, sent: Sent) {
    let dialog = panel.dialog;
    let Some(opened) = dialog.opened.get_untracked() else {
        return;
    };
    if dialog.writing.get_untracked() {
        return;
    }
    dialog.writing.set(true);
    dialog.error.set(None);
    panel.rows.set_busy(opened.product, true);
    let panel = panel.clone();
    spawn_local(async move {
        let answer = sent.await;
        dialog.writing.set(false);
        panel.rows.set_busy(opened.product, false);
        let open = dialog.is_open_for(opened.product);
        match answer {
            Ok(outcome) => {
                panel.rows.set(outcome.row.clone());
                if !outcome.changes.wpshop.is_empty() {
                    refresh_row(&panel.boot.row_url, opened.product);
                    panel.form_outdated.set(true);
                    lock_saving();
                }
                if open {
                    dialog.show(View::Done(Box::new(outcome), deed));
                } else {
                    let sentence = crate::components::row_sentence(&outcome.row);
                    panel.announcer.say(sentence);
                }
            }
            Err(error) if error.kind == ErrorKind::SessionLost && open => {
                dialog.set_aside(error, panel.notices);
            }
            Err(error) if open => refused(&panel, opened.product, error),
            // Closed meanwhile by force: the person is still told.
            Err(error) => panel.notices.show(error, Some(opened)),
        }
    });
}

/// Shows why nothing was written. Where the server sent what the person has to see first, that
/// is shown with it.
fn refused(panel: &Panel, product: ProductId, error: ApiError) {
    let dialog = panel.dialog;
    match error.code.as_str() {
        "dolisync_changed_meanwhile" => {
            if let Some(now) = error.part::<Comparison>("comparison") {
                let choice = dialog.choice.get_untracked();
                let kept = match dialog.comparison.get_untracked() {
                    Load::Ready(before) => keep_valid(&before, &choice, &now),
                    _ => Choice::default(),
                };
                dialog.choice.set(kept);
                dialog.comparison.set(Load::Ready(now));
            }
        }
        "dolisync_possible_duplicates" => {
            if let Some(candidates) = error.part::<Vec<Candidate>>("candidates") {
                dialog.show(View::Creation(candidates));
                return;
            }
        }
        _ => check_if_outdated(panel, product, &error),
    }
    dialog.error.set(Some(error));
}
