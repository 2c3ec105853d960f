//! What a stand-in starts with.

mod demo;

use std::path::Path;
use std::str::FromStr;

use serde::Deserialize;

use crate::settings::Settings;
use crate::world::World;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Catalogue {
    /// The demo shop's products, in every state that DoliSync knows.
    Demo,
    /// Nothing, as a Dolibarr just installed.
    Empty,
}

impl FromStr for Catalogue {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "demo" => Ok(Catalogue::Demo),
            "empty" => Ok(Catalogue::Empty),
            _ => Err(format!(
                "there is no catalogue `{text}`: use demo, lab, empty or large:N"
            )),
        }
    }
}

/// A catalogue as a test asks for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub catalogue: String,
    /// How many products, for `large`.
    pub count: Option<u64>,
}

impl TryFrom<Order> for Catalogue {
    type Error = String;

    fn try_from(order: Order) -> Result<Self, String> {
        match order.count {
            Some(count) => format!("{}:{count}", order.catalogue).parse(),
            None => order.catalogue.parse(),
        }
    }
}

impl Catalogue {
    /// A Dolibarr with this catalogue. `demo` is the file of the demo's products, for those who have another.
    pub fn build(&self, settings: Settings, demo: Option<&Path>) -> Result<World, String> {
        match self {
            Catalogue::Demo => demo::build(settings, demo),
            Catalogue::Empty => Ok(World::empty(settings)),
        }
    }
}
