//! One field of a product on both sides.

use serde::Serialize;
use serde_json::Value;

use super::json::{read_fields, read_names};
use super::FromJson;

/// The name of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub enum FieldKey {
    /// Dolibarr's label.
    Title,
    /// Dolibarr's `ref`.
    Reference,
    /// A barcode's digits.
    Barcode,
    /// HTML as stored.
    Description,
    /// A decimal, in the comparison's `price_base`.
    Price,
    /// Percent.
    VatRate,
    /// `product` or `service`.
    Type,
    /// `yes` or `no`.
    OnSale,
    /// Kilograms.
    Weight,
    /// Meters.
    Length,
    /// Meters.
    Width,
    /// Meters.
    Height,
    /// How many there are.
    Stock,
    /// Names, as one text.
    Categories,
    /// A field that this panel has no name for; it is shown and chosen like any other.
    Other(String),
}

impl FieldKey {
    /// The name that the REST API uses.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Title => "title",
            Self::Reference => "reference",
            Self::Barcode => "barcode",
            Self::Description => "description",
            Self::Price => "price",
            Self::VatRate => "vat_rate",
            Self::Type => "type",
            Self::OnSale => "on_sale",
            Self::Weight => "weight",
            Self::Length => "length",
            Self::Width => "width",
            Self::Height => "height",
            Self::Stock => "stock",
            Self::Categories => "categories",
            Self::Other(key) => key,
        }
    }
}

impl From<String> for FieldKey {
    fn from(key: String) -> Self {
        match key.as_str() {
            "title" => Self::Title,
            "reference" => Self::Reference,
            "barcode" => Self::Barcode,
            "description" => Self::Description,
            "price" => Self::Price,
            "vat_rate" => Self::VatRate,
            "type" => Self::Type,
            "on_sale" => Self::OnSale,
            "weight" => Self::Weight,
            "length" => Self::Length,
            "width" => Self::Width,
            "height" => Self::Height,
            "stock" => Self::Stock,
            "categories" => Self::Categories,
            _ => Self::Other(key),
        }
    }
}

impl From<FieldKey> for String {
    fn from(key: FieldKey) -> Self {
        match key {
            FieldKey::Other(key) => key,
            key => key.as_str().to_owned(),
        }
    }
}

/// One of the two systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The shop.
    Wpshop,
    /// The ERP.
    Dolibarr,
}

impl Side {
    /// The name that the REST API uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wpshop => "wpshop",
            Self::Dolibarr => "dolibarr",
        }
    }

    /// The other system.
    pub fn other(self) -> Self {
        match self {
            Self::Wpshop => Self::Dolibarr,
            Self::Dolibarr => Self::Wpshop,
        }
    }
}

/// How the two values stand to each other and to the last synchronization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldState {
    /// Equal.
    Same,
    /// Only WPshop's value is another one than at the last synchronization.
    WpshopChanged,
    /// Only Dolibarr's value is another one than at the last synchronization.
    DolibarrChanged,
    /// Both are others, and not the same.
    Conflict,
    /// Different, and it is not known which one moved.
    Differs,
}

/// What is special about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// DoliSync writes it on neither side.
    ReadOnly,
    /// Dolibarr accepted it last time and did not apply it.
    Refused,
    /// A person restored these two values: neither travels by itself.
    Held,
    /// The settings always keep Dolibarr's value.
    OwnedByDolibarr,
    /// The settings always keep WPshop's value.
    OwnedByWpshop,
    /// By the settings each side keeps its own value; the two count as the same.
    NotSynchronized,
    /// Something that this panel has no name for: the field is only shown.
    Other,
}

/// A field's two values, canonical texts; `""` is “not set”.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// Its name.
    pub key: FieldKey,
    /// WPshop's value.
    pub wpshop: String,
    /// Dolibarr's value.
    pub dolibarr: String,
    /// The value that both agreed on at the last synchronization.
    pub baseline: Option<String>,
    /// How the values stand to each other.
    pub state: FieldState,
    /// What is special about it.
    pub note: Option<Note>,
}

impl Field {
    /// Whether the two values differ.
    pub fn differs(&self) -> bool {
        self.state != FieldState::Same
    }

    /// Whether one value replaces the other when both sides are synchronized.
    pub fn is_written(&self) -> bool {
        let fixed = matches!(
            self.note,
            Some(Note::ReadOnly | Note::NotSynchronized | Note::Other)
        );
        self.differs() && !fixed
    }

    /// The side that the settings always keep.
    pub fn owner(&self) -> Option<Side> {
        match self.note {
            Some(Note::OwnedByDolibarr) => Some(Side::Dolibarr),
            Some(Note::OwnedByWpshop) => Some(Side::Wpshop),
            _ => None,
        }
    }

    /// Whether a person has to choose a side.
    pub fn is_choosable(&self) -> bool {
        self.is_written() && self.owner().is_none()
    }

    /// The value of one side.
    pub fn value(&self, side: Side) -> &str {
        match side {
            Side::Wpshop => &self.wpshop,
            Side::Dolibarr => &self.dolibarr,
        }
    }
}

impl FromJson for FieldKey {
    fn from_json(value: &Value) -> Option<Self> {
        String::from_json(value).map(Self::from)
    }
}

read_names!(Side { "wpshop" => Wpshop, "dolibarr" => Dolibarr });
read_names!(FieldState {
    "same" => Same,
    "wpshop_changed" => WpshopChanged,
    "dolibarr_changed" => DolibarrChanged,
    "conflict" => Conflict,
    "differs" => Differs,
});
read_names!(Note {
    "read_only" => ReadOnly,
    "refused" => Refused,
    "held" => Held,
    "owned_by_dolibarr" => OwnedByDolibarr,
    "owned_by_wpshop" => OwnedByWpshop,
    "not_synchronized" => NotSynchronized,
    _ => Other,
});
read_fields!(Field {
    key,
    wpshop,
    dolibarr,
    baseline,
    state,
    note
});
