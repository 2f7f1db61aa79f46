#!/usr/bin/env python3
"""Tampers with a sound bundle in many ways, signing the lie with the log's own key where that helps, and shows that
verify_bundle.py and `yurai verify` refuse each copy, both for the right reason.

    tamper.py BUNDLE --key VKEY --private-key FILE --yurai PROGRAM [--previous BUNDLE] [--annex FILE]
        [--record FILE]

Ends with 0 when the sound bundle is accepted and every copy refused by both, else with 1.
"""
import argparse
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import verify_bundle as v  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))


class Signer:
    """Signs as the log does, with openssl."""

    def __init__(self, name, seed):
        self.name = name
        self.pem = base64.b64encode(bytes.fromhex("302e020100300506032b657004220420") + seed).decode()
        public = self.openssl(["pkey", "-in", "key", "-pubout", "-outform", "DER"], {})[-32:]
        identity = v.sha256(name.encode() + b"\n\1" + public)[:4]
        self.id = identity
        self.vkey = f"{name}+{identity.hex()}+{base64.b64encode(bytes([1]) + public).decode()}"

    def openssl(self, arguments, files):
        with tempfile.TemporaryDirectory() as folder:
            files = {"key": f"-----BEGIN PRIVATE KEY-----\n{self.pem}\n-----END PRIVATE KEY-----\n".encode(), **files}
            for name, data in files.items():
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
            return subprocess.run(["openssl"] + arguments, cwd=folder, capture_output=True, check=True).stdout

    def note(self, text):
        signature = self.openssl(["pkeyutl", "-sign", "-inkey", "key", "-rawin", "-in", "text"], {"text": text.encode()})
        line = base64.b64encode(self.id + signature).decode()
        return f"{text}\n— {self.name} {line}\n".encode()


def read_private(path):
    with open(path, encoding="utf-8") as file:
        name, _, blob = file.read().strip().removeprefix("PRIVATE+KEY+").split("+", 2)
    return Signer(name, v.unbase64(blob, 33)[1:])


def path_of(leaves, index):
    """The hashes of an inclusion proof, the leaf's sibling first."""
    if len(leaves) == 1:
        return []
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return path_of(left, index) + [v.roots(right, [len(right)])[len(right)]]
    return path_of(right, index - split) + [v.roots(left, [len(left)])[len(left)]]


class Copy:
    """The files of a bundle, to be changed; `lines` are the ledger's."""

    def __init__(self, files, signer):
        self.files, self.signer = dict(files), signer
        head = self.files["manifest"].decode().split("\n")
        self.origin, self.run = head[1][7:], int(head[2][4:])
        self.lines = self.files["ledger.jsonl"].split(b"\n")[:-1]

    def last(self, kind):
        found = [n for n, line in enumerate(self.lines) if json.loads(line)["kind"] == kind]
        v.need(found, f"no {kind}")
        return found[-1]

    def edit(self, name, old, new):
        data = self.files[name]
        old, new = (text if isinstance(text, bytes) else text.encode() for text in (old, new))
        v.need(old in data, f"{name} has nothing to change")
        self.files[name] = data.replace(old, new, 1)

    def edit_line(self, name, number, change):
        parts = self.files[name].split(b"\n")[:-1]
        v.need(number < len(parts), f"{name} is too short")
        parts[number:number + 1] = change(parts[number])
        self.files[name] = b"".join(part + b"\n" for part in parts)

    def edit_json(self, name, change):
        value = json.loads(self.files[name])
        change(value)
        self.files[name] = json.dumps(value, ensure_ascii=False).encode()

    def head(self, size):
        root = v.roots(self.lines, [size])[size]
        return self.signer.note(f"{self.origin}\n{size}\n{base64.b64encode(root).decode()}\n")

    def own_line(self):
        """The last line of checkpoints.jsonl: the bundle's own checkpoint."""
        note = self.files["checkpoint"].decode()
        return json.dumps({"size": len(self.lines), "note": note}, ensure_ascii=False).encode() + b"\n"

    def sign_ledger(self, keep_history=False):
        """Signs the lines anew, as whoever holds the key can; the sample and the stamp go."""
        for name in ("sample.json", "timestamp/checkpoint", "timestamp/checkpoint.tsr"):
            self.files.pop(name, None)
        self.files["ledger.jsonl"] = b"".join(line + b"\n" for line in self.lines)
        self.files["checkpoint"] = self.head(len(self.lines))
        if not keep_history:
            # Heads that stay as they were keep their signature: it may be an earlier key's, which is not at hand.
            held = [(json.loads(line)["size"], line) for line in self.files["checkpoints.jsonl"].split(b"\n")[:-1]]
            self.files["checkpoints.jsonl"] = b"".join(
                line + b"\n" if v.Note(json.loads(line)["note"].encode()).text == v.Note(self.head(size)).text else
                json.dumps({"size": size, "note": self.head(size).decode()}, ensure_ascii=False).encode() + b"\n"
                for size, line in held if size < len(self.lines)) + self.own_line()
        index = self.last("audit")
        hashes = b"".join(base64.b64encode(part) + b"\n" for part in path_of(self.lines, index))
        self.files["census.tlog-proof"] = (f"c2sp.org/tlog-proof@v1\nindex {index}\n".encode() + hashes + b"\n"
                                           + self.files["checkpoint"])

    def seal(self):
        names = sorted((name for name in self.files if name != "manifest"), key=str.encode)
        listed = "".join(f"{hashlib.sha256(self.files[name]).hexdigest()}  {name}\n" for name in names)
        self.files["manifest"] = self.signer.note(f"yurai.bundle/v1\norigin {self.origin}\nrun {self.run}\n{listed}")

    def write(self, folder):
        for name, data in self.files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(data)


