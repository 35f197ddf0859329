"""The schema's history: one numbered file of SQL a step."""
