#!/usr/bin/env python3
"""The morning after a breach notice: thousands of messages, half of them from people who are not in the data.

    desk_batch.py YURAI [--customers 100000] [--messages 10000] [--seed 11] [--kills 3]

A mall is generated, imported and audited; one customer in two of those who will write is taken out of it first. Messages of
the twelve question types (law-and-peers 3.1) are made in Japanese and English, with the writer's fields in other spellings and
with slips. The batch is run once undisturbed, and once in another database with kill -9 at random moments and resumed. Printed
are what became of the messages, the time a letter, and whether the disturbed run ended with the same: no letter twice, none
lost, none to somebody who is not meant. Whatever of that does not hold ends it with a failure.
"""
import argparse, collections, csv, json, os, pathlib, random, re, shutil, signal, subprocess, sys, tempfile, time, unicodedata
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from find_quality import OLD, VARY, digits_of

TEXTS = {
    "Q1": ("御社で買った覚えがありません。なぜ私の住所を知っているのですか。", "I never bought anything from you. Why do you have my address?"),
    "Q2": ("どこの名簿業者から私の情報を買ったのですか。", "Where did you buy my personal data? Name the list seller."),
    "Q3": ("わたしの情報は流出したのですか。はいかいいえで答えてください。", "Was my data leaked, yes or no?"),
    "Q4": ("別の店で買い物をしただけです。御社は何の会社ですか。", "I bought from another shop. Who are you?"),
    "Q5": ("会員登録はしていません。なぜ私の情報が残っているのですか。削除してください。", "I was only a guest. Where did you get my data from? Delete it."),
    "Q6": ("この書き方の住所はある店にしか教えていません。どこから入手しましたか。第三者に渡しましたか。",
           "I gave this form of my address to one shop only. How did you get it, and who did you share it with?"),
    "Q7": ("誰かが私のメールアドレスを勝手に使って注文しています。", "Somebody else used my e-mail address for an order."),
    "Q8": ("私の情報を誰に渡しましたか。提供先をすべて教えてください。", "Who did you give my data to? List all recipients."),
    "Q9": ("利用停止と消去を求めます。二度とメールを送らないでください。", "Stop using my data and erase it."),
    "Q10": ("名簿を買っていないという証拠を見せてください。", "Prove that you did not buy a list."),
    "Q11": ("保有している情報の開示を請求します。取得元と提供先も含めてください。", "This is a subject access request under article 15, including the source of my data and its recipients."),
    "Q12": ("なぜ今頃になって知らせるのですか。ニュースで知りました。", "Why do you tell me so late? I heard it from the press."),
}


def slip(text, rng):
    """A slip of the pen: two characters swapped, one left out, one doubled."""
    if len(text) < 4 or rng.random() < 0.8:
        return text
    at = rng.randrange(1, len(text) - 1)
    return rng.choice([text[:at] + text[at + 1] + text[at] + text[at + 2:], text[:at] + text[at + 1:],
                       text[:at] + text[at] + text[at:]])


def marks(name, email, phone, postal_code, address):
    """By which an order is known as somebody's: the e-mail address, the telephone, the name with the house."""
    name = "".join(name.split()).translate({ord(old): new for new, old in OLD.items()})
    lot = "-".join(re.findall(r"\d+", unicodedata.normalize("NFKC", address)))
    found = {("email", unicodedata.normalize("NFKC", email).strip().lower()), ("phone", digits_of(phone))}
    return {mark for mark in found if mark[1]} | ({("house", name, digits_of(postal_code), lot)} if name and lot else set())


