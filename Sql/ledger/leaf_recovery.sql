-- The leaf of a recovery: where the ledger was set back to, and the signed checkpoint that is lost, word for word. Recoveries
-- whose own leaves are lost by it are named, when there are any.
SELECT CASE WHEN :earlier::json IS NULL
         THEN json_build_object('kind', 'recovery', 'at', l.at, 'kept', l.kept, 'lost', l.lost, 'reason', l.reason)
         ELSE json_build_object('kind', 'recovery', 'at', l.at, 'kept', l.kept, 'lost', l.lost, 'reason', l.reason,
                                'earlier', :earlier::json) END::text
  FROM (SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, :kept::bigint AS kept,
               json_build_object('size', :size::bigint, 'root', :root::text, 'note', :note::text) AS lost,
               :reason::text AS reason) l
