//! What the panel does on each page of the admin.

pub mod product_list;
