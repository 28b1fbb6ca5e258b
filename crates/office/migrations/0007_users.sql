-- Who works at head office, what each may do, and what they did. The rules of 0001 hold: SQLite and PostgreSQL both take
-- it, and once released it is never edited.

-- Of a password only what Argon2id made of it is kept (PHC string). `wrong` counts guesses since the last right one;
-- whoever was removed stays here by name, since what they did stays too.
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    wrong BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT NOT NULL DEFAULT 0,
    added_at BIGINT NOT NULL,
    removed_at BIGINT
);

-- What a user may do and where: `scope` is `network`, or `region` or `shop` with its id.
CREATE TABLE grants (
    member TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (member, role, scope, place)
);

-- Who is signed in. Of a session's token only the SHA-256 is kept.
CREATE TABLE sessions (
    token TEXT NOT NULL PRIMARY KEY,
    member TEXT NOT NULL REFERENCES users (id),
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_member ON sessions (member);

-- Who did what at head office beside opening, exporting and erasing, which have lists of their own.
CREATE TABLE deeds (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    member TEXT NOT NULL,
    deed TEXT NOT NULL,
    about TEXT NOT NULL
);
CREATE INDEX deeds_by_time ON deeds (at);
