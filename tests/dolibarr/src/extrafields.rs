use serde::{Deserialize, Serialize};
use serde_json::{json, Map, Value};

use crate::php;
use crate::shapes::{self, Fields};
use crate::world::World;

/// An extrafield that a module or an administrator added to a kind of record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExtraField {
    /// Without `options_`.
    pub name: String,
    /// `product`, `categorie` …
    pub element: String,
    /// As the API lists it: `type`, `unique`, `default` …
    pub definition: Fields,
}

/// Why a row of extrafields was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtraFieldError {
    /// The database's words: another record has that value.
    Taken(String),
    /// A text where a number belongs.
    WrongValue(String),
}

impl ExtraFieldError {
    pub fn message(&self) -> &str {
        match self {
            ExtraFieldError::Taken(message) | ExtraFieldError::WrongValue(message) => message,
        }
    }
}

impl ExtraField {
    fn text(&self, name: &str) -> &str {
        self.definition
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or("")
    }

    pub fn is_unique(&self) -> bool {
        self.text("unique") == "1"
    }

    /// What the database gives a record that is written without this field.
    pub fn default(&self) -> Value {
        self.definition
            .get("default")
            .cloned()
            .unwrap_or(Value::Null)
    }

    /// What the database holds after this value was written.
    pub fn stored(&self, value: &Value) -> Result<Value, ExtraFieldError> {
        let text = php::three_byte(&php::text(value));
        if text.is_empty() {
            return Ok(Value::Null);
        }
        if self.text("type") == "int" && text.trim().parse::<i64>().is_err() {
            return Err(ExtraFieldError::WrongValue(format!(
                "ExtraFieldHasWrongValue {}",
                self.text("label")
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
            let of_module = shapes::EXTRAFIELDS.get(self.settings.version);
            let of_element = of_module.get(element).and_then(Value::as_object);
            for (name, definition) in of_element.into_iter().flatten() {
                fields.push(ExtraField {
                    name: name.clone(),
                    element: element.to_string(),
                    definition: definition.as_object().cloned().unwrap_or_default(),
                });
            }
        }
        let added = self.added_extrafields.iter();
        fields.extend(added.filter(|field| field.element == element).cloned());
        fields
    }
}

/// A row of extrafields as the API answers it, `[]` when the kind of record has none.
pub fn options(fields: &[ExtraField], row: Option<&Fields>) -> Value {
    if fields.is_empty() {
        return json!([]);
    }
    fields
        .iter()
        .map(|field| {
            let value = row.and_then(|row| row.get(&field.name));
            let value = value.cloned().unwrap_or(Value::Null);
            (format!("options_{}", field.name), value)
        })
        .collect::<Map<_, _>>()
        .into()
}

/// A whole row from what was sent: a field that was not takes its default.
pub fn row(fields: &[ExtraField], given: &Fields) -> Result<Fields, ExtraFieldError> {
    fields
        .iter()
        .map(|field| {
            let value = match given.get(&format!("options_{}", field.name)) {
                Some(value) => field.stored(value)?,
                None => field.default(),
            };
            Ok((field.name.clone(), value))
        })
        .collect()
}
