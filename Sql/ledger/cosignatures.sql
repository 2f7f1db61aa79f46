SELECT key, line FROM cosignature WHERE size = :size::bigint ORDER BY key
