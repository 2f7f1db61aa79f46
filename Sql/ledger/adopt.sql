INSERT INTO adoption (transaction, customers, events, leaf_index)
SELECT f.transaction,
       coalesce(sum(f.rows) FILTER (WHERE f.table_name = 'customer'), 0),
       coalesce(sum(f.rows) FILTER (WHERE f.table_name = 'collection_event'), 0), :leaf::bigint
  FROM audit_foreign f GROUP BY f.transaction
