"""One module a kind of rule, each with one `check(law, batch)`; what a rule's data calls it is its name with hyphens.

A kind says what its rules must give (`NEEDS`, `FIELDS`, `FORMS`, `CHOICES`, `LIMIT`), and which facts (`FACTS`) it
gives.
"""
from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

KINDS: Mapping[str, ModuleType] = {
    found.name.replace("_", "-"): import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)}
