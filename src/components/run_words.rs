//! The mass synchronization in words.

use crate::domain::mass_sync::{Entity, Run, RunState};
use crate::format::percent;
use crate::i18n::{t, tn, tx};

/// A kind of records.
pub fn entity_words(entity: Entity) -> String {
    match entity {
        Entity::Categories => t!("Categories"),
        Entity::Products => t!("Products"),
        Entity::ThirdParties => t!("Third parties"),
        Entity::Contacts => t!("Contacts"),
        Entity::Proposals => t!("Proposals"),
        Entity::Orders => t!("Orders"),
        Entity::Invoices => t!("Invoices and payments"),
    }
}

/// Where a run stands, in a word or two.
pub fn run_state_words(state: RunState) -> String {
    match state {
        RunState::Previewing => t!("Preview under way"),
        RunState::Ready => t!("Preview ready"),
        RunState::Running => tx!("Under way", "mass synchronization"),
        RunState::Paused => tx!("Paused", "mass synchronization"),
        RunState::Stopped => tx!("Stopped", "mass synchronization"),
        RunState::Done => tx!("Finished", "mass synchronization"),
        RunState::Cancelled => tx!("Ended early", "mass synchronization"),
        RunState::Undoing => t!("Being undone"),
        RunState::Undone => tx!("Undone", "mass synchronization"),
    }
}

/// Where a run stands, to be read out.
pub fn run_sentence(run: &Run) -> String {
    let state = run_state_words(run.state);
    match run.current().filter(|_| run.state.is_worked()) {
        Some(stage) => match stage.quarters() {
            0 => t!(
                "Mass synchronization: %1$s. %2$s.",
                state,
                entity_words(stage.entity)
            ),
            _ => t!(
                "Mass synchronization: %1$s. %2$s: %3$s.",
                state,
                entity_words(stage.entity),
                share_words(stage.share())
            ),
        },
        None => t!("Mass synchronization: %s.", state),
    }
}

/// How long the rest takes: rough, so that it does not jump about.
pub fn time_left_words(seconds: u64) -> String {
    match seconds {
        0..=9 => t!("a few seconds left"),
        10..=89 => {
            let tens = seconds.div_ceil(10) * 10;
            tn!("about %d second left", "about %d seconds left", tens)
        }
        90..=5399 => tn!(
            "about %d minute left",
            "about %d minutes left",
            seconds.div_ceil(60)
        ),
        _ => tn!(
            "about %d hour left",
            "about %d hours left",
            seconds.div_ceil(3600)
        ),
    }
}

/// How fast records go by.
pub fn rate_words(per_second: f64) -> String {
    match per_second >= 1.0 {
        true => tn!("%d per second", "%d per second", per_second as u64),
        false => {
            let per_minute = (per_second * 60.0) as u64;
            tn!("%d per minute", "%d per minute", per_minute.max(1))
        }
    }
}

/// A share of 0 to 1, or that it is not known.
pub fn share_words(share: Option<f64>) -> String {
    share.map(percent).unwrap_or_default()
}
