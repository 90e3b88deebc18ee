"""Broken and hostile sheets: what disks, networks, other programs and bad people make of a good one."""

from __future__ import annotations

import io
import quopri
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from app.sheets.files.cfb import wrapped
from tests.bench.fixtures import biff

DATA = Path(__file__).parents[1] / "app" / "sheets" / "files" / "data"
FORMATS = (
    *("xlsx", "xlsm", "odd", "xlsb", "xls", "biff5", "bare", "secret", "ods", "fods", "xml"),
    *("html", "mhtml", "csv", "tsv", "txt"),
)
# Where a format is no ending. odd: an .xlsx the reader gets spelt plainly; secret: an .xls under Excel's own password.
ENDINGS = {"odd": "xlsx", "biff5": "xls", "bare": "xls", "secret": "xls", "html": "xls", "mhtml": "xls"}
_ZIPPED = ("xlsx", "xlsm", "odd", "xlsb", "ods")
_BINARY = (*_ZIPPED, "xls", "biff5", "bare", "secret")
NUMBERS = (
    b"-1",
    b"0",
    b"1",
    b"65536",
    b"1048576",
    b"2147483647",
    b"4294967296",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
)
REFERENCES = (b"XFD1048576", b"A1048576", b"XFD1", b"A0", b"ZZZZ1", b"A", b"1", b"B99999999999", b"IV65536", b"A150000")
TEXTS = (
    "",
    "=1+1",
    "\u0e01\u0e33\u0e33",
    "1.10170E+12",
    "5/11/2569",
    "#N/A",
    "9" * 400,
    "x" * 70_000,
    "-0",
    "\u202e",
    "08.00-09.00",
)
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (98 + n, *[97 + n] * 10) for n in range(9))
    + b"]>"
)
Chance = random.Random


def seeds() -> dict[str, bytes]:
    """Format -> the good file that is broken."""
    found = {kind: (DATA / f"clinic.{kind}").read_bytes() for kind in ("xlsx", "xlsb", "xls", "ods")}
    parts = _parts(found["xlsx"])
    found["xlsm"] = _package({**parts, "xl/vbaProject.bin": b"\0" * 100})
    table = [
        [
            "\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19",
            "appointment_date",
            "appointment_time",
            "note",
        ],
        *([f"199000000{n:03d}0", f"{n}/11/2569", f"{n:02d}:00", 'a "b"; c'] for n in range(8, 17)),
    ]
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in table]
    found["csv"] = "\r\n".join(",".join(row) for row in quoted).encode("utf-8-sig")
    found["tsv"] = "\n".join("\t".join(row) for row in quoted).encode("utf-16")
    found["txt"] = "\n".join(";".join(row) for row in quoted).encode("cp874")
    rows = "".join("<tr>" + "".join(f"<td colspan=1>{cell}</td>" for cell in row) + "</tr>" for row in table)
    found["html"] = f"<html><meta charset=utf-8><table>{rows}</table></html>".encode()
    part = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
    )
    found["mhtml"] = part + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(found["html"])
    found["mhtml"] += b"\r\n--x--\r\n"
    return found | _old(table) | _as_xml(table)


def _old(table: list[list[str]]) -> dict[str, bytes]:
    """The formats of before Excel 97, and one of 97 that is encrypted."""
    old = {"hidden": [3], "struck": [4]}
    newer = biff.stream({"a": table}, biff.BIFF8, merged=[(1, 3, 1, 1)], **old)
    return {
        "biff5": wrapped(biff.stream({"a": table}, biff.BIFF5, **old), "Book"),
        "bare": biff.bare(table),
        "secret": wrapped(biff.encrypted(newer)),
    }


def _as_xml(table: list[list[str]]) -> dict[str, bytes]:
    """Workbooks as plain XML, and an .xlsx whose parts have odd names."""
    office = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = [[f'<Cell><Data ss:Type="String">{escape(cell)}</Data></Cell>' for cell in row] for row in table]
    rows = "".join(f'<Row ss:Index="{n}">{"".join(row)}</Row>' for n, row in enumerate(cells, 1))
    sheet = f'<Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet>'
    book = f'<?xml version="1.0"?><Workbook xmlns="{office}" xmlns:ss="{office}">{sheet}</Workbook>'
    content = _parts((DATA / "clinic.ods").read_bytes())["content.xml"]
    parts = _parts((DATA / "clinic.xlsx").read_bytes())
    return {
        "xml": book.encode(),
        "fods": content.replace(b"office:document-content", b"office:document"),
        "odd": _package({name.replace("/", "\\"): data for name, data in parts.items()}),
    }


def mutated(kind: str, good: bytes, chance: Chance) -> bytes:
    """One broken file: one to four things done to the good one."""
    data = good
    for _ in range(chance.choice((1, 1, 2, 4))):
        zipped = kind in _ZIPPED and chance.random() < 0.75
        if zipped:
            try:
                data = _package_change(data, kind, chance)
            except Exception:  # broken by the change before: break it further as bytes
                data = chance.choice(BYTES)(data, chance)
        else:
            data = chance.choice(BYTES if kind in _BINARY else [*BYTES, *MARKUP])(data, chance)
    return data


