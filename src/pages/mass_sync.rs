//! The mass synchronization: choosing, looking at what would be done, doing it, and its report.

use leptos::prelude::*;

use crate::api::mass_sync::{Order, RecordKind};
use crate::api::{ApiError, ErrorKind};
use crate::components::{
    entity_words, run_state_words, Busy, ErrorNotice, PartHeading, Question, RecordList, RunBars,
    RunTable,
};
use crate::domain::mass_sync::{Entity, Run, RunState};
use crate::domain::NextAction;
use crate::format::date_time;
use crate::i18n::{t, tn, tx};
use crate::state::{use_dashboard, Load, Route};

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
    let none = move || chosen.with(|chosen| chosen.iter().all(|(_, chosen)| !chosen));
    let busy = move || watch.ordering.get().then_some("true");
    let begin = move |_| {
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
            <button
                type="button"
                class="button button-primary"
                data-act="preview"
                disabled=none
                aria-busy=busy
                on:click=begin
            >
                {t!("Show the preview")}
            </button>
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
    let dashboard = use_dashboard();
    let interrupted = dashboard.run.interrupted;
    // Said once, however often it is tried.
    let why = Memo::new(move |_| interrupted.get());
    move || {
        let error = why.get()?;
        let log_in = (error.kind == ErrorKind::SessionLost).then(|| {
            view! {
                <a class="button" href=dashboard.panel.boot.login_url.clone() target="_blank" rel="noopener">
                    {t!("Log in again")}
                    <span class="screen-reader-text">{t!("(opens in a new tab)")}</span>
                </a>
            }
        });
        let words = t!("Nothing is lost: DoliSync tries again by itself.");
        Some(view! {
            <div class="notice notice-warning inline" data-dolisync="interrupted" role="alert">
                <p>{error.message} " " {words}</p>
                {log_in.map(|link| view! { <p>{link}</p> })}
            </div>
        })
    }
}

