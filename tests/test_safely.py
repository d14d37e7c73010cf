"""A file is written whole or not at all, and whatever hinders it is said in one sentence."""
import os
import sys

import pytest

from cbcc_xl.outputs.safely import OutputError, folder, writing


def test_the_new_file_stands_at_its_place_and_nothing_beside_it(tmp_path):
    target = tmp_path / "tổng hợp.xlsx"
    target.write_text("cũ")
    with writing(target) as draft:
        assert draft.parent == tmp_path and draft.suffix == ".xlsx"
        draft.write_text("mới")
        assert target.read_text() == "cũ"
    assert target.read_text() == "mới"
    assert os.listdir(tmp_path) == ["tổng hợp.xlsx"]


def test_a_failure_leaves_the_old_file_and_no_draft(tmp_path):
    target = tmp_path / "bao_cao.json"
    target.write_text("cũ")
    with pytest.raises(ZeroDivisionError), writing(target) as draft:
        draft.write_text("dở dang")
        raise ZeroDivisionError
    assert target.read_text() == "cũ"
    assert os.listdir(tmp_path) == ["bao_cao.json"]


def test_a_missing_folder_is_named(tmp_path):
    target = tmp_path / "không có ở đây" / "a.xlsx"
    with pytest.raises(OutputError, match=r"thư mục .*không có ở đây không tồn tại\.$"), writing(target):
        pytest.fail("nothing may be written")


def test_a_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(OutputError, match="không phải là thư mục"), writing(tmp_path / "a" / "b.xlsx"):
        pytest.fail("nothing may be written")


def test_a_folder_in_place_of_the_file(tmp_path):
    with pytest.raises(OutputError, match="đó là một thư mục"), writing(tmp_path):
        pytest.fail("nothing may be written")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk():
    with pytest.raises(OutputError, match="ổ đĩa đã đầy") as caught, writing("/dev/full") as draft:
        draft.write_text("x")
    assert "\n" not in str(caught.value)
    assert os.path.exists("/dev/full")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a device")
def test_a_device_is_written_to_and_not_replaced():
    with writing(os.devnull) as draft:
        draft.write_text("x")
    assert not os.path.isfile(os.devnull)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom the system can refuse")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="không có quyền ghi"), writing(tmp_path / "a.xlsx") as draft:
            draft.write_text("x")
    finally:
        tmp_path.chmod(0o700)


def test_an_error_of_another_file_is_not_called_an_output_error(tmp_path):
    with pytest.raises(FileNotFoundError) as caught, writing(tmp_path / "a.xlsx"):
        (tmp_path / "không có.xlsx").read_bytes()
    assert not isinstance(caught.value, OutputError)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "thật.json", tmp_path / "nối.json"
    real.write_text("cũ")
    link.symlink_to(real)
    with writing(link) as draft:
        draft.write_text("mới")
    assert link.is_symlink() and real.read_text() == "mới"


def test_a_folder_is_made_and_a_file_in_its_place_is_said(tmp_path):
    assert folder(tmp_path / "a" / "b").is_dir()
    (tmp_path / "c").write_text("")
    with pytest.raises(OutputError, match="đã có một tệp trùng tên"):
        folder(tmp_path / "c")
