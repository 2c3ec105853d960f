//! The figures that bulk association has to reach, on catalogues that its rules were not made with:
//! other kinds of things, another seed.

use dolisync_matching::{Half, Labelled, Report};

/// Not one of the seeds that the rules were looked at with.
const SEED: u64 = 20_261_126;

#[test]
fn nearly_all_selected_pairs_are_right_and_nearly_all_right_pairs_are_selected() {
    let labelled = Labelled::new(Half::Report, SEED, 1500);
    assert!(labelled.pairs.len() >= 1000);
    let report = Report::of(&labelled);
    println!("{report}");
    assert!(report.precision() >= 99.0, "{report}");
    assert!(report.recall() > 90.0, "{report}");
}

#[test]
fn without_codes_too() {
    let mut labelled = Labelled::new(Half::Report, SEED + 1, 1500);
    for product in labelled.shop.iter_mut().chain(&mut labelled.dolibarr) {
        product.reference.clear();
        product.barcode.clear();
    }
    let report = Report::of(&labelled);
    println!("{report}");
    assert!(report.precision() >= 99.0, "{report}");
    assert!(report.recall() > 85.0, "{report}");
}

#[test]
fn a_seed_makes_the_same_catalogues_again() {
    let [one, other] = [(); 2].map(|()| Labelled::new(Half::Report, SEED, 100));
    assert_eq!(
        (one.shop, one.dolibarr, one.pairs),
        (other.shop, other.dolibarr, other.pairs)
    );
}

#[test]
fn what_tells_the_halves_apart_is_what_they_sell() {
    let nouns = |half| -> std::collections::BTreeSet<String> {
        let labelled = Labelled::new(half, SEED, 1500);
        let first_words = labelled
            .shop
            .iter()
            .map(|product| product.title.split(' ').take(2));
        first_words
            .map(|words| words.collect::<Vec<_>>().join(" "))
            .collect()
    };
    assert_eq!(
        nouns(Half::Tuning)
            .intersection(&nouns(Half::Report))
            .count(),
        0
    );
}
