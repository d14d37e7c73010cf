"""Reading on a Dask cluster: a real scheduler and real worker processes, asked by the command."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cbcc_xl.cli import main

distributed = pytest.importorskip("distributed")


def test_a_cluster_reads_what_this_machine_reads(tmp_path: Path) -> None:
    assert main(["demo", str(tmp_path)]) == 0
    inbox = next(path for path in sorted(tmp_path.rglob("*")) if path.is_dir() and len(list(path.rglob("*.xlsx"))) > 3)

    def report(name: str, *where: str) -> Any:
        made = tmp_path / f"{name}.json"
        main(["consolidate", str(inbox), "--year", "2023", "--json", str(made), "-o", str(tmp_path / f"{name}.xlsx"),
              *where])
        return json.loads(made.read_text("utf-8"))

    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        assert report("cluster", "--dask", cluster.scheduler_address) == report("here")


def test_no_cluster_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("Họ và tên;Danh hiệu\nNguyễn Thị Hòa;LĐTT\n", "utf-8")
    status = main(["consolidate", str(tmp_path), "-o", str(tmp_path / "th.xlsx"), "--dask", "tcp://127.0.0.1:1"])
    assert status == 2
    assert "Không kết nối được cụm Dask ở tcp://127.0.0.1:1." in capsys.readouterr().err
    assert not (tmp_path / "th.xlsx").exists()