# Each attack: a name, the claim that has to fail, what it does, and whether its maker signs the manifest anew.
ATTACKS = []


def attack(claim, sealed=True, **options):
    def add(function):
        ATTACKS.append((function.__name__.replace("_", " "), claim, function, sealed, options))
        return function
    return add


@attack("files", sealed=False)
def a_byte_of_the_census_is_flipped(c):
    c.files["census.csv"] = c.files["census.csv"][:-2] + bytes([c.files["census.csv"][-2] ^ 1]) + b"\n"


@attack("files", sealed=False)
def a_file_is_removed(c):
    del c.files["findings.csv"]


@attack("files", sealed=False)
def a_file_is_added(c):
    c.files["note.txt"] = b"trust me\n"


@attack("files", sealed=False)
def the_readme_is_cut(c):
    c.files["README.txt"] = c.files["README.txt"][:-3]


@attack("manifest", sealed=False)
def a_byte_of_the_manifest_is_flipped(c):
    c.edit("manifest", f"run {c.run}", f"run {c.run + 1}")


@attack("manifest")
def another_key_signs_the_manifest(c):
    c.signer = Signer(c.origin, b"\7" * 32)


def line_of(note, number=-1):
    """One of its signature lines, with its line feed."""
    return note.rstrip(b"\n").split(b"\n")[number] + b"\n"


@attack("manifest", sealed=False)
def a_key_that_nobody_knows_signs_the_manifest_too(c):
    text = v.Note(c.files["manifest"]).text.decode()
    c.files["manifest"] += line_of(Signer("other.example/log", b"\7" * 32).note(text))


@attack("manifest", sealed=False)
def the_manifest_is_signed_twice(c):
    c.files["manifest"] += line_of(c.files["manifest"])


def two_keys(c):
    """The log has a second key, which signs the manifest too: its line."""
    second = Signer(c.origin, b"\7" * 32)
    c.lines.append(json.dumps({"kind": "key", "at": "2026-01-01T00:00:00Z", "change": "added", "vkey": second.vkey}).encode())
    c.sign_ledger()
    c.files["keys"] += f"log {second.vkey}\n".encode()
    c.seal()
    return line_of(second.note(v.Note(c.files["manifest"]).text.decode()))


@attack("manifest", sealed=False)
def one_of_two_keys_has_not_signed_the_manifest(c):
    two_keys(c)


@attack("manifest", sealed=False)
def the_name_in_one_of_two_signatures_is_damaged(c):
    c.files["manifest"] += two_keys(c).replace(c.origin.encode(), c.origin.upper().encode())


@attack("manifest", sealed=False)
def the_id_in_one_of_two_signatures_is_damaged(c):
    start, _, blob = two_keys(c).rpartition(b" ")
    data = base64.b64decode(blob)
    c.files["manifest"] += start + b" " + base64.b64encode(bytes([data[0] ^ 1]) + data[1:]) + b"\n"


@attack("checkpoint")
def the_log_has_two_lines_on_the_checkpoint(c):
    note = v.Note(c.files["checkpoint"])
    own = next(line for name, identity, _, line in note.signatures if (name, identity) == (c.origin, c.signer.id))
    c.files["checkpoint"] += own.encode() + b"\n"


@attack("key")
def another_key_signs_everything(c):
    old, c.signer = c.signer, Signer(c.origin, b"\7" * 32)
    c.lines = [line.replace(old.vkey.encode(), c.signer.vkey.encode()) for line in c.lines]
    c.files["keys"] = f"log {c.signer.vkey}\n".encode()
    c.sign_ledger()


@attack("keys", sealed=False)
def a_second_key_is_slipped_in(c):
    second = Signer(c.origin, bytes([7]) * 32)
    c.files["keys"] += f"log {second.vkey}\n".encode()
    c.seal()
    c.files["manifest"] += line_of(second.note(v.Note(c.files["manifest"]).text.decode()))


@attack("checkpoint")
def a_byte_of_the_checkpoint_is_flipped(c):
    data = bytearray(c.files["checkpoint"])
    data[data.index(b"\n") + 1] ^= 1
    c.files["checkpoint"] = bytes(data)


@attack("ledger")
def another_root_is_signed(c):
    root = base64.b64encode(bytes(32)).decode()
    c.files["checkpoint"] = c.signer.note(f"{c.origin}\n{len(c.lines)}\n{root}\n")


@attack("ledger")
def the_tail_is_cut_without_signing(c):
    c.files["ledger.jsonl"] = b"".join(line + b"\n" for line in c.lines[:-1])


@attack("ledger")
def two_leaves_are_swapped(c):
    lines = [c.lines[1], c.lines[0]] + c.lines[2:]
    c.files["ledger.jsonl"] = b"".join(line + b"\n" for line in lines)


@attack("history")
def a_leaf_is_altered_and_signed_anew(c):
    # Where no earlier head covers the leaf, only a bundle that somebody kept shows it.
    heads = [json.loads(line)["size"] for line in c.files["checkpoints.jsonl"].split(b"\n")[:-1]]
    v.need(heads and heads[-1] > 1, "no earlier checkpoint")
    c.lines[0] = c.lines[0].replace(b'"at" : "2', b'"at" : "1').replace(b'"at": "2', b'"at": "1')
    c.sign_ledger(keep_history=True)


@attack("history")
def all_checkpoints_are_left_out(c):
    c.files["checkpoints.jsonl"] = b""


@attack("history")
def the_checkpoints_end_before_the_bundles_own(c):
    c.files["checkpoints.jsonl"] = b"".join(c.files["checkpoints.jsonl"].splitlines(keepends=True)[:-1])


