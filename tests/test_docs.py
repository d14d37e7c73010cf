"""The pages say what is so: produced pages and shown outputs are today's, links and paths lead somewhere.

A page that differs is written anew by `make docs`.
"""
import re
from pathlib import Path

import pytest

import make
from tools import pages

HOME = Path(__file__).resolve().parent.parent
PAGES = sorted(path.relative_to(HOME).as_posix() for path in (*HOME.glob("*.md"), *HOME.glob("docs/**/*.md")))
SAYING_WHERE = ("ARCHITECTURE.md", "CONTRIBUTING.md")
ROOMS = {path.stem for path in (HOME / "cbcc_xl").iterdir()
         if path.suffix == ".py" or (path / "__init__.py").exists()} - {"__init__"}


@pytest.mark.parametrize("name", sorted(pages.produced()))
def test_produced_page_is_todays(name: str) -> None:
    assert (HOME / name).read_text("utf-8") == pages.produced()[name], "run `make docs`"


@pytest.mark.parametrize("name", pages.WRITTEN)
def test_shown_output_is_todays(name: str) -> None:
    text = (HOME / name).read_text("utf-8")
    assert text == pages.shown_again(text), "run `make docs`"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    text = (HOME / name).read_text("utf-8")
    linked = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text)
    assert not [link for link in linked if not (HOME / name).parent.joinpath(link).exists()]


@pytest.mark.parametrize("name", SAYING_WHERE)
def test_named_paths_exist(name: str) -> None:
    """`cbcc_xl/checks/<kind>.py` names what stands there; a `<word>` may be anything."""
    named = re.findall(r"`((?:cbcc_xl|tests|docs|tools|benchmarks|notebooks|templates_xlsx)/[^`\s:]*)`",
                       (HOME / name).read_text("utf-8"))
    assert named
    assert not [path for path in named if not any(HOME.glob(re.sub("<[^>]+>", "*", path.rstrip("/"))))]


def test_named_tests_exist() -> None:
    """A promise in ARCHITECTURE names the test that holds it."""
    named = re.findall(r"`(test_\w+)\.py::(test_\w+)`", (HOME / "ARCHITECTURE.md").read_text("utf-8"))
    assert named
    assert not [(module, test) for module, test in named
                if f"\ndef {test}(" not in (HOME / f"tests/{module}.py").read_text("utf-8")]


def test_architecture_has_a_line_for_each_room() -> None:
    text = (HOME / "ARCHITECTURE.md").read_text("utf-8")
    assert not [room for room in sorted(ROOMS) if f"| `{room}` |" not in text]


def test_readme_shows_tasks_that_exist_and_the_watch_runs_its_test_command() -> None:
    readme = (HOME / "README.md").read_text("utf-8")
    shown = re.findall(r"make\.p(?:y|s1) ([\w-]+)", readme)
    assert {"demo", "test"} <= set(shown) <= set(make.TASKS)
    assert "python3 make.py test\n" in readme
    assert "\npython3 make.py test " in (HOME / ".ci/run").read_text("utf-8")


def test_makefile_has_every_task() -> None:
    makefile = (HOME / "Makefile").read_text("utf-8")
    (listed,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert listed.split() == list(make.TASKS)
