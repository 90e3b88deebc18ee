"""The sheet in the window: opened, its columns settled, its cells mended, one file after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.domain.values import Outcome, Problem, Severity
from app.errors import AppError, Stopped
from app.wording import Lang
from ui.bridge import Bridge
from ui.session.accounts import Core, Saved
from ui.session.under_way import UnderWay, What
from ui.sheet.lines import Lines
from ui.sheet.opening import Answer, Earlier, Opened, WhichColumns, WhichSheet, Wish
from ui.upload.standing import Standing

if TYPE_CHECKING:
    from app.sheets.cells.names import Listed
    from app.sheets.check import Checked
    from app.sheets.files import RawSheet, SheetInfo

MOST_UNDONE = 30  # steps kept
LET_GO = 500  # ms until rows that are shown no more are freed
SOON = 50  # ms until what waits for a mend is tried again
LARGE = 5000  # rows from which a check is long enough to be shown

Edits = Mapping[tuple[int, str], object]
Change = Callable[["Checked"], Mapping[str, Any]]  # which rows are left out or taken in from now on


@dataclass(frozen=True)
class Step:
    """What can be taken back: the sheet as it was before."""

    before: Checked
    cells: int  # that were mended, 0 where rows were left out or taken in


class SheetWork(Standing):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    def __init__(self, core: Core, bridge: Bridge, under_way: UnderWay, parent: QObject | None = None) -> None:
        super().__init__(core, bridge, under_way, parent)
        self.sheets: tuple[SheetInfo, ...] = ()  # of the open file, where it has more than one
        self.known: dict[str, Mapping[str, int]] = {}  # layout -> columns, as the clerk once chose
        self.dates_confirmed = True
        self.pasted = False  # the rows came from the clipboard: there is no file to go back to
        self.read = 0.0  # how much of the file, 0 … 1
        self.saved_note = ""  # of the file that is being told by `saved`
        self._old: list[Lines] = []
        self.waiting: list[Wish] = []  # files, or sheets, to be opened after this one
        self.opened: set[str] = set()  # the sheets of this file that the clerk has had before the eyes
        self.steps_back: list[Step] = []
        self._before: Path | None = None
        self._earlier: Earlier | None = None
        self._mends: deque[tuple[Edits, Change]] = deque()

    # --- opening ---

    @property
    def _facility(self) -> str | None:
        return self.account.facility if self.account else None

    def load(self, path: Path, sheet: str | None = None, columns: Mapping[str, int] | None = None) -> None:
        if self.busy:
            return
        self._open(path, self.core.load(Wish(path, sheet, columns), self._facility, self.known, self._reads))

    def _open(self, path: Path, work: Coroutine[Any, Any, Answer], *, pasted: bool = False) -> None:
        if path != self.path:
            self.opened = set()
        self._before, self.path, self.read = self.path, path, 0.0
        self._begin(What.LOADING)
        self.bridge.call(work, partial(self._is_loaded, pasted), self._not_loaded)

    def _reads(self, share: float) -> None:
        """Called on another thread: only noted, the window looks at it now and then."""
        self.read = share

    def load_files(self, paths: Sequence[Path]) -> None:
        """The first at once, the others one after the other when the clerk asks for them."""
        if self.busy or not paths:
            return
        self.waiting = list(map(Wish, paths[1:]))
        self.load(paths[0])
        self.queued.emit()

    def load_next(self) -> None:
        if not self.busy and self.waiting:
            wish = self.waiting.pop(0)
            self.load(wish.path, wish.sheet)
            self.queued.emit()

    def drop_waiting(self) -> None:
        self.waiting.clear()
        self.queued.emit()

    def paste(self, text: str, name: str) -> None:
        """Rows copied in Excel; `name` stands where a file's name would."""
        if not self.busy:
            work = self.core.load_text(text, name, self._facility, self.known, self._reads)
            self._open(Path(name), work, pasted=True)

    def cancel_load(self) -> None:
        if self.busy is What.LOADING:
            self.bridge.call(self.core.cancel_load(), self._ignore, self._ignore)

    def take_sheet(self, name: str) -> None:
        """Another sheet of the same file."""
        if self.path is not None:
            self.load(self.path, name)

    def take_sheets(self, names: Sequence[str]) -> None:
        """Several sheets of the same file: the first at once, the others before any other file that waits."""
        if self.path is not None and not self.busy and names:
            self.waiting[:0] = [Wish(self.path, name) for name in names[1:]]
            self.load(self.path, names[0])
            self.queued.emit()

    def add_sheets(self, names: Sequence[str]) -> None:
        """Sheets of the open file, to be opened after this one."""
        if self.path is not None:
            self.waiting[:0] = [Wish(self.path, name) for name in names]
            self.queued.emit()

    def _is_loaded(self, pasted: bool, answer: Answer) -> None:
        if isinstance(answer, Opened):
            self.pasted = pasted
            self._show_sheet(answer.lines, answer.sheets)
            return
        self._close_rows()
        self._end()
        self.loaded.emit()
        if isinstance(answer, WhichSheet):
            self.sheet_wanted.emit(answer)
        elif isinstance(answer, WhichColumns):
            self.pasted = pasted
            self.columns_wanted.emit(answer)

    def _show_sheet(self, lines: Lines, sheets: tuple[SheetInfo, ...]) -> None:
        self._replace(lines)
        self.batch, self.last, self.sheets = None, None, sheets
        if lines.checked is not None:
            self.opened.add(lines.checked.sheet.sheet)
        self.steps_back.clear()
        self._mends.clear()
        self.mending = False
        self.dates_confirmed = lines.checked is None or lines.checked.date_question is None
        self._end()
        self.loaded.emit()
        if self.desk is not None and lines.checked is not None and lines.checked.past:
            work = self.core.past_booked(self.desk, lines)
            self.bridge.call(work, partial(self._past_known, lines), self._ignore)

    def _past_known(self, before: Lines, lines: Lines) -> None:
        """Past rows that were booked are set aside, where nothing was done to the sheet meanwhile."""
        if self.lines is before and lines is not before and self.batch is None:
            self._show_mended(lines)

    def _not_loaded(self, error: AppError) -> None:
        """What was open stays open where reading was only called off."""
        called_off = isinstance(error, Stopped)
        self.path = self._before if called_off else None
        if not called_off:
            self._close_rows()
        self._end()
        if not called_off:
            self.loaded.emit()
        self.failed.emit("load", error)

    def load_sample(self) -> None:
        """Make a fresh practice sheet and open it."""
        self._begin(What.LOADING)
        self.bridge.call(self.core.sample(), self._sample_made, self._not_loaded)

    def _sample_made(self, path: Path) -> None:
        self._end()
        self.load(path)

    def _close_rows(self) -> None:
        self.batch, self.last, self.lines, self.sheets = None, None, Lines(), ()
        self.steps_back.clear()
        self._mends.clear()
        self.mending = False
        self.dates_confirmed = True

    def close_sheet(self) -> None:
        self.path = None
        self._close_rows()
        self.loaded.emit()
        self.changed.emit()

    # --- the rows of a batch that were not booked ---

    @property
    def earlier(self) -> Earlier | None:
        """The batch whose unbooked rows are the open sheet; None for any other sheet."""
        checked, earlier = self.lines.checked, self._earlier
        return earlier if earlier is not None and checked is not None and checked.sheet is earlier.sheet else None

    def mend_failed(self) -> None:
        """Open what the batch surely did not book as a sheet of its own; what is booked or in doubt stays with it."""
        if self.desk is None or self.batch is None or not self.can_mend_failed:
            return
        batch, checked, outcomes = self.batch, self.lines.checked, self.lines.outcomes
        batches = (batch, *(self.earlier.batches if self.earlier else ()))
        whole, known = checked, dict(outcomes)
        if checked is not None and self.earlier is not None:
            whole, known = self.earlier.joined(checked, outcomes)
        self._begin(What.LOADING)
        then = partial(self._show_failed, batches, whole, known)
        self.bridge.call(self.core.unbooked(self.desk, batch, checked), then, self._not_checked)

    def _show_failed(
        self, batches: tuple[int, ...], whole: Checked | None, outcomes: Mapping[int, Outcome], lines: Lines
    ) -> None:
        assert lines.checked is not None
        self._earlier = Earlier(lines.checked.sheet, batches, whole or lines.checked, outcomes)
        self.pasted = self.pasted or whole is None  # from the journal: there is no file to go back to
        self._show_sheet(lines, ())

    # --- columns and dates ---

    def answer_columns(self, question: WhichColumns, columns: Mapping[str, int], same: Mapping[str, object]) -> None:
        """The clerk has said which columns hold what, before there were any rows. `same`: values of all rows, which
        are this sheet's own and not remembered."""
        self._remember(question.raw.headers, {field: column for field, column in columns.items() if field not in same})
        self._begin(What.LOADING)
        there = {field: column for field, column in columns.items() if column >= 0}
        work = self.core.check_again(question.raw, there, self._facility, same=same)
        self.bridge.call(work, partial(self._columns_answered, question.sheets), self._not_loaded)

    def _columns_answered(self, sheets: tuple[SheetInfo, ...], lines: Lines) -> None:
        self._show_sheet(lines, sheets)

    def take_columns(self, columns: Mapping[str, int], _same: Mapping[str, object] | None = None) -> None:
        """Other columns for the open sheet. What was mended or left out stays; a value of all rows goes where its
        field has a column now."""
        from dataclasses import replace

        checked = self.lines.checked
        if checked is None or self.busy or self.batch is not None:
            return
        if gone := checked.same.keys() & columns.keys():
            edits = {key: value for key, value in checked.edits.items() if key[1] not in gone}
            checked = replace(checked, edits=edits)
        self._remember(checked.sheet.headers, columns)
        self._check_again(checked, columns=columns)

    def _remember(self, headers: Sequence[str], columns: Mapping[str, int]) -> None:
        self.columns_taken.emit(headers, dict(columns))

    def settle_dates(self, *, swapped: bool) -> None:
        """The clerk has said how the dates of the column are meant: as they were read, or day and month swapped."""
        from app.sheets.cells.dates import answered

        checked = self.lines.checked
        if checked is None or self.busy or self.batch is not None:
            return
        self._check_again(checked, dates=answered(checked.dates, swapped=swapped))

    def check_again(self) -> None:
        """After signing in: the facility code of every row counts, too."""
        if self.lines.checked is not None and self.batch is None and not self.busy:
            dates = self.lines.checked.dates if self.dates_confirmed else None
            self._check_again(self.lines.checked, dates=dates)

    def _check_again(self, checked: Checked, **said: Any) -> None:
        columns = said.pop("columns", checked.columns)
        self._begin(What.LOADING)
        work = self.core.check_again(checked.sheet, columns, self._facility, checked, **said)
        self.bridge.call(work, partial(self._checked_again, self.sheets), self._not_checked)

    def _checked_again(self, sheets: tuple[SheetInfo, ...], lines: Lines) -> None:
        self._show_sheet(lines, sheets)

    def _not_checked(self, error: AppError) -> None:
        self._end()
        self.failed.emit("load", error)

    # --- mending ---

    @property
    def can_mend(self) -> bool:
        """Cells can be mended until the sheet is a batch."""
        return self.lines.checked is not None and self.batch is None and not self.busy

    def mend(self, edits: Edits) -> None:
        """Put other values into cells; their rows are checked again at once."""
        if edits and self.can_mend:
            self._mends.append((edits, _nothing))
            self._next_mend()

    def fix(self, problems: Sequence[Problem]) -> None:
        """What a press can mend, all in one step."""
        edits: dict[tuple[int, str], object] = {}
        for problem in problems:
            if problem.fix is None:
                continue
            edits[problem.row, problem.column] = problem.fix
            if problem.code == "cid_swapped":
                edits[problem.row, "mobile_phone"] = problem.value
        self.mend(edits)

    def mend_cell(self, row: int, field: str, typed: str) -> None:
        self.mend({(row, field): typed})

    def fix_one(self, problem: Problem) -> None:
        self.fix([problem])

    def fix_rows(self, rows: Sequence[int]) -> None:
        """What a press can mend in these rows; a mere remark is nothing to mend."""
        found = (problem for row in rows for problem in self.lines.problems.get(row, ()))
        self.fix([problem for problem in found if problem.severity is not Severity.INFO])

    def set_left_out(self, row: int, out: bool) -> None:
        if out:
            self.leave_out([row])
        else:
            self.take_in([row])

    def leave_out(self, rows: Collection[int]) -> None:
        self._change(lambda now: {"left_out": now.left_out.union(rows)})

    def take_in(self, rows: Collection[int]) -> None:
        """Rows that were left out, or set aside."""
        aside = frozenset(rows).intersection(self.lines.aside)
        self._change(lambda now: {"left_out": now.left_out.difference(rows), "take_in": now.taken_in | aside})

    def take_in_reason(self, reason: str) -> None:
        """All rows that are set aside for it."""
        self._change(lambda now: {"take_in": now.taken_in | {reason}})

    def _change(self, change: Change) -> None:
        if self.can_mend:
            self._mends.append(({}, change))
            self._next_mend()

    def _next_mend(self) -> None:
        """One after the other: each starts from what the one before made."""
        checked = self.lines.checked
        if self.mending or not self._mends or checked is None:
            return
        edits, change = self._mends.popleft()
        self.mending = True
        if len(self.lines) > LARGE:
            self.changed.emit()
        step = Step(checked, len(edits))
        work = self.core.mend(self.lines, checked, edits, **change(checked))
        self.bridge.call(work, partial(self._is_mended, step), self._not_mended)

    def _is_mended(self, step: Step, lines: Lines) -> None:
        if self.lines.checked is not step.before:
            return  # another sheet was opened meanwhile, which may be mended itself by now
        self.mending = False
        self.steps_back = [*self.steps_back[1 - MOST_UNDONE :], step]
        self._show_mended(lines)
        self._next_mend()

    def _replace(self, lines: Lines) -> None:
        old, self.lines = self.lines, lines
        if len(old) > LARGE:
            self._old.append(old)
            QTimer.singleShot(LET_GO, self._let_go)

    def _let_go(self) -> None:
        """Whoever showed the old rows has let go of them by now."""
        while self._old:
            self.bridge.call(self.core.let_go(self._old.pop()), self._ignore, self._ignore)

    def _show_mended(self, lines: Lines) -> None:
        self._replace(lines)
        self.mended.emit()
        self.changed.emit()

    def _not_mended(self, error: AppError) -> None:
        self.mending = False
        self._mends.clear()
        self.changed.emit()
        self.failed.emit("load", error)

    def take_listed(self, sheet: RawSheet, listed: Mapping[str, Listed]) -> None:
        """What the target list says of the people of a sheet, where that one is still open and no batch yet. It waits
        for the mends under way, and is none that can be taken back."""
        checked = self.lines.checked
        if checked is None or checked.sheet is not sheet or self.batch is not None or not listed:
            return
        if self.mending:
            QTimer.singleShot(SOON, partial(self.take_listed, sheet, listed))
            return
        self.mending = True
        work = self.core.take_listed(self.lines, checked, listed)
        self.bridge.call(work, partial(self._is_listed, checked), self._not_mended)

    def _is_listed(self, checked: Checked, lines: Lines) -> None:
        if self.lines.checked is checked:
            self.mending = False
            self._show_mended(lines)
            self.listed.emit()
            self._next_mend()

    def take_back(self) -> None:
        """Undo the last mend."""
        if self.can_mend and not self.mending and self.steps_back:
            self.mending = True
            step = self.steps_back.pop()
            work = self.core.back(self.lines, step.before)
            self.bridge.call(work, partial(self._is_taken_back, self.lines.checked), self._not_mended)

    def _is_taken_back(self, checked: Checked | None, lines: Lines) -> None:
        if self.lines.checked is checked:
            self.mending = False
            self._show_mended(lines)

    # --- files for the clerk ---

    def save_template(self, out: Path) -> None:
        self.bridge.call(self.core.template(out), self.saved.emit, self._not_saved)

    def save_problems(self, out: Path, lang: Lang) -> None:
        if self.lines.checked is not None:
            work = self.core.save_problems(self.lines.checked, out, lang)
            self.bridge.call(work, self.saved.emit, self._not_saved)

    def save_result(self, out: Path, lang: Lang) -> None:
        name = self.path.name if self.path else ""
        work = self.core.save_result(self.desk, self.lines, name, out, lang, self.earlier)
        self.bridge.call(work, self._is_saved, self._not_saved)

    def _is_saved(self, saved: Saved) -> None:
        self.saved_note = saved.note
        self.saved.emit(saved.path)
        self.saved_note = ""

    def _not_saved(self, error: AppError) -> None:
        self.failed.emit("save", error)


def _nothing(_checked: Checked) -> Mapping[str, Any]:
    return {}
