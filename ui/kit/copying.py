"""Cells on the clipboard, for Excel: none runs as a formula, ids and phones keep their zeros."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from app.text import harmless

View = TypeVar("View", bound=QAbstractItemView)
_AS_TEXT = "td{mso-number-format:'\\@';white-space:nowrap}"  # Excel: what is pasted is text, as in a cell of format @


def copy_cells(rows: Sequence[Sequence[str]]) -> None:
    """As a table, which Excel prefers and takes for text, and as lines with tabs for everything else."""
    cells = [[harmless(cell) for cell in row] for row in rows]
    copied = QMimeData()
    copied.setText("\n".join("\t".join(map(_as_line, row)) for row in cells))
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    copied.setHtml(f'<html><head><meta charset="utf-8"><style>{_AS_TEXT}</style></head><table>{body}</table></html>')
    QGuiApplication.clipboard().setMimeData(copied)


def _as_line(cell: str) -> str:
    """A cell of the lines with tabs, as a spreadsheet writes it: one with quotes would lose them else, or swallow those
    behind it, and a mark of byte order at the begin of all is taken off on the way."""
    return '"' + cell.replace('"', '""') + '"' if '"' in cell or cell.startswith("\ufeff") else cell


def copies(view: View) -> View:
    """Ctrl+C copies the chosen rows so, where Qt by itself copies one cell as it is."""
    view.setProperty("copies", True)
    view.installEventFilter(_Copying(view))
    return view


class _Copying(QObject):
    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Copy):  # type: ignore[attr-defined]
            self._copy()
            return True
        return super().eventFilter(watched, event)

    def _copy(self) -> None:
        rows: dict[int, list[str]] = {}
        for index in sorted(self._view.selectedIndexes()):
            if not getattr(self._view, "isColumnHidden", lambda _column: False)(index.column()):
                rows.setdefault(index.row(), []).append(str(index.data() or ""))
        if rows:
            copy_cells([*rows.values()])
