-- Whether the checkpoint of that size is stored, and whether the role that asks may store one.
SELECT EXISTS (SELECT FROM checkpoint WHERE size = :size::bigint), has_table_privilege('checkpoint', 'INSERT')
