//! The kinds of records that a mass synchronization brings from Dolibarr.

use serde::Serialize;

use crate::domain::json::read_names;

/// A kind of records; a run has one stage for each that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// The tree of product categories.
    Categories,
    /// Products and services.
    Products,
    /// Customers, prospects and suppliers.
    ThirdParties,
    /// People of a third party: each becomes a user account.
    Contacts,
    /// Commercial proposals.
    Proposals,
    /// Customer orders.
    Orders,
    /// Customer invoices with their payments.
    Invoices,
}

impl Entity {
    /// All of them, in the order in which a run does them: later ones refer to earlier ones.
    pub const ALL: [Self; 7] = [
        Self::Categories,
        Self::Products,
        Self::ThirdParties,
        Self::Contacts,
        Self::Proposals,
        Self::Orders,
        Self::Invoices,
    ];

    /// Its name in the REST API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Products => "products",
            Self::ThirdParties => "third_parties",
            Self::Contacts => "contacts",
            Self::Proposals => "proposals",
            Self::Orders => "orders",
            Self::Invoices => "invoices",
        }
    }

    /// Whether it is chosen unless a person decides otherwise. Contacts are not: they create accounts.
    pub fn is_usual(self) -> bool {
        self != Self::Contacts
    }
}

read_names!(Entity {
    "categories" => Categories,
    "products" => Products,
    "third_parties" => ThirdParties,
    "contacts" => Contacts,
    "proposals" => Proposals,
    "orders" => Orders,
    "invoices" => Invoices,
});

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::FromJson;
    use serde_json::json;

    #[test]
    fn every_name_reads_back() {
        for entity in Entity::ALL {
            let name = json!(entity.as_str());
            assert_eq!(Entity::from_json(&name), Some(entity));
            assert_eq!(serde_json::to_value(entity).unwrap(), name);
        }
        assert_eq!(Entity::from_json(&json!("warehouses")), None);
    }

    #[test]
    fn only_contacts_have_to_be_asked_for() {
        let unusual: Vec<Entity> = Entity::ALL.into_iter().filter(|e| !e.is_usual()).collect();
        assert_eq!(unusual, [Entity::Contacts]);
    }
}
