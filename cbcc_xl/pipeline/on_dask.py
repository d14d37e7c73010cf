"""Reading on a Dask cluster: its client as a `concurrent.futures` executor. Needs the `dask` extra."""
from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from cbcc_xl.catalogue import CatalogueError

SECONDS = 10                       # to reach the scheduler


@contextmanager
def executor(address: str) -> Iterator[Executor]:
    """The cluster at an address such as `tcp://host:8786`; one sentence where it can't be reached."""
    try:
        from distributed import Client
    except ImportError as error:
        raise CatalogueError("Chưa cài Dask: pip install 'cbcc_xl[dask]'.") from error
    try:
        client = Client(address, timeout=SECONDS)
    except (OSError, ValueError) as error:
        raise CatalogueError(f"Không kết nối được cụm Dask ở {address}.") from error
    with client, client.get_executor() as pool:
        yield pool
