#!/usr/bin/env python3
"""The same one-pass audit by DuckDB over live PostgreSQL tables: duckdb_audit.py SOCKET-DIRECTORY PORT USER DATABASE [--write].

The findings stay in DuckDB's memory. With --write it also writes the stage of each field of every customer into a new table
of the same server (unlogged, without an index), since an audit is remembered there.
"""
import sys

import duckdb
import duckdb_extension_postgres_scanner  # noqa: F401  (carries the extension's file)
from pathlib import Path

host, port, user, database = sys.argv[1:5]
writes = sys.argv[5:] == ["--write"]
connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
folder = Path(duckdb_extension_postgres_scanner.__file__).parent
extension = next(folder.rglob("postgres_scanner.duckdb_extension*"))
connection.execute(f"LOAD '{extension}'")
mode = "TYPE postgres" if writes else "TYPE postgres, READ_ONLY"
connection.execute(f"ATTACH 'host={host} port={port} user={user} dbname={database}' AS pg ({mode})")
stage = ("CASE WHEN t.merchant_id IS NULL THEN 1 WHEN coalesce(o.settlement_id, o.tracking_no) IS NULL THEN 2 "
         "WHEN o.ordered_at > c.registered_at + INTERVAL 24 HOUR THEN 3 ELSE 4 END")
fields = ("email", "phone", "address", "name")
best = ", ".join(f"coalesce(max(CASE WHEN o.{f} = c.{f} THEN {stage} ELSE 0 END), 0) AS {f}" for f in fields)
if writes:
    connection.execute("CALL postgres_execute('pg', 'DROP TABLE IF EXISTS plain.verdicts')")
    connection.execute("CALL postgres_execute('pg', 'CREATE UNLOGGED TABLE plain.verdicts (customer_id text, email smallint, "
                       "phone smallint, address smallint, name smallint)')")
target = "INSERT INTO pg.plain.verdicts" if writes else "CREATE TABLE result AS"
connection.execute(f"""
{target}
SELECT * FROM (
  SELECT c.customer_id, {best}
    FROM pg.plain.customers c
    LEFT JOIN pg.plain.orders o ON o.customer_id = c.customer_id
    LEFT JOIN (SELECT mall_id, merchant_id, opened_on::TIMESTAMP - INTERVAL 9 HOUR AS lo,
                      coalesce(closed_on, DATE '9999-01-01')::TIMESTAMP + INTERVAL 15 HOUR AS hi FROM pg.plain.tenancies) t
      ON t.merchant_id = o.merchant_id AND t.mall_id = o.mall_id
     AND o.ordered_at::TIMESTAMP >= t.lo AND o.ordered_at::TIMESTAMP < t.hi
   GROUP BY c.customer_id)
 {'' if writes else 'WHERE least(email, phone, address, name) < 4'}
""")
if not writes:
    print(connection.execute("SELECT count(*) FROM result").fetchone()[0])
