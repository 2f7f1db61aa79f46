-- Whether every row is still the one that its import wrote. The server stamps each row with the transaction that wrote it;
-- an import's leaf in the ledger names its transaction and how many rows it put in force. So a row that was rewritten
-- since, added behind the import's back or removed without an erasure shows in the counts. Provisions are the exception: an
-- import of the provision's own file may write their events again. And where a database was restored from a dump, which
-- writes every row anew, the last leaf of kind adoption names the transactions that did.
-- 75_count has counted them.
DROP TABLE IF EXISTS audit_rows;
CREATE UNLOGGED TABLE audit_rows AS
SELECT * FROM json_to_recordset(:counts::json -> 'rows')
           AS c (table_name text, batch_id integer, transaction xid, of_provision boolean, rows bigint);
COMMENT ON TABLE audit_rows IS 'Stage 80 of the last audit: how many rows of each batch which transaction wrote.';

DELETE FROM audit_row_changed;

-- Which transactions may have written the rows of a batch: its import's; after an adoption those that it names, and no other.
DROP TABLE IF EXISTS audit_writer;
CREATE UNLOGGED TABLE audit_writer AS
SELECT i.batch_id, w.transaction
  FROM (SELECT (leaf::json ->> 'batch')::integer AS batch_id, leaf_index FROM ledger_leaf WHERE kind = 'import') i
  LEFT JOIN (SELECT max(leaf_index) AS leaf_index FROM ledger_leaf WHERE kind = 'adoption') a ON a.leaf_index > i.leaf_index
 CROSS JOIN LATERAL (
       SELECT r.transaction FROM batch_rows r WHERE r.batch_id = i.batch_id AND a.leaf_index IS NULL
        UNION ALL
       SELECT x::xid FROM ledger_leaf l CROSS JOIN json_array_elements_text(l.leaf::json -> 'transactions') x
        WHERE l.leaf_index = a.leaf_index) w;
COMMENT ON TABLE audit_writer IS 'Stage 80 of the last audit: which transactions may have written rows of which batch, as the ledger says.';

-- Which of those groups were not written by their import. A batch from before the ledger has nothing to be compared with.
DROP TABLE IF EXISTS audit_foreign;
CREATE UNLOGGED TABLE audit_foreign AS
SELECT a.table_name, a.batch_id, a.transaction, a.of_provision, a.rows
  FROM audit_rows a
 WHERE (EXISTS (SELECT FROM batch_rows b WHERE b.batch_id = a.batch_id) OR NOT EXISTS (SELECT FROM batch x WHERE x.batch_id = a.batch_id))
   AND NOT EXISTS (SELECT FROM audit_writer w WHERE w.batch_id = a.batch_id AND w.transaction = a.transaction)
   AND NOT (a.of_provision AND EXISTS (SELECT FROM audit_writer w WHERE w.transaction = a.transaction))
 UNION ALL
-- The pairs of mall and merchant that rows name are of no batch: any import may have written them. Those that are older than the
-- ledger have nothing to be compared with.
SELECT 'outlet', NULL, o.xmin, false, count(*)
  FROM outlet o
 WHERE NOT EXISTS (SELECT FROM batch_rows b WHERE b.transaction = o.xmin)
   AND NOT EXISTS (SELECT FROM audit_writer w WHERE w.transaction = o.xmin)
   AND age(o.xmin) < (SELECT max(age(b.transaction)) FROM batch_rows b)
 GROUP BY o.xmin;
COMMENT ON TABLE audit_foreign IS 'Stage 80 of the last audit: which transactions wrote rows that they did not import.';

-- Rows that should be there: what a batch put in force, less what was corrected since, less what was erased.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'batch', w.batch_id::text, format('%s: %s rows where %s should be', w.table_name, f.rows, w.rows)
  FROM json_to_recordset(:counts::json -> 'wanted') AS w (table_name text, batch_id integer, rows bigint)
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(a.rows), 0) AS rows FROM audit_rows a WHERE (a.table_name, a.batch_id) = (w.table_name, w.batch_id)) f
 WHERE f.rows <> w.rows;

