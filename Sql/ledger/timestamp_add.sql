INSERT INTO checkpoint_timestamp (size, token) VALUES (:size::bigint, :token::bytea) ON CONFLICT DO NOTHING
