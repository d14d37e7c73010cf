"""Office files behind a password: opened with one of those given, and locked again.

Takes a file's bytes and the passwords to try; gives the bytes that they hide. What Excel itself locks without asking
anyone for a password opens without one. Passwords stand in no message, fact or fault.
"""
from __future__ import annotations

import io
from collections.abc import Iterable

from cbcc_xl.grid.ole import SIGNATURE
from cbcc_xl.grid.unreadable import Unreadable

UNASKED = "VelvetSweatshop"    # what Excel locks with, and opens with by itself: files that are to be read only


def unlocked(data: bytes, passwords: Iterable[str] = ()) -> tuple[bytes, str]:
    """The bytes and the password that opened them.

    Raises `Unreadable`: no password was given, none fits, or the file is locked in a way that we can't open.
    """
    if not data.startswith(SIGNATURE):
        raise Unreadable("file-locked-otherwise")
    given = tuple(passwords)
    try:
        for password in (UNASKED, *given):
            opened = _opened(data, password)
            if opened is not None:
                return opened, password
    except Exception:                        # whatever it stumbles over; its words may hold a password
        raise Unreadable("file-locked-otherwise" if given else "file-encrypted") from None
    raise Unreadable("file-password-wrong" if given else "file-encrypted")


def locked(data: bytes, password: str) -> bytes:
    """An .xlsx, .xlsm or .docx behind a password, as Excel locks it (agile encryption, AES-256)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, stream)
    return stream.getvalue()


def is_locked(data: bytes) -> bool:
    """Whether a file of an office wants a password."""
    if not data.startswith(SIGNATURE):
        return False
    import msoffcrypto

    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except Exception:                        # no file that it knows
        return False


def _opened(data: bytes, password: str) -> bytes | None:
    """The bytes, None where the password is another."""
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    stream = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password, **({"verify_password": True} if file.format == "ooxml" else {}))
        file.decrypt(stream)
    except InvalidKeyError:
        return None
    return stream.getvalue()
