"""What the operating system refused, in Vietnamese: its own words are English, or the machine's language."""
from __future__ import annotations

import errno

READ, WRITE = "đọc", "ghi"
REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EISDIR: "đó là một thư mục",
    errno.EACCES: "không có quyền {}, hoặc tệp đang mở ở chương trình khác (đóng tệp rồi chạy lại)",
    errno.EPERM: "không có quyền {}, hoặc tệp đang mở ở chương trình khác (đóng tệp rồi chạy lại)",
    errno.EROFS: "ổ đĩa chỉ cho phép đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp",
    errno.EFBIG: "tệp lớn hơn mức được phép ghi",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}


def refused(error: OSError, what: str = READ) -> str:
    """The reason, without a full stop; `what` was to be done, READ or WRITE."""
    known = REASONS.get(error.errno or 0)
    return known.format(what) if known else error.strerror or type(error).__name__
