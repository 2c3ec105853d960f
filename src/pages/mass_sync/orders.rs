//! What can be asked of a run.

use leptos::prelude::*;

use super::questions::{StartQuestion, UndoQuestion};
use crate::api::mass_sync::Order;
use crate::components::RunButton;
use crate::domain::mass_sync::RunState;
use crate::i18n::{t, tx};
use crate::state::{use_dashboard, Dashboard};

/// Gives orders about the run.
pub(super) fn ordering(dashboard: Dashboard) -> Callback<Order> {
    Callback::new(move |order| dashboard.order_run(order))
}

/// What can be done with the run now.
#[component]
pub(super) fn Actions(state: RunState) -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let can = Memo::new(move |_| watch.with(|run| run.can).unwrap_or_default());
    let brake = Memo::new(move |_| watch.with(|run| run.brake.is_some()).unwrap_or_default());
    let (starting, undoing) = (RwSignal::new(false), RwSignal::new(false));
    let order = ordering(dashboard);

    let start = move || {
        can.get().start.then(|| {
            view! {
                <RunButton
                    act="start"
                    words=t!("Synchronize…")
                    primary=true
                    asks=true
                    on_press=move |()| starting.set(true)
                />
            }
        })
    };
    let pause = move || {
        can.get().pause.then(|| {
            view! {
                <RunButton
                    act="pause"
                    words=tx!("Pause", "button")
                    on_press=move |()| order.run(Order::Pause)
                />
            }
        })
    };
    let resume = move || {
        let can = can.get().resume && !brake.get();
        can.then(|| {
            view! {
                <RunButton
                    act="resume"
                    words=tx!("Go on", "button")
                    primary=true
                    on_press=move |()| order.run(Order::Resume)
                />
            }
        })
    };
    let cancel = move || {
        // While a brake asks, stopping is one of its answers.
        let can = can.get().cancel && !brake.get();
        let words = match state {
            RunState::Previewing | RunState::Ready => t!("Do not synchronize"),
            _ => t!("Stop here"),
        };
        can.then(|| {
            view! { <RunButton act="cancel" words=words on_press=move |()| order.run(Order::Cancel) /> }
        })
    };
    let undo = move || {
        can.get().undo.then(|| {
            view! {
                <RunButton
                    act="undo"
                    words=t!("Restore the previous values…")
                    asks=true
                    on_press=move |()| undoing.set(true)
                />
            }
        })
    };
    let anew = (state.is_over()).then(|| {
        view! {
            <button
                type="button"
                class="button button-primary"
                data-act="anew"
                on:click=move |_| watch.anew.set(true)
            >
                {t!("New mass synchronization…")}
            </button>
        }
    });
    let report = move || {
        let written = !matches!(state, RunState::Previewing | RunState::Ready);
        let url = watch.with(|run| run.report_url.clone()).flatten();
        url.filter(|_| written)
            .map(|url| view! { <a class="button" href=url download="">{t!("Report (CSV)")}</a> })
    };
    view! {
        <p class="dolisync-actions">{anew} {start} {resume} {pause} {cancel} {undo} {report}</p>
        <StartQuestion open=starting />
        <UndoQuestion open=undoing />
    }
}
