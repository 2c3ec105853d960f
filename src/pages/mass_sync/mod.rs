//! The mass synchronization: choosing, looking at what would be done, doing it, and its report.

mod questions;
mod records;

use leptos::prelude::*;

use crate::api::mass_sync::Order;
use crate::api::{ApiError, ErrorKind};
use crate::components::{
    entity_words, run_state_words, Busy, ErrorNotice, LogInLink, PartHeading, RunBars, RunButton,
    RunTable,
};
use crate::domain::mass_sync::{Entity, Run, RunState};
use crate::domain::{NextAction, Problem};
use crate::format::date_time;
use crate::i18n::{t, tn, tx};
use crate::state::{use_dashboard, Dashboard, Load};
use questions::{StartQuestion, UndoQuestion};
use records::{further, Failed, Overwritten};

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

/// Which records; the preview writes nothing.
#[component]
fn Choosing() -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let chosen = RwSignal::new(Entity::ALL.map(|entity| (entity, entity.is_usual())));
    let line = move |at: usize| {
        let entity = Entity::ALL[at];
        let is_chosen = move || chosen.with(|chosen| chosen[at].1);
        let warning = (entity == Entity::Contacts).then(|| {
            let words = t!("Each contact with an e-mail address becomes a user account of this site. No e-mail is sent.");
            view! { <span class="dolisync-entities__warning">{words}</span> }
        });
        view! {
            <li>
                <label class="dolisync-entities__entity">
                    <input
                        type="checkbox"
                        name=entity.as_str()
                        prop:checked=is_chosen
                        on:change=move |event| {
                            chosen.update(|chosen| chosen[at].1 = event_target_checked(&event));
                        }
                    />
                    <span>{entity_words(entity)} {warning}</span>
                </label>
            </li>
        }
    };
    let lines = (0..Entity::ALL.len()).map(line).collect_view();
    let none = Memo::new(move |_| chosen.with(|chosen| chosen.iter().all(|(_, chosen)| !chosen)));
    let begin = move |()| {
        let chosen = chosen.get_untracked().into_iter();
        let entities: Vec<Entity> = chosen
            .filter(|(_, is)| *is)
            .map(|(entity, _)| entity)
            .collect();
        dashboard.begin_run(entities);
    };
    let back = move || {
        watch.anew.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| watch.anew.set(false)>
                    {t!("Back to the last report")}
                </button>
            }
        })
    };
    view! {
        <p class="dolisync-lead">
            {t!("It brings Dolibarr’s data into the shop: associated records get Dolibarr’s values, others are created. Nothing is written in Dolibarr.")}
        </p>
        <fieldset class="dolisync-entities">
            <legend>{t!("What to bring from Dolibarr")}</legend>
            <ul role="list">{lines}</ul>
        </fieldset>
        <p>{t!("First comes a preview: it says what would be created, changed and overwritten. It writes nothing.")}</p>
        <p class="dolisync-actions">
            <RunButton
                act="preview"
                words=t!("Show the preview")
                primary=true
                disabled=none
                on_press=begin
            />
            {back}
        </p>
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

/// The server cannot be reached: said, and tried again by itself.
#[component]
fn Interrupted() -> impl IntoView {
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
fn LeftOut() -> impl IntoView {
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
fn WhyStopped() -> impl IntoView {
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

/// Gives orders about the run.
fn ordering(dashboard: Dashboard) -> Callback<Order> {
    Callback::new(move |order| dashboard.order_run(order))
}

/// What can be done with the run now.
#[component]
fn Actions(state: RunState) -> impl IntoView {
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
