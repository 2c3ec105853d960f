use crate::settings::Version;

use super::FilterError;

/// The SQL that Dolibarr makes of a filter. Criteria `(field:operator:value)` are rewritten; in 16 everything around
/// them goes to the database as it is, 20 allows only `and`, `or`, spaces and parentheses.
pub fn to_sql(version: Version, filter: &str) -> Result<String, FilterError> {
    match version {
        Version::V16 => {
            balance(filter, false)
                .map_err(|()| FilterError::Refused(format!("Bad sqlfilters={filter}")))?;
            Ok(rewrite(filter, is_criterion_16, sql_16))
        }
        Version::V20 => {
            let filter = if filter.starts_with('(') && filter.ends_with(')') {
                filter.to_string()
            } else {
                format!("({filter})")
            };
            balance(&filter, true).map_err(|()| {
                FilterError::Refused(format!(
                    "Wrong balance of parenthesis in sqlfilters={filter}"
                ))
            })?;
            let around = rewrite(&filter, is_criterion_20, |_, _, _| "()".to_string());
            if !is_only_joints(&around) {
                return Err(FilterError::Refused(format!(
                    "Bad syntax of the search string: {filter}"
                )));
            }
            Ok(rewrite(&filter, is_criterion_20, sql_20))
        }
    }
}

/// Whether parentheses are never closed before they are opened and, when `to_the_end`, all closed.
fn balance(filter: &str, to_the_end: bool) -> Result<(), ()> {
    let mut open = 0_i64;
    for letter in filter.chars() {
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open < 0 {
            return Err(());
        }
    }
    if to_the_end && open != 0 {
        return Err(());
    }
    Ok(())
}

/// Whether nothing but parentheses is left without `and`, `or` and spaces.
fn is_only_joints(text: &str) -> bool {
    text.to_lowercase()
        .replace("and", "")
        .replace("or", "")
        .chars()
        .all(|letter| matches!(letter, '(' | ')' | ' '))
}

type Check = fn(&str, &str, &str) -> bool;

/// Rewrites each criterion: what stands between two parentheses without another in between, cut at its first two colons.
fn rewrite(filter: &str, is_criterion: Check, to_sql: fn(&str, &str, &str) -> String) -> String {
    let mut sql = String::new();
    let mut rest = filter;
    while let Some(open) = rest.find('(') {
        let inside = &rest[open + 1..];
        let end = inside
            .find(['(', ')'])
            .filter(|end| inside[*end..].starts_with(')'));
        let criterion = end.and_then(|end| {
            let mut parts = inside[..end].splitn(3, ':');
            let (field, operator, value) = (parts.next()?, parts.next()?, parts.next()?);
            is_criterion(field, operator, value).then(|| (end, to_sql(field, operator, value)))
        });
        match criterion {
            Some((end, made)) => {
                sql.push_str(&rest[..open]);
                sql.push_str(&made);
                rest = &inside[end + 1..];
            }
            None => {
                sql.push_str(&rest[..=open]);
                rest = inside;
            }
        }
    }
    sql.push_str(rest);
    sql
}

fn is_criterion_16(field: &str, operator: &str, value: &str) -> bool {
    let plain = |text: &str| !text.is_empty() && !text.contains('\'');
    plain(field) && plain(operator) && !value.is_empty()
}

fn is_criterion_20(field: &str, operator: &str, value: &str) -> bool {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.');
    let is_operator = |letter: char| "<>!=insotlke".contains(letter.to_ascii_lowercase());
    !field.is_empty()
        && field.chars().all(is_name)
        && !operator.is_empty()
        && operator.chars().all(is_operator)
        && !value.is_empty()
}

fn sql_16(field: &str, operator: &str, value: &str) -> String {
    let operator: String = operator
        .chars()
        .filter(|letter| letter.is_ascii_alphabetic() || "<>=".contains(*letter))
        .collect::<String>()
        .to_uppercase();
    let operator = if operator == "NOTLIKE" {
        "NOT LIKE"
    } else {
        &operator
    };
    let value = value.trim();
    let value = match quoted(value) {
        _ if operator == "IN" => format!("({})", keep(value, "_-.,'")),
        Some(text) => format!("'{}'", escape(text)),
        None => keep(value, "_-.,"),
    };
    format!("{} {operator} {value}", keep(field, "._"))
}

fn sql_20(field: &str, operator: &str, value: &str) -> String {
    let operator = match operator.to_uppercase().as_str() {
        "NOTLIKE" => "NOT LIKE".to_string(),
        "ISNOT" => "IS NOT".to_string(),
        "NOTIN" => "NOT IN".to_string(),
        "!=" => "<>".to_string(),
        operator => operator.to_string(),
    };
    let value = match operator.as_str() {
        "IN" | "NOT IN" => {
            let items: Vec<String> = value
                .split(',')
                .map(|item| match quoted(item.trim()) {
                    Some(text) => format!("'{}'", escape(&keep(text, "_-., "))),
                    None => keep(item.trim(), "_-. "),
                })
                .collect();
            format!("({})", items.join(","))
        }
        // A text with a quote in it keeps its own quotes, and so matches nothing.
        "LIKE" | "NOT LIKE" => {
            let text = quoted(value).filter(|text| !text.contains('\''));
            format!("'{}'", escape(text.unwrap_or(value)))
        }
        _ => match quoted(value) {
            Some(text) => format!("'{}'", escape(text)),
            None if value.eq_ignore_ascii_case("null") => "NULL".to_string(),
            None if value.parse::<rust_decimal::Decimal>().is_ok() => value.to_string(),
            None => keep(value, "_"),
        },
    };
    format!("({} {operator} {value})", keep(field, "._"))
}

fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('\'')?.strip_suffix('\'')
}

/// Letters, digits, and the signs given.
fn keep(text: &str, signs: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || signs.contains(*letter))
        .collect()
}

/// MariaDB's `real_escape_string`.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\'' | '"' | '\\' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
