-- A mention comes to be known by another id, which a reply of ours that was found before may name.
CREATE TRIGGER what_we_replied_to_is_renamed AFTER UPDATE OF id ON mention WHEN new.ours = 0 BEGIN
    INSERT INTO replied
    SELECT new.no
    WHERE EXISTS (SELECT 1 FROM mention WHERE source = new.source AND in_reply_to = new.id AND ours = 1)
        AND new.no NOT IN (SELECT mention FROM replied);
END;
