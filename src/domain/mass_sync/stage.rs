//! A stage of a run: the records of one kind.

use serde::Serialize;

use super::Entity;
use crate::domain::json::{read_fields, read_names};

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

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) mod tests {
    use super::*;

    /// A stage of which something became of records in each way.
    pub(in super::super) fn stage(state: StageState, done: u64, total: Option<u64>) -> Stage {
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
}
