use crate::filter::{Cell, Row};

use super::Product;

/// The columns of `llx_product` and of its extrafields (`ef`).
impl Row for Product {
    fn cell(&self, column: &str) -> Option<Cell<'_>> {
        if let Some(name) = column.strip_prefix("ef.") {
            return match name {
                "rowid" | "fk_object" => Some(Cell::id(self.id)),
                // Of a product without a row, LEFT JOIN gives nulls.
                "tms" if self.extrafields.is_some() => {
                    Some(Cell::Date(self.modified.as_str().into()))
                }
                "tms" => Some(Cell::Null),
                name => match &self.extrafields {
                    Some(row) => row.get(name).map(Cell::of),
                    None => Some(Cell::Null),
                },
            };
        }
        let name = column.strip_prefix("t.").unwrap_or(column);
        Some(match name {
            "rowid" => Cell::id(self.id),
            "entity" => Cell::id(1),
            "datec" => Cell::Date(self.created.as_str().into()),
            "tms" => Cell::Date(self.modified.as_str().into()),
            "stock" if self.stock.is_empty() => Cell::Null,
            "stock" => Cell::Number(self.stock.values().sum::<i64>().into()),
            "tosell" => self.column("status").into_number(),
            "tobuy" => self.column("status_buy").into_number(),
            "fk_product_type" => self.column("type").into_number(),
            "fk_country" => self.column("country_id"),
            "note" => self.column("note_private"),
            "price" | "price_ttc" | "price_min" | "price_min_ttc" | "tva_tx" | "cost_price"
            | "weight" | "length" | "width" | "height" | "surface" | "volume" => {
                self.column(name).into_number()
            }
            "ref"
            | "ref_ext"
            | "label"
            | "description"
            | "note_public"
            | "barcode"
            | "url"
            | "customcode"
            | "price_base_type"
            | "default_vat_code"
            | "accountancy_code_sell"
            | "accountancy_code_buy"
            | "weight_units"
            | "length_units"
            | "width_units"
            | "height_units"
            | "surface_units"
            | "volume_units"
            | "finished"
            | "fk_unit"
            | "desiredstock"
            | "seuil_stock_alerte" => self.column(name),
            _ => return None,
        })
    }
}

impl Product {
    fn column(&self, name: &str) -> Cell<'_> {
        self.columns.get(name).map_or(Cell::Null, Cell::of)
    }
}
