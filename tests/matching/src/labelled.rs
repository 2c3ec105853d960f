//! Two catalogues, and which product of the one is which of the other.

use std::collections::BTreeSet;

use dolisync::domain::{PriceBase, Unlinked};

use crate::articles::{Kind, ENDS, KINDS, MIDDLES, OTHERS, STARTS};
use crate::random::Random;
use crate::scribe::{rewritten, rewritten_reference};

/// Which kinds of things the catalogues hold: the halves share none.
#[derive(Clone, Copy, Debug)]
pub enum Half {
    /// What the rules were made with.
    Tuning,
    /// What they are measured with.
    Report,
    /// All kinds.
    Both,
}

/// A shop's catalogue and Dolibarr's, with the pairs that are right.
pub struct Labelled {
    /// The shop's products.
    pub shop: Vec<Unlinked>,
    /// Dolibarr's.
    pub dolibarr: Vec<Unlinked>,
    /// The numbers of the products that are the same thing.
    pub pairs: BTreeSet<(u64, u64)>,
}

/// A product on one side or on both; its two records are the same thing.
struct Article {
    shop: Option<Unlinked>,
    dolibarr: Option<Unlinked>,
}

impl Labelled {
    /// Catalogues with so many right pairs, and about a third as many products on either side that the
    /// other does not have: mostly other sizes, colors, scents and contents of those that it has.
    pub fn new(half: Half, seed: u64, pairs: usize) -> Self {
        let mut maker = Maker::new(seed, pairs);
        let kinds: Vec<&Kind> = match half {
            Half::Tuning => KINDS.iter().step_by(2).collect(),
            Half::Report => KINDS.iter().skip(1).step_by(2).collect(),
            Half::Both => KINDS.iter().collect(),
        };
        while maker.pairs < pairs {
            maker.model(&kinds);
        }
        maker.into_catalogues()
    }

    /// Leaves at most so many products on either side.
    pub fn cut(&mut self, most: usize) {
        let ids = |products: &mut Vec<Unlinked>| -> BTreeSet<u64> {
            products.truncate(most);
            products.iter().map(|product| product.id).collect()
        };
        let (shop, dolibarr) = (ids(&mut self.shop), ids(&mut self.dolibarr));
        self.pairs
            .retain(|(one, other)| shop.contains(one) && dolibarr.contains(other));
    }
}

struct Maker {
    random: Random,
    /// The makers whose things both sell.
    brands: Vec<String>,
    articles: Vec<Article>,
    /// The words of each name so far: no two articles have the same.
    names: BTreeSet<Vec<String>>,
    count: usize,
    pairs: usize,
}

impl Maker {
    fn new(seed: u64, pairs: usize) -> Self {
        let mut random = Random::new(seed);
        let brand = |_| {
            let (start, middle) = (*random.one(STARTS), *random.one(MIDDLES));
            format!("{start}{middle}{}", random.one(ENDS))
        };
        Self {
            brands: (0..10 + pairs / 50).map(brand).collect(),
            random,
            articles: Vec::new(),
            names: BTreeSet::new(),
            count: 0,
            pairs: 0,
        }
    }

    /// One model with some of its variants; sometimes the model that is nearly the same as well.
    fn model(&mut self, kinds: &[&Kind]) {
        let random = &mut self.random;
        let kind = *random.one(kinds);
        let noun = *random.one(kind.nouns);
        let mut base = noun.to_owned();
        if random.percent(75) {
            base = format!("{noun} {}", random.one(&self.brands));
        }
        let (low, high) = kind.price;
        let cents = low + random.below(high - low);
        self.variants(kind, &base, cents);
        if self.random.percent(15) {
            let other = *self.random.one(OTHERS);
            self.variants(kind, &format!("{base} {other}"), cents);
        }
    }

    fn variants(&mut self, kind: &Kind, base: &str, cents: usize) {
        for _ in 0..2 + self.random.below(7) {
            let mut name = base.to_owned();
            let mut step = 0;
            for axis in kind.axes {
                let at = self.random.below(axis.len());
                step = at;
                name = format!("{name} {}", axis[at]);
            }
            let mut words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
            words.sort();
            if !self.names.insert(words) {
                continue;
            }
            let cents = match kind.one_price {
                true => cents,
                false => cents + cents * step / 3,
            };
            self.article(&name, cents);
        }
    }

    fn article(&mut self, name: &str, cents: usize) {
        self.count += 1;
        let initials: String = name
            .chars()
            .filter(char::is_ascii_alphabetic)
            .take(3)
            .collect();
        let reference = format!("{}-{:05}", initials.to_uppercase(), self.count);
        let barcode = format!("376{:010}", self.count * 7919);
        match self.random.below(100) {
            0..=59 => self.both(name, &reference, &barcode, cents),
            60..=78 => self.only_in_shop(name, &reference, &barcode, cents),
            79..=97 => self.only_in_dolibarr(name, &reference, &barcode, cents),
            98 => self.code_of_another(name, &reference, &barcode, cents),
            _ => self.twins(name, &reference, cents),
        }
    }

