//! Which choices survive when a product turns out to have changed since it was shown.

use crate::domain::{Choice, Comparison};

/// The choices of `before` that still mean the same in `now`: the field still differs and can
/// be written, and neither side's value is another one than the person saw.
pub fn keep_valid(before: &Comparison, choice: &Choice, now: &Comparison) -> Choice {
    let mut kept = Choice::default();
    for field in &now.fields {
        let seen = before.fields.iter().find(|seen| seen.key == field.key);
        let unchanged =
            seen.is_some_and(|seen| seen.wpshop == field.wpshop && seen.dolibarr == field.dolibarr);
        if let (true, Some(side)) = (unchanged, choice.get(&field.key)) {
            if field.is_choosable() {
                kept.set(field.key.clone(), side);
            }
        }
    }
    kept
}
