//! A statement that either database takes, and the transaction that it runs in.
//!
//! The names are those of `sqlx`, which does the work; what is added is that the database is known only at run time.

use super::StoreError;
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, Decode, Encode, FromRow, Postgres, SqlSafeStr, SqlStr, Sqlite, Type};
use std::marker::PhantomData;

/// One connection, within a transaction; dropped, it leaves nothing behind.
pub enum Conn {
    /// Of a file.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// Of a server.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A row of either database that can be read into this type.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A value of the few types that the tables have.
pub enum Value {
    /// `TEXT`
    Text(Option<String>),
    /// `BIGINT`
    Whole(Option<i64>),
    /// `BOOLEAN`
    Truth(Option<bool>),
    /// `BYTEA`
    Bytes(Option<Vec<u8>>),
}

macro_rules! values {
    ($($from:ty => $value:expr;)*) => {
        $(impl From<$from> for Value {
            fn from(given: $from) -> Self {
                let value: fn($from) -> Self = $value;
                value(given)
            }
        })*
    };
}

values! {
    &str => |text| Self::Text(Some(text.to_owned()));
    &String => |text| Self::Text(Some(text.clone()));
    String => |text| Self::Text(Some(text));
    Option<&str> => |text| Self::Text(text.map(str::to_owned));
    Option<String> => Self::Text;
    i64 => |number| Self::Whole(Some(number));
    Option<i64> => Self::Whole;
    bool => |truth| Self::Truth(Some(truth));
    &[u8] => |bytes| Self::Bytes(Some(bytes.to_vec()));
    &Vec<u8> => |bytes| Self::Bytes(Some(bytes.clone()));
    Vec<u8> => |bytes| Self::Bytes(Some(bytes));
}

/// The types alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `TEXT`
    Text,
    /// `BIGINT`
    Whole,
    /// `BOOLEAN`
    Truth,
    /// `BYTEA`
    Bytes,
}

/// A statement with its values, in the words of each database.
pub struct Query {
    sqlite: SqlStr,
    postgres: SqlStr,
    values: Vec<Value>,
}

/// A statement whose rows are read into a type.
pub struct QueryAs<T> {
    query: Query,
    rows: PhantomData<T>,
}

/// What a statement changed.
pub struct Done(u64);

impl Done {
    /// How many rows.
    pub fn rows_affected(&self) -> u64 {
        self.0
    }
}

/// A statement; `$1` stands for its first value.
pub fn query(sql: &'static str) -> Query {
    Query { sqlite: sql.into_sql_str(), postgres: sql.into_sql_str(), values: Vec::new() }
}

/// A statement whose rows are read into a type.
pub fn query_as<T: Row>(sql: &'static str) -> QueryAs<T> {
    QueryAs { query: query(sql), rows: PhantomData }
}

/// The same words for either database.
macro_rules! on {
    ($conn:expr, $query:expr, $of:ident, $fetch:ident $(, $then:ident)?) => {{
        let Query { sqlite, postgres, values } = $query;
        match $conn {
            Conn::Sqlite(tx) => {
                sqlx::$of(sqlite, arguments::<SqliteArguments>(values)?).$fetch(&mut **tx).await?$(.$then())?
            }
            Conn::Postgres(tx) => {
                sqlx::$of(postgres, arguments::<PgArguments>(values)?).$fetch(&mut **tx).await?$(.$then())?
            }
        }
    }};
}

impl Query {
    /// Adds the next value.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Shows each row to whoever asks, one after another: memory does not grow with them.
    pub async fn each<E: From<StoreError>>(
        self,
        conn: &mut Conn,
        kinds: &[Kind],
        mut see: impl FnMut(Vec<Value>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self { sqlite, postgres, values } = self;
        let failed = |error: sqlx::Error| E::from(error.into());
        match conn {
            Conn::Sqlite(tx) => {
                let query = sqlx::query_with(sqlite, arguments::<SqliteArguments>(values).map_err(failed)?);
                let mut rows = query.fetch(&mut **tx);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    see(read(&row, kinds).map_err(failed)?)?;
                }
            }
            Conn::Postgres(tx) => {
                let query = sqlx::query_with(postgres, arguments::<PgArguments>(values).map_err(failed)?);
                let mut rows = query.fetch(&mut **tx);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    see(read(&row, kinds).map_err(failed)?)?;
                }
            }
        }
        Ok(())
    }

    /// Runs it.
    pub async fn execute(self, conn: &mut Conn) -> Result<Done, StoreError> {
        Ok(Done(on!(conn, self, query_with, execute, rows_affected)))
    }
}

