//! Starting child processes, following what they say, and stopping them by their id.

mod stop;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

const POLL: Duration = Duration::from_millis(50);
/// How long a child may take to end by itself, and then again after being asked.
const PATIENCE: Duration = Duration::from_secs(3);

pub use stop::stop;

static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From now on Ctrl-C and a termination signal stop the running child before they stop us;
/// a second one ends us at once.
pub fn listen_for_stop() -> Result<()> {
    let stop = STOP.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, 130, Arc::clone(stop))
            .and_then(|_| flag::register(signal, Arc::clone(stop)))
            .context("The signal that ends xtask cannot be listened for.")?;
    }
    Ok(())
}

/// Whether somebody asked us to stop.
pub fn stopped() -> bool {
    STOP.get().is_some_and(|stop| stop.load(Ordering::Relaxed))
}

/// Runs a command with our own input and output; true if it succeeded.
pub fn run(command: &mut Command) -> Result<bool> {
    let mut child = spawn(command)?;
    Ok(wait(&mut child)?.success())
}

/// Runs a command, passes on each line of its standard output and shows it to `on_line`.
pub fn stream(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<bool> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let output = child.stdout.take().context("A child has no output.")?;
    follow(child, output, |line| {
        println!("{line}");
        on_line(line);
    })
}

/// Runs a command and shows each line of its complaints to `on_line`, which may pass it on.
pub fn stream_complaints(command: &mut Command, on_line: impl FnMut(&str)) -> Result<bool> {
    let mut child = spawn(command.stderr(Stdio::piped()))?;
    let complaints = child.stderr.take().context("A child has no output.")?;
    follow(child, complaints, on_line)
}

/// Shows each line that a child says to `on_line`, until it ends; true if it succeeded.
fn follow(mut child: Child, said: impl Read + Send + 'static, mut on_line: impl FnMut(&str)) -> Result<bool> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let mut reader = BufReader::new(said);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                break;
            }
            line.clear();
        }
    });
    let mut ended = None;
    loop {
        match lines.recv_timeout(POLL) {
            Ok(line) => on_line(line.trim_end()),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                if stopped() {
                    break;
                }
                // A grandchild may hold the pipe open for ever, so the child's own end is enough.
                let now = Instant::now();
                match ended {
                    None if child.try_wait()?.is_some() => ended = Some(now),
                    Some(since) if now - since > PATIENCE => break,
                    _ => {}
                }
            }
        }
    }
    Ok(wait(&mut child)?.success())
}

/// The standard output of a command that succeeds; its complaints are not shown.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    // Some say their version as if it were an error.
    let said = if output.stdout.is_empty() { &output.stderr } else { &output.stdout };
    let text = String::from_utf8_lossy(said).trim().to_owned();
    output.status.success().then_some(text)
}

pub fn spawn(command: &mut Command) -> Result<Child> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.spawn().with_context(|| format!("{name} cannot be started."))
}

/// Waits for a child to end; stops it when we are asked to stop.
pub fn wait(child: &mut Child) -> Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            if stopped() {
                bail!("Stopped.");
            }
            return Ok(status);
        }
        if stopped() {
            stop(child)?;
            bail!("Stopped.");
        }
        thread::sleep(POLL);
    }
}
