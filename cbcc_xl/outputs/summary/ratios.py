"""Every cap and share that the rules take: how many of how many, what is asked, by how many it is met or missed.

The figures are the rules' own, of what is met as well as of what is not; here they get words, a margin and a note on
how the limit was rounded.
"""
from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cbcc_xl.catalogue.wording import basis, limit, percent
from cbcc_xl.model import Finding
from cbcc_xl.outputs.summary.edition import Edition, contradicts
from cbcc_xl.outputs.summary.given import Row, Table, figure
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.outputs.summary.sources import rule_name
from cbcc_xl.tally import parse_limit

KEYS = ("no", "rule", "about", "unit", "count", "of", "share", "limit", "bound", "margin", "verdict", "note", "basis",
        "file", "sheet", "origin", "code")


def ratios(edition: Edition) -> Table:
    found = edition.shares

    def rows(layout: Layout) -> Iterator[Row]:
        for number, one in enumerate(found, 1):
            facts = one.facts
            yield [number, rule_name(edition, one.code), _about(edition, facts), facts.get("unit"), facts.get("count"),
                   facts.get("of"), figure(facts.get("share")), limit(facts.get("limit", ""), edition.lang) or None,
                   *_bound(facts), edition.mark(edition.outcome(one)), _note(edition, one),
                   basis(one, edition.catalogue, edition.lang) or None, *_origin(edition, one), one.code]

    return Table("ratios", KEYS, len(found), rows, marked=frozenset({"verdict"}), empty=edition.word("summary", "none"))


def figures(edition: Edition) -> dict[str, int]:
    """How many are met, not met, in doubt, without data: for the legend."""
    return {f"ratios_{outcome}": sum(edition.outcome(one) == outcome for one in edition.shares)
            for outcome in ("met", "not-met", "doubt", "unknown")}


def _about(edition: Edition, facts: dict[str, Any]) -> str:
    known = (facts.get(key) for key in ("name", "item", "post", "unit"))
    return next((str(one) for one in known if one), edition.word("summary", "whole_inbox"))


def _bound(facts: dict[str, Any]) -> Row:
    """The number that is asked or allowed, and by how many the count keeps to it (below 0: misses it)."""
    count = facts.get("count")
    if "need" in facts:
        return facts["need"], None if count is None else count - facts["need"]
    if "most" in facts:
        return facts["most"], None if count is None else facts["most"] - count
    return None, None


def _note(edition: Edition, one: Finding) -> str | None:
    """What the limit comes to before rounding, and the other ways to read it; or that the figures can't be right."""
    facts = one.facts
    of, text = facts.get("of"), facts.get("limit")
    if not of or not text or not {"need", "most"} & facts.keys():
        return None
    if contradicts(one):
        return edition.word("rounding", "contradicts").format_map(facts)
    product = parse_limit(text).value * of
    if product.denominator == 1 and "most" not in facts:
        return None
    exact = (Decimal(product.numerator) / product.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    shown = {**facts, "limit": text.lstrip("<>= "), "product": f"{exact:f}",
             **{key: percent(facts[key], edition.lang) for key in facts if key.startswith("share")}}
    if edition.lang == "vi":
        shown |= {key: shown[key].replace(".", ",") for key in ("limit", "product")}
    said = edition.catalogue.words[edition.lang]["rounding"]
    ways = ["need" if "need" in facts else "most", *(way for way in ("rounded", "most_exclusive", "most_both")
                                                     if way in facts)]
    return "; ".join(said[way].format_map(shown) for way in ways)


def _origin(edition: Edition, one: Finding) -> Row:
    file, sheet, cell = one.origin
    return (file, sheet, edition.links.to(file, sheet, cell)) if file else (None, None, None)
