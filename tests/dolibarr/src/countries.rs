/// Countries of Dolibarr's dictionary: row, code, three-letter code, name. Not all of them: what a shop of the tests
/// sells to, and the three that were recorded.
const COUNTRIES: [(u64, &str, Option<&str>, &str); 12] = [
    (0, "", None, "-"),
    (34, "AD", Some("AND"), "Andorra"),
    (227, "AE", Some("ARE"), "United Arab Emirates"),
    (2, "BE", Some("BEL"), "Belgium"),
    (14, "CA", Some("CAN"), "Canada"),
    (6, "CH", Some("CHE"), "Switzerland"),
    (5, "DE", Some("DEU"), "Germany"),
    (4, "ES", Some("ESP"), "Spain"),
    (1, "FR", Some("FRA"), "France"),
    (7, "GB", Some("GBR"), "United Kingdom"),
    (3, "IT", Some("ITA"), "Italy"),
    (11, "US", Some("USA"), "United States"),
];

/// The two-letter code of a row; empty for one that is not known.
pub fn code(id: u64) -> &'static str {
    COUNTRIES
        .iter()
        .find(|country| country.0 == id)
        .map_or("", |country| country.1)
}

/// A row of the dictionary.
#[derive(Clone, Copy, Debug)]
pub struct Country {
    pub id: u64,
    pub code: &'static str,
    pub code_iso: Option<&'static str>,
    pub label: &'static str,
}

pub fn all() -> Vec<Country> {
    COUNTRIES
        .iter()
        .map(|(id, code, code_iso, label)| Country {
            id: *id,
            code,
            code_iso: *code_iso,
            label,
        })
        .collect()
}
