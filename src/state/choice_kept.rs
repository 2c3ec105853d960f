//! Which choices survive when a product turns out to have changed since it was shown.

use crate::domain::{Choice, Comparison};

/// The choices of `before` that still mean the same in `now`: the field still differs and can
/// be chosen, and neither side's value is another one than the person saw. What the settings
/// choose is chosen.
pub fn keep_valid(before: &Comparison, choice: &Choice, now: &Comparison) -> Choice {
    let mut kept = Choice::default();
    for field in now.written() {
        let seen = before.fields.iter().find(|seen| seen.key == field.key);
        let unchanged = seen.is_some_and(|seen| {
            seen.is_choosable() && seen.wpshop == field.wpshop && seen.dolibarr == field.dolibarr
        });
        let chosen = choice.get(&field.key).filter(|_| unchanged);
        if let Some(side) = field.owner().or(chosen) {
            kept.set(field.key.clone(), side);
        }
    }
    kept
}
