//! French is complete, up to date and in the interface's words.

use std::path::Path;

use dolisync_translations::{
    check::{placeholders, style},
    Project,
};

#[test]
fn every_string_of_the_plugin_and_the_panel_has_its_french() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("french");
    let project = Project::new(&root, &work).expect("the project's folder");
    let problems = project.problems().expect("gettext");
    assert!(
        problems.is_empty(),
        "run `./dev translations`, then complete wp-plugin/languages:\n{}",
        problems.join("\n")
    );
}

#[test]
fn french_typography_and_words_are_checked() {
    assert!(style("Vérifier la connexion\u{a0}? «\u{a0}Oui\u{a0}»").is_empty());
    assert!(style("Ouvert à 12:30, sur https://exemple.fr").is_empty());
    assert_eq!(style("Prix : 3").len(), 1);
    assert_eq!(style("l'article").len(), 1);
    assert!(style("n°\u{a0}%d, 5,5\u{a0}%, %s\u{a0}ms, %s produits").is_empty());
    assert_eq!(style("le n° %d").len(), 1);
    assert_eq!(style("le nº\u{a0}%d").len(), 1);
    assert_eq!(style("TVA 5,5 %").len(), 1);
    assert_eq!(style("en %2$s ms.").len(), 1);
    assert_eq!(style("Le lien existe").len(), 1);
}

#[test]
fn placeholders_are_counted_as_sprintf_counts_them() {
    let found = |text| placeholders(text).into_iter().collect::<Vec<_>>();
    assert_eq!(found("%s of %d"), [(1, 's'), (2, 'd')]);
    assert_eq!(found("%2$d, %1$s, %1$s"), [(1, 's'), (2, 'd')]);
    assert_eq!(found("100 %% de %s, 5 % de, 20 %"), [(1, 's')]);
    assert_ne!(found("%d"), found("%s"));
}
