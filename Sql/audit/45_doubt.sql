-- The records that need a closer look: those with an event that is not placed, that rests on evidence which is also
-- somebody else's, or that is no act of the person's own, and those behind which something bought stands. Of every other record
-- stage 50 takes it for granted that each event is an act of the person's own and placed, that each number corroborates, and
-- that nothing was bought.
DROP TABLE IF EXISTS audit_doubt;
CREATE UNLOGGED TABLE audit_doubt AS
SELECT customer_key FROM audit_event WHERE NOT placed AND customer_key IS NOT NULL
UNION
SELECT e.customer_key
  FROM audit_evidence_reused r
 CROSS JOIN LATERAL (
       SELECT e.customer_key FROM evidence_use e
        WHERE e.evidence = r.evidence AND e.evidence_key = r.evidence_key AND e.customer_key IS NOT NULL
       OFFSET 0) e  -- OFFSET 0: number by number, by the indexes
UNION
SELECT customer_key FROM collection_event WHERE kind >= 'provision' AND customer_key IS NOT NULL
UNION
SELECT customer_key FROM audit_bought_customer b
 WHERE NOT EXISTS (SELECT FROM audit_unmatched u WHERE u.customer_key = b.customer_key AND NOT u.of_event);
ANALYZE audit_doubt;
COMMENT ON TABLE audit_doubt IS 'Stage 45 of the last audit: the records that stage 50 looks at closely.';
