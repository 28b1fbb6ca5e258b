//! The real program on a loopback port, with a data folder of its own.

use crate::database::{Database, Lock};
use handover_domain::record::{PartName, Record};
use handover_domain::wire::{Problem, Reason};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;
use tempfile::TempDir;

/// A short questionnaire, so that the tests do not change with what is shipped.
pub const SERVICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/support/short.json");
pub const JSON: (&str, &str) = ("content-type", "application/json");

/// Head office with one shop, `demo`, two advisors and a short questionnaire.
pub struct App {
    pub folder: TempDir,
    database: Database,
    server: Option<(Child, String)>,
}

/// The program as it is when this run begins: another clone may build its own into the same folder meanwhile.
pub fn program() -> String {
    const BUILT: &str = env!("CARGO_BIN_EXE_handover-office");
    static PROGRAM: OnceLock<File> = OnceLock::new();
    let opened = PROGRAM.get_or_init(|| File::open(BUILT).unwrap());
    if cfg!(target_os = "linux") {
        format!("/proc/{}/fd/{}", process::id(), opened.as_raw_fd())
    } else {
        BUILT.into()
    }
}

/// What a command printed, and whether it succeeded.
pub struct Said {
    pub success: bool,
    pub out: String,
    pub err: String,
}

/// An answer over HTTP.
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The problem in it, which must be head office's own and of this reason.
    pub fn refused(&self, reason: Reason) -> Problem {
        let problem = Problem::recognise(self.status, &self.body)
            .unwrap_or_else(|| panic!("{}: {}", self.status, String::from_utf8_lossy(&self.body)));
        assert_eq!(problem.reason, reason, "{}", problem.detail);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert!(problem.detail.len() > 20, "{}", problem.detail);
        problem
    }
}

impl App {
    pub fn start() -> Self {
        let app = Self::empty();
        app.shop("demo");
        app.cli(&["advisor", "add", "demo", "a1", "王敏"]).success();
        app.cli(&["advisor", "add", "demo", "a2", "Li Qiang"]).success();
        app.cli(&["questionnaire", "publish", SERVICE]).success();
        app
    }

    /// Head office with nothing in it.
    pub fn empty() -> Self {
        let mut app = Self::unused();
        app.serve(&[]);
        app
    }

