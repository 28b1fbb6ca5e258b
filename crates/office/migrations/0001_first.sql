-- Written so that SQLite and PostgreSQL both take it. Times are milliseconds since 1970 (UTC), days are
-- YYYY-MM-DD, ids and hashes are text. Keys begin with the shop, so that shops can be spread over machines.
-- This file is never edited once released; the next change is a new file.

CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('config_version', 1);

-- The public halves of head office's keys: a key file that goes missing is noticed, not replaced.
CREATE TABLE head_keys (
    purpose TEXT NOT NULL PRIMARY KEY,
    public_key BYTEA NOT NULL
);

CREATE TABLE shops (
    id TEXT NOT NULL PRIMARY KEY,
    names TEXT NOT NULL
);

CREATE TABLE advisors (
    shop TEXT NOT NULL REFERENCES shops (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (shop, id)
);

CREATE TABLE devices (
    id TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    shop TEXT NOT NULL REFERENCES shops (id),
    mode TEXT NOT NULL,
    key_id TEXT NOT NULL UNIQUE,
    public_key BYTEA NOT NULL,
    app TEXT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE TABLE enrol_codes (
    code TEXT NOT NULL PRIMARY KEY,
    shop TEXT NOT NULL REFERENCES shops (id),
    mode TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    device TEXT REFERENCES devices (id)
);

CREATE TABLE packages (
    hash TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    UNIQUE (id, version)
);

CREATE TABLE packages_in_use (
    visit TEXT NOT NULL PRIMARY KEY,
    package TEXT NOT NULL REFERENCES packages (hash)
);

-- The journal as it was received. `header` is the exact text; the other columns are read from it.
CREATE TABLE records (
    shop TEXT NOT NULL,
    id TEXT NOT NULL,
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    header TEXT NOT NULL,
    day TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE INDEX records_by_seq ON records (shop, device, epoch, seq);
CREATE INDEX records_by_day ON records (day);

CREATE TABLE parts (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    name TEXT NOT NULL,
    reader TEXT NOT NULL,
    data BYTEA NOT NULL,
    PRIMARY KEY (shop, record, name, reader)
);

-- Another record under an id that was already taken; whole, as JSON.
CREATE TABLE conflicts (
    shop TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    device TEXT NOT NULL,
    record TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (shop, id, hash)
);

-- What was erased at a customer's wish: a part's name, or '*' for the whole record. Never stored again.
CREATE TABLE erased (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    part TEXT NOT NULL,
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (shop, record, part)
);

-- Records in custody whose answers could not be read; read again when a questionnaire is published.
CREATE TABLE quarantine (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (shop, record)
);

-- One life of a tablet's journal, and how far it is here without a gap.
CREATE TABLE epochs (
    shop TEXT NOT NULL,
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    contiguous BIGINT NOT NULL,
    highest BIGINT NOT NULL,
    PRIMARY KEY (shop, device, epoch)
);

-- Facts: what the answers part of a live response says. `counted` is false for a later complete survey of an order.
CREATE TABLE responses (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    device TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (hash),
    advisor TEXT NOT NULL,
    order_ref TEXT NOT NULL,
    outcome TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    visit TEXT NOT NULL,
    day TEXT NOT NULL,
    captured_at BIGINT NOT NULL,
    counted BOOLEAN NOT NULL,
    PRIMARY KEY (shop, record)
);
CREATE INDEX responses_by_order ON responses (shop, order_ref);

-- One row per question asked; per chosen option for a question with several.
CREATE TABLE answers (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    question TEXT NOT NULL,
    option TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT,
    ms BIGINT,
    PRIMARY KEY (shop, record, question, option)
);

-- Sums over the facts, kept in the same transaction. An absent advisor is ''.
CREATE TABLE rollup_day (
    shop TEXT NOT NULL,
    day TEXT NOT NULL,
    package TEXT NOT NULL,
    question TEXT NOT NULL,
    advisor TEXT NOT NULL,
    option TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (shop, day, package, question, advisor, option)
);
CREATE INDEX rollup_day_by_day ON rollup_day (day);

-- State is `completed`, `partial` or `repeated` (a later complete survey of an order).
CREATE TABLE rollup_responses (
    shop TEXT NOT NULL,
    day TEXT NOT NULL,
    package TEXT NOT NULL,
    advisor TEXT NOT NULL,
    state TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (shop, day, package, advisor, state)
);
CREATE INDEX rollup_responses_by_day ON rollup_responses (day);

-- Who opened what a customer wrote; written before it is opened.
CREATE TABLE openings (
    id TEXT NOT NULL PRIMARY KEY,
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    part TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL
);
