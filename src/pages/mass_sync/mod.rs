//! The mass synchronization: choosing, looking at what would be done, doing it, and its report.

mod choosing;
mod orders;
mod questions;
mod records;
mod trouble;

use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::{run_state_words, Busy, ErrorNotice, PartHeading, RunBars, RunTable};
use crate::domain::mass_sync::{Run, RunState};
use crate::format::date_time;
use crate::i18n::t;
use crate::state::{use_dashboard, Load};
use choosing::Choosing;
use orders::Actions;
use records::{further, Failed, Overwritten};
use trouble::{Interrupted, LeftOut, WhyStopped};

/// The page. What it shows follows the run that WordPress knows, so that it survives a reload.
#[component]
pub fn MassSyncPage() -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    // Only what changes the page's shape: the bars follow the run by themselves.
    let shape = Memo::new(move |_| match watch.run.get() {
        Load::Loading => Shape::Loading,
        Load::Failed(error) => Shape::Failed(error),
        Load::Ready(None) => Shape::Choosing,
        Load::Ready(Some(run)) if run.state.is_over() && watch.anew.get() => Shape::Choosing,
        Load::Ready(Some(run)) => Shape::Run(run.id, run.state),
    });
    let content = {
        let dashboard = dashboard.clone();
        move || match shape.get() {
            Shape::Loading => view! { <Busy words=t!("Looking for a run…") /> }.into_any(),
            Shape::Failed(error) => {
                let dashboard = dashboard.clone();
                let again = move |()| {
                    dashboard.run.run.set(Load::Loading);
                    dashboard.ask_run();
                };
                view! { <ErrorNotice error=error on_retry=again /> }.into_any()
            }
            Shape::Choosing => view! { <Choosing /> }.into_any(),
            Shape::Run(id, state) => view! { <RunView id=id state=state /> }.into_any(),
        }
    };
    view! {
        <section class="dolisync-part" data-view="mass-sync">
            <PartHeading words=t!("Mass synchronization") shown=shape />
            <Refused />
            {content}
        </section>
    }
}

#[derive(Clone, PartialEq)]
enum Shape {
    Loading,
    Failed(ApiError),
    Choosing,
    Run(u64, RunState),
}

/// Why the last order was refused.
#[component]
fn Refused() -> impl IntoView {
    let dashboard = use_dashboard();
    let refused = dashboard.run.refused;
    move || {
        let error = refused.get()?;
        let dashboard = dashboard.clone();
        let again = move |()| {
            refused.set(None);
            dashboard.ask_run();
        };
        Some(view! { <ErrorNotice error=error on_retry=again /> })
    }
}

/// A run in one of its states.
#[component]
fn RunView(id: u64, state: RunState) -> impl IntoView {
    let watch = use_dashboard().run;
    let lead = match state {
        RunState::Previewing => t!("DoliSync is looking at what would be done. Nothing is written."),
        RunState::Ready => t!("This is what the mass synchronization would do. Nothing is written yet."),
        RunState::Running => t!("You can close this page: the work goes on in the background, and more slowly without it."),
        RunState::Paused => t!("Paused. What was written so far stays."),
        RunState::Stopped => t!("It has stopped. What was written so far stays."),
        RunState::Done => t!("What was written is in the journal, and can be put back as a whole."),
        RunState::Cancelled => t!("Ended early. What was written until then stays, and can be undone."),
        RunState::Undoing => t!("What this mass synchronization wrote is being put back."),
        RunState::Undone => t!("What this mass synchronization wrote was put back."),
    };
    let whole = move || watch.with_untracked(Clone::clone);
    let numbers = match state {
        RunState::Ready => whole().map(|run| view! { <RunTable run=run preview=true /> }.into_any()),
        RunState::Done | RunState::Cancelled | RunState::Undone => Some(
            // A retry that is over may have changed the numbers.
            view! {
                {move || watch.with(Clone::clone).map(|run| view! { <RunTable run=run preview=false /> })}
            }
            .into_any(),
        ),
        _ => Some(view! { <RunBars /> }.into_any()),
    };
    view! {
        <p class="dolisync-run__state">
            <strong data-run=move || watch.with(|run| run.id.to_string())>
                {run_state_words(state)}
            </strong>
            {move || watch.with(run_facts)}
        </p>
        <p class="dolisync-lead">{lead}</p>
        <Interrupted />
        <LeftOut />
        <WhyStopped />
        <div class="dolisync-run__numbers">{numbers}</div>
        <Actions state=state />
        {(state == RunState::Ready).then(|| view! { <Overwritten run=id /> })}
        {(state != RunState::Previewing).then(|| view! { <Failed run=id /> })}
        {further(id, state)}
    }
}

/// Who and when.
fn run_facts(run: &Run) -> String {
    let by = run.by.as_ref().map(|by| t!("by %s", by));
    let at = run.ended_at.as_ref().or(run.started_at.as_ref());
    let facts = by.into_iter().chain(at.map(|time| date_time(time)));
    let facts: Vec<String> = facts.collect();
    match facts.is_empty() {
        true => String::new(),
        false => format!(" · {}", facts.join(" · ")),
    }
}
