-- When the desk learned of what was decided, where that is later: a reply of ours may be found days after it was written.
ALTER TABLE decision ADD COLUMN noted_at INTEGER;
CREATE INDEX decision_by_noting ON decision (noted_at) WHERE noted_at IS NOT NULL;
