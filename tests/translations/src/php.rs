//! Writes the panel's strings as PHP calls that `xgettext` reads; nothing ever executes them.

use std::fmt::Write as _;

use crate::collect::PanelString;

/// The name under which the catalogue refers to a panel string's place, and by which its JSON is chosen.
pub const FILE_NAME: &str = "panel-strings.php";

/// The PHP source for `strings`.
pub fn panel_strings(strings: &[PanelString]) -> String {
    let mut php = String::from("<?php\n");
    for string in strings {
        let text = quoted(&string.text);
        let call = match (&string.plural, &string.context) {
            (Some(plural), _) => format!("_n({text}, {}, 1)", quoted(plural)),
            (None, Some(context)) => format!("_x({text}, {})", quoted(context)),
            (None, None) => format!("__({text})"),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(php, "{call};");
    }
    php
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
