-- Which post a reply of ours answers where it is another than the one it stands under, as in a thread of one level it
-- names whom it is for: a post's id, or '' where nobody is known by that name. NULL is what it stands under.
ALTER TABLE mention ADD COLUMN answers TEXT;
CREATE INDEX mention_by_answer ON mention (source, answers) WHERE answers IS NOT NULL;
CREATE VIEW answer AS
    SELECT source, in_reply_to AS of, posted_at, first_seen, url FROM mention
    WHERE ours = 1 AND in_reply_to IS NOT NULL AND answers IS NULL
    UNION ALL
    SELECT source, answers, posted_at, first_seen, url FROM mention WHERE ours = 1 AND answers IS NOT NULL;
CREATE TRIGGER whom_we_reply_to_turns_out AFTER UPDATE OF answers ON mention WHEN new.ours = 1 BEGIN
    INSERT INTO replied
    SELECT no FROM mention
    WHERE source = new.source AND id = coalesce(new.answers, new.in_reply_to) AND ours = 0
        AND no NOT IN (SELECT mention FROM replied);
END;
