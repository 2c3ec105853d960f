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

#[cfg(test)]
mod tests {
    use super::*;

    struct Mug;

    impl Row for Mug {
        fn cell(&self, column: &str) -> Option<Cell<'_>> {
            Some(match column {
                "t.rowid" => Cell::id(68),
                "t.label" => Cell::text("T-shirt (rouge) de l'été, 50 %"),
                "t.ref" => Cell::text("TSH-ROUGE"),
                "t.barcode" => Cell::Null,
                "t.tosell" => Cell::text("1").into_number(),
                "t.tms" => Cell::Date("2026-11-24 05:06:19".into()),
                "ef._wps_id" => Cell::text("59"),
                _ => return None,
            })
        }
    }

    const TAIL: &str = " ORDER BY t.ref ASC LIMIT 101";

    fn keeps(version: Version, filter: &str) -> bool {
        let ids = |table: &str| (table == "llx_product").then(|| vec![68]);
        match read(version, filter, TAIL) {
            Ok(expression) => {
                assert_eq!(expression.unknown_column(&Mug), None, "{filter}");
                expression.keeps(&Mug, &ids)
            }
            Err(error) => panic!("{filter}: {error:?}"),
        }
    }

    #[track_caller]
    fn both(filter: &str, expected: bool) {
        assert_eq!(keeps(Version::V16, filter), expected, "16: {filter}");
        assert_eq!(keeps(Version::V20, filter), expected, "20: {filter}");
    }

    #[test]
    fn operators_that_both_versions_know() {
        both("(t.rowid:=:68)", true);
        both("(t.rowid:=:69)", false);
        both("(t.rowid:in:1,68,70)", true);
        both("(t.rowid:in:1,2)", false);
        both("(t.ref:in:'X','TSH-ROUGE')", true);
        both("(t.rowid:>:67)", true);
        both("(t.rowid:<=:67)", false);
        both("(t.barcode:is:null)", true);
        both("(t.ref:is:NULL)", false);
        both("(t.ref:notlike:'MUG%')", true);
        both("(ef._wps_id:=:59)", true);
    }

    #[test]
    fn like_is_blind_to_case_and_accents() {
        both("(t.label:like:'%ROUGE%')", true);
        both("(t.label:like:'%ete%')", true);
        both("(t.label:like:'t_shirt%')", true);
        both("(t.label:like:'rouge')", false);
    }

    #[test]
    fn a_percent_sign_is_found_when_it_is_escaped() {
        both("(t.label:like:'%50 \\%%')", true);
        both("(t.label:like:'%60 \\%%')", false);
    }

    #[test]
    fn a_quote_in_a_value_is_found_by_16_only() {
        assert!(keeps(Version::V16, "(t.label:like:'%l'été%')"));
        assert!(keeps(Version::V16, "(t.label:like:'%l\\'été%')"));
        assert!(!keeps(Version::V20, "(t.label:like:'%l'été%')"));
        both("(t.label:like:'%l''été%')", false);
    }

    #[test]
    fn dates_in_every_way_they_are_written() {
        for earlier in [
            "'2026-01-01'",
            "'2026-01-01 00:00:00'",
            "'2026-01-01T00:00:00Z'",
            "'20260101'",
            "'20260101000000'",
        ] {
            both(&format!("(t.tms:>:{earlier})"), true);
        }
        both("(t.tms:>:'2026-11-24 05:06:19')", false);
        both("(t.tms:>=:'2026-11-24 05:06:19')", true);
    }

    #[test]
    fn criteria_are_joined() {
        both("(t.tosell:=:1) and (t.rowid:=:68)", true);
        both("(t.tosell:=:0) AND (t.rowid:=:68)", false);
        both("((t.rowid:=:1) or (t.rowid:=:68)) and (t.tosell:=:1)", true);
    }

    #[test]
    fn null_is_neither_equal_nor_different() {
        both("(t.barcode:=:'')", false);
        both("(t.barcode:<:'z')", false);
        assert!(!keeps(Version::V20, "(t.barcode:!=:'x')"));
    }

    fn error(version: Version, filter: &str) -> FilterError {
        read(version, filter, TAIL).expect_err(filter)
    }

    #[test]
    fn a_parenthesis_in_a_value_is_an_error() {
        let filter = "(t.label:like:'%(rouge)%')";
        assert_eq!(
            error(Version::V16, filter),
            syntax_error(&format!(":like:'%(rouge)%')){TAIL}"))
        );
        let words = format!("Bad syntax of the search string: {filter}");
        assert_eq!(error(Version::V20, filter), FilterError::Refused(words));
    }

    #[test]
    fn sixteen_takes_sql_around_the_criteria_and_twenty_does_not() {
        assert!(keeps(Version::V16, "(t.ref:=:'X') OR 1=1"));
        assert!(matches!(
            error(Version::V20, "(t.ref:=:'X') OR 1=1"),
            FilterError::Refused(_)
        ));
        assert!(keeps(Version::V16, "( t.ref : = : 'TSH-ROUGE' )"));
        assert!(matches!(
            error(Version::V20, "( t.ref : = : 'TSH-ROUGE' )"),
            FilterError::Refused(_)
        ));
    }

    #[test]
    fn twenty_reads_a_query_in_a_list_and_sixteen_takes_it_for_a_column() {
        let filter = "(t.rowid:in:select rowid from llx_product)";
        assert!(keeps(Version::V20, filter));
        let expression = read(Version::V16, filter, TAIL).unwrap();
        assert_eq!(
            expression.unknown_column(&Mug),
            Some("selectrowidfromllx_product")
        );
    }

    #[test]
    fn parentheses_must_balance() {
        assert!(matches!(
            error(Version::V16, "t.ref:=:'X')"),
            FilterError::Refused(_)
        ));
        assert!(matches!(
            error(Version::V20, "(t.ref:=:'X'"),
            FilterError::Refused(_)
        ));
        assert!(matches!(
            error(Version::V16, "(t.ref:=:'X'"),
            FilterError::Database(_)
        ));
    }

    #[test]
    fn an_unknown_column_is_named() {
        let expression = read(Version::V16, "(t.nope:=:1) and (t.ref:=:'X')", TAIL).unwrap();
        assert_eq!(expression.unknown_column(&Mug), Some("t.nope"));
    }

    #[test]
    fn sixteen_does_not_know_isnot() {
        assert_eq!(
            error(Version::V16, "(t.barcode:isnot:null)"),
            syntax_error(&format!("ISNOT null){TAIL}"))
        );
        assert!(!keeps(Version::V20, "(t.barcode:isnot:null)"));
    }
}
