//! How long a report takes over a year of a thousand shops, from what ten million and what ten thousand responses add up
//! to. The sums are written straight into the database; every report is a command of the real program, from its start to
//! its end, so that opening the database is in every figure and stands by itself in the first line. The year before is there too, since every
//! report is compared with it.

use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const SHOPS: u32 = 1_000;
const ADVISORS: u32 = 8;
const REGIONS: u32 = 20;
/// Each report is taken so often; the middle one is told, and the slowest.
const TIMES: usize = 5;

/// How many scored questions each of the two questionnaires has.
const QUESTIONS: usize = 12;

const YEAR: [&str; 4] = ["--from", "2026-01-01", "--to", "2026-12-31"];
const ACROSS: [&str; 4] = ["--from", "2025-04-01", "--to", "2026-03-31"];

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    println!("a report over a year of {SHOPS} shops, as a whole command:");
    for responses in [10_000_u32, 10_000_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        prepare(&data);
        let begun = Instant::now();
        let rows = runtime.block_on(fill(&data, responses)).expect("the database takes the sums");
        let size = fs::metadata(data.join("office.sqlite")).map_or(0, |file| file.len()) / 1_000_000;
        println!(
            "\n{responses} responses a year, for two years: {rows} rows of sums, {size} MB, written in {:.0} s",
            begun.elapsed().as_secs_f64()
        );
        println!("{:40}{:>10}{:>10}{:>10}{:>10}", "", "middle", "slowest", "memory", "rows");
        measure(&data, "opening alone (region list)", "FALSE", &["region", "list"]);
        let years = "span IN ('2025', '2026')";
        let all = format!("facet = '' AND {years}");
        for by in ["none", "question", "stage", "visit", "version", "region", "shop"] {
            measure(&data, &format!("by {by}"), &all, &[&["report", "--by", by], &YEAR[..]].concat());
        }
        let rows = format!("facet = 'channel' AND {years}");
        measure(&data, "by channel", &rows, &[&["report", "--by", "channel"], &YEAR[..]].concat());
        let rows = "facet = '' AND length(span) = 7";
        measure(
            &data,
            "by period, month by month",
            rows,
            &[&["report", "--by", "period"], &YEAR[..]].concat(),
        );
        let rows = format!("facet = 'group:age_band' AND {years}");
        let group = ["report", "--by", "group", "--group", "age_band"];
        measure(&data, "by group", &rows, &[&group[..], &YEAR].concat());
        let rows = format!("facet = 'advisor' AND shop = 's0007' AND {years}");
        let advisors = ["report", "--by", "advisor", "--shop", "s0007"];
        measure(&data, "by advisor, one shop", &rows, &[&advisors[..], &YEAR].concat());
        let rows =
            format!("facet = 'advisor' AND {years} AND shop IN (SELECT id FROM shops WHERE region = 'r07')");
        let advisors = ["report", "--by", "advisor", "--region", "r07"];
        measure(&data, "by advisor, one region", &rows, &[&advisors[..], &YEAR].concat());
        println!("a year that begins in April, which is made of months:");
        let rows = "facet = '' AND span BETWEEN '2025-04' AND '2026-03' AND length(span) = 7";
        measure(&data, "by question", rows, &[&["report", "--by", "question"], &ACROSS[..]].concat());
        measure(&data, "by shop", rows, &[&["report", "--by", "shop"], &ACROSS[..]].concat());
    }
}

fn office(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover-office"));
    command.args(arguments).arg("--data").arg(data);
    command
}

