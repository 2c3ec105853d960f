//! Texts made comparable: `Théière Cœur` and `theiere coeur` are one name.
//!
//! A table of the Latin letters that European shops use; the crates that know all of Unicode's
//! decompositions cost the panel 49 to 130 kB.

/// A text in lower case without accents: ligatures and `ß` written out, typographic apostrophes,
/// dashes and spaces as on a keyboard, white space folded to single spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // Combining accents, as macOS writes them after their letter.
            '\u{300}'..='\u{36f}' => {}
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            _ if letter.is_whitespace() => folded.push(' '),
            _ => match plain(letter) {
                Some(plain) => folded.push_str(plain),
                // Signs whose small letter is one of those, as the sign for ångström.
                None => {
                    for small in letter.to_lowercase() {
                        match plain(small) {
                            Some(plain) => folded.push_str(plain),
                            None if ('\u{300}'..='\u{36f}').contains(&small) => {}
                            None => folded.push(small),
                        }
                    }
                }
            },
        }
    }
    let mut single = String::with_capacity(folded.len());
    for word in folded.split_ascii_whitespace() {
        if !single.is_empty() {
            single.push(' ');
        }
        single.push_str(word);
    }
    single
}

/// The folded words and numbers of a text: `30cl (bleu)` is `30`, `cl`, `bleu`.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = Vec::new();
    let mut before = Kind::Other;
    for letter in folded.chars() {
        let kind = Kind::of(letter);
        if kind != Kind::Other {
            match words.last_mut() {
                Some(word) if kind == before => word.push(letter),
                _ => words.push(letter.to_string()),
            }
        }
        before = kind;
    }
    words
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Letter,
    Digit,
    Other,
}

impl Kind {
    fn of(letter: char) -> Self {
        if letter.is_ascii_digit() {
            Self::Digit
        } else if letter.is_alphanumeric() {
            Self::Letter
        } else {
            Self::Other
        }
    }
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ª' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'ĉ' | 'Ĉ' | 'ċ' | 'Ċ' | 'č' | 'Č' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ĕ' | 'Ĕ' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => {
            "e"
        }
        'ĝ' | 'Ĝ' | 'ğ' | 'Ğ' | 'ġ' | 'Ġ' | 'ģ' | 'Ģ' => "g",
        'ĥ' | 'Ĥ' | 'ħ' | 'Ħ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ĩ' | 'Ĩ' | 'ī' | 'Ī' | 'ĭ' | 'Ĭ' | 'į' | 'Į' | 'ı' | 'İ' => {
            "i"
        }
        'ĵ' | 'Ĵ' => "j",
        'ķ' | 'Ķ' => "k",
        'ĺ' | 'Ĺ' | 'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ŏ' | 'Ŏ' | 'ő' | 'Ő' | 'º' => {
            "o"
        }
        'œ' | 'Œ' => "oe",
        'ŕ' | 'Ŕ' | 'ŗ' | 'Ŗ' | 'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'ŝ' | 'Ŝ' | 'ş' | 'Ş' | 'š' | 'Š' | 'ș' | 'Ș' => "s",
        'ß' | 'ẞ' => "ss",
        'ţ' | 'Ţ' | 'ť' | 'Ť' | 'ŧ' | 'Ŧ' | 'ț' | 'Ț' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü'
        | 'Ù'..='Ü'
        | 'ũ'
        | 'Ũ'
        | 'ū'
        | 'Ū'
        | 'ŭ'
        | 'Ŭ'
        | 'ů'
        | 'Ů'
        | 'ű'
        | 'Ű'
        | 'ų'
        | 'Ų' => "u",
        'ŵ' | 'Ŵ' => "w",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' | 'ŷ' | 'Ŷ' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        '‘' | '’' | '‛' | 'ʼ' | '´' | '′' => "'",
        '“' | '”' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        '…' => "...",
        '×' => "x",
        // Soft hyphens and zero-width marks are not seen, so they distinguish nothing.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => "",
        _ => return None,
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_shops_write() {
        for (text, folded) in [
            ("Théière  en Fonte", "theiere en fonte"),
            ("CŒUR d’Ambre", "coeur d'ambre"),
            ("Große Straße", "grosse strasse"),
            ("Cafe\u{301}", "cafe"),
            ("50\u{a0}%", "50 %"),
            ("Łódź, Žižkov, Ærø", "lodz, zizkov, aero"),
            ("  Sac – coton\t", "sac - coton"),
            ("Χαλκός", "χαλκός"),
            ("pot\u{ad}iche", "potiche"),
            ("\u{212b}ngstr\u{f6}m", "angstrom"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn splits_words_and_numbers() {
        assert_eq!(
            words("Carnet de l’été, 30cl (bleu)"),
            ["carnet", "de", "l", "ete", "30", "cl", "bleu"]
        );
        assert_eq!(words("  …!  "), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }

        #[test]
        fn words_survive_folding(text in "\\PC{0,40}") {
            prop_assert_eq!(words(&fold(&text)), words(&text));
        }

        #[test]
        fn case_is_ignored(text in "[a-zàâçéèêëîïôûùüÿœæß ]{0,30}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }
}
