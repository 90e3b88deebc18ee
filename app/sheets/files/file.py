"""From a path to bytes that are surely a sheet of a known format, or a SheetError that says what they are."""

from __future__ import annotations

import codecs
import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Literal, NamedTuple

from app.errors import SheetError

# xml: XML Spreadsheet 2003; bare: records of before Excel 97 without a workbook around them
Format = Literal["xlsx", "xlsm", "xlsb", "xls", "ods", "text", "pasted", "html", "mhtml", "xml", "bare"]

LARGEST_FILE = 256 * 2**20  # bytes on disk
LARGEST_UNPACKED = 1024 * 2**20  # bytes of XML; a million rows of nine columns are half of it
LARGEST_PART = 256 * 2**20  # bytes of any XML part that is not a sheet
MOST_PARTS = 20_000
TEXT_ENDINGS = {".csv", ".tsv", ".txt", ".tab", ".prn"}

_EXCEL_ENDINGS = {".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".xlt", ""}
_BARE = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")  # Excel 2, 3, 4, 5: the first record of a sheet
_BARE_SIZES = (b"\x04\x00", b"\x06\x00", b"\x08\x00", b"\x10\x00")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class File(NamedTuple):
    path: Path
    format: Format
    data: bytes


def load(path: Path) -> File:
    """Read a file whole: one look at one state of it, even while Excel has it open (CPython opens with every
    share right on Windows). Raises SheetError."""
    data = _bytes(path)
    if not data.strip(b"\0 \r\n\t"):
        raise SheetError("file_empty", file=path.name)
    return File(path, _format(path, data), data)


def digest(data: bytes) -> bytes:
    """By which a file is known again."""
    return hashlib.blake2b(data, digest_size=16).digest()


def _bytes(path: Path) -> bytes:
    if path.name.startswith("~$"):
        raise SheetError("file_is_lock", file=path.name)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise SheetError("file_missing", file=path.name) from None
    except IsADirectoryError:
        raise SheetError("file_not_sheet", file=path.name) from None
    except PermissionError:
        raise SheetError("file_not_sheet" if path.is_dir() else "file_locked", file=path.name) from None
    except (OSError, ValueError) as error:
        raise SheetError("file_unreadable", str(error), file=path.name) from None
    if len(data) > LARGEST_FILE:
        raise SheetError("file_too_big", file=path.name)
    return data


def _format(path: Path, data: bytes) -> Format:
    if data.startswith(b"PK"):
        return _zip_format(path, data)
    if data.startswith(_OLE):
        return _ole_format(path, data)
    if data[:2] in _BARE and data[2:4] in _BARE_SIZES:
        return "bare"
    head = _head(data)
    if head.startswith(b"<"):
        return _markup_format(path, data, head)
    if head.startswith((b"mime-version:", b"content-type: multipart/", b"from:")) and b"multipart/" in head:
        return "mhtml"
    if path.suffix.lower() in TEXT_ENDINGS or (path.suffix.lower() in _EXCEL_ENDINGS and _is_separated(head)):
        return "text"
    raise SheetError("file_not_sheet", file=path.name)


def _head(data: bytes) -> bytes:
    """The first letters of a text, small ones; of UTF-16 as UTF-8."""
    head = data[:4000]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    elif b"\0" in head:
        wide = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        head = head.decode(wide, "ignore").encode("utf-8", "ignore")
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()


def _markup_format(path: Path, data: bytes, head: bytes) -> Format:
    """A web page, or one of the two ways to write a workbook as plain XML."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head:
        return "xml"
    if b"office:document" in head and b"opendocument" in head:
        return "ods"
    if b"<table" not in data.replace(b"\0", b"").lower():
        raise SheetError("html_file", file=path.name)
    return "html"


def _is_separated(head: bytes) -> bool:
    """Lines of text with tabs, commas or the like: what some systems write and name .xls."""
    line = head.partition(b"\n")[0]
    return any(mark in line for mark in (b"\t", b",", b";", b"|")) and not any(
        byte < 9 or 13 < byte < 32 for byte in head
    )


def _ole_format(path: Path, data: bytes) -> Format:
    """An old .xls, or the envelope Excel puts around a workbook with a password."""
    names = data if len(data) < 2**22 else data[: 2**20] + data[-(2**20) :]
    if "EncryptedPackage".encode("utf-16-le") in names or "EncryptionInfo".encode("utf-16-le") in names:
        raise SheetError("file_encrypted", file=path.name)
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book", "WORKBOOK", "BOOK", "workbook", "book")):
        return "xls"
    shift, directory = struct.unpack_from("<H16xI", data.ljust(512, b"\0"), 30)
    if (directory + 2) << min(shift, 16) > len(data):  # the names of its streams are cut off
        raise SheetError("file_damaged", "no directory", file=path.name)
    raise SheetError("file_not_sheet", file=path.name)


def _zip_format(path: Path, data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            found = _package_format({part.filename.replace("\\", "/").lstrip("/").lower() for part in parts})
            _bounded(path, parts)
            if any(part.flag_bits & 1 for part in parts):
                raise SheetError("file_encrypted", file=path.name)
            if found == "ods" and b"encryption-data" in _manifest(archive):
                raise SheetError("file_encrypted", file=path.name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        NotImplementedError,
        struct.error,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
    ):
        raise SheetError("file_damaged", file=path.name) from None
    if not found:
        raise SheetError("file_not_sheet", file=path.name)
    return found


def _manifest(archive: zipfile.ZipFile) -> bytes:
    return archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""


def _package_format(names: set[str]) -> Format | None:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/vbaproject.bin" in names:
        return "xlsm"
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return "xlsx"
    return "ods" if "content.xml" in names and names & {"mimetype", "meta-inf/manifest.xml"} else None


def _bounded(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """A zip bomb is told by what it says of itself; one that lies is cut off while unpacking (`look`)."""
    unpacked = 0
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".bin")):
            continue  # pictures are never unpacked
        unpacked += part.file_size
        if part.file_size > LARGEST_PART and "sheet" not in part.filename:
            raise SheetError("file_too_big", file=path.name)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise SheetError("file_too_big", file=path.name)
