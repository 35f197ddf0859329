-- Positions were named with the login that a place's address may hold, which no store keeps: those places
-- are read anew. "host:" rows name the stream that comes next.
DELETE FROM position WHERE stream LIKE '%://%@%' OR (stream LIKE 'host:%' AND value LIKE '%://%@%');
