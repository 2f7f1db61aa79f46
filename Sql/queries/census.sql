-- The census of the last audit run as one JSON value. A record counts for every mall and merchant that one of its
-- own events names; one without events counts for none.
WITH run AS (
  SELECT * FROM audit_run ORDER BY run_id DESC LIMIT 1
), touched AS (
  SELECT DISTINCT e.customer_key, e.outlet_no FROM collection_event e WHERE e.customer_key IS NOT NULL
), mall AS (
  SELECT o.mall_id AS id, v.verdict, count(DISTINCT t.customer_key) AS n
    FROM touched t JOIN outlet o USING (outlet_no) JOIN customer_verdict v USING (customer_key)
   WHERE o.mall_id <> ''
   GROUP BY o.mall_id, v.verdict
), merchant AS (
  SELECT o.merchant_id AS id, v.verdict, count(DISTINCT t.customer_key) AS n
    FROM touched t JOIN outlet o USING (outlet_no) JOIN customer_verdict v USING (customer_key)
   WHERE o.merchant_id <> ''
   GROUP BY o.merchant_id, v.verdict
)
SELECT json_build_object(
  'version', 1,
  'run', json_build_object('id', run.run_id, 'mode', run.mode, 'finished_at', run.finished_at),
  'checkpoint', (SELECT json_build_object('origin', split_part(k.note, E'\n', 1), 'size', k.size, 'root', encode(k.root, 'base64'))
                   FROM checkpoint k WHERE k.size > run.leaf_index ORDER BY k.size LIMIT 1),
  'customers', run.customers, 'verdicts', run.verdicts,
  'by_mall', (SELECT coalesce(json_agg(json_build_object('id', g.id, 'name',
      coalesce((SELECT n.name FROM mall_name n WHERE n.mall_id = g.id ORDER BY n.valid_from DESC LIMIT 1), g.id),
      'verdicts', g.verdicts) ORDER BY g.id), '[]')
    FROM (SELECT id, json_object_agg(verdict, n) AS verdicts FROM mall GROUP BY id) g),
  'by_merchant', (SELECT coalesce(json_agg(json_build_object('id', g.id, 'name',
      coalesce((SELECT n.name FROM merchant_name n WHERE n.merchant_id = g.id ORDER BY n.valid_from DESC LIMIT 1), g.id),
      'verdicts', g.verdicts) ORDER BY g.id), '[]')
    FROM (SELECT id, json_object_agg(verdict, n) AS verdicts FROM merchant GROUP BY id) g),
  'findings', (SELECT coalesce(json_agg(json_build_object('rule', f.rule, 'title_ja', f.rule, 'title_en', f.rule,
      'new', f.new, 'still', f.still, 'gone', f.gone) ORDER BY f.rule), '[]')
    FROM (SELECT f.rule, count(*) FILTER (WHERE f.first_run = run.run_id AND f.gone_run IS NULL) AS new,
                 count(*) FILTER (WHERE f.first_run < run.run_id AND f.gone_run IS NULL) AS still,
                 count(*) FILTER (WHERE f.gone_run = run.run_id) AS gone
            FROM finding f GROUP BY f.rule
          HAVING count(*) FILTER (WHERE f.gone_run IS NULL OR f.gone_run = run.run_id) > 0) f),
  'batches', (SELECT coalesce(json_agg(json_build_object('file', b.file_name, 'sha256', encode(b.sha256, 'hex'),
      'supplier', coalesce(b.supplied_by, ''), 'origin', b.origin, 'lines', b.lines,
      'accepted', b.accepted + b.replaced, 'set_aside', b.set_aside) ORDER BY b.batch_id), '[]') FROM batch b),
  'exceptions', (SELECT coalesce(json_agg(json_build_object('customer', c.customer_id, 'verdict', v.verdict,
      'approver', x.approver, 'reason', x.reason, 'evidence', x.evidence) ORDER BY c.customer_id), '[]')
    FROM standing_exception x JOIN customer c USING (customer_key) JOIN customer_verdict v USING (customer_key, verdict)
   WHERE x.granted_at <= run.started_at))
  FROM run
