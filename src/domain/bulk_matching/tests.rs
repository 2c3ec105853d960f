//! What is proposed, case by case, and what holds for whatever catalogues.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::domain::PriceBase;

/// `title | reference | barcode | price`
fn product(id: u64, text: &str) -> Unlinked {
    let mut parts = text.split('|').map(|part| part.trim().to_owned());
    let mut next = || parts.next().unwrap_or_default();
    Unlinked {
        id,
        title: next(),
        reference: next(),
        barcode: next(),
        price: next(),
        price_with_tax: String::new(),
        price_base: PriceBase::Ht,
        revision: String::new(),
    }
}

fn products(texts: &[&str]) -> Arc<[Unlinked]> {
    let numbered = texts.iter().zip(1..).map(|(text, id)| product(id, text));
    numbered.collect()
}

fn pairs(shop: &[&str], dolibarr: &[&str]) -> Vec<Pair> {
    matched(products(shop), products(dolibarr))
}

fn matched(shop: Arc<[Unlinked]>, dolibarr: Arc<[Unlinked]>) -> Vec<Pair> {
    let mut matching = Matching::new(shop, dolibarr);
    assert!(matching.advance(&mut || false));
    matching.into_pairs()
}

/// The only pair that is proposed.
fn pair(shop: &[&str], dolibarr: &[&str]) -> Pair {
    let mut pairs = pairs(shop, dolibarr);
    assert_eq!(pairs.len(), 1, "{shop:?} {dolibarr:?}: {pairs:?}");
    pairs.remove(0)
}

fn sure(one: &str, other: &str, reason: Reason) {
    let found = pair(&[one], &[other]);
    assert_eq!(
        (found.reason, found.doubt),
        (reason, None),
        "{one}, {other}"
    );
    assert_eq!(found.class, Class::Sure);
}

fn doubtful(one: &str, other: &str, doubt: Doubt) {
    let found = pair(&[one], &[other]);
    assert_eq!(found.doubt, Some(doubt), "{one}, {other}");
    assert_eq!(found.class, Class::Doubtful);
}

#[test]
fn the_same_code_is_the_same_product() {
    use Reason::*;
    sure("Mug bleu|MUG-1", "Mug bleu grès|mug 1", SameReference);
    sure(
        "Mug bleu|A1|376 0000 000017",
        "Mug bleu|B7|3760000000017",
        SameBarcode,
    );
    sure(
        "Mug||036000291452",
        "Mug émaillé||0036000291452",
        SameBarcode,
    );
    // A code goes before the name.
    let found = pair(&["Mug|M1"], &["Mug|M2", "Mug émaillé|M1"]);
    assert_eq!((found.dolibarr, found.reason), (1, SameReference));
}

#[test]
fn a_code_that_the_names_contradict_is_looked_at() {
    use Doubt::*;
    doubtful("Mug bleu|X1", "Table basse|X1", NamesDiffer);
    doubtful("T-shirt rouge M|X1", "T-shirt rouge L|X1", VariantDiffers);
    doubtful(
        "Bougie lavande||37612345",
        "Bougie vanille||37612345",
        NamesDiffer,
    );
    doubtful(
        "Mug bleu grès|X1|3760000000017",
        "Mug bleu|X1|3760000000024",
        BarcodesDiffer,
    );
    doubtful(
        "Mug bleu|X1|3760000000017",
        "Mug bleu|Y2|3760000000024",
        BarcodesDiffer,
    );
    // The same words under one reference are one product, whatever the barcodes say.
    sure(
        "Mug bleu|X1|3760000000017",
        "Mug bleu|X1|3760000000024",
        Reason::SameReference,
    );
}

