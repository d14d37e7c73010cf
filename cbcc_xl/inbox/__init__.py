"""What units sent: the files of a folder, a zip or a mail's attachments, and which of them are passed over and why.

Takes paths; gives `Found` in the natural order of their names, each named relative to its inbox with `/`.
Opens no spreadsheet: a file is kept for its ending, or for its first bytes where the ending says nothing.
Which of several copies or versions is read is settled later, by those who know the content.
"""
from cbcc_xl.inbox.found import Found, InboxError, digest
from cbcc_xl.inbox.search import find

__all__ = ["Found", "InboxError", "digest", "find"]
