"""The data files as typed values, an agency's own files laid over them.

Takes TOML under `cbcc_xl/data` and any number of agency files; gives one `Catalogue`, small and picklable.
Raises `CatalogueError` with the file's name for a file that can't be read or says something unknown.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tomli

from cbcc_xl.catalogue.agency import faults
from cbcc_xl.catalogue.entries import Catalogue, CatalogueError, Field, Form, Period, Rating, Rule, Source, Title
from cbcc_xl.catalogue.expected import WORDS, unwritable
from cbcc_xl.catalogue.overlay import lay_over
from cbcc_xl.catalogue.prizes import Rate, rates_of
from cbcc_xl.catalogue.worded import Lent, headings, labels, lent_by_all
from cbcc_xl.text.refused import refused

DATA = Path(__file__).resolve().parent.parent / "data"


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
