-- The leaf that says under which rules audits are made from now on; nothing when they are those of the last such leaf.
SELECT json_build_object('kind', 'rules', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'tool', :tool::text, 'sha256', :rules::text)::text
 WHERE (SELECT leaf::json ->> 'sha256' FROM ledger_leaf WHERE kind = 'rules' ORDER BY leaf_index DESC LIMIT 1) IS DISTINCT FROM :rules::text
