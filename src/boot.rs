//! What PHP tells the panel at the start: `window.dolisyncBoot`.

use wasm_bindgen::JsValue;

use crate::domain::json::read_fields;
use crate::domain::parse;

/// Where the REST API is, who the user is, and how to show things.
#[derive(Clone, Debug, PartialEq)]
pub struct Boot {
    /// The REST API's address with a slash at the end; with plain permalinks it holds a `?`.
    pub rest_root: String,
    /// WordPress's nonce of the page; the transport replaces it when it is stale.
    pub nonce: String,
    /// Where a fresh nonce can be had.
    pub nonce_url: String,
    /// DoliSync's settings page.
    pub settings_url: String,
    /// The list with one product alone, whose number has to be added.
    pub row_url: String,
    /// WordPress's login page.
    pub login_url: String,
    /// The user's language, BCP 47, as `fr-FR`.
    pub locale: String,
    /// The shop's currency, ISO 4217, as `EUR`.
    pub currency: String,
    /// The site's time zone, as `Europe/Paris` or `+02:00`.
    pub time_zone: String,
    /// Whether an address and a key of Dolibarr are set; else nothing is sent.
    pub configured: bool,
}

impl Boot {
    /// Reads the boot data. The error is for `boot.js` to show.
    pub fn read(boot: &JsValue) -> Result<Self, &'static str> {
        let text = js_sys::JSON::stringify(boot)
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default();
        parse(&text).ok_or("DoliSync: the page’s boot data are missing or incomplete")
    }
}

read_fields!(Boot {
    rest_root,
    nonce,
    nonce_url,
    settings_url,
    row_url,
    login_url,
    locale,
    currency,
    time_zone,
    configured,
});
