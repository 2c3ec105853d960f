//! Runs GNU gettext's programs (Debian: package `gettext`).

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Error;

/// The functions that take a translatable text in PHP and in `boot.js`, with the arguments that hold it.
const KEYWORDS: &[&str] = &[
    "__:1",
    "_e:1",
    "_x:1,2c",
    "_ex:1,2c",
    "_n:1,2",
    "_nx:1,2,4c",
    "_n_noop:1,2",
    "_nx_noop:1,2,3c",
    "esc_html__:1",
    "esc_html_e:1",
    "esc_html_x:1,2c",
    "esc_attr__:1",
    "esc_attr_e:1",
    "esc_attr_x:1,2c",
];

/// Writes the template `pot` from PHP or JavaScript `sources` (paths relative to `root`).
///
/// `join` adds to an existing template. References carry the file but no line: a moved line is no new translation.
pub fn extract(
    root: &Path,
    language: &str,
    sources: &[PathBuf],
    pot: &Path,
    join: bool,
) -> Result<(), Error> {
    let mut command = Command::new("xgettext");
    command.current_dir(root).args([
        "--language",
        language,
        "--from-code=UTF-8",
        "--add-location=file",
        "--add-comments=translators",
        "--sort-by-file",
        "--force-po",
        "--package-name=DoliSync",
        "--copyright-holder=",
        "--keyword",
    ]);
    for keyword in KEYWORDS {
        command.arg(format!("--keyword={keyword}"));
    }
    if join {
        command.arg("--join-existing");
    }
    command.arg("--output").arg(pot).args(sources);
    run(command)
}

/// Writes to `output` the translations of `po` brought to the strings of `pot`; nothing is guessed.
pub fn merge(po: &Path, pot: &Path, output: &Path) -> Result<(), Error> {
    let mut command = Command::new("msgmerge");
    command
        .args(["--quiet", "--no-fuzzy-matching", "--no-wrap", "--force-po"])
        .args(["--add-location=file", "--output-file"])
        .args([output.as_os_str(), po.as_os_str(), pot.as_os_str()]);
    run(command)?;
    let mut command = Command::new("msgattrib");
    command
        .args([
            "--no-obsolete",
            "--no-wrap",
            "--force-po",
            "--add-location=file",
            "--output-file",
        ])
        .args([output.as_os_str(), output.as_os_str()]);
    run(command)
}

/// Compiles `po` to the binary `mo`, after gettext's own checks (placeholders, line ends, header).
pub fn compile(po: &Path, mo: &Path) -> Result<(), Error> {
    let mut command = Command::new("msgfmt");
    command
        .args([OsStr::new("--check"), OsStr::new("--output-file")])
        .args([mo.as_os_str(), po.as_os_str()]);
    run(command)
}

fn run(mut command: Command) -> Result<(), Error> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .env("LC_ALL", "C.UTF-8")
        .output()
        .map_err(|e| Error(format!("{name} (of the package gettext) cannot run: {e}")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Error(format!("{name} failed:\n{said}")))
}
