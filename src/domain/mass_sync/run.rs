//! A run of the mass synchronization, as the server tells it.

use serde::Serialize;

use super::{Entity, Preview, Stage, StageState};
use crate::domain::json::{read_fields, read_names};
use crate::domain::Problem;

/// Overwriting more local changes than this takes a typed word.
const MANY: u64 = 100;

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Looks at what it would do; writes nothing.
    Previewing,
    /// Has looked, and waits for a person to start it.
    Ready,
    /// Writes.
    Running,
    /// A person paused it.
    Paused,
    /// It stopped by itself: a brake, or a problem.
    Stopped,
    /// Through.
    Done,
    /// A person ended it before its end; what was written stays.
    Cancelled,
    /// Puts back what it wrote.
    Undoing,
    /// Put back.
    Undone,
}

impl RunState {
    /// Whether there is something to do for whoever has time.
    pub fn is_worked(self) -> bool {
        matches!(self, Self::Previewing | Self::Running | Self::Undoing)
    }

    /// Whether it has ended, so that another one may begin.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled | Self::Undone)
    }
}

/// A run stopped because something looks wrong, and asks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brake {
    /// Stable name.
    pub code: String,
    /// What was noticed, for the shop owner.
    pub message: String,
}

/// What can be done with a run now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Can {
    /// Start writing.
    pub start: bool,
    /// Pause.
    pub pause: bool,
    /// Go on after a pause or a problem.
    pub resume: bool,
    /// End it where it is.
    pub cancel: bool,
    /// Try failed records again.
    pub retry: bool,
    /// Put back what it wrote.
    pub undo: bool,
    /// Go on in spite of a brake.
    pub release: bool,
}

/// A run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// Its id.
    pub id: u64,
    /// Where it stands.
    pub state: RunState,
    /// Who began it.
    pub by: Option<String>,
    /// When it began to write, UTC.
    pub started_at: Option<String>,
    /// When it ended, UTC.
    pub ended_at: Option<String>,
    /// How long it was worked on, in milliseconds.
    pub worked_ms: u64,
    /// Why it stopped, or does not get on.
    pub problem: Option<Problem>,
    /// Seconds until it goes on by itself after that problem; none where it does not.
    pub next_try_in: Option<u64>,
    /// What it noticed and asks about.
    pub brake: Option<Brake>,
    /// One a kind of records, in the order in which they are done.
    pub stages: Vec<Stage>,
    /// What can be done with it.
    pub can: Can,
    /// The report as CSV.
    pub report_url: Option<String>,
    /// The local changes that are overwritten, as CSV.
    pub overwrites_url: Option<String>,
}

impl Run {
    /// The stage under way.
    pub fn current(&self) -> Option<&Stage> {
        self.stages
            .iter()
            .find(|stage| matches!(stage.state, StageState::Preparing | StageState::Running))
    }

    /// The kinds of records that it brings over, in order.
    pub fn entities(&self) -> Vec<Entity> {
        self.stages.iter().map(|stage| stage.entity).collect()
    }

    /// The stage of a kind of records.
    pub fn stage(&self, entity: Entity) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.entity == entity)
    }

    /// What the preview says of all stages.
    pub fn preview(&self) -> Preview {
        let mut sum = Preview::default();
        for stage in self.stages.iter().filter_map(|s| s.preview.as_ref()) {
            sum.create += stage.create;
            sum.change += stage.change;
            sum.same += stage.same;
            sum.skipped += stage.skipped;
            sum.overwrite += stage.overwrite;
            sum.failed += stage.failed;
            sum.total += stage.total;
        }
        sum
    }

    /// Why what is left out is: the kinds of records that have a reason in common together.
    pub fn left_out(&self) -> Vec<(Vec<Entity>, String)> {
        let mut reasons: Vec<(Vec<Entity>, String)> = Vec::new();
        for stage in &self.stages {
            let Some(why) = &stage.left_out else { continue };
            match reasons.iter_mut().find(|(_, reason)| reason == why) {
                Some((entities, _)) => entities.push(stage.entity),
                None => reasons.push((vec![stage.entity], why.clone())),
            }
        }
        reasons
    }

    /// How many records failed in all stages.
    pub fn failed(&self) -> u64 {
        self.stages.iter().map(|stage| stage.failed).sum()
    }

    /// How far the run is, 0 to 1: every stage counts as much, for the later ones are not counted yet.
    pub fn share(&self) -> f64 {
        let all: f64 = self.stages.iter().filter_map(Stage::share).sum();
        all / self.stages.len().max(1) as f64
    }

    /// Whether starting it takes a typed word.
    pub fn takes_a_word(&self) -> bool {
        self.preview().overwrite > MANY
    }
}

