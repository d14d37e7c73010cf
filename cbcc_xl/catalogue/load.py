"""The data files as typed values, an agency's own files laid over them.

Takes TOML under `cbcc_xl/data` and any number of agency files; gives one `Catalogue`, small and picklable.
Raises `CatalogueError` with the file's name for a file that can't be read or says something unknown.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from cbcc_xl.catalogue.agency import faults
from cbcc_xl.catalogue.expected import WORDS, unwritable
from cbcc_xl.catalogue.overlay import lay_over
from cbcc_xl.catalogue.prizes import Rate, Rates, rates_of
from cbcc_xl.catalogue.worded import Lent, headings, labels, lent_by_all
from cbcc_xl.text.refused import refused

DATA = Path(__file__).resolve().parent.parent / "data"


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

    def unit_forms(self) -> list[Form]:
        """The forms that units send, in their order."""
        return sorted((form for form in self.forms.values() if not form.internal), key=lambda form: form.order)


def load(agency: Iterable[str | Path] = ()) -> Catalogue:
    """The built-in data with the agency's files laid over it, in the order given."""
    raw = _built_in()
    for path in agency:
        _lay_over(raw, Path(path))
    return _typed(raw)


def _lay_over(raw: dict[str, Any], path: Path) -> None:
    """CatalogueError for the first fault of the file, before anything of it is used."""
    table = read_toml(path)
    try:
        fault = "có ký tự không phải chữ" if unwritable(table) else next(faults(table, raw, TYPES), None)
    except RecursionError as error:
        raise CatalogueError(f"Tệp quy tắc {path.name}: {TOO_DEEP}.") from error
    if fault:
        raise CatalogueError(f"Tệp quy tắc {path.name}: {fault}.")
    lay_over(raw, table, path.name)


def read_toml(path: Path) -> dict[str, Any]:
    """One TOML file; `CatalogueError` says in Vietnamese why it can't be read."""
    try:
        return tomli.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise CatalogueError(f"Không mở được tệp quy tắc {path}: {refused(error)}.") from error
    except tomli.TOMLDecodeError as error:
        raise CatalogueError(f"Tệp quy tắc {path} viết sai ở dòng {error.lineno}, cột {error.colno}.") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"Tệp quy tắc {path} không lưu bằng bảng mã UTF-8.") from error
    except RecursionError as error:
        raise CatalogueError(f"Tệp quy tắc {path}: {TOO_DEEP}.") from error


def _built_in() -> dict[str, Any]:
    folder = {part: {path.stem: read_toml(path) for path in sorted((DATA / part).glob("*.toml"))}
              for part in ("forms", "wordings", "messages")}
    rules: dict[str, Any] = {}
    for path in sorted((DATA / "rules").rglob("*.toml")):
        for code, table in read_toml(path).items():
            rules[code] = {**table, "topic": path.parent.name}
    return {"form": folder["forms"], "wording": folder["wordings"], "message": folder["messages"].pop("findings"),
            "words": folder["messages"], "title": read_toml(DATA / "titles.toml"),
            "rating": read_toml(DATA / "ratings.toml"), "source": read_toml(DATA / "sources.toml"),
            "prize": read_toml(DATA / "prizes.toml"), "rules": rules}


def _typed(raw: Mapping[str, Any]) -> Catalogue:
    wordings = raw["wording"]
    common = wordings["common"]
    try:
        lent = lent_by_all(raw["form"], wordings)
        return Catalogue(
            forms={name: _form({"name": name, **table}, wordings.get(name, {}), common, lent)
                   for name, table in raw["form"].items()},
            titles={code: _made(Title, {"code": code, **table}) for code, table in raw["title"].items()},
            ratings={code: _made(Rating, {"code": code, **table}) for code, table in raw["rating"].items()},
            sources={number: _source(number, table) for number, table in raw["source"].items()},
            rules={code: _known_rule(code, table) for code, table in raw["rules"].items()},
            rows=wordings["rows"], common=common, messages=raw["message"], words=raw["words"],
            prizes={code: rates_of(table) for code, table in raw["prize"].items()})
    except (TypeError, KeyError, AttributeError) as error:
        raise CatalogueError(f"Dữ liệu danh mục thiếu hoặc viết sai mục {_named(error)}.") from error


def _made(kind: Any, table: Mapping[str, Any]) -> Any:
    """A typed tuple from a TOML table, its lists as tuples; an unknown key raises TypeError."""
    return kind(**{key: _frozen(value) for key, value in table.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def _form(table: Mapping[str, Any], wording: Mapping[str, Any], common: Mapping[str, Any], lent: Lent) -> Form:
    plain = {**table, "fields": tuple(_made(Field, {"en": "", **field}) for field in table["fields"])}
    return _made(Form, {**plain, "headings": headings(table, wording, common, lent), "labels": labels(table, wording),
                        "values": {key: {code: tuple(words) for code, words in one.items()}
                                   for key, one in wording.get("values", {}).items()},
                        "marks": wording.get("marks", {})})


def _source(number: str, table: Mapping[str, Any]) -> Source:
    renamed = {{"from": "start", "to": "end"}.get(key, key): value for key, value in table.items()}
    return _made(Source, {"number": number, **renamed})


# What an agency's tables become; `field` is one field of a form.
TYPES: Mapping[str, type] = {"title": Title, "rating": Rating, "source": Source, "form": Form, "field": Field,
                               "prize": Rate}
TOO_DEEP = "các bảng, danh sách lồng nhau quá nhiều tầng; viết mỗi quy tắc thành một bảng [mã quy tắc]"
PERIOD_KEYS = {"severity", "limit", "source", "article", "checked", "unverified"}


def _period(line: Mapping[str, Any]) -> Period:
    more = {key: value for key, value in line.items() if key not in PERIOD_KEYS | {"from", "to"}}
    return Period(start=line.get("from"), end=line.get("to"), more=more,
                  **{key: value for key, value in line.items() if key in PERIOD_KEYS})


def _known_rule(code: str, table: Mapping[str, Any]) -> Rule:
    try:
        return _rule(code, table)
    except (TypeError, KeyError, AttributeError) as error:
        place = f"Tệp quy tắc {table['changed_by']}" if table.get("changed_by") else "Dữ liệu danh mục"
        raise CatalogueError(f"{place}: quy tắc “{code}” thiếu hoặc viết sai mục {_named(error)}.") from error


def _named(error: Exception) -> str:
    """The keys that Python's complaint names: "missing 1 required positional argument: 'severity'"."""
    return ", ".join(re.findall(r"'(\w+)'", str(error))) or str(error)


def _rule(code: str, table: Mapping[str, Any]) -> Rule:
    words = {key: text for key, text in table.items() if key in WORDS}
    taken = {key: _frozen(table[key]) for key in table if key not in WORDS and key != "in_force"}
    return Rule(code=code, periods=tuple(_period(line) for line in table["in_force"]), words=words, **taken)
