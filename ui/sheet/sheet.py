"""The sheet in the window: a file, or rows from the clipboard, opened and shown."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError, Stopped
from ui.bridge import Bridge
from ui.session.session import Session
from ui.session.under_way import Lane, UnderWay, What
from ui.sheet.lines import Lines
from ui.sheet.opening import Answer, Opened, OpenRequest, WhichColumns, WhichSheet
from ui.sheet.reading import Reading, let_go, past_booked

if TYPE_CHECKING:
    from app.sheets.files import SheetInfo

LET_GO = 500  # ms until rows that are shown no more are freed
LARGE = 5000  # rows from which a check is long enough to be shown


class Sheet(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    loaded = Signal()  # `lines` are new
    mended = Signal()  # `lines` are the same sheet's, with cells mended or rows left out
    sheet_wanted = Signal(object)  # WhichSheet: ask the clerk
    columns_wanted = Signal(object)  # WhichColumns: ask the clerk
    failed = Signal(object)  # AppError
    stayed = Signal()  # nothing came of opening another one: what stood stands

    def __init__(
        self, session: Session, under_way: UnderWay, reading: Reading, bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.under_way, self.reading, self.bridge = session, under_way, reading, bridge
        self.lines = Lines()
        self.path: Path | None = None
        self.sheets: tuple[SheetInfo, ...] = ()  # of the open file, where it has more than one
        self.known: dict[str, Mapping[str, int]] = {}  # layout -> columns, as the clerk once chose
        self.pasted = False  # the rows came from the clipboard: there is no file to go back to
        self.wanted = ""  # the name of the file that is being opened
        self.read = 0.0  # how much of the file, 0 … 1
        self.opened: set[str] = set()  # the sheets of this file that the clerk has had before the eyes
        self.may_go: Callable[[Callable[[], None]], bool] = _at_once
        """Asked before what stands makes room for something else; False: it was called off, or comes after a yes."""
        self._old: list[Lines] = []
        session.signed_out.connect(self.close)

    @property
    def batch(self) -> int | None:
        """Whose rows stand; None: they are no batch yet."""
        return self.lines.batch

    @property
    def folder(self) -> Path | None:
        """Where the clerk's own file lies; None where there is none: rows from the clipboard or of the journal, and the
        practice sheet, which lies among the program's own data."""
        has = self.path is not None and self.lines.checked is not None and not self.pasted
        return self.path.parent if has and self.path is not None and not self.reading.owns(self.path) else None

    @property
    def facility(self) -> str | None:
        return self.session.account.facility if self.session.account else None

    # --- opening ---

    def load(self, path: Path, sheet: str | None = None, columns: Mapping[str, int] | None = None) -> None:
        """What is open stays so until there are other rows: while a file is read, where it can't be, and where the
        clerk answers none of its questions."""
        if self.under_way.free(Lane.SHEET) and self.may_go(partial(self.load, path, sheet, columns)):
            request = OpenRequest(path, sheet, columns)
            self._open(path, self.reading.load(request, self.facility, self.known, self._reads))

    def take_sheet(self, name: str) -> None:
        """Another sheet of the same file."""
        if self.path is not None:
            self.load(self.path, name)

    def load_again(self) -> None:
        """The file has changed since it was read."""
        if self.path is not None and self.lines.checked is not None:
            self.load(self.path, self.lines.checked.sheet.sheet if self.sheets else None)

    def paste(self, text: str, name: str) -> None:
        """Rows copied in Excel; `name` stands where a file's name would."""
        if self.under_way.free(Lane.SHEET) and self.may_go(partial(self.paste, text, name)):
            self._open(Path(name), self.reading.paste(text, name, self.facility, self.known, self._reads))

    def load_sample(self) -> None:
        """Make a fresh practice sheet and open it."""
        if self.under_way.free(Lane.SHEET) and self.may_go(self.load_sample):
            self.under_way.begin(Lane.SHEET, What.LOADING)
            name = self.tr("practice-sheet.xlsx")
            self.bridge.call(self.reading.sample(name), self._sample_made, self.not_loaded)

    def _sample_made(self, path: Path) -> None:
        self.under_way.end(Lane.SHEET)
        self.load(path)

    def cancel_load(self) -> None:
        if self.under_way.what(Lane.SHEET) is What.LOADING:
            self.cancel_reading()

    def cancel_reading(self) -> None:
        self.bridge.call(self.reading.cancel(), _nothing, _nothing)

    def _open(self, path: Path, work: Coroutine[Any, Any, Answer]) -> None:
        self.read, self.wanted = 0.0, path.name
        self.under_way.begin(Lane.SHEET, What.LOADING)
        self.bridge.call(work, partial(self._is_loaded, path), self.not_loaded)

    def _reads(self, share: float) -> None:
        """Called on another thread: only noted, the window looks at it now and then."""
        self.read = share

    def _is_loaded(self, path: Path, answer: Answer) -> None:
        if isinstance(answer, Opened):
            self.show_other(path, answer.lines, answer.sheets)
            return
        self.under_way.end(Lane.SHEET)
        if isinstance(answer, WhichSheet):
            self.sheet_wanted.emit(answer)
        elif isinstance(answer, WhichColumns):
            self.columns_wanted.emit(answer)

    def not_loaded(self, error: AppError) -> None:
        """What was open stays open."""
        self.under_way.end(Lane.SHEET)
        if isinstance(error, Stopped):
            self.stayed.emit()
        self.failed.emit(error)
        self.wanted = ""

    # --- showing ---

    def show_other(self, path: Path, lines: Lines, sheets: tuple[SheetInfo, ...]) -> None:
        """The rows of another file, or of the clipboard."""
        if path != self.path:
            self.opened = set()
        self.path = path
        self.pasted = lines.checked is not None and lines.checked.sheet.format == "pasted"
        self.show_sheet(lines, sheets)

    def show_sheet(self, lines: Lines, sheets: tuple[SheetInfo, ...]) -> None:
        """Rows of the same file that were read and checked, whatever was shown before."""
        self._replace(lines)
        self.sheets = sheets
        if lines.checked is not None:
            self.opened.add(lines.checked.sheet.sheet)
        self.under_way.end(Lane.SHEET)
        self.loaded.emit()
        if self.session.desk is not None and lines.checked is not None and lines.checked.past:
            work = past_booked(self.session.desk, lines)
            self.bridge.call(work, partial(self._past_known, lines), _nothing)

    def _past_known(self, before: Lines, lines: Lines) -> None:
        """Past rows that were booked are set aside, where nothing was done to the sheet meanwhile."""
        if self.lines is before and lines is not before and self.lines.batch is None:
            self.show_mended(lines)

    def show_mended(self, lines: Lines) -> None:
        """The same sheet, some rows of it read otherwise."""
        self._replace(lines)
        self.mended.emit()

    def show_batch(self, lines: Lines, path: Path) -> None:
        """A batch's rows from the journal; its workbook may be anywhere or gone."""
        self.lines, self.sheets, self.pasted, self.path = lines, (), False, path
        self.under_way.end(Lane.SHEET)
        self.loaded.emit()

    def close(self) -> None:
        self.path = None
        self.lines, self.sheets = Lines(), ()
        self.loaded.emit()

    def _replace(self, lines: Lines) -> None:
        old, self.lines = self.lines, lines
        if len(old) > LARGE:
            self._old.append(old)
            QTimer.singleShot(LET_GO, self._let_go)

    def _let_go(self) -> None:
        """Whoever showed the old rows has let go of them by now."""
        while self._old:
            self.bridge.call(let_go(self._old.pop()), _nothing, _nothing)


def _at_once(_then: Callable[[], None]) -> bool:
    return True


def _nothing(_answer: Any) -> None:
    """Told otherwise, or nothing to tell."""