#[test]
fn a_code_that_is_used_twice_is_looked_at() {
    for (shop, dolibarr) in [
        (&["Mug bleu|X1", "Bol|X1"][..], &["Mug bleu|X1"][..]),
        (&["Mug bleu|X1"][..], &["Mug bleu|X1", "Bol|X1"][..]),
    ] {
        let found = pair(shop, dolibarr);
        assert_eq!((found.shop, found.dolibarr), (0, 0));
        assert_eq!(found.doubt, Some(Doubt::CodeUsedTwice));
    }
    // What everything has is no code.
    let many = [
        "Mug|-|0",
        "Bol|-|0",
        "Vase|n/a",
        "Pot|n/a",
        "Plat|n/a",
        "Seau|n/a",
        "Pelle|n/a",
        "Broc|n/a",
    ];
    for found in pairs(&many, &many) {
        assert_eq!((found.reason, found.class), (Reason::SameName, Class::Sure));
    }
}

#[test]
fn names_that_are_written_differently_are_the_same() {
    for (one, other) in [
        ("Théière en fonte", "THEIERE EN FONTE"),
        ("Savon de Marseille 300 g", "Marseille savon 300g"),
        ("Confiture d’abricot", "CONFITURE ABRICOT"),
        ("Tee-shirt col rond", "Teeshirt col rond"),
        ("Robe bleue taille 38", "Robe taille 38 bleu"),
        ("Huile d'olive 0,75 litre", "Huile olive 0.75 L"),
        ("Lot de 6 verres", "Verre (lot de 6)"),
    ] {
        sure(one, other, Reason::SameName);
    }
    for (one, other) in [
        ("Théière en fonte japonaise", "Théire en fonte japonaise"),
        ("Perceuse visseuse 18 V", "Perçeuse vissseuse 18V"),
        ("Bougie parfumée lavande", "Bougie parfumee lavandde"),
        ("Plaid en laine beige", "Plaid en laine biege"),
    ] {
        sure(one, other, Reason::SimilarName);
    }
}

#[test]
fn variants_of_one_article_are_no_pair() {
    for (one, other) in [
        ("T-shirt rouge M", "T-shirt rouge L"),
        ("T-shirt col rond rouge", "T-shirt col rond bleu"),
        ("Baskets basses 38", "Baskets basses 39"),
        ("Huile d'olive vierge 50 cl", "Huile d'olive vierge 75 cl"),
        ("Coussin lin 40 x 40 cm", "Coussin lin 50 x 50 cm"),
        ("Coussin grand modèle lin", "Coussin petit modèle lin"),
        ("Chemise en lin kaki L", "Chemise en lin marine L"),
        ("Robe S", "Robe M"),
        ("Mug", "Table"),
        ("", ""),
        ("de la", "de la"),
    ] {
        assert_eq!(pairs(&[one], &[other]), [], "{one}, {other}");
    }
}

#[test]
fn what_is_nearly_the_same_is_looked_at() {
    use Doubt::*;
    doubtful(
        "Savon de Marseille",
        "Savon de Marseille olive",
        NotQuiteAlike,
    );
    doubtful(
        "Savon de Marseille extra pur",
        "Savon de Marseille extra pur 300 g",
        VariantDiffers,
    );
    doubtful(
        "Bougie parfumée artisanale mèche coton cire soja lavande",
        "Bougie parfumée artisanale mèche coton cire soja vanille",
        NotQuiteAlike,
    );
    // Neither poire nor poivre is a slip where both sides know both.
    let both = ["Confiture poire", "Confiture poivre"];
    for found in pairs(&both, &both) {
        assert_eq!((found.shop, found.class), (found.dolibarr, Class::Sure));
    }
}

#[test]
fn each_variant_finds_its_own() {
    let shop = [
        "T-shirt rouge S",
        "T-shirt rouge M",
        "T-shirt bleu M",
        "T-shirt bleu XL",
    ];
    let dolibarr = [
        "TSHIRT BLEU M",
        "T shirt M rouge",
        "T-shirt vert M",
        "T-shirt L rouge",
    ];
    let mut found: Vec<_> = pairs(&shop, &dolibarr)
        .iter()
        .map(|pair| (pair.shop, pair.dolibarr, pair.class))
        .collect();
    found.sort_by_key(|found| found.0);
    assert_eq!(found, [(1, 1, Class::Sure), (2, 0, Class::Sure)]);
}

