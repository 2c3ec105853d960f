use std::collections::BTreeMap;

use crate::keys::{Keys, Right, User};
use crate::settings::Version;
use crate::shapes::Fields;

use super::refusal::{Refusal, Stage};

/// A request whose route was found and whose key is good.
pub struct Call {
    /// Nobody, on the routes that need no key.
    pub user: Option<User>,
    pub version: Version,
    /// Whether its module is switched off: then nobody has its rights.
    pub is_off: bool,
    /// The file of Dolibarr that holds the route, named in errors.
    pub class: &'static str,
    /// The placeholders of the route's pattern.
    pub parameters: BTreeMap<&'static str, String>,
    pub query: BTreeMap<String, String>,
    pub body: Fields,
}

/// Arguments that must be whole numbers wherever they are given.
const WHOLE_NUMBERS: [&str; 5] = ["limit", "page", "mode", "category", "includestockdata"];

impl Call {
    /// A number in the path; the router let only numbers through.
    pub fn id(&self, name: &str) -> u64 {
        self.parameter(name).parse().unwrap_or(0)
    }

    pub fn parameter(&self, name: &str) -> &str {
        self.parameters.get(name).map_or("", String::as_str)
    }

    pub fn argument(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        self.query.get(name)?.parse().ok()
    }

    /// `true` and `1`, as Restler reads them.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.argument(name), "true" | "1")
    }

    /// An argument of the query or, when the route writes, of the body; refused when it is missing.
    pub fn required(&self, name: &str) -> Result<String, Refusal> {
        let in_body = self.body.get(name).map(crate::php::text);
        in_body
            .or_else(|| self.query.get(name).cloned())
            .ok_or_else(|| Refusal::argument(&format!("`{name}` is required.")))
    }

    pub(super) fn check_types(&self) -> Result<(), Refusal> {
        for name in WHOLE_NUMBERS {
            if let Some(value) = self.query.get(name) {
                if value.parse::<i64>().is_err() {
                    return Err(Refusal::argument(&format!(
                        "Invalid value specified for `{name}`. Expecting integer value"
                    )));
                }
            }
        }
        Ok(())
    }

    /// Refused by this call's class.
    pub fn refusal(&self, status: u16, message: &str) -> Refusal {
        Refusal::new(self.class, status, message)
    }

    /// A missing right: 401 in 16, 403 since 20.
    pub fn forbidden(&self, message: &str) -> Refusal {
        match self.version {
            Version::V16 => self.refusal(401, message),
            Version::V20 => self.refusal(403, message),
        }
    }

    pub fn needs(&self, right: Right) -> Result<(), Refusal> {
        self.needs_or(right, "")
    }

    pub fn needs_or(&self, right: Right, message: &str) -> Result<(), Refusal> {
        if self.may(right) {
            Ok(())
        } else {
            Err(self.forbidden(message))
        }
    }

    pub fn may(&self, right: Right) -> bool {
        !self.is_off && self.user.is_some_and(|user| user.may(right))
    }

    /// Fields that Dolibarr asks for by name, in its order.
    pub fn needs_fields(&self, names: &[&str]) -> Result<(), Refusal> {
        for name in names {
            if self.body.get(*name).is_none_or(serde_json::Value::is_null) {
                return Err(self.refusal(400, &format!("{name} field missing")));
            }
        }
        Ok(())
    }
}

/// The user of the key, in the header or in the address.
pub(super) fn user(
    keys: &Keys,
    header: Option<&str>,
    query: &BTreeMap<String, String>,
    version: Version,
) -> Result<User, Refusal> {
    let key = header
        .filter(|key| !key.is_empty())
        .or_else(|| query.get("DOLAPIKEY").map(String::as_str));
    let Some(key) = key else {
        return Err(Refusal::at(
            Stage::Authenticate,
            "api_access.class.php",
            401,
            "Failed to login to API. No parameter 'HTTP_DOLAPIKEY' on HTTP header (and no parameter DOLAPIKEY in URL).",
        ));
    };
    keys.user(key).ok_or_else(|| match version {
        Version::V16 => Refusal::at(Stage::Authenticate, "Restler.php", 401, ""),
        Version::V20 => Refusal::at(
            Stage::Authenticate,
            "api_access.class.php",
            401,
            "Error user not valid (not found with api key or bad status or bad validity dates) (conf->entity=1)",
        ),
    })
}

/// The arguments of an address, in their order.
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(text).unwrap_or_default()
}

/// The arguments of an address by name; of a name given twice, the last counts, as in PHP.
pub(super) fn query(text: &str) -> BTreeMap<String, String> {
    pairs(text).into_iter().collect()
}
