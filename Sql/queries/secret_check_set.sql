INSERT INTO installation (secret_check) VALUES (:check::bigint)
