-- What the records' tree of the last run and of this one have otherwise, and no leaf of the ledger since the last run
-- accounts for: run when there is any. With --verify-rows, and for each tile that this run replaces, also tiles of the last
-- run whose leaves do not give their root.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail, customer_key)
SELECT CASE WHEN t.change = 'tile' THEN 'tile' WHEN c.customer_key IS NULL THEN 'record' ELSE 'customer' END,
       coalesce(c.customer_id, t.place::text),
       CASE t.change
         WHEN 'tile' THEN 'the leaves stored of the last run are not those of their root'
         WHEN 'committed' THEN 'has another commitment than in the last run, and no import corrected it'
         WHEN 'batch' THEN 'is of another batch than in the last run, which is older'
         WHEN 'filled' THEN 'is at a place that was empty in the last run'
         WHEN 'came' THEN 'is new since the last run, and no import since brought it'
         WHEN 'emptied' THEN 'the record at this place is gone without an erasure' END,
       c.customer_key
  FROM unnest(:places::bigint[], :changes::text[]) AS t (place, change)
  LEFT JOIN record_salt s ON s.leaf_no = t.place AND t.change <> 'tile'
  LEFT JOIN customer c USING (customer_key)
EXCEPT ALL
SELECT subject_kind, subject_id, detail, customer_key FROM audit_row_changed
