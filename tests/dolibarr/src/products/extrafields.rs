use serde_json::{Map, Value};

use crate::php;
use crate::shapes::Fields;
use crate::world::World;

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

/// Writes the whole row as Dolibarr does, with a DELETE and an INSERT: a field that is not given takes its default.
pub(super) fn replace(
    world: &mut World,
    id: u64,
    given: &Map<String, Value>,
) -> Result<(), ExtraFieldError> {
    let mut row = Fields::new();
    for field in world.extrafields("product") {
        let value = match given.get(&format!("options_{}", field.name)) {
            Some(value) => field.stored(value)?,
            None => field.default.clone().map_or(Value::Null, Value::String),
        };
        if field.unique && !value.is_null() && is_taken(world, id, &field.name, &value) {
            return Err(ExtraFieldError::Taken(format!(
                "Duplicate entry '{}' for key 'uk_product_extrafields_{}'",
                php::text(&value),
                field.name
            )));
        }
        row.insert(field.name.clone(), value);
    }
    if let Some(product) = world.products.get_mut(id) {
        product.extrafields = Some(row);
    }
    Ok(())
}

fn is_taken(world: &World, id: u64, name: &str, value: &Value) -> bool {
    world.products.iter().any(|product| {
        product.id != id
            && product
                .extrafields
                .as_ref()
                .is_some_and(|row| row.get(name) == Some(value))
    })
}
