//! Canonical decimals travel and are shown as text: a float would not be what the shop wrote.

/// Whether a text is a plain decimal, as `12`, `-0.5` or `12.34568`.
pub fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && fraction.is_none_or(all_digits)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::is_decimal;

    #[test]
    fn accepts_canonical_decimals_only() {
        for text in ["0", "12", "12.34568", "-0.5", "200.00000000"] {
            assert!(is_decimal(text), "{text}");
        }
        for text in [
            "", "-", ".5", "5.", "1,5", "1e5", "NaN", " 1", "1.2.3", "--1", "+1", "٣",
        ] {
            assert!(!is_decimal(text), "{text}");
        }
    }
}
