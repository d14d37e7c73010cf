"""All rules in force, run over one file or over a whole inbox.

Takes records and a rulebook; gives findings. What a kind of rule does stands in the module of its name. Which of the
findings only follow from others is settled last, by `one_cause`.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cbcc_xl.catalogue import Catalogue, Law, Rulebook
from cbcc_xl.checks.batch import ATTENDANCE, PERSONS, Batch
from cbcc_xl.checks.history import History
from cbcc_xl.checks.kinds import KINDS
from cbcc_xl.checks.verify import verify as verify_rules
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.model import Finding, Part, Record, Stated


def check_file(part: Part, catalogue: Catalogue, rulebook: Rulebook) -> list[Finding]:
    """The findings of the rules that one file alone can be held to."""
    laws = _of_one_file(rulebook)
    return list(_run(laws, Batch(part.records, part.stated, catalogue, rulebook.laws, day=rulebook.day)))


def _of_one_file(rulebook: Rulebook) -> list[Law]:
    """The rules that one file alone can be held to, put in order once a rulebook."""
    known = _ordered.get(id(rulebook))
    if known is None:
        _ordered.clear()
        known = _ordered[id(rulebook)] = (rulebook, [law for law in in_order(rulebook) if not across_files(law)])
    return known[1]


_ordered: dict[int, tuple[Rulebook, list[Law]]] = {}


def check_inbox(records: Sequence[Record], stated: Sequence[Stated], files: Iterable[Part], catalogue: Catalogue,
                rulebook: Rulebook, headcounts: Mapping[str, int] | None = None, history: History | None = None,
                year: int = 0) -> list[Finding]:
    """The findings of the rules that hold several files together; `files` tell the years that their sheets speak of.

    `year`: the year whose awards these are, the rulebook's own where none is given.
    """
    return check_whole(whole(records, stated, files, catalogue, rulebook, headcounts, history, year), rulebook)


def check_whole(batch: Batch, rulebook: Rulebook) -> list[Finding]:
    """`check_inbox` over a batch of everything that was sent."""
    return list(_run([law for law in in_order(rulebook) if across_files(law)], batch))


def whole(records: Sequence[Record], stated: Sequence[Stated], files: Iterable[Part], catalogue: Catalogue,
          rulebook: Rulebook, headcounts: Mapping[str, int] | None = None, history: History | None = None,
          year: int = 0, decisions: Decisions = NOTHING_DECIDED) -> Batch:
    """Everything that was sent, as the checks look at it."""
    years = {(part.file, sheet.sheet): own for part in files for sheet in part.sheets
             if (own := sheet.year or part.year)}
    dates = {part.file: part.dated for part in files if part.dated}
    return Batch(records, stated, catalogue, rulebook.laws, headcounts, years, history, year or rulebook.day.year,
                 rulebook.day, dates, decisions)


def across_files(law: Law) -> bool:
    """Whether a rule needs all files: by its kind, as it counts persons or those attending, or looks at another
    list."""
    return KINDS[law.kind].ACROSS_FILES or "with" in law.on or str(law.on.get("count", "")).startswith(PERSONS) \
        or str(law.on.get("of", "")).startswith(ATTENDANCE)


def in_order(rulebook: Rulebook) -> list[Law]:
    """The rules, each behind those that may hold it back: first those about figures that contradict each other or lack,
    then what is judged by them, shares and totals last. A circle in an agency's file is cut where it is met."""
    ordered: dict[str, Law] = {}

    def add(law: Law, behind: frozenset[str]) -> None:
        for code in (*law.after, *law.on.get("asked_after", ())):
            if code in rulebook.laws and code not in behind:
                add(rulebook.laws[code], behind | {law.code})
        ordered.setdefault(law.code, law)

    for law in sorted(rulebook.laws.values(), key=turn):
        add(law, frozenset({law.code}))
    return list(ordered.values())


def turn(law: Law) -> int:
    """When a rule speaks: 0 of one cell, 1 of figures that contradict each other, 2 of conditions, 3 of sums."""
    kind = KINDS.get(law.kind)
    return int(getattr(kind, "TURN", 1 if getattr(kind, "DOUBTS", ()) else 2))


def verify(rulebook: Rulebook, catalogue: Catalogue | None = None) -> None:
    """CatalogueError for a rule of an agency that can't be run; with the catalogue, for names that it doesn't have."""
    verify_rules(rulebook, KINDS, catalogue)


def _run(laws: Sequence[Law], batch: Batch) -> Iterator[Finding]:
    forms = {"", *batch.forms}
    for law in laws:
        if law.on.get("form", "") in forms and _has_lists(law, forms):
            yield from KINDS[law.kind].check(law, batch)


def _has_lists(law: Law, forms: set[str]) -> bool:
    """Whether any of the lists came without which a rule of its kind says nothing."""
    kind = KINDS[law.kind]
    keys = [key for key in getattr(kind, "FORMS", ()) if key in kind.NEEDS]
    lists = {form for key in keys for value in [law.on.get(key, ())]
             for form in ([value] if isinstance(value, str) else value)}
    return not lists or not lists.isdisjoint(forms)
