"""Files of one unit that speak of the same: which of them replaces which, wholly or in part, and what is asked.

Takes parts of one unit. A list (the rows of one form on one sheet) is a version of another where at least half of each
is in the other: of nominations the persons with their titles, of all else the rows with their figures. A file is
replaced once each of its lists is. What a newer file (`in_time`) sends only in part (two of three sheets, the corrected
rows) is asked about: no row of the older one is dropped, none counts twice. The same names or items with other figures
may be a correction, or a second session or round: both count, and a finding asks. A file that a person decided to keep
(`kept`, by its digest) is replaced by none, and asked about no more.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.model import INFO, NOT_MET, UNKNOWN, WARNING, Finding, Origin, Part, Replaced
from cbcc_xl.pipeline import differences
from cbcc_xl.pipeline.copies import skipped, without_rows
from cbcc_xl.pipeline.differences import Key, changes
from cbcc_xl.pipeline.in_time import ORDER, InTime, contradicted
from cbcc_xl.text.units import unit_key

ALIKE = 2                          # at least one in two rows of each is in the other
FEWEST, FEW = 3, 4                 # a version that lost three rows, and one in four of them, is asked about
SHOWN = 6                          # names of rows that differ
Rows = Collection[Key]


class _List(NamedTuple):
    """The rows of one form on one sheet of a file, by place in its records."""
    sheet: str
    form: str
    rows: dict[int, set[Key]]

    @property
    def keys(self) -> set[Key]:
        return {key for keys in self.rows.values() for key in keys}


class Family:
    """Files of one unit that have something in common."""

    def __init__(self, parts: list[Part], catalogue: Catalogue, kept: frozenset[str] = frozenset()) -> None:
        self.parts, self.catalogue, self.kept = parts, catalogue, kept
        self.time = InTime(parts, catalogue, kept)
        self.lists = [list(self._lists(part)) for part in parts]
        self.gone: list[dict[int, int]] = [{} for _ in parts]     # record → the newer file in which it counts
        self.whole: list[set[tuple[str, str]]] = [set() for _ in parts]      # lists that were sent anew

    def settled(self) -> list[Part]:
        order = self.time.oldest_first
        for place, older in enumerate(order):
            for newer in order[place + 1:] if self.parts[older].sha256 not in self.kept else ():
                self._replace(older, newer)
        return [self._part(place) for place in range(len(self.parts))]

    def _lists(self, part: Part) -> Iterator[_List]:
        found: dict[tuple[str, str], dict[int, set[Key]]] = {}
        for place, record in enumerate(part.records):
            found.setdefault((record.sheet, record.form), {})[place] = {*differences.rows(record, self.catalogue)}
        for (sheet, form), rows in found.items():
            yield _List(sheet, form, rows)

    def _replace(self, older: int, newer: int) -> None:
        """Which rows of the older file count in the newer: of a list sent anew all, of nominations sent in part those
        that stand in both."""
        for one in self.lists[older]:
            if (one.sheet, one.form) in self.whole[older]:
                continue
            others = [other for other in self.lists[newer] if other.form == one.form]
            if self._is_anew(one, older, others):
                self.whole[older].add((one.sheet, one.form))
                self.gone[older] |= dict.fromkeys(one.rows, newer)
            elif self._is_part(one, others):
                self._set_aside(one, older, newer, others)

    def _is_anew(self, one: _List, older: int, others: Sequence[_List]) -> bool:
        """Whether a list is in the newer file, on whichever of its sheets."""
        every = set().union(*(other.keys for other in others))
        if any(_alike(one.keys, other) for other in (every, *(other.keys for other in others))):
            return True
        form = set().union(*(other.keys for other in self.lists[older] if other.form == one.form))
        return _alike(form, every) and _within(one.keys, every)

    def _is_part(self, one: _List, others: Sequence[_List]) -> bool:
        """Whether nominations stand in both, and mostly so in the shorter of the two lists."""
        titled = self.catalogue.forms[one.form].family == "award"
        return titled and any(_within(one.keys, other.keys) or _within(other.keys, one.keys) for other in others)

    def _set_aside(self, one: _List, older: int, newer: int, others: Sequence[_List]) -> None:
        left = Counter(key for other in others for keys in other.rows.values() for key in keys)
        for place, keys in one.rows.items():
            if place not in self.gone[older] and all(left[key] for key in keys):
                left.subtract(keys)
                self.gone[older][place] = newer

    # --- what comes of it ------------------------------------------------------------------------------------------

    def _part(self, place: int) -> Part:
        part, gone = self.parts[place], self.gone[place]
        replaced = {older: self._replaced(older, place) for older, rows in enumerate(self.gone)
                    if place in rows.values()}
        told = [self._told(older, place, one) for older, one in replaced.items()]
        if gone and len(gone) == len(part.records):
            newest = self.parts[min(gone.values(), key=self.time.oldest_first.index)]
            part = skipped(part, "older-version", other=newest.file, why=self.time.why(part, newest))
        else:
            told += self._asked(place)
            part = without_rows(part, {row: self.parts[newer].file for row, newer in gone.items()}) if gone else part
        return part._replace(findings=(*part.findings, *told), replaces=tuple(replaced.values()))

    def _replaced(self, older: int, newer: int) -> Replaced:
        """What differs in the lists of an older file that a newer one sends anew; rows sent in part are alike."""
        old, new = self.parts[older], self.parts[newer]
        gone = [old.records[row] for row, file in self.gone[older].items() if file == newer]
        anew = [record for record in gone if (record.sheet, record.form) in self.whole[older]]
        forms = {record.form for record in anew}
        found = changes(anew, [record for record in new.records if record.form in forms], self.catalogue)
        return Replaced(old.file, self.time.why(old, new), tuple(found))

    def _told(self, older: int, newer: int, replaced: Replaced) -> Finding:
        """One finding for a file and the older one that it replaces."""
        old, new, gone = self.parts[older], self.parts[newer], self.gone[older]
        if len(gone) == len(old.records):
            return self._newer(old, new, replaced)
        names = [differences.name(record, self.catalogue) for row, record in enumerate(old.records) if row not in gone]
        facts = {"other": old.file, "count": sum(file == newer for file in gone.values()), "kept": len(names),
                 "names": names[:SHOWN], "why": replaced.why}
        decided = new.sha256 in self.kept
        return Finding("partial-version", INFO if decided else WARNING, Origin(new.file), facts,
                       NOT_MET if decided else UNKNOWN)

    def _newer(self, old: Part, new: Part, replaced: Replaced) -> Finding:
        changed = differences.by_row(replaced.changes)
        counts = Counter(one.what for one in changed)
        facts = {"other": old.file, "why": replaced.why, "count": len(changed), "added": counts["added"],
                 "removed": counts["removed"], "changed": counts["changed"],
                 "names": [one.name for one in changed[:SHOWN]]}
        severity, outcome = (WARNING, UNKNOWN) if _is_doubtful(old, new, replaced, counts["removed"]) \
            else (INFO, NOT_MET)
        return Finding("newer-version", severity, Origin(new.file), facts, outcome)

    def _asked(self, place: int) -> Iterator[Finding]:
        """Older files that speak of the same, with other figures: a correction, or another session."""
        order = self.time.oldest_first
        mine = self._subjects(place)
        for older in order[:order.index(place)]:
            theirs = self._subjects(older)
            decided = not self.kept.isdisjoint({self.parts[place].sha256, self.parts[older].sha256})
            if not decided and (_within(mine, theirs) or _within(theirs, mine)):
                facts = {"other": self.parts[older].file, "count": len(mine & theirs)}
                yield Finding("maybe-version", WARNING, Origin(self.parts[place].file), facts, UNKNOWN)

    def _subjects(self, place: int) -> set[Key]:
        """Whom or what a file is about that still counts, whatever it says of them; nominations aside."""
        return {differences.subject(record, self.catalogue) for at, record in enumerate(self.parts[place].records)
                if at not in self.gone[place] and "titles" not in record.values}


def _is_doubtful(old: Part, new: Part, replaced: Replaced, removed: int) -> bool:
    """Whether a person should see that this version counts: nothing tells that it is newer, its letter is older than
    its mail says, its sender has no name or another, or many rows are gone."""
    return replaced.why != "decided" and (
        replaced.why == ORDER or (replaced.why == "mail" and contradicted(old, new)) or not new.unit
        or unit_key(new.unit) != unit_key(old.unit or "")
        or (removed >= FEWEST and removed * FEW >= len(old.records)))


def _alike(one: Rows, other: Rows) -> bool:
    both = len({*one} & {*other})
    return both * ALIKE >= max(len(one), len(other)) and both > 0


def _within(one: Rows, other: Rows) -> bool:
    both = len({*one} & {*other})
    return both * ALIKE >= len(one) and both > 0
