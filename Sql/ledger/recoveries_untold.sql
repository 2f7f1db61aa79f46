-- Of the recoveries that those leaves tell of, and of those that they name as earlier ones, the ones that this ledger does not
-- tell of, the first one first: how many leaves each kept, when, the signed checkpoint that it names, and the whole as `earlier` is to have it.
WITH known AS (
  SELECT n, leaf::jsonb AS leaf FROM unnest(:leaves::text[]) WITH ORDINALITY AS l (leaf, n)
), every AS (
  SELECT n, e.m, e.recovery FROM known, jsonb_array_elements(leaf -> 'earlier') WITH ORDINALITY AS e (recovery, m)
  UNION ALL
  SELECT n, coalesce(jsonb_array_length(leaf -> 'earlier'), 0) + 1, leaf FROM known
), told AS (
  SELECT leaf::jsonb AS recovery FROM ledger_leaf WHERE kind = 'recovery'
  UNION ALL
  SELECT e.recovery FROM ledger_leaf, jsonb_array_elements(leaf::jsonb -> 'earlier') AS e (recovery) WHERE kind = 'recovery'
), untold AS (
  SELECT recovery ->> 'kept' AS kept, recovery ->> 'at' AS at, recovery -> 'lost' AS lost, recovery ->> 'reason' AS reason,
         min(ARRAY[n, m]) AS place
    FROM every e
   WHERE NOT EXISTS (SELECT FROM told t
                      WHERE (t.recovery -> 'kept', t.recovery -> 'at', t.recovery -> 'lost', t.recovery -> 'reason')
                          = (e.recovery -> 'kept', e.recovery -> 'at', e.recovery -> 'lost', e.recovery -> 'reason'))
   GROUP BY 1, 2, 3, 4
)
SELECT kept::bigint, at, (lost ->> 'size')::bigint, lost ->> 'root', lost ->> 'note',
       json_build_object('kept', kept::bigint, 'at', at,
         'lost', json_build_object('size', (lost ->> 'size')::bigint, 'root', lost ->> 'root', 'note', lost ->> 'note'),
         'reason', reason)::text
  FROM untold ORDER BY place
