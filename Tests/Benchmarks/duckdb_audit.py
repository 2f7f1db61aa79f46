#!/usr/bin/env python3
"""An audit by DuckDB over live PostgreSQL tables: duckdb_audit.py SOCKET-DIRECTORY PORT USER DATABASE [--write | --same].

By itself it is the one-pass audit of Sql/audit_one_pass.sql: which fields are not proven, left in DuckDB's memory. With --write
it writes the stage of each field of every customer into a new table of the same server (unlogged, without an index), since an
audit is remembered there. With --same it does what yurai's audit does, as far as it can be told from text: evidence that stands
behind two customers proves nothing, what was sent to the customer counts too, every record gets its verdict, and verdicts and
findings are kept, in a database file of DuckDB's own. Fields and numbers are compared by their hash there, which is a quarter
faster than by their text.
"""
import shutil
import sys
import tempfile

import duckdb
import duckdb_extension_postgres_scanner  # noqa: F401  (carries the extension's file)
from pathlib import Path

host, port, user, database = sys.argv[1:5]
writes, same = sys.argv[5:] == ["--write"], sys.argv[5:] == ["--same"]
own = tempfile.mkdtemp(prefix="yurai-duckdb-", dir="/var/tmp") if same else None
connection = duckdb.connect(f"{own}/audit.duckdb" if same else ":memory:", config={"allow_unsigned_extensions": "true"})
folder = Path(duckdb_extension_postgres_scanner.__file__).parent
extension = next(folder.rglob("postgres_scanner.duckdb_extension*"))
connection.execute(f"LOAD '{extension}'")
mode = "TYPE postgres" if writes else "TYPE postgres, READ_ONLY"
connection.execute(f"ATTACH 'host={host} port={port} user={user} dbname={database}' AS pg ({mode})")

TENANCIES = """(SELECT mall_id, merchant_id, opened_on::TIMESTAMP - INTERVAL 9 HOUR AS lo,
                      coalesce(closed_on, DATE '9999-01-01')::TIMESTAMP + INTERVAL 15 HOUR AS hi FROM pg.plain.tenancies)"""
DURING = """t.merchant_id = o.merchant_id AND t.mall_id = o.mall_id
     AND o.ordered_at::TIMESTAMP >= t.lo AND o.ordered_at::TIMESTAMP < t.hi"""
FIELDS = ("email", "phone", "address", "name")


def one_pass():
    stage = ("CASE WHEN t.merchant_id IS NULL THEN 1 WHEN coalesce(o.settlement_id, o.tracking_no) IS NULL THEN 2 "
             "WHEN o.ordered_at > c.registered_at + INTERVAL 24 HOUR THEN 3 ELSE 4 END")
    best = ", ".join(f"coalesce(max(CASE WHEN o.{f} = c.{f} THEN {stage} ELSE 0 END), 0) AS {f}" for f in FIELDS)
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
    LEFT JOIN {TENANCIES} t ON {DURING}
   GROUP BY c.customer_id)
 {'' if writes else 'WHERE least(email, phone, address, name) < 4'}
