//! A ring of parts: where each begins and how long it is.

/// The length of the whole ring.
pub const WHOLE: u64 = 1000;
/// A part shorter than this can neither be seen nor hit.
const AT_LEAST: u64 = 20;

/// One part of the ring, in thousandths of its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Where it begins.
    pub start: u64,
    /// How long it is; 0 for a part of nothing.
    pub length: u64,
}

/// The arcs of these counts, one after the other. Small ones are lengthened to be seen, at the
/// cost of the large ones.
pub fn arcs<const N: usize>(counts: [u64; N]) -> [Arc; N] {
    let total: u64 = counts.iter().sum();
    let is_small = |count: u64| count > 0 && WHOLE * count < AT_LEAST * total;
    let small = counts.iter().filter(|count| is_small(**count)).count() as u64;
    let large: u64 = counts.iter().filter(|count| !is_small(**count)).sum();
    let room = WHOLE - AT_LEAST * small;
    let (mut start, mut counted) = (0, 0);
    counts.map(|count| {
        let length = match count {
            0 => 0,
            count if is_small(count) => AT_LEAST,
            // The ends are rounded, not the lengths: those would leave a gap.
            count => {
                counted += count;
                room * counted / large - room * (counted - count) / large
            }
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

    fn lengths(counts: [u64; 4]) -> [u64; 4] {
        arcs(counts).map(|arc| arc.length)
    }

    #[test]
    fn parts_are_as_long_as_their_share_and_small_ones_can_be_seen() {
        for (counts, expected) in [
            ([0, 0, 0, 0], [0, 0, 0, 0]),
            ([1, 0, 0, 0], [1000, 0, 0, 0]),
            ([1, 1, 2, 0], [250, 250, 500, 0]),
            ([1, 1, 1, 0], [333, 333, 334, 0]),
            ([9_999, 0, 0, 1], [980, 0, 0, 20]),
            ([5_000, 1, 1, 5_000], [480, 20, 20, 480]),
        ] {
            assert_eq!(lengths(counts), expected, "{counts:?}");
        }
        assert_eq!(arcs([1, 1, 2, 0]).map(|arc| arc.start), [0, 250, 500, 1000]);
    }

    proptest! {
        #[test]
        fn the_ring_is_full_and_no_part_is_lost(
            one in 0..100_000_u64, two in 0..100_u64, three in 0..3_u64, four in 0..3_u64
        ) {
            let counts = [one, two, three, four];
            let lengths = lengths(counts);
            let total: u64 = lengths.iter().sum();
            prop_assert!(counts == [0; 4] || total == WHOLE);
            for (count, length) in counts.into_iter().zip(lengths) {
                prop_assert_eq!(count > 0, length > 0);
            }
        }
    }
}
