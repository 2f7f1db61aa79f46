#!/usr/bin/env python3
"""Measures yurai against the best known way, in one run on one machine.

    bench.py YURAI [--customers N] [--runs 5] [--duckdb]
    bench.py YURAI --scale 10000,1000000,5000000 [--runs 3]

Import is measured against `psql \\copy` of the same files into plain tables with indexes built after; the full audit
against the best one-pass SQL over the same facts as text (Sql/audit_one_pass.sql) and, where PyPI's duckdb and
duckdb-extension-postgres-scanner are installed, against DuckDB reading the same live tables, in the three ways that
duckdb_audit.py tells; what the records' tree and the ledger cost, against `audit --check`, which does all but that and keeps
nothing; `trace` against one indexed SELECT through psql. Runs are interleaved; medians are printed. Each import goes into a
new database.

With --scale only yurai is measured: import, full audit and peak memory at several sizes, and how they grow.
"""
import argparse, json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

here = pathlib.Path(__file__).parent


def run(command, **more):
    """Seconds and peak resident megabytes of one process; its output is thrown away unless captured."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    out, err = process.communicate()
    seconds = time.monotonic() - start
    return seconds, process.returncode, out.decode(), err.decode()


def peak(command, environment):
    """Peak resident megabytes of one process, by GNU time's method: the rusage of a child that ran alone."""
    code = (
        "import resource,subprocess,sys;r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024,file=sys.stderr);sys.exit(r.returncode)")
    _, code, _, err = run([sys.executable, "-c", code] + command, env=environment)
    assert code in (0, 2), err
    return int(err.strip().splitlines()[-1])


def audit(command, environment):
    """Seconds of an audit."""
    seconds, code, out, err = run(command, env=environment)
    assert code in (0, 2) and json.loads(out)["verdicts"], err
    return seconds


