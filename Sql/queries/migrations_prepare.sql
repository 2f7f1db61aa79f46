-- The register of migrations, in the schema of the tool.
CREATE SCHEMA IF NOT EXISTS yurai;
CREATE TABLE IF NOT EXISTS yurai.schema_migration (
  name       text PRIMARY KEY,
  sha256     bytea NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now());
COMMENT ON TABLE yurai.schema_migration IS 'Migrations applied, with the SHA-256 of each file as it ran.';
COMMENT ON COLUMN yurai.schema_migration.name IS 'Name of the file without .sql; the number in front is the order.';
COMMENT ON COLUMN yurai.schema_migration.sha256 IS 'SHA-256 of the file.';
COMMENT ON COLUMN yurai.schema_migration.applied_at IS 'When.';
