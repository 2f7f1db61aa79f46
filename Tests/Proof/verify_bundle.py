#!/usr/bin/env python3
"""Verifies a bundle of yurai without any of yurai's code: Docs/bundle.md, read by somebody else.

    verify_bundle.py BUNDLE [--key VKEY] [--witness VKEY ...] [--previous BUNDLE] [--sample FILE]
        [--annex FILE] [--record FILE] [--ca CA.pem]

Needs Python 3.11 and the openssl program. Where they are installed it also uses aics-tlog, which
checks notes and proofs a second time, and jsonschema, for report.json. Prints one line a claim and
ends with 0 when all that was checked holds, else with 2.
"""
import argparse
import base64
import csv
import datetime
import hashlib
import io
import json
import math
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

try:
    import aics_tlog
except ImportError:
    aics_tlog = None
try:
    import jsonschema
except ImportError:
    jsonschema = None

VERDICTS = ["erased", "purchased", "untraced", "contradicted", "partial", "uncorroborated", "received", "traced"]
EXPLAINED = {"erased", "received", "traced"}
IMPORT = ("batch file sha256 bytes profile encoding origin supplied_by mall merchant part_of lines accepted unchanged "
          "replaced set_aside card_numbers").split()
MEMBERS = {
    "legacy": "batches records runs sha256".split(),
    "import": IMPORT + "customers events transaction".split(),
    "adoption": "customers events transactions".split(),
    "supersession": "batch of".split(),
    "recovery": "kept lost reason".split(),
    "rules": "tool sha256".split(),
    "audit": ("run mode started_at finished_at rules timely_hours customers verdicts unexplained exceptions findings "
              "changed records").split(),
    "exception": "record commitment".split(),
    "answer": "case letter stage letter_kind language commitment".split(),
    "erasure": "record reason events backups_until".split(),
    "key": "change vkey".split(),
    "sample": "run nonce_sha256 confidence tolerable stratified".split(),
}


# Members that may follow where there is anything to say.
OPTIONAL = {"recovery": ["earlier"], "erasure": ["customers"], "sample": ["strata"]}
# The files of a bundle; beside them sample.json, the two of timestamp/, and the SQL of audit/ and rules/.
FILES = ("README.txt batches.csv census.csv census.tlog-proof checkpoint checkpoints.jsonl findings.csv keys ledger.jsonl "
         "report.html report.json report.schema.json unexplained.csv").split()
# The members of a line of the annex.
SHOWN = "index salt record source trail evidence".split()
# The member more of one whose events are not those of the audit any more: the leaf since which they are others.
SINCE = ["since"]
# Those of a record that was erased or corrected since the audit.
CLOSED = "index closed leaf".split()
# The members of report.json, as its schema requires them.
REPORT = ("version origin operator run statement claims customers verdicts unexplained malls by_mall_year by_merchant by_role "
          "unexplained_arrivals findings changes exceptions batches provisions retention checkpoints recoveries "
          "time_stamped sample records ledger").split()
# SHA-256 of the published report.schema.json of each version that wrote bundles.
SCHEMAS = {"5f11f7bc46dade5618598990b0130bb25100eafa3f7b4089252f7cdbc46b19a3"}
# What report.json has and no other file of the bundle.
UNREAD = ("operator, claims, by_role, provisions, retention, the sentences of statement, names and closing days in malls and "
          "by_merchant, severity, words, new and gone in findings, verdict and time in exceptions, times and witnesses in "
          "checkpoints, imported_at in batches, changes.verdicts_before")
# The members of sample.json, and of what is in it.
SAMPLE = ("version run records committed checkpoint nonce seed method confidence tolerable stratified size draws "
          "result").split()
# Verdicts that no record has without a placed event, and what shows each kind of evidence.
PLACED = {"traced", "received", "uncorroborated", "partial"}
KINDS = {"settlement": {"settlement_id", "settled_at"}, "shipment": {"tracking_no", "shipped_at"},
         "evidence_ref": {"evidence_ref"}}
JAPAN = datetime.timezone(datetime.timedelta(hours=9))
TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"


class Refused(Exception):
    """A claim that does not hold."""


class Skipped(Exception):
    """A claim that was not checked."""


def need(condition, why):
    if not condition:
        raise Refused(why)


def sha256(data):
    return hashlib.sha256(data).digest()


def unbase64(text, size=None):
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        raise Refused("not base64") from None
    need(base64.b64encode(data).decode() == text, "not canonical base64")
    need(size is None or len(data) == size, f"not {size} bytes")
    return data


def pairs(items):
    need(len({name for name, _ in items}) == len(items), "a JSON name comes twice")
    return dict(items)


def parse(data):
    """JSON in which no name comes twice, members in their order, decimals exact."""
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        return json.loads(text, object_pairs_hook=pairs, parse_float=Fraction, parse_constant=lambda _: 1 / 0)
    except (ValueError, RecursionError, ZeroDivisionError):
        raise Refused("not JSON") from None


def seconds(text):
    """The time of a leaf: RFC 3339, in UTC, to the second."""
    need(isinstance(text, str) and re.fullmatch(TIME, text), "not a time in UTC")
    return datetime.datetime.fromisoformat(text[:-1] + "+00:00")


def utc(text):
    """The second of a time that may be told by any clock."""
    time = datetime.datetime.fromisoformat(text)
    need(time.tzinfo, "a time without an offset")
    return time.replace(microsecond=0)


def lines(data, name):
    need(not data or data.endswith(b"\n"), f"the last line of {name} is cut")
    return data.split(b"\n")[:-1]


def count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 2**53


def same(one, other):
    """Whether two JSON values are the same: 2000.0 is not 2000, nor false 0."""
    try:
        return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    except TypeError:
        return False


def der(data):
    """The elements of DER that follow one another: pairs of tag and content."""
    found, place = [], 0
    while place < len(data):
        tag, size, place = data[place], data[place + 1], place + 2
        if size >= 128:
            digits = size - 128
            need(1 <= digits <= 4, "not DER")
            size, place = int.from_bytes(data[place:place + digits], "big"), place + digits
        need(place + size <= len(data), "DER that is cut")
        found.append((tag, data[place:place + size]))
        place += size
    return found


def imprint(answer):
    """The algorithm and hash that an RFC 3161 answer is over."""
    (tag, response), = der(answer)
    status, token = der(response)
    need((tag, status[0], token[0]) == (48, 48, 48) and der(status[1])[0] in ((2, b"\0"), (2, b"\1")), "it was not granted")
    kind, content = der(token[1])
    need(kind == (6, bytes.fromhex("2a864886f70d010702")) and content[0] == 160, "no signed data")
    (_, signed), = der(content[1])
    kind, content = der(der(signed)[2][1])
    need(kind == (6, bytes.fromhex("2a864886f70d0109100104")) and content[0] == 160, "no time stamp")
    (tag, octets), = der(content[1])
    (_, info), = der(octets)
    need(tag == 4 and der(info)[0] == (2, b"\1"), "no time stamp")
    algorithm, digest = der(der(info)[2][1])
    return der(algorithm[1])[0], digest


# --- Trees: RFC 6962 section 2.1 ----------------------------------------------------------------
def leaf_hash(data):
    return sha256(b"\0" + data)


def node_hash(left, right):
    return sha256(b"\1" + left + right)


def roots(leaves, sizes):
    """The roots of the beginnings of those sizes."""
    found, stack, sizes = {}, [], set(sizes)
    for number, data in enumerate(leaves, 1):
        stack.append((1, leaf_hash(data)))
        while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
            (size, right), (_, left) = stack.pop(), stack.pop()
            stack.append((2 * size, node_hash(left, right)))
        if number in sizes:
            root = stack[-1][1]
            for _, left in reversed(stack[:-1]):
                root = node_hash(left, root)
            found[number] = root
    return found


