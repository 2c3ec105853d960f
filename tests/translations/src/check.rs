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

/// French has one form for zero and one, and one for more.
const PLURAL_FORMS: usize = 2;

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
        problems.extend(form_problems(message, &forms));
        if message.is_fuzzy() {
            problems.push(format!("marked fuzzy: “{text}”"));
        }
        for form in forms {
            problems.extend(style(form).into_iter().map(|w| format!("“{form}”: {w}")));
        }
    }
    problems
}

/// Whether each form of a translation stands where the catalogue needs one, with its source's placeholders.
fn form_problems(message: &dyn MessageView, forms: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    let text = message.msgid();
    let plural = message.msgid_plural().ok();
    if plural.is_some() && forms.len() != PLURAL_FORMS {
        wrong.push(format!(
            "{} forms instead of {PLURAL_FORMS}: “{text}”",
            forms.len()
        ));
    }
    for (i, form) in forms.iter().enumerate().filter(|(_, f)| !f.is_empty()) {
        let found = placeholders(form);
        // The singular may say “one” without a number; French also says it of zero, and may keep the number.
        let fits = plural.is_some_and(|p| found == placeholders(p))
            || (i == 0 || plural.is_none()) && found == placeholders(text);
        if !fits {
            wrong.push(format!("other placeholders than its source: “{form}”"));
        }
    }
    wrong
}

/// What `sprintf` puts in: number and kind of each, counted where they are not numbered.
pub fn placeholders(text: &str) -> BTreeSet<(usize, char)> {
    let mut found = BTreeSet::new();
    let mut counted = 0;
    let mut parts = text.split('%').skip(1);
    while let Some(part) = parts.next() {
        if part.is_empty() {
            // “%%” is a percent sign, and what follows it is text.
            parts.next();
            continue;
        }
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = match part[digits..].strip_prefix('$') {
            Some(rest) if digits > 0 => (part[..digits].parse().ok(), rest),
            _ => (None, part),
        };
        if let Some(kind @ ('s' | 'd' | 'f')) = rest.chars().next() {
            counted += usize::from(number.is_none());
            found.insert((number.unwrap_or(counted), kind));
        }
    }
    found
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
