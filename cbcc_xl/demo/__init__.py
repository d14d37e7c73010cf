"""Sample files of five agencies, modelled on five real conferences of winter 2023-24 and invented beyond their figures.

Gives a folder with one inbox an agency, filled as units fill them: each words its columns its own way. What the
conferences' reports published can be counted in the files again; all names of persons, agencies and places are made up,
and so is every figure that was not published. The same cells on every run. Reads and checks nothing.
"""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from cbcc_xl.demo import dang_uy_khoi, khoi_thi_dua, mat_tran, trung_tam_hanh_chinh, units_due, van_phong_tinh_uy

YEAR = 2023                        # the year that is reviewed and rewarded
READ_FIRST = "DOC-TRUOC.txt"
UNITS_DUE = "don-vi.xlsx"


class Agency(NamedTuple):
    """One inbox of the demo. `code` names its results; `units_due` says that a list of units due goes with it."""
    code: str
    folder: str
    name: str
    make: Callable[[Path], list[Path]]
    units_due: bool = False


AGENCIES = (
    Agency("dang-uy-khoi", "1. Cơ quan Đảng ủy Khối", dang_uy_khoi.NAME, dang_uy_khoi.make),
    Agency("van-phong-tinh-uy", "2. Văn phòng Tỉnh ủy", van_phong_tinh_uy.NAME, van_phong_tinh_uy.make, units_due=True),
    Agency("khoi-thi-dua", "3. Khối thi đua số 2", khoi_thi_dua.NAME, khoi_thi_dua.make),
    Agency("trung-tam-hanh-chinh", "4. Trung tâm Hành chính", trung_tam_hanh_chinh.NAME, trung_tam_hanh_chinh.make),
    Agency("mat-tran", "5. Mặt trận tỉnh", mat_tran.NAME, mat_tran.make),
)

TOLD = """DỮ LIỆU MẪU CỦA cbcc-xl

Thư mục này do lệnh "cbcc-xl demo" tạo ra để xem thử. Mọi tên người, tên cơ quan, địa danh, số văn bản đều do chúng tôi
đặt ra; nếu trùng với người hay cơ quan có thật thì chỉ là ngẫu nhiên.

Năm hộp thư dưới đây mô phỏng năm hội nghị có thật của mùa đông 2023 - 2024. Các con số mà báo, cổng thông tin đã đưa về
những hội nghị ấy (số danh hiệu, hình thức khen thưởng, kết quả biểu quyết...) được giữ nguyên; mọi con số khác (số
người, số phiếu, ai vắng mặt...) là đặt ra cho hợp lý.

{inboxes}

{units_due} là danh sách đơn vị phải nộp của Văn phòng Tỉnh ủy; Ban Quản lý Nhà công vụ chưa nộp.

Vài chỗ được ghi sai sẵn, để thấy máy báo thế nào:
- Văn phòng Tỉnh ủy: Phòng Quản trị ghi tổng số Lao động tiên tiến thừa một người; Nhà khách để trống mức xếp loại của
  một người; một lái xe bị hội đồng xếp loại thấp hơn danh sách của Đội xe; một sáng kiến chưa có quyết định công nhận;
  biên bản kiểm phiếu của hội đồng có một dòng thừa một phiếu.
- Khối thi đua: MTTQ tỉnh cộng điểm tự đánh giá thừa 3 điểm.
- Trung tâm Hành chính: một người tự xếp "Loại A"; một chỉ tiêu tính sai tỷ lệ; một kiến nghị chưa được trả lời.
- Mặt trận tỉnh: một chỉ tiêu tính sai tỷ lệ; quỹ "Khuyến học" ghi chữ vào cột số tiền.
Lỗi còn lại có trong số liệu đã công bố: 13 Chiến sĩ thi đua cơ sở trên 65 Lao động tiên tiến là 20%, vượt tỷ lệ 15%.

Thư mục ket-qua chứa kết quả tổng hợp. Các tệp của đơn vị không bị sửa.
"""


def make(folder: Path | str) -> list[Path]:
    """Write all files under `folder` and tell which; files of the same names are written over."""
    folder = Path(folder)
    files = [file for agency in AGENCIES for file in agency.make(folder / agency.folder)]
    files.append(units_due.make(folder / UNITS_DUE))
    told = TOLD.format(inboxes="\n".join(f"  {agency.folder}: {agency.name}" for agency in AGENCIES),
                       units_due=UNITS_DUE)
    (folder / READ_FIRST).write_text(told, encoding="utf-8-sig", newline="\r\n")
    return [*files, folder / READ_FIRST]
