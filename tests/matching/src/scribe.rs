//! How the same product comes to be written differently by another hand.

use crate::articles::EXTRAS;
use crate::random::Random;

/// A name as it is in the other system: mostly the same words, often in another form.
pub(crate) fn rewritten(name: &str, random: &mut Random) -> String {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    match random.below(100) {
        0..=39 => {}
        40..=54 => reorder(&mut words, random),
        55..=74 => mistype(&mut words, random),
        75..=79 => {
            mistype(&mut words, random);
            mistype(&mut words, random);
        }
        80..=84 => pluralize(&mut words, random),
        85..=91 => words.retain(|word| !matches!(word.as_str(), "en" | "de" | "à")),
        92..=95 => words.push((*random.one(EXTRAS)).to_owned()),
        _ => leave_out(&mut words, random),
    }
    let mut name = words.join(" ");
    if random.percent(30) {
        name = without_accents(&name);
    }
    match random.below(10) {
        0..=2 => name = name.to_uppercase(),
        3 => name = name.to_lowercase(),
        4 => name = name.replace(' ', "  ").replace('-', " "),
        5 => name = joined_units(&name),
        6 => name = name.replace('\'', "’"),
        _ => {}
    }
    name
}

/// A reference as another hand writes it.
pub(crate) fn rewritten_reference(reference: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => reference.to_lowercase(),
        1 => reference.replace('-', " "),
        2 => reference.replace('-', ""),
        _ => reference.to_owned(),
    }
}

/// Puts the last word or two first, or swaps two: what belongs together stays together.
fn reorder(words: &mut [String], random: &mut Random) {
    let units = |word: &String| word.starts_with(|c: char| c.is_ascii_digit()) || word.len() <= 2;
    if words.len() >= 3 && !words.iter().any(units) {
        let at = random.below(words.len() - 1);
        words.swap(at, at + 1);
    } else {
        let turn = 1 + random.below(words.len().max(2) - 1);
        words.rotate_left(turn);
    }
}

/// One slip in a word of five letters or more.
fn mistype(words: &mut [String], random: &mut Random) {
    let long: Vec<usize> = (0..words.len())
        .filter(|&at| words[at].chars().count() >= 5 && words[at].chars().all(char::is_alphabetic))
        .collect();
    if long.is_empty() {
        return;
    }
    let word = &mut words[*random.one(&long)];
    let mut letters: Vec<char> = word.chars().collect();
    // The first letter is rarely wrong.
    let from = usize::from(!random.percent(5));
    let at = from + random.below(letters.len() - from);
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters[at] = *random.one(&['a', 'e', 'i', 'o', 's', 'r', 't', 'n', 'l']),
    }
    *word = letters.into_iter().collect();
}

fn pluralize(words: &mut [String], random: &mut Random) {
    let at = random.below(words.len().min(2));
    if words[at].chars().all(char::is_alphabetic) && words[at].len() > 3 {
        match words[at].strip_suffix('s') {
            Some(singular) => words[at] = singular.to_owned(),
            None => words[at].push('s'),
        }
    }
}

fn leave_out(words: &mut Vec<String>, random: &mut Random) {
    if words.len() > 3 {
        let at = random.below(words.len());
        words.remove(at);
    }
}

fn joined_units(name: &str) -> String {
    ["cl", "L", "g", "kg", "cm", "mm", "V"]
        .iter()
        .fold(name.to_owned(), |name, unit| {
            let name = name + " ";
            let joined = name.replace(&format!(" {unit} "), &format!("{unit} "));
            joined.trim_end().to_owned()
        })
}

fn without_accents(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            'é' | 'è' | 'ê' => 'e',
            'É' => 'E',
            'à' | 'â' => 'a',
            'û' => 'u',
            'ç' => 'c',
            other => other,
        })
        .collect()
}
