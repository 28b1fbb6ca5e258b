-- Where in its program a tablet's page broke down.
ALTER TABLE device_events ADD COLUMN place TEXT;
