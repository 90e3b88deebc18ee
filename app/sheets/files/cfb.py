"""The container of an old .xls ([MS-CFB]): a file of sectors with a table of chains and a directory.

All of it must be understood before the fast reader may see it, which believes what it says of sizes and chains."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SECTOR_COUNTS = (40, 44, 64, 72)  # where the header counts the sectors of directory, tables and their list
_TWO, _WORD = struct.Struct("<HH"), struct.Struct("<H")
_LAST_SECTOR = 0xFFFFFFFA  # from here on: marks, no sectors
_TABLE, _END_OF_CHAIN, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SMALL = 6 * 2**20  # bytes that fit under the tables of short sectors
_NO_MINI = (_END_OF_CHAIN, 0, _END_OF_CHAIN, 0)  # small streams and further tables: where, how many


def says_too_much(data: bytes) -> bool:
    """Whether the header counts more sectors than the file holds."""
    size = 1 << min(_WORD.unpack_from(data, 30)[0], 31)
    return any(struct.unpack_from("<I", data, at)[0] * size > len(data) + size for at in _SECTOR_COUNTS)


class Container:
    """A file of sectors with a table of chains and a directory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, self._mini_shift = _TWO.unpack_from(data, 30)
        if not (7 <= shift <= 16 and 4 <= self._mini_shift <= 12):
            raise ValueError("sectors beyond the file")
        self._size = 1 << shift
        tables = [*struct.unpack_from("<109I", data, 76)]
        directory, self._cutoff, mini_table = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        further = struct.unpack_from("<I", data, 68)[0]
        for _ in range(len(data) // self._size):
            if further >= _LAST_SECTOR:
                break
            *more, further = struct.unpack(f"<{self._size // 4}I", self._sector(further))
            tables += more
        tables = [number for number in tables if number < _LAST_SECTOR]
        if len(set(tables)) < len(tables):
            raise ValueError("a table twice")
        self._next = self._numbers(b"".join(self._sector(number) for number in tables))
        self._entries = self._chain(directory)
        self._mini_next = self._numbers(self._chain(mini_table)) if mini_table < _LAST_SECTOR else ()
        self._mini = self._chain(struct.unpack_from("<I", self._entries, 116)[0]) if self._mini_next else b""

    def _sector(self, number: int) -> bytes:
        sector = self._data[(number + 1) * self._size : (number + 2) * self._size]
        return sector.ljust(self._size, b"\0")  # the last one may be cut short

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, _walk(first, self._next)))

    @property
    def is_endless(self) -> bool:
        """Whether something in it claims to be longer than the file."""
        starts = range(0, len(self._entries) - 127, 128)
        sizes = (struct.unpack_from("<I", self._entries, at + 120)[0] for at in starts if self._entries[at + 66])
        return any(size > len(self._data) for size in sizes)

    def has(self, *names: str) -> bool:
        """Whether there is a stream of one of these names, letter by letter."""
        starts = range(0, len(self._entries) - 127, 128)
        wanted = {name.encode("utf-16-le").ljust(64, b"\0") for name in names}
        return any(self._entries[at : at + 64] in wanted for at in starts)

    def stream(self, *names: str) -> bytes:
        """The stream of the first of these names there is, in whatever letters. Raises KeyError."""
        found: dict[str, int] = {}
        for at in range(0, len(self._entries) - 127, 128):
            size = _WORD.unpack_from(self._entries, at + 64)[0]
            found.setdefault(self._entries[at : at + max(size - 2, 0)].decode("utf-16-le", "replace").lower(), at)
        at = next((found[name.lower()] for name in names if name.lower() in found), -1)
        if at < 0:
            raise KeyError(*names)
        first, size = struct.unpack_from("<II", self._entries, at + 116)
        if size >= self._cutoff:
            return self._chain(first)[:size]
        step = 1 << self._mini_shift
        return b"".join(self._mini[n * step : (n + 1) * step] for n in _walk(first, self._mini_next))[:size]


def _walk(first: int, table: tuple[int, ...]) -> Iterator[int]:
    """The sectors of a chain. Raises ValueError where it runs in a circle."""
    for _ in range(len(table) + 1):
        if first >= len(table):
            return
        yield first
        first = table[first]
    raise ValueError("sectors in a circle")


def wrapped(stream: bytes, name: str = "Workbook") -> bytes:
    """A container that holds one stream and nothing else."""
    shift = 9 if len(stream) < _SMALL else 12
    size = 1 << shift
    body = stream.ljust(max(-(-len(stream) // size) * size, 4096), b"\0")  # shorter ones would lie elsewhere
    used = len(body) // size
    body = body.ljust(-(-len(body) // size) * size, b"\0")
    tables = 1
    while tables * (size // 4) < used + tables + 1:
        tables += 1
    if tables > 109:
        raise ValueError("too long to be wrapped")
    chain = [*range(1, used), _END_OF_CHAIN, _END_OF_CHAIN, *[_TABLE] * tables]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * size, b"\xff")
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        _MARK,
        0x3E,
        3 if shift == 9 else 4,
        0xFFFE,
        shift,
        6,
        shift > 9,
        tables,
        used,
        0,
        4096,
        *_NO_MINI,
    )
    places = [*range(used + 1, used + 1 + tables)] + [_FREE] * (109 - tables)
    entries = _entry("Root Entry", 5, 1, _END_OF_CHAIN, 0) + _entry(name, 2, _FREE, 0, len(body)) + _entry("", 0) * 2
    return (head + struct.pack("<109I", *places)).ljust(size, b"\0") + body + entries.ljust(size, b"\0") + table


def _entry(name: str, kind: int, child: int = _FREE, first: int = 0, size: int = 0) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack("<64sHBBIII36xII4x", text.ljust(64, b"\0"), len(text), kind, 1, _FREE, _FREE, child, first, size)
