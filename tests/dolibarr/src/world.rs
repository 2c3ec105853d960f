use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::categories::Category;
use crate::contacts::Contact;
use crate::documents::{Document, Origin};
use crate::extrafields::ExtraField;
use crate::movements::Movement;
use crate::products::Product;
use crate::settings::Settings;
use crate::thirdparties::ThirdParty;
use crate::warehouses::Warehouse;
use crate::webhooks::Trigger;

/// Everything this Dolibarr holds.
#[derive(Clone, Serialize, Deserialize)]
pub struct World {
    pub settings: Settings,
    pub products: Table<Product>,
    pub categories: Table<Category>,
    /// Which product is in which category: (category, product).
    pub products_in_categories: BTreeSet<(u64, u64)>,
    pub thirdparties: Table<ThirdParty>,
    pub contacts: Table<Contact>,
    pub orders: Table<Document>,
    pub invoices: Table<Document>,
    pub proposals: Table<Document>,
    /// Which document came from which.
    #[serde(default)]
    pub origins: Vec<Origin>,
    pub warehouses: Table<Warehouse>,
    pub movements: Table<Movement>,
    /// Extrafields that were added through the API of 20.
    pub added_extrafields: Vec<ExtraField>,
    /// What happened in the save that is under way.
    #[serde(skip)]
    pub triggers: Vec<Trigger>,
}

impl World {
    /// A Dolibarr just installed.
    pub fn empty(settings: Settings) -> Self {
        World {
            settings,
            products: Table::default(),
            categories: Table::default(),
            products_in_categories: BTreeSet::new(),
            thirdparties: Table::default(),
            contacts: Table::default(),
            orders: Table::default(),
            invoices: Table::default(),
            proposals: Table::default(),
            origins: Vec::new(),
            warehouses: Table::default(),
            movements: Table::default(),
            added_extrafields: Vec::new(),
            triggers: Vec::new(),
        }
    }

    pub fn is_in_category(&self, category: i64, product: u64) -> bool {
        u64::try_from(category)
            .is_ok_and(|category| self.products_in_categories.contains(&(category, product)))
    }

    /// The ids of a table of the database, as a query inside a filter sees them.
    pub fn ids_of(&self, table: &str) -> Option<Vec<u64>> {
        match table {
            "llx_user" => Some(vec![1, 2]),
            "llx_product" => Some(self.products.iter().map(|product| product.id).collect()),
            _ => None,
        }
    }

    /// Whether something else refers to a product, which then cannot be deleted.
    pub fn is_product_used(&self, id: u64) -> bool {
        let documents = [&self.orders, &self.invoices, &self.proposals];
        documents
            .iter()
            .any(|table| table.iter().any(|document| document.has_product(id)))
            || self.movements.iter().any(|movement| movement.product == id)
    }
}

/// Records by id; ids are given once and never again.
#[derive(Clone, Serialize, Deserialize)]
pub struct Table<R> {
    next: u64,
    records: BTreeMap<u64, R>,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Table {
            next: 1,
            records: BTreeMap::new(),
        }
    }
}

impl<R> Table<R> {
    /// The id that the next record gets.
    pub fn next_id(&self) -> u64 {
        self.next
    }

    pub fn insert(&mut self, id: u64, record: R) {
        self.records.insert(id, record);
        self.next = self.next.max(id + 1);
    }

    /// Uses an id up without a record: Dolibarr's failed creates do.
    pub fn skip_id(&mut self) {
        self.next += 1;
    }

    pub fn get(&self, id: u64) -> Option<&R> {
        self.records.get(&id)
    }

    pub fn get_mut(&mut self, id: u64) -> Option<&mut R> {
        self.records.get_mut(&id)
    }

    pub fn remove(&mut self, id: u64) -> Option<R> {
        self.records.remove(&id)
    }

    pub fn iter(&self) -> impl Iterator<Item = &R> {
        self.records.values()
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut R> {
        self.records.values_mut()
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}
