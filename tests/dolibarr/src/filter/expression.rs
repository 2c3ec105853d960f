use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{fold, Cell, Row};

/// A WHERE expression that was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Column(String),
    Number(Decimal),
    Text(String),
    Null,
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Not(Box<Expression>),
    Compare(Box<Expression>, Comparison, Box<Expression>),
    Like(Box<Expression>, Box<Expression>),
    In(Box<Expression>, Vec<Expression>),
    /// In the ids of another table.
    InTable(Box<Expression>, String),
    IsNull(Box<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    Different,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

impl Comparison {
    pub fn read(sign: &str) -> Option<Self> {
        Some(match sign {
            "=" => Comparison::Equal,
            "<>" | "!=" => Comparison::Different,
            "<" => Comparison::Less,
            "<=" => Comparison::LessOrEqual,
            ">" => Comparison::More,
            ">=" => Comparison::MoreOrEqual,
            _ => return None,
        })
    }

    fn holds(self, ordering: Ordering) -> bool {
        match self {
            Comparison::Equal => ordering.is_eq(),
            Comparison::Different => ordering.is_ne(),
            Comparison::Less => ordering.is_lt(),
            Comparison::LessOrEqual => ordering.is_le(),
            Comparison::More => ordering.is_gt(),
            Comparison::MoreOrEqual => ordering.is_ge(),
        }
    }
}

/// The ids of a table of the database, for the queries inside a filter; `None` when there is no such table.
pub type Ids<'a> = &'a dyn Fn(&str) -> Option<Vec<u64>>;

impl Expression {
    /// The first column that the rows do not have, in the order they are written.
    pub fn unknown_column(&self, row: &dyn Row) -> Option<&str> {
        match self {
            Expression::Column(name) => row.cell(name).is_none().then_some(name),
            Expression::Number(_) | Expression::Text(_) | Expression::Null => None,
            Expression::And(left, right)
            | Expression::Or(left, right)
            | Expression::Compare(left, _, right)
            | Expression::Like(left, right) => left
                .unknown_column(row)
                .or_else(|| right.unknown_column(row)),
            Expression::Not(inside)
            | Expression::IsNull(inside)
            | Expression::InTable(inside, _) => inside.unknown_column(row),
            Expression::In(left, items) => left
                .unknown_column(row)
                .or_else(|| items.iter().find_map(|item| item.unknown_column(row))),
        }
    }

    /// Whether a row is kept.
    pub fn keeps(&self, row: &dyn Row, ids: Ids) -> bool {
        self.truth(row, ids) == Some(true)
    }

    /// True, false, or SQL's unknown.
    fn truth(&self, row: &dyn Row, ids: Ids) -> Option<bool> {
        match self {
            Expression::And(left, right) => match (left.truth(row, ids), right.truth(row, ids)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Expression::Or(left, right) => match (left.truth(row, ids), right.truth(row, ids)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Expression::Not(inside) => inside.truth(row, ids).map(|truth| !truth),
            Expression::Compare(left, comparison, right) => {
                let ordering = left.value(row, ids).compare(&right.value(row, ids))?;
                Some(comparison.holds(ordering))
            }
            Expression::Like(left, pattern) => {
                let text = left.value(row, ids).as_text().map(|text| fold(&text))?;
                let pattern = pattern.value(row, ids).as_text().map(|text| fold(&text))?;
                Some(is_like(&text, &pattern))
            }
            Expression::In(left, items) => {
                let value = left.value(row, ids);
                let orderings: Vec<Option<Ordering>> = items
                    .iter()
                    .map(|item| value.compare(&item.value(row, ids)))
                    .collect();
                if orderings.iter().flatten().any(|ordering| ordering.is_eq()) {
                    Some(true)
                } else if orderings.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Expression::InTable(left, table) => {
                let value = left.value(row, ids).as_number()?;
                let found = ids(table)?.into_iter().any(|id| Decimal::from(id) == value);
                Some(found)
            }
            Expression::IsNull(inside) => Some(inside.value(row, ids) == Cell::Null),
            value => value
                .value(row, ids)
                .as_number()
                .map(|number| !number.is_zero()),
        }
    }

    fn value<'a>(&'a self, row: &'a dyn Row, ids: Ids) -> Cell<'a> {
        match self {
            Expression::Column(name) => row.cell(name).unwrap_or(Cell::Null),
            Expression::Number(number) => Cell::Number(*number),
            Expression::Text(text) => Cell::text(text),
            Expression::Null => Cell::Null,
            condition => condition
                .truth(row, ids)
                .map_or(Cell::Null, Cell::from_bool),
        }
    }
}

/// SQL's LIKE over folded texts: `%` is anything, `_` one character, `\` takes the next literally.
fn is_like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let pattern: Vec<Wild> = wilds(pattern);
    let (mut t, mut p) = (0, 0);
    // Where to go on after the last `%`: the pattern after it, and the next place in the text to try.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(Wild::Anything) => {
                star = Some((p + 1, t));
                p += 1;
            }
            Some(Wild::One) => {
                t += 1;
                p += 1;
            }
            Some(Wild::Letter(letter)) if *letter == text[t] => {
                t += 1;
                p += 1;
            }
            _ => match star {
                Some((after, tried)) => {
                    p = after;
                    t = tried + 1;
                    star = Some((after, t));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|wild| *wild == Wild::Anything)
}

#[derive(PartialEq)]
enum Wild {
    Anything,
    One,
    Letter(char),
}

fn wilds(pattern: &str) -> Vec<Wild> {
    let mut wilds = Vec::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        wilds.push(match letter {
            '%' => Wild::Anything,
            '_' => Wild::One,
            '\\' => Wild::Letter(letters.next().unwrap_or('\\')),
            letter => Wild::Letter(letter),
        });
    }
    wilds
}
