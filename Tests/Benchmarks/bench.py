#!/usr/bin/env python3
"""Measures yurai against the best known way, in one run on one machine.

    bench.py YURAI [--customers N] [--runs 5] [--duckdb]

Import is measured against `psql \\copy` of the same files into plain tables with indexes built after; the full audit
against the best one-pass SQL over the same facts as text (Sql/audit_one_pass.sql) and, where PyPI's duckdb and
duckdb-extension-postgres-scanner are installed, against DuckDB reading the same live tables; `trace` against one
indexed SELECT through psql. Runs are interleaved; medians are printed. Each import goes into a new database.
"""
import argparse, json, os, pathlib, resource, shutil, statistics, subprocess, sys, tempfile, time

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
    _, _, _, err = run([sys.executable, "-c", code] + command, env=environment)
    return int(err.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("yurai")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--duckdb", action="store_true")
    parser.add_argument("--work", default=None)
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
    mall = work / "mall"
    if not (mall / "manifest.yaml").exists():
        seconds, code, out, err = run([yurai, "generate", str(mall), "--customers", str(options.customers), "--seed", "1",
                                       "--canonical-only"], env=environment)
        assert code == 0, err
        print(f"generate: {seconds:.1f} s")
    psql = run([yurai, "db", "start"], env=environment)[2].split()
    server = psql[1:-1]

    def sql(database, *more, file=None, text=None):
        arguments = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"] + server + ["-d", database] + list(more)
        if file:
            arguments += ["-f", str(file)]
        if text:
            arguments += ["-c", text]
        seconds, code, out, err = run(arguments, env=environment)
        assert code == 0, err
        return seconds, out

    def connection(database):
        return server + ["-d", database, "--secret-file", str(work / "secret"), "--quiet"]

    def import_ours(database):
        seconds, code, out, err = run([yurai, "import", str(mall / "manifest.yaml"), "--format", "json"]
                                      + connection(database), env=environment)
        assert code == 0, err
        return seconds

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

    rows = []

    def report(what, ours, theirs, goal):
        o, t = statistics.median(ours), statistics.median(theirs)
        rows.append((what, o, t, o / t, goal))
        print(f"{what}: {o:.2f} s against {t:.2f} s = {o / t:.2f} (goal {goal}); "
              f"ours {[round(x, 2) for x in ours]}, theirs {[round(x, 2) for x in theirs]}", flush=True)

    ours, theirs = [], []
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

    def audit_ours():
        sql(ours_db, text="TRUNCATE yurai.customer_verdict, yurai.finding, yurai.audit_run")
        seconds, code, out, err = run([yurai, "audit", "--full", "--format", "json"] + connection(ours_db), env=environment)
        assert code in (0, 2), err
        return seconds

    ours, theirs, duck = [], [], []
    sql(ours_db, text="VACUUM")
    sql(plain_db, text="VACUUM")
    for _ in range(options.runs):
        sql("postgres", text="CHECKPOINT")
        ours.append(audit_ours())
        sql("postgres", text="CHECKPOINT")
        theirs.append(sql(plain_db, file=here / "Sql/audit_one_pass.sql")[0])
        if options.duckdb:
            seconds, code, out, err = run([sys.executable, str(here / "duckdb_audit.py"), server[1], server[3], server[5],
                                           plain_db], env=environment)
            assert code == 0, err
            duck.append(seconds)
    report("full audit against one-pass SQL", ours, theirs, "<= 0.6")
    if duck:
        report("full audit against DuckDB on the live tables", ours, duck, "< 1")

    customer = sql(plain_db, "-At", text="SELECT customer_id FROM plain.customers LIMIT 1")[1].strip()
    ours, theirs = [], []
    for _ in range(options.runs * 4):
        ours.append(run([yurai, "trace", customer, "--format", "json"] + connection(ours_db), env=environment)[0])
        theirs.append(sql(plain_db, text=f"SELECT * FROM plain.orders WHERE customer_id = '{customer}'")[0])
    report("trace against one indexed SELECT", ours, theirs, "<= 3")

    print(f"peak memory, import: {peak([yurai, 'import', str(mall / 'manifest.yaml'), '--check'] + connection(ours_db), environment)} MB; "
          f"audit: {peak([yurai, 'audit', '--full'] + connection(ours_db), environment)} MB")
    size = sum(f.stat().st_size for f in mall.iterdir())
    print(f"\n| {options.customers:,} customers, {size / 1e6:.0f} MB of files | yurai | against | ratio | goal |\n|---|---|---|---|---|")
    for what, o, t, ratio, goal in rows:
        print(f"| {what} | {o:.2f} s | {t:.2f} s | {ratio:.2f} | {goal} |")
    run([yurai, "db", "stop"], env=environment)
    if options.work is None:
        shutil.rmtree(work)


main()
