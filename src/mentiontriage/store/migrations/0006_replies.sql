-- Mentions to which one of our own posts replies, since the desk last looked. Triggers fill it, whichever
-- of the two is found first, so that no way into the store can forget to.
CREATE TABLE replied (
    mention INTEGER PRIMARY KEY REFERENCES mention (no) ON DELETE CASCADE
) STRICT;
CREATE TRIGGER we_reply AFTER INSERT ON mention WHEN new.ours = 1 AND new.in_reply_to IS NOT NULL BEGIN
    INSERT INTO replied
    SELECT no FROM mention
    WHERE source = new.source AND id = new.in_reply_to AND ours = 0 AND no NOT IN (SELECT mention FROM replied);
END;
CREATE TRIGGER a_reply_turns_out_to_be_ours AFTER UPDATE OF ours, in_reply_to ON mention
WHEN new.ours = 1 AND new.in_reply_to IS NOT NULL AND (old.ours = 0 OR old.in_reply_to IS NULL) BEGIN
    INSERT INTO replied
    SELECT no FROM mention
    WHERE source = new.source AND id = new.in_reply_to AND ours = 0 AND no NOT IN (SELECT mention FROM replied);
END;
CREATE TRIGGER what_we_replied_to_is_found AFTER INSERT ON mention WHEN new.ours = 0 BEGIN
    INSERT INTO replied
    SELECT new.no
    WHERE EXISTS (SELECT 1 FROM mention WHERE source = new.source AND in_reply_to = new.id AND ours = 1);
END;
INSERT INTO replied
SELECT DISTINCT mention.no FROM mention AS reply
JOIN mention ON mention.source = reply.source AND mention.id = reply.in_reply_to
WHERE reply.ours = 1 AND mention.ours = 0;