-- What the tables say of a batch, and what its leaf says.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'batch', coalesce(b.batch_id, l.batch_id)::text, 'the batch is not what its leaf in the ledger says'
  FROM (SELECT b.batch_id,
               jsonb_build_object('batch', b.batch_id, 'file', b.file_name, 'sha256', encode(b.sha256, 'hex'), 'bytes', b.bytes,
                 'profile', b.profile, 'encoding', b.encoding, 'origin', b.origin, 'supplied_by', b.supplied_by, 'mall', b.mall_id,
                 'merchant', b.merchant_id, 'part_of', b.part_of, 'lines', b.lines, 'accepted', b.accepted,
                 'unchanged', b.unchanged, 'replaced', b.replaced, 'set_aside', b.set_aside, 'card_numbers', b.card_numbers,
                 'customers', r.customers, 'events', r.events, 'transaction', r.transaction::text) AS facts
          FROM batch_rows r JOIN batch b USING (batch_id)) b
  FULL JOIN (SELECT (leaf::json ->> 'batch')::integer AS batch_id, leaf::jsonb - 'kind' - 'at' AS facts
               FROM ledger_leaf WHERE kind = 'import') l USING (batch_id)
 WHERE b.facts IS DISTINCT FROM l.facts;

-- Batches that no leaf tells of: more than the first leaf counts from before the ledger, or others.
WITH untold AS (
  SELECT b.batch_id, b.sha256, row_number() OVER (ORDER BY b.batch_id) AS ordinal
    FROM batch b
   WHERE NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.kind = 'import' AND (l.leaf::json ->> 'batch')::integer = b.batch_id)
), legacy AS (
  SELECT (leaf::json ->> 'batches')::bigint AS batches, leaf::json ->> 'sha256' AS sha256 FROM ledger_leaf WHERE kind = 'legacy'
)
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'batch', u.batch_id::text, 'the batch is in no leaf of the ledger' FROM untold u JOIN legacy l ON u.ordinal > l.batches
 UNION ALL
SELECT 'batch', 'legacy', 'the batches from before the ledger are not what its first leaf says'
  FROM legacy l
 WHERE l.sha256 IS DISTINCT FROM
       (SELECT encode(sha256(convert_to(coalesce(string_agg(format(E'%s %s\n', u.batch_id, encode(u.sha256, 'hex')), ''
                                                            ORDER BY u.batch_id), ''), 'UTF8')), 'hex')
          FROM untold u WHERE u.ordinal <= l.batches);

-- Corrections, erasures, adoptions and exceptions, and what their leaves say.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT DISTINCT 'batch', by_batch_id::text, 'its corrections are not what its leaf in the ledger says'
  FROM (SELECT by_batch_id, batch_id, count(*) AS rows FROM supersession
         WHERE EXISTS (SELECT FROM batch_rows r WHERE r.batch_id = by_batch_id) GROUP BY by_batch_id, batch_id) s
  FULL JOIN (SELECT (k.j ->> 'batch')::integer AS by_batch_id, (o ->> 'batch')::integer AS batch_id, (o ->> 'rows')::bigint AS rows
               FROM (SELECT leaf::json AS j FROM ledger_leaf WHERE kind = 'supersession') k
              CROSS JOIN json_array_elements(k.j -> 'of') o) l USING (by_batch_id, batch_id)
 WHERE s.rows IS DISTINCT FROM l.rows;

INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'record', leaf_no::text, 'the erasure is not what its leaf in the ledger says'
  FROM (SELECT e.leaf_no, e.reason, e.events, e.backups_until::text AS backups_until,
               (SELECT coalesce(sum(r.customers), 0) FROM erased_rows r WHERE r.leaf_no = e.leaf_no) AS customers,
               (SELECT coalesce(sum(r.events), 0) FROM erased_rows r WHERE r.leaf_no = e.leaf_no) AS rows
          FROM erasure e) e
  FULL JOIN (SELECT (j ->> 'record')::bigint AS leaf_no, j ->> 'reason' AS reason, (j ->> 'events')::bigint AS events,
                    coalesce((j ->> 'customers')::numeric, 1) AS customers,
                    j ->> 'backups_until' AS backups_until
               FROM (SELECT leaf::json AS j FROM ledger_leaf WHERE kind = 'erasure') k) l USING (leaf_no)
 WHERE (e.reason, e.events, e.backups_until, e.customers, e.rows)
       IS DISTINCT FROM (l.reason, l.events, l.backups_until, l.customers, l.events::numeric);

INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT DISTINCT 'adoption', a.leaf_index::text, 'the adoption is in no leaf of the ledger'
  FROM adoption a
 WHERE NOT EXISTS (SELECT FROM ledger_leaf l CROSS JOIN json_array_elements_text(l.leaf::json -> 'transactions') x
                    WHERE l.leaf_index = a.leaf_index AND l.kind = 'adoption' AND x = a.transaction::text);

