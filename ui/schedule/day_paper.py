"""The day's list on A4: on every page the facility, the day and the page's number, the titles, and room to sign."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
)

from app.schedule.paper import Chapter, chapters_in
from ui.kit.html import Paper
from ui.kit.theme import font, load_fonts

LETTERS = 10.5  # points
MARGIN = 12.0  # mm
HEAD = 1.9  # lines over the table
FOOT = 1.4  # lines under it


def set_paper(device: QPagedPaintDevice) -> None:
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )


def as_pdf(chapters: Sequence[Chapter]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(chapters[0].head)
    writer.setResolution(300)
    set_paper(writer)
    draw(writer, chapters)
    return bytes(buffer.data().data())


def draw_for_command(told: Path, out: Path) -> int:
    """What the command line wants on paper (`app.schedule.paper`): without a window."""
    application = QGuiApplication([])
    load_fonts()
    out.write_bytes(as_pdf(chapters_in(told)))
    application.quit()
    return 0


def draw(device: QPagedPaintDevice, chapters: Sequence[Chapter]) -> int:
    """A chapter begins on a page of its own; how many pages."""
    painter = QPainter(device)
    letters = font(LETTERS)
    painter.setFont(letters)
    line = painter.fontMetrics().height()
    room = painter.viewport()
    body = QRectF(0, HEAD * line, room.width(), room.height() - (HEAD + FOOT) * line)
    papers = [(chapter, _paper(painter, chapter.html, body)) for chapter in chapters]
    pages, number = sum(paper.pageCount() for _, paper in papers), 0
    for chapter, paper in papers:
        for place in range(paper.pageCount()):
            if number:
                device.newPage()
            number += 1
            _edges(painter, chapter, f"{number} / {pages}")
            painter.save()
            painter.translate(QPointF(0, body.top() - place * body.height()))
            _ink(painter, paper, QRectF(0, place * body.height(), body.width(), body.height()))
            painter.restore()
    painter.end()
    return pages


def _ink(painter: QPainter, paper: Paper, part: QRectF) -> None:
    """Black, whatever the window's colours are: pale letters of a dark one are not seen on paper."""
    black, how = QPalette(), QAbstractTextDocumentLayout.PaintContext()
    black.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    how.palette, how.clip = black, part
    painter.setClipRect(part)
    paper.documentLayout().draw(painter, how)


def _paper(painter: QPainter, html: str, body: QRectF) -> Paper:
    paper = Paper()
    paper.documentLayout().setPaintDevice(painter.device())
    paper.setDefaultFont(font(LETTERS))
    paper.setDocumentMargin(0)
    paper.setHtml(html)
    paper.setPageSize(QSizeF(body.width(), body.height()))
    return paper


def _edges(painter: QPainter, chapter: Chapter, number: str) -> None:
    room = painter.viewport()
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    painter.drawText(room, left | Qt.AlignmentFlag.AlignTop, chapter.head)
    painter.drawText(room, right | Qt.AlignmentFlag.AlignTop, chapter.whose)
    painter.drawText(room, right | Qt.AlignmentFlag.AlignBottom, number)