def root_of_path(leaf, index, size, proof):
    """The root that a proof leads to, by the recursive definition of PATH (RFC 6962 section 2.1.1)."""
    need(0 <= index < size, "no such leaf")
    if size == 1:
        need(not proof, "the proof is too long")
        return leaf
    need(proof, "the proof is too short")
    split = 1 << ((size - 1).bit_length() - 1)
    if index < split:
        return node_hash(root_of_path(leaf, index, split, proof[:-1]), proof[-1])
    return node_hash(proof[-1], root_of_path(leaf, index - split, size - split, proof[:-1]))


def check_inclusion(data, index, size, root, proof):
    leaf = leaf_hash(data)
    need(root_of_path(leaf, index, size, proof) == root, f"the proof of leaf {index} does not hold")
    if aics_tlog:
        need(aics_tlog.verify_inclusion(leaf, index, size, proof, root), "aics-tlog refuses the proof")


# --- Notes: C2SP signed-note, tlog-checkpoint, tlog-cosignature ----------------------------------
class Key:
    def __init__(self, text):
        self.text = text
        parts = text.split("+", 2)
        need(len(parts) == 3 and parts[0] and not re.search(r"\s", parts[0]), "not a verifier key")
        self.name, self.id = parts[0], bytes.fromhex(parts[1]) if re.fullmatch("[0-9a-f]{8}", parts[1]) else b""
        blob = unbase64(parts[2], 33)
        self.kind, self.public = blob[0], blob[1:]
        need(self.kind in (1, 4), "a key of another kind")
        need(sha256(self.name.encode() + b"\n" + blob)[:4] == self.id, "the key's id is not its own")

    def verifies(self, text, signature):
        """Whether the signature, without the key's id, is this key's over the text."""
        if self.kind == 4:
            need(len(signature) == 72, "not a cosignature")
            time = int.from_bytes(signature[:8], "big")
            text, signature = f"cosignature/v1\ntime {time}\n".encode() + text, signature[8:]
        if len(signature) != 64:
            return False
        pem = base64.b64encode(bytes.fromhex("302a300506032b6570032100") + self.public).decode()
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("key", "text", "signature")]
            for path, data in zip(paths, [
                    f"-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----\n".encode(), text, signature]):
                with open(path, "wb") as file:
                    file.write(data)
            done = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", paths[0], "-rawin",
                                   "-in", paths[1], "-sigfile", paths[2]], capture_output=True, check=False)
        return done.returncode == 0


class Note:
    def __init__(self, data):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("a note is not UTF-8") from None
        need(not re.search(r"[\x00-\x09\x0b-\x1f]", text), "a note has control characters")
        split = text.rfind("\n\n")
        need(split > 0 and text.endswith("\n") and len(text) > split + 2, "not a signed note")
        self.data, self.text, self.signatures = data, text[:split + 1].encode(), []
        for line in text[split + 2:-1].split("\n"):
            match = re.fullmatch("— (\\S+) (\\S+)", line)
            need(match, "not a signature line")
            blob = unbase64(match[2])
            need(len(blob) > 4, "not a signature line")
            self.signatures.append((match[1], blob[:4], blob[4:], line))
        need(len({entry[:2] for entry in self.signatures}) == len(self.signatures), "a key has two signature lines")

    def signers(self, keys):
        """The keys that signed; a wrong signature by any of them makes the note worthless."""
        found = []
        for name, identity, signature, _ in self.signatures:
            for key in keys:
                if (key.name, key.id) == (name, identity):
                    need(key.verifies(self.text, signature), f"the signature by {name} is wrong")
                    if key not in found:
                        found.append(key)
        return found

    def head(self, origin):
        """Size and root, if it is a checkpoint of that log."""
        parts = self.text.decode().split("\n")
        # A line more would give whoever signs as many texts of one tree as he likes.
        need(len(parts) == 4 and parts[-1] == "" and all(parts[:-1]), "not a checkpoint of three lines")
        need(parts[0] == origin, "the checkpoint is of another log")
        need(re.fullmatch("0|[1-9][0-9]{0,18}", parts[1]), "the checkpoint has no size")
        return int(parts[1]), unbase64(parts[2], 32)


# --- Sampling ------------------------------------------------------------------------------------
class Terms:
    """Exact, with whole numbers: binomial coefficients, and the risk as a fraction."""

    def __init__(self, confidence, tolerable):
        self.risk, self.tolerable = 1 - Fraction(confidence), Fraction(tolerable)
        need(0 < self.risk < 1 and 0 < self.tolerable < 1, "strange terms")

    def within_risk(self, population, exceptions, drawn, found):
        """Whether P(X <= found) <= risk."""
        ways = sum(math.comb(exceptions, x) * math.comb(population - exceptions, drawn - x)
                   for x in range(min(found, drawn, exceptions) + 1) if drawn - x <= population - exceptions)
        return ways * self.risk.denominator <= math.comb(population, drawn) * self.risk.numerator

    def size(self, population):
        excluded = max(1, math.ceil(self.tolerable * population))
        low, high = 1, population
        while low < high:
            middle = (low + high) // 2
            if self.within_risk(population, excluded, middle, 0):
                high = middle
            else:
                low = middle + 1
        return high

    def share(self, population, drawn, found):
        if population <= 0:
            return Fraction(1)
        if not 0 <= found <= drawn <= population:
            return Fraction(1)
        low, high = found, population - (drawn - found)
        while low < high:
            middle = (low + high + 1) // 2
            if self.within_risk(population, middle, drawn, found):
                high = middle - 1
            else:
                low = middle
        return Fraction(low, population)


def picks(seed, population):
    """Rivest's sampler without replacement: pairs of number and index."""
    seen, number = set(), 0
    while len(seen) < population:
        number += 1
        index = int.from_bytes(sha256(f"{seed},{number}".encode()), "big") % population
        if index not in seen:
            seen.add(index)
            yield number, index


