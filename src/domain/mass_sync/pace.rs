//! How fast records go by, and how long the rest will take.

use std::collections::VecDeque;

/// What is older than this no longer says how fast it goes now, in milliseconds.
const WINDOW: f64 = 30_000.0;
/// Less than this says nothing yet, in milliseconds.
const AT_LEAST: f64 = 1_500.0;

/// The count of finished records at the last few moments. Times are milliseconds of any clock
/// that only goes forward.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pace {
    seen: VecDeque<(f64, u64)>,
}

impl Pace {
    /// Takes in how many records were finished at a moment. Fewer than before is another count:
    /// it starts anew.
    pub fn see(&mut self, at: f64, finished: u64) {
        if self
            .seen
            .back()
            .is_some_and(|(_, before)| finished < *before)
        {
            self.seen.clear();
        }
        self.seen.push_back((at, finished));
        // The one before the window stays: the time since then is known.
        while self
            .seen
            .get(1)
            .is_some_and(|(second, _)| at - second >= WINDOW)
        {
            self.seen.pop_front();
        }
    }

    /// Forgets everything: what follows is another count, or comes after a pause.
    pub fn forget(&mut self) {
        self.seen.clear();
    }

    /// Records a second; None before enough was seen, and while nothing moves.
    pub fn per_second(&self) -> Option<f64> {
        let ((first, before), (last, now)) = (*self.seen.front()?, *self.seen.back()?);
        let (time, records) = (last - first, now - before);
        (time >= AT_LEAST && records > 0).then(|| records as f64 * 1000.0 / time)
    }

    /// How many seconds the rest will take, rounded up.
    pub fn seconds_left(&self, left: u64) -> Option<u64> {
        Some((left as f64 / self.per_second()?).ceil() as u64)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn pace(seen: &[(u64, u64)]) -> Pace {
        let mut pace = Pace::default();
        for (seconds, finished) in seen {
            pace.see(*seconds as f64 * 1000.0, *finished);
        }
        pace
    }

    #[test]
    fn the_rate_is_that_of_the_last_half_minute() {
        for (seen, rate) in [
            (vec![], None),
            (vec![(0, 0)], None),
            (vec![(0, 0), (1, 50)], None),
            (vec![(0, 0), (2, 100)], Some(50.0)),
            (vec![(0, 0), (2, 0)], None),
            (vec![(0, 100), (2, 200), (4, 300)], Some(50.0)),
            // A slow start is forgotten.
            (vec![(0, 0), (40, 40), (50, 140), (70, 340)], Some(10.0)),
            // Another count.
            (vec![(0, 900), (10, 1000), (11, 10), (13, 50)], Some(20.0)),
        ] {
            assert_eq!(pace(&seen).per_second(), rate, "{seen:?}");
        }
    }

    #[test]
    fn the_rest_takes_as_long_as_what_was_seen() {
        let pace = pace(&[(0, 0), (10, 300)]);
        for (left, seconds) in [(0, 0), (1, 1), (30, 1), (31, 2), (9_000, 300)] {
            assert_eq!(pace.seconds_left(left), Some(seconds), "{left}");
        }
        assert_eq!(Pace::default().seconds_left(10), None);
    }

    #[test]
    fn what_is_forgotten_counts_no_more() {
        let mut pace = pace(&[(0, 0), (10, 300)]);
        pace.forget();
        pace.see(600_000.0, 300);
        assert_eq!(pace.per_second(), None);
        pace.see(602_000.0, 400);
        assert_eq!(pace.per_second(), Some(50.0));
    }

    #[test]
    fn memory_stays_small_however_long_it_runs() {
        let mut pace = Pace::default();
        for second in 0..100_000_u64 {
            pace.see(second as f64 * 1000.0, second * 20);
        }
        assert!(pace.seen.len() < 40);
        assert_eq!(pace.per_second(), Some(20.0));
    }
}
