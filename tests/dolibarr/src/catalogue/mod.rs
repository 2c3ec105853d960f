//! What a stand-in starts with.

mod business;
mod demo;
pub mod lab;
mod large;

use std::path::Path;
use std::str::FromStr;

use serde::Deserialize;

use crate::settings::Settings;
use crate::world::World;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Catalogue {
    /// The demo shop's products, in every state that DoliSync knows.
    Demo,
    /// The starting data of the recordings.
    Lab,
    /// So many products that look like a French shop's.
    Large(u64),
    /// The same products, with categories, customers, and what these ordered.
    Shop(u64),
    /// Nothing, as a Dolibarr just installed.
    Empty,
}

impl FromStr for Catalogue {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unknown =
            || format!("there is no catalogue `{text}`: use demo, lab, empty, large:N or shop:N");
        match text.split_once(':') {
            Some(("large", count)) => count.parse().map(Catalogue::Large).map_err(|_| unknown()),
            Some(("shop", count)) => count.parse().map(Catalogue::Shop).map_err(|_| unknown()),
            Some(_) => Err(unknown()),
            None => match text {
                "demo" => Ok(Catalogue::Demo),
                "lab" => Ok(Catalogue::Lab),
                "empty" => Ok(Catalogue::Empty),
                "large" => Ok(Catalogue::Large(DEFAULT_COUNT)),
                "shop" => Ok(Catalogue::Shop(DEFAULT_COUNT)),
                _ => Err(unknown()),
            },
        }
    }
}

/// Products of `large` and `shop` when no number is given.
const DEFAULT_COUNT: u64 = 5_000;

/// A catalogue as a test asks for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub catalogue: String,
    /// How many products, for `large` and `shop`.
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
            Catalogue::Lab => lab::build(settings),
            Catalogue::Large(count) => Ok(large::build(settings, *count)),
            Catalogue::Shop(count) => {
                let mut world = large::build(settings, *count);
                business::add(&mut world, business::Size::of_shop_with(*count));
                Ok(world)
            }
            Catalogue::Empty => Ok(World::empty(settings)),
        }
    }
}
