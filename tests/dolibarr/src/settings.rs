use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which Dolibarr the stand-in is. Written 16 or 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Version {
    V16,
    V20,
}

impl Version {
    /// What `/status` answers.
    pub fn number(self) -> &'static str {
        match self {
            Version::V16 => "16.0.3",
            Version::V20 => "20.0.0",
        }
    }
}

impl TryFrom<u8> for Version {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            16 => Ok(Version::V16),
            20 => Ok(Version::V20),
            _ => Err(format!("there is no Dolibarr {number} here: use 16 or 20")),
        }
    }
}

impl From<Version> for u8 {
    fn from(version: Version) -> u8 {
        match version {
            Version::V16 => 16,
            Version::V20 => 20,
        }
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse::<u8>()
            .map_err(|_| format!("`{text}` is no version: use 16 or 20"))?
            .try_into()
    }
}

/// Dolibarr's price mode. In multi-price mode the API of both versions ignores the price of a PUT, without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceMode {
    Unique,
    Multi,
}

/// What an administrator of Dolibarr sets.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Settings {
    pub version: Version,
    pub price_mode: PriceMode,
    /// The module DoliWPshop: the extrafields `_wps_id` and `_wps_status` and the routes `/doliwpshop`.
    pub module_wpshop: bool,
    /// The database does not answer: every call of the API is Dolibarr's page for that.
    pub database_down: bool,
    /// The address that the module Webhook sends to; none: the module is off.
    #[serde(default)]
    pub webhook: Option<String>,
    /// Products that some module of Dolibarr garbles: the API answers them without their price and VAT rate.
    #[serde(default)]
    pub garbled_products: Vec<u64>,
    /// Modules that are switched off, by the first word of their routes: they refuse everybody, as somebody without
    /// rights. `api` is the API itself.
    #[serde(default)]
    pub modules_off: Vec<String>,
    /// The version that `/status` claims instead of the true one.
    #[serde(default)]
    pub claimed_version: Option<String>,
    /// Seconds that the server's clock is ahead, as the header `Date` of its answers shows.
    #[serde(default)]
    pub clock_ahead: i64,
}

impl Settings {
    pub fn new(version: Version) -> Self {
        Settings {
            version,
            price_mode: PriceMode::Unique,
            module_wpshop: true,
            database_down: false,
            webhook: None,
            garbled_products: Vec::new(),
            modules_off: Vec::new(),
            claimed_version: None,
            clock_ahead: 0,
        }
    }
}

/// What a test changes of the settings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub version: Option<Version>,
    pub price_mode: Option<PriceMode>,
    pub module_wpshop: Option<bool>,
    pub database_down: Option<bool>,
    /// Empty turns it off.
    pub webhook: Option<String>,
    pub garbled_products: Option<Vec<u64>>,
    pub modules_off: Option<Vec<String>>,
    /// Empty: the true one.
    pub claimed_version: Option<String>,
    pub clock_ahead: Option<i64>,
}

impl Settings {
    /// Whether Dolibarr's administrator switched the module off.
    pub fn is_off(&self, module: &str) -> bool {
        self.modules_off.iter().any(|off| off == module)
    }

    pub fn change(&mut self, change: Change) {
        if let Some(version) = change.version {
            self.version = version;
        }
        if let Some(price_mode) = change.price_mode {
            self.price_mode = price_mode;
        }
        if let Some(module_wpshop) = change.module_wpshop {
            self.module_wpshop = module_wpshop;
        }
        if let Some(database_down) = change.database_down {
            self.database_down = database_down;
        }
        if let Some(products) = change.garbled_products {
            self.garbled_products = products;
        }
        if let Some(modules) = change.modules_off {
            self.modules_off = modules;
        }
        if let Some(version) = change.claimed_version {
            self.claimed_version = Some(version).filter(|version| !version.is_empty());
        }
        if let Some(seconds) = change.clock_ahead {
            self.clock_ahead = seconds;
        }
        if let Some(address) = change.webhook {
            self.webhook = Some(address).filter(|address| !address.is_empty());
        }
    }
}
