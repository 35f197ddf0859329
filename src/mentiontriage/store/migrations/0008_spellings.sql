-- An author is one person however a tool writes the handle: no network tells handles apart by their case.
DROP INDEX mention_by_author;
CREATE INDEX mention_by_author ON mention (source, handle COLLATE NOCASE, posted_at);
DROP TRIGGER an_author_writes_again;
CREATE TRIGGER an_author_writes_again AFTER INSERT ON mention WHEN new.handle IS NOT NULL AND new.ours = 0 BEGIN
    INSERT INTO stirred
    SELECT no FROM (
        SELECT no FROM mention
        WHERE source = new.source AND handle = new.handle COLLATE NOCASE AND no <> new.no
        ORDER BY posted_at DESC LIMIT 20
    )
    JOIN standing ON standing.mention = no
    WHERE status IN ('done', 'snoozed') AND no NOT IN (SELECT mention FROM stirred);
END;
