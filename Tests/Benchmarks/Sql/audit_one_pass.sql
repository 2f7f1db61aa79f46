-- The best hand-written one-pass audit over the same facts as text: LEFT JOINs, the best stage of each field, one
-- row for every field that is not proven. Exact comparison, no evidence reuse, no verdicts, nothing remembered. Tuned on the
-- machine of Docs/performance.md: compiled it is a tenth faster.
SET work_mem = '64MB';
SET max_parallel_workers_per_gather = 0;
SET jit = on;
SET jit_optimize_above_cost = 100000;
SET jit_inline_above_cost = -1;
CREATE TEMPORARY TABLE result AS
SELECT v.customer_id, f.field, f.stage FROM (
  SELECT c.customer_id,
    coalesce(max(CASE WHEN o.email = c.email THEN CASE WHEN t.merchant_id IS NULL THEN 1 WHEN coalesce(o.settlement_id, o.tracking_no) IS NULL THEN 2 WHEN o.ordered_at > c.registered_at + interval '24 hours' THEN 3 ELSE 4 END ELSE 0 END), 0) se,
    coalesce(max(CASE WHEN o.phone = c.phone THEN CASE WHEN t.merchant_id IS NULL THEN 1 WHEN coalesce(o.settlement_id, o.tracking_no) IS NULL THEN 2 WHEN o.ordered_at > c.registered_at + interval '24 hours' THEN 3 ELSE 4 END ELSE 0 END), 0) sp,
    coalesce(max(CASE WHEN o.address = c.address THEN CASE WHEN t.merchant_id IS NULL THEN 1 WHEN coalesce(o.settlement_id, o.tracking_no) IS NULL THEN 2 WHEN o.ordered_at > c.registered_at + interval '24 hours' THEN 3 ELSE 4 END ELSE 0 END), 0) sa,
    coalesce(max(CASE WHEN o.name = c.name THEN CASE WHEN t.merchant_id IS NULL THEN 1 WHEN coalesce(o.settlement_id, o.tracking_no) IS NULL THEN 2 WHEN o.ordered_at > c.registered_at + interval '24 hours' THEN 3 ELSE 4 END ELSE 0 END), 0) sn
   FROM plain.customers c
   LEFT JOIN plain.orders o ON o.customer_id = c.customer_id
   LEFT JOIN plain.tenancies t ON t.merchant_id = o.merchant_id AND t.mall_id = o.mall_id
     AND o.ordered_at >= t.opened_on::timestamp AT TIME ZONE 'Asia/Tokyo'
     AND o.ordered_at < (coalesce(t.closed_on, 'infinity') + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
  GROUP BY c.customer_id) v
 CROSS JOIN LATERAL (VALUES ('email', v.se), ('phone', v.sp), ('address', v.sa), ('name', v.sn)) f (field, stage)
 WHERE f.stage < 4;
