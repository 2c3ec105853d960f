//! One bar for each kind of records of a run.

use leptos::prelude::*;

use super::{entity_words, rate_words, time_left_words, Progress};
use crate::domain::mass_sync::{Entity, Run, RunState, Stage, StageState};
use crate::format::count;
use crate::i18n::{t, tn, tx};
use crate::state::use_dashboard;

/// The bars, with counts, and for the one under way its rate and the time left.
#[component]
pub fn RunBars() -> impl IntoView {
    let watch = use_dashboard().run;
    let entities = Memo::new(move |_| watch.with(Run::entities).unwrap_or_default());
    let bar = move |entity: Entity| {
        let stage = Memo::new(move |_| watch.with(|run| run.stage(entity).cloned()).flatten());
        let share = Signal::derive(move || {
            stage.with(|stage| match stage.as_ref()? {
                // There is nothing to come, and nothing came.
                stage if stage.state == StageState::LeftOut => Some(0.0),
                stage => stage.share(),
            })
        });
        let words = Signal::derive(move || {
            let state = watch.with(|run| run.state).unwrap_or(RunState::Done);
            stage.with(|stage| match stage {
                Some(stage) => stage_words(stage, state, &watch.pace.get()),
                None => String::new(),
            })
        });
        let tone = Signal::derive(move || {
            stage.with(|stage| match stage.as_ref().map(|s| (s.state, s.failed)) {
                Some((_, failed)) if failed > 0 => "failed",
                Some((StageState::Done, _)) => "done",
                Some((StageState::Waiting | StageState::LeftOut, _)) => "waiting",
                _ => "running",
            })
        });
        view! { <Progress label=entity_words(entity) share=share words=words tone=tone /> }
    };
    view! {
        <div class="dolisync-bars">
            {move || entities.get().into_iter().map(bar).collect_view()}
        </div>
    }
}

fn stage_words(stage: &Stage, state: RunState, pace: &crate::domain::mass_sync::Pace) -> String {
    match stage.state {
        StageState::Waiting => return tx!("waiting", "stage"),
        StageState::LeftOut => return tx!("left out", "stage"),
        StageState::Preparing => return t!("reading which product is in which category…"),
        StageState::Running | StageState::Done => {}
    }
    let mut words = vec![match stage.total {
        Some(total) => t!("%1$s of %2$s", count(stage.done), count(total)),
        None => count(stage.done),
    }];
    if stage.failed > 0 {
        words.push(tn!("%d failed", "%d failed", stage.failed));
    }
    if stage.state == StageState::Running && state.is_worked() {
        words.extend(pace.per_second().map(rate_words));
        let left = stage.left().and_then(|left| pace.seconds_left(left));
        words.extend(left.map(time_left_words));
    }
    words.join(" · ")
}
