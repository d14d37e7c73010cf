"""Both notebooks in a real JupyterLab in a real Chromium, driven by clicks and keys as a person drives them.

One server and one browser for all; each with folders of its own, so that nothing of this machine's Jupyter is read or
written. Pictures of the steps lie in the tests' temporary folders. Without Chromium they are skipped; in CI they fail.
"""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

import cbcc_xl as cx
from cbcc_xl import demo

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
CHROMIUM, DRIVER = (shutil.which(name) for name in ("chromium", "chromedriver"))
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1400,1200")
SECONDS = 60                       # to wait for what should come at once on a free machine
CLICKS = 3
FETCH = """fetch(arguments[0].href).then(async answer =>
    arguments[1]([answer.status, (await answer.text()).slice(0, 2)]))"""
OFFICE = "2. Văn phòng Tỉnh ủy"

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER) and os.environ.get("CI") != "true", reason="no Chromium here")


class Lab:
    """JupyterLab over a folder that holds the notebooks, as seen in a browser."""

    def __init__(self, root: Path, url: str, browser: webdriver.Chrome) -> None:
        self.root, self.url, self.browser = root, url, browser
        self.opened = 0

    def run(self, notebook: str) -> None:
        """Open a notebook, with a kernel of its own, and run all of it, by the menu."""
        self.opened += 1
        shutil.copy(NOTEBOOKS / notebook, self.root / f"{self.opened}-{notebook}")
        self.browser.get(f"{self.url}lab/tree/{self.opened}-{notebook}?reset")      # without the tabs of earlier tests
        self.see(".jp-Notebook .jp-Cell")
        self.see(".jp-StatusBar-Widget", "| Idle")
        for _ in range(CLICKS):
            self.see(".lm-MenuBar-itemLabel", "Run").click()
            self.see(".lm-Menu-itemLabel", "Run All Cells").click()
            if self._started():
                break
        self.see(".cbcc-screen input")

    def _started(self) -> bool:
        """Whether a cell began to run; a click that comes before the kernel can hear it does nothing."""
        try:
            WebDriverWait(self.browser, 5, ignored_exceptions=[StaleElementReferenceException]).until(
                lambda _: any(prompt.text not in ("", "[ ]:") for prompt in self.all(".jp-InputPrompt")))
        except TimeoutException:
            return False
        return True

    def see(self, css: str, text: str = "") -> WebElement:
        """The first element in sight that holds the text; waits for it."""
        return self.wait(lambda: next((one for one in self.all(css) if text in one.text), None), f"{css} {text}")

    def gone(self, css: str, text: str) -> None:
        self.wait(lambda: not any(text in one.text for one in self.all(css)), f"{css} still {text}")

    def all(self, css: str) -> list[WebElement]:
        return [one for one in self.browser.find_elements(By.CSS_SELECTOR, css) if one.is_displayed()]

    def field(self, label: str) -> WebElement:
        """The field beside a label."""
        beside = f'//div[contains(@class,"cbcc-screen")]//label[text()="{label}"]/following-sibling::input'
        return self.wait(lambda: next(iter(self.browser.find_elements(By.XPATH, beside)), None), label)

    def type(self, *texts: str) -> None:
        """Type where the cursor is, and on to the next field with the Tab key."""
        for text in texts:
            self.browser.switch_to.active_element.send_keys(text, Keys.TAB)

    def tab(self, title: str) -> None:
        self.see(".cbcc-screen .lm-TabBar-tab", title).click()

    def wait(self, condition: Any, what: str) -> Any:
        waiting = WebDriverWait(self.browser, SECONDS, ignored_exceptions=[StaleElementReferenceException])
        try:
            return waiting.until(lambda _: condition(), what)
        except TimeoutException:
            self.browser.save_screenshot(str(self.root / "khong-thay.png"))
            raise


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    assert CHROMIUM and DRIVER, "chromium and chromedriver are needed"
    root, private = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("private")
    server = serve(root, private)
    try:
        url = address(server, private)
        browser = webdriver.Chrome(options(private), webdriver.ChromeService(DRIVER))
        try:
            yield Lab(root, url, browser)
        finally:
            browser.quit()
    finally:
        server.terminate()
        server.wait(30)


def serve(root: Path, private: Path) -> subprocess.Popen[bytes]:
    settings = private / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"fetchNews": "false"}), encoding="utf-8")
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime", "JUPYTER_DATA_DIR": "data",
           "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    return subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0",
         "--ServerApp.token=", "--ServerApp.password=", f"--ServerApp.root_dir={root}"],
        env={**os.environ, **{name: str(private / folder) for name, folder in own.items()}},
        stdout=(private / "lab.log").open("wb"), stderr=subprocess.STDOUT)


def address(server: subprocess.Popen[bytes], private: Path) -> str:
    """Where the server answers, once it does."""
    for _ in range(SECONDS * 5):
        assert server.poll() is None, (private / "lab.log").read_text("utf-8")
        for told in (private / "runtime").glob("jpserver-*.json"):
            try:
                url = str(json.loads(told.read_text("utf-8"))["url"])
                urllib.request.urlopen(f"{url}api/status", timeout=5).close()
                return url
            except (OSError, ValueError):
                pass
        time.sleep(0.2)
    raise AssertionError((private / "lab.log").read_text("utf-8"))


def options(private: Path) -> webdriver.ChromeOptions:
    chosen = webdriver.ChromeOptions()
    chosen.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={private / 'browser'}"):
        chosen.add_argument(flag)
    return chosen


