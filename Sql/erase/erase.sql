-- Erases a customer record with everything that says something of the person: the events that carried her data, what the
-- audit said of them, what was searched, and her closed cases with the letters. What stays is that something was erased,
-- when, why, and how many rows of which files it was. Without a customer it is orders of guests, for which a place of the
-- records' tree stands that never held a record.
CREATE TEMPORARY TABLE erased_event ON COMMIT DROP AS
SELECT e.batch_id, e.line, e.kind, e.customer_key,
       concat_ws('/', nullif(o.mall_id, ''), nullif(o.merchant_id, ''), e.source_id) AS subject_id
  FROM collection_event e JOIN outlet o USING (outlet_no)
 WHERE e.customer_key = :customer_key::bigint
 UNION
SELECT e.batch_id, e.line, e.kind, e.customer_key,
       concat_ws('/', nullif(o.mall_id, ''), nullif(o.merchant_id, ''), e.source_id)
  FROM order_events(:orders::text[]) e JOIN outlet o USING (outlet_no)
 WHERE e.customer_key IS NULL OR e.customer_key = :customer_key::bigint
    OR NOT EXISTS (SELECT FROM customer c WHERE c.customer_key = e.customer_key);

CREATE TEMPORARY TABLE erased_key ON COMMIT DROP AS SELECT :customer_key::bigint AS customer_key;

CREATE TEMPORARY TABLE erased_name ON COMMIT DROP AS
SELECT subject_id AS id FROM erased_event WHERE kind = 'order' UNION SELECT :customer::text WHERE :customer::text IS NOT NULL;

CREATE TEMPORARY TABLE erased_case ON COMMIT DROP AS
SELECT p.case_no FROM inquiry_person p
 WHERE p.customers @> ARRAY[:customer]
    OR p.customers = '{}' AND p.guest_orders && (SELECT coalesce(array_agg(subject_id), '{}') FROM erased_event);

INSERT INTO erasure (leaf_no, reason, case_no, backups_until, events)
SELECT :leaf_no::bigint, :reason, :case, :backups_until::date, (SELECT count(*) FROM erased_event);

INSERT INTO erased_rows (leaf_no, batch_id, customers, events)
SELECT :leaf_no::bigint, r.batch_id, sum(r.customers), sum(r.events)
  FROM (SELECT batch_id, 1 AS customers, 0 AS events FROM customer WHERE customer_key = :customer_key::bigint
         UNION ALL SELECT batch_id, 0, 1 FROM erased_event) r
 GROUP BY r.batch_id;

-- What stood behind somebody else's order too proves that one no better when hers is gone.
INSERT INTO evidence_erased (evidence, evidence_key)
SELECT DISTINCT v.evidence, v.key
  FROM erased_event x JOIN collection_event e USING (batch_id, line)
 CROSS JOIN LATERAL (VALUES ('settlement', e.settlement_key), ('shipment', e.tracking_key)) v (evidence, key)
 WHERE EXISTS (SELECT FROM evidence_use u
                WHERE u.evidence = v.evidence AND u.evidence_key = v.key AND u.customer_key <> e.customer_key)
    ON CONFLICT DO NOTHING;

-- By what she is recognised when a file brings her back, and a guest's order by itself.
INSERT INTO erased_mark (mark, leaf_no)
SELECT DISTINCT m.mark, :leaf_no::bigint
  FROM (SELECT customer_key, email_key, name_key, phone_key, address_key, NULL::bigint AS ordered_at FROM customer
         WHERE customer_key = :customer_key::bigint
         UNION ALL
        SELECT NULL, e.email_key, e.name_key, e.phone_key, e.address_key, extract(epoch FROM e.occurred_at)::bigint
          FROM erased_event x JOIN collection_event e USING (batch_id, line)
         WHERE x.kind = 'order' AND x.customer_key IS NULL) c
 CROSS JOIN LATERAL (VALUES (erased_mark_of('id', c.customer_key, c.customer_key)),
                            (erased_mark_of('email', c.email_key, c.email_key)),
                            (erased_mark_of('name phone', c.name_key, c.phone_key)),
                            (erased_mark_of('name address', c.name_key, c.address_key)),
                            (erased_mark_of('order', c.ordered_at, coalesce(c.email_key, c.phone_key, c.name_key)))) m (mark)
 WHERE m.mark IS NOT NULL;