#[test]
fn the_price_decides_between_two_that_are_as_likely() {
    let found = pairs(&["Mug|||10", "Mug|||12"], &["Mug|||12", "Mug|||10"]);
    let mut ends: Vec<_> = found
        .iter()
        .map(|pair| (pair.shop, pair.dolibarr))
        .collect();
    ends.sort_unstable();
    assert_eq!(ends, [(0, 1), (1, 0)]);
    assert!(found.iter().all(|pair| pair.class == Class::Sure));
    // Where it does not, a person does.
    for found in pairs(&["Mug|||10", "Mug|||10"], &["Mug|||10", "Mug|||10"]) {
        assert_eq!(found.doubt, Some(Doubt::SeveralAlike));
    }
    let found = pair(&["Mug"], &["Mug|A", "Mug|B"]);
    assert_eq!(found.doubt, Some(Doubt::SeveralAlike));
}

#[test]
fn prices_with_tax_are_prices_too() {
    let with_tax = |id, price: &str| Unlinked {
        price_with_tax: price.to_owned(),
        ..product(id, "Mug")
    };
    let found = matched(
        Arc::from([with_tax(1, "10"), with_tax(2, "12")]),
        Arc::from([with_tax(1, "12"), with_tax(2, "10")]),
    );
    let ends: HashSet<_> = found
        .iter()
        .map(|pair| (pair.shop, pair.dolibarr))
        .collect();
    assert_eq!(ends, HashSet::from([(0, 1), (1, 0)]));
}

#[test]
fn the_surest_come_first() {
    let found = pairs(
        &[
            "Théière noire",
            "Bol en grès",
            "Mug|M1",
            "Savon de Marseille",
        ],
        &[
            "Savon de Marseille olive",
            "Mug|M1",
            "Théirre noire",
            "Bol en grès",
        ],
    );
    let reasons: Vec<Reason> = found.iter().map(|pair| pair.reason).collect();
    use Reason::*;
    assert_eq!(reasons, [SameReference, SameName, SimilarName, SimilarName]);
    assert!(found.is_sorted_by_key(|pair| std::cmp::Reverse(pair.confidence)));
    let last = found.last().unwrap();
    assert!(last.class == Class::Doubtful && last.confidence < found[2].confidence);
}

#[test]
fn strange_names_do_no_harm() {
    let long = "a".repeat(20_000);
    let many = "mug ".repeat(3_000);
    for name in [&long, &many, "\u{0}", "🫖", "'", "l'd'", "ＡＢＣ", "١٢٣"] {
        let found = pairs(&[name, "Bol"], &["Bol", name]);
        assert!(found.iter().all(|pair| pair.shop == 1 - pair.dolibarr));
    }
}

#[test]
fn an_empty_side_has_no_pairs() {
    for (shop, dolibarr) in [(&[][..], &["Mug"][..]), (&["Mug"], &[]), (&[], &[])] {
        assert_eq!(pairs(shop, dolibarr), []);
    }
}

#[test]
fn the_progress_ends_where_it_should() {
    let texts = ["Mug bleu|M1", "Mug rouge", "Théière"];
    let mut matching = Matching::new(products(&texts), products(&texts));
    let mut last = matching.progress();
    assert_eq!(last.done, 0);
    while !matching.advance(&mut || true) {
        let now = matching.progress();
        assert!(now.done >= last.done && now.done <= now.total);
        last = now;
    }
    assert_eq!(matching.progress().done, matching.progress().total);
    assert!(matching.advance(&mut || true));
}