# --- bytes ---


def flip(data: bytes, chance: Chance) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64)) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncate(data: bytes, chance: Chance) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def cut_out(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.choice((1, 2, 16, 512)) :]


def repeat(data: bytes, chance: Chance) -> bytes:
    at, length = chance.randrange(len(data) + 1), chance.choice((1, 16, 512, 4096))
    return data[:at] + data[at : at + length] * chance.choice((2, 3, 50)) + data[at:]


def insert(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 4, 100))) + data[at:]


def blank(data: bytes, chance: Chance) -> bytes:
    at, length = chance.randrange(len(data) + 1), chance.choice((4, 64, 1024))
    return data[:at] + bytes([chance.choice((0, 255, 32))]) * len(data[at : at + length]) + data[at + length :]


def number(data: bytes, chance: Chance) -> bytes:
    """A 32-bit number set to something far off: sizes, counts and offsets of binary formats."""
    at = chance.randrange(max(1, len(data) - 4))
    wrong = chance.choice((b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\xff\xff\0\0", b"\0\0\x01\0"))
    return data[:at] + wrong + data[at + 4 :]


BYTES: list[Callable[[bytes, Chance], bytes]] = [flip, truncate, cut_out, repeat, insert, blank, number]


# --- XML, HTML and text ---


def _one(pattern: bytes, data: bytes, chance: Chance, new: Callable[[re.Match[bytes]], bytes]) -> bytes:
    found = list(re.finditer(pattern, data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + new(match) + data[match.end() :]


def far_cell(data: bytes, chance: Chance) -> bytes:
    return _one(rb' r="[A-Z]*\d*"', data, chance, lambda _: b' r="' + chance.choice(REFERENCES) + b'"')


def count(data: bytes, chance: Chance) -> bytes:
    return _one(rb'"\d+"', data, chance, lambda _: b'"' + chance.choice(NUMBERS) + b'"')


def repeated(data: bytes, chance: Chance) -> bytes:
    """An .ods tag that repeats its cell or row."""
    name = chance.choice(
        (b"table:table-row table:number-rows-repeated", b"table:table-cell table:number-columns-repeated")
    )
    tag, attribute = name.split()
    return _one(
        b"<" + tag + b"\\b", data, chance, lambda m: m[0] + b" " + attribute + b'="' + chance.choice(NUMBERS) + b'"'
    )


def value(data: bytes, chance: Chance) -> bytes:
    text = chance.choice((*TEXTS, *(n.decode() for n in NUMBERS))).encode()
    return _one(rb">[^<]{0,60}<", data, chance, lambda _: b">" + text + b"<")


def kind_of_cell(data: bytes, chance: Chance) -> bytes:
    kinds = (b"s", b"n", b"b", b"e", b"str", b"inlineStr", b"d", b"x")
    return _one(rb'<c r="[A-Z]+\d+"', data, chance, lambda m: m[0] + b' t="' + chance.choice(kinds) + b'"')


def tag(data: bytes, chance: Chance) -> bytes:
    """A tag lost or doubled."""
    return _one(
        rb"<[^<>]{1,200}>", data, chance, lambda m: chance.choice((b"", m[0] * 2, b"<!--", b"<![CDATA[", b"&a;&#0;"))
    )


def bomb(data: bytes, chance: Chance) -> bytes:
    head, mark, rest = data.partition(b"?>")
    return (head + mark if mark else b"") + BOMB + _one(rb">[^<]{0,60}<", rest or head, chance, lambda _: b">&j;<")


def encoding(data: bytes, chance: Chance) -> bytes:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return text.encode(chance.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp874")), "replace")


def separators(data: bytes, chance: Chance) -> bytes:
    return _one(
        rb"[,;\t|\"\r\n]",
        data,
        chance,
        lambda _: chance.choice((b'"', b"\0", b"\n", b"\r", b",,,,,,,,", b'"\n"', b"\t")),
    )


XML = [far_cell, count, repeated, value, kind_of_cell, tag, bomb, encoding, *BYTES]
MARKUP = [value, tag, separators, encoding, count, bomb]


# --- packages ---


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _package(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _package_change(data: bytes, kind: str, chance: Chance) -> bytes:
    parts = _parts(data)
    likely = [name for name in parts if "sheet" in name or "content" in name or "workbook" in name or "tyles" in name]
    name = chance.choice(likely if likely and chance.random() < 0.8 else list(parts))
    act = chance.random()
    if act < 0.04:
        del parts[name]
    elif act < 0.08:
        parts[name] = parts[chance.choice(list(parts))]
    elif act < 0.10:
        parts[name + chance.choice(("x", "/", "\\..\\a", "é"))] = parts.pop(name)
    elif act < 0.105:
        parts[name] += b" " * chance.choice((2**20, 30 * 2**20))
    else:
        parts[name] = chance.choice(BYTES if name.endswith(".bin") else XML)(parts[name], chance)
    return _package(parts)
