//! `cargo xtask run`: the whole loop on one machine, with a demo shop in it.

mod data;
mod http;

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf, absolute};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::paths::Workspace;
use crate::{clones, kiosk, office, process, tools};

/// How long head office may take to answer for the first time.
const START: Duration = Duration::from_mins(1);

#[derive(Args)]
pub struct Options {
    /// The port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder head office keeps its records in [default: data, in the checkout]
    #[arg(long)]
    data: Option<PathBuf>,
    /// Delete that folder first and begin with an empty demo shop
    #[arg(long)]
    reset: bool,
    /// Have twelve more shops whose tablets have been at work for ninety days
    #[arg(long)]
    demo: bool,
}

pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let port = options.port;
    let folder = match &options.data {
        Some(chosen) => absolute(chosen)?,
        None => workspace.root.join("data"),
    };
    check_port(port)?;
    if options.reset {
        data::check(&folder, &workspace.root)?;
    }
    println!("Builds go to {}", workspace.target.display());
    tools::make_ready(workspace, tools::KIOSK)?;
    clones::claim(workspace)?;
    let dist = kiosk::build(workspace)?;
    let office = office::build(workspace)?;
    // Asked again, since a build takes long enough for somebody else to come in between.
    check_port(port)?;
    if options.reset {
        data::reset(&folder, &workspace.root)?;
    }

    let links = make_demo(workspace, &office, &folder, port)?;
    if options.demo {
        simulate(workspace, &office, &folder)?;
    }
    let mut serving = workspace.command(&office);
    serving
        .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
        .arg(&folder)
        .arg("--static")
        .arg(&dist);
    let mut child = process::spawn(&mut serving)?;
    if let Err(error) = wait_until_healthy(&mut child, port) {
        process::stop(&mut child)?;
        return Err(error);
    }
    println!("\nReady. Open these; Ctrl-C stops.\n\n{links}\n");
    match process::wait(&mut child) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("Head office ended by itself ({status}); its message is above."),
        // To be stopped is how this command is meant to end.
        Err(_) if process::stopped() => Ok(()),
        Err(error) => Err(error),
    }
}

fn check_port(port: u16) -> Result<()> {
    ensure!(
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok(),
        "Port {port} is taken or not allowed here; choose another with `cargo xtask run --port {}`.",
        port.checked_add(1).unwrap_or(8080),
    );
    Ok(())
}

/// Makes the demo shop, unless the folder has it already, and returns the links into it.
fn make_demo(workspace: &Workspace, office: &Path, folder: &Path, port: u16) -> Result<String> {
    let mut command = workspace.command(office);
    command
        .arg("demo")
        .arg("--data")
        .arg(folder)
        .args(["--url", &format!("http://127.0.0.1:{port}")])
        .stderr(Stdio::inherit());
    process::output(&mut command).context("The demo shop cannot be made; the reason is above.")
}

/// Has synthetic tablets send what they took down in a quarter of a year, unless the folder has them already.
fn simulate(workspace: &Workspace, office: &Path, folder: &Path) -> Result<()> {
    println!("Simulating 12 shops over 90 days (less than a minute).");
    let mut command = workspace.command(office);
    command.args(["simulate", "--shops", "12", "--days", "90", "--data"]).arg(folder);
    let simulated = process::run(&mut command)?;
    ensure!(
        simulated,
        "The simulation did not come to its end; the message is above. `cargo xtask run --demo --reset` begins anew."
    );
    Ok(())
}

fn wait_until_healthy(child: &mut Child, port: u16) -> Result<()> {
    let start = Instant::now();
    while !http::is_healthy(port) {
        if let Some(status) = child.try_wait()? {
            bail!("Head office ended before it answered ({status}); its message is above.");
        }
        ensure!(!process::stopped(), "Stopped.");
        ensure!(
            start.elapsed() < START,
            "Head office does not answer on port {port}; its messages are above."
        );
        sleep(Duration::from_millis(100));
    }
    Ok(())
}