# --- The bundle ----------------------------------------------------------------------------------
class Bundle:
    def __init__(self, path):
        self.files = {}
        for folder, _, names in os.walk(path):
            for name in names:
                whole = os.path.join(folder, name)
                need(os.path.isfile(whole) and not os.path.islink(whole), f"{name} is no file")
                with open(whole, "rb") as file:
                    self.files[os.path.relpath(whole, path)] = file.read()

    def file(self, name):
        need(name in self.files, f"there is no file {name}")
        return self.files[name]

    def manifest(self):
        self.log_keys, self.witnesses = [], []
        for line in lines(self.file("keys"), "keys"):
            kind, _, text = line.decode("utf-8", "replace").partition(" ")
            key = Key(text)
            need((kind, key.kind) in (("log", 1), ("witness", 4)), "keys is not of its form")
            (self.log_keys if kind == "log" else self.witnesses).append(key)
        every = [key.text for key in self.log_keys + self.witnesses]
        need(self.log_keys and len(set(every)) == len(every), "keys is not of its form")
        note = Note(self.file("manifest"))
        parts = note.text.decode().split("\n")[:-1]
        need(len(parts) >= 3 and parts[0] == "yurai.bundle/v1" and parts[1].startswith("origin ")
             and re.fullmatch("run [1-9][0-9]*", parts[2]), "the manifest is not of its form")
        self.origin, self.run = parts[1][7:], int(parts[2][4:])
        need(all(key.name == self.origin for key in self.log_keys), "a key is named otherwise than the log")
        self.manifest_signers = note.signers(self.log_keys)
        # No hash covers these lines: one that nobody can check is a byte that anybody may change.
        need(len(note.signatures) == len(self.manifest_signers) == len(self.log_keys),
             "the manifest is not signed by each key of the log, and by no other")
        self.hashes, last = {}, b""
        for line in parts[3:]:
            match = re.fullmatch("([0-9a-f]{64})  ([A-Za-z0-9._/-]+)", line)
            need(match and last < match[2].encode(), "the manifest is not of its form")
            self.hashes[match[2]], last = match[1], match[2].encode()

    def check_files(self):
        names = set(self.files) - {"manifest"}
        need(names == set(self.hashes), f"other files than listed: {sorted(names ^ set(self.hashes))}")
        need(set(FILES) <= names, f"not there: {sorted(set(FILES) - names)}")
        strange = [name for name in names - set(FILES) - {"sample.json", "timestamp/checkpoint", "timestamp/checkpoint.tsr"}
                   if not re.fullmatch(r"(audit|rules)/[^/]+\.sql", name)]
        need(not strange, f"no files of a bundle: {sorted(strange)}")
        for name, digest in self.hashes.items():
            need(hashlib.sha256(self.files[name]).hexdigest() == digest, f"{name} was changed")

    def checkpoint(self):
        self.note = Note(self.file("checkpoint"))
        self.size, self.root = self.note.head(self.origin)
        signers = self.note.signers(self.log_keys + self.witnesses)
        need(any(key.kind == 1 for key in signers), "the log has not signed it")
        self.cosigners = [key for key in signers if key.kind == 4]
        if aics_tlog:
            note = aics_tlog.parse_note(self.note.data)
            need(any(aics_tlog.verify_checkpoint(note, aics_tlog.parse_vkey(key.text), expected_origin=self.origin).ok
                     for key in self.log_keys), "aics-tlog refuses the checkpoint")

    def ledger(self):
        self.lines = lines(self.file("ledger.jsonl"), "ledger.jsonl")
        need(self.lines, "the ledger is empty")
        need(len(self.lines) == self.size, f"{self.size} leaves were signed, {len(self.lines)} are there")
        need(roots(self.lines, [self.size])[self.size] == self.root, "another root was signed")

    def leaf_forms(self):
        self.leaves = []
        for number, line in enumerate(self.lines):
            leaf = parse(line)
            need(isinstance(leaf, dict) and isinstance(leaf.get("kind"), str) and leaf["kind"] in MEMBERS
                 and list(leaf) in (["kind", "at"] + MEMBERS[leaf["kind"]],
                                    ["kind", "at"] + MEMBERS[leaf["kind"]] + OPTIONAL.get(leaf["kind"], []))
                 and re.fullmatch(TIME, str(leaf["at"])),
                 f"leaf {number} is not of a documented form")
            need((leaf["kind"] == "legacy") == (number == 0), f"leaf {number} is out of its place")
            seconds(leaf["at"])
            if "commitment" in leaf:
                unbase64(leaf["commitment"], 32)
            if leaf["kind"] == "audit":
                need(isinstance(leaf["changed"], dict) and all(n is None or count(n) for n in leaf["changed"].values())
                     and isinstance(leaf["findings"], dict) and all(map(count, leaf["findings"].values()))
                     and all(count(leaf[name]) for name in "run timely_hours customers unexplained exceptions".split()),
                     f"leaf {number} is not of a documented form")
                need(seconds(leaf["started_at"]) <= seconds(leaf["finished_at"]), f"leaf {number} ended before it began")
            self.leaves.append(leaf)

    def key_terms(self):
        self.terms = []
        for index, leaf in self.of_kind("key"):
            key, active = Key(leaf["vkey"]), [term for term in self.terms if term[2] is None]
            same = [term for term in active if term[0].text == key.text]
            if leaf["change"] == "retired":
                need(same and len(active) > 1, f"leaf {index} retires a key that it cannot")
                same[0][2] = index
            else:
                need(leaf["change"] in ("made", "added") and not same and key.kind == 1 and key.name == self.origin
                     and (leaf["change"] == "made") == (not self.terms), f"leaf {index} cannot be")
                self.terms.append([key, index, None])
        need(self.terms, "the ledger records no key")
        active = {key.text for key in self.active(self.size)}
        need(all(key.text in active for key in self.log_keys), "a key is not recorded, or retired")
        self.signed_at(self.note)

    def of_kind(self, kind):
        return [(index, leaf) for index, leaf in enumerate(self.leaves) if leaf["kind"] == kind]

    def active(self, size):
        return [key for key, start, end in self.terms if start < size and (end is None or end >= size)]

    def signed_at(self, note):
        """Size, root and the keys that signed and could."""
        size, root = note.head(self.origin)
        every = {key.text: key for key, _, _ in self.terms}
        active = {key.text for key in self.active(size)}
        signers = {key.text for key in note.signers(every.values())} & active
        need(signers, f"the checkpoint of {size} leaves is signed by no key that could")
        return size, root, signers

    def history(self):
        self.heads = []
        for line in lines(self.file("checkpoints.jsonl"), "checkpoints.jsonl"):
            entry = parse(line)
            need(isinstance(entry, dict) and set(entry) == {"size", "note"}, "not of its form")
            size, root, signers = self.signed_at(Note(entry["note"].encode()))
            need(size == entry["size"] and (self.heads[-1][0] if self.heads else 0) < size <= self.size, "out of order")
            self.heads.append((size, root, signers))
        known = roots(self.lines, [size for size, _, _ in self.heads])
        for size, root, _ in self.heads:
            need(known[size] == root, f"the root signed at {size} leaves is not of this ledger")
        own = self.signed_at(self.note)
        need(self.heads and self.heads.pop()[:2] == own[:2], "its last line is not the bundle's own checkpoint")
        self.heads.append(own)

    def set_back(self):
        """Every time that the ledger was set back, own leaf first, then the earlier ones that it names."""
        self.recoveries = []
        for index, leaf in self.of_kind("recovery"):
            need(leaf["kept"] == index, f"leaf {index} stands elsewhere than where it set the ledger back to")
            need(isinstance(leaf.get("earlier", []), list), f"leaf {index} is not of its form")
            own = {name: leaf[name] for name in ("kept", "at", "lost", "reason")}
            self.recoveries.append([self.one_set_back(index, item) for item in [own] + leaf.get("earlier", [])])
        for told in self.recoveries:
            for kept, size, _, at, reason in told:
                print(f"NOTE  leaf {told[0][0]} ({at}): the ledger was set back to {kept} leaves, and leaves {kept} to "
                      f"{size - 1}, which were signed, are lost; the operator says: "
                      + json.dumps(reason, ensure_ascii=False))
        for index, leaf in self.of_kind("adoption"):
            print(f"NOTE  leaf {index} ({leaf['at']}): every row was taken over from a restored copy; whether orders and "
                  "registers had been altered until then cannot be seen")

    def one_set_back(self, index, item):
        """How many leaves were kept, the head that is lost, when, why."""
        need(isinstance(item, dict) and list(item) == ["kept", "at", "lost", "reason"], f"leaf {index}: not of its form")
        lost = item["lost"]
        need(isinstance(lost, dict) and list(lost) == ["size", "root", "note"] and count(lost["size"])
             and isinstance(item["reason"], str) and item["reason"] and seconds(item["at"]),
             f"leaf {index} is not of its form")
        need(count(item["kept"]) and index <= item["kept"] < lost["size"], f"leaf {index} cannot be")
        note = Note(lost["note"].encode())
        need(note.head(self.origin) == (lost["size"], unbase64(lost["root"], 32)), f"leaf {index}: another head")
        signers = {key.text for key in note.signers([term[0] for term in self.terms])}
        need(signers & {key.text for key in self.active(index)}, f"leaf {index}: what is lost was not signed")
        return item["kept"], lost["size"], unbase64(lost["root"], 32), item["at"], item["reason"]

    def pinned(self, text):
        if not text:
            raise Skipped("no --key: the bundle only agrees with itself")
        trusted = {Key(text).text}
        for size, _, signers in self.heads:
            if signers & trusted:
                trusted |= {key.text for key, start, _ in self.terms if start < size}
        need(self.heads[-1][2] & trusted, "the key given did not sign, nor one that it passed on to")
        need({key.text for key in self.manifest_signers} & trusted, "the manifest is by another key")

    def latest_audit(self):
        audits = self.of_kind("audit")
        need(audits, "the ledger has no audit")
        self.audit_index, self.audit = audits[-1]
        audit = self.audit
        need(audit["run"] == self.run, "the latest audit is of another run")
        runs = [leaf["run"] for _, leaf in audits]
        need(all(a < b for a, b in zip(runs, runs[1:])), "the runs do not rise")
        verdicts = audit["verdicts"]
        need(set(verdicts) == set(VERDICTS) and all(map(count, verdicts.values())), "not the eight verdicts")
        self.living = sum(verdicts.values()) - verdicts["erased"]
        self.records = audit["records"]["size"], unbase64(audit["records"]["root"], 32)
        need(audit["customers"] > 0 and self.living > 0 and self.records[0] >= self.living, "nothing was audited")
        need(audit["customers"] in (self.living, self.living + verdicts["erased"]), "the customers do not add up")
        unexplained = sum(n for verdict, n in verdicts.items() if verdict not in EXPLAINED)
        need(audit["unexplained"] + audit["exceptions"] == unexplained, "the unexplained do not add up")
        print(f"NOTE  run {self.run}: from {audit['started_at']} to {audit['finished_at']}")
        self.founded()

    def founded(self):
        """What the audit counts is what the leaves before it tell of."""
        before = self.leaves[:self.audit_index]
        batches, customers, brought, excepted, erased, gone = set(), set(), 0, set(), set(), 0
        legacy = self.leaves[0]["records"] or self.leaves[0]["batches"]
        for leaf in before:
            if leaf["kind"] == "import":
                need(leaf["lines"] == sum(leaf[name] for name in ("accepted", "unchanged", "replaced", "set_aside")),
                     f"the lines of batch {leaf['batch']} do not add up")
                batches.add(leaf["batch"])
                if leaf["customers"]:
                    customers.add(leaf["batch"])
                brought += leaf["customers"]
            elif leaf["kind"] == "supersession":
                for item in leaf["of"]:
                    need(legacy or item["batch"] in batches, f"there is no batch {item['batch']} to be corrected")
                    brought -= item["rows"] if item["batch"] in customers else 0
            elif leaf["kind"] == "exception":
                excepted.add(leaf["record"])
            elif leaf["kind"] == "erasure":  # A guest's orders leave a place too, where no customer record was.
                erased.add(leaf["record"])
                gone += leaf.get("customers", 1)
        need(all(place < self.records[0] for place in excepted | erased), "there is no such place")
        # Not where the audit says itself that rows are not those of the ledger.
        if not legacy and not self.audit["findings"].get("row-changed", 0):
            need(self.audit["exceptions"] <= len(excepted - erased), "exceptions are counted that no leaf grants")
            need(self.audit["verdicts"]["erased"] == len(erased), "other records are erased than by the ledger")
            need(brought == self.living + gone, "other records are counted than were imported")

    def census_proof(self):
        head, _, note = self.file("census.tlog-proof").partition(b"\n\n")
        parts = head.decode("utf-8", "replace").split("\n")
        need(parts[0] == "c2sp.org/tlog-proof@v1", "not a tlog-proof")
        if parts[1].startswith("extra "):
            need(unbase64(parts[1][6:]), "the extra data are not base64")
            del parts[1]
        parts = parts[1:]
        need(parts and parts[0] == f"index {self.audit_index}", "the proof is of another leaf")
        size, root, _ = self.signed_at(Note(note))
        need((size, root) == (self.size, self.root), "the proof leads to another checkpoint")
        check_inclusion(self.lines[self.audit_index], self.audit_index, size, root,
                        [unbase64(line, 32) for line in parts[1:]])

    def report(self):
        data = self.file("report.json")
        report = self.report_json = parse(data)
        need(isinstance(report, dict) and report.get("version") == 1
             and isinstance(report.get("statement"), dict) and isinstance(report["statement"].get("made"), bool),
             "report.json is not of its form")
        need(not set(REPORT) - set(report), f"report.json leaves out {sorted(set(REPORT) - set(report))}")
        need(report["origin"] == self.origin, "another origin")
        need(same(report["ledger"], {"size": self.size, "root": base64.b64encode(self.root).decode()}), "another ledger")
        need(same(report["run"]["number"], self.run), "another run")
        need(report["run"]["rules"] == self.audit["rules"], "other rules")
        need(same(report["records"], self.audit["records"]), "another tree of records")
        for name in ("customers", "unexplained", "verdicts"):
            need(same(report.get(name), self.audit[name]), f"{name} is not what the ledger says")
        found = {item["rule"]: item["open"] for item in report["findings"]}
        positive = lambda counts: {rule: n for rule, n in counts.items() if n}
        need(positive(found) == positive(self.audit["findings"]), "findings are not what the ledger says")
        given = report["exceptions"]
        need((len(given) if isinstance(given, list) else given) == self.audit["exceptions"], "exceptions differ")
        self.by_mall_year(report["by_mall_year"])
        need(report["time_stamped"] is any(name.startswith("timestamp/") for name in self.files), "time_stamped is not so")
        need(report["sample"] == self.sample_told(), "sample is not what sample.json says")
        for name in ("mode", "timely_hours"):
            need(report["run"].get(name) == self.audit[name], f"run.{name} is not what the ledger says")
        for name in ("started_at", "finished_at"):
            said = datetime.datetime.fromisoformat(report["run"][name])
            need(said.tzinfo and said.replace(microsecond=0) == seconds(self.audit[name]),
                 f"run.{name} is not what the ledger says")
        tools = [leaf["tool"] for index, leaf in self.of_kind("rules") if index < self.audit_index]
        need(not tools or report["run"]["tool"] == tools[-1], "run.tool is not what the ledger says")
        listed = {item["batch"]: item for item in report["batches"]}
        for _, leaf in self.of_kind("import"):
            for name in ("file", "sha256", "origin", "supplied_by", "profile", "lines", "set_aside"):
                need(listed[leaf["batch"]][name] == leaf[name], f"batch {leaf['batch']}: {name} is not what the ledger says")
        schema = self.file("report.schema.json")
        need(hashlib.sha256(schema).hexdigest() in SCHEMAS, "report.schema.json is none of the published ones")
        if jsonschema:
            jsonschema.Draft202012Validator(json.loads(schema)).validate(json.loads(data))
        self.report_parts(report)
        print("NOTE  report.json: not compared, as no other file has it: " + UNREAD)

    def report_parts(self, report):
        """What other files of the bundle have too."""
        said = [(item["size"], unbase64(item["root"], 32)) for item in report["checkpoints"]]
        need(said == [head[:2] for head in self.heads], "checkpoints are not those of checkpoints.jsonl")
        told = [(kept, size, seconds(at), reason, group[0][0]) for group in self.recoveries
                for kept, size, _, at, reason in group[1:] + group[:1]]
        need([(item["leaf"], item["lost"], utc(item["at"]), item["reason"], item["told_by"]) for item in report["recoveries"]]
             == told, "recoveries are not those of the ledger")
        changed, changes = self.audit["changed"], report["changes"]
        if changed.get("since_run") is None:
            need(changes is None, "changes of a first run")
        else:
            for name, own in (("since_run", "since_run"), ("customers_new", "customers_new"), ("verdicts_changed", "verdicts"),
                              ("customers_gone", "customers_gone"), ("became_unexplained", "became_unexplained"),
                              ("became_explained", "became_explained")):
                need(own not in changed or same(changes[name], changed[own]), f"changes.{name} is not what the ledger says")
        legacy = self.leaves[0]["records"] or self.leaves[0]["batches"]
        granted = {f"record:{leaf['record']}" for index, leaf in self.of_kind("exception") if index < self.audit_index}
        places = [item["record"] for item in report["exceptions"]]
        need(legacy or (set(places) <= granted and len(set(places)) == len(places)), "an exception that no leaf grants")
        listed = {item["batch"]: item for item in report["batches"]}
        rows = self.rows("batches.csv", IMPORT + ["imported_at"])
        need(len(listed) == len(report["batches"]) and {str(batch) for batch in listed} == {row[0] for row in rows},
             "batches are not those of batches.csv")
        for _, leaf in self.of_kind("import"):
            item = listed[leaf["batch"]]
            need(same(item["taken"], leaf["accepted"] + leaf["replaced"]) and same(item["card_numbers"], leaf["card_numbers"]),
                 f"batch {leaf['batch']} is not what the ledger says")
        census = self.rows("census.csv", "mall merchant collected_year verdict records".split())
        malls = [item["id"] for item in report["malls"]]
        need(len(set(malls)) == len(malls) and set(malls) == {row[0] for row in census} - {""}, "malls are not those of census.csv")
        counted, merchants = {}, {}
        for row in census:
            counted[row[1], row[3]] = counted.get((row[1], row[3]), 0) + int(row[4])
        for item in report["by_merchant"]:
            for verdict, n in item["verdicts"].items():
                need((item["merchant"], verdict) not in merchants and count(n), "by_merchant has a merchant twice")
                merchants[item["merchant"], verdict] = n
        need({cell: n for cell, n in merchants.items() if n} == counted, "by_merchant is not what census.csv says")
        groups = [(int(row[0]), row[1] or None, int(row[2]))
                  for row in self.rows("unexplained.csv", "batch registered_on records".split())]
        arrivals = report["unexplained_arrivals"]
        largest = [(item["batch"], item["registered_on"], item["records"]) for item in arrivals["largest"]]
        others = groups[len(largest):]
        need(largest == groups[:len(largest)] and arrivals["other_groups"] == len(others)
             and arrivals["other_records"] == sum(group[2] for group in others),
             "unexplained_arrivals are not those of unexplained.csv")

    def by_mall_year(self, groups):
        """The census without its merchants."""
        said, counted = {}, {}
        for group in groups:
            need(isinstance(group["mall"], str) and (group["year"] is None or count(group["year"])), "a strange group")
            for verdict, n in group["verdicts"].items():
                cell = group["mall"], "" if group["year"] is None else str(group["year"]), verdict
                need(cell not in said and count(n), "by_mall_year has a group twice")
                said[cell] = n
        for row in self.rows("census.csv", "mall merchant collected_year verdict records".split()):
            cell = row[0], row[2], row[3]
            counted[cell] = counted.get(cell, 0) + int(row[4])
        need({cell: n for cell, n in said.items() if n} == counted, "by_mall_year is not what census.csv says")

    def sample_told(self):
        """What report.json has to say of the sample."""
        if "sample.json" not in self.files:
            return None
        sample = parse(self.file("sample.json"))
        return {**{name: sample["result"][name] for name in ("drawn", "exceptions", "erased")},
                "confidence_per_mille": math.floor(Fraction(sample["confidence"]) * 1000),
                "bound_millionths": math.ceil(Fraction(sample["result"]["bound"]) * 10**6)}

    def rows(self, name, columns):
        data = self.file(name).decode("utf-8", "strict")
        need(not data or data.endswith("\n"), f"{name} is cut")
        need("\r" not in "".join(data.split('"')[::2]), f"{name} has a line that ends otherwise than in a line feed")
        rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))
        need(rows and rows[0] == columns, f"{name} has other columns")
        need(all(len(row) == len(columns) for row in rows), f"{name} has a row of another length")
        return rows[1:]

    def census(self):
        self.cells, sums = {}, dict.fromkeys(VERDICTS, 0)
        for row in self.rows("census.csv", "mall merchant collected_year verdict records".split()):
            need(tuple(row[:4]) not in self.cells and row[3] in sums and re.fullmatch("[1-9][0-9]*", row[4]),
                 "census.csv has a strange row")
            self.cells[tuple(row[:4])] = int(row[4])
            sums[row[3]] += int(row[4])
        need(sums == self.audit["verdicts"], "census.csv does not sum to the audit's verdicts")

    def findings(self):
        counts = {}
        for row in self.rows("findings.csv", "rule severity subject_kind subject_id detail".split()):
            counts[row[0]] = counts.get(row[0], 0) + 1
        need(counts == {rule: n for rule, n in self.audit["findings"].items() if n}, "other numbers than the audit's")

    def batches(self):
        imports = self.of_kind("import")
        known = {str(leaf["batch"]): leaf for _, leaf in imports}
        need(len(known) == len(imports), "a batch is in the ledger twice")
        self.batch_numbers, self.sealed_files, older = set(), set(), 0
        for row in self.rows("batches.csv", IMPORT + ["imported_at"]):
            need(row[0] not in self.batch_numbers, f"batch {row[0]} is listed twice")
            self.batch_numbers.add(row[0])
            if row[0] not in known:
                older += 1
                self.sealed_files.add(row[2])
                continue
            said = ["" if known[row[0]][name] is None else str(known[row[0]][name]) for name in IMPORT]
            need(row[:-1] == said, f"batch {row[0]} is not what the ledger says")
            need(row[-1] == known[row[0]]["at"], f"batch {row[0]} was imported at another time")
        need(set(known) <= self.batch_numbers, "a batch of the ledger is not listed")
        need(older == self.leaves[0]["batches"], "batches are listed that the ledger does not have")

    def unexplained(self):
        rows = self.rows("unexplained.csv", "batch registered_on records".split())
        need(all(row[0] in self.batch_numbers and re.fullmatch("[1-9][0-9]*", row[2]) for row in rows), "a strange row")
        need(sum(int(row[2]) for row in rows) == self.audit["unexplained"], "it sums to another number")

    def legacy(self):
        leaf = self.leaves[0]
        if any(leaf[name] for name in ("batches", "records", "runs")):
            raise Skipped("there was something before the ledger; only the number of its batches was compared")
        need(leaf["sha256"] == hashlib.sha256(b"").hexdigest(), "the seal of nothing is another one")

    def rule_files(self):
        names = [name for folder in ("audit/", "rules/") for name in sorted(self.files, key=str.encode)
                 if name.startswith(folder)]
        digest = hashlib.sha256(b"".join(self.files[name] for name in names)).hexdigest()
        need(names and digest == self.audit["rules"], "their hash is not the audit's")
        recorded = [leaf["sha256"] for index, leaf in self.of_kind("rules") if index < self.audit_index]
        need(recorded and recorded[-1] == digest, "they are not those recorded before the audit")

    def statement(self):
        clear = self.audit["unexplained"] == 0 and self.audit["verdicts"]["purchased"] == 0 and not any(
            self.audit["findings"].get(rule, 0) for rule in ("row-changed", "erased-reappeared", "undeclared-batch"))
        declared = set()
        for index, leaf in reversed(list(self.of_kind("import"))):
            if index < self.audit_index and leaf["origin"] != "unknown":
                declared.add(leaf["sha256"])
            elif index < self.audit_index and leaf["accepted"] + leaf["replaced"] > 0:
                clear = clear and leaf["sha256"] in declared
        bought = self.audit["findings"].get("purchased-batch", 0) > 0 or any(
            leaf["origin"] == "purchased" and leaf["accepted"] + leaf["replaced"] > 0
            for _, leaf in self.of_kind("import"))
        made = self.report_json["statement"]["made"]
        need(not made or (clear and not bought), "it is stated although it may not be")
        need(made or not clear or bought, "it is held back although it may be stated")

    # --- The sample
    def sample_commitment(self, path):
        data = self.files.get("sample.json")
        if path:
            with open(path, "rb") as file:
                given = file.read()
            need(data in (None, given), "the file of --sample is another one than the bundle's")
            data = given
        if data is None:
            raise Skipped("there is no sample")
        s = self.sample = parse(data)
        need(same(s["version"], 1) and s["method"] == "rivest-sampler" and list(s) == SAMPLE
             and list(s["records"]) == ["size", "root"] and list(s["committed"]) == ["leaf", "nonce_sha256"]
             and all(list(draw) == "draw index leaf proof exception".split() for draw in s["draws"])
             and list(s["result"]) == "drawn exceptions erased bound bound_live".split(), "not of its form")
        need(s["run"] == self.run and s["records"] == self.audit["records"], "a sample of another audit")
        index = s["committed"]["leaf"]
        need(self.audit_index < index < len(self.leaves), "no commitment after the audit")
        leaf = self.leaves[index]
        need(leaf["kind"] == "sample" and leaf["run"] == self.run, "no commitment for this audit")
        need(all(leaf[name] == s[name] for name in ("confidence", "tolerable", "stratified")), "other terms")
        digest = hashlib.sha256(s["nonce"].encode()).hexdigest()
        need(leaf["nonce_sha256"] == s["committed"]["nonce_sha256"] == digest, "not the nonce committed to")
        need(len(s["nonce"].encode()) >= 24 and len(set(s["nonce"].encode())) >= 4, "the nonce can be guessed from its hash")
        note = Note(s["checkpoint"].encode())
        size, root, _ = self.signed_at(note)
        need((size, root) == next(head[:2] for head in self.heads if head[0] > index), "not the first checkpoint after")
        need(not any(entry["nonce_sha256"] == digest for at, entry in self.of_kind("sample") if at < index),
             "the nonce was committed to before")
        need(not any(index < at < size for at, _ in self.of_kind("recovery")),
             "the ledger was set back between the commitment and the checkpoint: the seed is not bound")
        seed = hashlib.sha256(b"yurai.sample/v1\n" + note.text + s["nonce"].encode()).hexdigest()
        need(seed == s["seed"], "the seed is another one")
        self.sample_terms = Terms(s["confidence"], s["tolerable"])
        self.draws = [(draw, parse(draw["leaf"])) for draw in s["draws"]]

    def sample_answered(self):
        """Each commitment was answered: a bundle shows the sample of its own run, if any."""
        shown = self.sample["committed"]["leaf"] if hasattr(self, "draws") else None
        unanswered = [(leaf["run"], index) for index, leaf in self.of_kind("sample") if index != shown]
        if unanswered:
            raise Skipped("promised, and not here: " + ", ".join(f"run {run} (leaf {index})" for run, index in unanswered[-5:]))

    def stratum(self, leaf):
        if leaf[0] == "yurai.empty/v1":
            return None
        return (leaf[1] if self.sample["stratified"] == "mall" else leaf[2]) or ""

    def strata(self):
        found, place = {}, 0 if self.sample["stratified"] == "mall" else 1
        for cell, n in self.cells.items():
            if cell[3] != "erased":
                found[cell[place]] = found.get(cell[place], 0) + n
        return found

    def sample_draws(self):
        s, population = self.sample, self.records[0]
        places = [(draw["draw"], draw["index"]) for draw, _ in self.draws]
        drawing = picks(s["seed"], population)
        if s["stratified"] is None:
            size = self.sample_terms.size(population)
            need(s["size"] == size == len(places), f"{size} draws are needed, {len(places)} are there")
            need(places == [next(drawing) for _ in range(size)], "not the places that the seed gives")
            return
        table = b"".join(f"{n} {name}\n".encode() for name, n in sorted(self.strata().items(), key=lambda i: i[0].encode()))
        need(self.leaves[s["committed"]["leaf"]].get("strata") == hashlib.sha256(table).hexdigest(),
             "the strata are not those committed to")
        missing = {name: self.sample_terms.size(n) for name, n in self.strata().items()}
        need(s["size"] == sum(missing.values()), "another sum of the strata")
        for place, (_, leaf) in zip(places, self.draws):
            need(any(n > 0 for n in missing.values()) and next(drawing, None) == place, "not the places")
            if self.stratum(leaf) in missing:
                missing[self.stratum(leaf)] -= 1
        need(all(n <= 0 for n in missing.values()) or len(places) == population, "it ends too early")

    def sample_leaves(self):
        need(self.draws, "nothing was drawn")
        counted = {}
        for draw, leaf in self.draws:
            check_inclusion(draw["leaf"].encode(), draw["index"], *self.records,
                            [unbase64(text, 32) for text in draw["proof"]])
            if leaf == ["yurai.empty/v1"]:
                continue
            need(len(leaf) == 8 and leaf[0] == "yurai.record/v1" and leaf[6] in VERDICTS, "a strange leaf")
            cell = (leaf[1] or "", leaf[2] or "", (leaf[4] or "")[:4], leaf[6])
            counted[cell] = counted.get(cell, 0) + 1
            need(counted[cell] <= self.cells.get(cell, 0), f"record {draw['index']} is not in the census")
            need(str(leaf[5]) in self.batch_numbers, f"record {draw['index']} has no batch")

    def sample_result(self):
        excepted = {leaf["record"] for index, leaf in self.of_kind("exception") if index < self.audit_index}
        for draw, leaf in self.draws:
            mark, verdict = draw["exception"], leaf[6] if len(leaf) == 8 else "erased"
            allowed = {"erased"} if verdict == "erased" else {None, "unopened"} if verdict in EXPLAINED else \
                {"unexplained", "unopened"} | ({None} if draw["index"] in excepted else set())
            need(mark in allowed, f"record {draw['index']} is not marked as its leaf says")
        drawn = len(self.draws)
        marked = sum(draw["exception"] is not None for draw, _ in self.draws)
        erased = sum(draw["exception"] == "erased" for draw, _ in self.draws)
        result = self.sample["result"]
        need((result["drawn"], result["exceptions"], result["erased"]) == (drawn, marked, erased), "other counts")
        for said, bound in zip((result["bound"], result["bound_live"]), self.bounds(set())):
            need(abs(Fraction(said) - bound) <= Fraction(6, 10**9), f"the bound is {float(bound):.8f}")
        print(f"NOTE  sample: {self.supported(set())}")
        gone = {leaf["record"] for index, leaf in self.of_kind("erasure") if index > self.audit_index}
        since = {draw["index"] for draw, leaf in self.draws if self.is_to_be_opened(draw, leaf)} & gone
        if since:
            print(f"NOTE  sample: {len(since)} of those drawn were erased since the audit; where the annex does not open "
                  f"them: {self.supported(since)}")

    @staticmethod
    def is_to_be_opened(draw, leaf):
        return len(leaf) == 8 and leaf[6] != "erased" and draw["exception"] != "unopened"

    def bounds(self, closed):
        """The two bounds, where the records at these places cannot be opened either."""
        share = self.sample_terms.share
        bad = lambda draw: draw["exception"] is not None or draw["index"] in closed
        drawn, marked = len(self.draws), sum(bad(draw) for draw, _ in self.draws)
        erased = sum(draw["exception"] == "erased" for draw, _ in self.draws)
        if self.sample["stratified"] is None:
            return share(self.records[0], drawn, marked), share(self.living, drawn - erased, marked - erased)
        bounds = Fraction(0), Fraction(0)
        for name, population in self.strata().items():
            own = [draw for draw, leaf in self.draws if self.stratum(leaf) == name]
            k = sum(map(bad, own))
            bounds = (max(bounds[0], share(population, len(own), min(len(own), k + erased))),
                      max(bounds[1], share(population, len(own), k)))
        return bounds

    def supported(self, closed):
        """What the sample supports, in words."""
        found = sum(draw["exception"] is not None or draw["index"] in closed for draw, _ in self.draws)
        erased = sum(draw["exception"] == "erased" for draw, _ in self.draws)
        bound, living = (f"{math.ceil(bound * 10**6) / 10**4:.4f}%" for bound in self.bounds(closed))
        return f"{found} exceptions, {erased} of them erased; at most {bound}, {living} without the erased"

    def timestamp(self, authority):
        if not any(name.startswith("timestamp/") for name in self.files):
            raise Skipped("there is no time stamp")
        stamped, answer = self.file("timestamp/checkpoint"), self.file("timestamp/checkpoint.tsr")
        own = {(key.name, key.id) for key in self.log_keys}
        kept = [line for name, identity, _, line in self.note.signatures if (name, identity) in own]
        need(stamped == self.note.text + b"\n" + "".join(line + "\n" for line in kept).encode(), "not this checkpoint")
        need(imprint(answer) == ((6, bytes.fromhex("608648016503040201")), (4, sha256(stamped))),
             "the answer is to something else")
        if authority:
            with tempfile.TemporaryDirectory() as folder:
                for name, data in (("data", stamped), ("answer", answer)):
                    with open(os.path.join(folder, name), "wb") as file:
                        file.write(data)
                done = subprocess.run(["openssl", "ts", "-verify", "-data", "data", "-in", "answer", "-CAfile",
                                       os.path.abspath(authority)], cwd=folder, capture_output=True, check=False)
                need(done.returncode == 0, "the authority's signature is wrong")

    def continues(self, path):
        if not path:
            raise Skipped("no --previous")
        old = Bundle(path)
        for step in (old.manifest, old.check_files, old.checkpoint, old.ledger):
            step()
        need(old.origin == self.origin, "it is of another ledger")
        same = next((n for n, pair in enumerate(zip(old.lines, self.lines)) if pair[0] != pair[1]),
                    min(old.size, self.size))
        for told in self.recoveries:
            index, _, _, at, reason = told[0]
            if index == same < old.size and any(size > old.size or (size, root) == (old.size, old.root)
                                                for _, size, root, _, _ in told):
                hidden = [leaf["at"] for leaf in map(parse, old.lines[same:]) if leaf["kind"] == "recovery"
                          for item in [leaf] + leaf.get("earlier", [])
                          if (item["kept"], item["lost"]["size"], unbase64(item["lost"]["root"], 32), item["at"],
                              item["reason"]) not in told]
                raise Refused(f"by the operator's own account (leaf {index}, {at}) the ledger was set back to {index} "
                              f"leaves; leaves {index} to {old.size - 1} of the earlier bundle are gone"
                              + "".join(f"; it tells of a recovery ({at}) that is not named any more" for at in hidden))
        need(old.size <= self.size and old.run <= self.run,
             f"it had {old.size} leaves, and there are {self.size}")
        if roots(self.lines, [old.size])[old.size] != old.root:
            shared = {key.text for key in old.note.signers(old.log_keys)} & self.heads[-1][2]
            raise Refused("history was rewritten" + (": both are signed by one key, which proves it" if shared else ""))
        need(old.lines == self.lines[:old.size], "leaves differ")
        need((old.size, old.root) in [head[:2] for head in self.heads], "its checkpoint is left out")
        need({key.text for key in old.note.signers(old.log_keys)} & {key.text for key in self.active(old.size)},
             "its key is not recorded")

    def annex(self, path):
        if not path:
            raise Skipped("no --annex")
        expected = {draw["index"]: leaf for draw, leaf in self.draws if self.is_to_be_opened(draw, leaf)}
        told, closed, later, changed, unseen = {}, {}, [], {}, []
        with open(path, "rb") as file:
            for line in lines(file.read(), "the annex"):
                entry = parse(line)
                need(list(entry) in (SHOWN, SHOWN + SINCE, CLOSED), "a line is not of its form")
                leaf = expected.pop(entry["index"], None)
                need(leaf, f"record {entry['index']} was not drawn, or comes twice")
                if list(entry) == CLOSED:
                    closed[entry["index"]] = entry["leaf"]
                    later += [] if self.is_shown(entry, leaf) else [entry["leaf"]]
                    continue
                standing, is_changed = self.opened(entry, leaf)
                told[standing] = told.get(standing, 0) + 1
                if is_changed:
                    changed[entry["index"]] = entry["since"]
                if "since" in entry and not self.has_leaf(entry["since"]):
                    unseen.append(entry["since"])
        need(not expected, f"records are left out: {sorted(expected)[:5]}")
        for standing, n in sorted(told.items()):
            print(f"NOTE  annex: {n} records: {standing}")
        if closed:
            print(f"NOTE  annex: {len(closed)} records cannot be opened any more (leaves {sorted(closed.values())[:5]})")
        if changed:
            print(f"NOTE  annex: {len(changed)} records are not shown where and when the audit had them (leaves "
                  f"{sorted(changed.values())[:5]})")
        if closed or changed:
            print(f"NOTE  annex: they count as exceptions: {self.supported(set(closed) | set(changed))}")
        if later or unseen:
            raise Skipped("; ".join(
                f"{len(leaves)} records are said to be {what} leaves that this bundle does not have yet: {leaves[:5]}"
                for leaves, what in ((later, "closed by"), (unseen, "shown by other events since")) if leaves))

    def has_leaf(self, number):
        return number < len(self.leaves)

    def is_shown(self, entry, leaf):
        """The leaf after the audit that says that a record drawn was erased, or that rows of its batch were corrected."""
        index, number = entry["index"], entry["leaf"]
        need(count(number) and entry["closed"] in ("erased", "corrected"), "a line is not of its form")
        if number >= len(self.leaves):
            return False
        said = self.leaves[number]
        need(number > self.audit_index and (
            said["kind"] == "erasure" and said["record"] == index if entry["closed"] == "erased" else
            said["kind"] == "supersession" and any(item["batch"] == leaf[5] for item in said["of"])),
             f"record {index} is withheld: leaf {number} does not say that it was {entry['closed']} after the audit")
        return True

    def opened(self, entry, leaf):
        """A record opens its leaf, and what is shown of its events bears the leaf out. Says what of them was compared, and
        whether they do not any more, by what came in after the audit."""
        index, record = entry["index"], parse(entry["record"])
        need(sha256(unbase64(entry["salt"], 32) + entry["record"].encode()) == unbase64(leaf[7], 32),
             f"record {index} does not open its commitment")
        sources = {leaf["batch"]: (leaf["file"], leaf["sha256"]) for _, leaf in self.of_kind("import")}
        own = entry["source"]["file"], entry["source"]["sha256"]
        need(len(record) == 12 and record[0] == "yurai.customer/v1" and record[3] == leaf[5]
             and record[4] == entry["source"]["line"] and sources.get(leaf[5], own) == own,
             f"the source of record {index} is another")
        trail, shown = entry["trail"], entry["evidence"]
        need(trail["customer"] == record[1], f"the trail of record {index} is another customer's")
        need(set(shown) <= {event["event"] for event in trail["trail"]}, f"record {index}: evidence of no event")
        for values in shown.values():
            need(values and set(values) <= set().union(*KINDS.values())
                 and all(isinstance(value, str) and value for value in values.values()), f"record {index}: strange evidence")
        for event in trail["trail"]:
            need(all(KINDS[kind] & set(shown.get(event["event"], {})) for kind in event["evidence"]),
                 f"record {index}: {event['event']} is said to have evidence that is not shown")
        if leaf[6] not in PLACED:
            need("since" not in entry, f"record {index} is marked, and its verdict rests on no placed event")
            return "the verdict rests on no placed event", False
        # A leaf counts its records, of which one may be several lines: no file has more lines than bytes.
        sizes = {leaf["sha256"]: leaf["bytes"] for at, leaf in self.of_kind("import") if at < self.audit_index}
        sealed = self.sealed_files if self.leaves[0]["batches"] else set()
        def there(source):
            if source["sha256"] in sizes:
                return count(source["line"]) and 0 < source["line"] <= sizes[source["sha256"]]
            return source["sha256"] in sealed
        def more(digest, size):
            """Counts the lines of a file that the ledger did not have, of so many bytes."""
            return lambda source: there(source) or (
                source["sha256"] == digest and digest not in sizes and digest not in sealed
                and count(source["line"]) and 0 < source["line"] <= size)
        events = [(*when(event["occurred_at"]), event) for event in trail["trail"]]
        def found(counts):
            placed = [item for item in events if item[2]["placed"] is True and counts(item[2]["source"])]
            return [event for order, time, event in placed if order == min(item[0] for item in placed)
                    and [identity(event["mall"]), identity(event["merchant"])] == leaf[1:3] and leaf[4] in days(event, time)]
        if "since" in entry:
            files = self.corrected_by(entry)
            need(not found(there), f"record {index} is marked, and bears its leaf out by the files of the audit")
            if files is None:
                files = [(event["source"]["sha256"], math.inf) for _, _, event in events]
            if any(found(more(*file)) for file in files):
                return ("the earliest placed event is of a file that corrected rows after the audit, and of the leaf's mall, "
                        f"merchant and day: compare the file before the correction too (leaf {entry['since']})"), False
            return f"the earliest placed event is not the leaf's any more (leaf {entry['since']})", True
        need(any(event["placed"] is True and there(event["source"]) for _, _, event in events),
             f"the trail of record {index} has no placed event in a file that the ledger had at the audit")
        need(found(there), f"the earliest placed event of record {index} is not of its leaf's mall, merchant and day")
        if any(event["source"]["sha256"] in sizes for event in found(there)):
            return "the earliest placed event is of a file in the ledger, and of the leaf's mall, merchant and day", False
        return "the earliest placed event is of a file from before the ledger; only mall, merchant and day were compared", False

    def corrected_by(self, entry):
        """The file that a leaf after the audit says to have corrected rows, by its hash and size, in a list; None where the bundle
        does not have the leaf yet."""
        number = entry["since"]
        need(count(number), "a line is not of its form")
        if not self.has_leaf(number):
            return None
        said = self.leaves[number]
        need(number > self.audit_index and said["kind"] in ("import", "supersession"),
             f"record {entry['index']} is shown otherwise, and leaf {number} is no import or correction after the audit")
        if said["kind"] == "import":
            return []
        return [(leaf["sha256"], leaf["bytes"]) for _, leaf in self.of_kind("import") if leaf["batch"] == said["batch"]][-1:]

    def one_record(self, path):
        if not path:
            raise Skipped("no --record")
        with open(path, "rb") as file:
            found = lines(file.read(), "the record")
        need(len(found) == 1, "it is not one line")
        entry = parse(found[0])
        members = "run records leaf proof".split()
        need(list(entry) in (SHOWN + members, SHOWN + SINCE + members), "it is not of its form")
        need(entry["run"] == self.run, f"it is of run {entry['run']}")
        need((entry["records"]["size"], unbase64(entry["records"]["root"], 32)) == tuple(self.records),
             "it is of another records' tree")
        check_inclusion(entry["leaf"].encode(), entry["index"], *self.records, [unbase64(text, 32) for text in entry["proof"]])
        leaf = parse(entry["leaf"])
        need(len(leaf) == 8 and leaf[0] == "yurai.record/v1", "the place is empty")
        standing, is_changed = self.opened(entry, leaf)
        print(f"NOTE  record: {standing}")
        need((leaf[1] or "", leaf[2] or "", (leaf[4] or "")[:4], leaf[6]) in self.cells, "it is not in the census")
        need(str(leaf[5]) in self.batch_numbers, "it has no batch")
        if is_changed:
            raise Skipped("it is to be taken for an exception")
        if "since" in entry and not self.has_leaf(entry["since"]):
            raise Skipped(f"it is said to be shown by other events since leaf {entry['since']}, which this bundle does not have yet")