def test_the_staffer_chooses_a_folder_and_sees_the_outcome(lab: Lab, tmp_path: Path) -> None:
    demo.make(lab.root / "mau")
    lab.run("1_tong_hop.ipynb")
    lab.field("Thư mục").send_keys("khong-co")
    button = lab.see(".cbcc-screen button", "Tổng hợp")
    button.click()
    lab.see(".cbcc-sentence", "Không thấy thư mục")
    lab.field("Thư mục").send_keys(Keys.CONTROL, "a")
    lab.field("Thư mục").send_keys("mau")
    lab.see(".cbcc-screen button", "Chọn").click()
    lab.see(".cbcc-screen option", OFFICE).click()
    lab.see(".cbcc-screen option", "Nhà khách")
    assert lab.field("Thư mục").get_attribute("value") == str(lab.root / "mau" / OFFICE)
    lab.see(".cbcc-screen button", "Chọn").click()
    lab.field("Năm").send_keys("2023")
    lab.field("Đơn vị phải nộp").send_keys("mau/don-vi.xlsx")
    button.click()
    lab.see(".cbcc-table", "Ban Quản lý Nhà công vụ")
    assert "Chưa gửi" in lab.see(".cbcc-table tbody tr").text
    lab.see(".cbcc-sentence", "16/16 tệp")
    lab.browser.save_screenshot(str(tmp_path / "don-vi.png"))
    link = lab.see(".cbcc-screen a", "Mở bảng tổng hợp")
    assert lab.browser.execute_async_script(FETCH, link) == [200, "PK"]
    assert (lab.root / f"tong-hop-{OFFICE}.xlsx").exists()
    lab.tab("Lỗi, cảnh báo")
    lab.see(".cbcc-table", "Phòng Quản trị")
    lab.see('.cbcc-screen input[placeholder^="Tìm"]').send_keys("duong thanh nhung")
    lab.gone(".cbcc-table", "Phòng Quản trị")
    assert "Dương Thanh Nhung" in lab.see(".cbcc-table tbody").text
    lab.browser.save_screenshot(str(tmp_path / "loi.png"))
    lab.tab("Khen thưởng")
    assert lab.browser.execute_script("return arguments[0].naturalWidth", lab.see(".cbcc-screen img")) > 100
    assert "65" in lab.see(".cbcc-table tfoot").text
    lab.browser.save_screenshot(str(tmp_path / "khen-thuong.png"))
    no_traceback(lab)


def test_the_committee_types_and_sees_who_is_elected(lab: Lab, tmp_path: Path) -> None:
    lab.run("3_kiem_phieu.ipynb")
    lab.field("Đơn vị").send_keys("Văn phòng Huyện ủy Sơn Lam")
    lab.see(".cbcc-entries input").click()
    lab.type("Phòng Tổng hợp", "14", "14", "9", "3", "2")
    lab.see(".cbcc-sentence", "9/14 người được triệu tập (64,29%); phải từ 2/3 trở lên (10 người): chưa đủ")
    lab.browser.save_screenshot(str(tmp_path / "diem-danh.png"))
    lab.tab("Bầu cử")
    lab.field("Bầu").click()
    lab.type("Ban Thanh tra nhân dân", "1", "82", "80", "80", "80", "79", "1")
    lab.see(".cbcc-sentence", "cần 41 phiếu")
    lab.see(".cbcc-entries input").click()
    lab.type("Lê Thị Mai", "Chuyên viên", "Phòng Quản trị", "4")
    lab.see(".cbcc-result", "Không trúng cử 5% cần 41 phiếu")
    lab.see('.cbcc-entries input[title="Số phiếu đồng ý"]').send_keys("1")
    lab.gone(".cbcc-result", "Không trúng cử")
    lab.see(".cbcc-result", "Trúng cử 51,25%")
    lab.see(".cbcc-sentence", "kiem-phieu.xlsx")
    lab.browser.save_screenshot(str(tmp_path / "bau-cu.png"))
    no_traceback(lab)
    path = lab.root / "kiem-phieu" / "kiem-phieu.xlsx"
    lab.wait(lambda: votes(path) == [("Lê Thị Mai", 41)], "what was typed, in the file")
    [record] = cx.check(path).records
    assert record.unit == "Văn phòng Huyện ủy Sơn Lam"
    assert record.values == {
        "post": "Ban Thanh tra nhân dân", "seats": 1, "summoned": 82, "present": 80, "issued": 80, "returned": 80,
        "valid": 79, "invalid": 1, "name": "Lê Thị Mai", "position": "Chuyên viên", "unit": "Phòng Quản trị",
        "votes": 41, "share": record.values["share"]}


def test_the_committee_comes_back_to_what_it_typed(lab: Lab) -> None:
    lab.run("3_kiem_phieu.ipynb")
    lab.see(".cbcc-entries input").click()
    lab.type("Phòng Tổng hợp, Tổ Lái xe")
    lab.see(".cbcc-sentence", "diem-danh.xlsx")
    lab.run("3_kiem_phieu.ipynb")
    lab.wait(lambda: "Tổ Lái xe" in str(lab.see(".cbcc-entries input").get_attribute("value")), "what was typed")


def votes(path: Path) -> list[tuple[str, int]]:
    return [(record.values["name"], record.values.get("votes", 0)) for record in cx.check(path).records]


def no_traceback(lab: Lab) -> None:
    assert not lab.all('[data-mime-type="application/vnd.jupyter.error"], [data-mime-type$=".stderr"]')
