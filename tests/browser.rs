//! The panel in a real browser, over recorded answers (`tests/gallery/answers`).

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod browser {
    mod answers;
    mod associating;
    mod cells;
    mod choosing;
    mod finishing;
    mod observing;
    mod page;
    mod problems;
    mod row_columns;
    mod texts;
    mod writing;
}

wasm_bindgen_test_configure!(run_in_browser);
