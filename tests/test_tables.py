"""Records as Parquet: one file a form, counts whole, shares exact, titles a list, each row with its origin."""
import datetime

import pytest

from cbcc_xl.catalogue import in_force, load
from cbcc_xl.model import Record
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.tables import to_parquet
from cbcc_xl.pipeline.consolidation import Consolidation, Records, Summary

parquet = pytest.importorskip("pyarrow.parquet")
DAY = datetime.date(2023, 12, 20)


@pytest.fixture
def consolidation():
    where = {"name": "C", "titles": "G", "agree": "H"}
    records = [Record("award-person", "Phòng A", "a.xlsx", "Cá nhân", 11,
                      {"name": "Lê An", "titles": ["LDTT", "GK"], "agree": 12, "share": "0.955"}, where),
               Record("award-person", "Phòng A", "a.xlsx", "Cá nhân", 12, {"name": "Lê Bình", "titles": ["LDTT"]},
                      where),
               Record("vote", None, "b.xlsx", "Biểu quyết", 8, {"item": "Nghị quyết"}, {"item": "B"})]
    catalogue = load()
    return Consolidation(2023, DAY, catalogue, in_force(catalogue, DAY), (), Records(records), (), Summary(), (), {})


def test_one_file_a_form(consolidation, tmp_path):
    files = to_parquet(consolidation, tmp_path / "bảng")
    assert [file.name for file in files] == ["award-person.parquet", "vote.parquet"]
    first, second = parquet.read_table(files[0]).to_pylist()
    assert (first["titles"], first["agree"], first["share"]) == (["LDTT", "GK"], 12, "0.955")
    assert (first["file"], first["row"], first["cell_agree"], first["sent_by"]) == ("a.xlsx", 11, "H11", "Phòng A")
    assert second["agree"] is None and second["share"] is None
    assert str(parquet.read_schema(files[0]).field("agree").type) == "int64"


def test_a_file_in_place_of_the_folder(consolidation, tmp_path):
    (tmp_path / "bảng").write_text("")
    with pytest.raises(OutputError, match="trùng tên"):
        to_parquet(consolidation, tmp_path / "bảng")
