-- What left head office in exports, and which files of tablets were taken. The rules of 0001 hold: SQLite and PostgreSQL
-- both take it, and once released it is never edited.

-- Who exported what; written before the first row goes out. Days and shop are '' where all are meant, `orders` says
-- whether answers went out with their handover numbers, and `row_count` is none where the end was not reached.
CREATE TABLE exports (
    id TEXT NOT NULL PRIMARY KEY,
    what TEXT NOT NULL,
    format TEXT NOT NULL,
    shop TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    orders BOOLEAN NOT NULL,
    exported_by TEXT NOT NULL,
    exported_at BIGINT NOT NULL,
    row_count BIGINT
);

-- Files that are here whole, by the SHA-256 of their bytes, and of those of the receipts that were written to each.
CREATE TABLE imported_files (
    sha256 TEXT NOT NULL PRIMARY KEY,
    receipts TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);
