"""What an agency's file may say, held against our own data before it is laid over them.

Takes the file's tables and the built-in data; gives faults as sentences without the file's name: which rule or table,
which key, what stands there and what to write. Types of settings and wordings are those that the built-in data show.
Knows neither kinds of rules nor days: whether a rule can be run is for `checks` to say.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue.agency_parts import part_faults
from cbcc_xl.catalogue.expected import (
    DAY,
    LIMIT,
    SEVERITY,
    TABLE,
    TABLES,
    TEXT,
    TEXTS,
    TRUTH,
    WORDS,
    near,
    shape_fault,
    typed,
    worded,
)
from cbcc_xl.catalogue.overlay import OF_A_PERIOD, PARTS

PERIOD = {"from": DAY, "to": DAY, "severity": SEVERITY, "limit": LIMIT, "source": TEXT, "article": TEXT, "checked": DAY,
          "unverified": TRUTH}
RULE = {"kind": TEXT, "on": TABLE, "check": TEXT, "after": TEXTS, "unknown": SEVERITY, "in_force": TABLES,
        **{key: PERIOD[key] for key in OF_A_PERIOD if key in PERIOD}, **dict.fromkeys(WORDS, TEXT)}
MUST = ("kind", "on", "in_force")       # of a rule that is not ours


def faults(theirs: Mapping[str, Any], ours: Mapping[str, Any], types: Mapping[str, type]) -> Iterator[str]:
    """What can't be used in an agency's file; `types`: part → the typed tuple that its tables become."""
    for key, table in theirs.items():
        if key in PARTS:
            yield from part_faults(key, table, ours, theirs, types)
        elif not isinstance(table, Mapping):
            again = "viết một cặp ngoặc vuông" if isinstance(table, list) else "trước nó phải có dòng"
            yield f"“{key}” không phải bảng của một quy tắc: {again} [mã quy tắc], các mục ở những dòng dưới"
        else:
            yield from (f"quy tắc “{key}”: {fault}" for fault in _rule(key, table, ours["rules"]))


def _rule(code: str, table: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    if code not in ours and (missing := [key for key in MUST if key not in table]):
        yield f"không có quy tắc này{near(code, ours)}; quy tắc mới phải có {', '.join(missing)}"
        return
    kind = table.get("kind", ours.get(code, {}).get("kind"))
    alike = [rule for rule in ours.values() if rule["kind"] == kind]
    settings = {**_settings(ours.values()), **_settings(alike)}
    yield from typed({key: value for key, value in table.items() if key in RULE or key not in OF_A_PERIOD}, RULE)
    yield from _shaped({key: value for key, value in table.items() if key in OF_A_PERIOD and key not in RULE}, settings)
    yield from worded(table)
    if isinstance(table.get("on"), Mapping):
        yield from (f"on.{fault}" for fault in _shaped(table["on"], settings))
    if TABLES.fits(table.get("in_force")):
        for line in table["in_force"]:
            yield from (f"in_force: {fault}" for fault in _period(line, settings, "severity" in table))


def _period(line: Mapping[str, Any], settings: Mapping[str, list[Any]], has_severity: bool) -> Iterator[str]:
    yield from typed({key: value for key, value in line.items() if key in PERIOD}, PERIOD)
    yield from _shaped({key: value for key, value in line.items() if key not in PERIOD}, settings)
    if "severity" not in line and not has_severity:
        yield f"thiếu severity; ghi {SEVERITY.what}"
    start, end = line.get("from"), line.get("to")
    if DAY.fits(start) and DAY.fits(end) and start > end:                                     # type: ignore[operator]
        yield f"from = {start} muộn hơn to = {end}; đổi lại hai ngày"


def _settings(rules: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Each setting that some rule of ours has, with the values that show which shapes it may have; not empty ones."""
    shown: dict[str, list[Any]] = {}
    for rule in rules:
        for table in (rule["on"], *rule["in_force"]):
            for key, value in table.items():
                if key not in PERIOD and value and all(shape_fault(value, one) for one in shown.get(key, ())):
                    shown.setdefault(key, []).append(value)
    return shown


def _shaped(table: Mapping[str, Any], shown: Mapping[str, list[Any]]) -> Iterator[str]:
    """Settings whose value has a shape that none of ours has. One that is new to us is left to the kind of rule."""
    for key, value in table.items():
        told = [shape_fault(value, one) for one in shown.get(key, ())]
        if told and all(told):
            yield f"{key} {told[0]}"
