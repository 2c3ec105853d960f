//! The run of the mass synchronization: this page shows it, works on it, and gives it orders.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{pause, Dashboard, Load};
use crate::api::mass_sync::{self, Order};
use crate::api::{ApiError, ErrorKind, Transport};
use crate::components::run_sentence;
use crate::domain::mass_sync::{Entity, Pace, Run, RunState};
use crate::domain::NextAction;
use crate::panic_notice::has_panicked;

/// How long one request works, in seconds: short enough for the bars to move.
const SECONDS: u32 = 2;
/// How long to wait when others do all the work, in milliseconds.
const IDLE: i32 = 1_500;
/// How long to wait before trying again what did not get through, in milliseconds; doubled each
/// time, up to the longest.
const FIRST_WAIT: i32 = 1_000;
const LONGEST_WAIT: i32 = 8_000;

/// What this page knows of the run.
#[derive(Clone, Copy)]
pub struct RunWatch {
    /// The active run, or else the last one.
    pub run: RwSignal<Load<Option<Run>>>,
    /// How fast records go by.
    pub pace: RwSignal<Pace>,
    /// The server cannot be reached; it is tried again by itself.
    pub interrupted: RwSignal<Option<ApiError>>,
    /// Why the last order was refused.
    pub refused: RwSignal<Option<ApiError>>,
    /// An order is under way.
    pub ordering: RwSignal<bool>,
    /// What the button does that was pressed last: the one that shows that it waits.
    pressed: RwSignal<&'static str>,
    /// The person wants another run than the one that ended.
    pub anew: RwSignal<bool>,
    working: RwSignal<bool>,
    counted: RwSignal<Option<(u64, Entity)>>,
}

impl Default for RunWatch {
    fn default() -> Self {
        Self {
            run: RwSignal::new(Load::Loading),
            pace: RwSignal::new(Pace::default()),
            interrupted: RwSignal::new(None),
            refused: RwSignal::new(None),
            ordering: RwSignal::new(false),
            pressed: RwSignal::new(""),
            anew: RwSignal::new(false),
            working: RwSignal::new(false),
            counted: RwSignal::new(None),
        }
    }
}

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

impl RunWatch {
    /// Something of the run, tracked; None where there is no run.
    pub fn with<T>(&self, of: impl FnOnce(&Run) -> T) -> Option<T> {
        self.run.with(|run| known(run).map(of))
    }

    /// The same, not tracked.
    pub fn with_untracked<T>(&self, of: impl FnOnce(&Run) -> T) -> Option<T> {
        self.run.with_untracked(|run| known(run).map(of))
    }

    /// Notes whose button was pressed. One order at a time: while another is under way, this one is not given.
    pub fn press(&self, act: &'static str) {
        if !self.ordering.get_untracked() {
            self.pressed.set(act);
        }
    }

    /// Whether that button's order is under way, tracked.
    pub fn is_busy(&self, act: &str) -> bool {
        self.ordering.get() && self.pressed.get() == act
    }
}

impl Dashboard {
    /// Asks for the run, and works on it when it is under way.
    pub fn ask_run(&self) {
        let this = self.clone();
        spawn_local(async move {
            match mass_sync::current(&*this.panel.transport).await {
                Ok(Some(run)) => this.show_run(run),
                Ok(None) => this.run.run.set(Load::Ready(None)),
                Err(error) if error.kind == ErrorKind::Cancelled => return,
                Err(error) => this.run.run.set(Load::Failed(error)),
            }
            this.work();
        });
    }

    /// Begins a run with its preview.
    pub fn begin_run(&self, entities: Vec<Entity>) {
        let transport = self.panel.transport.clone();
        self.give(Box::pin(async move {
            mass_sync::begin(&*transport, &entities).await
        }));
    }

    /// Lets the run write. It is told what the person saw in the preview.
    pub fn start_run(&self) {
        self.to_run(|transport, run| {
            let (id, overwrites) = (run.id, run.preview().overwrite);
            Box::pin(async move { mass_sync::start(&*transport, id, overwrites).await })
        });
    }

    /// Gives the run an order.
    pub fn order_run(&self, order: Order) {
        self.to_run(|transport, run| {
            let id = run.id;
            Box::pin(async move { mass_sync::order(&*transport, id, order).await })
        });
    }

