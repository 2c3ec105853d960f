use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::world::World;

/// The file that keeps the data from one start to the next.
#[derive(Clone, Debug)]
pub struct DataFile {
    path: PathBuf,
}

impl DataFile {
    pub fn new(path: PathBuf) -> Self {
        DataFile { path }
    }

    /// What was kept; nothing when there is no file yet.
    pub fn load(&self) -> io::Result<Option<World>> {
        match fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
                let path = self.path.display();
                io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("{path} does not hold this program's data ({error}); delete it to start afresh"),
                )
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes a new file and puts it in the place of the old one, so that a stop in between loses nothing.
    pub fn save(&self, world: &World) -> io::Result<()> {
        let beside = beside(&self.path);
        fs::write(&beside, serde_json::to_vec(world)?)?;
        fs::rename(&beside, &self.path)
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}
