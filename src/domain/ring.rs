//! A ring of parts: where each begins and how long it is.

/// A part shorter than this can neither be seen nor hit, in percent of the ring.
const AT_LEAST: f64 = 2.0;

/// One part of the ring, in percent of its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// Where it begins.
    pub start: f64,
    /// How long it is; 0 for a part of nothing.
    pub length: f64,
}

/// The arcs of these counts, one after the other. Small ones are lengthened to be seen, at the
/// cost of the large ones.
pub fn arcs<const N: usize>(counts: [u64; N]) -> [Arc; N] {
    let total: u64 = counts.iter().sum();
    let share = |count: u64| 100.0 * count as f64 / total as f64;
    let is_small = |count: u64| count > 0 && share(count) < AT_LEAST;
    let small = counts.iter().filter(|count| is_small(**count)).count();
    let large: u64 = counts.iter().filter(|count| !is_small(**count)).sum();
    let room = 100.0 - AT_LEAST * small as f64;
    let mut start = 0.0;
    counts.map(|count| {
        let length = match count {
            0 => 0.0,
            count if is_small(count) => AT_LEAST,
            count => room * count as f64 / large as f64,
        };
        let arc = Arc { start, length };
        start += length;
        arc
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lengths(counts: [u64; 4]) -> [f64; 4] {
        arcs(counts).map(|arc| arc.length)
    }

    #[test]
    fn parts_are_as_long_as_their_share_and_small_ones_can_be_seen() {
        for (counts, expected) in [
            ([0, 0, 0, 0], [0.0, 0.0, 0.0, 0.0]),
            ([1, 0, 0, 0], [100.0, 0.0, 0.0, 0.0]),
            ([1, 1, 2, 0], [25.0, 25.0, 50.0, 0.0]),
            ([9_999, 0, 0, 1], [98.0, 0.0, 0.0, 2.0]),
            ([5_000, 1, 1, 5_000], [48.0, 2.0, 2.0, 48.0]),
        ] {
            assert_eq!(lengths(counts), expected, "{counts:?}");
        }
        assert_eq!(
            arcs([1, 1, 2, 0]).map(|arc| arc.start),
            [0.0, 25.0, 50.0, 100.0]
        );
    }

    proptest! {
        #[test]
        fn the_ring_is_full_and_no_part_is_lost(counts in [0..100_000_u64, 0..100, 0..3, 0..3]) {
            let lengths = lengths(counts);
            let total: f64 = lengths.iter().sum();
            prop_assert!(counts == [0; 4] || (total - 100.0).abs() < 1e-9);
            for (count, length) in counts.into_iter().zip(lengths) {
                prop_assert_eq!(count > 0, length > 0.0);
            }
        }
    }
}
