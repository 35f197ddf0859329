-- Which imports held a post that something else had brought: only all of them tell whether it stays once some are
-- taken back. With mention.brought_by and met_by that is known of each import and, by met_by alone, of the networks.
CREATE TABLE held (
    import INTEGER NOT NULL REFERENCES import (no),
    mention INTEGER NOT NULL REFERENCES mention (no) ON DELETE CASCADE,
    PRIMARY KEY (import, mention)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_by_mention ON held (mention);

-- The same of who passed a post on.
CREATE TABLE held_spread (
    import INTEGER NOT NULL REFERENCES import (no),
    source TEXT NOT NULL,
    of TEXT NOT NULL,
    handle TEXT NOT NULL,
    PRIMARY KEY (import, source, of, handle),
    FOREIGN KEY (source, of, handle) REFERENCES spread (source, of, handle) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX held_spread_by_spread ON held_spread (source, of, handle);

-- So far the first and the last were known. Those between that held any known post may have held this one.
INSERT INTO held SELECT import.no, mention.no FROM mention
    JOIN import ON import.no > brought_by AND import.no <= met_by AND (import.no = met_by OR known > 0);
INSERT INTO held_spread SELECT import.no, source, of, handle FROM spread
    JOIN import ON import.no > brought_by AND import.no <= met_by;
