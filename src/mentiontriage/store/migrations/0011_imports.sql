-- Imports, so that one can be taken back: under which names its inputs were given, and how many posts it held.
CREATE TABLE import (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    inputs TEXT NOT NULL,   -- a JSON array
    new INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    undone_at INTEGER
) STRICT;
-- Which import brought a post, and the last that held it; the latter is NULL once a network told of it too.
ALTER TABLE mention ADD COLUMN brought_by INTEGER;
ALTER TABLE mention ADD COLUMN met_by INTEGER;
CREATE INDEX mention_by_import ON mention (brought_by) WHERE brought_by IS NOT NULL;
ALTER TABLE spread ADD COLUMN brought_by INTEGER;
ALTER TABLE spread ADD COLUMN met_by INTEGER;
-- Deleting a decision asks which others undo it.
CREATE INDEX decision_by_undone ON decision (undoes) WHERE undoes IS NOT NULL;
