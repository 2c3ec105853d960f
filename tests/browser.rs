//! The panel in a real browser, over recorded answers (`tests/gallery/answers`).

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod browser {
    mod answers;
    mod associating;
    mod board;
    mod cells;
    mod choosing;
    mod finishing;
    mod long_lists;
    mod mass_syncing;
    mod observing;
    mod overview;
    mod page;
    mod preparing;
    mod problems;
    mod row_columns;
    mod seen;
    mod texts;
    mod writing;
}

wasm_bindgen_test_configure!(run_in_browser);
