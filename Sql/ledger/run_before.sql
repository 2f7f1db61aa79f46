-- The last run with a records' tree before this one, and how many leaves of the ledger its snapshot held. It held those of
-- every run before it and not its own leaf, whatever the column says.
SELECT r.run_id,
       least(r.leaf_index,
             greatest(r.ledger_size, (SELECT max(p.leaf_index) + 1 FROM audit_run p WHERE p.run_id < r.run_id), 0))
  FROM audit_run r
 WHERE r.run_id < :run::integer AND r.records_root IS NOT NULL
 ORDER BY r.run_id DESC LIMIT 1
