"""A rule as lines of text: what it says, how severe, by which article, and what changed between two views.

Takes laws (a rule as it stands in one period) and the catalogue; gives lines in the language asked.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cbcc_xl.catalogue import Catalogue, Change, Law, Rulebook


def text(law: Law, catalogue: Catalogue, lang: str) -> str:
    """What the rule says, its figures left open; what it is about and what it takes are known."""
    from cbcc_xl.catalogue.wording import words
    from cbcc_xl.model import Finding, Origin

    titles = law.on.get("titles") or [law.on.get("title")]
    facts = {"limit": law.limit, "ratings": [law.limit], "titles": list(filter(None, titles)),
             "needs": _ways(law.on.get("any_of", ()))}
    facts = {key: value for key, value in facts.items() if value and value != [""]}
    return words(Finding(law.code, law.severity, Origin(), facts), catalogue, lang).message


def told(law: Law, catalogue: Catalogue, lang: str) -> str:
    """Severity, limit, article and document, and what one must know before relying on it."""
    return " · ".join(filter(None, (
        _severity(law.severity, catalogue, lang), _limit(law.limit, catalogue, lang),
        _cited(law.document, law.article, catalogue, lang), _verified(law, catalogue, lang),
        catalogue.rules[law.code].changed_by)))


def bases(law: Law, catalogue: Catalogue, lang: str) -> dict[str, str]:
    """Of an election's rule: kind of election → what the majority is taken of, how severe, by which article."""
    return {", ".join(law.on["posts"][line["posts"]]) if "posts" in line else "…": _base(line, law, catalogue, lang)
            for line in law.on.get("bases", ())}


def _base(line: Mapping[str, Any], law: Law, catalogue: Catalogue, lang: str) -> str:
    field = catalogue.forms[law.on["form"]].field(line["base"])
    source, article = (line["source"], line.get("article", "")) if "source" in line else (law.document, law.article)
    return " · ".join(filter(None, (getattr(field, lang), _severity(line.get("severity", ""), catalogue, lang),
                                    _cited(source, article, catalogue, lang))))


def differences(found: Iterable[Change], before: Rulebook, after: Rulebook, catalogue: Catalogue,
                lang: str) -> Iterator[str]:
    """A head line with the two days, then the rules that came, went and changed."""
    said: Any = catalogue.words[lang]["changes"]
    changes = list(found)
    yield said["head"].format(before=f"{before.day:%d/%m/%Y}", after=f"{after.day:%d/%m/%Y}", count=len(changes))
    for what in ("came", "went", "changed"):
        those = [change for change in changes if change.what == what]
        if those:
            yield said[what].format(count=len(those))
        for change in those:
            yield f"  {change.code}: {text(change.after or change.before, catalogue, lang)}"   # type: ignore[arg-type]
            yield from (f"      {line}" for line in _difference(change, catalogue, lang))


def _difference(change: Change, catalogue: Catalogue, lang: str) -> Iterator[str]:
    old, new = change.before, change.after
    if old is None or new is None:
        yield told(old or new, catalogue, lang)                                                # type: ignore[arg-type]
        return
    said: Any = catalogue.words[lang]["changes"]
    for part in change.parts:
        for name, before, after in _turned(part, old, new, catalogue, lang):
            if before != after:
                yield f"{said.get(name, name)}: {before or said['none']} → {after or said['none']}"


def _turned(part: str, old: Law, new: Law, catalogue: Catalogue, lang: str) -> Iterator[tuple[str, str, str]]:
    """One part that differs, by its name and as it stood before and after; one line for each kind of election."""
    if part == "bases":
        before, after = bases(old, catalogue, lang), bases(new, catalogue, lang)
        yield from ((posts, before.get(posts, ""), after.get(posts, "")) for posts in {**before, **after})
    else:
        yield part, _part(part, old, catalogue, lang), _part(part, new, catalogue, lang)


def _part(part: str, law: Law, catalogue: Catalogue, lang: str) -> str:
    if part == "basis":
        return _cited(law.document, law.article, catalogue, lang)
    if part == "unverified":
        return _verified(law, catalogue, lang) or str(catalogue.words[lang]["changes"]["verified"])
    if part in ("severity", "unknown"):
        return _severity(getattr(law, part), catalogue, lang)
    if part == "limit":
        return _limit(law.limit, catalogue, lang)
    return _setting(part, law.on.get(part, getattr(law, part, "")), catalogue, lang)


def _setting(key: str, value: Any, catalogue: Catalogue, lang: str) -> str:
    """A setting as an agency's file writes it; what a title takes in words."""
    from cbcc_xl.catalogue.wording import shown

    if key == "any_of":
        return shown("needs", _ways(value), catalogue, lang)
    if isinstance(value, str) and (kind := _kind(value, catalogue, lang)):
        return shown(kind, value, catalogue, lang)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_setting(name, one, catalogue, lang)}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_setting(key, one, catalogue, lang) for one in value)
    return str(value)


def _ways(any_of: Iterable[Iterable[str]]) -> list[str]:
    """The ways of `any_of` as facts have them, those that go together joined by "+"."""
    return ["+".join(together) for together in any_of]


def _kind(text: str, catalogue: Catalogue, lang: str) -> str:
    """As which fact a setting's word is shown; nothing for a word of the data files' own."""
    if text.partition(":")[0] in catalogue.words[lang]["need"]:
        return "need"
    return "title" if text in catalogue.titles else "rating" if text in catalogue.ratings else ""


def _severity(severity: str, catalogue: Catalogue, lang: str) -> str:
    return catalogue.words[lang]["severity"].get(severity, severity)


def _verified(law: Law, catalogue: Catalogue, lang: str) -> str:
    return catalogue.words[lang]["summary"]["unverified"] if law.unverified else ""


def _limit(limit: str, catalogue: Catalogue, lang: str) -> str:
    from cbcc_xl.catalogue import wording

    return wording.shown("rating", limit, catalogue, lang) if limit in catalogue.ratings else wording.limit(limit, lang)


def _cited(source: str, article: str, catalogue: Catalogue, lang: str) -> str:
    from cbcc_xl.catalogue.wording import basis
    from cbcc_xl.model import Finding, Origin

    return basis(Finding("", "", Origin(), {}, document=source, article=article), catalogue, lang)
