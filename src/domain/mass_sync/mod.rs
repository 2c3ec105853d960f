//! The mass synchronization: what a run tells of itself, and what can be computed from it.

mod entity;
mod pace;
mod record;
mod run;
mod stage;

pub use entity::Entity;
pub use pace::Pace;
pub use record::{OverwrittenField, RecordPage, RunRecord};
pub use run::{Brake, Can, Run, RunState};
pub use stage::{Preview, Stage, StageState};
