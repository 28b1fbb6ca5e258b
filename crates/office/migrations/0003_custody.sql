-- Nothing lost, nothing doubled, nothing altered unseen. The rules of 0001 hold: SQLite and PostgreSQL both take it,
-- and once released it is never edited.

-- How many records of the epoch are in custody. What is erased of them leaves it as it is.
ALTER TABLE epochs ADD COLUMN held BIGINT NOT NULL DEFAULT 0;
UPDATE epochs SET held = (SELECT COUNT(*) FROM records r
                          WHERE r.shop = epochs.shop AND r.device = epochs.device AND r.epoch = epochs.epoch);

-- How far a tablet said its journal had come, so that an end that is cut off later is missed. The highest word stays,
-- and so does every one whose record is not here; `said_at` is the tablet's clock, `heard_at` head office's, each of
-- the last time it was said.
CREATE TABLE announced (
    shop TEXT NOT NULL,
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    heard_at BIGINT NOT NULL,
    PRIMARY KEY (shop, device, epoch, seq, hash)
);

-- Every key that signs for a tablet, or that somebody asked to let sign. The one in `devices` is that of its first
-- enrolment. State is `asked` or `approved`.
CREATE TABLE device_keys (
    key_id TEXT NOT NULL PRIMARY KEY,
    device TEXT NOT NULL REFERENCES devices (id),
    public_key BYTEA NOT NULL,
    state TEXT NOT NULL,
    app TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    approved_at BIGINT
);
CREATE INDEX device_keys_by_device ON device_keys (device);
INSERT INTO device_keys (key_id, device, public_key, state, app, asked_at, approved_at)
SELECT key_id, id, public_key, 'approved', app, enrolled_at, enrolled_at FROM devices;

-- The tablet that comes back with this code; none where the code makes a new one.
ALTER TABLE enrol_codes ADD COLUMN tablet TEXT REFERENCES devices (id);

-- What happened to a tablet, by its own account; `lost_…` where records of an earlier epoch are gone from it.
CREATE TABLE device_events (
    shop TEXT NOT NULL,
    record TEXT NOT NULL,
    device TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq BIGINT NOT NULL,
    happened TEXT NOT NULL,
    lost_epoch TEXT,
    lost_from BIGINT,
    lost_through BIGINT,
    lost_pending BIGINT,
    captured_at BIGINT NOT NULL,
    PRIMARY KEY (shop, record)
);
CREATE INDEX device_events_by_device ON device_events (device);
