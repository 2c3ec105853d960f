//! Prints the figures of the tuning half, and what went wrong there: for whoever changes the rules.

use dolisync_matching::{propose, Half, Labelled, Report};

fn main() {
    let seed = std::env::args().nth(1).and_then(|seed| seed.parse().ok());
    let labelled = Labelled::new(Half::Tuning, seed.unwrap_or(1), 1500);
    let proposed = propose(&labelled);
    println!("{}", Report::count(&labelled, &proposed));
    for pair in &proposed {
        let right = labelled.pairs.contains(&labelled.ids(pair));
        let (one, other) = (&labelled.shop[pair.shop], &labelled.dolibarr[pair.dolibarr]);
        println!(
            "{} {:?} {} {:?} {:?} | {} {} {} {} | {} {} {} {}",
            if right { "right" } else { "WRONG" },
            pair.class,
            pair.confidence,
            pair.reason,
            pair.doubt,
            one.title,
            one.reference,
            one.barcode,
            one.price,
            other.title,
            other.reference,
            other.barcode,
            other.price,
        );
    }
    for (one, other) in labelled.missed(&proposed) {
        let title = |products: &[dolisync::domain::Unlinked], id| {
            let product = products.iter().find(|product| product.id == id);
            product.map(|product| product.title.clone())
        };
        println!(
            "missed {:?} | {:?}",
            title(&labelled.shop, one),
            title(&labelled.dolibarr, other)
        );
    }
}
