//! DoliSync's translations: one text domain, `dolisync`, for the PHP plugin and the Rust panel.
//!
//! The panel's strings are collected from `src/` and written as a PHP file that is never executed; GNU gettext
//! extracts the template from that and from the plugin, and the French catalogue is compiled to what WordPress loads.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use polib::{catalog::Catalog, po_file};

pub mod check;
pub mod collect;
mod gettext;
pub mod jed;
pub mod php;

/// The text domain, which begins each file's name.
pub const DOMAIN: &str = "dolisync";
/// The locales that the plugin ships.
pub const LOCALES: &[&str] = &["fr_FR"];
/// The script whose translations WordPress prints; the panel reads them through `wp.i18n`.
const SCRIPT_HANDLE: &str = "dolisync-boot";
const PLURAL_FORMS: &str = "nplurals=2; plural=(n > 1);";

/// What failed, for a person; there is nothing to recover from.
#[derive(Debug)]
pub struct Error(pub String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// A project's folder and its languages.
pub struct Project {
    root: PathBuf,
    /// For the files that nobody keeps.
    work: PathBuf,
}

impl Project {
    /// `root` holds `src/` and `wp-plugin/`; `work` is created and may be shared by nobody.
    pub fn new(root: &Path, work: &Path) -> Result<Self, Error> {
        let project = Self {
            root: root.canonicalize().map_err(|e| io_error(root, &e))?,
            work: work.to_owned(),
        };
        fs::create_dir_all(work).map_err(|e| io_error(work, &e))?;
        fs::create_dir_all(project.languages()).map_err(|e| io_error(root, &e))?;
        Ok(project)
    }

    fn languages(&self) -> PathBuf {
        self.root.join("wp-plugin/languages")
    }

    fn po(&self, locale: &str) -> PathBuf {
        self.languages().join(format!("{DOMAIN}-{locale}.po"))
    }

    /// Writes the template of today's strings to `pot`.
    pub fn extract(&self, pot: &Path) -> Result<(), Error> {
        let strings = collect::collect_folder(&self.root, &self.root.join("src"))?;
        write(
            &self.work.join(php::FILE_NAME),
            &php::panel_strings(&strings),
        )?;
        // From the work folder, so that the reference is the bare name.
        gettext::extract(&self.work, "PHP", &[php::FILE_NAME.into()], pot, false)?;
        let mut plugin = Vec::new();
        plugin_files(&self.root.join("wp-plugin"), "php", &mut plugin)?;
        let plugin = self.relative(plugin);
        if !plugin.is_empty() {
            gettext::extract(&self.root, "PHP", &plugin, pot, true)?;
        }
        let boot = self.root.join("wp-plugin/assets/boot.js");
        if boot.is_file() {
            gettext::extract(
                &self.root,
                "JavaScript",
                &self.relative(vec![boot]),
                pot,
                true,
            )?;
        }
        let template = fs::read_to_string(pot).map_err(|e| io_error(pot, &e))?;
        write(pot, &without_dates(&template))
    }

    /// Brings the committed template and catalogues to today's strings; new ones wait for their translation.
    pub fn update(&self) -> Result<(), Error> {
        let pot = self.languages().join(format!("{DOMAIN}.pot"));
        self.extract(&pot)?;
        for locale in LOCALES {
            let po = self.po(locale);
            gettext::merge(&po, &pot, &po)?;
        }
        Ok(())
    }

    /// Writes the `.mo` and `.json` that WordPress loads, beside the catalogues; returns their paths.
    pub fn build(&self) -> Result<Vec<PathBuf>, Error> {
        let mut built = Vec::new();
        for locale in LOCALES {
            let po = self.po(locale);
            let mo = po.with_extension("mo");
            gettext::compile(&po, &mo)?;
            let catalog = parse(&po)?;
            let json = jed::from_catalog(&catalog, locale, PLURAL_FORMS, |references| {
                references.contains(php::FILE_NAME) || references.contains("boot.js")
            });
            let path = self
                .languages()
                .join(format!("{DOMAIN}-{locale}-{SCRIPT_HANDLE}.json"));
            write(&path, &format!("{json}\n"))?;
            built.extend([mo, path]);
        }
        Ok(built)
    }

    /// What keeps the committed catalogues from being complete; empty when nothing does.
    pub fn problems(&self) -> Result<Vec<String>, Error> {
        let pot = self.work.join(format!("{DOMAIN}.pot"));
        self.extract(&pot)?;
        let mut problems = Vec::new();
        for locale in LOCALES {
            let po = self.po(locale);
            let merged = self.work.join(format!("{DOMAIN}-{locale}.po"));
            gettext::merge(&po, &pot, &merged)?;
            gettext::compile(&merged, &merged.with_extension("mo"))?;
            problems.extend(check::problems(&parse(&po)?, &parse(&merged)?));
        }
        Ok(problems)
    }

    fn relative(&self, paths: Vec<PathBuf>) -> Vec<PathBuf> {
        let relative = |path: PathBuf| match path.strip_prefix(&self.root) {
            Ok(short) => short.to_owned(),
            Err(_) => path,
        };
        paths.into_iter().map(relative).collect()
    }
}

fn plugin_files(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(|e| io_error(folder, &e))?;
    for entry in entries {
        let path = entry.map_err(|e| io_error(folder, &e))?.path();
        if path.is_dir() {
            plugin_files(&path, extension, files)?;
        } else if path.extension().is_some_and(|e| e == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

/// The template without the time of its making, which would make each run a change.
fn without_dates(template: &str) -> String {
    let kept = template
        .lines()
        .filter(|line| !line.starts_with("\"POT-Creation-Date:"))
        .map(|line| line.replace("nplurals=INTEGER; plural=EXPRESSION;", PLURAL_FORMS));
    let mut text = kept.collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

fn parse(po: &Path) -> Result<Catalog, Error> {
    po_file::parse(po).map_err(|e| Error(format!("{}: {e}", po.display())))
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|e| io_error(path, &e))
}

fn io_error(path: &Path, error: &std::io::Error) -> Error {
    Error(format!("{}: {error}", path.display()))
}