def when(text):
    """The second of an event, and its time; what has none may be older than all."""
    if text is None:
        return -math.inf, None
    time = datetime.datetime.fromisoformat(text)
    need(time.tzinfo, "a time without an offset")
    return math.floor(time.replace(microsecond=0).timestamp()), time


def identity(party):
    return None if party is None else party["id"]


def days(event, time):
    """The day by the event's own clock; where there is no mall to tell the time, Japan's too."""
    if time is None:
        return [None]
    own = [event["occurred_at"][:10]]
    return own if event["mall"] and event["mall"]["name"] is not None else own + [str(time.astimezone(JAPAN).date())]


def witnesses(bundle, pinned):
    keys = [Key(text) for text in pinned]
    need(all(key.kind == 4 for key in keys), "not a witness's key")
    need(not {key.public for key in keys} & {key.public for key in bundle.log_keys}, "a witness's key is the log's own")
    found = {key.text for key in bundle.note.signers(keys)}
    for key in keys:
        need(key.text in found, f"{key.name} has not cosigned")
    if keys:
        return
    if not bundle.cosigners:
        raise Skipped("no witness has signed")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("bundle")
    arguments.add_argument("--key")
    arguments.add_argument("--witness", action="append", default=[])
    arguments.add_argument("--previous")
    arguments.add_argument("--sample", help="sample.json, where the bundle was written before the draw")
    arguments.add_argument("--annex")
    arguments.add_argument("--record", help="one record that was not drawn")
    arguments.add_argument("--ca", help="certificate of the time-stamping authority")
    given = arguments.parse_args()
    if not os.path.isdir(given.bundle):
        print(f"{given.bundle} is no folder", file=sys.stderr)
        return 1
    print(f"openssl and hashlib; aics-tlog: {'yes' if aics_tlog else 'not installed'}; "
          f"jsonschema: {'yes' if jsonschema else 'not installed'}")
    try:
        bundle = Bundle(given.bundle)
    except Refused as error:
        print(f"FAIL  files: {error}")
        return 2
    steps = [
        ("manifest", bundle.manifest), ("files", bundle.check_files), ("checkpoint", bundle.checkpoint),
        ("witnesses", lambda: witnesses(bundle, given.witness)), ("ledger", bundle.ledger), ("leaves", bundle.leaf_forms),
        ("keys", bundle.key_terms), ("history", bundle.history), ("recoveries", bundle.set_back), ("key", lambda: bundle.pinned(given.key)),
        ("run", bundle.latest_audit), ("census-proof", bundle.census_proof), ("report", bundle.report),
        ("census", bundle.census), ("findings", bundle.findings), ("batches", bundle.batches),
        ("unexplained", bundle.unexplained), ("legacy", bundle.legacy),
        ("rules", bundle.rule_files), ("statement", bundle.statement),
        ("sample-commitment", lambda: bundle.sample_commitment(given.sample)), ("sample-draws", bundle.sample_draws),
        ("sample-leaves", bundle.sample_leaves), ("sample-result", bundle.sample_result),
        ("sample-answered", bundle.sample_answered),
        ("timestamp", lambda: bundle.timestamp(given.ca)), ("previous", lambda: bundle.continues(given.previous)),
        ("annex", lambda: bundle.annex(given.annex)), ("record", lambda: bundle.one_record(given.record)),
    ]
    failed = False
    for name, step in steps:
        if name in ("sample-draws", "sample-leaves", "sample-result") and not hasattr(bundle, "draws"):
            print(f"--    {name}: no sample to check")
            continue
        try:
            step()
            print(f"ok    {name}")
        except Skipped as why:
            print(f"--    {name}: {why}")
        except Refused as why:
            failed = True
            print(f"FAIL  {name}: {why}")
        except Exception as error:  # Something is not of its form; also all that builds on what failed.
            failed = True
            print(f"FAIL  {name}: {type(error).__name__}: {str(error).splitlines()[:1]}")
    if failed:
        print("NOT VERIFIED")
        return 2
    print("VERIFIED" if given.key else "INTERNALLY CONSISTENT: no key was pinned")
    return 0


if __name__ == "__main__":
    sys.exit(main())