@attack("report")
def the_schema_allows_anything(c):
    c.files["report.schema.json"] = b"{}\n"


@attack("report")
def the_report_lists_no_checkpoint(c):
    c.edit_json("report.json", lambda value: value.update(checkpoints=[]))


@attack("report")
def the_report_invents_a_recovery(c):
    c.edit_json("report.json", lambda value: value["recoveries"].append(
        {"leaf": 1, "lost": 2, "at": "2026-01-01T00:00:00+09:00", "reason": "x", "told_by": 1}))


@attack("report")
def the_report_leaves_a_mall_out(c):
    c.edit_json("report.json", lambda value: value["malls"].pop())


@attack("report")
def the_report_gives_a_merchant_another_name(c):
    c.edit_json("report.json", lambda value: value["by_merchant"][-1].update(merchant="x"))


@attack("report")
def the_report_excepts_a_record_that_no_leaf_does(c):
    c.edit_json("report.json", lambda value: value["exceptions"][0].update(record="record:0"))


@attack("report")
def the_report_says_that_a_batch_brought_more(c):
    c.edit_json("report.json", lambda value: value["batches"][0].update(taken=value["batches"][0]["taken"] + 1))


@attack("report")
def the_report_has_more_arrivals(c):
    c.edit_json("report.json", lambda value: value["unexplained_arrivals"].update(other_groups=1))


@attack("leaves")
def a_leaf_of_an_unknown_kind(c):
    c.lines.append(b'{"kind" : "purchase", "at" : "2026-01-01T00:00:00Z"}')
    c.sign_ledger()


def recover(c, note, kept, said=None, **more):
    """Sets the ledger back to so many leaves, with the leaf that says so."""
    size, root = v.Note(note).head(c.origin)
    c.lines = c.lines[:kept]
    c.lines.append(json.dumps({
        "kind": "recovery", "at": "2026-01-01T00:00:00Z", "kept": kept if said is None else said,
        "lost": {"size": size, "root": base64.b64encode(root).decode(), "note": note.decode()}, "reason": "fire", **more,
    }, ensure_ascii=False).encode())
    c.sign_ledger()


@attack("recoveries")
def a_recovery_of_what_another_key_signed(c):
    honest, c.signer = c.signer, Signer(c.origin, b"\7" * 32)
    note, c.signer = c.head(len(c.lines)), honest
    recover(c, note, c.last("audit") + 1)


@attack("recoveries")
def a_recovery_in_another_place(c):
    recover(c, c.head(len(c.lines)), c.last("audit") + 1, said=1)


def earlier(note, kept):
    """A recovery as a later one names it."""
    size, root = v.Note(note).head(note.decode().split("\n")[0])
    return {"kept": kept, "at": "2026-01-01T00:00:00Z", "reason": "flood",
            "lost": {"size": size, "root": base64.b64encode(root).decode(), "note": note.decode()}}


def in_order(item):
    return {name: item[name] for name in ("kept", "at", "lost", "reason")}


@attack("recoveries")
def an_earlier_recovery_of_what_another_key_signed(c):
    honest, c.signer = c.signer, Signer(c.origin, b"\7" * 32)
    note, c.signer = c.head(len(c.lines)), honest
    kept = c.last("audit") + 1
    recover(c, c.head(len(c.lines)), kept, earlier=[in_order(earlier(note, kept))])


@attack("recoveries")
def an_earlier_recovery_that_would_not_be_lost(c):
    note, kept = c.head(len(c.lines)), c.last("audit") + 1
    recover(c, note, kept, earlier=[in_order(earlier(note, kept - 1))])


def sampled_anew(c, sample, leaf):
    """The sample as the leaf commits to it, of the first head that covers the leaf; its draws are the old ones."""
    sizes = [json.loads(line)["size"] for line in c.files["checkpoints.jsonl"].split(b"\n")[:-1]]
    note = c.head(next((size for size in sizes if size > leaf), len(c.lines)))
    text = v.Note(note).text
    seed = hashlib.sha256(b"yurai.sample/v1\n" + text + sample["nonce"].encode()).hexdigest()
    sample["committed"]["leaf"] = leaf
    sample.update(checkpoint=note.decode(), seed=seed)
    c.files["sample.json"] = json.dumps(sample, ensure_ascii=False).encode()


@attack("sample-commitment")
def the_nonce_is_committed_to_again(c):
    sample = json.loads(c.files["sample.json"])
    c.lines.append(c.lines[sample["committed"]["leaf"]])
    c.sign_ledger()
    sampled_anew(c, sample, len(c.lines) - 1)


@attack("sample-commitment")
def the_nonce_can_be_guessed(c):
    sample = json.loads(c.files["sample.json"])
    sample["nonce"] = "4711"
    digest = hashlib.sha256(b"4711").hexdigest()
    leaf = json.loads(c.lines[sample["committed"]["leaf"]])
    leaf["nonce_sha256"] = sample["committed"]["nonce_sha256"] = digest
    c.lines.append(json.dumps(leaf).encode())
    c.sign_ledger()
    sampled_anew(c, sample, len(c.lines) - 1)


@attack("sample-commitment")
def the_ledger_is_set_back_before_the_seed_is_made(c):
    sample = json.loads(c.files["sample.json"])
    leaf = sample["committed"]["leaf"]
    kept = [line for line in c.files["checkpoints.jsonl"].split(b"\n")[:-1] if json.loads(line)["size"] <= leaf]
    c.files["checkpoints.jsonl"] = b"".join(line + b"\n" for line in kept)
    c.lines.append(c.lines[0].replace(b"legacy", b"rules"))
    recover(c, c.head(len(c.lines)), leaf + 1)
    sampled_anew(c, sample, leaf)


