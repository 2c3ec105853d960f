//! What is wrong with a translation: missing, unsure, outdated, or against the French of the interface.

use std::collections::BTreeSet;

use polib::catalog::Catalog;
use polib::message::MessageView;

/// Words that the interface's French does not use, with the reason for the translator.
const AVOIDED: &[(&str, &str)] = &[
    ("lien", "say « associer » or « association »"),
    ("liens", "say « associer » or « association »"),
    ("lier", "say « associer »"),
    ("lié", "say « associé »"),
    ("baseline", "say « dernière synchronisation »"),
    ("queue", "say « file d’attente » or « en attente »"),
    (
        "annuler",
        "closing is « Fermer », undoing « Rétablir les valeurs précédentes »",
    ),
];

/// How a placeholder ends that may stand for a number.
const PLACEHOLDERS: &[&str] = &["%s", "%d", "$s", "$d"];
/// Units and signs that follow a number.
const UNITS: &[&str] = &["%", "%%", "€", "ms", "kg", "m"];

/// The problems of the committed catalogue `po`, given `merged`: the same one brought to today's strings.
pub fn problems(po: &Catalog, merged: &Catalog) -> Vec<String> {
    let mut problems = Vec::new();
    let keys =
        |catalog: &Catalog| -> BTreeSet<(String, String)> { catalog.messages().map(key).collect() };
    for (context, text) in keys(po).difference(&keys(merged)) {
        problems.push(format!("no longer in the source: “{text}” {context}"));
    }
    for message in merged.messages() {
        let text = message.msgid();
        let forms: Vec<&str> = match (message.msgstr(), message.msgstr_plural()) {
            (Ok(one), _) => vec![one],
            (_, Ok(many)) => many.iter().map(String::as_str).collect(),
            (Err(_), Err(_)) => Vec::new(),
        };
        if forms.is_empty() || forms.iter().any(|form| form.is_empty()) {
            problems.push(format!(
                "no translation: “{text}” ({})",
                message.source().trim()
            ));
        }
        if message.is_fuzzy() {
            problems.push(format!("marked fuzzy: “{text}”"));
        }
        for form in forms {
            problems.extend(style(form).into_iter().map(|w| format!("“{form}”: {w}")));
        }
    }
    problems
}

fn key(message: &dyn MessageView) -> (String, String) {
    (
        message.msgctxt().unwrap_or_default().to_owned(),
        message.msgid().to_owned(),
    )
}

/// Departures from French typography and from the interface's words.
pub fn style(french: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if french.contains('\'') {
        wrong.push("typographic apostrophe ’ instead of '".to_owned());
    }
    if french.contains('"') {
        wrong.push("« » instead of \"".to_owned());
    }
    let characters: Vec<char> = french.chars().collect();
    for (i, &c) in characters.iter().enumerate() {
        let before = i.checked_sub(1).map(|p| characters[p]);
        let after = characters.get(i + 1).copied();
        let ends_word = after.is_none_or(|a| a.is_whitespace() || a == '\u{a0}' || a == '<');
        let needs_space = match c {
            ':' | ';' | '?' | '!' => ends_word,
            '»' => true,
            _ => false,
        };
        if needs_space && !matches!(before, None | Some('\u{a0}' | '\u{202f}' | '?' | '!')) {
            wrong.push(format!("no-break space before {c}"));
        }
        if c == '«' && !matches!(after, Some('\u{a0}' | '\u{202f}')) {
            wrong.push("no-break space after «".to_owned());
        }
    }
    // A number and its unit, and what announces a number, stay on one line.
    let words: Vec<&str> = french.split(' ').collect();
    for pair in words.windows(2) {
        let counts = pair[0].ends_with(|c: char| c.is_ascii_digit())
            || PLACEHOLDERS.iter().any(|end| pair[0].ends_with(end));
        let unit = pair[1].trim_end_matches(['.', ',', ')', ';']);
        if pair[0].ends_with("n°") || (counts && UNITS.contains(&unit)) {
            wrong.push(format!(
                "no-break space between {} and {}",
                pair[0], pair[1]
            ));
        }
    }
    if french.contains("nº") {
        wrong.push("n° instead of nº".to_owned());
    }
    let lower = french.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        if let Some((_, advice)) = AVOIDED.iter().find(|(avoided, _)| *avoided == word) {
            wrong.push(format!("“{word}”: {advice}"));
        }
    }
    wrong
}
