//! The database behind head office's back: a file in its data folder, or one of `PostgreSQL`'s where the tests are given
//! a server (`HANDOVER_TEST_POSTGRES`, an address without a database's name).

use crate::app::runtime;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, process};

/// Where it is.
pub enum Database {
    File(PathBuf),
    Server { address: String, name: String },
}

/// Somebody who writes, and keeps others from it until this is dropped.
pub struct Lock {
    runtime: tokio::runtime::Runtime,
    /// Closing it takes back what it began.
    conn: Option<Writing>,
}

enum Writing {
    File(SqliteConnection),
    Server(PgConnection),
}

/// The same words for either database.
macro_rules! ask {
    ($database:expr, $conn:ident => $run:expr) => {
        match $database {
            Database::File(file) => runtime().block_on(async {
                let mut $conn = SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
                let answer = $run;
                $conn.close().await.unwrap();
                answer
            }),
            Database::Server { address, name } => runtime().block_on(async {
                let mut $conn = PgConnection::connect(&format!("{address}/{name}")).await.unwrap();
                let answer = $run;
                $conn.close().await.unwrap();
                answer
            }),
        }
    };
}

impl Database {
    /// A new one, empty, for a data folder.
    pub fn new(data: &Path) -> Self {
        let database = Self::named(data);
        database.manage(|name| format!("CREATE DATABASE {name}"));
        database
    }

    /// Another one for another data folder, with all that is in this one now.
    pub fn copied_to(&self, data: &Path) -> Self {
        let copy = Self::named(data);
        copy.fill_from(self);
        copy
    }

    /// Puts back what a copy holds.
    pub fn restore(&self, copy: &Self) {
        self.manage(|name| format!("DROP DATABASE {name} WITH (FORCE)"));
        self.fill_from(copy);
    }

    fn named(data: &Path) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        match env::var("HANDOVER_TEST_POSTGRES") {
            Ok(address) => {
                let name = format!("t{}_{}", process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
                Self::Server { address, name }
            }
            Err(_) => Self::File(data.join("office.sqlite")),
        }
    }

    /// A file was copied with its folder.
    fn fill_from(&self, other: &Self) {
        let Self::Server { name: template, .. } = other else { return };
        // A template must not be in use; who is thrown out comes back by itself.
        self.manage(|_| {
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'")
        });
        self.manage(|name| format!("CREATE DATABASE {name} TEMPLATE {template}"));
    }

    /// Has the server do something about databases; there is nothing to be done for a file.
    fn manage(&self, sql: impl Fn(&str) -> String) {
        let Self::Server { address, name } = self else { return };
        let server = Self::Server { address: address.clone(), name: "postgres".into() };
        server.sql(&sql(name));
    }

    /// What has to be said on the command line.
    pub fn arguments(&self) -> Vec<String> {
        match self {
            Self::File(_) => Vec::new(),
            Self::Server { address, name } => vec!["--db".into(), format!("{address}/{name}")],
        }
    }

    /// Runs SQL, by whatever number of statements; how many rows it changed.
    pub fn sql(&self, sql: &str) -> u64 {
        let sql = match self {
            Self::File(_) => sql.to_owned(),
            // The one thing that both take only in words of their own.
            Self::Server { .. } => sql.replace("x'00'", r"'\x00'::bytea"),
        };
        ask!(self, conn => sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap().rows_affected())
    }

    /// One number out of it.
    pub fn number(&self, sql: &str) -> i64 {
        ask!(self, conn => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut conn).await.unwrap())
    }

    /// Texts out of it.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        ask!(self, conn => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut conn).await.unwrap())
    }

    /// Keeps everybody else from writing.
    pub fn lock(&self) -> Lock {
        let runtime = runtime();
        let conn = runtime.block_on(async {
            match self {
                Self::File(file) => {
                    let mut conn = SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
                    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut conn).await.unwrap();
                    Writing::File(conn)
                }
                Self::Server { address, name } => {
                    let mut conn = PgConnection::connect(&format!("{address}/{name}")).await.unwrap();
                    let all = "BEGIN; LOCK TABLE counters IN EXCLUSIVE MODE";
                    sqlx::raw_sql(all).execute(&mut conn).await.unwrap();
                    Writing::Server(conn)
                }
            }
        });
        Lock { runtime, conn: Some(conn) }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.runtime.block_on(async {
            match self.conn.take() {
                Some(Writing::File(conn)) => conn.close().await.unwrap(),
                Some(Writing::Server(conn)) => conn.close().await.unwrap(),
                None => {}
            }
        });
    }
}
