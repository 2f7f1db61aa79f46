-- The leaf of a recovery: where the ledger was set back to, and the signed checkpoint that is lost, word for word.
SELECT json_build_object('kind', 'recovery', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'kept', :kept::bigint,
         'lost', json_build_object('size', :size::bigint, 'root', :root::text, 'note', :note::text),
         'reason', :reason::text)::text
