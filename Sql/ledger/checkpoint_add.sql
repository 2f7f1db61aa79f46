INSERT INTO checkpoint (size, root, note) VALUES (:size::bigint, :root::bytea, :note) ON CONFLICT (size) DO NOTHING
