-- A post that its author went on from, in a thread that we have answered, and that is found only then: an older export
-- is imported after a newer one, or a network told of the thread from its end. Our answer to what came after holds for it.
CREATE TRIGGER what_led_to_an_answered_post_is_found AFTER INSERT ON mention
WHEN new.ours = 0 AND new.handle IS NOT NULL BEGIN
    INSERT INTO replied
    SELECT new.no
    WHERE new.no NOT IN (SELECT mention FROM replied) AND EXISTS (
        SELECT 1 FROM mention JOIN standing ON standing.mention = no
        WHERE source = new.source AND in_reply_to = new.id AND handle = new.handle COLLATE NOCASE
            AND ours = 0 AND status = 'done');
END;
CREATE TRIGGER what_an_answered_post_goes_on_from_turns_out AFTER UPDATE OF in_reply_to ON mention
WHEN new.ours = 0 AND new.handle IS NOT NULL AND old.in_reply_to IS NOT new.in_reply_to
    AND EXISTS (SELECT 1 FROM standing WHERE mention = new.no AND status = 'done') BEGIN
    INSERT INTO replied
    SELECT no FROM mention
    WHERE source = new.source AND id = new.in_reply_to AND handle = new.handle COLLATE NOCASE AND ours = 0
        AND no NOT IN (SELECT mention FROM replied);
END;
