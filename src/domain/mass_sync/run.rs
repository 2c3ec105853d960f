//! A run of the mass synchronization, as the server tells it.

use serde::Serialize;

use super::Entity;
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

/// Where one stage of a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StageState {
    /// Not begun.
    Waiting,
    /// What has to be known of its records before is being read.
    Preparing,
    /// Under way.
    Running,
    /// Through.
    Done,
    /// Dolibarr does not give these records.
    LeftOut,
}

/// What a stage would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Records that the shop does not have yet.
    pub create: u64,
    /// Associated records that differ.
    pub change: u64,
    /// Associated records that do not.
    pub same: u64,
    /// Records left alone, as those that may be in the shop already, not associated.
    pub skipped: u64,
    /// Changed records of which a local change would be overwritten.
    pub overwrite: u64,
    /// Records that could not be looked at.
    pub failed: u64,
    /// All of them.
    pub total: u64,
}

/// The records of one kind in a run. `total` and `done` are those of the present pass: the
/// preview's, the run's, or the undoing's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stage {
    /// Which records.
    pub entity: Entity,
    /// Where it stands.
    pub state: StageState,
    /// Why it is left out, and what to do about it.
    pub left_out: Option<String>,
    /// How many there are; none before they were counted.
    pub total: Option<u64>,
    /// How many are finished, whatever became of them.
    pub done: u64,
    /// Created in the shop.
    pub created: u64,
    /// Changed in the shop.
    pub changed: u64,
    /// Found equal.
    pub same: u64,
    /// Left alone.
    pub skipped: u64,
    /// Failed, each with its reason.
    pub failed: u64,
    /// Changed, and a local change was overwritten.
    pub overwritten: u64,
    /// What it would do, once it has looked.
    pub preview: Option<Preview>,
}

impl Stage {
    /// How far it is, 0 to 1; None while nobody knows how much there is.
    pub fn share(&self) -> Option<f64> {
        match (self.state, self.total) {
            (StageState::Done | StageState::LeftOut, _) => Some(1.0),
            (StageState::Waiting, _) => Some(0.0),
            (StageState::Preparing, _) | (StageState::Running, None) => None,
            (StageState::Running, Some(0)) => Some(1.0),
            // Records that were added meanwhile are done, too.
            (StageState::Running, Some(total)) => Some((self.done as f64 / total as f64).min(1.0)),
        }
    }

    /// How many quarters of it are through: what is worth telling a person who does not see the bar.
    pub fn quarters(&self) -> u8 {
        (self.share().unwrap_or(0.0) * 4.0) as u8
    }

    /// How many are still to be done.
    pub fn left(&self) -> Option<u64> {
        Some(self.total?.saturating_sub(self.done))
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
read_names!(StageState {
    "waiting" => Waiting,
    "preparing" => Preparing,
    "running" => Running,
    "done" => Done,
    "left_out" => LeftOut,
});
read_fields!(Preview {
    create,
    change,
    same,
    skipped,
    overwrite,
    failed,
    total
});
read_fields!(Stage {
    entity,
    state,
    left_out,
    total,
    done,
    created,
    changed,
    same,
    skipped,
    failed,
    overwritten,
    preview
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
    use super::*;

    fn stage(state: StageState, done: u64, total: Option<u64>) -> Stage {
        Stage {
            entity: Entity::Products,
            state,
            left_out: None,
            total,
            done,
            created: 1,
            changed: 2,
            same: 3,
            skipped: 4,
            failed: 5,
            overwritten: 1,
            preview: Some(Preview {
                create: 10,
                change: 20,
                same: 30,
                skipped: 1,
                overwrite: 60,
                failed: 2,
                total: 63,
            }),
        }
    }

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
    fn a_stage_tells_how_far_it_is() {
        use StageState::*;
        for (state, done, total, share, left) in [
            (Waiting, 0, None, Some(0.0), None),
            (Waiting, 0, Some(80), Some(0.0), Some(80)),
            (Preparing, 0, None, None, None),
            (Running, 0, None, None, None),
            (Running, 20, None, None, None),
            (Running, 20, Some(80), Some(0.25), Some(60)),
            (Running, 0, Some(0), Some(1.0), Some(0)),
            (Running, 90, Some(80), Some(1.0), Some(0)),
            (Done, 79, Some(80), Some(1.0), Some(1)),
            (Done, 0, None, Some(1.0), None),
            (LeftOut, 0, None, Some(1.0), None),
        ] {
            let stage = stage(state, done, total);
            assert_eq!(stage.share(), share, "{state:?} {done} {total:?}");
            assert_eq!(stage.left(), left, "{state:?} {done} {total:?}");
        }
    }

    #[test]
    fn a_stage_is_told_by_its_quarters() {
        use StageState::*;
        for (state, done, total, quarters) in [
            (Waiting, 0, Some(80), 0),
            (Running, 20, None, 0),
            (Running, 19, Some(80), 0),
            (Running, 20, Some(80), 1),
            (Running, 59, Some(80), 2),
            (Running, 79, Some(80), 3),
            (Done, 80, Some(80), 4),
        ] {
            let stage = stage(state, done, total);
            assert_eq!(stage.quarters(), quarters, "{state:?} {done} {total:?}");
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
