SELECT name, encode(sha256, 'hex') FROM yurai.schema_migration ORDER BY name