""")
    if not writes:
        print(connection.execute("SELECT count(*) FROM result").fetchone()[0])


def hashed(*columns, name):
    """The hash of columns, null where the last one is."""
    return f"CASE WHEN {columns[-1]} IS NOT NULL THEN hash({', '.join(columns)}) END AS {name}"


def same_audit():
    """What yurai's audit finds, but for what it alone can see: variants of writing, altered rows, the records' tree."""
    orders = ", ".join(
        [hashed(f"o.{f}", name=f) for f in FIELDS + ("ship_name", "ship_phone", "ship_address")]
        + [hashed("o.mall_id", f"o.{n}", name=n) for n in ("settlement_id", "tracking_no")])
    customers = ", ".join(hashed(f, name=f) for f in FIELDS)
    to_customer = "(o.ship_name IS NULL OR o.ship_name = c.name)"
    carries = {"name": "o.name = c.name OR o.ship_name = c.name", "email": "o.email = c.email",
               "phone": f"o.phone = c.phone OR o.ship_phone = c.phone AND {to_customer}",
               "address": f"o.address = c.address OR o.ship_address = c.address AND {to_customer}"}
    level = "CASE WHEN NOT o.placed THEN 1 WHEN NOT o.corroborated THEN 2 ELSE 4 END"
    best = ", ".join(f"CASE WHEN any_value(c.{f}) IS NOT NULL THEN coalesce(max(CASE WHEN {carries[f]} THEN {level} ELSE 0 END), 0) "
                     f"END AS {f}" for f in FIELDS)
    reused = " UNION ALL ".join(
        f"SELECT '{evidence}' AS evidence, {number} AS number FROM o WHERE {number} IS NOT NULL AND customer_id IS NOT NULL "
        f"GROUP BY {number} HAVING min(customer_id) <> max(customer_id)"
        for evidence, number in (("settlement", "settlement_id"), ("shipment", "tracking_no")))
    order = "concat_ws('/', mall_id, merchant_id, order_id)"
    connection.execute("BEGIN")
    connection.execute(f"""
CREATE TEMP TABLE o AS
SELECT o.customer_id, o.mall_id, o.merchant_id, o.order_id, o.ordered_at, {orders}, t.merchant_id IS NOT NULL AS placed
  FROM pg.plain.orders o LEFT JOIN {TENANCIES} t ON {DURING}""")
    connection.execute(f"CREATE TABLE reused AS {reused}")
    connection.execute(f"""
CREATE TABLE verdict AS
SELECT *, CASE WHEN NOT has_event THEN 'untraced'
               WHEN coalesce(greatest({', '.join(FIELDS)}), 0) < 2 OR predates THEN 'contradicted'
               WHEN least({', '.join(FIELDS)}) < 2 THEN 'partial'
               WHEN least({', '.join(FIELDS)}) < 3 THEN 'uncorroborated'
               ELSE 'traced' END AS verdict
  FROM (
    SELECT c.customer_id, {best}, count(o.customer_id) > 0 AS has_event,
           coalesce(min(o.ordered_at) FILTER (WHERE o.placed) > any_value(c.registered_at) + INTERVAL 24 HOUR, false) AS predates
      FROM (SELECT customer_id, registered_at, {customers} FROM pg.plain.customers) c
      LEFT JOIN (
        SELECT o.*, o.settlement_id IS NOT NULL AND s.number IS NULL OR o.tracking_no IS NOT NULL AND t.number IS NULL AS corroborated
          FROM o
          LEFT JOIN reused s ON s.evidence = 'settlement' AND s.number = o.settlement_id
          LEFT JOIN reused t ON t.evidence = 'shipment' AND t.number = o.tracking_no) o ON o.customer_id = c.customer_id
     GROUP BY c.customer_id)""")
    connection.execute(f"""
CREATE TABLE finding AS
SELECT 'uncorroborated-order' AS rule, {order} AS subject FROM o WHERE settlement_id IS NULL AND tracking_no IS NULL
UNION ALL SELECT 'outside-tenancy', {order} FROM o WHERE NOT placed
UNION ALL SELECT 'order-without-customer', {order} FROM o
           WHERE customer_id IS NOT NULL AND customer_id NOT IN (SELECT customer_id FROM verdict)
UNION ALL SELECT 'evidence-reused', concat_ws(':', evidence, number) FROM reused
UNION ALL SELECT 'record-predates-collection', customer_id FROM verdict WHERE predates
UNION ALL SELECT 'untraced-record', customer_id FROM verdict WHERE NOT has_event""")
    connection.execute("COMMIT")
    print(connection.execute("SELECT verdict, count(*) FROM verdict GROUP BY verdict ORDER BY verdict").fetchall())
    print(connection.execute("SELECT rule, count(*) FROM finding GROUP BY rule ORDER BY rule").fetchall())
    connection.close()
    shutil.rmtree(own)


same_audit() if same else one_pass()