@attack("previous", previous=True)
def a_recovery_for_what_the_auditor_kept(c):
    index = next(n for n, line in enumerate(c.lines) if json.loads(line)["kind"] == "audit")
    c.run = json.loads(c.lines[index])["run"]
    recover(c, c.head(len(c.lines)), index + 1)


@attack("previous", previous=True)
def the_same_key_signs_another_history(c):
    c.lines[0] = c.lines[0].replace(b'"at" : "2', b'"at" : "1').replace(b'"at": "2', b'"at": "1')
    c.sign_ledger()


@attack("previous", previous=True)
def the_tail_is_cut_and_signed_anew(c):
    index = next(n for n, line in enumerate(c.lines) if json.loads(line)["kind"] == "audit")
    c.lines = c.lines[:index + 1]
    c.run = json.loads(c.lines[index])["run"]
    c.sign_ledger()


@attack("census-proof")
def the_proof_is_of_another_leaf(c):
    c.edit("census.tlog-proof", f"index {c.last('audit')}", "index 1")


@attack("run")
def another_run_is_reported(c):
    c.run += 1


@attack("report")
def the_report_names_another_origin(c):
    c.edit_json("report.json", lambda report: report.update(origin="other.example/log"))


@attack("report")
def the_report_names_another_ledger(c):
    c.edit_json("report.json", lambda report: report["ledger"].update(size=report["ledger"]["size"] + 1))


@attack("report")
def the_report_counts_in_fractions(c):
    c.edit_json("report.json", lambda report: report.update(customers=float(report["customers"])))


@attack("report")
def the_report_leaves_its_claims_out(c):
    c.edit_json("report.json", lambda report: report.pop("claims"))


@attack("timestamp")
def the_time_stamp_is_no_more_than_the_hash(c):
    hashed = v.sha256(c.files["timestamp/checkpoint"])
    c.files["timestamp/checkpoint.tsr"] = bytes.fromhex("06096086480165030402010500") + b"\4\x20" + hashed


@attack("leaves")
def less_than_nothing_changed(c):
    index = c.last("audit")
    leaf = json.loads(c.lines[index])
    leaf["changed"]["verdicts"] = -1
    c.lines[index] = json.dumps(leaf, ensure_ascii=False).encode()
    c.sign_ledger()


@attack("census-proof")
def the_proof_has_extra_data_that_are_none(c):
    c.edit("census.tlog-proof", "@v1\n", "@v1\nextra !\n")


@attack("manifest")
def a_key_is_listed_twice(c):
    c.files["keys"] += c.files["keys"].split(b"\n")[-2] + b"\n"


@attack("census")
def the_census_has_other_line_ends(c):
    c.files["census.csv"] = c.files["census.csv"].replace(b"\n", b"\r\n")


@attack("sample-commitment")
def the_sample_has_a_member_more(c):
    c.edit_json("sample.json", lambda sample: sample.update(note="all is well"))


@attack("report")
def the_report_says_another_night(c):
    c.edit_json("report.json", lambda report: report["run"].update(started_at="2020-01-01T00:00:00+09:00"))


@attack("report")
def the_report_says_another_tool(c):
    c.edit_json("report.json", lambda report: report["run"].update(tool="9.9.9"))


def at_the_audit(c, name, text):
    index = c.last("audit")
    leaf = json.loads(c.lines[index])
    c.lines[index] = c.lines[index].replace(leaf[name].encode(), text.encode(), 1)
    c.sign_ledger()


@attack("leaves")
def the_audit_was_at_no_time(c):
    at_the_audit(c, "started_at", "last night")


@attack("leaves")
def the_audit_ended_before_it_began(c):
    at_the_audit(c, "started_at", "2999-01-01T00:00:00Z")


@attack("report")
def the_report_has_one_customer_less(c):
    c.edit_json("report.json", lambda value: value.update(customers=value["customers"] - 1))


@attack("report")
def the_report_explains_more(c):
    def change(value):
        value["verdicts"]["traced"] += 1
        value["verdicts"]["erased"] -= 1
    c.edit_json("report.json", change)


@attack("report")
def a_year_of_the_report_has_a_record_of_another(c):
    def change(value):
        groups = value["by_mall_year"]
        verdict = next(name for name, n in groups[0]["verdicts"].items() if n)
        groups[0]["verdicts"][verdict] -= 1
        groups[1]["verdicts"][verdict] += 1
    c.edit_json("report.json", change)


@attack("report")
def the_report_leaves_its_years_out(c):
    c.edit_json("report.json", lambda value: value.pop("by_mall_year"))


@attack("report")
def the_report_turns_its_time_stamp_round(c):
    c.edit_json("report.json", lambda value: value.update(time_stamped=not value["time_stamped"]))


@attack("report")
def the_report_leaves_its_time_stamp_out(c):
    c.edit_json("report.json", lambda value: value.pop("time_stamped"))


@attack("report")
def the_report_denies_the_sample(c):
    v.need("sample.json" in c.files, "no sample")
    c.edit_json("report.json", lambda value: value.update(sample=None))


@attack("report")
def the_report_leaves_the_sample_out(c):
    c.edit_json("report.json", lambda value: value.pop("sample"))


@attack("report")
def the_report_has_fewer_exceptions_than_the_sample(c):
    def change(value):
        v.need(value["sample"] and value["sample"]["exceptions"], "the sample has no exception")
        value["sample"]["exceptions"] -= 1
    c.edit_json("report.json", change)


