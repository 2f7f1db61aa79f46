-- The schema as Markdown, from the COMMENTs in the database. Run by make-docs.sh.
-- Tables that the stages of an audit leave behind are unlogged; they come last, without their columns.
\set QUIET on
\pset format unaligned
\pset tuples_only on
SET search_path = yurai;

\echo '## Types'
\echo
\echo '| type | values | meaning |'
\echo '|---|---|---|'
SELECT format('| `%s` | %s | %s |', t.typname,
              (SELECT string_agg(format('`%s`', e.enumlabel), ', ' ORDER BY e.enumsortorder)
                 FROM pg_enum e WHERE e.enumtypid = t.oid),
              obj_description(t.oid, 'pg_type'))
  FROM pg_type t
 WHERE t.typnamespace = 'yurai'::regnamespace AND t.typtype = 'e'
 ORDER BY t.typname;

\echo
\echo '## Tables'
SELECT concat_ws(E'\n', '', format('### `%s`', c.relname), '', obj_description(c.oid, 'pg_class'), '',
                 (SELECT 'Key: ' || string_agg(format('`%s`', a.attname), ', ' ORDER BY k.place) || '.' || E'\n'
                    FROM pg_index i
                   CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place)
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                   WHERE i.indrelid = c.oid AND i.indisprimary),
                 '| column | type | meaning |', '|---|---|---|',
                 (SELECT string_agg(format('| `%s` | %s%s | %s |', a.attname, format_type(a.atttypid, a.atttypmod),
                                           CASE WHEN a.attnotnull THEN ', required' END,
                                           replace(col_description(c.oid, a.attnum), '|', '\|')),
                                    E'\n' ORDER BY a.attnum)
                    FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
  FROM pg_class c
 WHERE c.relnamespace = 'yurai'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p'
 ORDER BY c.relname;

\echo
\echo '## Views'
\echo
\echo '| view | meaning |'
\echo '|---|---|'
SELECT format('| `%s` | %s |', c.relname, obj_description(c.oid, 'pg_class'))
  FROM pg_class c
 WHERE c.relnamespace = 'yurai'::regnamespace AND c.relkind = 'v'
 ORDER BY c.relname;

\echo
\echo '## Functions'
\echo
\echo '| function | meaning |'
\echo '|---|---|'
SELECT format('| `%s(%s)` | %s |', p.proname, pg_get_function_identity_arguments(p.oid),
              obj_description(p.oid, 'pg_proc'))
  FROM pg_proc p
 WHERE p.pronamespace = 'yurai'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NOT NULL
 ORDER BY p.proname;

\echo
\echo '## What the stages of the last audit leave'
\echo
\echo 'They are made anew by each audit, unlogged, and can be looked at. Nothing reads them afterwards.'
\echo
\echo '| table | meaning |'
\echo '|---|---|'
SELECT format('| `%s` | %s |', c.relname, obj_description(c.oid, 'pg_class'))
  FROM pg_class c
 WHERE c.relnamespace = 'yurai'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'u'
 ORDER BY obj_description(c.oid, 'pg_class');
