//! `dolisync-translations update|build|check`, run in the project's folder.

use std::path::Path;
use std::process::ExitCode;

use dolisync_translations::{Error, Project};

fn main() -> ExitCode {
    let action = std::env::args().nth(1).unwrap_or_default();
    match run(&action) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well; what is not was printed.
fn run(action: &str) -> Result<bool, Error> {
    let work = std::env::temp_dir().join(format!("dolisync-translations-{}", std::process::id()));
    let project = Project::new(Path::new("."), &work)?;
    let result = match action {
        "update" => project.update().and_then(|()| report(&project)),
        "check" => report(&project),
        "build" => project.build().map(|files| {
            for file in files {
                println!("{}", file.display());
            }
            true
        }),
        _ => Err(Error("say update, build or check".to_owned())),
    };
    // Left over, it would only take room in the system's own folder for such files.
    let _ = std::fs::remove_dir_all(&work);
    result
}

fn report(project: &Project) -> Result<bool, Error> {
    let problems = project.problems()?;
    for problem in &problems {
        eprintln!("{problem}");
    }
    Ok(problems.is_empty())
}
