use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::php;
use crate::products::ExtraFieldError;
use crate::world::World;

/// An extrafield that an administrator or a module added to a kind of record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExtraField {
    pub id: u64,
    /// Without `options_`.
    pub name: String,
    /// `product`, `categorie` …
    pub element: String,
    pub label: String,
    /// `varchar`, `int` …
    pub kind: String,
    pub size: String,
    pub unique: bool,
    pub position: u64,
    pub default: Option<String>,
}

impl ExtraField {
    fn of_module(
        name: &str,
        element: &str,
        kind: &str,
        unique: bool,
        default: Option<&str>,
    ) -> Self {
        ExtraField {
            id: 0,
            name: name.to_string(),
            element: element.to_string(),
            label: name.to_string(),
            kind: kind.to_string(),
            size: "255".to_string(),
            unique,
            position: 100,
            default: default.map(str::to_string),
        }
    }

    /// What the database holds after this value was written.
    pub fn stored(&self, value: &Value) -> Result<Value, ExtraFieldError> {
        let text = php::three_byte(&php::text(value));
        if text.is_empty() {
            return Ok(Value::Null);
        }
        if self.kind == "int" && text.trim().parse::<i64>().is_err() {
            return Err(ExtraFieldError::WrongValue(format!(
                "ExtraFieldHasWrongValue {}",
                self.label
            )));
        }
        Ok(Value::String(text))
    }
}

impl World {
    /// The extrafields of a kind of record: the module's, then those that were added.
    pub fn extrafields(&self, element: &str) -> Vec<ExtraField> {
        let mut fields = Vec::new();
        if self.settings.module_wpshop {
            match element {
                "product" => {
                    fields.push(ExtraField::of_module(
                        "_wps_status",
                        element,
                        "select",
                        false,
                        Some("publish"),
                    ));
                    fields.push(ExtraField::of_module("_wps_id", element, "int", true, None));
                }
                "categorie" => {
                    fields.push(ExtraField::of_module("_wps_id", element, "int", true, None));
                    fields.push(ExtraField::of_module(
                        "_wps_slug",
                        element,
                        "varchar",
                        false,
                        None,
                    ));
                }
                _ => {}
            }
        }
        fields.extend(
            self.added_extrafields
                .iter()
                .filter(|field| field.element == element)
                .cloned(),
        );
        fields
    }
}
