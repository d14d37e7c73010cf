"""What all tests share: hypothesis without a clock, the same examples on every run of the watch; `--golden`."""
import os

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write tests/commands anew instead of comparing")
