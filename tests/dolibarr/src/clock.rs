use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// Dolibarr's `Y-m-d H:i:s`, in the server's local time.
const FORMAT: &str = "%Y-%m-%d %H:%M:%S";

/// Now, as Dolibarr's database keeps it: one-second resolution.
pub fn now() -> String {
    ZonedDateTime::now().strftime(FORMAT).to_string()
}

/// Now, as Dolibarr's documents give their dates: seconds since 1970.
pub fn now_unix() -> i64 {
    Timestamp::now().as_second()
}

/// Now in UTC: `2026-11-24T03:46:53Z`.
pub fn now_utc() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The header `Date` of an answer whose server's clock is so many seconds ahead.
pub fn http_date(ahead: i64) -> String {
    Timestamp::from_second(now_unix() + ahead)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

/// `YYMM`, as in the references `CO2609-0001`.
pub fn year_month(unix: i64) -> String {
    format(unix, "%y%m")
}

/// Seconds since 1970 as Dolibarr's `Y-m-d H:i:s` in local time.
pub fn local(unix: i64) -> String {
    format(unix, FORMAT)
}

/// A time that does not exist counts as 1970.
fn format(unix: i64, format: &str) -> String {
    Timestamp::from_second(unix)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned_datetime(TimeZone::system())
        .strftime(format)
        .to_string()
}

/// A date in one of the ways MariaDB reads one in a filter: `2026-01-01`, `2026-01-01 10:00:00`, `2026-01-01T10:00:00Z`,
/// `20260101`, `20260101100000`. The time zone letter is ignored, as MariaDB does.
pub fn read(text: &str) -> Option<DateTime> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let padded = match digits.len() {
        8 => format!("{digits}000000"),
        14 => digits,
        _ => return None,
    };
    let part = |range: std::ops::Range<usize>| padded[range].parse::<i16>().ok();
    DateTime::new(
        part(0..4)?,
        part(4..6)? as i8,
        part(6..8)? as i8,
        part(8..10)? as i8,
        part(10..12)? as i8,
        part(12..14)? as i8,
        0,
    )
    .ok()
}

/// The beginning of that day in local time: documents keep days.
pub fn midnight(unix: i64) -> i64 {
    Timestamp::from_second(unix)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned_datetime(TimeZone::system())
        .start_of_day()
        .map_or(unix, |day| day.timestamp().as_second())
}
