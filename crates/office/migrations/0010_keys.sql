-- Head office's keys, of which each purpose may have had several. The rules of 0001 hold: SQLite and PostgreSQL both
-- take it, and once released it is never edited.

-- The public halves of all pairs. Of a purpose the one with the highest number is current; those before it still open
-- what was sealed for them, until they are retired. A pair that was there before this table has no `made_at`.
CREATE TABLE office_keys (
    purpose TEXT NOT NULL,
    number BIGINT NOT NULL,
    public_key BYTEA NOT NULL,
    made_at BIGINT,
    retired_at BIGINT,
    PRIMARY KEY (purpose, number)
);
INSERT INTO office_keys (purpose, number, public_key) SELECT purpose, 1, public_key FROM head_keys;
DROP TABLE head_keys;
