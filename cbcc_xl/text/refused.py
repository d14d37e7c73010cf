"""What the operating system refused, in Vietnamese: its own words are English, or the machine's language."""
from __future__ import annotations

import errno

REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EISDIR: "đó là một thư mục",
    errno.EACCES: "không có quyền đọc, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền đọc, hoặc tệp đang mở ở chương trình khác",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}


def refused(error: OSError) -> str:
    """The reason, without a full stop."""
    return REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
