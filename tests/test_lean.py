"""Consolidating loads nothing heavy: pandas, polars, numpy, Jupyter and their like are extras."""
import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from cbcc_xl import demo

HEAVY = {
    "pandas", "polars", "numpy", "pyarrow", "matplotlib", "dask", "distributed", "IPython", "ipywidgets",
    "jupyter_core", "jupyter_client", "notebook", "nbformat", "traitlets", "xlwings", "jsonschema", "selenium",
}
READERS = {"openpyxl", "python_calamine", "lxml", "msgspec", "pebble", "zipfile", "json", "tomli"}
HOME = Path(__file__).resolve().parent.parent
# Where a package of an extra may be named; everywhere else only what `pip install cbcc_xl` brings.
EXTRAS = {
    "pandas": "outputs/tables.py pipeline/consolidation.py",
    "xlrd": "grid/xls.py",
    "distributed": "pipeline/on_dask.py",
    "xlwings": "excel/*.py",
    "ipywidgets": "widgets/*.py",
    "traitlets": "widgets/*.py",
    "matplotlib": "widgets/*.py",
}
TOLD = "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
COMMAND = f"""
import sys
from cbcc_xl.cli import main
try:
    main(sys.argv[1:])
finally:
    {TOLD}
"""
# Reading, judging and writing in one process: what a worker loads is seen too.
ALL_HERE = f"""
import sys
from concurrent.futures import ThreadPoolExecutor
import cbcc_xl
with ThreadPoolExecutor(1) as executor:
    result = cbcc_xl.consolidate(sys.argv[1], executor=executor)
result.to_excel(sys.argv[2])
result.to_json(sys.argv[3])
{TOLD}
"""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lean")
    agency = demo.AGENCIES[0]
    agency.make(folder / agency.folder)
    return folder / agency.folder


def test_consolidating_loads_no_extra(inbox: Path) -> None:
    summary, report = inbox.parent / "summary.xlsx", inbox.parent / "report.json"
    loaded = _loaded(ALL_HERE, str(inbox), str(summary), str(report))
    assert summary.exists() and report.exists()
    assert "python_calamine" in loaded, "the files were not read in this process: nothing is proved"
    assert not loaded & HEAVY


def test_the_command_loads_no_extra(inbox: Path) -> None:
    summary = inbox.parent / "again.xlsx"
    assert not _loaded(COMMAND, "consolidate", str(inbox), "-o", str(summary)) & HEAVY
    assert summary.exists()


def test_the_core_install_brings_what_is_imported() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    core = {_canonical(re.split("[<>=~ ]", needed)[0]) for needed in project["dependencies"]}
    found_in = packages_distributions()
    for path, module in _imports(HOME / "cbcc_xl"):
        if not any(path.match(f"cbcc_xl/{place}") for place in EXTRAS.get(module, "").split()):
            assert {_canonical(name) for name in found_in[module]} & core, f"{path} imports {module}"


def _imports(package: Path) -> Iterator[tuple[Path, str]]:
    """Each file with the packages of others that it names anywhere."""
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else \
                [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"cbcc_xl"}:
                yield path, module


def _canonical(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def test_version_and_help_load_no_reader() -> None:
    for asked in ("--version", "--help"):
        assert not _loaded(COMMAND, asked) & (HEAVY | READERS)


def _loaded(script: str, *arguments: str) -> set[str]:
    """The top-level modules in memory when a script is done."""
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, encoding="utf-8")
    return set(done.stderr.splitlines()[-1].split())
