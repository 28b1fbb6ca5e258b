-- Regions, and sums that reports of a whole network are made of. The rules of 0001 hold: SQLite and PostgreSQL both
-- take it, and once released it is never edited.

CREATE TABLE regions (
    id TEXT NOT NULL PRIMARY KEY,
    names TEXT NOT NULL
);

-- The region of a shop; '' is none.
ALTER TABLE shops ADD COLUMN region TEXT NOT NULL DEFAULT '';

-- How a handover counts at present: 1 a survey was sent, 2 it was left before the end, 3 nothing was answered, 4 it is
-- another one under its number; 0 it is not live.
ALTER TABLE handovers ADD COLUMN state BIGINT NOT NULL DEFAULT 0;

-- Where the sums count an option of a questionnaire: slot 1 to 6 of a cell. A number from 0 to 10 is an option like
-- others. Under the question '' stand the responses themselves, by state: `completed`, `partial`, or `repeated` (a
-- later complete survey of an order). A row never changes; who brings a questionnaire in writes its rows.
CREATE TABLE package_options (
    package TEXT NOT NULL REFERENCES packages (hash),
    question TEXT NOT NULL,
    option TEXT NOT NULL,
    cell BIGINT NOT NULL,
    slot BIGINT NOT NULL,
    is_group BOOLEAN NOT NULL,
    is_scored BOOLEAN NOT NULL,
    PRIMARY KEY (package, question, option),
    UNIQUE (cell, slot)
);

-- Sums over the facts, kept in the same transaction, and of nothing else: the views below say what they have to be.
-- Span is a day (YYYY-MM-DD), a month (YYYY-MM) or a year (YYYY). Facet is '' for all of a shop, `advisor`, `channel`,
-- or `group:` and a question, and only the first two are summed up by day; member is the advisor, the channel or the
-- answer. Cell 0 holds handovers by state.
CREATE TABLE rollup (
    shop TEXT NOT NULL,
    facet TEXT NOT NULL,
    span TEXT NOT NULL,
    member TEXT NOT NULL,
    cell BIGINT NOT NULL,
    n1 BIGINT NOT NULL,
    n2 BIGINT NOT NULL,
    n3 BIGINT NOT NULL,
    n4 BIGINT NOT NULL,
    n5 BIGINT NOT NULL,
    n6 BIGINT NOT NULL,
    PRIMARY KEY (shop, facet, span, member, cell)
);
-- What all shops add up to is read from this one, in its order.
CREATE INDEX rollup_of_all ON rollup (span, facet, cell, n1, n2, n3, n4, n5, n6) WHERE facet = '';

-- What each live handover counts as, by the facts.
CREATE VIEW handover_states AS
SELECT h.shop, h.record, h.order_ref, h.advisor, h.day,
       CAST(CASE WHEN EXISTS (SELECT 1 FROM handovers e WHERE e.shop = h.shop AND e.order_ref = h.order_ref
                         AND e.mode = 'live' AND (e.captured_at < h.captured_at
                                                  OR (e.captured_at = h.captured_at AND e.record < h.record)))
            THEN 4
            WHEN EXISTS (SELECT 1 FROM responses r WHERE r.shop = h.shop AND r.order_ref = h.order_ref
                         AND r.outcome = 'completed')
            THEN 1
            WHEN EXISTS (SELECT 1 FROM responses r WHERE r.shop = h.shop AND r.order_ref = h.order_ref)
            THEN 2
            ELSE 3 END AS BIGINT) AS state
FROM handovers h WHERE h.mode = 'live';

-- Where each response is summed up in the finest spans. `is_narrow` takes only what carries points or recommends.
CREATE VIEW rollup_places AS
SELECT shop, record, 'advisor' AS facet, advisor AS member, day AS span, FALSE AS is_narrow FROM responses
UNION ALL
SELECT shop, record, 'channel', channel, substr(day, 1, 7), FALSE FROM responses
UNION ALL
SELECT r.shop, r.record, 'group:' || a.question, a.option, substr(r.day, 1, 7), TRUE
FROM responses r JOIN answers a ON a.shop = r.shop AND a.record = r.record
     JOIN package_options o ON o.package = r.package AND o.question = a.question AND o.option = a.option
WHERE o.is_group;

