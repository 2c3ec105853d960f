use std::cmp::Reverse;

use serde_json::{json, Value};

use crate::api::{Answer, Call, Refusal};
use crate::filter::{self, Expression, FilterError, Row};
use crate::settings::Version;

/// What a list route is: how it names its records, and how it sorts them when it is not told.
pub struct List {
    /// In errors of the database: `Error when retrieve {noun} list : …`.
    pub failure: &'static str,
    /// 404 of version 16 when nothing is found.
    pub nothing: &'static str,
    pub sort: &'static str,
}

/// One page of records, and how many there are in all.
pub struct Page<'a, R> {
    pub rows: Vec<&'a R>,
    total: usize,
    page: i64,
    limit: i64,
}

impl List {
    /// Filters, sorts and cuts `rows` as the call says. `blank` is any record: it knows the columns.
    pub fn select<'a, R: Row>(
        &self,
        call: &Call,
        rows: impl Iterator<Item = &'a R>,
        blank: &R,
        ids: filter::Ids,
    ) -> Result<Page<'a, R>, Refusal> {
        let limit = call.number("limit").unwrap_or(100);
        let page = call.number("page").unwrap_or(0).max(0);
        let sort = Some(call.argument("sortfield"))
            .filter(|field| !field.is_empty())
            .unwrap_or(self.sort);
        let order = Some(call.argument("sortorder"))
            .filter(|order| !order.is_empty())
            .unwrap_or("ASC");
        let filter = self.filter(call, &tail(sort, order, limit, page))?;
        self.check_columns(call, filter.as_ref(), sort, blank)?;

        let mut rows: Vec<&R> = rows
            .filter(|row| filter.as_ref().is_none_or(|filter| filter.keeps(*row, ids)))
            .collect();
        arrange(&mut rows, sort, order);
        let total = rows.len();
        let rows = if limit > 0 {
            let first = usize::try_from(limit.saturating_mul(page)).unwrap_or(usize::MAX);
            let many = usize::try_from(limit).unwrap_or(usize::MAX);
            rows.into_iter().skip(first).take(many).collect()
        } else {
            rows
        };
        Ok(Page {
            rows,
            total,
            page,
            limit,
        })
    }

    fn filter(&self, call: &Call, tail: &str) -> Result<Option<Expression>, Refusal> {
        let text = call.argument("sqlfilters");
        if text.is_empty() {
            return Ok(None);
        }
        match filter::read(call.version, text, tail) {
            Ok(filter) => Ok(Some(filter)),
            Err(FilterError::Refused(why)) => {
                let status = match call.version {
                    Version::V16 => 503,
                    Version::V20 => 400,
                };
                Err(call.refusal(
                    status,
                    &format!("Error when validating parameter sqlfilters -> {why}"),
                ))
            }
            Err(FilterError::Database(why)) => Err(self.database_error(call, &why)),
        }
    }

    fn check_columns<R: Row>(
        &self,
        call: &Call,
        filter: Option<&Expression>,
        sort: &str,
        blank: &R,
    ) -> Result<(), Refusal> {
        let unknown = |column: &str, clause: &str| {
            self.database_error(call, &format!("Unknown column '{column}' in '{clause}'"))
        };
        if let Some(column) = filter.and_then(|filter| filter.unknown_column(blank)) {
            return Err(unknown(column, "WHERE"));
        }
        match sort
            .split(',')
            .find(|column| blank.cell(column.trim()).is_none())
        {
            Some(column) => Err(unknown(column.trim(), "ORDER BY")),
            None => Ok(()),
        }
    }

    pub fn database_error(&self, call: &Call, why: &str) -> Refusal {
        call.refusal(503, &format!("{} : {why}", self.failure))
    }

    /// Nothing found: 404 in 16, an empty list since 20.
    pub fn answer(&self, call: &Call, items: Vec<Value>) -> Result<Answer, Refusal> {
        if items.is_empty() && call.version == Version::V16 {
            return Err(call.refusal(404, self.nothing));
        }
        Ok(Answer::json(items))
    }
}

impl<R> Page<'_, R> {
    /// The form of `pagination_data=true`. `None`: all records on one page, by whose size PHP cannot divide.
    pub fn paginated(&self, items: Vec<Value>) -> Option<Value> {
        let total = i64::try_from(self.total).unwrap_or(i64::MAX);
        let page_count = total.checked_add(self.limit - 1)?.checked_div(self.limit)?;
        Some(json!({
            "data": items,
            "pagination": {
                "total": total,
                "page": self.page,
                "page_count": page_count,
                "limit": self.limit,
            },
        }))
    }
}

/// The SQL after the filter, which MariaDB quotes in its errors.
fn tail(sort: &str, order: &str, limit: i64, page: i64) -> String {
    let mut tail = format!(" ORDER BY {sort} {order}");
    if limit > 0 {
        let first = limit.saturating_mul(page);
        if first > 0 {
            tail.push_str(&format!(" LIMIT {first},{}", limit + 1));
        } else {
            tail.push_str(&format!(" LIMIT {}", limit + 1));
        }
    }
    tail
}

/// Sorts by several columns, each with its own order when several orders are given.
fn arrange<R: Row>(rows: &mut [&R], sort: &str, order: &str) {
    let orders: Vec<&str> = order.split(',').map(str::trim).collect();
    let columns: Vec<&str> = sort.split(',').map(str::trim).collect();
    for (number, column) in columns.iter().enumerate().rev() {
        let order = orders
            .get(number)
            .or(orders.last())
            .copied()
            .unwrap_or("ASC");
        // A stable sort from the last column to the first: equal rows keep the order of the columns that follow.
        if order.eq_ignore_ascii_case("desc") {
            rows.sort_by_cached_key(|row| Reverse(SortKey::of(*row, column)));
        } else {
            rows.sort_by_cached_key(|row| SortKey::of(*row, column));
        }
    }
}

/// How a value sorts: null first, numbers by size, texts without case and accents.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Null,
    Number(rust_decimal::Decimal),
    Text(String),
}

impl SortKey {
    fn of<R: Row>(row: &R, column: &str) -> Self {
        match row.cell(column) {
            None | Some(filter::Cell::Null) => SortKey::Null,
            Some(filter::Cell::Number(number)) => SortKey::Number(number),
            Some(filter::Cell::Text(text) | filter::Cell::Date(text)) => {
                SortKey::Text(filter::fold(&text))
            }
        }
    }
}
