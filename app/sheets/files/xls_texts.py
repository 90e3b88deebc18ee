"""The shared texts of an .xls of Excel 97 and later ([MS-XLS] 2.4.265, 2.5.293): which of their letters are struck
through. They are read only where some font of the workbook strikes through."""

from __future__ import annotations

from collections.abc import Sequence, Set

from app.sheets.files.styles import left_of

_WIDE, _ASIAN, _RUNS = 0x01, 0x04, 0x08  # flags of a text: two bytes a letter, how it is read aloud, runs of fonts


class _Pieces:
    """The bytes of a record and of those that continue it."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces, self._number, self._at = pieces, 0, 0

    def take(self, count: int) -> bytes:
        found = b""
        while count:
            if self.is_at_end:
                self._go_on()
            some = self._pieces[self._number][self._at : self._at + count]
            found, count, self._at = found + some, count - len(some), self._at + len(some)
        return found

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def letters(self, count: int, *, wide: bool) -> bytes:
        """As two bytes each; a piece that goes on with a text says anew how many bytes a letter has."""
        found = b""
        while count:
            if self.is_at_end:
                self._go_on()
                wide = bool(self.number(1) & _WIDE)
            here = min(count, (len(self._pieces[self._number]) - self._at) // (1 + wide))
            if not here:
                raise ValueError("half a letter")
            some = self.take(here * (1 + wide))
            found += some if wide else some.decode("latin-1").encode("utf-16-le")
            count -= here
        return found

    @property
    def is_at_end(self) -> bool:
        return self._at >= len(self._pieces[self._number])

    def _go_on(self) -> None:
        self._number, self._at = self._number + 1, 0  # IndexError where a text goes on beyond the last


def crossed_texts(pieces: Sequence[bytes], struck: Set[int]) -> dict[int, str]:
    """Number of a shared text -> what is left of it, "" for nothing; those struck through, wholly or in part. `pieces`:
    the record of shared texts and those that continue it; `struck`: the fonts that strike through. Raises IndexError
    or ValueError where the texts are cut short."""
    if not pieces or not struck:
        return {}
    texts = _Pieces(pieces)
    texts.take(4)
    found: dict[int, str] = {}
    for number in range(texts.number(4)):
        count, flags = texts.number(2), texts.number(1)
        runs = texts.number(2) if flags & _RUNS else 0
        asian = texts.number(4) if flags & _ASIAN else 0
        letters = texts.letters(count, wide=bool(flags & _WIDE))
        fonts = texts.take(4 * runs)
        texts.take(asian)
        if (left := left_of(letters, fonts, struck)) is not None:
            found[number] = left
    return found
