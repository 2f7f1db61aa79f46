-- Rows of a mapping that its query says it repaired.
SELECT count(*) FROM mapped WHERE repaired
