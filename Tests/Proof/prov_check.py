#!/usr/bin/env python3
"""Checks what `yurai trace --format prov-json` and `--lineage` write, with tools that nobody here wrote.

    pip install prov jsonschema openlineage-python
    python3 Tests/Proof/prov_check.py .build/debug/yurai

It generates a small mall, imports and audits it, and then
  - validates the PROV document with the W3C submission's schema (in the wheel of prov) and loads it with prov;
  - checks PROV's ordering constraints and this project's own promises, for which there is no library;
  - rebuilds every OpenLineage event from the classes of OpenLineage's own client, and validates it with the schemas
    beside this file;
  - breaks good documents on purpose, and expects each to be refused.

With `--specification DIR`, the folder `spec` of OpenLineage's repository as it was at version 2-0-2, events and facets are
validated with its schemas too. (They are under Apache-2.0 and in no package, so that they are not here.)

Ends with 0 and `N passed, 0 failed`, or with 1. Without PGHOST it runs on a private server of its own.
`--have-packages` only tells, by the exit code, whether the packages are there.
"""
import argparse
import collections
import copy
import csv
import datetime
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import warnings

try:
    import jsonschema
    import prov
    import prov.model
    import referencing
    from openlineage.client import event_v2, facet_v2
    from openlineage.client.serde import Serde
except ImportError as error:
    if "--have-packages" in sys.argv:
        sys.exit(1)
    sys.exit(f"{error}: pip install prov jsonschema openlineage-python")

