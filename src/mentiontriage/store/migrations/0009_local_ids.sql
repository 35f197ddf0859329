-- What a server calls a post, on a network of many servers: Mastodon tells by that what a status answers.
-- `mention` is NULL where it was said of two posts, and so stands for none.
CREATE TABLE local_id (
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    mention INTEGER REFERENCES mention (no) ON DELETE CASCADE,
    PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX local_id_by_mention ON local_id (mention);
-- A reply turns out to be ours, or to answer another post than was known.
DROP TRIGGER a_reply_turns_out_to_be_ours;
CREATE TRIGGER a_reply_turns_out_to_be_ours AFTER UPDATE OF ours, in_reply_to ON mention
WHEN new.ours = 1 AND new.in_reply_to IS NOT NULL AND (old.ours = 0 OR old.in_reply_to IS NOT new.in_reply_to) BEGIN
    INSERT INTO replied
    SELECT no FROM mention
    WHERE source = new.source AND id = new.in_reply_to AND ours = 0 AND no NOT IN (SELECT mention FROM replied);
END;
