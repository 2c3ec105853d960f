//! What a choice would change, before anything is written; and what was changed, afterwards.

use serde::Serialize;

use super::json::read_fields;
use super::{Choice, Comparison, FieldKey, Side};

/// One value replaced by another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The field.
    pub key: FieldKey,
    /// The value before, canonical; `""` is “not set”.
    pub before: String,
    /// The value after.
    pub after: String,
}

/// The values replaced on each side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// In WPshop.
    pub wpshop: Vec<Change>,
    /// In Dolibarr.
    pub dolibarr: Vec<Change>,
}

/// The changes that a choice would make.
pub type Effects = Changes;

impl Changes {
    /// Whether neither side changes.
    pub fn is_empty(&self) -> bool {
        self.wpshop.is_empty() && self.dolibarr.is_empty()
    }
}

/// What each side will get when this choice is written. Fields without a chosen side are left
/// out; so are those that cannot be written. Where the settings name an owner, that one is kept.
pub fn effects(comparison: &Comparison, choice: &Choice) -> Effects {
    let mut effects = Effects::default();
    for field in comparison.written() {
        let Some(kept) = field.owner().or_else(|| choice.get(&field.key)) else {
            continue;
        };
        let change = Change {
            key: field.key.clone(),
            before: field.value(kept.other()).to_owned(),
            after: field.value(kept).to_owned(),
        };
        match kept {
            Side::Wpshop => effects.dolibarr.push(change),
            Side::Dolibarr => effects.wpshop.push(change),
        }
    }
    effects
}

read_fields!(Change { key, before, after });
read_fields!(Changes { wpshop, dolibarr });
