//! Ending a child together with all it started, each by its id.

use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::{PATIENCE, POLL, output};

/// Ends a child: Ctrl-C in a terminal has reached it already, so it is given
/// time first, then asked, then killed.
pub fn stop(child: &mut Child) -> Result<()> {
    // Listed before anything ends: an orphan no longer says whose it was.
    let family = descendants(child.id());
    if !ends_within(child, PATIENCE / 6)? {
        terminate(&[child.id()]);
        if !ends_within(child, PATIENCE)? {
            child.kill()?;
            child.wait()?;
        }
    }
    // A compiler or a browser further down would otherwise go on without us.
    terminate(&family);
    Ok(())
}

fn ends_within(child: &mut Child, time: Duration) -> Result<bool> {
    let start = Instant::now();
    while start.elapsed() < time {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        thread::sleep(POLL);
    }
    Ok(false)
}

/// Asks processes to end; those that have ended already do not mind.
fn terminate(ids: &[u32]) {
    if cfg!(unix) {
        for id in ids {
            output(Command::new("kill").args(["-TERM", &id.to_string()]));
        }
    }
}

/// All that a process started, directly or not, where the system can tell.
fn descendants(id: u32) -> Vec<u32> {
    let listed = output(Command::new("ps").args(["-A", "-o", "pid=,ppid="]));
    descendants_in(&listed.unwrap_or_default(), id)
}

fn descendants_in(list: &str, id: u32) -> Vec<u32> {
    let pairs: Vec<(u32, u32)> = list
        .lines()
        .filter_map(|line| {
            let (process, parent) = line.trim().split_once(' ')?;
            Some((process.parse().ok()?, parent.trim().parse().ok()?))
        })
        .collect();
    let mut found = vec![id];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        let children = pairs.iter().filter(|pair| pair.1 == parent);
        found.extend(children.map(|pair| pair.0));
        next += 1;
    }
    found.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grandchildren_are_found_and_strangers_are_not() {
        let list = "    1     0\n   10     1\n  200    10\n   11     1\n 3000   200\n  201    10\n";
        assert_eq!(descendants_in(list, 10), [200, 201, 3000]);
        assert!(descendants_in(list, 11).is_empty());
        assert!(descendants_in("", 10).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_child_that_will_not_end_by_itself_is_stopped() {
        let mut child = Command::new("sleep").arg("60").spawn().unwrap();
        stop(&mut child).unwrap();
        assert!(child.try_wait().unwrap().is_some());
    }
}
