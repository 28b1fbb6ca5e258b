-- Calls to customers. The rules of 0001 hold: SQLite and PostgreSQL both take it, and once released it is never edited.

-- Each is about an order of the visits or handovers, or about a complaint by its number; the other one is none. `at` and
-- `again_at` are milliseconds since 1970, `utc_offset` and `again_offset` seconds east of UTC there, `day` and `again_day`
-- their days there. Nothing is altered later: an entry that `corrects` another one of the shop stands for it from then on.
-- `words` are sealed for the care key `reader`, and are none where nothing was said or it was erased.
CREATE TABLE calls (
    shop TEXT NOT NULL REFERENCES shops (id),
    id TEXT NOT NULL,
    order_ref TEXT,
    number TEXT,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    utc_offset BIGINT NOT NULL,
    day TEXT NOT NULL,
    by_person TEXT NOT NULL,
    outcome TEXT NOT NULL,
    survey TEXT NOT NULL,
    again_at BIGINT,
    again_offset BIGINT,
    again_day TEXT,
    supervisor BOOLEAN NOT NULL,
    corrects TEXT,
    reader TEXT,
    words BYTEA,
    PRIMARY KEY (shop, id)
);
CREATE INDEX calls_by_order ON calls (shop, order_ref);
CREATE INDEX calls_by_number ON calls (shop, number);
CREATE INDEX calls_by_day ON calls (shop, day);

-- The dealer's number of the customer, which says who came back. It stays at head office.
ALTER TABLE visits ADD COLUMN customer TEXT;
CREATE INDEX visits_by_customer ON visits (shop, customer);
