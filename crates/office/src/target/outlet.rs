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

#[cfg(test)]
mod tests {
    use super::super::Target;
    use super::*;
    use tokio::sync::mpsc::channel;
    use tokio::task::spawn_blocking;

    const BYTES: usize = 300_000;

    /// Writes so many bytes for this reader, and waits until they were taken.
    fn write(target: Target) -> io::Result<()> {
        let mut writer = target.writer()?;
        for _ in 0..BYTES / 1000 {
            writer.write_all(&[7; 1000])?;
        }
        writer.flush()?;
        drop(writer);
        target.keep()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_reader_gets_every_byte_and_only_then_it_is_over() {
        let (to, mut pieces) = channel(2);
        let writing = spawn_blocking(move || write(Target::Reader(to)));
        let mut taken = 0;
        while taken < BYTES {
            assert!(!writing.is_finished(), "it waits for whoever reads");
            taken += pieces.recv().await.unwrap().unwrap().len();
        }
        assert_eq!(taken, BYTES);
        writing.await.unwrap().unwrap();
        assert!(pieces.recv().await.is_none());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_leaves_before_the_last_piece_has_not_got_it() {
        let (to, mut pieces) = channel(8);
        let writing = spawn_blocking(move || write(Target::Reader(to)));
        pieces.recv().await.unwrap().unwrap();
        drop(pieces);
        assert_eq!(writing.await.unwrap().unwrap_err().kind(), ErrorKind::BrokenPipe);
    }
}