    /// An empty folder, and an empty database of the kind that is tried.
    pub fn unused() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::new(&folder.path().join("data"));
        Self { folder, database, server: None }
    }

    /// An empty folder, in which the database is a file whatever is tried.
    pub fn unused_file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::File(folder.path().join("data").join("office.sqlite"));
        Self { folder, database, server: None }
    }

    /// The same head office in a folder of its own, as it is now; its service is not running.
    pub fn copy(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        copy(&self.data(), &data);
        Self { folder, database: self.database.copied_to(&data), server: None }
    }

    /// Puts back a copy that was made earlier.
    pub fn restore(&mut self, backup: &Self) {
        self.kill();
        fs::remove_dir_all(self.data()).unwrap();
        copy(&backup.data(), &self.data());
        self.database.restore(&backup.database);
        self.serve(&[]);
    }

    pub fn shop(&self, id: &str) {
        let names = ["--name-zh-cn", "店", "--name-zh-tw", "店", "--name-en", "Showroom"];
        self.cli(&[&["shop", "add", id], &names[..]].concat()).success();
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A command of this head office, to be run as a test likes.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(arguments).arg("--data").arg(self.data()).args(self.database.arguments());
        command
    }

    pub fn cli(&self, arguments: &[&str]) -> Said {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { success: output.status.success(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts a command without waiting for its end.
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Starts the service, with more arguments if wanted.
    pub fn serve(&mut self, more: &[&str]) {
        assert!(self.server.is_none(), "it is running");
        self.server = Some(self.instance("127.0.0.1:0", more));
    }

    /// One more instance of the service, and where it listens.
    pub fn instance(&self, listen: &str, more: &[&str]) -> (Child, String) {
        let arguments = [&["serve", "--listen", listen], more].concat();
        let log = fs::OpenOptions::new().create(true).append(true).open(self.log_file()).unwrap();
        let mut child = self.command(&arguments).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("Head office listens on ").expect(&line).to_owned();
        (child, url)
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// What the service has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap()
    }

    pub fn pid(&self) -> u32 {
        self.server.as_ref().unwrap().0.id()
    }

    pub fn url(&self) -> &str {
        &self.server.as_ref().unwrap().1
    }

    /// Ends the service as a power cut would: SIGKILL.
    pub fn kill(&mut self) {
        let (mut child, _) = self.server.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    pub fn post(&self, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
        try_post(self.url(), path, body, headers).unwrap()
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        try_get(self.url(), path, headers).unwrap()
    }

    pub fn put(&self, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
        let request =
            headers.iter().fold(agent().put(format!("{}{path}", self.url())), |r, h| r.header(h.0, h.1));
        answer(request.send(body).unwrap()).unwrap()
    }

    /// Asks without a body, by any method.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.url()));
        let request = headers.iter().fold(request, |r, h| r.header(h.0, h.1));
        answer(agent().run(request.body(()).unwrap()).unwrap()).unwrap()
    }

    /// Sends these very bytes, which need be no HTTP, and returns whatever comes back: the status, the head, the body.
    pub fn raw(&self, bytes: &[u8]) -> (u16, String, Vec<u8>) {
        let mut stream = TcpStream::connect(self.url().strip_prefix("http://").unwrap()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        let asked = || String::from_utf8_lossy(bytes).lines().next().unwrap_or("").to_owned();
        stream.read_to_end(&mut answer).unwrap_or_else(|error| panic!("{error}: {}", asked()));
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("the head of an answer");
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        (head[9..12].parse().unwrap(), head, answer[end + 4..].to_vec())
    }

    pub fn code(&self, shop: &str) -> String {
        let said = self.cli(&["device", "code", shop]);
        assert!(said.success, "{}", said.err);
        said.out.trim().to_owned()
    }

    pub fn report(&self, arguments: &[&str]) -> serde_json::Value {
        let span = ["report", "--from", "2000-01-01", "--to", "2099-12-31", "--format", "json"];
        let said = self.cli(&[&span, arguments].concat());
        assert!(said.success, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    /// The last line of the audit.
    pub fn audit(&self) -> String {
        self.cli(&["audit"]).out.lines().last().unwrap().to_owned()
    }

    /// Runs SQL behind head office's back; how many rows it changed.
    pub fn sql(&self, sql: &str) -> u64 {
        self.database.sql(sql)
    }

    /// One number out of the database.
    pub fn number(&self, sql: &str) -> i64 {
        self.database.number(sql)
    }

    /// Texts out of the database, sorted.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        let mut texts = self.database.texts(sql);
        texts.sort();
        texts
    }

    /// Keeps everybody else from writing.
    pub fn lock(&self) -> Lock {
        self.database.lock()
    }
}

impl Said {
    pub fn success(&self) {
        assert!(self.success, "{}{}", self.out, self.err);
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if self.server.is_some() {
            self.kill();
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Whether the sealed bytes of a part stand anywhere in the database's files. What `PostgreSQL` has put aside is its own
/// administration's; there it is asked whether any row still has them.
pub fn is_on_disk(app: &App, record: &Record, name: PartName) -> bool {
    let part = record.parts.iter().find(|part| part.name == name).unwrap();
    if let Database::Server { .. } = app.database {
        let id = record.check().unwrap().core.id;
        let within = serde_json::to_value(part).unwrap()["data"].as_str().unwrap().to_owned();
        let sql = format!(
            "SELECT (SELECT COUNT(*) FROM parts WHERE record = '{id}' AND name = '{name}')
                  + (SELECT COUNT(*) FROM conflicts WHERE record LIKE '%{within}%')"
        );
        return app.number(&sql) > 0;
    }
    let files = fs::read_dir(app.data()).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.is_file())
        .any(|path| fs::read(path).unwrap().windows(200).any(|bytes| bytes == &part.data[..200]))
}

/// A text as it may stand in an address, whatever is in it.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

/// Waits for a program to end; the most memory that it had at a time, in kilobytes.
pub fn peak(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut highest = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with("VmHWM:"));
        let kilobytes =
            line.and_then(|line| line.split_whitespace().nth(1)).map_or(0, |n| n.parse().unwrap());
        highest = u64::max(highest, kilobytes);
        std::thread::sleep(Duration::from_millis(2));
    }
    highest
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

pub fn try_get(url: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer, ureq::Error> {
    let request = headers.iter().fold(agent().get(format!("{url}{path}")), |r, h| r.header(h.0, h.1));
    answer(request.call()?)
}

pub fn try_post(url: &str, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Result<Answer, ureq::Error> {
    let request = headers.iter().fold(agent().post(format!("{url}{path}")), |r, h| r.header(h.0, h.1));
    answer(request.send(body)?)
}

fn answer(response: ureq::http::Response<ureq::Body>) -> Result<Answer, ureq::Error> {
    let (head, mut body) = response.into_parts();
    Ok(Answer { status: head.status.as_u16(), headers: head.headers, body: body.read_to_vec()? })
}
