use crate::app::App;
use crate::tablet::{CONFIG, Tablet, completed, config};
use handover_domain::record::Record;

/// The database as the version before this one left it.
const BEFORE: &str = "
    DROP VIEW rollup_above;
    DROP VIEW rollup_facts;
    DROP VIEW rollup_marks;
    DROP VIEW rollup_places;
    DROP VIEW handover_states;
    DROP TABLE rollup;
    DROP TABLE package_options;
    DROP TABLE regions;
    ALTER TABLE shops DROP COLUMN region;
    CREATE TABLE rollup_day (day TEXT);
    CREATE TABLE rollup_responses (day TEXT);
    DROP TABLE sessions;
    DROP TABLE grants;
    DROP TABLE users;
    DROP TABLE deeds;
    CREATE TABLE head_keys AS SELECT purpose, public_key FROM office_keys;
    DROP TABLE office_keys;
    DROP TABLE calls;
    DROP TABLE people;
    DROP TABLE shop_keys;
    DROP TABLE complaint_steps;
    DROP TABLE handovers;
    DROP TABLE visits;
    DROP TABLE feeds;
    DROP TABLE exports;
    DROP TABLE imported_files;
    DROP TABLE announced;
    DROP TABLE device_keys;
    DROP TABLE device_events;
    DROP TABLE heartbeat;
    ALTER TABLE epochs DROP COLUMN held;
    CREATE TABLE codes AS SELECT code, shop, mode, expires_at, device FROM enrol_codes;
    DROP TABLE enrol_codes;
    CREATE TABLE enrol_codes (
        code TEXT NOT NULL PRIMARY KEY,
        shop TEXT NOT NULL REFERENCES shops (id),
        mode TEXT NOT NULL,
        expires_at BIGINT NOT NULL,
        device TEXT REFERENCES devices (id)
    );
    INSERT INTO enrol_codes SELECT * FROM codes;
    DROP TABLE codes;
    DELETE FROM _sqlx_migrations WHERE version >= 3;";

#[test]
fn a_folder_of_the_version_before_is_brought_up_to_date_with_its_tablets_and_counts() {
    let mut app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let code = app.code("demo");
    let records: Vec<Record> = (0..6).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect();
    tablet.send(&app, &records[..2]);
    tablet.send(&app, &records[3..5]);
    app.kill();
    app.sql(BEFORE);
    app.serve(&[]);
    let receipt = tablet.send(&app, &records[5..]);
    assert_eq!(receipt.held, [(tablet.epoch, 5)], "what was here before is counted");
    assert_eq!(config(&app.get(CONFIG, &[("authorization", &tablet.authorization(CONFIG))])), tablet.config);
    config(&tablet.key.enrol(&app, &code));
    assert_eq!(app.audit(), "audit: 1 finding", "the one record that is on its way");
    tablet.send(&app, &records);
    assert_eq!(app.audit(), "audit: 1 tablet, 6 records, chain whole");
}