@attack("report")
def the_report_has_a_smaller_bound_than_the_sample(c):
    def change(value):
        v.need(value["sample"] and value["sample"]["bound_millionths"], "no bound")
        value["sample"]["bound_millionths"] -= 1
    c.edit_json("report.json", change)


@attack("statement")
def the_statement_is_turned_round(c):
    c.edit_json("report.json", lambda value: value["statement"].update(made=not value["statement"]["made"]))


@attack("census")
def the_census_counts_one_more(c):
    c.edit_line("census.csv", 1, lambda line: [line[:line.rindex(b",") + 1]
                                               + str(int(line[line.rindex(b",") + 1:]) + 1).encode()])


@attack("census")
def a_row_of_the_census_is_dropped(c):
    c.edit_line("census.csv", 1, lambda _: [])


@attack("findings")
def a_finding_is_removed(c):
    c.edit_line("findings.csv", 1, lambda _: [])


@attack("findings")
def a_finding_is_invented(c):
    c.edit_line("findings.csv", 1, lambda line: [line, line])


@attack("batches")
def a_batch_is_dropped(c):
    c.edit_line("batches.csv", 1, lambda _: [])


@attack("batches")
def a_batch_is_listed_twice(c):
    c.edit_line("batches.csv", 1, lambda line: [line, line])


@attack("batches")
def a_batch_is_from_another_file(c):
    digest = json.loads(c.lines[c.last("import")])["sha256"]
    c.edit("batches.csv", digest, digest[:-1] + ("1" if digest[-1] == "0" else "0"))


@attack("batches")
def a_batch_is_in_the_ledger_twice(c):
    c.lines.append(c.lines[c.last("import")])
    c.sign_ledger()


@attack("rules")
def a_rule_is_softened(c):
    name = sorted(name for name in c.files if name.startswith("rules/"))[0]
    c.files[name] += b"-- AND false\n"


@attack("rules")
def a_rule_is_left_out(c):
    del c.files[sorted(name for name in c.files if name.startswith("rules/"))[0]]


@attack("timestamp")
def the_stamp_is_of_something_else(c):
    stamped = c.files["timestamp/checkpoint"]
    answer = c.files["timestamp/checkpoint.tsr"]
    v.need(v.sha256(stamped) in answer, "no stamp")
    c.files["timestamp/checkpoint.tsr"] = answer.replace(v.sha256(stamped), v.sha256(b"else"))


@attack("sample-commitment")
def the_nonce_is_chosen_after_the_fact(c):
    c.edit_json("sample.json", lambda value: value.update(nonce=value["nonce"] + "1"))


@attack("sample-commitment")
def the_seed_is_another_one(c):
    c.edit_json("sample.json", lambda value: value.update(seed="0" * 64))


@attack("sample-commitment")
def the_terms_are_softened(c):
    c.edit_json("sample.json", lambda value: value.update(tolerable=0.5))


@attack("sample-draws")
def a_draw_is_left_out(c):
    c.edit_json("sample.json", lambda value: value["draws"].pop(3))


@attack("sample-draws")
def two_draws_are_swapped(c):
    def change(value):
        value["draws"][2], value["draws"][3] = value["draws"][3], value["draws"][2]
    c.edit_json("sample.json", change)


@attack("sample-leaves")
def a_drawn_leaf_is_polished(c):
    def change(value):
        leaf = next(draw for draw in value["draws"] if "yurai.record/v1" in draw["leaf"])
        parts = json.loads(leaf["leaf"])
        parts[5] += 1
        leaf["leaf"] = json.dumps(parts, ensure_ascii=False)
    c.edit_json("sample.json", change)


@attack("sample-result")
def an_exception_is_forgotten(c):
    def change(value):
        draw = next((draw for draw in value["draws"] if draw["exception"]), None)
        v.need(draw, "the sample has no exception")
        draw["exception"] = None
    c.edit_json("sample.json", change)


@attack("sample-result")
def the_bound_is_too_good(c):
    c.edit_json("sample.json", lambda value: value["result"].update(bound=value["result"]["bound"] / 2))


@attack("sample-result")
def an_unopened_draw_is_no_exception(c):
    def change(value):
        v.need(any(draw["exception"] == "unopened" for draw in value["draws"]), "every draw was opened")
        value["result"]["exceptions"] -= 1
    c.edit_json("sample.json", change)


@attack("annex", annex=lambda lines, c: lines[:2] + lines[3:])
def the_annex_leaves_a_record_out(c):
    pass


@attack("annex", annex=lambda lines, c: lines + lines[:1])
def the_annex_has_a_record_twice(c):
    pass


@attack("annex", annex=lambda lines, c: [line.replace(b'yurai.customer/v1\\", \\"', b'yurai.customer/v1\\", \\"X')
                                for line in lines])
def the_annex_shows_another_record(c):
    pass


@attack("annex", annex=lambda lines, c: [line.replace(b'{"index": ', b'{"index": 9') for line in lines])
def the_annex_is_of_other_records(c):
    pass


def closing(change):
    """The annex, with another line in the place of the first record that is opened: what is said of its closing."""
    def edit(lines, c):
        number = next(n for n, line in enumerate(lines) if list(json.loads(line)) == v.SHOWN)
        closed = next(json.loads(line) for line in lines if json.loads(line).get("closed") == "erased")
        entry = {"index": json.loads(lines[number])["index"], "closed": "erased", "leaf": closed["leaf"]}
        change(entry)
        return lines[:number] + [json.dumps(entry).encode()] + lines[number + 1:]
    return edit


@attack("annex", annex=closing(lambda entry: None))
def a_drawn_record_is_withheld_by_the_erasure_of_another(c):
    pass


