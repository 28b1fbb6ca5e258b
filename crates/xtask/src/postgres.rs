//! A `PostgreSQL` of our own for as long as a test runs: on loopback, in a folder that goes with it.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, process as this};

use anyhow::{Context, Result, bail, ensure};

use crate::paths::Workspace;
use crate::process;
use crate::tools::postgres::programs;

const USER: &str = "handover";
/// `PostgreSQL` refuses to run as root; this one is on every system, and owns nothing.
const NOBODY: &str = "nobody";
const SETTINGS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "max_connections=300",
    "logging_collector=off",
    // Head office is killed in tests, and this server never: what it has written goes with its folder.
    "fsync=off",
    "full_page_writes=off",
    "autovacuum=off",
];
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Postgres {
    server: Child,
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    /// Starts one; none where it is not installed.
    pub fn start(workspace: &Workspace) -> Result<Option<Self>> {
        let Some(programs) = programs(workspace) else { return Ok(None) };
        let folder = env::temp_dir().join(format!("handover-postgres-{}", this::id()));
        fs::create_dir_all(&folder)?;
        let nobody =
            (process::output(workspace.command("id").arg("-u")).as_deref() == Some("0")).then_some(NOBODY);
        if nobody.is_some() {
            let given = process::output(workspace.command("chown").arg(NOBODY).arg(&folder));
            ensure!(given.is_some(), "{} cannot be given to {NOBODY}.", folder.display());
        }
        let data = folder.join("data");
        let mut initdb = command(workspace, &programs.join("initdb"), nobody);
        initdb
            .args(["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username", USER, "--pgdata"])
            .arg(&data);
        let made = process::output(&mut initdb);
        ensure!(made.is_some(), "PostgreSQL cannot make a database in {}.", folder.display());
        // It takes no port 0; the one that is free now is free in a moment.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut postgres = command(workspace, &programs.join("postgres"), nobody);
        postgres.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        let here = format!("unix_socket_directories={}", folder.display());
        for setting in SETTINGS.into_iter().chain([here.as_str()]) {
            postgres.args(["-c", setting]);
        }
        let log = fs::File::create(folder.join("log"))?;
        let server = process::spawn(postgres.stdout(Stdio::null()).stderr(log))?;
        let mut started = Self { server, folder, port };
        started.answers()?;
        Ok(Some(started))
    }

    /// Its address, without a database's name.
    pub fn address(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}", self.port)
    }

    fn answers(&mut self) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return Ok(());
            }
            if self.server.try_wait()?.is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL does not start: {log}");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Ends its children too, and writes nothing more.
        if let Err(error) = process::stop(&mut self.server).context("PostgreSQL does not stop.") {
            crate::complain(&error);
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn command(workspace: &Workspace, program: &Path, user: Option<&str>) -> Command {
    let Some(user) = user else { return workspace.command(program) };
    let mut command = workspace.command("setpriv");
    command.args(["--reuid", user, "--regid", "nogroup", "--clear-groups"]).arg(program);
    // A folder that it may look at.
    command.current_dir("/");
    command
}
