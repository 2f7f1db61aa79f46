SELECT token FROM checkpoint_timestamp WHERE size = :size::bigint ORDER BY added_at, token LIMIT 1
