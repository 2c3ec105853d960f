//! Which side's value is kept, field by field.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Comparison, FieldKey, FieldState, Note, Side};

/// Field → the side whose value is kept. As JSON: `{"price":"wpshop"}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Choice {
    sides: BTreeMap<FieldKey, Side>,
}

impl Choice {
    /// The side chosen for a field.
    pub fn get(&self, key: &FieldKey) -> Option<Side> {
        self.sides.get(key).copied()
    }

    /// Chooses a side for a field.
    pub fn set(&mut self, key: FieldKey, side: Side) {
        self.sides.insert(key, side);
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.sides.is_empty()
    }

    /// What is chosen before the person does anything: the side that the settings always keep;
    /// else, of associated products, the side that alone moved since the last synchronization.
    /// In a conflict, when it is not known which side moved, or where a person restored both
    /// values, nothing.
    pub fn preselected(comparison: &Comparison) -> Self {
        let mut choice = Self::default();
        for field in comparison.written() {
            let moved = match field.state {
                FieldState::WpshopChanged => Some(Side::Wpshop),
                FieldState::DolibarrChanged => Some(Side::Dolibarr),
                FieldState::Same | FieldState::Conflict | FieldState::Differs => None,
            };
            let moved = moved.filter(|_| comparison.linked && field.note != Some(Note::Held));
            if let Some(side) = field.owner().or(moved) {
                choice.set(field.key.clone(), side);
            }
        }
        choice
    }

    /// One side for every field that a side can be chosen for.
    pub fn all(comparison: &Comparison, side: Side) -> Self {
        let sides = comparison.written().map(|field| {
            let kept = field.owner().unwrap_or(side);
            (field.key.clone(), kept)
        });
        Self {
            sides: sides.collect(),
        }
    }

