use std::collections::BTreeMap;

use crate::settings::{Settings, Version};
use crate::world::World;
use crate::{
    categories, contacts, documents, doliwpshop, movements, products, setup, thirdparties, users,
    warehouses,
};

use super::refusal::{Refusal, Stage};
use super::{Answer, Call};

/// What a route does.
pub type Handle = fn(&mut World, &Call) -> Result<Answer, Refusal>;

/// One route of a module.
pub struct Route {
    pub method: &'static str,
    /// Segments below the module; `{id:int}` takes a whole number, `{ref}` any text.
    pub pattern: &'static str,
    /// The first version that has it.
    pub since: Version,
    /// Whether it answers without a key.
    pub open: bool,
    pub handle: Handle,
}

impl Route {
    pub const fn new(method: &'static str, pattern: &'static str, handle: Handle) -> Self {
        Route {
            method,
            pattern,
            since: Version::V16,
            open: false,
            handle,
        }
    }

    /// A route that 16 does not have.
    pub const fn since_20(self) -> Self {
        Route {
            since: Version::V20,
            ..self
        }
    }

    /// A route that needs no key.
    pub const fn open(self) -> Self {
        Route { open: true, ..self }
    }

    fn is_fixed(&self) -> bool {
        !self.pattern.contains('{')
    }
}

/// One class of Dolibarr's API.
pub struct Module {
    pub name: &'static str,
    /// Its file, named in errors.
    pub class: &'static str,
    pub routes: &'static [Route],
}

impl Module {
    const fn new(name: &'static str, class: &'static str, routes: &'static [Route]) -> Self {
        Module {
            name,
            class,
            routes,
        }
    }
}

const MODULES: &[Module] = &[
    Module::new("status", "api_status.class.php", users::STATUS_ROUTES),
    Module::new("users", "api_users.class.php", users::ROUTES),
    Module::new("products", "api_products.class.php", products::ROUTES),
    Module::new("categories", "api_categories.class.php", categories::ROUTES),
    Module::new(
        "thirdparties",
        "api_thirdparties.class.php",
        thirdparties::ROUTES,
    ),
    Module::new("contacts", "api_contacts.class.php", contacts::ROUTES),
    Module::new("orders", "api_orders.class.php", documents::ORDER_ROUTES),
    Module::new(
        "invoices",
        "api_invoices.class.php",
        documents::INVOICE_ROUTES,
    ),
    Module::new(
        "proposals",
        "api_proposals.class.php",
        documents::PROPOSAL_ROUTES,
    ),
    Module::new(
        "stockmovements",
        "api_stockmovements.class.php",
        movements::ROUTES,
    ),
    Module::new("warehouses", "api_warehouses.class.php", warehouses::ROUTES),
    Module::new("setup", "api_setup.class.php", setup::ROUTES),
    Module::new("doliwpshop", "api_doliwpshop.class.php", doliwpshop::ROUTES),
    Module::new(
        "supplierinvoices",
        "api_supplier_invoices.class.php",
        MODULE_OFF_ROUTES,
    ),
];

/// A module that is there but switched off: its lists refuse everybody.
const MODULE_OFF_ROUTES: &[Route] = &[Route::new("GET", "", |_, call| Err(call.forbidden("")))];

/// The module of a path, when this Dolibarr has it.
pub fn module(segments: &[String], settings: &Settings) -> Option<&'static Module> {
    let name = segments.first()?.to_lowercase();
    MODULES
        .iter()
        .find(|module| module.name == name)
        .filter(|module| {
            let of_module = module.name == "doliwpshop";
            !of_module || (settings.module_wpshop && settings.version == Version::V16)
        })
}

/// A path's segments, decoded.
pub fn segments(path: &str) -> Vec<String> {
    path.split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| {
            percent_encoding::percent_decode_str(segment)
                .decode_utf8_lossy()
                .into_owned()
        })
        .collect()
}

pub struct Found {
    pub route: &'static Route,
    pub parameters: BTreeMap<&'static str, String>,
}

/// The route for a request. As in Restler, a fixed path that exists for another method is 405, one with placeholders
/// 404, and a word where a number belongs 400.
pub fn find(
    module: &'static Module,
    method: &str,
    segments: &[String],
    version: Version,
) -> Result<Found, Refusal> {
    let rest = &segments[1..];
    let method = if method == "HEAD" { "GET" } else { method };
    let mut elsewhere = Vec::new();
    let mut not_a_number = None;
    for route in module.routes.iter().filter(|route| route.since <= version) {
        match fit(route, rest) {
            Fit::No => {}
            Fit::NotANumber(name) if route.method == method => not_a_number = Some(name),
            Fit::NotANumber(_) => {}
            Fit::Yes(parameters) if route.method == method => {
                return Ok(Found { route, parameters })
            }
            Fit::Yes(_) if route.is_fixed() => elsewhere.push(route.method),
            Fit::Yes(_) => {}
        }
    }
    let refuse = |status, message: &str| Refusal::at(Stage::Route, "Routes.php", status, message);
    if !elsewhere.is_empty() {
        return Err(refuse(405, "").allowing(elsewhere.join(", ")));
    }
    Err(match not_a_number {
        Some(name) => refuse(400, &format!("invalid value specified for `{name}`")),
        None => refuse(404, ""),
    })
}

enum Fit {
    No,
    NotANumber(&'static str),
    Yes(BTreeMap<&'static str, String>),
}

fn fit(route: &'static Route, rest: &[String]) -> Fit {
    let pattern: Vec<&'static str> = route
        .pattern
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    if pattern.len() != rest.len() {
        return Fit::No;
    }
    let mut parameters = BTreeMap::new();
    let mut not_a_number = None;
    for (part, segment) in pattern.into_iter().zip(rest) {
        let Some(placeholder) = part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'))
        else {
            if part == segment {
                continue;
            }
            return Fit::No;
        };
        let name = match placeholder.strip_suffix(":int") {
            Some(name) => {
                if segment.parse::<i64>().is_err() {
                    not_a_number = Some(name);
                }
                name
            }
            None => placeholder,
        };
        parameters.insert(name, segment.clone());
    }
    match not_a_number {
        Some(name) => Fit::NotANumber(name),
        None => Fit::Yes(parameters),
    }
}
