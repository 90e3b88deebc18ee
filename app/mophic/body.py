"""The body of an answer as it comes: unpacked piece by piece and bounded, however little of it crosses the wire."""

from __future__ import annotations

import zlib

from app.errors import ServiceChanged, Uncertain

LARGEST_ANSWER = 16 * 2**20  # bytes; a day's schedule of 10,000 people is about 2 MiB
ENCODINGS = "gzip"  # what we ask for
_PIECE = 64 * 1024  # bytes unpacked at once
_GZIP = 31  # zlib's wbits: gzip alone


class Body:
    """Collects one answer. Raises Uncertain answer_too_large; ServiceChanged where it is packed as nobody asked."""

    def __init__(self, encoding: str, largest: int = LARGEST_ANSWER) -> None:
        """`encoding`: the answer's Content-Encoding. More than one is refused: each multiplies the next."""
        packed = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
        if len(packed) > 1 or (packed and packed[0] not in ("gzip", "x-gzip")):
            raise ServiceChanged("not_understood", f"Content-Encoding: {encoding[:60]}")
        self._unpack = zlib.decompressobj(_GZIP) if packed else None
        self._largest = largest
        self._came = 0  # bytes over the wire
        self._data = bytearray()

    def add(self, piece: bytes) -> None:
        self._came += len(piece)
        if self._unpack is None:
            self._data += piece
        else:
            try:
                self._unpacked(piece)
            except zlib.error as error:
                raise ServiceChanged("not_understood", "gzip") from error
        if max(self._came, len(self._data)) > self._largest:
            raise Uncertain("answer_too_large")

    def _unpacked(self, piece: bytes) -> None:
        assert self._unpack is not None
        while len(self._data) <= self._largest:
            part = self._unpack.decompress(piece, _PIECE)
            self._data += part
            piece = self._unpack.unconsumed_tail
            if self._unpack.eof and self._unpack.unused_data[:2] == b"\x1f\x8b":  # another gzip file behind it
                piece, self._unpack = self._unpack.unused_data, zlib.decompressobj(_GZIP)
            elif not piece and len(part) < _PIECE:
                return

    def whole(self) -> bytes:
        """All of it. Raises Uncertain no_answer where what was packed ends too soon."""
        if self._unpack is not None and not self._unpack.eof and self._came:
            raise Uncertain("no_answer", "gzip")
        return bytes(self._data)
