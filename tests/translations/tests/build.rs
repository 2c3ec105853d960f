//! A small project, from its sources to the files that WordPress loads.

use std::fs;
use std::path::{Path, PathBuf};

use dolisync_translations::Project;
use serde_json::Value;

const FRENCH: &str = r#"msgid ""
msgstr ""
"Language: fr_FR\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgid "Close"
msgstr "Fermer"

msgid "%d product"
msgid_plural "%d products"
msgstr[0] "%d produit"
msgstr[1] "%d produits"

msgctxt "verb"
msgid "Open"
msgstr "Ouvrir"
"#;

fn project(name: &str, rust: &str, php: &str) -> (Project, PathBuf) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&root);
    for folder in ["src", "wp-plugin/languages"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    fs::write(root.join("src/lib.rs"), rust).expect("a file");
    fs::write(root.join("wp-plugin/dolisync.php"), php).expect("a file");
    fs::write(root.join("wp-plugin/languages/dolisync-fr_FR.po"), FRENCH).expect("a file");
    let project = Project::new(&root, &root.join("work")).expect("a project");
    (project, root)
}

const RUST: &str =
    r#"fn f() { t!("Close"); tn!("%d product", "%d products", n); tx!("Open", "verb"); }"#;
const PHP: &str = "<?php\nesc_html__('Close', 'dolisync');\n";

#[test]
fn the_script_s_strings_reach_wordpress_with_context_and_plurals() {
    let (project, root) = project("complete", RUST, PHP);
    project.update().expect("an update");
    assert_eq!(project.problems().expect("a check"), Vec::<String>::new());
    project.build().expect("a build");
    let languages = root.join("wp-plugin/languages");
    assert!(languages.join("dolisync-fr_FR.mo").is_file());
    let json = fs::read_to_string(languages.join("dolisync-fr_FR-dolisync-boot.json"));
    let json: Value = serde_json::from_str(&json.expect("a file")).expect("JSON");
    let messages = &json["locale_data"]["messages"];
    assert_eq!(messages["Close"][0], "Fermer");
    assert_eq!(messages["%d product"][1], "%d produits");
    assert_eq!(messages["verb\u{4}Open"][0], "Ouvrir");
    assert_eq!(messages[""]["lang"], "fr_FR");
}

#[test]
fn only_the_script_s_strings_are_in_its_json() {
    let (project, root) = project("split", "fn f() { t!(\"Close\"); }", PHP);
    project.update().expect("an update");
    project.build().expect("a build");
    let json = root.join("wp-plugin/languages/dolisync-fr_FR-dolisync-boot.json");
    let json = fs::read_to_string(json).expect("a file");
    assert!(
        json.contains("Fermer") && !json.contains("Ouvrir"),
        "{json}"
    );
}

#[test]
fn a_new_string_of_php_or_rust_and_one_that_left_are_problems() {
    let (project, _) = project(
        "outdated",
        r#"fn f() { t!("Close"); tx!("Open", "verb"); t!("New in Rust"); }"#,
        "<?php\n__('New in PHP', 'dolisync');\n",
    );
    let problems = project.problems().expect("a check").join("\n");
    for expected in [
        "no longer in the source: “%d product”",
        "no translation: “New in Rust” (panel-strings.php)",
        "no translation: “New in PHP” (wp-plugin/dolisync.php)",
    ] {
        assert!(
            problems.contains(expected),
            "{expected} is not in:\n{problems}"
        );
    }
}

#[test]
fn a_lost_placeholder_is_a_problem() {
    let (project, root) = project("placeholder", RUST, PHP);
    let po = root.join("wp-plugin/languages/dolisync-fr_FR.po");
    fs::write(&po, FRENCH.replace("\"%d produits\"", "\"produits\"")).expect("a file");
    // gettext keeps such a translation, marked as one that it will not use.
    let problems = project.problems().expect("a check");
    assert_eq!(
        problems,
        [
            "other placeholders than its source: “produits”",
            "marked fuzzy: “%d product”"
        ]
    );
}

#[test]
fn a_placeholder_that_the_source_does_not_have_is_a_problem() {
    let (project, root) = project("surplus", RUST, PHP);
    let po = root.join("wp-plugin/languages/dolisync-fr_FR.po");
    fs::write(&po, FRENCH.replace("\"Fermer\"", "\"Fermer %s\"")).expect("a file");
    let problems = project.problems().expect("a check");
    assert_eq!(
        problems,
        ["other placeholders than its source: “Fermer %s”"]
    );
}

#[test]
fn a_plural_with_one_form_is_a_problem() {
    let (project, root) = project("one-form", RUST, PHP);
    let po = root.join("wp-plugin/languages/dolisync-fr_FR.po");
    let french = FRENCH
        .replace("msgstr[1] \"%d produits\"\n", "")
        .replace("nplurals=2; plural=(n > 1)", "nplurals=1; plural=0");
    fs::write(&po, french).expect("a file");
    let problems = project.problems().expect("a check");
    assert_eq!(problems, ["1 forms instead of 2: “%d product”"]);
}

#[test]
fn updating_twice_changes_nothing() {
    let (project, root) = project("twice", RUST, PHP);
    let read = || {
        ["dolisync.pot", "dolisync-fr_FR.po"].map(|name| {
            fs::read_to_string(root.join("wp-plugin/languages").join(name)).expect("a file")
        })
    };
    project.update().expect("an update");
    let first = read();
    project.update().expect("an update");
    assert_eq!(read(), first);
    assert!(first[1].contains("msgstr \"Fermer\""));
}
