//! Values in the user's language, through the browser's `Intl`.
//!
//! Decimals stay texts on their way: `Intl.NumberFormat` takes a numeric text exactly, and shows
//! up to 8 decimals, so that 12.34568 and 12.35 never look the same.

use std::cell::{OnceCell, RefCell};

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::domain::{is_decimal, PriceBase};
use crate::i18n::t;

#[wasm_bindgen]
extern "C" {
    // Bound here because these take a text and may fail (a locale or currency that the browser
    // refuses), which js-sys's own do not provide for.
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, date: &Date) -> Result<String, JsValue>;
}

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// kg
    Kilogram,
    /// m
    Meter,
    /// None: a count.
    Piece,
}

/// Making a formatter takes milliseconds: each is made when it is first needed, and kept. A language or a currency that
/// the browser does not know gives none.
#[derive(Default)]
struct Formats {
    locale: String,
    currency: String,
    time_zone: String,
    money: OnceCell<Option<NumberFormat>>,
    percent: OnceCell<Option<NumberFormat>>,
    kilogram: OnceCell<Option<NumberFormat>>,
    meter: OnceCell<Option<NumberFormat>>,
    piece: OnceCell<Option<NumberFormat>>,
    date_time: OnceCell<Option<DateTimeFormat>>,
}

impl Formats {
    fn money(&self) -> Option<&NumberFormat> {
        let options = [("style", "currency"), ("currency", self.currency.as_str())];
        self.number(&self.money, &options)
    }

    fn percent(&self) -> Option<&NumberFormat> {
        self.number(&self.percent, &[("style", "unit"), ("unit", "percent")])
    }

    fn quantity(&self, unit: Unit) -> Option<&NumberFormat> {
        match unit {
            Unit::Kilogram => {
                self.number(&self.kilogram, &[("style", "unit"), ("unit", "kilogram")])
            }
            Unit::Meter => self.number(&self.meter, &[("style", "unit"), ("unit", "meter")]),
            Unit::Piece => self.number(&self.piece, &[]),
        }
    }

    fn date_time(&self) -> Option<&DateTimeFormat> {
        let short = [("dateStyle", "short"), ("timeStyle", "short")];
        let zone = [("timeZone", self.time_zone.as_str())];
        let made =
            |entries: &[(&str, &str)]| DateTimeFormat::new(&self.locale, &options(entries)).ok();
        // Older browsers know no offsets: then it is the browser's own time.
        let first = || made(&[&short[..], &zone[..]].concat()).or_else(|| made(&short));
        self.date_time.get_or_init(first).as_ref()
    }

    fn number<'a>(
        &self,
        kept: &'a OnceCell<Option<NumberFormat>>,
        options: &[(&str, &str)],
    ) -> Option<&'a NumberFormat> {
        let made = || NumberFormat::new(&self.locale, &eight_decimals(options)).ok();
        kept.get_or_init(made).as_ref()
    }
}

thread_local! {
    static FORMATS: RefCell<Formats> = RefCell::default();
}

/// Sets the language (BCP 47), the currency (ISO 4217) and the time zone of everything that is shown.
/// A language or a currency that the browser does not know leaves values as they are.
pub fn configure(locale: &str, currency: &str, time_zone: &str) {
    FORMATS.set(Formats {
        locale: locale.to_owned(),
        currency: currency.to_owned(),
        time_zone: time_zone.to_owned(),
        ..Formats::default()
    });
}

fn options(entries: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in entries {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

fn eight_decimals(entries: &[(&str, &str)]) -> Object {
    let options = options(entries);
    let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &8.into());
    options
}

fn number(which: impl FnOnce(&Formats) -> Option<&NumberFormat>, decimal: &str) -> Option<String> {
    if !is_decimal(decimal) {
        return None;
    }
    FORMATS.with_borrow(|formats| Some(which(formats)?.format(decimal)))
}

/// An amount in the shop's currency: `12.5` is `12,50 €`. A text that is no decimal stays.
pub fn amount(decimal: &str) -> String {
    number(Formats::money, decimal).unwrap_or_else(|| {
        let currency = FORMATS.with_borrow(|formats| formats.currency.clone());
        match is_decimal(decimal) {
            true => format!("{decimal} {currency}"),
            false => decimal.to_owned(),
        }
    })
}

/// An amount and whether it includes tax: `12,50 € HT`.
pub fn money(decimal: &str, base: PriceBase) -> String {
    let amount = amount(decimal);
    match base {
        PriceBase::Ht => t!("%s excl. tax", amount),
        PriceBase::Ttc => t!("%s incl. tax", amount),
    }
}

/// A rate in percent: `5.5` is `5,5 %`. A text that is no decimal stays.
pub fn rate(percent: &str) -> String {
    number(Formats::percent, percent).unwrap_or_else(|| percent.to_owned())
}

/// A measure with its unit: `0.35` is `0,35 kg`. A text that is no decimal stays.
pub fn quantity(decimal: &str, unit: Unit) -> String {
    let shown = number(|formats| formats.quantity(unit), decimal);
    shown.unwrap_or_else(|| decimal.to_owned())
}

/// A count: `12345` is `12 345`.
pub fn count(count: u64) -> String {
    quantity(&count.to_string(), Unit::Piece)
}

/// A share of 0 to 1 in whole percent, rounded down: all but everything is not 100 %.
pub fn percent(share: f64) -> String {
    rate(&((share * 100.0) as u32).to_string())
}

/// A time of the REST API (UTC, ISO 8601) in the site's time zone, as WordPress itself shows times. One that cannot be read
/// stays.
pub fn date_time(time: &str) -> String {
    let date = Date::new(&time.into());
    let shown = FORMATS.with_borrow(|formats| formats.date_time()?.format(&date).ok());
    shown.unwrap_or_else(|| time.to_owned())
}
