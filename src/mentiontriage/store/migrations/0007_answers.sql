-- When we answered a mention last, as its source or export tells beside it: reviews have no reply that is a
-- post of its own. An answer from before the author wrote it anew answers nothing.
ALTER TABLE mention ADD COLUMN answered_at INTEGER;
CREATE TRIGGER an_answered_mention_is_found AFTER INSERT ON mention
WHEN new.ours = 0 AND new.answered_at >= coalesce(new.posted_at, 0) BEGIN
    INSERT INTO replied SELECT new.no WHERE new.no NOT IN (SELECT mention FROM replied);
END;
CREATE TRIGGER a_mention_turns_out_to_be_answered AFTER UPDATE OF answered_at ON mention
WHEN new.ours = 0 AND new.answered_at >= coalesce(new.posted_at, 0) AND new.answered_at > coalesce(old.answered_at, 0) BEGIN
    INSERT INTO replied SELECT new.no WHERE new.no NOT IN (SELECT mention FROM replied);
END;
-- Somebody writes a review anew in its place: that is writing again.
CREATE TRIGGER a_review_is_written_anew AFTER UPDATE OF posted_at ON mention WHEN new.posted_at > old.posted_at BEGIN
    INSERT INTO stirred
    SELECT mention FROM standing
    WHERE mention = new.no AND status IN ('done', 'snoozed') AND mention NOT IN (SELECT mention FROM stirred);
END;