    /// Whether every field that needs a side has one.
    pub fn is_complete(&self, comparison: &Comparison) -> bool {
        comparison
            .choosable()
            .all(|field| self.get(&field.key).is_some())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::recorded::comparison;
    use crate::domain::{effects, Note};
    use proptest::prelude::*;

    const STATES: [FieldState; 5] = [
        FieldState::Same,
        FieldState::WpshopChanged,
        FieldState::DolibarrChanged,
        FieldState::Conflict,
        FieldState::Differs,
    ];

    fn with_states(linked: bool, states: &[(FieldState, Option<Note>)]) -> Comparison {
        let mut comparison = comparison();
        comparison.linked = linked;
        comparison.fields.truncate(states.len());
        for (field, (state, note)) in comparison.fields.iter_mut().zip(states) {
            field.state = *state;
            field.note = *note;
            field.wpshop = "w".to_owned();
            field.dolibarr = if *state == FieldState::Same { "w" } else { "d" }.to_owned();
        }
        comparison
    }

    #[test]
    fn preselects_only_the_side_that_moved_alone() {
        let states = STATES.map(|state| (state, None));
        let linked = with_states(true, &states);
        let choice = Choice::preselected(&linked);
        let chosen: Vec<_> = linked.fields.iter().map(|f| choice.get(&f.key)).collect();
        let (wpshop, dolibarr) = (Some(Side::Wpshop), Some(Side::Dolibarr));
        assert_eq!(chosen, [None, wpshop, dolibarr, None, None]);
        assert!(!choice.is_complete(&linked));
        assert!(Choice::preselected(&with_states(false, &states)).is_empty());
    }

    #[test]
    fn read_only_fields_are_neither_chosen_nor_missed() {
        for note in [Note::ReadOnly, Note::NotSynchronized, Note::Other] {
            let comparison = with_states(true, &[(FieldState::WpshopChanged, Some(note))]);
            assert!(Choice::preselected(&comparison).is_empty());
            assert!(Choice::all(&comparison, Side::Wpshop).is_empty());
            assert!(Choice::default().is_complete(&comparison));
            assert!(effects(&comparison, &Choice::default()).is_empty());
        }
        let refused = [(FieldState::WpshopChanged, Some(Note::Refused))];
        assert!(!Choice::default().is_complete(&with_states(true, &refused)));
    }

    #[test]
    fn the_settings_choose_before_the_person_and_whoever_moved() {
        let owned = |note| (FieldState::DolibarrChanged, Some(note));
        let states = [
            owned(Note::OwnedByWpshop),
            (FieldState::WpshopChanged, Some(Note::OwnedByDolibarr)),
            (FieldState::Differs, None),
        ];
        let (wpshop, dolibarr) = (Some(Side::Wpshop), Some(Side::Dolibarr));
        for linked in [true, false] {
            let comparison = with_states(linked, &states);
            let chosen = |choice: Choice| {
                let sides = comparison.fields.iter().map(|f| choice.get(&f.key));
                sides.collect::<Vec<_>>()
            };
            let choice = Choice::preselected(&comparison);
            assert!(!choice.is_complete(&comparison));
            assert_eq!(effects(&comparison, &choice).wpshop.len(), 1);
            assert_eq!(effects(&comparison, &choice).dolibarr.len(), 1);
            assert_eq!(chosen(choice), [wpshop, dolibarr, None]);
            let all = Choice::all(&comparison, Side::Dolibarr);
            assert!(all.is_complete(&comparison));
            assert_eq!(chosen(all), [wpshop, dolibarr, dolibarr]);
        }
    }

    #[test]
    fn the_settings_owner_is_kept_whatever_is_chosen() {
        let owned = with_states(
            false,
            &[
                (FieldState::DolibarrChanged, Some(Note::OwnedByDolibarr)),
                (FieldState::WpshopChanged, Some(Note::OwnedByWpshop)),
                (FieldState::Same, Some(Note::NotSynchronized)),
            ],
        );
        let mut choice = Choice::default();
        assert!(choice.is_complete(&owned));
        for key in owned.fields.iter().map(|field| field.key.clone()) {
            choice.set(key, Side::Wpshop);
        }
        for choice in [Choice::default(), choice] {
            let effects = effects(&owned, &choice);
            let keys = |changes: &[crate::domain::Change]| {
                changes.iter().map(|c| c.key.clone()).collect::<Vec<_>>()
            };
            assert_eq!(keys(&effects.wpshop), [owned.fields[0].key.clone()]);
            assert_eq!(keys(&effects.dolibarr), [owned.fields[1].key.clone()]);
        }
    }

    #[test]
    fn what_a_person_restored_is_not_chosen_for_them() {
        let held = with_states(true, &[(FieldState::WpshopChanged, Some(Note::Held))]);
        assert!(Choice::preselected(&held).is_empty());
        assert!(!Choice::default().is_complete(&held));
    }

    #[test]
    fn is_sent_as_names() {
        let mut choice = Choice::default();
        choice.set(FieldKey::VatRate, Side::Wpshop);
        choice.set(FieldKey::Other("color".to_owned()), Side::Dolibarr);
        let json = serde_json::to_value(&choice).unwrap();
        assert_eq!(
            json,
            serde_json::json!({ "vat_rate": "wpshop", "color": "dolibarr" })
        );
        assert_eq!(serde_json::to_string(&Choice::default()).unwrap(), "{}");
    }

    fn any_comparison() -> impl Strategy<Value = Comparison> {
        let note = proptest::sample::select(vec![
            None,
            Some(Note::ReadOnly),
            Some(Note::Refused),
            Some(Note::Held),
            Some(Note::OwnedByDolibarr),
            Some(Note::OwnedByWpshop),
            Some(Note::NotSynchronized),
            Some(Note::Other),
        ]);
        let field = (proptest::sample::select(STATES.to_vec()), note);
        (any::<bool>(), proptest::collection::vec(field, 0..12))
            .prop_map(|(linked, states)| with_states(linked, &states))
    }

    proptest! {
        #[test]
        fn keeping_one_side_is_complete_and_changes_the_other_alone_but_for_owned_fields(comparison in any_comparison()) {
            for side in [Side::Wpshop, Side::Dolibarr] {
                let choice = Choice::all(&comparison, side);
                prop_assert!(choice.is_complete(&comparison));
                let effects = effects(&comparison, &choice);
                let (kept, other) = match side {
                    Side::Wpshop => (&effects.wpshop, &effects.dolibarr),
                    Side::Dolibarr => (&effects.dolibarr, &effects.wpshop),
                };
                for change in kept {
                    let field = comparison.field(&change.key).unwrap();
                    prop_assert_eq!(field.owner(), Some(side.other()));
                }
                prop_assert_eq!(other.len() + kept.len(), comparison.written().count());
                for change in other {
                    let field = comparison.field(&change.key).unwrap();
                    prop_assert_eq!(change.after.as_str(), field.value(side));
                    prop_assert_eq!(change.before.as_str(), field.value(side.other()));
                    prop_assert_ne!(&change.before, &change.after);
                }
            }
        }

        #[test]
        fn what_is_preselected_keeps_what_somebody_changed(comparison in any_comparison()) {
            let choice = Choice::preselected(&comparison);
            for field in &comparison.fields {
                match choice.get(&field.key) {
                    Some(side) if field.owner().is_some() => prop_assert_eq!(field.owner(), Some(side)),
                    Some(Side::Wpshop) => prop_assert_eq!(field.state, FieldState::WpshopChanged),
                    Some(Side::Dolibarr) => prop_assert_eq!(field.state, FieldState::DolibarrChanged),
                    None => {}
                }
            }
        }

        #[test]
        fn a_complete_choice_leaves_no_writable_difference(
            comparison in any_comparison(),
            sides in proptest::collection::vec(any::<bool>(), 12),
        ) {
            let mut choice = Choice::default();
            for (field, wpshop) in comparison.fields.iter().zip(sides) {
                choice.set(field.key.clone(), if wpshop { Side::Wpshop } else { Side::Dolibarr });
            }
            let effects = effects(&comparison, &choice);
            prop_assert_eq!(effects.wpshop.len() + effects.dolibarr.len(), comparison.written().count());
        }
    }
}
