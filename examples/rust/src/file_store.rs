//! A store for the programs of one machine: one file per token, in one folder.

use std::fs::{self, File};
use std::io::{ErrorKind, Result as IoResult, Write};
use std::path::PathBuf;
use std::process;
use std::time::Duration;

use docusign_jwt::{BoxFuture, SourceError, StoreLock, TokenStore};

/// The client encrypts the content of the files. Names have letters, digits, `-` and `_`.
pub struct FileStore {
    folder: PathBuf,
}

impl FileStore {
    /// A store in this folder. Creates the folder if needed.
    pub fn new(folder: impl Into<PathBuf>) -> IoResult<Self> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    fn path(&self, name: &str, kind: &str) -> PathBuf {
        self.folder.join(format!("{name}.{kind}"))
    }
}

/// Runs file operations on tokio's threads for blocking work.
fn apart<'a, V: Send + 'static>(
    work: impl FnOnce() -> IoResult<V> + Send + 'static,
) -> BoxFuture<'a, Result<V, SourceError>> {
    Box::pin(async move { Ok(tokio::task::spawn_blocking(work).await??) })
}

/// A missing file is not an error.
fn if_there<V>(outcome: IoResult<V>) -> IoResult<Option<V>> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl TokenStore for FileStore {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, SourceError>> {
        let path = self.path(name, "token");
        apart(move || if_there(fs::read_to_string(path)))
    }

    fn set<'a>(
        &'a self,
        name: &'a str,
        record: &'a str,
        _lifetime: Duration,
    ) -> BoxFuture<'a, Result<(), SourceError>> {
        let (path, record) = (self.path(name, "token"), record.to_owned());
        let new = self.path(name, &format!("{}.new", process::id()));
        // Rename, so that a reader sees the old or the new file, but never a part of it.
        apart(move || fs::write(&new, record).and_then(|()| fs::rename(new, path)))
    }

    fn delete<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), SourceError>> {
        let path = self.path(name, "token");
        apart(move || if_there(fs::remove_file(path)).map(|_| ()))
    }

    fn lock(&self) -> Option<&dyn StoreLock> {
        Some(self)
    }
}

impl StoreLock for FileStore {
    fn take<'a>(
        &'a self,
        name: &'a str,
        owner: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<bool, SourceError>> {
        let (path, owner) = (self.path(name, "lock"), owner.to_owned());
        apart(move || {
            if let Some(lock) = if_there(fs::metadata(&path))? {
                // After the clock went back, the age is unknown.
                let age = lock.modified()?.elapsed().unwrap_or_default();
                if age < lifetime {
                    return Ok(false);
                }
                if_there(fs::remove_file(&path))?;
            }
            match File::create_new(path) {
                Ok(mut lock) => lock.write_all(owner.as_bytes()).map(|()| true),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
                Err(error) => Err(error),
            }
        })
    }

    fn release<'a>(
        &'a self,
        name: &'a str,
        owner: &'a str,
    ) -> BoxFuture<'a, Result<(), SourceError>> {
        let (path, owner) = (self.path(name, "lock"), owner.to_owned());
        apart(move || match if_there(fs::read_to_string(&path))? {
            Some(holder) if holder == owner => if_there(fs::remove_file(path)).map(|_| ()),
            _ => Ok(()),
        })
    }
}
