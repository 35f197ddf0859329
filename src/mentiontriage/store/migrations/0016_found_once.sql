-- A mention that an export calls answered, and to which a reply of ours was found before: it is listed once.
DROP TRIGGER what_we_replied_to_is_found;
CREATE TRIGGER what_we_replied_to_is_found AFTER INSERT ON mention WHEN new.ours = 0 BEGIN
    INSERT INTO replied
    SELECT new.no
    WHERE EXISTS (SELECT 1 FROM mention WHERE source = new.source AND in_reply_to = new.id AND ours = 1)
        AND new.no NOT IN (SELECT mention FROM replied);
END;
