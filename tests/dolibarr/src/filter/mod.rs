//! Dolibarr's `sqlfilters`: turned into SQL exactly as each version does it, and the SQL then read by a parser that
//! knows the WHERE expressions this can give. So what Dolibarr accepts by accident is accepted here, and the errors are
//! MariaDB's.

mod cell;
mod expression;
mod parser;
mod tokens;
mod translation;

pub use cell::{fold, Cell};
pub use expression::{Expression, Ids};

use crate::settings::Version;

/// A record that can be filtered and sorted by the columns of its table.
pub trait Row {
    /// The value of a column (`t.ref`, `ef._wps_id`, `ref`); `None` when the table has no such column.
    fn cell(&self, column: &str) -> Option<Cell<'_>>;
}

/// Why a filter was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterError {
    /// Refused before it became SQL.
    Refused(String),
    /// The database's error, in MariaDB's words.
    Database(String),
}

/// A database's answer to what it cannot read, from the offending word on.
fn syntax_error(near: &str) -> FilterError {
    FilterError::Database(format!(
        "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near '{near}' at line 1"
    ))
}

/// Reads a filter. `tail` is the SQL that follows it in the query, which MariaDB quotes in its errors.
pub fn read(version: Version, filter: &str, tail: &str) -> Result<Expression, FilterError> {
    let sql = translation::to_sql(version, filter)?;
    parser::parse(&format!("({sql})"), tail)
}
