INSERT INTO yurai.schema_migration (name, sha256) VALUES (:name, :sha256::bytea)