@attack("annex", annex=closing(lambda entry: entry.update(leaf=-1)))
def a_drawn_record_is_withheld_by_no_leaf(c):
    pass


@attack("annex", annex=closing(lambda entry: entry.update(closed="corrected", leaf=0)))
def a_drawn_record_is_withheld_by_a_correction_that_is_none(c):
    pass


@attack("annex", annex=closing(lambda entry: entry.update(closed="lost")))
def a_drawn_record_is_withheld_as_lost(c):
    pass


# --- What is shown of a record's events, in the annex and of one record ----------------------------
def trail_attack(function):
    """A lie about the events of a record that has any: of the first such line of the annex, and of the one record."""
    name = function.__name__.replace("_", " ")

    def in_annex(lines, c):
        number = next(n for n, line in enumerate(lines)
                      if list(json.loads(line)) == v.SHOWN and earliest(json.loads(line)))
        entry = json.loads(lines[number])
        function(entry)
        return lines[:number] + [dumped(entry).encode()] + lines[number + 1:]

    def of_record(entry, c):
        v.need(earliest(entry), "the record has no placed event")
        function(entry)

    ATTACKS.append((f"in the annex {name}", "annex", lambda c: None, False, {"annex": in_annex}))
    ATTACKS.append((f"of the record {name}", "record", lambda c: None, False, {"record": of_record}))
    return function


def earliest(entry):
    """The placed events, where its verdict has to have any."""
    return [event for event in entry["trail"]["trail"] if event["placed"]] \
        if entry["trail"]["verdict"] in v.PLACED else []


@trail_attack
def the_trail_is_emptied(entry):
    entry["trail"]["trail"], entry["evidence"] = [], {}


@trail_attack
def the_trail_is_left_out(entry):
    entry["trail"] = {}


@trail_attack
def the_trail_is_of_a_file_that_no_leaf_has(entry):
    for event in entry["trail"]["trail"]:
        event["source"]["sha256"] = hashlib.sha256(b"else").hexdigest()


@trail_attack
def the_trail_is_of_a_line_that_the_file_does_not_have(entry):
    for event in entry["trail"]["trail"]:
        event["source"]["line"] = 2**40


@trail_attack
def the_trail_is_of_another_merchant(entry):
    for event in earliest(entry):
        event["merchant"] = {"id": "x-" + (event["merchant"] or {"id": ""})["id"], "name": "x"}


@trail_attack
def the_trail_is_of_another_mall(entry):
    for event in earliest(entry):
        event["mall"] = {"id": "x-" + (event["mall"] or {"id": ""})["id"], "name": "x"}


@trail_attack
def the_trail_is_of_another_day(entry):
    for event in earliest(entry):
        event["occurred_at"] = "1999" + event["occurred_at"][4:]


@trail_attack
def an_earlier_order_is_put_before_the_others(entry):
    first = json.loads(json.dumps(earliest(entry)[0]))
    first.update(occurred_at="1999-05-03T12:00:00+09:00", merchant={"id": "x", "name": "x"})
    entry["trail"]["trail"].insert(0, first)


@trail_attack
def the_trail_is_of_another_customer(entry):
    entry["trail"]["customer"] += "1"


@trail_attack
def the_trail_is_of_what_is_not_placed(entry):
    for event in entry["trail"]["trail"]:
        event["placed"] = False


@trail_attack
def the_evidence_is_not_shown(entry):
    v.need(entry["evidence"], "there is no evidence")
    entry["evidence"] = {}


@trail_attack
def the_evidence_is_left_out(entry):
    del entry["evidence"]


@trail_attack
def the_evidence_is_of_no_event(entry):
    entry["evidence"]["order:x/x/x"] = {"settlement_id": "S"}


# --- Of a record whose order was corrected after the audit -----------------------------------------
def since_attack(function):
    """A lie about the leaf since which a record is shown by other events: of the line of the annex that names one, and of the
    one record, shown as if its order had been corrected by the same file."""
    name = function.__name__.replace("_", " ")

    def in_annex(lines, c):
        number = next(n for n, line in enumerate(lines) if list(json.loads(line)) == v.SHOWN + v.SINCE)
        entry = json.loads(lines[number])
        function(entry, c)
        return lines[:number] + [dumped(entry).encode()] + lines[number + 1:]

    def of_record(entry, c):
        v.need(earliest(entry), "the record has no placed event")
        leaf = c.last("supersession")
        batch = json.loads(c.lines[leaf])["batch"]
        file = next(said for said in map(json.loads, c.lines) if said["kind"] == "import" and said["batch"] == batch)
        for event in earliest(entry):
            event["source"]["sha256"] = file["sha256"]
        mark(entry, leaf)
        function(entry, c)

    ATTACKS.append((f"in the annex {name}", "annex", lambda c: None, False, {"annex": in_annex}))
    ATTACKS.append((f"of the record {name}", "record", lambda c: None, False, {"record": of_record}))
    return function


def mark(entry, leaf):
    """The record names that leaf, right after its evidence."""
    rest = {name: entry.pop(name) for name in list(entry) if name not in v.SHOWN}
    entry.update(since=leaf, **rest)


@since_attack
def the_correction_is_before_the_audit(entry, c):
    entry["since"] = next(n for n, line in enumerate(c.lines) if json.loads(line)["kind"] == "supersession")
    v.need(entry["since"] < c.last("audit"), "no correction before the audit")


@since_attack
def the_import_is_before_the_audit(entry, c):
    entry["since"] = next(n for n, line in enumerate(c.lines) if json.loads(line)["kind"] == "import")
    v.need(entry["since"] < c.last("audit"), "no import before the audit")