/// Why a run stopped by itself: a problem, or a brake that asks.
#[component]
fn WhyStopped() -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let why = Memo::new(move |_| {
        watch.with(|run| (run.brake.clone(), run.problem.clone(), run.can.release))
    });
    move || {
        let (brake, problem, can_release) = why.get()?;
        if let Some(brake) = brake {
            let (release, stop) = (dashboard.clone(), dashboard.clone());
            let busy = move || watch.ordering.get().then_some("true");
            return Some(
                view! {
                    <div class="notice notice-warning inline dolisync-brake" role="alert">
                        <p><strong>{t!("Is that right?")}</strong> " " {brake.message}</p>
                        {can_release
                            .then(|| {
                                view! {
                                    <p class="dolisync-actions">
                                        <button
                                            type="button"
                                            class="button button-primary"
                                            data-act="cancel"
                                            aria-busy=busy
                                            on:click=move |_| stop.order_run(Order::Cancel)
                                        >
                                            {t!("Stop here")}
                                        </button>
                                        <button
                                            type="button"
                                            class="button"
                                            data-act="release"
                                            aria-busy=busy
                                            on:click=move |_| release.order_run(Order::Release)
                                        >
                                            {t!("It is right: go on")}
                                        </button>
                                    </p>
                                }
                            })}
                    </div>
                }
                .into_any(),
            );
        }
        let problem = problem?;
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

/// What can be done with the run now.
#[component]
fn Actions(state: RunState) -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let can = Memo::new(move |_| watch.with(|run| run.can).unwrap_or_default());
    let brake = Memo::new(move |_| watch.with(|run| run.brake.is_some()).unwrap_or_default());
    let busy = move || watch.ordering.get().then_some("true");
    let (starting, undoing) = (RwSignal::new(false), RwSignal::new(false));

    let order = {
        let dashboard = dashboard.clone();
        move |name: &'static str, class: &'static str, words: String, order: Order| {
            let dashboard = dashboard.clone();
            view! {
                <button
                    type="button"
                    class=class
                    data-act=name
                    aria-busy=busy
                    on:click=move |_| dashboard.order_run(order)
                >
                    {words}
                </button>
            }
        }
    };
    let start = move || {
        can.get().start.then(|| {
            view! {
                <button
                    type="button"
                    class="button button-primary"
                    data-act="start"
                    aria-haspopup="dialog"
                    aria-busy=busy
                    on:click=move |_| starting.set(true)
                >
                    {t!("Synchronize…")}
                </button>
            }
        })
    };
    let (pausing, resuming, stopping) = (order.clone(), order.clone(), order);
    let pause = move || {
        let can = can.get().pause;
        can.then(|| pausing("pause", "button", tx!("Pause", "button"), Order::Pause))
    };
    let resume = move || {
        let can = can.get().resume && !brake.get();
        can.then(|| {
            resuming(
                "resume",
                "button button-primary",
                tx!("Go on", "button"),
                Order::Resume,
            )
        })
    };
    let cancel = move || {
        // While a brake asks, stopping is one of its answers.
        let can = can.get().cancel && !brake.get();
        let words = match state {
            RunState::Previewing | RunState::Ready => t!("Do not synchronize"),
            _ => t!("Stop here"),
        };
        can.then(|| stopping("cancel", "button", words, Order::Cancel))
    };
    let undo = move || {
        can.get().undo.then(|| {
            view! {
                <button
                    type="button"
                    class="button"
                    data-act="undo"
                    aria-haspopup="dialog"
                    aria-busy=busy
                    on:click=move |_| undoing.set(true)
                >
                    {t!("Restore the previous values…")}
                </button>
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

/// Really write? Says what will be overwritten; many changes take a typed word.
#[component]
fn StartQuestion(open: RwSignal<bool>) -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let preview = Memo::new(move |_| watch.with(Run::preview).unwrap_or_default());
    let act = Signal::derive(move || match preview.get().overwrite {
        0 => t!("Synchronize: no local change is overwritten"),
        many => tn!(
            "Synchronize and overwrite %d local change",
            "Synchronize and overwrite %d local changes",
            many
        ),
    });
    let word = Signal::derive(move || {
        let asked = watch.with(Run::takes_a_word).unwrap_or_default();
        asked.then(|| tx!("overwrite", "word to be typed"))
    });
    let explanation = move || {
        let preview = preview.get();
        let created = tn!(
            "%d record is created in the shop.",
            "%d records are created in the shop.",
            preview.create
        );
        let changed = tn!(
            "%d record of the shop gets Dolibarr’s values.",
            "%d records of the shop get Dolibarr’s values.",
            preview.change
        );
        let lost = match preview.overwrite {
            0 => t!("No change that was made in the shop is lost."),
            many => tn!(
                "%d of them was changed in the shop: that change is overwritten.",
                "%d of them were changed in the shop: those changes are overwritten.",
                many
            ),
        };
        let loses = preview.overwrite > 0;
        view! {
            <ul class="dolisync-question__list">
                <li>{created}</li>
                <li>{changed}</li>
                <li class:dolisync-alarm=loses>{lost}</li>
            </ul>
            <p>{t!("Nothing is written in Dolibarr. Everything can be put back afterwards: “Restore the previous values”.")}</p>
        }
        .into_any()
    };
    view! {
        <Question
            open=open
            heading=t!("Write this into the shop?")
            explanation=explanation
            safe=t!("Write nothing")
            act=act
            on_act=move |()| dashboard.start_run()
            word=word
        />
    }
}

/// Really put everything back?
#[component]
fn UndoQuestion(open: RwSignal<bool>) -> impl IntoView {
    let dashboard = use_dashboard();
    let explanation = move || {
        view! {
            <p>{t!("Changed records get back the values from before this mass synchronization; created ones are taken out again.")}</p>
            <p>{t!("What was changed since then, in the shop or by a later synchronization, is left alone and listed.")}</p>
        }
        .into_any()
    };
    view! {
        <Question
            open=open
            heading=t!("Put back what this mass synchronization wrote?")
            explanation=explanation
            safe=t!("Leave everything as it is")
            act=t!("Restore the previous values")
            on_act=move |()| dashboard.order_run(Order::Undo)
        />
    }
}

/// The local changes that would be overwritten.
#[component]
fn Overwritten(run: u64) -> impl IntoView {
    let watch = use_dashboard().run;
    let many = watch
        .with_untracked(|run| run.preview().overwrite)
        .unwrap_or_default();
    if many == 0 {
        return view! {
            <h3>{t!("Local changes that would be overwritten")}</h3>
            <p>{t!("None: nothing that was changed in the shop is lost.")}</p>
        }
        .into_any();
    }
    let url = watch
        .with_untracked(|run| run.overwrites_url.clone())
        .flatten();
    let csv = move || {
        let url = url.clone()?;
        Some(view! {
            <p class="dolisync-actions">
                <a class="button" href=url download="">{t!("Complete list (CSV)")}</a>
            </p>
        })
    };
    let lead = tn!(
        "%d record was changed in the shop since it was last synchronized. To keep such a change, synchronize that product by itself first and keep the WPshop version.",
        "%d records were changed in the shop since they were last synchronized. To keep such a change, synchronize that product by itself first and keep the WPshop version.",
        many
    );
    view! {
        <RecordList
            run=run
            kind=RecordKind::Overwritten
            heading=t!("Local changes that would be overwritten")
            lead=lead
            version=many
            actions=csv
        />
    }
    .into_any()
}

/// The records that failed, while there are some.
#[component]
fn Failed(run: u64) -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let failed = Memo::new(move |_| {
        let of = |run: &Run| match run.state {
            RunState::Ready => run.preview().failed,
            _ => run.failed(),
        };
        watch.with(of).unwrap_or_default()
    });
    let some = Memo::new(move |_| failed.get() > 0);
    let can_retry = Memo::new(move |_| watch.with(|run| run.can.retry).unwrap_or_default());
    let ready = watch.with_untracked(|run| run.state) == Some(RunState::Ready);
    let heading = Signal::derive(move || match ready {
        true => tn!(
            "%d record cannot be read",
            "%d records cannot be read",
            failed.get()
        ),
        false => tn!("%d record failed", "%d records failed", failed.get()),
    });
    let retry = move || {
        let dashboard = dashboard.clone();
        move || {
            let dashboard = dashboard.clone();
            can_retry.get().then(|| {
                view! {
                    <p class="dolisync-actions">
                        <button
                            type="button"
                            class="button"
                            data-act="retry"
                            aria-busy=move || watch.ordering.get().then_some("true")
                            on:click=move |_| dashboard.retry_records(None)
                        >
                            {t!("Try all of them again")}
                        </button>
                    </p>
                }
            })
        }
    };
    move || {
        let retry = retry.clone();
        some.get().then(|| {
            view! {
                <RecordList
                    run=run
                    kind=RecordKind::Failed
                    heading=heading
                    lead=t!("The others are not concerned. Each is listed with its reason.")
                    version=failed
                    can_retry=can_retry
                    actions=retry
                />
            }
        })
    }
}

/// The other records that a person should know about, in the states in which there may be some.
fn further(run: u64, state: RunState) -> impl IntoView {
    let changed = state.is_over().then(|| {
        view! {
            <RecordList
                run=run
                kind=RecordKind::ChangedSincePreview
                heading=t!("Changed in the shop after the preview")
                lead=t!("You had not seen these changes, so they were left alone. Synchronize these records one by one, or begin another mass synchronization.")
                version=0
            />
        }
    });
    let associate = || {
        view! {
            <p class="dolisync-actions">
                <a class="button" href=Route::Associate.hash()>{t!("Associate many products at once")}</a>
            </p>
        }
    };
    let skipped = matches!(state, RunState::Ready | RunState::Done).then(|| {
        view! {
            <RecordList
                run=run
                kind=RecordKind::Skipped
                heading=t!("Left alone")
                lead=t!("The shop may have these already, not associated yet. Associate them first, so that they are not doubled.")
                version=0
                actions=associate
            />
        }
    });
    let not_undone = (state == RunState::Undone).then(|| {
        view! {
            <RecordList
                run=run
                kind=RecordKind::NotUndone
                heading=t!("Not put back")
                lead=t!("These records were changed again since, so they were left alone.")
                version=0
            />
        }
    });
    view! { {changed} {skipped} {not_undone} }
}
