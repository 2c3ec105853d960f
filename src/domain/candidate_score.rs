//! How likely a Dolibarr product is the counterpart of a WPshop product, and why.

use super::variant_words::variant;
use super::{fold, words, Candidate, WpProduct};

/// Why a product is likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The references are equal, but for case.
    SameReference,
    /// The barcodes are equal.
    SameBarcode,
    /// The names are alike, in percent.
    SimilarName(u32),
}

/// How likely a product is; a higher score comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// For sorting only.
    pub score: u32,
    /// The strongest reason.
    pub why: Why,
}

/// Names less alike than this are not mentioned, in percent.
const ALIKE: u32 = 50;
/// The most that two variants of one article (sizes, colors, contents) can be alike, in percent.
const VARIANTS: u32 = 60;

/// Scores a candidate: same reference, then same barcode, then a similar name. None when nothing
/// speaks for it.
pub fn score(product: &WpProduct, candidate: &Candidate) -> Option<Score> {
    let name = similarity(&product.title, &candidate.label);
    let reference = same(fold(&product.reference), fold(&candidate.reference));
    let barcode = same(digits(&product.barcode), digits(&candidate.barcode));
    let why = match (reference, barcode) {
        (true, _) => Why::SameReference,
        (false, true) => Why::SameBarcode,
        (false, false) if name >= ALIKE => Why::SimilarName(name),
        (false, false) => return None,
    };
    let score = name + u32::from(reference) * 1000 + u32::from(barcode) * 500;
    Some(Score { score, why })
}

fn same(one: String, other: String) -> bool {
    !one.is_empty() && one == other
}

/// A barcode without spaces and dashes; a UPC is the EAN that begins with a zero.
pub(super) fn digits(barcode: &str) -> String {
    let code: String = barcode
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    match code.bytes().all(|b| b.is_ascii_digit()) {
        true => code.trim_start_matches('0').to_owned(),
        false => code.to_ascii_uppercase(),
    }
}

/// How alike two names are, 0 to 100; 100 only for the same words.
fn similarity(one: &str, other: &str) -> u32 {
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    if one == other {
        return 100;
    }
    let (one_only, other_only) = (only_in(&one, &other), only_in(&other, &one));
    let percent = dice(&trigrams(&one), &trigrams(&other)).min(99);
    let has_variant = |words: &[&String]| words.iter().any(|word| variant(word).is_some());
    match has_variant(&one_only) && has_variant(&other_only) {
        true => percent.min(VARIANTS),
        false => percent,
    }
}

/// The words of one name that the other lacks; `bleu` and `bleue` are the same.
fn only_in<'a>(one: &'a [String], other: &[String]) -> Vec<&'a String> {
    let known = |word: &String| {
        let meaning = variant(word);
        other
            .iter()
            .any(|o| o == word || (meaning.is_some() && variant(o) == meaning))
    };
    one.iter().filter(|word| !known(word)).collect()
}

/// Each three letters in a row, sorted, every word with a blank at both ends.
fn trigrams(words: &[String]) -> Vec<[char; 3]> {
    let mut trigrams = Vec::new();
    for word in words {
        let padded: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
        for three in padded.windows(3) {
            trigrams.push([three[0], three[1], three[2]]);
        }
    }
    trigrams.sort_unstable();
    trigrams
}