impl<T: Row> QueryAs<T> {
    /// Adds the next value.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.query = self.query.bind(value);
        self
    }

    /// All rows.
    pub async fn fetch_all(self, conn: &mut Conn) -> Result<Vec<T>, StoreError> {
        Ok(on!(conn, self.query, query_as_with, fetch_all))
    }

    /// The first row, if there is one.
    pub async fn fetch_optional(self, conn: &mut Conn) -> Result<Option<T>, StoreError> {
        Ok(on!(conn, self.query, query_as_with, fetch_optional))
    }

    /// The first row, which is there.
    pub async fn fetch_one(self, conn: &mut Conn) -> Result<T, StoreError> {
        Ok(on!(conn, self.query, query_as_with, fetch_one))
    }
}

/// A row of columns whose types are known.
fn read<R: sqlx::Row>(row: &R, kinds: &[Kind]) -> Result<Vec<Value>, sqlx::Error>
where
    usize: sqlx::ColumnIndex<R>,
    for<'r> String: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> i64: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> bool: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
{
    let value = |(at, kind): (usize, &Kind)| {
        Ok(match kind {
            Kind::Text => Value::Text(row.try_get(at)?),
            Kind::Whole => Value::Whole(row.try_get(at)?),
            Kind::Truth => Value::Truth(row.try_get(at)?),
            Kind::Bytes => Value::Bytes(row.try_get(at)?),
        })
    };
    kinds.iter().enumerate().map(value).collect()
}

/// The values as a database wants them.
fn arguments<A: Arguments>(values: Vec<Value>) -> Result<A, sqlx::Error>
where
    Option<String>: Encode<'static, A::Database> + Type<A::Database>,
    Option<i64>: Encode<'static, A::Database> + Type<A::Database>,
    Option<bool>: Encode<'static, A::Database> + Type<A::Database>,
    Option<Vec<u8>>: Encode<'static, A::Database> + Type<A::Database>,
{
    let mut arguments = A::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        match value {
            Value::Text(text) => arguments.add(text),
            Value::Whole(number) => arguments.add(number),
            Value::Truth(truth) => arguments.add(truth),
            Value::Bytes(bytes) => arguments.add(bytes),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// A statement that is put together: of texts that stand in the code, and of values.
pub struct QueryBuilder {
    sqlite: String,
    postgres: String,
    values: Vec<Value>,
}

impl QueryBuilder {
    /// How it begins.
    pub fn new(sql: &'static str) -> Self {
        Self { sqlite: sql.to_owned(), postgres: sql.to_owned(), values: Vec::new() }
    }

    /// How it goes on.
    pub fn push(&mut self, sql: &'static str) -> &mut Self {
        self.push_text(sql);
        self
    }

    fn push_text(&mut self, sql: &str) {
        self.sqlite.push_str(sql);
        self.postgres.push_str(sql);
    }

    /// The name of a table or a column.
    pub fn push_name(&mut self, name: &str) -> &mut Self {
        self.push_text(&format!("\"{}\"", name.replace('"', "\"\"")));
        self
    }

    /// Names, one after another.
    pub fn push_names<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> &mut Self {
        for (place, name) in names.into_iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " }).push_name(name);
        }
        self
    }

    /// A value in its place. `SQLite` looks for a name among all of them, each time it is given a value for one, so that
    /// a thousand are told by their order there.
    pub fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.sqlite.push('?');
        self.postgres.push('$');
        self.postgres.push_str(&self.values.len().to_string());
        self
    }

    /// Values in brackets.
    pub fn push_list(&mut self, values: impl IntoIterator<Item = impl Into<Value>>) -> &mut Self {
        self.push("(");
        for (place, value) in values.into_iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " }).push_bind(value);
        }
        self.push(")")
    }

    /// `VALUES` and rows, each of as many values.
    pub fn push_values(
        &mut self,
        rows: impl IntoIterator<Item = impl IntoIterator<Item = Value>>,
    ) -> &mut Self {
        self.push("VALUES ");
        for (place, row) in rows.into_iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " }).push_list(row);
        }
        self
    }

    /// The statement.
    pub fn build(self) -> Query {
        let [sqlite, postgres] = [self.sqlite, self.postgres].map(|sql| AssertSqlSafe(sql).into_sql_str());
        Query { sqlite, postgres, values: self.values }
    }

    /// The statement, whose rows are read into a type.
    pub fn build_query_as<T: Row>(self) -> QueryAs<T> {
        QueryAs { query: self.build(), rows: PhantomData }
    }
}
