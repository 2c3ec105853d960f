//! Values put into a translated sentence, with `sprintf`'s placeholders that translators know.

/// Replaces `%s` and `%d` by the values in turn, `%1$s` by the first one, and `%%` by `%`.
/// A placeholder without a value, and a `%` that begins none, stay as they are.
pub fn fill(template: &str, values: &[String]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut next = 0;
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((length, which)) = placeholder(rest) else {
            filled.push('%');
            rest = &rest[1..];
            continue;
        };
        let value = match which {
            Which::Percent => Some("%"),
            Which::Next => {
                next += 1;
                values.get(next - 1).map(String::as_str)
            }
            Which::Numbered(number) => values.get(number.wrapping_sub(1)).map(String::as_str),
        };
        filled.push_str(value.unwrap_or(&rest[..length]));
        rest = &rest[length..];
    }
    filled.push_str(rest);
    filled
}

enum Which {
    Percent,
    Next,
    Numbered(usize),
}

/// The placeholder that a text begins with, and its length in bytes.
fn placeholder(text: &str) -> Option<(usize, Which)> {
    let bytes = text.as_bytes();
    match bytes.get(1)? {
        b'%' => return Some((2, Which::Percent)),
        b's' | b'd' => return Some((2, Which::Next)),
        _ => {}
    }
    let digits = bytes[1..].iter().take_while(|b| b.is_ascii_digit()).count();
    let number = text[1..=digits].parse().ok()?;
    match bytes[1 + digits..] {
        [b'$', b's' | b'd', ..] => Some((digits + 3, Which::Numbered(number))),
        _ => None,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::fill;
    use proptest::prelude::*;

    fn filled(template: &str, values: &[&str]) -> String {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        fill(template, &values)
    }

    #[test]
    fn puts_values_in() {
        assert_eq!(filled("#WP : %s", &["59"]), "#WP : 59");
        assert_eq!(filled("%s, %d", &["a", "2"]), "a, 2");
        assert_eq!(filled("%2$s avant %1$s", &["a", "b"]), "b avant a");
        assert_eq!(filled("nom proche à %d %%", &["92"]), "nom proche à 92 %");
        assert_eq!(filled("%s", &["%s %%"]), "%s %%");
    }

    #[test]
    fn leaves_what_is_no_placeholder() {
        for text in [
            "50 %",
            "%",
            "100 % coton",
            "%x",
            "%1$",
            "%1$x",
            "%0$s",
            "%9$s",
            "%s",
            "%é",
        ] {
            assert_eq!(filled(text, &[]), text);
        }
    }

    proptest! {
        #[test]
        fn never_fails(template in "[%sd$0-9é ]{0,12}", value in "\\PC{0,4}") {
            fill(&template, &[value]);
        }
    }
}
