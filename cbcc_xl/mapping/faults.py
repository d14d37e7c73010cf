"""Why columns can't be mapped so: a field that two columns give, what the form needs and none gives."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cbcc_xl.catalogue import Form
from cbcc_xl.text.headings import ORDER

SAME_TWICE = ("titles", "note")    # fields that two columns may give
TITLED = ("titles", "title")       # types of field that may stand above the table instead


class MappingError(ValueError):
    """A mapping that can't be: one sentence for the person who asked for it."""


def fault(form: Form, keys: Sequence[str], words: Mapping[str, str], lang: str = "vi") -> str:
    """What a person has to mend before a table can be read so, in a sentence; empty where nothing is wrong."""
    twice = {key for key in keys if key and keys.count(key) > 1 and key not in SAME_TWICE and ":" not in key}
    if twice:
        return words["field-twice"].format(fields=_named(twice, form, words, lang))
    missing = _lacking(form, keys)
    if missing:
        return words["field-missing"].format(form=getattr(form, lang), fields=_named(missing, form, words, lang))
    return ""


def _lacking(form: Form, keys: Iterable[str]) -> set[str]:
    """The fewest fields of any set that makes a table this form, and that no column gives; titles may stand above."""
    given = {part.partition(":")[0] for key in keys for part in key.split("+") if part}
    above = {field.key for field in form.fields if field.type in TITLED}
    sets = [{need for need in needs if not set(need.split("|")) & (given | above)} for needs in form.needs]
    return min(sets, key=len, default=set())


def _named(keys: Iterable[str], form: Form, words: Mapping[str, str], lang: str) -> str:
    """Fields in words; "a|b" is either."""
    named = {field.key: getattr(field, lang) or field.vi for field in form.fields} | {ORDER: words["order"]}
    return ", ".join(named.get(part, part) for key in sorted(keys) for part in key.split("|"))
