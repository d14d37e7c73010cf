"""Lists that sum up other files: a summary of ours, or one put together by hand. What stands in both counts once.

Takes parts; gives them with what is summed up set aside. Of a summary of ours nothing is read: it is passed over where
the files that it was made from lie in the inbox, or newer ones of the same units; else what it holds isn't counted, and
that is asked about. A list by hand is known by its rows: nearly all of them stand in the files of two other units at
least. There they count; its own other rows stay, and it is asked about. A person on two lists is two records otherwise.
"""
from __future__ import annotations

from collections.abc import Sequence

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.inbox.summary_sources import DIGEST
from cbcc_xl.model import READ, UNKNOWN, WARNING, Finding, Origin, Part, Record
from cbcc_xl.pipeline import differences
from cbcc_xl.pipeline.copies import skipped, without_rows
from cbcc_xl.pipeline.differences import Key
from cbcc_xl.text.units import unit_key

OWN, NOT_COUNTED, SUMS_UP = "own-summary", "summary-not-counted", "sums-up"
FEWEST, NEARLY, UNITS = 3, 0.9, 2      # rows that a list by hand has, their share elsewhere, the units they come from
NAMING = ("rating", "initiative")      # forms whose rows are persons
Rows = dict[int, set[Key]]             # what a file's rows say, by place in its records
SHOWN = 6                              # names in a finding


def without_summaries(parts: Sequence[Part], keys: Sequence[Rows], kept: frozenset[str] = frozenset()) -> list[Part]:
    """The parts with what sums up others set aside. `keys`: what each says (`telling`); `kept`: digests of files that a
    person decided to count."""
    ours = [_our_own(part, parts) if part.reason == OWN else part for part in parts]
    return _by_hand(ours, keys, kept)


def _our_own(part: Part, parts: Sequence[Part]) -> Part:
    """A summary of ours, with a question where it holds what came in no other way."""
    digests = {one.sha256[:DIGEST] for one in parts}
    units = {unit_key(one.unit) for one in parts if one.status == READ and one.unit}
    of_here = any(one.sha256 in digests for one in part.sources)
    missing = [one for one in part.sources if one.sha256 not in digests
               and not (of_here and one.unit and unit_key(one.unit) in units)]
    count = sum(one.records for one in missing)
    if not count:
        return part
    names = list(dict.fromkeys(one.unit for one in missing if one.unit))
    facts = {"count": count, "units": names[:SHOWN] or ["…"]}
    told = Finding(NOT_COUNTED, WARNING, Origin(part.file), facts, UNKNOWN)
    return part._replace(reason=NOT_COUNTED, facts=facts, findings=(told,))


def _by_hand(parts: Sequence[Part], keys: Sequence[Rows], kept: frozenset[str]) -> list[Part]:
    """Lists that sum up other units' files, the longest first: what it sums up may sum up others."""
    homes: dict[Key, list[int]] = {}
    for place, own in enumerate(keys):
        for key in {key for found in own.values() for key in found}:
            homes.setdefault(key, []).append(place)
    settled, names = list(parts), [unit_key(part.unit or "") for part in parts]
    gone: set[int] = set()
    for place in sorted(range(len(parts)), key=lambda place: -len(keys[place])):
        shared = sum(all(len(homes[key]) > 1 for key in own) for own in keys[place].values())
        if len(keys[place]) < FEWEST or shared < NEARLY * len(keys[place]) or parts[place].sha256 in kept:
            continue
        found = _elsewhere(place, keys[place], homes, names, gone)
        units = {names[other] for other in found.values()}
        if len(units) >= UNITS and len(found) >= NEARLY * len(keys[place]):
            settled[place] = _summed_up(parts[place], found, parts)
            gone.add(place)
    return settled


def telling(part: Part, catalogue: Catalogue) -> Rows:
    """What a file's rows say that is nobody else's by chance: persons and teams put forward or rated, a unit's
    attendance; by place in its records."""
    return {place: {*differences.rows(record, catalogue)} for place, record in enumerate(part.records)
            if part.status == READ and (record.values.get("titles") or "name" in record.values
                                        and record.form in NAMING or record.form == "attendance"
                                        and "unit" in record.values)}


def _elsewhere(place: int, own: Rows, homes: dict[Key, list[int]], names: Sequence[str],
               gone: set[int]) -> dict[int, int]:
    """The rows that stand in other units' files: which of its rows, in which file."""
    found = {}
    for row, keys in own.items():
        others = [{other for other in homes[key] if other != place and other not in gone
                   and names[other] != names[place]} for key in keys]
        both = set.intersection(*others) if others else set()
        if both:
            found[row] = min(both)
    return found


def _summed_up(part: Part, found: dict[int, int], parts: Sequence[Part]) -> Part:
    left: list[Record] = [record for row, record in enumerate(part.records) if row not in found]
    units = list(dict.fromkeys(parts[other].unit or parts[other].file for other in found.values()))
    facts = {"count": len(found), "units": units[:SHOWN], "kept": len(left)}
    told = Finding(SUMS_UP, WARNING, Origin(part.file), facts, UNKNOWN)
    kept = without_rows(part, {row: parts[other].file for row, other in found.items()}) if left \
        else skipped(part, SUMS_UP, **facts)
    return kept._replace(findings=(*kept.findings, told))
