-- The keys that may sign now: made or added, and not retired since.
SELECT vkey
  FROM (SELECT DISTINCT ON (vkey) vkey, change, leaf_index
          FROM (SELECT leaf::json ->> 'vkey' AS vkey, leaf::json ->> 'change' AS change, leaf_index
                  FROM ledger_leaf WHERE kind = 'key') k
         ORDER BY vkey, leaf_index DESC) latest
 WHERE change <> 'retired'
 ORDER BY leaf_index
