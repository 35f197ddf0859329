-- Facts. Times are microseconds since 1970 in UTC; NULL is unknown, never zero.
-- What ranking needs to bound a priority stands before the text, so that it is read without it.
CREATE TABLE mention (
    no INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    posted_at INTEGER,
    followers INTEGER,
    views INTEGER,
    spread_people INTEGER NOT NULL DEFAULT 0,  -- followers of all who are known to have spread it
    ours INTEGER NOT NULL DEFAULT 0,
    competitor INTEGER NOT NULL DEFAULT 0,     -- names a competitor and none of our brands
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    gone_at INTEGER,                           -- when a source first told us that it was deleted
    hidden INTEGER NOT NULL DEFAULT 0,         -- its author asked not to be shown to the logged-out
    replies INTEGER,
    reposts INTEGER,
    likes INTEGER,
    handle TEXT,
    name TEXT,
    verified INTEGER,
    lang TEXT,
    in_reply_to TEXT,
    quotes TEXT,
    rating REAL,
    vendor_sentiment TEXT,
    url TEXT,
    text TEXT NOT NULL,
    UNIQUE (source, id)
) STRICT;
CREATE INDEX mention_by_id ON mention (id);
CREATE INDEX mention_by_author ON mention (source, handle, posted_at);
CREATE INDEX mention_by_parent ON mention (source, in_reply_to) WHERE in_reply_to IS NOT NULL;
CREATE INDEX mention_by_time ON mention (posted_at);

-- Which brands (ours and competitors') a mention names.
CREATE TABLE naming (
    mention INTEGER NOT NULL REFERENCES mention (no) ON DELETE CASCADE,
    brand TEXT NOT NULL,
    PRIMARY KEY (mention, brand)
) STRICT, WITHOUT ROWID;
CREATE INDEX naming_by_brand ON naming (brand, mention);

-- Who passed a post on, quoted or answered it; known by the post's id, since the post itself may
-- be seen later or never.
CREATE TABLE spread (
    source TEXT NOT NULL,
    of TEXT NOT NULL,
    handle TEXT NOT NULL,
    followers INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (source, of, handle)
) STRICT, WITHOUT ROWID;
CREATE INDEX spread_by_author ON spread (source, handle);

-- What the network answered, zlib-compressed JSON; deleted when its time is over.
CREATE TABLE payload (
    mention INTEGER PRIMARY KEY REFERENCES mention (no) ON DELETE CASCADE,
    seen_at INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX payload_by_time ON payload (seen_at);

-- What was forgotten and must not come back: salted hashes, so that nothing can be read from them.
CREATE TABLE tombstone (
    hash BLOB PRIMARY KEY,
    forgotten_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE salt (value BLOB NOT NULL) STRICT;
INSERT INTO salt (value) VALUES (randomblob(16));