read_names!(RunState {
    "previewing" => Previewing,
    "ready" => Ready,
    "running" => Running,
    "paused" => Paused,
    "stopped" => Stopped,
    "done" => Done,
    "cancelled" => Cancelled,
    "undoing" => Undoing,
    "undone" => Undone,
});
read_fields!(Brake { code, message });
read_fields!(Can {
    start,
    pause,
    resume,
    cancel,
    retry,
    undo,
    release
});
read_fields!(Run {
    id,
    state,
    by,
    started_at,
    ended_at,
    worked_ms,
    problem,
    next_try_in,
    brake,
    stages,
    can,
    report_url,
    overwrites_url
});

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::stage::tests::stage;
    use super::*;

    fn run(stages: Vec<Stage>) -> Run {
        Run {
            id: 7,
            state: RunState::Running,
            by: None,
            started_at: None,
            ended_at: None,
            worked_ms: 0,
            problem: None,
            next_try_in: None,
            brake: None,
            stages,
            can: Can::default(),
            report_url: None,
            overwrites_url: None,
        }
    }

    #[test]
    fn a_run_is_as_far_as_its_stages_together() {
        use StageState::*;
        let of = |stages: &[(StageState, u64, Option<u64>)]| {
            run(stages.iter().map(|(s, d, t)| stage(*s, *d, *t)).collect()).share()
        };
        assert_eq!(of(&[]), 0.0);
        assert_eq!(of(&[(Done, 9, Some(9)), (Waiting, 0, None)]), 0.5);
        assert_eq!(of(&[(Done, 9, Some(9)), (Running, 5, Some(10))]), 0.75);
        assert_eq!(of(&[(Done, 9, Some(9)), (Running, 5, None)]), 0.5);
        assert_eq!(of(&[(Done, 0, Some(0)), (Done, 1, Some(1))]), 1.0);
    }

    #[test]
    fn numbers_add_up() {
        let two = run(vec![
            stage(StageState::Done, 15, Some(15)),
            stage(StageState::Running, 15, Some(20)),
        ]);
        assert_eq!(two.failed(), 10);
        let preview = two.preview();
        assert_eq!((preview.create, preview.change, preview.same), (20, 40, 60));
        assert_eq!((preview.skipped, preview.failed), (2, 4));
        assert_eq!((preview.overwrite, preview.total), (120, 126));
        assert_eq!(two.current(), two.stages.last());
    }

    #[test]
    fn what_is_left_out_for_one_reason_is_said_once() {
        let of = |entity, why: Option<&str>| Stage {
            entity,
            left_out: why.map(str::to_owned),
            ..stage(StageState::Done, 0, None)
        };
        let run = run(vec![
            of(Entity::Products, None),
            of(Entity::ThirdParties, Some("off")),
            of(Entity::Orders, Some("needs them")),
            of(Entity::Invoices, Some("needs them")),
        ]);
        let expected = [
            (vec![Entity::ThirdParties], "off".to_owned()),
            (
                vec![Entity::Orders, Entity::Invoices],
                "needs them".to_owned(),
            ),
        ];
        assert_eq!(run.left_out(), expected);
    }

    #[test]
    fn overwriting_more_than_a_hundred_changes_takes_a_word() {
        let overwriting = |many: u64| {
            let mut only = stage(StageState::Done, 0, None);
            only.preview.as_mut().unwrap().overwrite = many;
            run(vec![only]).takes_a_word()
        };
        assert_eq!(
            [0, 1, 100, 101, 5_000].map(overwriting),
            [false, false, false, true, true]
        );
        assert!(!run(vec![]).takes_a_word());
    }

    #[test]
    fn states_say_whether_there_is_work_or_an_end() {
        use RunState::*;
        let all = [
            Previewing, Ready, Running, Paused, Stopped, Done, Cancelled, Undoing, Undone,
        ];
        let worked: Vec<RunState> = all.into_iter().filter(|s| s.is_worked()).collect();
        let over: Vec<RunState> = all.into_iter().filter(|s| s.is_over()).collect();
        assert_eq!(worked, [Previewing, Running, Undoing]);
        assert_eq!(over, [Done, Cancelled, Undone]);
    }
}