def work_list(folder, messages):
    """The rows of worklist.csv without what is another's in another database."""
    with open(folder / "worklist.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert messages[row["case"]] == row["message_id"], row
    return sorted((row["message_id"], row["reason"].replace(row["case"], "Q"), row["waiting_for"], row["due_on"]) for row in rows)


def letter_files(folder, messages):
    """The texts by message and kind of letter, without the case numbers; every one has the form in which it is sent beside it."""
    texts = {}
    for part in ("letters", "acknowledgements"):
        names = {p.name for p in (folder / part).iterdir()}
        stems = {name[:-4] for name in names if name.endswith(".txt")}
        sent = collections.Counter(name.rsplit(".", 1)[0] for name in names if not name.endswith(".txt"))
        assert sent == collections.Counter(stems), f"{folder / part}: a letter without the form in which it is sent, or the reverse"
        for stem in stems:
            case, _, stage = stem.partition(".")
            key = (messages[case], part, re.sub(r"-\d+$", "", stage))
            assert key not in texts, f"two letters of one kind: {key}"
            texts[key] = (folder / part / f"{stem}.txt").read_text(encoding="utf-8").replace(case, "Q")
    return texts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("yurai")
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--kills", type=int, default=3)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    yurai = str(pathlib.Path(options.yurai).resolve())
    work = pathlib.Path(tempfile.mkdtemp(prefix="yurai-desk-", dir="/var/tmp"))
    os.chmod(work, 0o755)

    def environment(name):
        (work / name).mkdir(exist_ok=True)
        os.chmod(work / name, 0o755)
        values = dict(os.environ, XDG_DATA_HOME=str(work / name))
        for variable in [n for n in values if n.startswith("PG") or n == "DATABASE_URL"]:
            del values[variable]
        return values

    def run(name, *arguments, expect=(0, 2)):
        start = time.monotonic()
        done = subprocess.run([yurai, *map(str, arguments)], env=environment(name), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode in expect, (arguments, done.returncode, done.stderr.decode())
        return time.monotonic() - start, done.stdout.decode()

    mall = work / "mall"
    run("a", "generate", mall, "--customers", options.customers, "--seed", 5, "--canonical-only")
    with open(mall / "customers.csv", encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    writers = rng.sample([p for p in people if p["email"] and p["name"] and p["address"]], options.messages)
    gone = {p["customer_id"] for p in writers if rng.random() < 0.5}
    gone_mails = {p["email"].strip().lower() for p in writers if p["customer_id"] in gone}
    gone_phones = {digits_of(p["phone"]) for p in writers if p["customer_id"] in gone and p["phone"]}

    def rewrite(file, keep):
        with open(mall / file, encoding="utf-8-sig", newline="") as source, open(mall / "kept.csv", "w", encoding="utf-8", newline="") as target:
            reader = csv.DictReader(source)
            writer = csv.DictWriter(target, reader.fieldnames)
            writer.writeheader()
            writer.writerows(row for row in reader if keep(row))
        os.replace(mall / "kept.csv", mall / file)

    rewrite("customers.csv", lambda row: row["customer_id"] not in gone)
    rewrite("orders.csv", lambda row: row["customer_id"] not in gone
            and not (not row["customer_id"] and (row["email"].strip().lower() in gone_mails or digits_of(row["phone"]) in gone_phones)))
    for file in ("signups.csv", "provision-subjects.csv"):
        rewrite(file, lambda row: row["customer_id"] not in gone)
    manifest = [line for line in (mall / "manifest.yaml").read_text().splitlines() if not line.strip().startswith(("records:", "sha256:"))]
    (mall / "manifest.yaml").write_text("\n".join(manifest) + "\n")

    config = work / "config.yaml"
    config.write_text("company: 株式会社よりみちモール運営\ndepartment: 個人情報お問い合わせ窓口\naddress: 〒100-0000 東京都千代田区見本町1-2-3\n"
                      "phone: 03-0000-0000\nemail: privacy@example.com\nlanguage: ja\n")
    # Whose each order is, to judge guests and recipients by.
    placed, received = {}, {}
    with open(mall / "orders.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            subject = "/".join(part for part in (row["mall_id"], row["merchant_id"], row["order_id"]) if part)
            placed[subject] = marks(*(row[f] for f in ("name", "email", "phone", "postal_code", "address")))
            received[subject] = marks(row["ship_name"], "", row["ship_phone"], row["ship_postal_code"], row["ship_address"])
    batch = work / "messages.csv"
    meant, own = {}, {}
    with open(batch, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["message_id", "received_at", "channel", "language", "text", "reply_to", "name", "email", "phone", "address"])
        for number, person in enumerate(writers):
            kind = rng.choice(list(TEXTS))
            language = "en" if rng.random() < 0.2 else "ja"
            channel = "email" if rng.random() < 0.8 else "letter"
            given = {f: VARY[f](person[f], rng) for f in ("name", "email", "phone", "address") if person[f]}
            fields = {"name", "email"} if channel == "email" else {"name", "address"}
            if rng.random() < 0.5:
                fields.add(rng.choice(["phone", "address"]))
            row = {f: slip(given.get(f, ""), rng) for f in sorted(fields)}
            # The mail came from the address on file, or, one in ten, from another one.
            sender = "" if channel == "letter" else (person["email"] if rng.random() < 0.9 else f"someone{number}@example.net")
            text = TEXTS[kind][language == "en"] + ("\n" + " ".join(str(rng.random()) for _ in range(rng.randrange(4))) if rng.random() < 0.3 else "")
            writer.writerow([f"M{number:06}", "2026-11-27T09:00:00+09:00", channel, language, text, sender,
                             row.get("name", ""), row.get("email", ""), row.get("phone", ""), row.get("address", "")])
            meant[f"M{number:06}"] = None if person["customer_id"] in gone else person["customer_id"]
            own[f"M{number:06}"] = marks(*(person[f] for f in ("name", "email", "phone", "postal_code", "address")))

    for name in ("a", "b"):
        run(name, "import", mall / "manifest.yaml", "--quiet")
        run(name, "audit", "--full")
        run(name, "db", "index")

    arguments = ["inquiry", "answer", "--batch", batch, "--contact-on-file", "--config", config, "--format", "json"]
    seconds, output = run("a", *arguments, "--output", work / "out-a")
    whole = json.loads(output)
    letters = sum(whole["answers"].values()) + sum(whole["interim"].values())
    print(f"{whole['messages']} messages of {options.customers} customers: {letters} letters, {sum(whole['held'].values())} for a human; {seconds:.1f} s, "
          f"{seconds / whole['messages'] * 1000:.1f} ms a message, {seconds / max(1, letters) * 1000:.1f} ms a letter", flush=True)
    for part in ("answers", "interim", "held"):
        print(f"  {part}: " + ", ".join(f"{k} {v}" for k, v in sorted(whole[part].items(), key=lambda x: -x[1])))

    # Once more, in another database, killed again and again.
    killed = 0
    while True:
        process = subprocess.Popen([yurai, *map(str, arguments), "--output", str(work / "out-b"), "--quiet"], env=environment("b"),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if killed < options.kills:
            time.sleep(rng.uniform(0.1, 0.9) * seconds / (options.kills + 1))
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            continue
        output, errors = process.communicate()
        assert process.returncode == 0, errors.decode()
        break
    again = json.loads(output)

    def psql(name, query):
        return subprocess.run(["psql", "-qAt", "-h", str(work / name / "yurai" / "run"), "-U", "yurai", "yurai", "-c", f"SET search_path = yurai; {query}"],
                              stdout=subprocess.PIPE, check=True, user="postgres" if os.geteuid() == 0 else None).stdout.decode().split("\n")[:-1]

    state = """SELECT json_build_object('message', i.message_id, 'state', s.state, 'kind', s.person_kind, 'ids', s.person_ids,
                      'customers', coalesce(p.customers, '{}'), 'placed', coalesce(p.guest_orders, '{}'),
                      'received', coalesce(p.received_orders, '{}'), 'letter', l.kind, 'stage', l.stage, 'to', l.send_to)
                 FROM inquiry i JOIN inquiry_state s USING (case_no) LEFT JOIN inquiry_person p USING (case_no)
                 LEFT JOIN letter l ON l.case_no = i.case_no AND l.stage <> 'acknowledgement' ORDER BY i.message_id, l.stage"""
    first, second = [[json.loads(line) for line in psql(name, " ".join(state.split()))] for name in ("a", "b")]
    counts = all(whole[p] == again[p] for p in ("answers", "interim", "held"))
    print(f"killed {killed} times and resumed: opened by the last run {again['opened']}; same outcome: {first == second}; "
          f"counts equal: {counts}")
    messages = {name: dict(line.split("|") for line in psql(name, "SELECT case_no, message_id FROM inquiry")) for name in ("a", "b")}
    twice = psql("b", "SELECT count(*) FROM (SELECT case_no, stage FROM letter GROUP BY 1, 2 HAVING count(*) > 1) x")[0]
    lost = psql("b", "SELECT count(*) FROM inquiry i WHERE NOT EXISTS (SELECT FROM letter l WHERE l.case_no = i.case_no AND l.stage = 'acknowledgement')")[0]
    for name in ("a", "b"):
        run(name, "db", "stop")
    texts = {name: letter_files(work / f"out-{name}", messages[name]) for name in ("a", "b")}
    lists = {name: work_list(work / f"out-{name}", messages[name]) for name in ("a", "b")}
    print(f"letter files equal: {texts['a'] == texts['b']}; work lists equal: {lists['a'] == lists['b']} ({len(lists['a'])} rows)")
    missing = set(meant) - {row["message"] for row in second}
    files = sum(part == "letters" for _, part, _ in texts["b"])
    parts = list((work / "out-b").rglob("*.part"))
    print(f"letters twice: {twice}; messages without acknowledgement: {lost}; messages missing: {len(missing)}; "
          f"letter files: {files} for {sum(again['answers'].values()) + sum(again['interim'].values())} letters; parts left: {len(parts)}")

    def is_own(row):
        """Whether all that the case says is the writer's is."""
        known = own[row["message"]]
        return (all(meant[row["message"]] == customer for customer in row["customers"])
                and not any(known.isdisjoint(placed[order]) for order in row["placed"])
                and not any(known.isdisjoint(received[order]) for order in row["received"]))

    wrong = [row for row in second if not is_own(row)]
    # Who is named as the destination of somebody's parcel is in the data all the same.
    absent = [row for row in second if row["letter"] and row["letter"] != "unheld" and meant[row["message"]] is None
              and not (row["placed"] + row["received"] and is_own(row))]
    elsewhere = [row for row in second if (row["to"] or "").startswith("someone")]
    ways = collections.Counter(way for row in second if row["letter"] for way in ("customers", "placed", "received") if row[way])
    print(f"letters by way in the data: {dict(ways)}; answers about somebody else than meant: {len(wrong)}; letters about the data to "
          f"people who are not in it: {len(absent)}; to an address that is not on file: {len(elsewhere)}")
    for row in (wrong + absent + elsewhere)[:5]:
        print("  ", row)
    shutil.rmtree(work)
    assert first == second and counts and texts["a"] == texts["b"] and lists["a"] == lists["b"]
    assert twice == lost == "0" and not missing and not parts and not wrong and not absent and not elsewhere
    assert files == sum(again["answers"].values()) + sum(again["interim"].values()) == letters > 0 and lists["a"]
    assert sum(part == "acknowledgements" for _, part, _ in texts["b"]) == options.messages


if __name__ == "__main__":
    main()