fn any_name() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "Mug",
        "mugs",
        "bleu",
        "bleue",
        "rouge",
        "T-shirt",
        "tshirt",
        "M",
        "L",
        "30",
        "50",
        "cl",
        "théière",
        "theire",
        "de",
        "l'été",
        "savon",
        "savvon",
        "lavande",
        "x",
        "",
    ]);
    proptest::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

fn any_side() -> impl Strategy<Value = Vec<Unlinked>> {
    let code = proptest::sample::select(vec!["", "", "", "A1", "a-1", "B2", "C3", "0"]);
    let price = proptest::sample::select(vec!["", "0", "10", "12.5"]);
    let record = (any_name(), code.clone(), code, price);
    proptest::collection::vec(record, 0..14).prop_map(|records| {
        let record =
            |(id, (title, reference, barcode, price)): (u64, (String, &str, &str, &str))| {
                Unlinked {
                    title,
                    reference: reference.to_owned(),
                    barcode: barcode.to_owned(),
                    price: price.to_owned(),
                    ..product(id, "")
                }
            };
        (1..).zip(records).map(record).collect()
    })
}

/// The pairs by the products' numbers.
fn by_number(shop: &[Unlinked], dolibarr: &[Unlinked]) -> Vec<(u64, u64, Class, u8)> {
    let found = matched(Arc::from(shop), Arc::from(dolibarr));
    let ids = |pair: &Pair| {
        (
            shop[pair.shop].id,
            dolibarr[pair.dolibarr].id,
            pair.class,
            pair.confidence,
        )
    };
    found.iter().map(ids).collect()
}

proptest! {
    #[test]
    fn pairs_are_one_to_one(shop in any_side(), dolibarr in any_side()) {
        let found = matched(Arc::from(&shop[..]), Arc::from(&dolibarr[..]));
        let ours: HashSet<usize> = found.iter().map(|pair| pair.shop).collect();
        let theirs: HashSet<usize> = found.iter().map(|pair| pair.dolibarr).collect();
        prop_assert_eq!((ours.len(), theirs.len()), (found.len(), found.len()));
        for pair in &found {
            prop_assert!(pair.shop < shop.len() && pair.dolibarr < dolibarr.len());
            prop_assert_eq!(pair.class == Class::Sure, pair.doubt.is_none());
            prop_assert_eq!(pair.class == Class::Sure, pair.confidence > 75);
            prop_assert!(pair.confidence <= 100);
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        (shop, shuffled) in any_side().prop_flat_map(|side| (Just(side.clone()), Just(side).prop_shuffle())),
        (dolibarr, turned) in any_side().prop_flat_map(|side| (Just(side.clone()), Just(side).prop_shuffle())),
    ) {
        prop_assert_eq!(by_number(&shop, &dolibarr), by_number(&shuffled, &turned));
    }

    #[test]
    fn slices_of_any_size_give_the_same(
        shop in any_side(),
        dolibarr in any_side(),
        slices in proptest::collection::vec(1_usize..40, 1..8),
    ) {
        let (shop, dolibarr): (Arc<[_]>, Arc<[_]>) = (Arc::from(shop), Arc::from(dolibarr));
        let mut matching = Matching::new(shop.clone(), dolibarr.clone());
        let mut slices = slices.iter().cycle();
        loop {
            let mut left = *slices.next().unwrap();
            if matching.advance(&mut || { left -= 1; left == 0 }) {
                break;
            }
        }
        prop_assert_eq!(matching.into_pairs(), matched(shop, dolibarr));
    }

    #[test]
    fn what_is_only_a_variant_is_never_sure(name in "[a-z]{4,9} [a-z]{4,9}", one in 0..6_usize, other in 0..6_usize) {
        const SIZES: [&str; 6] = ["S", "M", "38", "75 cl", "rouge", "bleue"];
        prop_assume!(one != other);
        let found = pairs(&[&format!("{name} {}", SIZES[one])], &[&format!("{name} {}", SIZES[other])]);
        prop_assert!(found.iter().all(|pair| pair.class != Class::Sure));
    }
}
