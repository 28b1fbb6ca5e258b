-- Complaints, a dealer's own looks, and who erased what. The rules of 0001 hold: SQLite and PostgreSQL both take
-- it, and once released it is never edited.

-- A dealer's own looks, as JSON; '{}' are the product's.
ALTER TABLE shops ADD COLUMN brand TEXT NOT NULL DEFAULT '{}';

-- Milliseconds by which head office's clock was ahead of the tablet's when the record first arrived: the clocks of a
-- complaint run from its true moment, also where it could be read only later.
ALTER TABLE records ADD COLUMN ahead BIGINT NOT NULL DEFAULT 0;

-- The account that erased it.
ALTER TABLE erased ADD COLUMN erased_by TEXT NOT NULL DEFAULT '';

-- The record that a complaint's number stands for, whatever its mode and whether it could be read: whoever quotes
-- the number is to be found. Two records under one number are both kept.
CREATE TABLE complaint_numbers (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (shop, record)
);
CREATE INDEX complaint_numbers_by_number ON complaint_numbers (number);

-- Live complaints that could be read. `captured_at` is what the tablet's clock said, `utc_offset` its seconds east
-- of UTC; `contact` says whether contact details were left.
CREATE TABLE complaints (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    number TEXT NOT NULL,
    device TEXT NOT NULL,
    package TEXT NOT NULL REFERENCES packages (hash),
    category TEXT NOT NULL,
    department TEXT NOT NULL,
    severity TEXT NOT NULL,
    contact BOOLEAN NOT NULL,
    visit TEXT NOT NULL,
    language TEXT NOT NULL,
    captured_at BIGINT NOT NULL,
    utc_offset BIGINT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (shop, record)
);
CREATE INDEX complaints_by_day ON complaints (day);
CREATE INDEX complaints_by_number ON complaints (number);
