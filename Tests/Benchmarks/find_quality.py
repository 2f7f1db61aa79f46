#!/usr/bin/env python3
"""Measures `yurai find` on a generated mall with an open set: half of those who ask are not in it.

    find_quality.py YURAI [--customers 1000000] [--queries 200000] [--seed 7]

A mall is generated; one customer in two is taken out of it, with the orders. Then people ask who are in it and people
who are not, each giving two fields that are right, in another spelling, one of them more than a name; and so do
guests and people to whom somebody had something sent. Printed are recall (those in the data who are
among the candidates), how many of them come out as `one`, false `one` (anybody else who does), and what a look-up costs: in a
batch, as a process of its own, and beside one indexed SELECT through psql.
"""
import argparse, collections, csv, json, os, pathlib, random, re, shutil, statistics, subprocess, sys, tempfile, time, unicodedata

OLD = dict(zip("高崎辺斎沢浜国広桜滝瀬島吉富竜黒塩鉄渋恵栄礼真徳寛静亀", "髙﨑邊齋澤濱國廣櫻瀧瀨嶋𠮷冨龍黑鹽鐵澁惠榮禮眞德寬靜龜"))
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
KANJI = "〇一二三四五六七八九"
PREFECTURES = ("北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 "
               "山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
               "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県").split()


def name(text, rng):
    text = "".join(OLD.get(c, c) if rng.random() < 0.7 else c for c in text)
    return rng.choice([text, text.replace(" ", "").replace("\u3000", ""), text.replace(" ", "\u3000"), f" {text}　"])


def email(text, rng):
    return rng.choice([text.upper(), f" {text}", text.replace("@", "＠"), text.capitalize()])


def digits_of(text):
    digits = "".join(str(int(c)) for c in text if c.isdigit())
    return "0" + digits[2:].lstrip("0") if digits.startswith("81") and len(digits) >= 11 else digits


def phone(text, rng):
    digits = digits_of(text)
    return rng.choice([digits, "+81 " + digits[1:], "+81-(0)" + digits[1:], digits.translate(WIDE),
                       f"{digits[:3]} {digits[3:7]} {digits[7:]}", f"({digits[:3]}){digits[3:]}", text.replace("-", "ー"),
                       text + "（携帯）"])


def address(text, rng):
    if rng.random() < 0.5:
        for prefecture in PREFECTURES:
            if text.startswith(prefecture):
                text = text[len(prefecture):]
                break
    found = re.search(r"(\d+)-(\d+)-(\d+)", text)
    if found:
        a, b, c = found.groups()
        first = KANJI[int(a)] if len(a) == 1 else a
        lot = rng.choice([f"{first}丁目{b}番{c}号", f"{a}丁目{b}-{c}", f"{a}の{b}の{c}", f"{a}−{b}−{c}", f"{a}ー{b}ー{c}",
                          f"{a}丁目{b}番地{c}"])
        text = text[:found.start()] + lot + text[found.end():]
    return rng.choice([text, text.translate(WIDE)])


def kana(text, rng):
    hiragana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)
    half = "".join(HALF.get(c, c) for c in unicodedata.normalize("NFD", text))
    return rng.choice([text, text.replace(" ", "").replace("\u3000", ""), hiragana, half])


HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
HALF |= {"\u3099": "ﾞ", "\u309a": "ﾟ"}
VARY = {"name": name, "name_kana": kana, "email": email, "phone": phone, "address": address}
STRONG = {"email", "phone", "address"}


