//! Bytes for somebody who reads while they are written: no faster than they are taken.

use super::Chunk;
use std::io::{self, ErrorKind, Write};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc::Sender;
use tokio::time::timeout;

/// Whoever takes nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(30);

/// The writer's end.
pub struct Outlet {
    to: Sender<Chunk>,
    is_gone: bool,
}

impl Outlet {
    pub fn new(to: Sender<Chunk>) -> Self {
        Self { to, is_gone: false }
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // What is still in a buffer when it is dropped does not wait once more.
        if self.is_gone {
            return Err(ErrorKind::BrokenPipe.into());
        }
        let taken = wait(self.to.send(Ok(bytes.to_vec())));
        self.is_gone = taken.is_err();
        taken.map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Waits until everything was taken.
pub fn drained(to: &Sender<Chunk>) -> io::Result<()> {
    wait(to.reserve_many(to.max_capacity())).map(drop)
}

/// Waits, on a thread that may, for whoever reads.
fn wait<T, E>(taken: impl Future<Output = Result<T, E>>) -> io::Result<T> {
    let taken = Handle::current().block_on(async { timeout(PATIENCE, taken).await });
    taken.ok().and_then(Result::ok).ok_or_else(|| ErrorKind::BrokenPipe.into())
}
