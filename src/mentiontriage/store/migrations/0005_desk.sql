-- Decisions that one action made together (all posts of one row) share a batch, so that they are undone together.
ALTER TABLE decision ADD COLUMN batch INTEGER;
CREATE INDEX decision_by_batch ON decision (batch) WHERE batch IS NOT NULL;

-- How many people a mention had reached when it was last decided about: growth is measured from there.
ALTER TABLE standing ADD COLUMN people INTEGER;

-- Answered and snoozed mentions to which something happened since the desk last looked: their author
-- wrote again, or they spread. Triggers fill it, so that no way into the store can forget to; the
-- desk looks only here, so that a million answered mentions cost the queue nothing.
CREATE TABLE stirred (
    mention INTEGER PRIMARY KEY REFERENCES mention (no) ON DELETE CASCADE
) STRICT;
-- An author's latest twenty are looked at: a robot with ten thousand posts must not make saving slow.
CREATE TRIGGER an_author_writes_again AFTER INSERT ON mention WHEN new.handle IS NOT NULL AND new.ours = 0 BEGIN
    INSERT INTO stirred
    SELECT no FROM (
        SELECT no FROM mention
        WHERE source = new.source AND handle = new.handle AND no <> new.no
        ORDER BY posted_at DESC LIMIT 20
    )
    JOIN standing ON standing.mention = no
    WHERE status IN ('done', 'snoozed') AND no NOT IN (SELECT mention FROM stirred);
END;
CREATE TRIGGER a_mention_spreads AFTER UPDATE OF spread_people, views ON mention
WHEN new.spread_people > old.spread_people OR new.views > coalesce(old.views, -1) BEGIN
    INSERT INTO stirred
    SELECT mention FROM standing
    WHERE mention = new.no AND status IN ('done', 'snoozed') AND mention NOT IN (SELECT mention FROM stirred);
END;

-- Who our customers are. No e-mail address is ever kept.
CREATE TABLE customer (
    no INTEGER PRIMARY KEY,
    name TEXT,
    tier TEXT,
    value REAL,
    note TEXT,
    imported_at INTEGER NOT NULL
) STRICT;
-- Handles in lower case; network '*' is any network.
CREATE TABLE customer_handle (
    network TEXT NOT NULL,
    handle TEXT NOT NULL,
    customer INTEGER NOT NULL REFERENCES customer (no) ON DELETE CASCADE,
    PRIMARY KEY (network, handle)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_handle_by_customer ON customer_handle (customer);