    fn both(&mut self, name: &str, reference: &str, barcode: &str, cents: usize) {
        let random = &mut self.random;
        let mut shop = record(name, reference, "", cents);
        let title = rewritten(name, random);
        let mut dolibarr = record(&title, reference, "", cents);
        match random.below(100) {
            0..=29 => dolibarr.reference = rewritten_reference(reference, random),
            30..=59 => shop.reference.clear(),
            _ => dolibarr.reference = format!("PRD{:06}", self.count * 13),
        }
        match random.below(100) {
            0..=19 => {
                shop.barcode = barcode.to_owned();
                dolibarr.barcode = barcode.to_owned();
            }
            20..=34 => shop.barcode = barcode.to_owned(),
            _ => {}
        }
        if random.percent(20) {
            set_price(&mut dolibarr, cents + 10 + random.below(cents / 4));
        }
        if random.percent(50) {
            dolibarr.price_base = PriceBase::Ttc;
        }
        self.add(Some(shop), Some(dolibarr));
    }

    fn only_in_shop(&mut self, name: &str, reference: &str, barcode: &str, cents: usize) {
        let mut shop = record(name, reference, "", cents);
        if self.random.percent(40) {
            shop.reference.clear();
        }
        if self.random.percent(25) {
            shop.barcode = barcode.to_owned();
        }
        self.add(Some(shop), None);
    }

    fn only_in_dolibarr(&mut self, name: &str, reference: &str, barcode: &str, cents: usize) {
        let title = rewritten(name, &mut self.random);
        let mut dolibarr = record(&title, reference, "", cents);
        if self.random.percent(40) {
            dolibarr.reference = format!("PRD{:06}", self.count * 13);
        }
        if self.random.percent(25) {
            dolibarr.barcode = barcode.to_owned();
        }
        self.add(None, Some(dolibarr));
    }

    /// Somebody gave the reference of an article of the shop to another one of Dolibarr's.
    fn code_of_another(&mut self, name: &str, reference: &str, barcode: &str, cents: usize) {
        self.only_in_shop(name, reference, barcode, cents);
        let shop = self
            .articles
            .last_mut()
            .and_then(|article| article.shop.as_mut());
        shop.expect("it was just added").reference = reference.to_owned();
        let other = self
            .articles
            .iter_mut()
            .rev()
            .skip(1)
            .find_map(|article| match article {
                Article {
                    shop: None,
                    dolibarr,
                } => dolibarr.as_mut(),
                _ => None,
            });
        if let Some(other) = other {
            other.reference = reference.to_owned();
        }
    }

    /// Two articles of the same name and of different prices, on both sides.
    fn twins(&mut self, name: &str, reference: &str, cents: usize) {
        for (number, cents) in [(1, cents), (2, cents + cents / 2)] {
            let shop = record(name, "", "", cents);
            let dolibarr = record(name, &format!("{reference}/{number}"), "", cents);
            self.add(Some(shop), Some(dolibarr));
        }
    }

    fn add(&mut self, shop: Option<Unlinked>, dolibarr: Option<Unlinked>) {
        self.pairs += usize::from(shop.is_some() && dolibarr.is_some());
        self.articles.push(Article { shop, dolibarr });
    }

    /// Numbers both sides, each in an order of its own.
    fn into_catalogues(mut self) -> Labelled {
        let count = self.articles.len() as u64;
        let mut numbers = [1_000, 50_000].map(|first| (first..first + count).collect::<Vec<u64>>());
        for numbers in &mut numbers {
            self.random.shuffle(numbers);
        }
        let mut labelled = Labelled {
            shop: Vec::new(),
            dolibarr: Vec::new(),
            pairs: BTreeSet::new(),
        };
        for (at, article) in self.articles.into_iter().enumerate() {
            let ids = (numbers[0][at], numbers[1][at]);
            if article.shop.is_some() && article.dolibarr.is_some() {
                labelled.pairs.insert(ids);
            }
            labelled
                .shop
                .extend(article.shop.map(|shop| Unlinked { id: ids.0, ..shop }));
            labelled
                .dolibarr
                .extend(article.dolibarr.map(|record| Unlinked {
                    id: ids.1,
                    ..record
                }));
        }
        labelled.shop.sort_by_key(|product| product.id);
        labelled.dolibarr.sort_by_key(|product| product.id);
        labelled
    }
}

fn record(title: &str, reference: &str, barcode: &str, cents: usize) -> Unlinked {
    let mut record = Unlinked {
        id: 0,
        title: title.to_owned(),
        reference: reference.to_owned(),
        barcode: barcode.to_owned(),
        price: String::new(),
        price_with_tax: String::new(),
        price_base: PriceBase::Ht,
        revision: String::new(),
    };
    set_price(&mut record, cents);
    record
}

/// As the engine writes decimals: without zeros at the end.
fn set_price(record: &mut Unlinked, cents: usize) {
    let decimal = |hundredths: usize| {
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    record.price = decimal(cents);
    record.price_with_tax = decimal(cents * 12 / 10);
}