/// Twice what two sorted bags share, in percent of both.
fn dice(one: &[[char; 3]], other: &[[char; 3]]) -> u32 {
    let (mut shared, mut i, mut j) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(i), other.get(j)) {
        shared += usize::from(left == right);
        let (step_one, step_other) = (left <= right, right <= left);
        i += usize::from(step_one);
        j += usize::from(step_other);
    }
    let total = (one.len() + other.len()).max(1);
    ((200 * shared + total / 2) / total) as u32
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::{DolibarrId, PriceBase, ProductId};
    use proptest::prelude::*;

    fn product(title: &str, reference: &str, barcode: &str) -> WpProduct {
        WpProduct {
            id: ProductId(59),
            title: title.to_owned(),
            reference: reference.to_owned(),
            barcode: barcode.to_owned(),
            price: String::new(),
            price_base: PriceBase::Ht,
        }
    }

    fn candidate(label: &str, reference: &str, barcode: &str) -> Candidate {
        Candidate {
            id: DolibarrId(68),
            label: label.to_owned(),
            reference: reference.to_owned(),
            barcode: barcode.to_owned(),
            price: String::new(),
            price_base: PriceBase::Ht,
            taken_by: None,
        }
    }

    fn names(title: &str, label: &str) -> Option<u32> {
        score(&product(title, "", ""), &candidate(label, "", "")).map(|found| match found.why {
            Why::SimilarName(percent) => percent,
            why => panic!("{why:?}"),
        })
    }

    #[test]
    fn says_why_and_puts_the_surest_first() {
        let wanted = product("Mug bleu", "MUG-BLEU", "3760000000017");
        let by = |label, reference, barcode| score(&wanted, &candidate(label, reference, barcode));
        let all = [
            by("Tasse", "mug-bleu", "376 0000 000017"),
            by("Mug bleu", "mug-bleu", ""),
            by("Tasse", "MUG-BLEU", ""),
            by("Tasse", "T1", "3760000000017"),
            by("Mug bleu", "T2", ""),
        ]
        .map(Option::unwrap);
        let why: Vec<Why> = all.iter().map(|found| found.why).collect();
        assert_eq!(
            why,
            [
                Why::SameReference,
                Why::SameReference,
                Why::SameReference,
                Why::SameBarcode,
                Why::SimilarName(100),
            ]
        );
        let mut sorted = all;
        sorted.sort_by_key(|found| std::cmp::Reverse(found.score));
        assert_eq!(sorted, all);
    }

    #[test]
    fn absent_references_and_barcodes_are_not_the_same() {
        assert_eq!(
            score(&product("Mug", "", ""), &candidate("Table", "", "")),
            None
        );
        assert_eq!(
            score(&product("Mug", " ", "-"), &candidate("Table", "", " ")),
            None
        );
        assert_eq!(
            score(&product("", "", "000"), &candidate("", "", "0")),
            None
        );
    }

    #[test]
    fn a_upc_is_the_ean_with_a_zero_before_it() {
        let found = score(
            &product("", "", "036000291452"),
            &candidate("", "", "0036000291452"),
        );
        assert_eq!(found.map(|found| found.why), Some(Why::SameBarcode));
    }

    #[test]
    fn names_that_are_written_differently_are_alike() {
        assert_eq!(names("Théière en fonte", "THEIERE EN FONTE"), Some(100));
        assert_eq!(names("Mug 30 cl", "Mug 30cl"), Some(100));
        for (title, label) in [
            ("Savon de Marseille", "Savon de Marseille 300 g"),
            ("Planche à découper en chêne", "Planche à découper"),
            ("Robe bleue", "Robe bleu"),
            ("T-shirt rouge", "Tshirt rouge"),
        ] {
            let percent = names(title, label);
            assert!(
                percent.is_some_and(|p| (70..100).contains(&p)),
                "{title}: {percent:?}"
            );
        }
    }

    #[test]
    fn variants_of_one_article_are_not_the_same() {
        for (title, label) in [
            ("T-shirt rouge taille M", "T-shirt rouge taille L"),
            ("T-shirt col rond bleu", "T-shirt col rond rouge"),
            ("Mug en grès 30 cl", "Mug en grès 50 cl"),
            ("Coussin grand modèle lin", "Coussin petit modèle lin"),
        ] {
            let percent = names(title, label);
            assert!(
                percent.is_none_or(|p| p <= VARIANTS),
                "{title}: {percent:?}"
            );
        }
    }

    #[test]
    fn unrelated_names_are_not_mentioned() {
        for (title, label) in [
            ("Mug bleu", "Table basse"),
            ("Sac en coton", "Bougie au miel"),
            ("", "Mug"),
        ] {
            assert_eq!(names(title, label), None, "{title}");
        }
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_a_percentage(one in "[a-zé0-9 ]{0,24}", other in "[a-zé0-9 ]{0,24}") {
            let percent = similarity(&one, &other);
            prop_assert_eq!(percent, similarity(&other, &one));
            prop_assert!(percent <= 100);
        }

        #[test]
        fn a_name_is_like_itself(name in "\\PC{0,24}") {
            let itself = similarity(&name, &name.to_uppercase());
            prop_assume!(words(&name) == words(&name.to_uppercase()));
            prop_assert_eq!(itself, if words(&name).is_empty() { 0 } else { 100 });
        }
    }
}
