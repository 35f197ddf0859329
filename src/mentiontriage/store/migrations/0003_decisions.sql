-- What people decided, in the order in which they did; rows are never changed.
CREATE TABLE decision (
    no INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention (no) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('assign', 'snooze', 'done', 'dismiss', 'reopen', 'note', 'undo')),
    detail TEXT,            -- assignee, reply's address, reason, why it came back, or the note
    until INTEGER,          -- of a snooze
    undoes INTEGER REFERENCES decision (no) ON DELETE CASCADE
) STRICT;
CREATE INDEX decision_by_mention ON decision (mention);
CREATE INDEX decision_by_time ON decision (at);

-- Where a mention stands now: worked out from its decisions, kept so that the queue is quick.
CREATE TABLE standing (
    mention INTEGER PRIMARY KEY REFERENCES mention (no) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'snoozed', 'done', 'dismissed')),
    assignee TEXT,
    until INTEGER,
    since INTEGER
) STRICT;
CREATE INDEX standing_open ON standing (mention) WHERE status = 'open';
CREATE INDEX standing_snoozed ON standing (until) WHERE status = 'snoozed';
CREATE INDEX standing_assigned ON standing (assignee) WHERE assignee IS NOT NULL;
INSERT INTO standing (mention) SELECT no FROM mention;
CREATE TRIGGER a_new_mention_is_open AFTER INSERT ON mention BEGIN
    INSERT INTO standing (mention) VALUES (new.no);
END;