HERE = pathlib.Path(__file__).parent
RELATIONS = {
    "wasGeneratedBy": ("prov:entity", "prov:activity"),
    "used": ("prov:entity", "prov:activity"),
    "wasInvalidatedBy": ("prov:entity", "prov:activity"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity", "prov:activity"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasAssociatedWith": ("prov:activity", "prov:agent", "prov:plan"),
    "actedOnBehalfOf": ("prov:delegate", "prov:responsible", "prov:activity"),
    "hadMember": ("prov:collection", "prov:entity"),
}
KIND = {
    "prov:entity": "entity", "prov:generatedEntity": "entity", "prov:usedEntity": "entity",
    "prov:collection": "entity", "prov:plan": "entity", "prov:activity": "activity",
    "prov:agent": "agent", "prov:delegate": "agent", "prov:responsible": "agent",
}


# ---- PROV ----------------------------------------------------------------------------------------------------

def no_repeats(pairs):
    """Of a repeated key a JSON reader keeps the last without a word."""
    keys = [key for key, _ in pairs]
    repeated = [key for key, count in collections.Counter(keys).items() if count > 1]
    if repeated:
        raise ValueError(f"repeated keys: {repeated[:3]}")
    return dict(pairs)


def types(element):
    value = element.get("prov:type", [])
    return {kind["$"] for kind in (value if isinstance(value, list) else [value])}


def schema_errors(document):
    """By the schema of the W3C submission."""
    path = pathlib.Path(prov.__file__).parent / "tests" / "schemas" / "prov-json.schema.json"
    validator = jsonschema.Draft4Validator(json.loads(path.read_text()))
    return [error.message[:200] for error in validator.iter_errors(document)]


def load_errors(text):
    """By the library, with every warning taken for an error; and what it read is what it writes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            first = prov.model.ProvDocument.deserialize(content=text, format="json")
            again = prov.model.ProvDocument.deserialize(content=first.serialize(format="json"), format="json")
    except Exception as error:  # whatever it says of a broken document
        return [f"prov: {type(error).__name__}: {error}"[:200]]
    document = json.loads(text)
    written = sum(len(document.get(name, {})) for name in [*RELATIONS, "entity", "activity", "agent"])
    read = len(list(first.get_records()))
    errors = [] if first == again else ["prov: it does not come back as it was"]
    return errors + ([] if read == written else [f"prov: {read} of {written} statements were read"])


def constraint_errors(document):
    """PROV-CONSTRAINTS as far as they bear on a trail, and the promises of Docs/prov.md."""
    errors = []
    sections = {name: document.get(name, {}) for name in [*RELATIONS, "entity", "activity", "agent"]}
    entities, activities = sections["entity"], sections["activity"]
    if set(entities) & set(activities):
        errors.append("an id is both an entity and an activity (constraint 55)")
    for name, keys in RELATIONS.items():
        for identifier, relation in sections[name].items():
            for key in keys:
                if key in relation and relation[key] not in sections[KIND[key]]:
                    errors.append(f"{name} {identifier}: {key} {relation[key]} is not in the document")
    if errors:
        return errors

    def when(text):
        return None if text is None else datetime.datetime.fromisoformat(text)

    def after(earlier, later):
        return earlier is not None and later is not None and earlier > later

    bounds = {
        name: (when(activity.get("prov:startTime")), when(activity.get("prov:endTime")))
        for name, activity in activities.items()
    }
    for name, (start, end) in bounds.items():
        if after(start, end):
            errors.append(f"{name} ends before it starts (30)")
    generated, generator, ended = {}, {}, {}
    for relation in sections["wasGeneratedBy"].values():
        entity = relation["prov:entity"]
        if entity in generator:
            errors.append(f"{entity} is generated twice (24, 39)")
        generator[entity] = relation["prov:activity"]
        generated[entity] = when(relation.get("prov:time"))
    for relation in sections["wasInvalidatedBy"].values():
        entity = relation["prov:entity"]
        if entity in ended:
            errors.append(f"{entity} is invalidated twice (40)")
        ended[entity] = when(relation.get("prov:time"))
        if "yurai:Tenancy" not in types(entities[entity]):
            errors.append(f"{entity} is invalidated, and is no tenancy")
        if after(generated.get(entity), ended[entity]):
            errors.append(f"{entity} is invalidated before it is generated (36)")
    usage = collections.defaultdict(set)
    for identifier, relation in sections["used"].items():
        entity, time = relation["prov:entity"], when(relation.get("prov:time"))
        usage[relation["prov:activity"]].add(entity)
        if after(generated.get(entity), time):
            errors.append(f"{identifier}: {entity} is used before it is generated (37)")
        if after(time, ended.get(entity)):
            errors.append(f"{identifier}: {entity} is used after it is invalidated (38)")
    for name in ["wasGeneratedBy", "used", "wasInvalidatedBy"]:
        for identifier, relation in sections[name].items():
            start, end = bounds.get(relation.get("prov:activity"), (None, None))
            time = when(relation.get("prov:time"))
            if after(start, time) or after(time, end):
                errors.append(f"{name} {identifier} is outside of its activity (33, 34, 35)")
    sources, revisions = collections.defaultdict(set), collections.defaultdict(set)
    for identifier, relation in sections["wasDerivedFrom"].items():
        new, old = relation["prov:generatedEntity"], relation["prov:usedEntity"]
        if after(generated.get(old), generated.get(new)):
            errors.append(f"{identifier}: {new} is older than {old} (41, 42)")
        (sources if "prov:PrimarySource" in types(relation) else revisions)[new].add(old)
        if "prov:activity" in relation:
            if generator.get(new) != relation["prov:activity"] or old not in usage[relation["prov:activity"]]:
                errors.append(f"{identifier}: its activity did not use {old} and generate {new}")
    collectors = collections.defaultdict(list)
    roles = collections.defaultdict(set)
    for relation in sections["wasAssociatedWith"].values():
        role = relation.get("prov:role", {}).get("$")
        roles[relation["prov:activity"]].add((role, relation["prov:agent"]))
        if role == "yurai:Collector":
            collectors[relation["prov:activity"]].append(relation)
    for name, activity in activities.items():
        if "yurai:Collection" not in types(activity):
            continue
        tenancies = [entity for entity in usage[name] if "yurai:Tenancy" in types(entities[entity])]
        forms = [entity for entity in usage[name] if entity not in tenancies]
        if len(collectors[name]) != 1 or len(tenancies) > 1 or len(forms) != 1:
            errors.append(f"{name} has not one collector, one form and at most one tenancy")
            continue
        plan = collectors[name][0].get("prov:plan")
        if plan != (tenancies[0] if tenancies else None):
            errors.append(f"{name}: the plan is not the tenancy that it used")
        merchant = "yurai:Merchant" in types(sections["agent"][collectors[name][0]["prov:agent"]])
        placed = activity["yurai:status"] in ("placed", "proven")
        if merchant and placed and not tenancies:
            errors.append(f"{name} is placed under no tenancy")
        if not placed and tenancies:
            errors.append(f"{name} is not placed, and used a tenancy")
    members = collections.Counter(r["prov:entity"] for r in sections["hadMember"].values())
    for name, entity in entities.items():
        kinds = types(entity)
        is_record = "yurai:CustomerRecord" in kinds
        if is_record or "yurai:CustomerRecordVersion" in kinds:
            act = generator.get(name)
            if act is not None and "yurai:Collection" not in types(activities[act]):
                errors.append(f"{name} is generated by something else than a collection")
            if act is not None and len(sources[name]) != 1:
                errors.append(f"{name} has {len(sources[name])} primary sources")
            if act is None and (sources[name] or revisions[name] or not is_record):
                errors.append(f"{name} is derived from something, and generated by nothing")
        if is_record:
            verdict = entity.get("yurai:verdict")
            if generator.get(name) is None and verdict in ("traced", "received", "uncorroborated", "partial"):
                errors.append(f"{name} is {verdict}, and nothing generated it")
            if generator.get(name) is not None and verdict == "untraced":
                errors.append(f"{name} is untraced, and something generated it")
            if members[name] != 1:
                errors.append(f"{name} is in {members[name]} files")
    for identifier, relation in sections["actedOnBehalfOf"].items():
        act = relation.get("prov:activity")
        if act is None:
            if "yurai:Mall" not in types(sections["agent"][relation["prov:delegate"]]):
                errors.append(f"{identifier}: only a mall acts for its operator in general")
            continue
        plan = collectors[act][0].get("prov:plan") if collectors[act] else None
        role = entities[plan]["yurai:legalRole"] if plan else None
        pair = [types(sections["agent"][relation[key]]) for key in ("prov:delegate", "prov:responsible")]
        wanted = {"direct": ("yurai:Merchant", "yurai:Mall"), "entrusted": ("yurai:Mall", "yurai:Merchant")}.get(role)
        if wanted is None or any(kind not in found for kind, found in zip(wanted, pair)):
            errors.append(f"{identifier}: nobody acts so for another where the legal role is {role}")
        if relation["prov:delegate"] not in {agent for _, agent in roles[act]}:
            errors.append(f"{identifier}: the delegate has no part in the activity")
    return errors


def personal_data(folder):
    """Every customer id, name, kana, e-mail address, phone and address of the mall, and its long order numbers."""
    found = set()
    for path in sorted(folder.glob("*.csv")):
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp932")
        rows = list(csv.DictReader(text.splitlines()))
        if re.match(r"(malls|merchants|tenancies|affiliates|provisions)\b", path.stem) and path.stem != "provision-subjects":
            continue
        for row in rows:
            for column, value in row.items():
                if not value or not column:
                    continue
                personal = re.search(
                    r"customer_id|order_id|name|kana|email|phone|address|氏名|姓|名前|カナ|メール|電話|住所|会員|注文番号|受注番号|伝票番号",
                    column)
                # A short number, or a number of a house, is in every document by chance.
                is_telling = len(value) >= (9 if re.fullmatch(r"[0-9-]+", value) else 4)
                if personal and is_telling and not re.search(r"店舗|商品|mall|merchant|支払|発送方法|名称", column):
                    found.add(value)
    return found


def leaks(text, values):
    return [value for value in values if value in text]


# ---- OpenLineage ---------------------------------------------------------------------------------------------

def event_validator():
    schemas = [json.loads(path.read_text()) for path in sorted((HERE / "schemas").glob("*.json"))]
    registry = referencing.Registry().with_resources(
        [(schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas])
    root = next(schema for schema in schemas if schema["$id"] == "urn:yurai:test:openlineage-run-event")
    return jsonschema.Draft202012Validator(root, registry=registry)


CORE = "https://openlineage.io/spec/2-0-2/OpenLineage.json"


class Specification:
    """OpenLineage's own schemas: of the event, and of each facet by what it says its schema is."""

    def __init__(self, folder):
        schemas = [json.loads(path.read_text()) for path in sorted(pathlib.Path(folder).rglob("*.json"))]
        resources = [(one["$id"], referencing.Resource.from_contents(one)) for one in schemas if "$id" in one]
        self.registry = referencing.Registry().with_resources(resources)
        if CORE not in self.registry:
            sys.exit(f"{folder} has no schema {CORE}")

    def messages(self, value, schema):
        validator = jsonschema.Draft202012Validator(
            {"$ref": schema}, registry=self.registry, format_checker=jsonschema.FormatChecker())
        return [f"specification: {error.message[:200]}" for error in validator.iter_errors(value)]

    def errors(self, event):
        errors = self.messages(event, CORE + "#/$defs/RunEvent")
        holders = [event.get("run", {}), event.get("job", {}), *event.get("inputs", []), *event.get("outputs", [])]
        for holder in holders:
            for key in ("facets", "inputFacets", "outputFacets"):
                for facet in holder.get(key, {}).values():
                    if str(facet.get("_schemaURL")).startswith("https://openlineage.io/"):
                        errors += self.messages(facet, facet["_schemaURL"])
        return errors


class NoSpecification:
    def errors(self, event):
        return []


FACETS = {
    "jobType": facet_v2.job_type_job.JobTypeJobFacet,
    "errorMessage": facet_v2.error_message_run.ErrorMessageRunFacet,
    "version": facet_v2.dataset_version_dataset.DatasetVersionDatasetFacet,
    "inputStatistics": facet_v2.input_statistics_input_dataset.InputStatisticsInputDatasetFacet,
    "outputStatistics": facet_v2.output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet,
}


def facets(given):
    """Our facets as the client's own classes, which know their names, their members and their schema."""
    made = {}
    for name, facet in given.items():
        if name not in FACETS:  # our own
            continue
        members = {key: value for key, value in facet.items() if not key.startswith("_")}
        made[name] = FACETS[name](producer=facet["_producer"], **members)
    return made


def client_errors(event):
    """The event rebuilt with OpenLineage's client, whose classes are generated from the specification, is the event."""
    try:
        run, job = event["run"], event["job"]
        rebuilt = event_v2.RunEvent(
            eventType=event_v2.RunState(event["eventType"]), eventTime=event["eventTime"], producer=event["producer"],
            run=event_v2.Run(runId=run["runId"], facets=facets(run.get("facets", {}))),
            job=event_v2.Job(namespace=job["namespace"], name=job["name"], facets=facets(job.get("facets", {}))),
            inputs=[
                event_v2.InputDataset(
                    namespace=one["namespace"], name=one["name"], facets=facets(one.get("facets", {})),
                    inputFacets=facets(one.get("inputFacets", {}))) for one in event["inputs"]],
            outputs=[
                event_v2.OutputDataset(
                    namespace=one["namespace"], name=one["name"], facets=facets(one.get("facets", {})),
                    outputFacets=facets(one.get("outputFacets", {}))) for one in event["outputs"]])
        again = json.loads(Serde.to_json(rebuilt))
    except Exception as error:  # whatever it says of a broken event
        return [f"openlineage: {type(error).__name__}: {error}"[:200]]

    def bare(value):
        if isinstance(value, dict):
            members = {key: bare(item) for key, item in value.items() if key != "yurai_checkpoint"}
            return {key: item for key, item in members.items() if item not in (None, {}, [])}
        return [bare(item) for item in value] if isinstance(value, list) else value

    return [] if bare(again) == bare(event) else [f"openlineage: {bare(again)} is not {bare(event)}"[:600]]


def event_errors(events, validator, specification=NoSpecification()):
    errors = []
    runs = collections.defaultdict(list)
    for event in events:
        errors += [error.message[:200] for error in validator.iter_errors(event)] + client_errors(event)
        errors += specification.errors(event)
        runs[event.get("run", {}).get("runId")].append(event.get("eventType"))
    for run, kinds in runs.items():
        if len(kinds) != 2 or kinds[0] != "START" or kinds[1] == "START":
            errors.append(f"run {run} has {kinds}")
    return errors


class Receiver(http.server.BaseHTTPRequestHandler):
    """A lineage service on this machine; answers with the server's `status`."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers["Content-Type"], json.loads(body)))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *arguments):
        pass


# ---- The run -------------------------------------------------------------------------------------------------

class Checks:
    passed = 0
    failed = 0

    def good(self, what, errors):
        """Nothing may be wrong."""
        self.note(what, not errors, errors)

    def bad(self, what, errors, words):
        """Something must be wrong, and be said in these words."""
        self.note(f"refused: {what}", any(words in error for error in errors), errors or ["nothing was found"])

    def note(self, what, is_well, errors):
        self.passed += is_well
        self.failed += not is_well
        print(("ok      " if is_well else "FAILED  ") + what)
        for error in [] if is_well else list(errors)[:5]:
            print(f"        {error}")


def first(section, **wanted):
    """The id of the first statement with these members; `_` stands for `:`."""
    for identifier, members in section.items():
        if all(members.get(key.replace("_", ":", 1)) == value for key, value in wanted.items()):
            return identifier
    raise LookupError(f"the mall has no {wanted}")


def break_prov(checks, document):
    """Good documents made bad, one thing at a time."""
    def broken(change):
        copied = copy.deepcopy(document)
        change(copied)
        return copied

    tenancy = next(iter(document["wasInvalidatedBy"].values()))
    use = first(document["used"], prov_entity=tenancy["prov:entity"])
    act = document["used"][use]["prov:activity"]
    late = "2031-01-01T00:00:00+09:00"

    def sell_after_leaving(copied):
        copied["used"][use]["prov:time"] = late
        copied["activity"][act]["prov:endTime"] = late

    record = next(name for name, entity in document["entity"].items() if entity.get("yurai:verdict") == "traced")
    generation = first(document["wasGeneratedBy"], prov_entity=record)
    source = next(
        name for name, relation in document["wasDerivedFrom"].items()
        if relation["prov:generatedEntity"] == record and "prov:PrimarySource" in types(relation))
    form = document["wasDerivedFrom"][source]["prov:usedEntity"]

    def order_after_record(copied):
        made = first(copied["wasGeneratedBy"], prov_entity=form)
        copied["wasGeneratedBy"][made]["prov:time"] = late
        copied["activity"][copied["wasGeneratedBy"][made]["prov:activity"]]["prov:endTime"] = late

    def without(section, name):
        def change(copied):
            del copied[section][name]
        return change

    def put(section, name, value):
        def change(copied):
            copied.setdefault(section, {})[name] = value
        return change

    behalf = next(name for name, r in document["actedOnBehalfOf"].items() if "prov:activity" in r)

    def turned(copied):
        relation = copied["actedOnBehalfOf"][behalf]
        relation["prov:delegate"], relation["prov:responsible"] = relation["prov:responsible"], relation["prov:delegate"]

    merchant = next(name for name, agent in document["agent"].items() if "yurai:Merchant" in types(agent))

    def merchant_ends(copied):
        copied["entity"][merchant] = {"prov:type": {"$": "yurai:Merchant", "type": "xsd:QName"}}
        copied["wasInvalidatedBy"]["_:x"] = {"prov:entity": merchant}

    twice = dict(document["wasGeneratedBy"][generation])
    cases = [
        ("a tenancy used after the merchant left", sell_after_leaving, "used after it is invalidated"),
        ("an order younger than the record", order_after_record, "is older than"),
        ("a traced record that nothing generated", without("wasGeneratedBy", generation), "nothing generated it"),
        ("a record without its source", without("wasDerivedFrom", source), "0 primary sources"),
        ("a record generated twice", put("wasGeneratedBy", "_:x", twice), "generated twice"),
        ("a form that is not there", without("entity", form), "is not in the document"),
        ("a delegation turned round", turned, "nobody acts so for another"),
        ("a merchant that ends", merchant_ends, "is no tenancy"),
    ]
    for what, change, words in cases:
        checks.bad(what, constraint_errors(broken(change)), words)

    def untype(copied):
        del copied["wasDerivedFrom"][source]["prov:usedEntity"]

    checks.bad("a derivation from nothing", schema_errors(broken(untype)), "prov:usedEntity")
    checks.bad(
        "a relation that the format does not have",
        schema_errors(broken(put("hadPrimarySource", "_:x", {}))), "hadPrimarySource")
    prefixless = json.dumps(broken(lambda copied: copied["prefix"].pop("yurai")))
    checks.bad("a prefix that is not declared", load_errors(prefixless), "prov:")


def break_events(checks, events, validator):
    start, end = copy.deepcopy(events[0]), copy.deepcopy(events[1])

    def broken(path, value):
        copied = copy.deepcopy(end)
        at = copied
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value
        return [copy.deepcopy(start), copied]

    checks.bad("a run that does not end", event_errors([start], validator), "has ['START']")
    checks.bad("another run's end", event_errors(broken(["run", "runId"], str(start["run"]["runId"])[::-1]), validator), "does not match")
    checks.bad("an unknown kind", event_errors(broken(["eventType"], "DONE"), validator), "is not one of")
    checks.bad("a day for a time", event_errors(broken(["eventTime"], "2026-01-01"), validator), "openlineage: ")
    checks.bad(
        "an unknown member of a facet",
        event_errors(broken(["job", "facets", "jobType", "speed"], "high"), validator), "unexpected keyword")
    checks.bad(
        "a facet of another version",
        event_errors(broken(["job", "facets", "jobType", "_schemaURL"], "https://openlineage.io/spec/facets/1-0-0/X.json"), validator),
        "openlineage: ")
    path = broken(["inputs"], [{"namespace": "file", "name": "/home/hanako/orders.csv"}])
    checks.bad("a file with its folder", event_errors(path, validator), "does not match")
    checkpoint = {
        "_producer": "urn:yurai:tool", "_schemaURL": "urn:yurai:openlineage:1-0-0:YuraiCheckpointRunFacet",
        "size": 3, "rootHash": "A" * 43 + "=", "noteSha256": "0" * 64}
    checks.good("a checkpoint facet is taken", event_errors(broken(["run", "facets"], {"yurai_checkpoint": checkpoint}), validator))
    checks.bad(
        "a checkpoint without its size",
        event_errors(broken(["run", "facets"], {"yurai_checkpoint": {**checkpoint, "size": "3"}}), validator), "'3'")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("yurai", nargs="?", help="the binary")
    parser.add_argument("--customers", type=int, default=400)
    parser.add_argument("--specification", metavar="DIR", help="OpenLineage's folder `spec`")
    parser.add_argument("--have-packages", action="store_true")
    options = parser.parse_args()
    if options.have_packages:
        return 0
    if not options.yurai:
        parser.error("name the binary")
    specification = Specification(options.specification) if options.specification else NoSpecification()
    binary = str(pathlib.Path(options.yurai).resolve())
    with tempfile.TemporaryDirectory(prefix="yurai-proof-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the private server of root runs as another account
        environment = {key: value for key, value in os.environ.items() if not key.startswith("OPENLINEAGE_")}
        has_server = "PGHOST" in environment
        if not has_server:
            environment["XDG_DATA_HOME"] = str(folder / "data")
            (folder / "data").mkdir()
        environment["XDG_CONFIG_HOME"] = str(folder / "config")

        def run(*arguments, **extra):
            return subprocess.run([binary, *arguments], env={**environment, **extra}, capture_output=True, timeout=300)

        try:
            return check(run, folder, options.customers, specification)
        finally:
            if not has_server:
                run("db", "stop")


def check(run, folder, customers, specification):
    checks = Checks()
    validator = event_validator()
    mall, events = folder / "mall", folder / "events.jsonl"
    run("generate", str(mall), "--customers", str(customers), "--seed", "7")
    manifest = str(mall / "manifest.yaml")
    early = run("trace", "--all", "--format", "prov-json")
    checks.good("no document before an audit", [] if early.returncode == 1 and not early.stdout else [str(early)])
    imported = run("import", manifest, "--lineage", str(events))
    checks.good("import", [] if imported.returncode == 0 else [imported.stderr.decode()])
    audit = run("audit", "--format", "json", "--lineage", f"file://{events}")
    checks.good("audit", [] if audit.returncode == 2 else [audit.stderr.decode()])

    # The whole document.
    written = run("trace", "--all", "--format", "prov-json")
    checks.good("trace --all", [] if written.returncode == 0 and not written.stderr else [written.stderr.decode()])
    text = written.stdout.decode()
    document = json.loads(text, object_pairs_hook=no_repeats)
    again = run("trace", "--all", "--format", "prov-json").stdout
    checks.good("the same bytes again", [] if again == written.stdout else ["they differ"])
    checks.good("W3C schema", schema_errors(document))
    checks.good("loads in prov", load_errors(text))
    checks.good("constraints", constraint_errors(document))
    values = personal_data(mall)
    checks.good("the mall has personal data", [] if len(values) > customers * 4 else [f"{len(values)} values"])
    checks.good("no personal data", leaks(text, values))
    verdicts = collections.Counter(
        entity.get("yurai:verdict") for entity in document["entity"].values() if "yurai:CustomerRecord" in types(entity))
    judged = json.loads(audit.stdout)
    expected = {verdict: count for verdict, count in judged["verdicts"].items() if count}
    checks.good("every record with its verdict", [] if verdicts == expected else [f"{verdicts} is not {expected}"])
    truth = json.loads((mall / "truth.json").read_text())
    planted = {verdict: count for verdict, count in truth["verdicts"].items() if count}
    checks.good("the planted verdicts", [] if verdicts == planted else [f"{verdicts} is not {planted}"])

    # One record each: the part of the whole, and the acts that `trace --format json` names.
    seen = {}
    for customer in sorted(truth["by_customer"]):
        seen.setdefault(truth["by_customer"][customer], customer)
    sample = sorted(set(seen.values()) | set(sorted(truth["by_customer"])[:12]))
    for customer in sample:
        alone = run("trace", customer, "--format", "prov-json")
        one = json.loads(alone.stdout, object_pairs_hook=no_repeats)
        trail = json.loads(run("trace", customer, "--format", "json").stdout)
        errors = schema_errors(one) + load_errors(alone.stdout.decode()) + constraint_errors(one)
        for section in one:
            for name, value in one[section].items():
                if document[section].get(name) != value:
                    errors.append(f"{name} is not in the whole document")
        errors += leaks(alone.stdout.decode(), values)
        named = {field["collected_by"] for field in trail["fields"]} - {None}
        acts = collections.defaultdict(set)
        for event in trail["trail"]:
            if event["event"] in named:
                acts[event["source"]["sha256"], event["source"]["line"]] |= {
                    field["field"] for field in trail["fields"] if field["collected_by"] == event["event"]}
        batches = {name: entity["yurai:sha256"] for name, entity in one["entity"].items() if "yurai:Batch" in types(entity)}
        found = {}
        for name, activity in one.get("activity", {}).items():
            match = re.fullmatch(r"id:collection-b(\d+)-l(\d+)", name)
            if match:
                found[batches[f"id:batch-{match[1]}"], int(match[2])] = set(activity["yurai:fields"])
        if found != dict(acts):
            errors.append(f"its acts are {found}, and of trace {dict(acts)}")
        checks.good(f"one record, {trail['verdict']}", errors)
    break_prov(checks, document)

    # What a lineage service gets.
    failed = run("import", str(folder / "none.yaml"), OPENLINEAGE_URL=str(events))
    checks.good("a job that fails", [] if failed.returncode == 1 else [str(failed)])
    lines = [json.loads(line, object_pairs_hook=no_repeats) for line in events.read_text().splitlines()]
    checks.good("events", event_errors(lines, validator, specification))
    if not isinstance(specification, NoSpecification):
        for path in (["eventTime"], ["run", "runId"], ["job", "name"], ["job", "facets", "jobType", "integration"]):
            event = at = copy.deepcopy(lines[1])
            for key in path[:-1]:
                at = at[key]
            del at[path[-1]]
            checks.bad(f"without {path[-1]}, by the specification", specification.errors(event), "specification: ")
    kinds = [(event["job"]["name"], event["eventType"]) for event in lines]
    wanted = [(job, kind) for job, end in [("import", "COMPLETE"), ("audit", "COMPLETE"), ("import", "FAIL")] for kind in ("START", end)]
    checks.good("begin and end", [] if kinds == wanted else [str(kinds)])
    checks.good("no personal data in events", leaks(events.read_text(), values))
    files = {path.name: path for path in mall.glob("*.csv")}
    inputs = {one["name"]: one for one in lines[1]["inputs"]}
    checks.good("the files of the import", [] if set(inputs) == set(files) else [str(set(inputs) ^ set(files))])
    outputs = {one["name"].split(".")[-1]: one["outputFacets"]["outputStatistics"]["rowCount"] for one in lines[1]["outputs"]}
    checks.good("rows written", [] if outputs["customer"] == judged["customers"] else [str(outputs)])
    outputs = {one["name"].split(".")[-1]: one["outputFacets"]["outputStatistics"]["rowCount"] for one in lines[3]["outputs"]}
    total = {"customer_verdict": judged["customers"], "finding": sum(judged["findings"].values())}
    checks.good("verdicts and findings", [] if outputs == total else [str(outputs)])
    break_events(checks, lines, validator)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.got, server.status = [], 201
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    run("audit", OPENLINEAGE_URL=url, OPENLINEAGE_NAMESPACE="nightly")
    run("audit", "--lineage", url + "/custom?key=1")
    checks.good(
        "HTTP", event_errors([event for _, _, event in server.got], validator)
        + [str(got[:2]) for got in server.got if got[1] != "application/json"])
    paths = [path for path, _, _ in server.got]
    checks.good("paths", [] if paths == ["/api/v1/lineage"] * 2 + ["/custom?key=1"] * 2 else [str(paths)])
    names = [event["job"]["namespace"] for _, _, event in server.got]
    checks.good("namespaces", [] if names == ["nightly"] * 2 + ["yurai"] * 2 else [str(names)])
    server.status = 503
    refused = run("audit", "--quiet", "--lineage", url)
    server.shutdown()
    server.server_close()
    down = run("audit", "--quiet", "--lineage", url)
    for what, outcome, words in [("refuses", refused, "answered 503"), ("is down", down, "cannot be reached")]:
        said = outcome.stderr.decode().splitlines()
        is_well = outcome.returncode == 2 and len(said) == 1 and words in said[0] and outcome.stdout
        checks.good(f"a service that {what} stops nothing", [] if is_well else [str(outcome)])
    tls = run("audit", "--lineage", "https://example.invalid/")
    checks.good("https is refused with advice", [] if tls.returncode == 64 and b"proxy" in tls.stderr else [str(tls)])
    tls = run("audit", "--quiet", OPENLINEAGE_URL="https://example.invalid/")
    checks.good("and in the environment only warned of", [] if tls.returncode == 2 and b"proxy" in tls.stderr else [str(tls)])
    before = events.read_text()
    run("import", manifest, "--check", "--lineage", str(events))
    run("audit", OPENLINEAGE_URL=str(events), OPENLINEAGE_DISABLED="true")
    checks.good("a check tells nothing, nor a job when it is turned off", [] if events.read_text() == before else ["events"])

    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
