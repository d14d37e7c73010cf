"""One round of fuzzing: the target, instrumented, with mutations that reach into the parts of a package."""
from __future__ import annotations

import random
import resource
import sys
from pathlib import Path

import atheris

from tests.fuzz import packages

MEMORY = 3 * 2**30

with atheris.instrument_imports(include=["cbcc_xl"]):
    from tests.fuzz import targets


def main() -> None:
    target, reached, *options = sys.argv[1:]
    packages.sow(target, Path(reached))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    known = {} if target == "text" else {"custom_mutator": mutated}
    atheris.Setup([sys.argv[0], reached, *options], targets.TARGETS[target], **known)
    atheris.Fuzz()


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """A part of a package mutated, and packed again; other bytes as they are."""
    chance = random.Random(seed)
    parts = packages.parts(data) if chance.random() < 0.9 else {}
    if not parts:
        return bytes(atheris.Mutate(data, most))
    name = chance.choice(sorted(parts))
    parts[name] = bytes(atheris.Mutate(parts[name], len(parts[name]) + 1_000)) if chance.random() < 0.6 else \
        packages.spliced(parts[name], chance)
    made = packages.pack(parts)
    return made if len(made) <= most else data


main()
