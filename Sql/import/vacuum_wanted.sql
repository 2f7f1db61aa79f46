-- Tables of facts that were just filled: of most of their pages it is not known yet that every row is there for all to
-- see, so that an audit could not trust its indexes alone. Small tables are not worth the call.
SELECT string_agg(format('%I', c.relname), ', ')
  FROM pg_class c
 WHERE c.oid IN ('customer'::regclass, 'collection_event'::regclass)
   AND c.relpages >= 128 AND c.relallvisible * 2 < c.relpages
