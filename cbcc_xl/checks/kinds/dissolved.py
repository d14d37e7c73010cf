"""A body that may be no more on the day of the decision, in whose name a title is given or a post elected: a question.

Takes a branch of titles and words of posts; told once a file, at its first row. Whether the body still stands, the
sheets can't tell.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import UNKNOWN, Finding, Record
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("branch", "posts")
FACTS = ("count", "text")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    titles = {code for code, title in batch.catalogue.titles.items() if title.branch == law.on["branch"]}
    posts = [f" {plain(post)} " for post in law.on["posts"]]
    files: dict[str, list[tuple[Record, str]]] = {}
    for records in batch.forms.values():
        for record in records:
            if said := _named(record, titles, posts, batch):
                files.setdefault(record.file, []).append((record, said))
    for rows in files.values():
        record, said = rows[0]
        facts = {**batch.subject(record), "text": said, "count": len(rows)}
        yield law.finding(record.origin("titles", "title", "post"), facts, UNKNOWN)


def _named(record: Record, titles: set[str], posts: list[str], batch: Batch) -> str:
    """The title or the post that speaks of the body."""
    own = (*record.values.get("titles", ()), *([record.values["title"]] if "title" in record.values else ()))
    code = next((code for code in own if code in titles), None)
    if code:
        return batch.catalogue.titles[code].vi
    post = str(record.values.get("post", ""))
    return post if any(word in f" {plain(post)} " for word in posts) else ""
