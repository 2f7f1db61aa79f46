INSERT INTO installation (secret_check) VALUES (:check::bigint) ON CONFLICT DO NOTHING
