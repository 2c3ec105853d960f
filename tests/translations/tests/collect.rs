//! What the walker finds in Rust sources.

use dolisync_translations::collect::{collect_source, PanelString};
use dolisync_translations::php::panel_strings;

fn texts(source: &str) -> Vec<String> {
    let strings = collect_source("a.rs", source).expect("a source that can be read");
    strings.into_iter().map(|s| s.text).collect()
}

#[test]
fn strings_inside_view_and_inside_arguments_are_found() {
    let source =
        r#"fn f() { view! { <p title=t!("Close")>{move || t!("Price: %s", t!("none"))}</p> } }"#;
    assert_eq!(texts(source), ["Close", "Price: %s", "none"]);
}

#[test]
fn plural_and_context_are_kept() {
    let found = collect_source(
        "a.rs",
        "fn f() { tn!(\"%d row\", \"%d rows\", n);\ntx!(\"Open\", \"verb\"); }",
    )
    .expect("a source that can be read");
    assert_eq!(
        found,
        [
            PanelString {
                text: "%d row".into(),
                plural: Some("%d rows".into()),
                context: None,
                file: "a.rs".into(),
                line: 1,
            },
            PanelString {
                text: "Open".into(),
                plural: None,
                context: Some("verb".into()),
                file: "a.rs".into(),
                line: 2,
            },
        ]
    );
    assert_eq!(
        panel_strings(&found),
        "<?php\n_n('%d row', '%d rows', 1);\n_x('Open', 'verb');\n"
    );
}

#[test]
fn a_text_that_is_no_literal_is_an_error_that_names_the_place() {
    let error = collect_source("src/a.rs", "fn f() {\n t!(name) }").expect_err("no literal");
    assert!(error.to_string().starts_with("src/a.rs:2: t!"), "{error}");
}

#[test]
fn definitions_and_tests_are_left_out() {
    let source = r#"
        macro_rules! t { ($text:literal) => { $crate::i18n::translate($text) }; () => { t!(x) } }
        #[cfg(test)] mod tests { fn f() { t!("only a test") } }
        fn g() { t!("kept") }"#;
    assert_eq!(texts(source), ["kept"]);
}

#[test]
fn quotes_and_backslashes_reach_php_unchanged() {
    let found =
        collect_source("a.rs", r#"fn f() { t!("It\u{2019}s 'a' \\ b") }"#).expect("readable");
    assert_eq!(panel_strings(&found), "<?php\n__('It’s \\'a\\' \\\\ b');\n");
}