-- And an order of hers, if it comes without her record.
INSERT INTO erased_mark (mark, leaf_no)
SELECT DISTINCT m.mark, :leaf_no::bigint
  FROM erased_event x
  JOIN collection_event e USING (batch_id, line)
 CROSS JOIN LATERAL (SELECT erased_mark_of('order', extract(epoch FROM e.occurred_at)::bigint,
                                           coalesce(e.email_key, e.phone_key, e.name_key))) m (mark)
 WHERE x.kind = 'order' AND x.customer_key IS NOT NULL AND m.mark IS NOT NULL
    ON CONFLICT DO NOTHING;

DELETE FROM ledger_salt
 WHERE leaf_index IN (SELECT l.leaf_index FROM ledger_leaf l
                       WHERE l.kind = 'answer' AND l.leaf::json ->> 'case' IN (SELECT case_no FROM erased_case)
                          OR l.kind = 'exception'
                             AND (l.leaf::json ->> 'record')::bigint = (SELECT leaf_no FROM record_salt WHERE customer_key = :customer_key::bigint));

DELETE FROM customer_record r USING customer c WHERE c.customer_key = :customer_key::bigint AND (r.batch_id, r.line) = (c.batch_id, c.line);
DELETE FROM search_key k USING customer c
 WHERE c.customer_key = :customer_key::bigint AND k.part = 'record' AND (k.batch_id, k.line) = (c.batch_id, c.line);
DELETE FROM search_key k USING erased_event e WHERE k.part <> 'record' AND (k.batch_id, k.line) = (e.batch_id, e.line);
DELETE FROM further_recipient f USING erased_event e WHERE (f.batch_id, f.line) = (e.batch_id, e.line);
DELETE FROM collection_record r USING erased_event e WHERE (r.batch_id, r.line) = (e.batch_id, e.line);
DELETE FROM collection_event r USING erased_event e
 WHERE (r.batch_id, r.line) = (e.batch_id, e.line) AND r.customer_key IS NOT DISTINCT FROM e.customer_key;
DELETE FROM evidence_erased x
 WHERE NOT EXISTS (SELECT FROM evidence_use u WHERE u.evidence = x.evidence AND u.evidence_key = x.evidence_key);
DELETE FROM customer WHERE customer_key = :customer_key::bigint;
DELETE FROM record_salt WHERE customer_key = :customer_key::bigint;
DELETE FROM customer_verdict WHERE customer_key = :customer_key::bigint;
DELETE FROM exception WHERE customer_key = :customer_key::bigint;
DELETE FROM reappearance WHERE customer_key = :customer_key::bigint;
DELETE FROM finding f
 WHERE f.customer_key = :customer_key::bigint OR f.subject_kind IN ('customer', 'field') AND f.subject_id = :customer
    OR f.subject_kind IN ('order', 'event') AND f.subject_id IN (SELECT subject_id FROM erased_event);

-- What the last audit left behind: by the record, by the row, by what a finding is about.
DO $$
DECLARE
  left_in record;
BEGIN
  FOR left_in IN SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                  WHERE c.relnamespace = 'yurai'::regnamespace AND c.relname LIKE 'audit\_%' AND c.relkind = 'r'
                    AND a.attname IN ('customer_key', 'line', 'subject_id') AND NOT a.attisdropped LOOP
    EXECUTE format(CASE left_in.attname
      WHEN 'customer_key' THEN 'DELETE FROM %I a USING erased_key e WHERE a.customer_key = e.customer_key'
      WHEN 'line' THEN 'DELETE FROM %I a USING erased_event e WHERE (a.batch_id, a.line) = (e.batch_id, e.line)'
      ELSE 'DELETE FROM %I a USING erased_event e WHERE a.subject_id = e.subject_id' END, left_in.relname);
  END LOOP;
END $$;
