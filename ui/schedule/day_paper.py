"""The day's list on A4: on every page the facility, the day and the page's number, the titles, and room to sign."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.schedule.day_list import DayList, ListedDay
from app.schedule.day_list_file import day_words, page, place_words
from app.wording import Lang, say
from ui.kit.html import Paper
from ui.kit.theme import font

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


def as_pdf(listed: DayList, lang: Lang, *, whole: bool, more: str = "") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(say("list_title", lang))
    writer.setResolution(300)
    set_paper(writer)
    draw(writer, listed, lang, whole=whole, more=more)
    return bytes(buffer.data().data())


def draw(device: QPagedPaintDevice, listed: DayList, lang: Lang, *, whole: bool, more: str = "") -> int:
    """A day begins on a page of its own; how many pages. `more`: what else stands in the head (practice)."""
    painter = QPainter(device)
    letters = font(LETTERS)
    painter.setFont(letters)
    line = painter.fontMetrics().height()
    room = painter.viewport()
    body = QRectF(0, HEAD * line, room.width(), room.height() - (HEAD + FOOT) * line)
    papers = [(day, _paper(painter, day, body, lang, whole)) for day in listed.days]
    pages, number = sum(paper.pageCount() for _, paper in papers), 0
    for day, paper in papers:
        for place in range(paper.pageCount()):
            if number:
                device.newPage()
            number += 1
            _edges(painter, listed, day, lang, more, f"{number} / {pages}")
            painter.save()
            painter.translate(QPointF(0, body.top() - place * body.height()))
            paper.drawContents(painter, QRectF(0, place * body.height(), body.width(), body.height()))
            painter.restore()
    painter.end()
    return pages


def _paper(painter: QPainter, day: ListedDay, body: QRectF, lang: Lang, whole: bool) -> Paper:
    paper = Paper()
    paper.documentLayout().setPaintDevice(painter.device())
    paper.setDefaultFont(font(LETTERS))
    paper.setDocumentMargin(0)
    paper.setHtml(page(day, lang, whole=whole))
    paper.setPageSize(QSizeF(body.width(), body.height()))
    return paper


def _edges(painter: QPainter, listed: DayList, day: ListedDay, lang: Lang, more: str, number: str) -> None:
    room = painter.viewport()
    whose = " · ".join(part for part in (place_words(listed), more) if part)
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    painter.drawText(room, left | Qt.AlignmentFlag.AlignTop, f"{say('list_title', lang)} {day_words(day, lang)}")
    painter.drawText(room, right | Qt.AlignmentFlag.AlignTop, whose)
    painter.drawText(room, right | Qt.AlignmentFlag.AlignBottom, number)