    /// Tries failed records again: this one, or all.
    pub fn retry_records(&self, record: Option<u64>) {
        self.to_run(|transport, run| {
            let id = run.id;
            Box::pin(async move {
                let records = record.map(|record| [record]);
                mass_sync::retry(&*transport, id, records.as_ref().map(|r| &r[..])).await
            })
        });
    }

    fn to_run(&self, send: impl FnOnce(std::sync::Arc<dyn Transport>, &Run) -> Answer<Run>) {
        let transport = self.panel.transport.clone();
        if let Some(sent) = self.run.with_untracked(|run| send(transport, run)) {
            self.give(sent);
        }
    }

    /// Waits for the answer to an order; one at a time.
    fn give(&self, sent: Answer<Run>) {
        let watch = self.run;
        if watch.ordering.get_untracked() || has_panicked() {
            return;
        }
        watch.ordering.set(true);
        watch.refused.set(None);
        let this = self.clone();
        spawn_local(async move {
            let answer = sent.await;
            watch.ordering.set(false);
            match answer {
                Ok(run) => {
                    watch.anew.set(false);
                    watch.pace.update(Pace::forget);
                    this.show_run(run);
                }
                Err(error) if error.kind == ErrorKind::Cancelled => {}
                Err(error) => {
                    // Another tab or person may have been first: what is there now is to be seen.
                    if error.kind == ErrorKind::Answer {
                        watch.anew.set(false);
                        this.ask_run();
                    }
                    watch.refused.set(Some(error));
                }
            }
            this.work();
        });
    }

    /// Takes in the run as the server told it, and says what a person should hear of it.
    fn show_run(&self, run: Run) {
        let watch = self.run;
        let before = watch.with_untracked(worth_hearing);
        let now = worth_hearing(&run);
        if let Some(stage) = run.current() {
            // Another stage is another count.
            if watch.counted.get_untracked() != Some((run.id, stage.entity)) {
                watch.counted.set(Some((run.id, stage.entity)));
                watch.pace.update(Pace::forget);
            }
            watch.pace.update(|pace| match run.next_try_in {
                // It waits for Dolibarr: nothing goes by, and nobody knows for how long.
                Some(_) => pace.forget(),
                None => pace.see(js_sys::Date::now(), stage.done),
            });
        }
        if before.is_some_and(|before| before != now) {
            self.panel.announcer.say(run_sentence(&run));
        }
        watch.run.set(Load::Ready(Some(run)));
    }

    /// Works on the run for as long as there is something to do. What does not get through is tried
    /// again by itself: the run is in WordPress's database, not in this page.
    pub fn work(&self) {
        let watch = self.run;
        if watch.working.get_untracked() {
            return;
        }
        watch.working.set(true);
        let this = self.clone();
        spawn_local(async move {
            let mut wait = FIRST_WAIT;
            while let Some(id) = this.run_to_work_on() {
                match mass_sync::work(&*this.panel.transport, id, SECONDS).await {
                    Ok(worked) => {
                        wait = FIRST_WAIT;
                        watch.interrupted.set(None);
                        this.show_run(worked.run);
                        if worked.did == 0 {
                            pause(IDLE).await;
                        }
                    }
                    Err(error) if error.kind == ErrorKind::Cancelled => break,
                    Err(error) if is_final(&error) => {
                        watch.refused.set(Some(error));
                        break;
                    }
                    Err(error) => {
                        watch.pace.update(Pace::forget);
                        watch.interrupted.set(Some(error));
                        pause(wait).await;
                        wait = (wait * 2).min(LONGEST_WAIT);
                    }
                }
            }
            watch.interrupted.set(None);
            watch.working.set(false);
        });
    }

    fn run_to_work_on(&self) -> Option<u64> {
        let run = self.run.with_untracked(|run| (run.id, run.state));
        run.filter(|(_, state)| state.is_worked() && !has_panicked())
            .map(|(id, _)| id)
    }
}

fn known(run: &Load<Option<Run>>) -> Option<&Run> {
    match run {
        Load::Ready(run) => run.as_ref(),
        Load::Loading | Load::Failed(_) => None,
    }
}

/// What has to change for a person to hear of the run again: within a stage, every quarter of it.
fn worth_hearing(run: &Run) -> (u64, RunState, Option<(Entity, u8)>) {
    let stage = run.current().map(|stage| (stage.entity, stage.quarters()));
    (run.id, run.state, stage)
}

/// Whether trying again by itself would only get the same answer.
fn is_final(error: &ApiError) -> bool {
    error.kind == ErrorKind::Answer && error.next_action != NextAction::Retry
}
