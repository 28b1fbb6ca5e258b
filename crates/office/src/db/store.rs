//! The database, opened: a file of `SQLite`, or `PostgreSQL`.

use super::sql::{self, Conn};
use handover_domain::ids::ShopId;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use std::path::PathBuf;
use std::time::Duration;

static MIGRATIONS: Migrator = sqlx::migrate!();
/// How long a request waits for its turn before head office says that it cannot store at the moment.
const PATIENCE: Duration = Duration::from_secs(5);
/// The same, as `PostgreSQL` reads it.
const PATIENCE_WORD: &str = "5s";
const READERS: u32 = 4;
const WRITERS: u32 = 4;
const CONNECTIONS: u32 = READERS + 2 * WRITERS;

/// The database did not do what was asked. What was not committed is not there.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It does not answer, is locked or full.
    #[error("the database cannot be used at the moment, and nothing was changed: {0}")]
    Sql(#[from] sqlx::Error),
    /// Too many wait for it.
    #[error("the database has more to do than it can at the moment, and nothing was changed")]
    Busy,
    /// Where it is said to be.
    #[error("the address of the database is not one of PostgreSQL (postgres://USER@HOST/NAME): {0}")]
    Address(sqlx::Error),
    /// It was made by a later version, or a migration fails.
    #[error("the database cannot be brought up to this version, and was left as it was: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A row that this program never writes.
    #[error(
        "the database holds something unreadable in {0}; nothing was changed, run `audit` and restore a backup"
    )]
    Damaged(&'static str),
}

/// Where the database is.
pub enum Place {
    /// A file, made where there is none.
    File(PathBuf),
    /// A database of `PostgreSQL` that is there.
    Server(String),
}

/// The open database.
pub enum Store {
    /// `SQLite` has one writer at a time; a pool of one queues them fairly.
    Sqlite {
        /// The one that writes.
        writer: SqlitePool,
        /// Those that read meanwhile.
        reader: SqlitePool,
    },
    /// `PostgreSQL`, which several instances of this program may share.
    Postgres(PgPool),
}

impl Store {
    /// Opens the database and brings it up to date.
    pub async fn open(place: Place) -> Result<Self, StoreError> {
        let store = Self::connect(place).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Opens the database as it is.
    pub async fn connect(place: Place) -> Result<Self, StoreError> {
        match place {
            Place::File(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    // An acknowledgement is a promise: the log is on disk before a commit returns.
                    .synchronous(SqliteSynchronous::Full)
                    // What is erased at a customer's wish is overwritten, not only unlinked.
                    .pragma("secure_delete", "ON")
                    .busy_timeout(PATIENCE);
                let writer = SqlitePoolOptions::new()
                    .max_connections(1)
                    .acquire_timeout(PATIENCE)
                    .connect_with(options.clone())
                    .await?;
                let reader = SqlitePoolOptions::new()
                    .max_connections(READERS)
                    .acquire_timeout(PATIENCE)
                    .connect_with(options.read_only(true))
                    .await?;
                Ok(Self::Sqlite { writer, reader })
            }
            Place::Server(address) => {
                let options: PgConnectOptions = address.parse().map_err(StoreError::Address)?;
                let pool = PgPoolOptions::new()
                    .max_connections(CONNECTIONS)
                    .acquire_timeout(PATIENCE)
                    .connect_with(options.application_name("handover-office").options([
                        // An acknowledgement is a promise, whatever the server's own settings say.
                        ("synchronous_commit", "on"),
                        ("lock_timeout", PATIENCE_WORD),
                        // What it only remarks on is of no use to anybody here.
                        ("client_min_messages", "warning"),
                    ]))
                    .await?;
                Ok(Self::Postgres(pool))
            }
        }
    }

    /// Brings the tables up to this version.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { writer, .. } => Ok(MIGRATIONS.run(writer).await?),
            Self::Postgres(pool) => Ok(MIGRATIONS.run(pool).await?),
        }
    }

    /// Brings the tables of an empty database as far as this migration.
    pub async fn migrate_to(&self, version: i64) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { writer, .. } => Ok(MIGRATIONS.run_to(version, writer).await?),
            Self::Postgres(pool) => Ok(MIGRATIONS.run_to(version, pool).await?),
        }
    }

    /// Begins a transaction that may write anything, alone from its first statement on.
    pub async fn write(&self) -> Result<Conn, StoreError> {
        match self {
            Self::Sqlite { writer, .. } => Ok(Conn::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)),
            Self::Postgres(pool) => {
                let mut conn = Conn::Postgres(pool.begin().await?);
                sql::query(GATE_ALONE).execute(&mut conn).await?;
                Ok(conn)
            }
        }
    }

    /// Begins a transaction that writes what belongs to these shops and to nobody else: others may do the same for
    /// other shops meanwhile, where the database can.
    pub async fn write_for<'a>(
        &self,
        shops: impl IntoIterator<Item = &'a ShopId>,
    ) -> Result<Conn, StoreError> {
        let Self::Postgres(pool) = self else { return self.write().await };
        let mut conn = Conn::Postgres(pool.begin().await?);
        sql::query(GATE_SHARED).execute(&mut conn).await?;
        // In one order for all, so that no two wait for each other.
        let mut shops: Vec<&ShopId> = shops.into_iter().collect();
        shops.sort_unstable();
        shops.dedup();
        for shop in shops {
            sql::query(SHOP_ALONE).bind(shop.as_str()).execute(&mut conn).await?;
        }
        Ok(conn)
    }

    /// How many may write at a time.
    pub fn writers(&self) -> u32 {
        match self {
            Self::Sqlite { .. } => 1,
            Self::Postgres(_) => WRITERS,
        }
    }

    /// Makes everything in a transaction durable.
    pub async fn commit(&self, tx: Conn) -> Result<(), StoreError> {
        match tx {
            Conn::Sqlite(tx) => Ok(tx.commit().await?),
            Conn::Postgres(tx) => Ok(tx.commit().await?),
        }
    }

    /// A transaction that only reads, and sees one state throughout.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        match self {
            Self::Sqlite { reader, .. } => Ok(Conn::Sqlite(reader.begin().await?)),
            Self::Postgres(pool) => Ok(Conn::Postgres(pool.begin_with(ONE_STATE).await?)),
        }
    }

    /// Folds `SQLite`'s log into the database file and cuts it, so that what was erased stands in neither; whether it
    /// could be cut, or somebody was reading. What `PostgreSQL` keeps, its own administration has to see to.
    pub async fn cut_log(&self) -> Result<bool, StoreError> {
        let Self::Sqlite { writer, .. } = self else { return Ok(true) };
        let (busy, _, _): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writer).await?;
        Ok(busy == 0)
    }

    /// Closes every connection, so that `SQLite`'s log is folded into the database file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, reader } => {
                reader.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Whoever writes has this row: those who write for single shops together, anybody else alone.
const GATE_ALONE: &str = "SELECT value FROM counters WHERE name = 'config_version' FOR UPDATE";
const GATE_SHARED: &str = "SELECT value FROM counters WHERE name = 'config_version' FOR SHARE";
const SHOP_ALONE: &str = "SELECT id FROM shops WHERE id = $1 FOR NO KEY UPDATE";
const ONE_STATE: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