-- What each response adds to the sums.
CREATE VIEW rollup_marks AS
SELECT r.shop, r.record, o.cell, o.slot, o.is_scored
FROM responses r JOIN answers a ON a.shop = r.shop AND a.record = r.record
     JOIN package_options o ON o.package = r.package AND o.question = a.question
          AND o.option = CASE WHEN a.number IS NULL THEN a.option ELSE CAST(a.number AS TEXT) END
WHERE r.counted AND o.question <> ''
UNION ALL
SELECT r.shop, r.record, o.cell, o.slot, o.is_scored
FROM responses r JOIN package_options o ON o.package = r.package AND o.question = ''
     AND o.option = CASE WHEN r.counted THEN r.outcome ELSE 'repeated' END;

-- What the sums have to be in the finest spans.
CREATE VIEW rollup_facts AS
SELECT shop, facet, span, member, cell,
       CAST(SUM(CASE WHEN slot = 1 THEN 1 ELSE 0 END) AS BIGINT) AS n1,
       CAST(SUM(CASE WHEN slot = 2 THEN 1 ELSE 0 END) AS BIGINT) AS n2,
       CAST(SUM(CASE WHEN slot = 3 THEN 1 ELSE 0 END) AS BIGINT) AS n3,
       CAST(SUM(CASE WHEN slot = 4 THEN 1 ELSE 0 END) AS BIGINT) AS n4,
       CAST(SUM(CASE WHEN slot = 5 THEN 1 ELSE 0 END) AS BIGINT) AS n5,
       CAST(SUM(CASE WHEN slot = 6 THEN 1 ELSE 0 END) AS BIGINT) AS n6
FROM (SELECT p.shop, p.facet, p.span, p.member, m.cell, m.slot
      FROM rollup_places p JOIN rollup_marks m ON m.shop = p.shop AND m.record = p.record
      WHERE m.is_scored OR NOT p.is_narrow
      UNION ALL
      SELECT shop, 'advisor', day, advisor, 0, state FROM handover_states) AS each_of_them
GROUP BY shop, facet, span, member, cell;

-- What they have to be above these: months of their days, years of their months, and all of a shop of its advisors.
CREATE VIEW rollup_above AS
SELECT shop, facet, substr(span, 1, 7) AS span, member, cell,
       CAST(SUM(n1) AS BIGINT) AS n1, CAST(SUM(n2) AS BIGINT) AS n2, CAST(SUM(n3) AS BIGINT) AS n3,
       CAST(SUM(n4) AS BIGINT) AS n4, CAST(SUM(n5) AS BIGINT) AS n5, CAST(SUM(n6) AS BIGINT) AS n6
FROM rollup WHERE facet = 'advisor' AND length(span) = 10
GROUP BY shop, facet, substr(span, 1, 7), member, cell
UNION ALL
SELECT shop, facet, substr(span, 1, 4), member, cell,
       CAST(SUM(n1) AS BIGINT), CAST(SUM(n2) AS BIGINT), CAST(SUM(n3) AS BIGINT),
       CAST(SUM(n4) AS BIGINT), CAST(SUM(n5) AS BIGINT), CAST(SUM(n6) AS BIGINT)
FROM rollup WHERE facet <> '' AND length(span) = 7
GROUP BY shop, facet, substr(span, 1, 4), member, cell
UNION ALL
SELECT shop, '', span, '', cell,
       CAST(SUM(n1) AS BIGINT), CAST(SUM(n2) AS BIGINT), CAST(SUM(n3) AS BIGINT),
       CAST(SUM(n4) AS BIGINT), CAST(SUM(n5) AS BIGINT), CAST(SUM(n6) AS BIGINT)
FROM rollup WHERE facet = 'advisor'
GROUP BY shop, span, cell;

-- The sums of before go. Those of handovers are made here; those of answers when head office is opened, since only the
-- program can read in a questionnaire which of its questions are about groups.
DROP TABLE rollup_day;
DROP TABLE rollup_responses;
UPDATE handovers SET state = COALESCE((SELECT s.state FROM handover_states s
                                       WHERE s.shop = handovers.shop AND s.record = handovers.record), 0);
INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_facts;
INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_above WHERE facet = 'advisor' AND length(span) = 7;
INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_above WHERE facet <> '' AND length(span) = 4;
INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_above WHERE facet = '';
