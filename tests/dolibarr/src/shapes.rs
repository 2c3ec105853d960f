//! The shape of each kind of answer, taken from the recordings: every key in its order, with what a record without data
//! holds.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::settings::Version;

pub type Fields = Map<String, Value>;

/// One kind of answer in both versions.
pub struct Shape {
    v16: LazyLock<Fields>,
    v20: LazyLock<Fields>,
}

impl Shape {
    pub fn get(&self, version: Version) -> &Fields {
        match version {
            Version::V16 => &self.v16,
            Version::V20 => &self.v20,
        }
    }

    /// A copy to be filled.
    pub fn blank(&self, version: Version) -> Fields {
        self.get(version).clone()
    }
}

/// Sets a field that the version has; others are left out.
pub fn set(fields: &mut Fields, name: &str, value: impl Into<Value>) {
    if let Some(field) = fields.get_mut(name) {
        *field = value.into();
    }
}

/// Reads a shape that was compiled in; a file that is no JSON object fails the first test that uses it.
fn read(text: &str) -> Fields {
    serde_json::from_str(text).expect("shapes are JSON objects")
}

macro_rules! shapes {
    ($($name:ident $file:literal)*) => {$(
        pub static $name: Shape = Shape {
            v16: LazyLock::new(|| read(include_str!(concat!("shapes/16/", $file, ".json")))),
            v20: LazyLock::new(|| read(include_str!(concat!("shapes/20/", $file, ".json")))),
        };
    )*};
}

shapes! {
    CATEGORY "category"
    CATEGORY_BRIEF "category_brief"
    CONTACT "contact"
    COUNTRIES "countries"
    EXTRAFIELDS "extrafields"
    INVOICE "invoice"
    INVOICE_LINE "invoice_line"
    MOVEMENT "movement"
    ORDER "order"
    ORDER_LINE "order_line"
    PRODUCT "product"
    PROPOSAL "proposal"
    PROPOSAL_LINE "proposal_line"
    THIRDPARTY "thirdparty"
    USER "user"
    WAREHOUSE "warehouse"
}