@since_attack
def the_correction_is_a_leaf_of_another_kind(entry, c):
    entry["since"] = c.last("sample")


@since_attack
def the_correction_is_no_leaf(entry, c):
    entry["since"] = -1


@since_attack
def the_correction_is_a_text(entry, c):
    entry["since"] = str(entry["since"])


@since_attack
def the_correction_is_not_named(entry, c):
    del entry["since"]


@since_attack
def the_corrected_order_is_as_it_was(entry, c):
    files = [leaf for leaf in map(json.loads, c.lines[:c.last("audit")]) if leaf["kind"] == "import"]
    for event in earliest(entry):
        event["source"]["sha256"] = files[-1]["sha256"]


@since_attack
def the_corrected_record_does_not_open(entry, c):
    record = json.loads(entry["record"])
    record[6] = "X" + (record[6] or "")
    entry["record"] = dumped(record)


@trail_attack
def a_correction_is_named_where_there_is_none(entry):
    mark(entry, 2**40)


# --- One record that no sample drew (`yurai sample open`) ------------------------------------------
def record_attack(function):
    """An attack on the file of one record. It gives the entry to be written as JSON, or else the bytes of the file."""
    ATTACKS.append((function.__name__.replace("_", " "), "record", lambda c: None, False, {"record": function}))
    return function


def dumped(value):
    return json.dumps(value, ensure_ascii=False)


def as_line(entry):
    return dumped(entry).encode() + b"\n"


def flipped(text):
    data = v.unbase64(text)
    return base64.b64encode(data[:-1] + bytes([data[-1] ^ 1])).decode()


def earlier_records(c):
    """The records' tree of an audit before this one that is another, and the number of its run."""
    own = c.last("audit")
    audits = [json.loads(line) for line in c.lines[:own] if json.loads(line)["kind"] == "audit"]
    other = [leaf for leaf in audits if leaf["records"] != json.loads(c.lines[own])["records"]]
    v.need(other, "no earlier audit of other records")
    return other[-1]["records"], other[-1]["run"]


def drawn(c, entry, wanted):
    """A draw of the sample at another place than the record's."""
    draws = v.parse(c.files["sample.json"])["draws"]
    return next(draw for draw in draws if draw["index"] != entry["index"] and wanted(json.loads(draw["leaf"])))


def invented(entry):
    """Another person's record, in a leaf of its own that it opens."""
    record = json.loads(entry["record"])
    record[1] = "X" + record[1]
    leaf = json.loads(entry["leaf"])
    entry["record"] = dumped(record)
    opened = v.sha256(v.unbase64(entry["salt"]) + entry["record"].encode())
    entry["leaf"] = dumped(leaf[:7] + [base64.b64encode(opened).decode()])


@record_attack
def the_record_shows_another_field(entry, c):
    record = json.loads(entry["record"])
    place = next(n for n in range(6, 12) if record[n])
    record[place] += "X"
    entry["record"] = dumped(record)


@record_attack
def the_record_shows_another_customer(entry, c):
    record = json.loads(entry["record"])
    record[1] += "1"
    entry["record"] = dumped(record)


@record_attack
def the_record_has_another_salt(entry, c):
    entry["salt"] = flipped(entry["salt"])


@record_attack
def the_record_has_half_a_salt(entry, c):
    entry["salt"] = base64.b64encode(v.unbase64(entry["salt"])[:16]).decode()


@record_attack
def the_record_is_at_another_place(entry, c):
    entry["index"] ^= 1


@record_attack
def the_record_is_beyond_the_tree(entry, c):
    entry["index"] += entry["records"]["size"]


@record_attack
def the_record_has_another_ones_proof(entry, c):
    entry["proof"] = drawn(c, entry, lambda leaf: True)["proof"]


@record_attack
def the_record_has_another_ones_leaf_and_proof(entry, c):
    draw = drawn(c, entry, lambda leaf: len(leaf) == 8)
    entry.update(index=draw["index"], leaf=draw["leaf"], proof=draw["proof"])


@record_attack
def the_record_is_shown_at_an_empty_place(entry, c):
    draw = drawn(c, entry, lambda leaf: len(leaf) == 1)
    entry.update(index=draw["index"], leaf=draw["leaf"], proof=draw["proof"])


@record_attack
def the_records_proof_is_cut_at_the_root(entry, c):
    entry["proof"] = entry["proof"][:-1]


@record_attack
def the_records_proof_is_cut_at_the_leaf(entry, c):
    entry["proof"] = entry["proof"][1:]


@record_attack
def the_records_proof_is_left_out(entry, c):
    entry["proof"] = []


@record_attack
def the_records_proof_goes_on(entry, c):
    entry["proof"].append(entry["proof"][-1])


@record_attack
def a_hash_of_the_records_proof_is_another(entry, c):
    entry["proof"][0] = flipped(entry["proof"][0])


@record_attack
def the_record_names_another_runs_tree(entry, c):
    entry["records"] = earlier_records(c)[0]


@record_attack
def the_record_is_of_another_run(entry, c):
    entry["records"], entry["run"] = earlier_records(c)


@record_attack
def the_record_says_that_it_is_of_another_run(entry, c):
    entry["run"] += 1


@record_attack
def the_record_has_a_leaf_of_its_own(entry, c):
    invented(entry)


@record_attack
def the_record_has_a_tree_of_its_own(entry, c):
    invented(entry)
    root = base64.b64encode(v.leaf_hash(entry["leaf"].encode())).decode()
    entry.update(index=0, records={"size": 1, "root": root}, proof=[])


@record_attack
def the_records_verdict_is_polished(entry, c):
    leaf = json.loads(entry["leaf"])
    leaf[6] = "received" if leaf[6] == "traced" else "traced"
    entry["leaf"] = dumped(leaf)


