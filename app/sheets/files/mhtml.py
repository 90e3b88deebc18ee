"""A web page with its parts in one file (MHTML), named .xls: Excel's own "single file web page", and what some report
programs write. Its pages are read like any other."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from app.errors import SheetError
from app.sheets.files import html
from app.sheets.files.file import File
from app.sheets.files.table import Table
from app.sheets.files.text import decode


def tables_of(file: File, most_rows: int) -> dict[str, Table]:
    """The pages that hold tables, as one sheet. Raises SheetError: html_file where there is none."""
    try:
        message = message_from_bytes(file.data, _class=EmailMessage, policy=policy.default.clone(raise_on_defect=False))
        pages = [_page(part, file) for part in message.walk() if part.get_content_type() in ("text/html", "text/xhtml")]
    except SheetError:
        raise
    except Exception as error:  # the parser's own, on headers of any kind
        raise SheetError("file_damaged", repr(error)[:300], file=file.path.name) from None
    texts = [page for page in pages if "<table" in page.lower()]
    if not texts:
        raise SheetError("html_file", file=file.path.name)
    return {file.path.stem: html.page_of(texts, most_rows, file.path.name)}


def _page(part: EmailMessage, file: File) -> str:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    charset = part.get_content_charset() or ""
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return decode(file._replace(data=data))
