/// A word of SQL and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A name or a keyword, as written.
    Word(String),
    Number(String),
    Text(String),
    Open,
    Close,
    Comma,
    /// `=`, `<`, `>=`, `<>`, `!=` …
    Comparison(String),
    /// What no WHERE expression holds here.
    Other,
    End,
}

/// Cuts SQL into words; the last is always `End`.
pub fn tokens(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = sql[at..].chars().next() {
        let start = at;
        let rest = &sql[at..];
        let kind = match letter {
            letter if letter.is_whitespace() => {
                at += letter.len_utf8();
                continue;
            }
            '(' => Kind::Open,
            ')' => Kind::Close,
            ',' => Kind::Comma,
            '\'' => match text(rest) {
                Some((value, length)) => {
                    at += length;
                    tokens.push(Token {
                        kind: Kind::Text(value),
                        start,
                    });
                    continue;
                }
                None => Kind::Other,
            },
            '=' | '<' | '>' | '!' => {
                let length = length_of(rest, |letter| "=<>!".contains(letter));
                Kind::Comparison(rest[..length].to_string())
            }
            letter if letter.is_ascii_digit() => {
                let length = length_of(rest, |letter| letter.is_ascii_digit() || letter == '.');
                Kind::Number(rest[..length].to_string())
            }
            letter if letter.is_alphabetic() || letter == '_' => {
                let length = length_of(rest, |letter| {
                    letter.is_alphanumeric() || matches!(letter, '_' | '.')
                });
                Kind::Word(rest[..length].to_string())
            }
            _ => Kind::Other,
        };
        at += match &kind {
            Kind::Word(text) | Kind::Number(text) | Kind::Comparison(text) => text.len(),
            _ => letter.len_utf8(),
        };
        tokens.push(Token { kind, start });
    }
    tokens.push(Token {
        kind: Kind::End,
        start: sql.len(),
    });
    tokens
}

fn length_of(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !belongs(letter)).unwrap_or(text.len())
}

/// A quoted text at the beginning: its value, and how much of the SQL it takes.
fn text(sql: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut letters = sql.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => match letters.next()?.1 {
                'n' => value.push('\n'),
                'r' => value.push('\r'),
                // MariaDB keeps the backslash before these, so that LIKE sees it.
                letter @ ('%' | '_') => value.extend(['\\', letter]),
                letter => value.push(letter),
            },
            '\'' if letters.peek().is_some_and(|(_, next)| *next == '\'') => {
                letters.next();
                value.push('\'');
            }
            '\'' => return Some((value, at + 1)),
            letter => value.push(letter),
        }
    }
    None
}
