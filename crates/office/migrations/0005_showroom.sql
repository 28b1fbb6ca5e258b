-- What showroom staff do with their tablets: who they are, handovers, what was done about complaints, and the visits
-- that are expected. The rules of 0001 hold: SQLite and PostgreSQL both take it, and once released it is never edited.

-- Who works with a shop's tablets. Of a PIN only what it was stretched to is kept. Whoever was removed stays here by
-- name, since what they did stays too.
CREATE TABLE people (
    shop TEXT NOT NULL REFERENCES shops (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    salt BYTEA NOT NULL,
    rounds BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    removed_at BIGINT,
    PRIMARY KEY (shop, id)
);

-- The key that complaints are sealed for beside head office's own. Its private half is wrapped under six words that
-- nobody keeps.
CREATE TABLE shop_keys (
    shop TEXT NOT NULL PRIMARY KEY REFERENCES shops (id),
    public_key BYTEA NOT NULL,
    salt BYTEA NOT NULL,
    rounds BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

-- What was done about complaints. `written_at` is the moment as whoever did it wrote it, `captured_ms` the same in
-- milliseconds. A tablet tells of a step by a record; one of head office's own has no tablet and no record, and its
-- note stands here. A step may come before its complaint does.
CREATE TABLE complaint_steps (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    remedy TEXT,
    by_person TEXT NOT NULL,
    written_at TEXT NOT NULL,
    captured_ms BIGINT NOT NULL,
    mode TEXT NOT NULL,
    device TEXT,
    note TEXT,
    PRIMARY KEY (shop, record)
);
CREATE INDEX complaint_steps_by_number ON complaint_steps (shop, number);

-- Tablets that were handed to customers. An absent advisor or person is ''. `second` is what the tablet knew.
CREATE TABLE handovers (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    order_ref TEXT NOT NULL,
    visit TEXT NOT NULL,
    advisor TEXT NOT NULL,
    by_person TEXT NOT NULL,
    device TEXT NOT NULL,
    day TEXT NOT NULL,
    second BOOLEAN NOT NULL,
    listed BOOLEAN NOT NULL,
    captured_at BIGINT NOT NULL,
    mode TEXT NOT NULL,
    PRIMARY KEY (shop, record)
);
CREATE INDEX handovers_by_order ON handovers (shop, order_ref);
CREATE INDEX handovers_by_day ON handovers (day);

-- The dealer's own list. No name, no phone, no plate, no VIN: tablets get all of it.
CREATE TABLE visits (
    shop TEXT NOT NULL REFERENCES shops (id),
    order_ref TEXT NOT NULL,
    visit TEXT NOT NULL,
    day TEXT NOT NULL,
    advisor TEXT,
    model TEXT,
    mileage_km BIGINT,
    imported_at BIGINT NOT NULL,
    PRIMARY KEY (shop, order_ref)
);
CREATE INDEX visits_by_day ON visits (shop, day);

-- How often what a shop's tablets are told of each other has changed.
CREATE TABLE feeds (
    shop TEXT NOT NULL PRIMARY KEY,
    changes BIGINT NOT NULL
);

-- Who did it, about which complaint or handover; where the event has such.
ALTER TABLE device_events ADD COLUMN person TEXT;
ALTER TABLE device_events ADD COLUMN number TEXT;
ALTER TABLE device_events ADD COLUMN order_ref TEXT;
