-- A backup that was restored after a disaster may end before what was signed last. From there the ledger goes on with a leaf
-- that names the signed checkpoint that is lost, so that nobody who holds it is left to guess.
ALTER TABLE ledger_leaf
  DROP CONSTRAINT ledger_leaf_kind_check,
  ADD CONSTRAINT ledger_leaf_kind_check CHECK (
    kind IN ('legacy', 'import', 'supersession', 'audit', 'exception', 'answer', 'erasure', 'rules', 'key', 'sample', 'adoption',
             'recovery'));
