//! What keeps a run from getting on, or from bringing everything.

use leptos::prelude::*;

use super::orders::ordering;
use crate::api::mass_sync::Order;
use crate::api::ErrorKind;
use crate::components::{entity_words, LogInLink, RunButton};
use crate::domain::mass_sync::{Entity, Run};
use crate::domain::{NextAction, Problem};
use crate::i18n::{t, tn};
use crate::state::use_dashboard;

/// The server cannot be reached: said, and tried again by itself.
#[component]
pub(super) fn Interrupted() -> impl IntoView {
    let interrupted = use_dashboard().run.interrupted;
    // Said once, however often it is tried.
    let why = Memo::new(move |_| interrupted.get());
    move || {
        let error = why.get()?;
        let log_in = (error.kind == ErrorKind::SessionLost).then(|| view! { <p><LogInLink /></p> });
        let words = t!("Nothing is lost: DoliSync tries again by itself.");
        Some(view! {
            <div class="notice notice-warning inline" data-dolisync="interrupted" role="alert">
                <p>{error.message} " " {words}</p>
                {log_in}
            </div>
        })
    }
}

/// What Dolibarr does not give, each with its reason and what to do about it.
#[component]
pub(super) fn LeftOut() -> impl IntoView {
    let watch = use_dashboard().run;
    let left_out = Memo::new(move |_| watch.with(Run::left_out).unwrap_or_default());
    let line = |(entities, why): (Vec<Entity>, String)| {
        let names: Vec<String> = entities.into_iter().map(entity_words).collect();
        view! {
            <li>
                <strong>{names.join(", ")}</strong>
                " – "
                {why}
            </li>
        }
    };
    move || {
        let lines = left_out.get();
        (!lines.is_empty()).then(|| {
            view! {
                <div class="notice notice-warning inline" data-dolisync="left-out" role="alert">
                    <p>{t!("Not everything can be brought over. The rest is not concerned.")}</p>
                    <ul class="dolisync-reasons" role="list">
                        {lines.into_iter().map(line).collect_view()}
                    </ul>
                </div>
            }
        })
    }
}

/// Dolibarr is not well, and the run goes on by itself.
#[component]
fn Waits(problem: Problem) -> impl IntoView {
    let watch = use_dashboard().run;
    let next = Memo::new(move |_| watch.with(|run| run.next_try_in).flatten());
    let when = move || {
        match next.get() {
        Some(seconds @ 1..) => tn!(
            "The mass synchronization goes on by itself, and nothing is lost. Next try in %d second.",
            "The mass synchronization goes on by itself, and nothing is lost. Next try in %d seconds.",
            seconds
        ),
        _ => t!("The mass synchronization goes on by itself, and nothing is lost. It is being tried again."),
    }
    };
    view! {
        <div class="notice notice-warning inline" data-dolisync="waits">
            <p role="alert">{problem.message}</p>
            <p>{when}</p>
        </div>
    }
}

/// Why a run stopped by itself: a problem, or a brake that asks.
#[component]
pub(super) fn WhyStopped() -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let why = Memo::new(move |_| {
        watch.with(|run| {
            let waits = run.next_try_in.is_some();
            (
                run.brake.clone(),
                run.problem.clone(),
                run.can.release,
                waits,
            )
        })
    });
    let order = ordering(dashboard.clone());
    move || {
        let (brake, problem, can_release, waits) = why.get()?;
        if let Some(brake) = brake {
            return Some(
                view! {
                    <div class="notice notice-warning inline dolisync-brake" role="alert">
                        <p><strong>{t!("Is that right?")}</strong> " " {brake.message}</p>
                        {can_release
                            .then(|| {
                                view! {
                                    <p class="dolisync-actions">
                                        <RunButton
                                            act="cancel"
                                            words=t!("Stop here")
                                            primary=true
                                            on_press=move |()| order.run(Order::Cancel)
                                        />
                                        <RunButton
                                            act="release"
                                            words=t!("It is right: go on")
                                            on_press=move |()| order.run(Order::Release)
                                        />
                                    </p>
                                }
                            })}
                    </div>
                }
                .into_any(),
            );
        }
        let problem = problem?;
        if waits {
            return Some(view! { <Waits problem=problem /> }.into_any());
        }
        let settings = (problem.next_action == NextAction::CheckSettings).then(|| {
            let url = dashboard.panel.boot.settings_url.clone();
            view! { <p><a class="button" href=url>{t!("Check the settings")}</a></p> }
        });
        Some(
            view! {
                <div class="notice notice-error inline" data-dolisync="error" role="alert">
                    <p>{problem.message}</p>
                    {settings}
                </div>
            }
            .into_any(),
        )
    }
}
