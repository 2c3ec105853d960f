//! Finding a product among thousands that are in memory already.

use super::{fold, words, Unlinked};

/// How many are worth showing.
const AT_MOST: usize = 30;

/// A catalogue made ready to be searched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CounterpartSearch {
    /// The folded name, reference and barcode of each product.
    texts: Vec<String>,
}

impl CounterpartSearch {
    /// Reads a catalogue once.
    pub fn new(products: &[Unlinked]) -> Self {
        let text = |product: &Unlinked| {
            let mut text = words(&product.title).join(" ");
            for code in [&product.reference, &product.barcode] {
                text.push('\n');
                text.push_str(&fold(code));
            }
            text
        };
        Self {
            texts: products.iter().map(text).collect(),
        }
    }

    /// The products in which all words are found, those with whole words first.
    pub fn find(&self, typed: &str) -> Vec<usize> {
        let wanted = words(typed);
        self.best(|text| match wanted.iter().all(|word| text.contains(word)) {
            true => points(text, &wanted),
            false => 0,
        })
    }

    /// The products whose names share the most with this name.
    pub fn like(&self, name: &str) -> Vec<usize> {
        let mut wanted = words(name);
        // Articles and the like are everywhere.
        wanted.retain(|word| word.len() > 2);
        self.best(|text| points(text, &wanted))
    }

    fn best(&self, points: impl Fn(&str) -> usize) -> Vec<usize> {
        let scored = self.texts.iter().map(|text| points(text)).enumerate();
        let mut found: Vec<(usize, usize)> = scored.filter(|(_, points)| *points > 0).collect();
        found.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
        found.truncate(AT_MOST);
        found.into_iter().map(|(at, _)| at).collect()
    }
}

/// Twice the letters of whole words, once those of words inside others.
fn points(text: &str, wanted: &[String]) -> usize {
    let whole = |word: &str| text.split([' ', '\n']).any(|other| other == word);
    let of = |word: &String| match (whole(word), text.contains(word)) {
        (true, _) => 2 * word.len(),
        (false, true) => word.len(),
        (false, false) => 0,
    };
    wanted.iter().map(of).sum()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::PriceBase;

    fn catalogue() -> CounterpartSearch {
        let product = |(title, reference, barcode): (&str, &str, &str)| Unlinked {
            id: 1,
            title: title.to_owned(),
            reference: reference.to_owned(),
            barcode: barcode.to_owned(),
            price: String::new(),
            price_with_tax: String::new(),
            price_base: PriceBase::Ht,
            revision: String::new(),
        };
        let products: Vec<Unlinked> = [
            ("Savonnette au miel", "SAV-2", ""),
            ("Savon de Marseille", "SAV-1", "3760000000017"),
            ("Théière en fonte", "THE", ""),
            ("Bougie au miel", "BOU", ""),
        ]
        .map(product)
        .into();
        CounterpartSearch::new(&products)
    }

    #[test]
    fn finds_by_name_reference_and_barcode() {
        for (typed, found) in [
            ("theiere", vec![2]),
            ("FONTE thé", vec![2]),
            ("savon", vec![1, 0]),
            ("miel sav", vec![0]),
            ("sav-1", vec![1]),
            ("3760000000017", vec![1]),
            ("savon fonte", vec![]),
            ("zzz", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(catalogue().find(typed), found, "{typed}");
        }
    }

    #[test]
    fn likest_names_come_first() {
        assert_eq!(catalogue().like("Savon au miel"), [0, 1, 3]);
        assert!(catalogue().like("?").is_empty());
    }
}
