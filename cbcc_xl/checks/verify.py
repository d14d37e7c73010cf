"""Whether a rule as written can be run at all: its kind, settings, limit, and the forms, fields and titles it names.

Takes the rules in force and the catalogue. Raises `CatalogueError`, which names the rule and the word: a slip in an
agency's file must not turn a rule off without a sound.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from types import ModuleType
from typing import Any

from cbcc_xl.catalogue import Catalogue, CatalogueError, Law, Rulebook
from cbcc_xl.checks.batch import ATTENDANCE, PERSONS
from cbcc_xl.checks.formula import fault as formula_fault
from cbcc_xl.model import SEVERITIES
from cbcc_xl.tally import parse_limit

NAMED = {"name", "item", "post"}        # what a row is about, where its form has it


def verify(rulebook: Rulebook, kinds: Mapping[str, ModuleType], catalogue: Catalogue | None = None) -> None:
    """CatalogueError for the first rule that can't be run, or a form's formula that gives no points."""
    for form in catalogue.forms.values() if catalogue else ():
        if wrong := formula_fault(form.formula):
            raise CatalogueError(f"Công thức điểm [form.{form.name}.formula]: {wrong}.")
    for law in rulebook.laws.values():
        fault = _fault(law, kinds, catalogue)
        if fault:
            changed = catalogue.rules[law.code].changed_by if catalogue and law.code in catalogue.rules else ""
            place = f"Tệp quy tắc {changed}: quy tắc" if changed else "Quy tắc"
            raise CatalogueError(f"{place} “{law.code}”: {fault}.")


def _fault(law: Law, kinds: Mapping[str, ModuleType], catalogue: Catalogue | None) -> str | None:
    try:
        return next(_faults(law, kinds, catalogue), None)
    except (AttributeError, KeyError, TypeError):       # a list where a word belongs, or the other way round
        return f"phần on viết sai kiểu; viết như quy tắc khác thuộc loại “{law.kind}”"


def _faults(law: Law, kinds: Mapping[str, ModuleType], catalogue: Catalogue | None) -> Iterator[str]:
    if law.kind not in kinds:
        yield f"không có loại “{law.kind}”; các loại: {', '.join(kinds)}"
        return
    yield from _settings(law, kinds[law.kind])
    if own := getattr(kinds[law.kind], "faults", None):
        yield from own(law)
    if catalogue:
        yield from _names(law, kinds[law.kind], catalogue)
        yield from _words(law, kinds[law.kind], catalogue)


def facts_of(on: Mapping[str, Any], kind: ModuleType, catalogue: Catalogue) -> set[str]:
    """The facts that findings of a rule with these settings may carry: those that its words may name in braces."""
    form = catalogue.forms.get(on.get("form", ""))
    named = {field.key for field in form.fields} & NAMED if form else set()
    return {*kind.FACTS, "limit", "unit", *named, *on.get("parts", ())}


def _words(law: Law, kind: ModuleType, catalogue: Catalogue) -> Iterator[str]:
    """Facts that an agency's own words name and the rule does not give; ours are held by a test."""
    rule = catalogue.rules.get(law.code)
    if rule and rule.changed_by:
        given = facts_of(law.on, kind, catalogue)
        for key, text in rule.words.items():
            for _, word, _, _ in Formatter().parse(text):
                if word and word not in given:
                    yield f"{key} có “{{{word}}}” mà quy tắc này không cho dữ kiện ấy; có: {', '.join(sorted(given))}"


def _settings(law: Law, kind: ModuleType) -> Iterator[str]:
    if law.severity not in SEVERITIES:
        yield f"không có mức “{law.severity}”; các mức: {', '.join(SEVERITIES)}, off"
    for key in kind.NEEDS:
        if key not in law.on:
            yield f"phần on thiếu {key}"
    for key, choices in getattr(kind, "CHOICES", {}).items():
        if law.on.get(key) not in choices:
            yield f"{key} phải là một trong {', '.join(choices)}, không phải “{law.on.get(key)}”"
    if getattr(kind, "RATING_LIMIT", False) and not law.limit and not {"values", "never"} & set(law.on):
        yield "thiếu limit; ghi mã mức xếp loại thấp nhất"
    if getattr(kind, "LIMIT", False) and (law.limit or not getattr(kind, "ASKED_FOR", False)):
        try:
            parse_limit(law.limit)
        except ValueError:
            yield f"giới hạn “{law.limit}” không đọc được; ghi dạng >= 70%, > 1/2"


def _names(law: Law, kind: ModuleType, catalogue: Catalogue) -> Iterator[str]:
    """What the rule names and the catalogue doesn't have."""
    form = law.on.get("form")
    if form is not None and form not in catalogue.forms:
        yield f"không có biểu “{form}”"
        return
    for other in _listed(law, getattr(kind, "FORMS", ())):
        if other.partition("@")[0] not in catalogue.forms:
            yield f"không có biểu “{other}”"
    for key in _listed(law, getattr(kind, "FIELDS", ())):
        if key.startswith(PERSONS):
            if key.removeprefix(PERSONS) not in catalogue.titles:
                yield f"không có danh hiệu “{key.removeprefix(PERSONS)}”"
        elif not catalogue.forms["attendance" if key.startswith(ATTENDANCE) else str(form)].field(key.split(".")[-1]):
            yield f"biểu {form} không có cột “{key}”"
    for title in _listed(law, ("title", "titles", *getattr(kind, "TITLES", ()))):
        if title not in catalogue.titles:
            yield f"không có danh hiệu “{title}”"
    if law.limit and getattr(kind, "RATING_LIMIT", False) and law.limit not in catalogue.ratings:
        yield f"không có mức xếp loại “{law.limit}”"


def _listed(law: Law, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value: Any = law.on.get(key, ())
        yield from [value] if isinstance(value, str) else value
