use crate::settings::Version;

use super::{call, Answer, Request};

/// Pairs of words that Dolibarr takes for an attack when the second follows the first anywhere in the address.
const SUSPECT: [(&str, &str); 8] = [
    ("union", "select"),
    ("select", "from"),
    ("insert", "into"),
    ("delete", "from"),
    ("create", "table"),
    ("into", "outfile"),
    ("base", "href"),
    ("user", "("),
];

/// What is suspect alone; a double quote is, wherever it stands.
const SUSPECT_ALONE: [&str; 14] = [
    "\"",
    "<script",
    "<svg",
    "<style",
    "<iframe",
    "<object",
    "<embed",
    "<audio",
    "</textarea",
    "javascript:",
    "vbscript:",
    "information_schema",
    "updatexml(",
    "user(",
];

/// `main.inc.php` refuses an address that looks like an injection before any route is looked for: as text, with
/// status 200 in 16.
pub(super) fn check(request: &Request, version: Version) -> Option<Answer> {
    let plain = call::pairs(request.query)
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("&");
    let lower = plain.to_lowercase();
    if !is_suspect(&lower) {
        return None;
    }
    let page = format!("/api/index.php{}?{}", request.path, escape(request.query));
    let value = escape(&plain);
    Some(match version {
        Version::V16 => Answer::page(
            200,
            &format!("Access refused to 192.0.2.1 by SQL or Script injection protection in main.inc.php - GETPOST type=1 paramkey=0 paramvalue={value} page={page}"),
        ),
        Version::V20 => Answer::page(
            403,
            &format!("Access refused to 192.0.2.1 by SQL or Script injection protection in main.inc.php:analyseVarsForSqlAndScriptsInjection type=1<br>\nTry to go back, fix data of your form and resubmit it. You can contact also your technical support.\n<!--\npage={page} paramtype=1 paramkey=0 paramvalue={value}\n-->"),
        ),
    })
}

fn is_suspect(lower: &str) -> bool {
    SUSPECT_ALONE.iter().any(|word| lower.contains(word))
        || SUSPECT.iter().any(|(first, then)| {
            // `select` must be next to its `from`; a `union` may be anywhere before its `select`.
            lower.match_indices(first).any(|(at, _)| {
                let rest = &lower[at + first.len()..];
                if *first == "union" {
                    rest.contains(then)
                } else {
                    rest.trim_start() != rest && rest.trim_start().starts_with(then)
                }
            })
        })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
