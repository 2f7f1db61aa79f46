-- What the audit needs, for its own transaction only. Measured: 64 MB lets facts that lie in the order of
-- customer_key be merged and aggregated as they stream by; more memory makes the planner hash a million groups
-- instead, which is slower. Workers read and compute, the session's own process only writes. Where a stage is cut in
-- halves that run beside each other, it keeps the planner from cutting the halves as well. Small samples tell enough of
-- tables that an audit makes and reads once. Without JIT: each worker would compile for itself what it saves.
SET LOCAL work_mem = '64MB';
SET LOCAL hash_mem_multiplier = 2;
SET LOCAL jit = off;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_leader_participation = off;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL enable_gathermerge = off;
SET LOCAL random_page_cost = 1.1;
SET LOCAL default_statistics_target = 10;
SET LOCAL lock_timeout = '10min';
-- What an audit makes belongs to whom the facts belong to: the next one, by whomever of them, replaces it.
DO $$
DECLARE
  owner name := (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'audit_run'::regclass);
BEGIN
  IF owner <> current_user AND pg_has_role(owner, 'MEMBER') THEN EXECUTE format('SET LOCAL ROLE %I', owner); END IF;
END $$;