/// A folder with a questionnaire for each kind of visit.
fn prepare(data: &Path) {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../../questionnaires/service.json");
    let text = fs::read_to_string(shipped).expect("the shipped questionnaire");
    let shipped: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for visit in ["service", "delivery"] {
        let mut package = shipped.clone();
        shorten(&mut package);
        (package["id"], package["visit"]) = (visit.into(), visit.into());
        let file = data.with_file_name(format!("{visit}.json"));
        fs::write(&file, package.to_string()).expect("a file");
        let publish = ["questionnaire", "publish", file.to_str().expect("a path")];
        let done = office(data, &publish).output().expect("the program");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

/// Twelve ratings that take turns, and what else is shipped but reasons.
fn shorten(package: &mut serde_json::Value) {
    let all = package["questions"].as_array().expect("questions").clone();
    let find =
        |id: &str| all.iter().find(|question| question["id"] == id).expect("a shipped question").clone();
    let stages: Vec<_> =
        package["stages"].as_array().expect("stages").iter().map(|stage| stage["id"].clone()).collect();
    let mut questions = Vec::new();
    for n in 0..QUESTIONS {
        let mut question = find("cleanliness");
        question["id"] = format!("question_{n:02}").into();
        question["stage"] = stages[n % (stages.len() - 1)].clone();
        questions.push(question);
    }
    questions.extend(["recommend", "comment", "age_band", "gender", "region"].map(find));
    package["questions"] = questions.into();
    package["budget"] = serde_json::json!({ "min": 5, "max": 8 });
    package.as_object_mut().expect("an object").remove("complaint");
}

/// Writes what so many responses add up to, month by month, as they would have come.
async fn fill(data: &Path, responses: u32) -> Result<i64, sqlx::Error> {
    let file = data.join("office.sqlite");
    let mut conn = SqliteConnection::connect(file.to_str().expect("a path")).await?;
    let shop = |n: u32| format!("('s{n:04}', '{{\"en\":\"Showroom {n}\"}}', 'r{:02}')", n % REGIONS);
    let region = |n: u32| format!("('r{n:02}', '{{\"en\":\"Region {n}\"}}')");
    let list = |of: &dyn Fn(u32) -> String, n: u32| (0..n).map(of).collect::<Vec<_>>().join(", ");
    let run = async |conn: &mut SqliteConnection, sql: String| {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await.map(|_| ())
    };
    run(
        &mut conn,
        format!(
            "PRAGMA synchronous = OFF; PRAGMA cache_size = -800000; PRAGMA temp_store = MEMORY;
             INSERT INTO regions (id, names) VALUES {};
             INSERT INTO shops (id, names, region) VALUES {};
             CREATE TEMP TABLE members (facet TEXT, member TEXT, part REAL, narrow BOOLEAN);
             INSERT INTO members VALUES ('', '', 1, FALSE), ('channel', 'kiosk', 0.7, FALSE),
                ('channel', 'phone', 0.2, FALSE), ('channel', 'letter', 0.1, FALSE);
             INSERT INTO members SELECT DISTINCT 'group:' || question, option, 0.2, TRUE
                FROM package_options WHERE is_group;
             INSERT INTO members VALUES {};",
            list(&region, REGIONS),
            list(&shop, SHOPS),
            list(&|n| format!("('advisor', 'a{n}', {}, FALSE)", 1.0 / f64::from(ADVISORS)), ADVISORS)
        ),
    )
    .await?;
    // How often each slot is expected of one response: half of them answer either package, and of twelve questions
    // about seven are asked. Better answers are likelier.
    run(
        &mut conn,
        "CREATE TEMP TABLE expected AS
         SELECT cell, MAX(is_scored) AS scored,
                SUM(CASE WHEN slot = 1 THEN p ELSE 0 END) AS p1, SUM(CASE WHEN slot = 2 THEN p ELSE 0 END) AS p2,
                SUM(CASE WHEN slot = 3 THEN p ELSE 0 END) AS p3, SUM(CASE WHEN slot = 4 THEN p ELSE 0 END) AS p4,
                SUM(CASE WHEN slot = 5 THEN p ELSE 0 END) AS p5, SUM(CASE WHEN slot = 6 THEN p ELSE 0 END) AS p6
         FROM (SELECT cell, slot, is_scored,
                      CASE WHEN question = '' THEN CASE slot WHEN 1 THEN 0.45 WHEN 2 THEN 0.05 ELSE 0.01 END
                           WHEN is_group THEN 0.08
                           WHEN question = 'recommend' THEN 0.025
                           ELSE CASE slot WHEN 1 THEN 0.16 WHEN 2 THEN 0.09 WHEN 3 THEN 0.03 ELSE 0.01 END END AS p
               FROM package_options) AS each_of_them GROUP BY cell
         UNION ALL SELECT 0, 0, 0.9, 0.1, 0.2, 0.05, 0, 0;"
            .into(),
    )
    .await?;
    let each = f64::from(responses) / f64::from(SHOPS) / 12.0;
    for year in [2025, 2026] {
        for month in 1..=12 {
            run(&mut conn, insert(&format!("{year}-{month:02}"), each)).await?;
        }
        run(&mut conn, insert(&year.to_string(), 12.0 * each)).await?;
    }
    let (rows,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM rollup").fetch_one(&mut conn).await?;
    conn.close().await?;
    Ok(rows)
}

/// One span of every shop and facet; a slot that is expected less than once stands there as often as that.
fn insert(span: &str, each: f64) -> String {
    let n = |slot: u8| {
        format!("CAST(e.p{slot} * m.part * {each} + (abs(random()) % 1000) / 1000.0 AS INTEGER) AS n{slot}")
    };
    let slots: Vec<String> = (1..=6).map(n).collect();
    format!(
        "INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
         SELECT * FROM (SELECT s.id, m.facet, '{span}', m.member, e.cell, {}
                        FROM shops s CROSS JOIN members m CROSS JOIN expected e
                        WHERE (e.scored OR NOT m.narrow) AND (e.cell > 0 OR m.facet IN ('', 'advisor')))
               AS each_of_them WHERE n1 + n2 + n3 + n4 + n5 + n6 > 0",
        slots.join(", ")
    )
}

/// Takes a report several times, and prints how long it took, how much memory at most, and how many rows of sums it
/// has to read, which are those that this says.
fn measure(data: &Path, what: &str, rows: &str, arguments: &[&str]) {
    let mut took = Vec::new();
    let mut memory = 0;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let mut child = office(data, arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program");
        let status = loop {
            if let Some(status) = child.try_wait().expect("its end") {
                break status;
            }
            memory = memory.max(peak(child.id()));
            sleep(Duration::from_millis(1));
        };
        assert!(status.success(), "{what} failed");
        took.push(begun.elapsed());
    }
    took.sort();
    let ms = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1000.0);
    println!(
        "{what:40}{:>10}{:>10}{:>10}{:>10}",
        ms(took[TIMES / 2]),
        ms(took[TIMES - 1]),
        format!("{} MB", memory / 1000),
        count(data, rows)
    );
}

/// The most memory that a process has held so far, in kB, where the system tells it.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// How many rows of sums there are that this is true of.
fn count(data: &Path, of: &str) -> i64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let file = data.join("office.sqlite");
    let count = async || {
        let mut conn = SqliteConnection::connect(file.to_str().expect("a path")).await?;
        let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM rollup WHERE {of}"));
        sqlx::query_scalar(sql).fetch_one(&mut conn).await
    };
    let counted: Result<i64, sqlx::Error> = runtime.block_on(count());
    counted.expect("the database counts")
}
