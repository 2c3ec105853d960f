//! What PHP tells the panel at the start: `window.dolisyncBoot`.

use serde::Deserialize;
use wasm_bindgen::JsValue;

/// Where the REST API is, who the user is, and how to show things.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Boot {
    /// The REST API's address with a slash at the end; with plain permalinks it holds a `?`.
    pub rest_root: String,
    /// WordPress's nonce of the page; the transport replaces it when it is stale.
    pub nonce: String,
    /// Where a fresh nonce can be had.
    pub nonce_url: String,
    /// DoliSync's settings page.
    pub settings_url: String,
    /// WordPress's login page.
    pub login_url: String,
    /// The user's language, BCP 47, as `fr-FR`.
    pub locale: String,
    /// The shop's currency, ISO 4217, as `EUR`.
    pub currency: String,
    /// Whether an address and a key of Dolibarr are set; else nothing is sent.
    pub configured: bool,
}

impl Boot {
    /// Reads the boot data. The error names what is wrong, for `boot.js` to show.
    pub fn read(boot: &JsValue) -> Result<Self, String> {
        let text = js_sys::JSON::stringify(boot)
            .ok()
            .and_then(|text| text.as_string())
            .ok_or("DoliSync: the page holds no boot data")?;
        serde_json::from_str(&text).map_err(|error| format!("DoliSync: boot data: {error}"))
    }
}
