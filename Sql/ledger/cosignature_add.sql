INSERT INTO cosignature (size, key, line) VALUES (:size::bigint, :key, :line) ON CONFLICT DO NOTHING