def first_audit(database, sql):
    """A copy of a database in which nothing was audited yet, with what an import leaves in the server's memory."""
    sql("postgres", text="DROP DATABASE IF EXISTS first")
    sql("postgres", text=f"CREATE DATABASE first TEMPLATE {database} STRATEGY file_copy")
    sql("first", text="CREATE EXTENSION pg_prewarm")
    sql("first", "-o", os.devnull, text="SELECT pg_prewarm(c) FROM unnest('{customer,customer_pkey,collection_event,collection_event_customer,"
                                        "record_salt}'::text[]) n CROSS JOIN LATERAL (SELECT ('yurai.' || n)::regclass AS c) r")
    sql("first", text="DROP EXTENSION pg_prewarm")
    sql("postgres", text="CHECKPOINT")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("yurai")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--duckdb", action="store_true")
    parser.add_argument("--work", default=None)
    parser.add_argument("--scale", default=None)
    options = parser.parse_args()
    yurai = str(pathlib.Path(options.yurai).resolve())
    work = pathlib.Path(options.work or tempfile.mkdtemp(prefix="yurai-bench-", dir="/var/tmp"))
    work.mkdir(exist_ok=True)
    os.chmod(work, 0o755)
    environment = dict(os.environ, XDG_DATA_HOME=str(work / "data"))
    for name in [n for n in environment if n.startswith("PG") or n == "DATABASE_URL"]:
        del environment[name]
    (work / "data").mkdir(exist_ok=True)
    os.chmod(work / "data", 0o755)
    mall = work / f"mall-{options.customers}"

    def generate(folder, customers):
        if (folder / "manifest.yaml").exists():
            return
        seconds, code, out, err = run([yurai, "generate", str(folder), "--customers", str(customers), "--seed", "1",
                                       "--canonical-only"], env=environment)
        assert code == 0, err
        print(f"generate {customers:,}: {seconds:.1f} s", flush=True)

    server = run([yurai, "db", "start"], env=environment)[2].split()[1:-1]

    def sql(database, *more, file=None, text=None):
        arguments = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"] + server + ["-d", database] + list(more)
        if file:
            arguments += ["-f", str(file)]
        if text:
            arguments += ["-c", text]
        seconds, code, out, err = run(arguments, env=environment)
        assert code == 0, err
        return seconds, out

    def connection(database, quiet=True):
        return server + ["-d", database, "--secret-file", str(work / "secret")] + (["--quiet"] if quiet else [])

    def import_ours(database):
        start = time.monotonic()
        import_peaks.append(peak([yurai, "import", str(mall / "manifest.yaml"), "--format", "json"] + connection(database),
                                 environment))
        return time.monotonic() - start

    def import_psql(database):
        total = 0
        copies = "".join(
            f"\\copy plain.{table} ({columns(mall / file)}) FROM '{mall / file}' (FORMAT csv, HEADER)\n"
            for table, file in (("customers", "customers.csv"), ("orders", "orders.csv"), ("tenancies", "tenancies.csv")))
        script = work / "copy.sql"
        script.write_text(copies)
        total += sql(database, file=here / "Sql/copy_tables.sql")[0]
        total += sql(database, file=script)[0]
        total += sql(database, file=here / "Sql/copy_indexes.sql")[0]
        return total

    def columns(path):
        with open(path, encoding="utf-8-sig") as file:
            return file.readline().strip()

    def done():
        run([yurai, "db", "stop"], env=environment)
        if options.work is None:
            shutil.rmtree(work)

    if options.scale:
        scale([int(n) for n in options.scale.split(",")], work, options.runs, yurai, environment, generate, sql, connection)
        return done()

    generate(mall, options.customers)
    rows = []

    def report(what, ours, theirs, goal):
        o, t = statistics.median(ours), statistics.median(theirs)
        rows.append((what, o, t, o / t, goal))
        print(f"{what}: {o:.2f} s against {t:.2f} s = {o / t:.2f} (goal {goal}); "
              f"ours {[round(x, 2) for x in ours]}, theirs {[round(x, 2) for x in theirs]}", flush=True)

    ours, theirs, import_peaks = [], [], []
    for index in range(options.runs):
        for database, load, times in ((f"ours{index}", import_ours, ours), (f"plain{index}", import_psql, theirs)):
            sql("postgres", text=f"DROP DATABASE IF EXISTS {database}")
            sql("postgres", text=f"CREATE DATABASE {database}")
            sql("postgres", text="CHECKPOINT")
            times.append(load(database))
            if index < options.runs - 1:
                sql("postgres", text=f"DROP DATABASE {database}")
    report("import", ours, theirs, "<= 1.5")
    last = options.runs - 1
    ours_db, plain_db = f"ours{last}", f"plain{last}"

    def audit_ours(*more):
        first_audit(ours_db, sql)
        return audit([yurai, "audit", "--full", "--format", "json", *more] + connection("first"), environment)

    def audit_duckdb(*more):
        seconds, code, out, err = run([sys.executable, str(here / "duckdb_audit.py"), server[1], server[3], server[5], plain_db,
                                       *more], env=environment)
        assert code == 0, err
        return seconds

    ours, theirs, checks = [], [], []
    duck, duck_same, duck_writes = [], [], []
    sql(ours_db, text="VACUUM")
    sql(plain_db, text="VACUUM")
    for _ in range(options.runs):
        ours.append(audit_ours())
        checks.append(audit_ours("--check"))
        sql("postgres", text="CHECKPOINT")
        theirs.append(sql(plain_db, file=here / "Sql/audit_one_pass.sql")[0])
        if options.duckdb:
            duck.append(audit_duckdb())
            duck_same.append(audit_duckdb("--same"))
            duck_writes.append(audit_duckdb("--write"))
            # Nothing of it is left that the server would write or vacuum while the next one is timed.
            sql(plain_db, text="DROP TABLE plain.verdicts")
            sql("postgres", text="CHECKPOINT")
    report("full audit against one-pass SQL", ours, theirs, "<= 0.6")
    # The check counts itself which records have a commitment, which the tree tells for nothing: Docs/performance.md.
    report("full audit against the same without tree, ledger and commit (--check)", ours, checks, "<= 1.25")
    if duck:
        report("full audit against DuckDB that does the same, verdicts and findings in a file of its own", ours, duck_same, "< 1")
        report("full audit against DuckDB that writes the stage of every field into the server", ours, duck_writes, "-")
        report("full audit against DuckDB that only finds, in memory, and exact text", ours, duck, "-")
    # What the other ways do, and the rows' transactions: without what only the ledger asks for.
    report("audit --check against one-pass SQL", checks, theirs, "-")
    if duck:
        report("audit --check against DuckDB that only finds, in memory, and exact text", checks, duck, "-")

    customer = sql(plain_db, "-At", text="SELECT customer_id FROM plain.customers LIMIT 1")[1].strip()
    ours, theirs = [], []
    for _ in range(options.runs * 4):
        ours.append(run([yurai, "trace", customer, "--format", "json"] + connection("first"), env=environment)[0])
        theirs.append(sql(plain_db, text=f"SELECT * FROM plain.orders WHERE customer_id = '{customer}'")[0])
    report("trace against one indexed SELECT", ours, theirs, "<= 3")

    audit_peak = peak([yurai, "audit", "--full"] + connection("first"), environment)
    print(f"peak memory, import: {max(import_peaks)} MB; audit: {audit_peak} MB")
    size = sum(f.stat().st_size for f in mall.iterdir())
    print(f"\n| {options.customers:,} customers, {size / 1e6:.0f} MB of files | yurai | against | ratio | goal |\n|---|---|---|---|---|")
    for what, o, t, ratio, goal in rows:
        print(f"| {what} | {o:.2f} s | {t:.2f} s | {ratio:.2f} | {goal} |")
    done()


def scale(sizes, work, runs, yurai, environment, generate, sql, connection):
    """How import, audit and memory grow: one import and `runs` first audits for each size."""
    rows = []
    for size in sizes:
        folder = work / f"mall-{size}"
        generate(folder, size)
        sql("postgres", text="DROP DATABASE IF EXISTS scale")
        sql("postgres", text="CREATE DATABASE scale")
        manifest = [yurai, "import", str(folder / "manifest.yaml")]
        start = time.monotonic()
        import_peak = peak(manifest + connection("scale"), environment)
        import_seconds = time.monotonic() - start
        sql("scale", text="VACUUM")
        audits, audit_peak = [], 0
        for _ in range(runs):
            first_audit("scale", sql)
            start = time.monotonic()
            audit_peak = max(audit_peak, peak([yurai, "audit", "--full"] + connection("first"), environment))
            audits.append(time.monotonic() - start)
        sql("postgres", text="DROP DATABASE first")
        sql("postgres", text="DROP DATABASE scale")
        shutil.rmtree(folder)
        rows.append((size, import_seconds, import_peak, statistics.median(audits), audit_peak))
        print(f"{size:,}: import {import_seconds:.1f} s, {import_peak} MB; audits {[round(a, 2) for a in audits]} s, "
              f"{audit_peak} MB", flush=True)
    print("\n| customers | import | peak memory | full audit | peak memory |\n|---|---|---|---|---|")
    for size, import_seconds, import_peak, audit, audit_peak in rows:
        print(f"| {size:,} | {import_seconds:.1f} s | {import_peak} MB | {audit:.2f} s | {audit_peak} MB |")
    if len(rows) > 1:
        print(f"audit, last size against the one before: {rows[-1][3] / rows[-2][3]:.2f} times")


main()
