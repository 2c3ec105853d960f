use serde_json::Value;

use crate::extrafields::{self, ExtraFieldError};
use crate::php;
use crate::shapes::Fields;
use crate::world::World;

/// Writes the whole row as Dolibarr does, with a DELETE and an INSERT: a field that is not given takes its default.
pub fn replace(world: &mut World, id: u64, given: &Fields) -> Result<(), ExtraFieldError> {
    let fields = world.extrafields("product");
    let row = extrafields::row(&fields, given)?;
    for field in fields.iter().filter(|field| field.is_unique()) {
        let value = &row[&field.name];
        if !value.is_null() && is_taken(world, id, &field.name, value) {
            return Err(ExtraFieldError::Taken(format!(
                "Duplicate entry '{}' for key 'uk_product_extrafields_{}'",
                php::text(value),
                field.name
            )));
        }
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
