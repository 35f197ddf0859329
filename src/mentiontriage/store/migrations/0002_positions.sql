-- How far each stream of a source (one search of one brand, one feed) has been read, as JSON.
CREATE TABLE position (
    source TEXT NOT NULL,
    stream TEXT NOT NULL,
    value TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (source, stream)
) STRICT, WITHOUT ROWID;

-- What came of a source's last run, for `triage sources`.
CREATE TABLE source_run (
    source TEXT PRIMARY KEY,
    ran_at INTEGER NOT NULL,
    succeeded_at INTEGER,
    error TEXT
) STRICT, WITHOUT ROWID;