def two_of(row, rng):
    """Two fields that the row has, one of which more than a name; None if it has no such two."""
    filled = [field for field in VARY if row[field]]
    if len(filled) < 2 or not STRONG & set(filled):
        return None
    while not STRONG & set(two := rng.sample(filled, 2)):
        pass
    return two


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("yurai")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="print that many queries that went wrong")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    yurai = str(pathlib.Path(options.yurai).resolve())
    work = pathlib.Path(tempfile.mkdtemp(prefix="yurai-find-", dir="/var/tmp"))
    os.chmod(work, 0o755)
    (work / "data").mkdir()
    os.chmod(work / "data", 0o755)
    environment = dict(os.environ, XDG_DATA_HOME=str(work / "data"))
    for variable in [n for n in environment if n.startswith("PG") or n == "DATABASE_URL"]:
        del environment[variable]

    def run(*arguments, capture=True):
        start = time.monotonic()
        done = subprocess.run([yurai, *map(str, arguments)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode in (0, 2), done.stderr.decode()
        return time.monotonic() - start, done.stdout.decode()

    mall = work / "mall"
    # Twice as many are generated, so that as many as asked for stay.
    run("generate", mall, "--customers", options.customers * 2, "--seed", 3, "--canonical-only")
    def rewrite(file, keep):
        with open(mall / file, encoding="utf-8-sig", newline="") as source, \
                open(mall / "kept.csv", "w", encoding="utf-8", newline="") as target:
            reader = csv.DictReader(source)
            writer = csv.DictWriter(target, reader.fieldnames)
            writer.writeheader()
            writer.writerows(row for row in reader if keep(row))
        os.replace(mall / "kept.csv", mall / file)

    absent, sample, others = [], [], []
    gone, emails, phones, parcels, there = set(), set(), set(), set(), set()

    def person_name(text):
        return "".join(text.split()).translate({ord(old): new for new, old in OLD.items()})

    def person(row):
        """By which two people cannot be told apart: name or reading with the telephone, name or reading with the house."""
        lot = "-".join(re.findall(r"\d+", unicodedata.normalize("NFKC", row["address"])))
        names = {person_name(row["name"]), "".join(row["name_kana"].split())} - {""}
        return {key for name in names for key in ((name, digits_of(row["phone"])), (name, digits_of(row["postal_code"]), lot))}

    share = options.queries / options.customers / 2

    def keep_customer(row):
        is_kept = rng.random() < 0.5
        if is_kept:
            there.update(person(row))
        else:
            gone.add(row["customer_id"])
            emails.add(row["email"].strip().lower())
            phones.add(digits_of(row["phone"]))
        if rng.random() < share:
            (sample if is_kept else absent).append(row)
        return is_kept

    def keep_order(row):
        """Not those of who is gone; nor what they ordered as guests."""
        if row["customer_id"] in gone:
            return False
        if not row["customer_id"] and (row["email"].strip().lower() in emails or digits_of(row["phone"]) in phones):
            return False
        place = "/".join([row["mall_id"], row["merchant_id"], row["order_id"]])
        if not row["customer_id"] and rng.random() < 0.05:
            others.append((row, "guest_order", place))
        if row["ship_phone"]:
            parcels.add(digits_of(row["ship_phone"]))
            there.update(person({field: row.get("ship_" + field, "") for field in (*VARY, "postal_code")}))
            if person_name(row["ship_name"]) != person_name(row["name"]) and rng.random() < 0.05:
                sent = {field: row.get("ship_" + field, "") for field in VARY}
                others.append((sent | {"orderer": row["customer_id"]}, "recipient", place))
        return True

    rewrite("customers.csv", keep_customer)
    rewrite("orders.csv", keep_order)
    for file in ("signups.csv", "provision-subjects.csv"):
        rewrite(file, lambda row: row["customer_id"] not in gone)
    # Who got a parcel from somebody is in the data all the same; and of two people of one name with one
    # telephone or in one house nobody can say who asks.
    absent = [row for row in absent if digits_of(row["phone"]) not in parcels and there.isdisjoint(person(row))]
    manifest = (mall / "manifest.yaml").read_text()
    kept = [line for line in manifest.splitlines() if not line.strip().startswith(("records:", "sha256:"))]
    (mall / "manifest.yaml").write_text("\n".join(kept) + "\n")
    print(f"import: {run('import', mall / 'manifest.yaml', '--quiet')[0]:.1f} s", flush=True)
    print(f"db index: {run('db', 'index', '--quiet')[0]:.1f} s", flush=True)

    expected = {}
    pairs, asked_of, found_of = collections.Counter(), collections.Counter(), collections.Counter()
    with open(work / "queries.csv", "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["query_id", *VARY])
        asking = [(row, row["customer_id"], "customer") for row in sample] + [(row, None, "customer") for row in absent]
        asking += [(row, place, kind) for row, kind, place in others]
        rng.shuffle(asking)
        for number, (row, answer, kind) in enumerate(asking):
            two = two_of(row, rng)
            if not two:
                continue
            given = {field: VARY[field](row[field], rng) for field in two}
            writer.writerow([number, *(given.get(field, "") for field in VARY)])
            expected[str(number)] = (answer, "+".join(sorted(two)), given, kind, row.get("orderer"))
            if kind != "customer":
                asked_of[kind] += 1
            elif answer:
                pairs["+".join(sorted(two))] += 1
    seconds, out = run("find", "--batch", work / "queries.csv", "--quiet")
    right, found = collections.Counter(), collections.Counter()
    false, wrong = [], []
    for line in out.splitlines():
        result = json.loads(line)
        answer, pair, given, kind, orderer = expected[result["query_id"]]
        if kind != "customer":
            # Who ordered as a guest may be a member too, so a `one` of another kind need not be somebody else; and a
            # parcel to 渡邉 that 渡辺 ordered went to herself.
            is_found = any(c["id"] in (answer, orderer) for c in result["candidates"])
            found_of[kind] += is_found
            if not is_found:
                wrong.append((answer, pair, given, result))
            continue
        customers = [c["id"] for c in result["candidates"] if c["kind"] == "customer"]
        if answer in customers:
            found[pair] += 1
        elif answer:
            wrong.append((answer, pair, given, result))
        if result["decision"] == "one":
            if answer in customers:
                right[pair] += 1
            else:
                false.append((answer, pair, given, result))
    asked, present = len(expected) - sum(asked_of.values()), sum(pairs.values())
    print(f"\n| two fields | asked | found | come out as one |\n|---|---|---|---|")
    for pair, count in sorted(pairs.items()):
        print(f"| {pair} | {count:,} | {100 * found[pair] / count:.3f} % | {100 * right[pair] / count:.3f} % |")
    print(f"| all who are in the data | {present:,} | {100 * sum(found.values()) / present:.3f} % | "
          f"{100 * sum(right.values()) / present:.3f} % |")
    for kind, count in sorted(asked_of.items()):
        print(f"| {kind}: any two | {count:,} | {100 * found_of[kind] / count:.3f} % | |")
    print(f"\nfalse one: {len(false)} of {asked:,} who asked ({1e5 * len(false) / asked:.2f} in 100,000; goal 1)")
    print(f"batch: {len(expected) / seconds:,.0f} queries a second")
    for answer, pair, given, result in (false + wrong)[:options.show]:
        print(answer, pair, given, json.dumps(result, ensure_ascii=False)[:300])

    where = run("db", "start")[1].split()[1:]

    def psql(query):
        start = time.monotonic()
        done = subprocess.run(["psql", "-X", "-q", "-At", *where, "-c", query], env=environment, stdout=subprocess.PIPE, check=True)
        return time.monotonic() - start, done.stdout.decode()

    ours, theirs = [], []
    keys = psql("SELECT phone_key FROM yurai.customer WHERE phone_key IS NOT NULL LIMIT 15")[1].split()
    for row, key in zip(rng.sample([row for row in sample if row["name"] and row["phone"]], 15), keys):
        ours.append(run("find", "--name", row["name"], "--phone", row["phone"], "--format", "json")[0])
        theirs.append(psql(f"SELECT * FROM yurai.customer c JOIN yurai.customer_record r USING (batch_id, line) "
                           f"WHERE c.phone_key = {key}")[0])
    o, t = statistics.median(ours), statistics.median(theirs)
    print(f"one look-up: {o:.3f} s against {t:.3f} s of psql = {o / t:.2f} (goal 5); "
          f"a batch gives {len(expected) / seconds * o:,.0f} times as many queries a second as a process each (goal 100)")
    run("db", "stop")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
