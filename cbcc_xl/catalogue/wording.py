"""Words put to a finding, last of all and in the language asked.

Takes a finding (a code and figures) and the catalogue; gives the sentence, the way to put it right and the article.
Facts keep machine shapes (shares as decimals of one, codes, ISO dates); here they become what a clerk reads: `66,67%`,
`Lao động tiên tiến`, `20/12/2023`, "từ 70% trở lên".
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from string import Formatter
from typing import Any, NamedTuple

from cbcc_xl.catalogue.entries import Catalogue
from cbcc_xl.model import INFO, Finding

LIMITS = {"vi": {">=": "từ {} trở lên", ">": "trên {}", "<=": "không quá {}", "<": "dưới {}"},
          "en": {">=": "at least {}", ">": "more than {}", "<=": "at most {}", "<": "less than {}"}}
MAJORITY = {"vi": "quá nửa", "en": "more than half"}
DECIMAL = re.compile(r"-?\d+\.\d+")        # an exact decimal string, as records hold it
DECIDE = "cbcc-xl decide"
FOLDER = "THƯ-MỤC"      # where nobody knows in whose hands the inbox is
CLIPPED = 80        # characters of a unit's own text that a message repeats


class Words(NamedTuple):
    message: str
    fix: str
    basis: str      # the source and article, or the agency's own regulation; empty where none is cited
    decide: str = ""    # how to settle it once and for all, for who puts all files together


def words(finding: Finding, catalogue: Catalogue, lang: str = "vi", folder: str = "",
          to_unit: bool = False) -> Words:
    """The finding in words. A code without words (an agency's new one) is given by its code and facts.

    `folder`: the inbox, for a command that runs as it is told. `to_unit`: for who hasn't this program.
    """
    rule = catalogue.rules.get(finding.code)
    table = rule.words if rule else catalogue.messages.get(finding.code, {})
    form = finding.facts.get("form") or (rule.on.get("form") if rule else None)
    facts = _Facts(finding.facts, catalogue, lang, form)
    message = _put(table.get(_which(finding, table, lang)) or finding.code, facts)
    message = _with_dependents(message, finding, catalogue, lang)
    if waived := finding.facts.get("waived"):
        said = _put(catalogue.words[lang]["decided"]["waived"], _Facts(waived, catalogue, lang, form))
        return Words(f"{message} {said}", "", basis(finding, catalogue, lang))
    return Words(message, _fix(table, facts, lang, to_unit), basis(finding, catalogue, lang),
                 _decide(table, finding, facts, catalogue.words[lang]["decision"]["decide"], folder))


def _fix(table: Mapping[str, str], facts: _Facts, lang: str, to_unit: bool) -> str:
    """How to put it right; `vi_here` is what else who puts all files together can do."""
    fix, here = table.get(f"{lang}_fix", ""), table.get(f"{lang}_here", "")
    return _put(fix if to_unit or not here else fix.removesuffix(".") + here, facts)


def _decide(table: Mapping[str, str], finding: Finding, facts: _Facts, said: str, folder: str) -> str:
    """A command a line: what a clerk copies is run as it is, so that a choice is two of them."""
    if "decide" not in table or (finding.severity == INFO and table.get("severity") != INFO):
        return ""
    where = f'{DECIDE} "{folder}"' if folder else f"{DECIDE} {FOLDER}"
    return said.format(text="\n".join(f"{where} {_put(line, facts)}" for line in table["decide"].split("\n")))


def _with_dependents(message: str, finding: Finding, catalogue: Catalogue, lang: str) -> str:
    """The message with how many more rows are like it, and how many wait for it: "… (và 37 dòng phụ thuộc)."."""
    said = catalogue.words[lang]["economy"]
    more = [said[key].format(count=count) for key in ("alike", "dependents") if (count := finding.facts.get(key))]
    return f"{message.rstrip('.')} ({said['and'].join(more)})." if more else message


def _which(finding: Finding, table: Mapping[str, str], lang: str) -> str:
    """The key of the sentence: where data are missing or nothing was counted, the one for that if there is one."""
    if finding.outcome == "unknown" and f"{lang}_unknown" in table:
        return f"{lang}_unknown"
    return f"{lang}_zero" if finding.facts.get("count") == 0 and f"{lang}_zero" in table else lang


def basis(finding: Finding, catalogue: Catalogue, lang: str = "vi") -> str:
    """The article and document a finding rests on, as a Vietnamese document cites them: "điểm c khoản 1 Điều 28 …"."""
    source = catalogue.sources.get(finding.document or "")
    if source is None:
        return finding.document or ""
    return f"{article(finding.article or '', lang)} {source.name(lang)}".strip()


def article(text: str, lang: str = "vi") -> str:
    """`28.1.c` as cited: "điểm c khoản 1 Điều 28"; what has another shape is left as it is."""
    parts = re.fullmatch(r"(\d+[a-z]?)(?:\.(\d+))?(?:\.([a-zđ]))?", text)
    if not parts or lang != "vi":
        return f"art. {text}" if text and lang != "vi" else text
    number, clause, point = parts.groups()
    return " ".join(filter(None, (f"điểm {point}" if point else "", f"khoản {clause}" if clause else "",
                                  f"Điều {number}")))


def _put(template: str, facts: _Facts) -> str:
    return Formatter().vformat(template, (), facts)


class _Facts(dict[str, str]):
    """Facts as a reader sees them; a word of a template that no fact answers shows as "…"."""

    def __init__(self, facts: Mapping[str, Any], catalogue: Catalogue, lang: str, form: str | None) -> None:
        super().__init__({key: shown(key, value, catalogue, lang, form) for key, value in facts.items()})

    def __missing__(self, key: str) -> str:
        return "…"


def shown(key: str, value: Any, catalogue: Catalogue, lang: str = "vi", form: str | None = None) -> str:
    """One fact as text: its key tells what it is (`share…`, `title…`, `rating…`, `limit`, `date…`, `figure…`, `money…`,
    `field`, `form`).

    A key that `data/messages` has a table of words for (`why`) is one of those; `form` is whose fields are meant.
    """
    if value is None or value == "":
        return "…"
    if isinstance(value, (list, tuple)):
        return _listed(key, value, catalogue, lang, form)
    kind = key.split("_")[0]
    if kind in SENTENCES:
        return SENTENCES[kind](str(value), catalogue, lang, form)
    if isinstance(value, str) and value in (said := catalogue.words[lang].get(kind, {})):
        return said[value]
    if kind in ("share", "stated share") and isinstance(value, str):
        return percent(value, lang)
    if kind == "limit" and isinstance(value, str):
        return limit(value, lang)
    named = {"title": catalogue.titles, "rating": catalogue.ratings, "form": catalogue.forms}.get(kind)
    if named and value in named:
        return getattr(named[value], lang)
    if kind == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        return "/".join(reversed(str(value).split("-")))
    text = " ".join(str(value).split())
    if lang == "vi" and kind != "text" and DECIMAL.fullmatch(text):
        return text.replace(".", ",")
    return text if len(text) <= CLIPPED else text[:CLIPPED - 1] + "…"


def _listed(key: str, values: Iterable[Any], catalogue: Catalogue, lang: str, form: str | None) -> str:
    between = catalogue.words[lang]["need"]["or"] if key == "needs" else ", "
    return between.join(shown(key.removesuffix("s"), one, catalogue, lang, form) for one in values)


def percent(share: str, lang: str = "vi") -> str:
    """A share of one as a percentage with at most two decimals: "0.6667" → "66,67%"."""
    figure = (Decimal(share) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    text = f"{figure:f}"
    return f"{text.replace('.', ',') if lang == 'vi' else text}%"


def limit(text: str, lang: str = "vi") -> str:
    """`>= 70%` as words: "từ 70% trở lên"; "> 1/2" → "quá nửa"."""
    if text == "> 1/2":
        return MAJORITY[lang]
    parts = re.fullmatch(r"\s*(>=|<=|>|<)\s*(.+)", text)
    if not parts:
        return text
    figure = parts[2].replace(".", ",") if lang == "vi" else parts[2]
    return LIMITS[lang][parts[1]].format(figure)


def field(key: str, catalogue: Catalogue, lang: str = "vi", form: str | None = None) -> str:
    """What a field is called on its form, or on the first form that has it."""
    forms = [catalogue.forms[form]] if form and form in catalogue.forms else []
    found = next((found for one in (*forms, *catalogue.forms.values()) if (found := one.field(key))), None)
    return getattr(found, lang) or key if found else key


def need(text: str, catalogue: Catalogue, lang: str = "vi", form: str | None = None) -> str:
    """What a title takes: "rating:HTXSNV" → "xếp loại Hoàn thành xuất sắc nhiệm vụ"; several together joined by "+"."""
    said = catalogue.words[lang]["need"]
    parts = []
    for key, _, what in (part.partition(":") for part in text.split("+")):
        code, count, within = (re.split(r"[*/]", what) + ["", ""])[:3]
        kinds = catalogue.ratings if key in ("rating", "rated") else catalogue.titles
        known = [getattr(kinds[one], lang) if one in kinds else catalogue.words[lang]["scope"].get(one, one)
                 for one in code.split("|")]
        name = said["either"].join(known)
        parts.append(said[key].format(name, count=count, within=within) if key in said
                     else field(key, catalogue, lang, form))
    return said["and"].join(parts)


def merit(text: str, catalogue: Catalogue, lang: str = "vi", form: str | None = None) -> str:
    """A past award: "CSTDCS 2022" → "Chiến sĩ thi đua cơ sở 2022"."""
    code, _, year = text.partition(" ")
    known = catalogue.titles.get(code) or catalogue.ratings.get(code)
    return f"{getattr(known, lang)} {year}" if known else text


def counted(text: str, catalogue: Catalogue, lang: str = "vi", form: str | None = None) -> str:
    """What a stated figure counts (`Stated.what`): "rows:person" → "người", "marks:LDTT", "sum:headcount"."""
    kind, _, key = text.partition(":")
    if kind == "rows":
        return catalogue.words[lang]["counted"][key or kind]
    if not key:                                  # of a file that is too large: one of its parts, or a sheet
        return text
    known = catalogue.titles.get(key) or catalogue.ratings.get(key)
    return getattr(known, lang) if known else field(key, catalogue, lang, form)


def why(text: str, catalogue: Catalogue, lang: str = "vi", form: str | None = None) -> str:
    """By what something is known: "letter" → "ngày của văn bản", "note:rút" → "ghi chú “rút”"."""
    kind, _, said = text.partition(":")
    known = catalogue.words[lang]["why"].get(kind)
    return known.format(said) if known else text


def figure(text: str, catalogue: Catalogue, lang: str = "vi", form: str | None = None) -> str:
    """A decimal of the sheet: "1.65" → "1,65"."""
    return text.replace(".", ",") if lang == "vi" else text


def money(text: str, catalogue: Catalogue, lang: str = "vi", form: str | None = None) -> str:
    """A sum in VND: "1800000" → "1.800.000"."""
    grouped = f"{Decimal(text):,f}"
    return grouped.replace(",", " ").replace(".", ",").replace(" ", ".") if lang == "vi" else grouped


SENTENCES = {"field": field, "figure": figure, "money": money, "year": merit, "need": need, "what": counted, "why": why}
