-- Digests: begun before the server is spoken to, sent once it took the message.
CREATE TABLE digest (
    no INTEGER PRIMARY KEY,
    recipient TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    begun_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;
CREATE INDEX digest_by_recipient ON digest (recipient, sent_at);

-- What a recipient has been told of, and as what ("new", "overdue", "takes off").
CREATE TABLE reported (
    recipient TEXT NOT NULL,
    mention INTEGER NOT NULL REFERENCES mention (no) ON DELETE CASCADE,
    why TEXT NOT NULL,
    digest INTEGER NOT NULL REFERENCES digest (no) ON DELETE CASCADE,
    PRIMARY KEY (recipient, mention, why)
) STRICT, WITHOUT ROWID;
CREATE INDEX reported_by_mention ON reported (mention);
CREATE INDEX reported_by_digest ON reported (digest);
