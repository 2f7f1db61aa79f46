-- The LC_CTYPE of this database, where only ASCII letters are letters under it; nothing where Japanese ones are too. It is what
-- pg_trgm reads, whatever the provider of the collation; from version 18 on the provider of the database decides.
SELECT d.datctype
  FROM (SELECT datctype, datlocprovider AS provider, to_json(pg_database) ->> 'datlocale' AS locale,
               current_setting('server_version_num')::integer >= 180000 AS by_provider
          FROM pg_database WHERE datname = current_database()) d
 WHERE CASE WHEN by_provider AND provider <> 'c' THEN provider = 'b' AND locale = 'C'
            ELSE d.datctype IN ('C', 'POSIX') END