@record_attack
def the_record_names_another_file(entry, c):
    entry["source"]["file"] = "x-" + entry["source"]["file"]


@record_attack
def the_record_names_another_line(entry, c):
    entry["source"]["line"] += 1


@record_attack
def the_record_names_another_hash_of_its_file(entry, c):
    entry["source"]["sha256"] = hashlib.sha256(b"else").hexdigest()


@record_attack
def the_record_has_a_member_more(entry, c):
    entry["note"] = "trust me"


@record_attack
def the_record_lacks_its_proof(entry, c):
    del entry["proof"]


@record_attack
def the_records_place_is_a_text(entry, c):
    entry["index"] = str(entry["index"])


@record_attack
def the_record_says_a_thing_twice(entry, c):
    return as_line(entry).replace(b'"run": ', b'"run": 1, "run": ', 1)


@record_attack
def two_records_are_in_the_file(entry, c):
    return as_line(entry) * 2


@record_attack
def the_record_is_cut(entry, c):
    return as_line(entry)[:-1]


@record_attack
def the_record_ends_in_the_middle(entry, c):
    return as_line(entry)[:-40] + b"\n"


@record_attack
def the_record_is_no_json(entry, c):
    return b"This is a record.\n"


@record_attack
def the_record_is_another_json(entry, c):
    return b"[]\n"


@record_attack
def the_record_is_an_empty_line(entry, c):
    return b"\n"


@record_attack
def the_record_is_an_empty_file(entry, c):
    return b""


def failed_by_python(folder, options):
    done = subprocess.run([sys.executable, os.path.join(HERE, "verify_bundle.py"), folder] + options,
                          capture_output=True, text=True, check=False)
    return done.returncode, {line.split()[1].rstrip(":") for line in done.stdout.splitlines() if line[:4] == "FAIL"}


def failed_by_yurai(program, folder, options):
    done = subprocess.run([program, "verify", folder, "--format", "json"] + options,
                          capture_output=True, text=True, check=False)
    try:
        claims = json.loads(done.stdout)["claims"]
    except ValueError:
        return done.returncode, set()
    return done.returncode, {claim["id"] for claim in claims if claim["outcome"] == "failed"}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("bundle")
    for name in ("--key", "--private-key", "--yurai"):
        arguments.add_argument(name, required=True)
    arguments.add_argument("--previous")
    arguments.add_argument("--annex")
    arguments.add_argument("--record")
    given = arguments.parse_args()
    signer = read_private(given.private_key)
    files = v.Bundle(given.bundle).files
    rotated = sum(json.loads(line)["kind"] == "key" for line in files["ledger.jsonl"].split(b"\n")[:-1]) > 1
    bad = skipped = refused = 0
    annex = []
    if given.annex:
        with open(given.annex, "rb") as file:
            annex = file.read().split(b"\n")[:-1]
    record = None
    if given.record:
        with open(given.record, "rb") as file:
            record = file.read()

    def both(folder, options):
        return failed_by_python(folder, options), failed_by_yurai(given.yurai, folder, options)

    whole = ["--key", given.key] + (["--previous", given.previous] if given.previous else []) \
        + (["--annex", given.annex] if given.annex else []) + (["--record", given.record] if given.record else [])
    for name, (code, failed) in zip(("verify_bundle.py", "yurai verify"), both(given.bundle, whole)):
        if code != 0:
            print(f"BAD   the sound bundle is refused by {name}: {sorted(failed)}")
            return 1
    print("ok    the sound bundle is accepted by both")
    for name, claim, change, sealed, options in ATTACKS:
        with tempfile.TemporaryDirectory() as folder:
            copy, use = Copy(files, signer), ["--key", given.key]
            try:
                v.need("previous" not in options or given.previous, "no --previous")
                v.need("annex" not in options or annex, "no --annex")
                v.need("record" not in options or record, "no --record")
                change(copy)
                if "annex" in options:
                    shown = options["annex"](annex, copy)
                if "record" in options:
                    entry = json.loads(record)
                    lie = options["record"](entry, copy)
                    lie = as_line(entry) if lie is None else lie
                    v.need(lie != record, "nothing is changed")
            except (v.Refused, KeyError, IndexError, StopIteration) as why:
                print(f"--    {name}: not for this bundle ({why})")
                skipped += 1
                continue
            if sealed:
                copy.seal()
            copy.write(os.path.join(folder, "bundle"))
            if "previous" in options:
                use += ["--previous", given.previous]
            if "annex" in options:
                path = os.path.join(folder, "annex.jsonl")
                with open(path, "wb") as file:
                    file.write(b"".join(line + b"\n" for line in shown))
                use += ["--annex", path]
            if "record" in options:
                path = os.path.join(folder, "record.json")
                with open(path, "wb") as file:
                    file.write(lie)
                use += ["--record", path]
            results = both(os.path.join(folder, "bundle"), use)
            if all(code == 2 and claim in failed for code, failed in results):
                print(f"ok    {name}: both refuse it, at {claim}")
                refused += 1
            elif rotated and all(code == 2 for code, _ in results):
                # Who holds the present key alone cannot sign the heads of an earlier one: the lie ends there already.
                print(f"ok    {name}: both refuse it, before {claim}, for want of the earlier key")
                refused += 1
            else:
                print(f"BAD   {name} ({claim}): verify_bundle.py {results[0]}, yurai {results[1]}")
                bad += 1
    print(f"{refused} tampered copies refused by both, {bad} not, {skipped} not for this bundle")
    return 1 if bad or refused < 25 else 0


if __name__ == "__main__":
    sys.exit(main())