-- An exception is its record's own. One from before the ledger has no leaf; and the ledger may begin with this very audit.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail, customer_key)
SELECT 'customer', c.customer_id, 'the exception is in no leaf of the ledger', e.customer_key
  FROM exception e
  JOIN customer c USING (customer_key)
 WHERE NOT EXISTS (SELECT FROM ledger_leaf l JOIN ledger_salt s USING (leaf_index)
                    WHERE l.kind = 'exception'
                      AND (l.leaf::json ->> 'record')::bigint IS NOT DISTINCT FROM
                          (SELECT r.leaf_no FROM record_salt r WHERE r.customer_key = e.customer_key)
                      AND l.leaf::json ->> 'commitment'
                          = encode(sha256(s.salt || convert_to(e.approver || E'\n' || e.reason || E'\n' || e.evidence || E'\n', 'UTF8')),
                                   'base64'))
   AND NOT EXISTS (SELECT FROM ledger_leaf l
                    WHERE l.kind = 'legacy' AND (l.leaf::json ->> 'records')::bigint > 0 AND e.granted_at < l.appended_at)
   AND EXISTS (SELECT FROM ledger_leaf);

-- Letters, and what their leaves committed to. The audit reads none: the function compares them and tells their numbers.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'letter', concat(case_no, '/', letter_id),
       CASE fault WHEN 'gone' THEN 'the letter of a leaf in the ledger is gone'
                  WHEN 'untold' THEN 'the letter is in no leaf of the ledger'
                  WHEN 'emptied' THEN 'what opens the leaf of the letter is gone without an erasure'
                  ELSE 'the letter is not what its leaf in the ledger committed to' END
  FROM letters_unlike_leaves();

-- Names, tenancies and provisions that no import wrote: they decide what is placed, and on what footing.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT CASE WHEN batch_id IS NULL THEN 'table' ELSE 'batch' END, coalesce(batch_id::text, table_name),
       format('%s: %s rows were written by no import', table_name, sum(rows))
  FROM audit_foreign
 WHERE table_name IN ('mall_name', 'merchant_name', 'tenancy', 'affiliate', 'provision', 'outlet')
 GROUP BY batch_id, table_name;

-- A column that is taken away and put back with a default gives every row a value that nobody wrote, and leaves the row's
-- transaction as it was. So the columns have to be those that the migrations made, in their order.
WITH expected AS (
  SELECT e.table_name, string_to_array(e.columns, ' ') AS columns
    FROM (VALUES
      ('customer', 'customer_key registered_at name_key email_key phone_key address_key content_key batch_id line customer_id'),
      ('customer_record', 'batch_id line mall_id name name_kana email phone postal_code address'),
      ('record_salt', 'customer_key leaf_no batch_id line salt commitment'),
      ('collection_event', 'customer_key name_key email_key phone_key address_key occurred_at settlement_key tracking_key content_key '
        'outlet_no batch_id line kind attested source_id ship_name_key ship_phone_key ship_address_key settlement_repeats '
        'tracking_repeats'),
      ('collection_record', 'batch_id line customer_id status name name_kana email phone postal_code address ship_name ship_name_kana '
        'ship_phone ship_postal_code ship_address settlement_id settled_at tracking_no shipped_at affiliate_id evidence_ref '
        'other_recipients'),
      ('outlet', 'outlet_no mall_id merchant_id'),
      ('mall_name', 'mall_id name name_kana url operator valid_from valid_to timezone batch_id line'),
      ('merchant_name', 'merchant_id name name_kana legal_name address valid_from valid_to batch_id line'),
      ('tenancy', 'tenancy_id mall_id merchant_id storefront storefront_url legal_role opened_on closed_on timezone contract_ref '
        'batch_id line'),
      ('affiliate', 'affiliate_id programme partner site_url batch_id line'),
      ('provision', 'provision_id basis received_on provider_name provider_address provider_representative acquisition_source '
        'acquisition_mode confirmation_method consent_ref ppc_filing_no items evidence_ref batch_id line')) e (table_name, columns)
), found AS (
  SELECT e.table_name, e.columns, a.attnum, a.attname, a.attisdropped, a.atthasmissing,
         count(*) FILTER (WHERE NOT a.attisdropped) OVER (PARTITION BY e.table_name ORDER BY a.attnum) AS place
    FROM expected e
    JOIN pg_attribute a ON a.attrelid = e.table_name::regclass AND a.attnum > 0
)
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'table', table_name, 'columns were taken away and put back: what they hold is not what was imported'
  FROM found
 GROUP BY table_name, columns
HAVING array_agg(attname::text ORDER BY attnum) FILTER (WHERE NOT attisdropped AND place <= cardinality(columns)) <> columns
    OR bool_or(attisdropped AND place < cardinality(columns))
    -- Those two came by a migration, with a default that is the careful one.
    OR bool_or(atthasmissing AND place <= cardinality(columns) AND attname NOT IN ('settlement_repeats', 'tracking_repeats'));
