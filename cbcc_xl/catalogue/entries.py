"""The entries of the catalogue: forms with their fields, titles, ratings, sources, rules with their periods.

Small and picklable, made by `load` from the data files; imported by whoever handles what they describe.
"""
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from cbcc_xl.catalogue.prizes import Rates


class CatalogueError(ValueError):
    """A data file that can't be used; the text says which file and why."""


class Field(NamedTuple):
    """One field of a form: what a column of the sheet, or a label above it, holds."""
    key: str
    type: str                       # person, unit, position, text, count, share, titles, rating, decision, date, …
    vi: str
    en: str
    width: int = 14                 # of its column in the blank template, in characters
    must: bool = False              # a record without it can't be counted
    should: bool = False            # asked for, its lack is a question
    once: bool = False              # stands once a sheet, above the table
    lasting: bool = False           # stands above the first table for those below it on the sheet, too
    deniable: bool = False          # "Không", "Chưa có" in its cells says that there is none
    behind: str = ""                # a text that stands behind this field's figure: "2 (01 phiếu trắng, …)"
    template: bool = True           # has a column in the blank template
    computed: Mapping[str, str] = {}   # {count, of}: the share that the template's formula gives
    prompt: str = ""
    choices: tuple[str, ...] = ()     # offered by the blank template; other words may be typed
    kinds: tuple[Mapping[str, Any], ...] = ()
    kind_of: str = ""
    kind_from_table: bool = False   # the table's heading, caption or sheet name may tell the kind
    otherwise: str = ""


class Form(NamedTuple):
    """One form: its fields, and how units word them (heading wordings by key, labels, values)."""
    name: str
    order: int
    vi: str
    en: str
    sheet: str                      # the template's sheet name
    title: str                      # the template's heading
    needs: tuple[tuple[str, ...], ...]   # one of these sets of columns makes a table this form; "a|b": either
    fields: tuple[Field, ...]
    captions: tuple[str, ...] = ()  # words above a table that speak for this form
    never: tuple[str, ...] = ()     # words above a table that speak against it
    only: tuple[str, ...] = ()      # without one of these words above or in its heading a table isn't this form
    about: tuple[str, ...] = ("name", "unit", "item")   # what a row is about: the first of these that the table has
    instead: Mapping[str, str] = {}  # {name: unit}: where a table has no `name`, its `unit` is one
    second: Mapping[str, str] = {}  # {target: value}: the second of two `target` columns, where no other is `value`
    across: Mapping[str, str] = {}  # {key, value}: a column a `key` (unit) holds its `value` (final score)
    formula: Mapping[str, Any] = {}  # how points come from what was reached: kind, criteria, targets
    family: str = ""                # forms of one family may share a table, row by row
    subject: str = ""               # person or team
    counted: str = ""               # what the template's total row counts: "tiêu chí"
    beside: bool = False            # may speak of the year before or after: a conference "of 2024" reviews 2023
    internal: bool = False          # not sent by units
    headings: Mapping[str, tuple[str, ...]] = {}
    labels: Mapping[str, tuple[str, ...]] = {}
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    marks: Mapping[str, str] = {}

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields if field.key == key), None)


class Title(NamedTuple):
    """A title or form of commendation (danh hiệu, hình thức khen thưởng)."""
    code: str
    vi: str
    en: str
    subject: str                    # person, team or any
    branch: str                     # state, party or union
    level: str
    order: int
    also: tuple[str, ...] = ()      # other wordings; "*" stands for any words
    team: str = ""                  # the title that is meant where the row is a team
    rating: bool = False            # a rating that is often written as a title


class Rating(NamedTuple):
    code: str
    vi: str
    en: str
    order: int
    also: tuple[str, ...] = ()


class Source(NamedTuple):
    """A law, decree or guidance: its number is its key."""
    number: str
    vi: str
    en: str = ""                    # an agency's own text may have none
    start: datetime.date | None = None
    end: datetime.date | None = None
    link: str = ""
    confidence: str = ""            # H, M or L, as in the specialist's reference

    def name(self, lang: str = "vi") -> str:
        """What it is called in a language; in Vietnamese where it has no other name."""
        return (self.en if lang == "en" else "") or self.vi


class Period(NamedTuple):
    """A rule's limit, severity and source between two days, all on one line of data."""
    start: datetime.date | None
    end: datetime.date | None
    severity: str
    limit: str = ""
    source: str = ""
    article: str = ""
    checked: datetime.date | None = None
    unverified: bool = False
    more: Mapping[str, Any] = {}    # what else this period changes in the rule's `on`


class Rule(NamedTuple):
    """One rule, named by its fault, in all its periods."""
    code: str
    kind: str
    on: Mapping[str, Any]
    periods: tuple[Period, ...]
    check: str = ""
    topic: str = ""
    after: tuple[str, ...] = ()     # held back where one of these stands at the same row
    unknown: str = "warning"        # severity where there is too little data
    words: Mapping[str, str] = {}   # vi, vi_fix, vi_unknown, en, …
    changed_by: str = ""            # the agency file that changed it


class Catalogue(NamedTuple):
    """All data in force for a run, whatever the day."""
    forms: Mapping[str, Form]
    titles: Mapping[str, Title]
    ratings: Mapping[str, Rating]
    sources: Mapping[str, Source]
    rules: Mapping[str, Rule]
    rows: Mapping[str, Any]         # words of totals, groups, signatures, letterheads, marks
    common: Mapping[str, Any]       # headings, fillers and positions shared by all forms
    messages: Mapping[str, Mapping[str, str]]   # reading's own findings: code → severity, vi, vi_fix, en, en_fix
    words: Mapping[str, Mapping[str, Mapping[str, str]]]   # language → table → key → word of sheets and screens
    prizes: Mapping[str, Rates]     # title → its coefficients by day; the base salary and how sums are rounded
    decided: Mapping[str, tuple[str, str]] = {}    # key (`plain`) of a text → title or "", and a person's decision's id

    def unit_forms(self) -> list[Form]:
        """The forms that units send, in their order."""
        return sorted((form for form in self.forms.values() if not form.internal), key=lambda form: form.order)
