//! How likely a Dolibarr product is the counterpart of a WPshop product, and why.

use std::collections::HashMap;

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
fn digits(barcode: &str) -> String {
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

/// What a word says of a variant: a number, a size or a color.
fn variant(word: &str) -> Option<&str> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let number = word.trim_start_matches('0');
        return Some(if number.is_empty() { "0" } else { number });
    }
    let group = VARIANT_WORDS.iter().find(|group| group.contains(&word))?;
    group.first().copied()
}

/// Words for sizes and colors, folded; those of one group mean the same.
const VARIANT_WORDS: &[&[&str]] = &[
    &["xs"],
    &["s"],
    &["m"],
    &["l"],
    &["xl"],
    &["xxl"],
    &["xxxl"],
    &["petit", "petite", "petits", "petites", "small"],
    &["moyen", "moyenne", "moyens", "moyennes", "medium"],
    &["grand", "grande", "grands", "grandes", "large"],
    &["rouge", "rouges", "red"],
    &["bleu", "bleue", "bleus", "bleues", "blue"],
    &["vert", "verte", "verts", "vertes", "green"],
    &["jaune", "jaunes", "yellow"],
    &["noir", "noire", "noirs", "noires", "black"],
    &["blanc", "blanche", "blancs", "blanches", "white"],
    &["gris", "grise", "grises", "gray", "grey"],
    &["rose", "roses", "pink"],
    &["orange", "oranges"],
    &["violet", "violette", "violets", "violettes", "purple"],
    &["marron", "marrons", "brun", "brune", "brown"],
    &["beige", "beiges"],
    &["dore", "doree", "or", "gold", "golden"],
    &["argent", "argente", "argentee", "silver"],
];

/// How often each three letters in a row occur, every word with a blank at both ends.
fn trigrams(words: &[String]) -> HashMap<[char; 3], u32> {
    let mut counts = HashMap::new();
    for word in words {
        let padded: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
        for three in padded.windows(3) {
            *counts.entry([three[0], three[1], three[2]]).or_insert(0) += 1;
        }
    }
    counts
}

/// Twice what two bags share, in percent of both.
fn dice(one: &HashMap<[char; 3], u32>, other: &HashMap<[char; 3], u32>) -> u32 {
    let shared: u32 = one
        .iter()
        .map(|(three, count)| other.get(three).map_or(0, |o| *count.min(o)))
        .sum();
    let total = one.values().sum::<u32>() + other.values().sum::<u32>();
    if total == 0 {
        return 0;
    }
    (200 * shared + total / 2) / total
}
