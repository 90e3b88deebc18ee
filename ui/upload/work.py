"""The clerk's work as the window knows it: who is signed in, which sheet is open, what runs. Screens watch it.

Standing (state and signals) <- SheetWork (the sheet) <- BatchWork (the batch) <- Work (signing in, the history)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.address import Server
from app.domain.values import Outcome
from app.errors import AppError
from app.wording import Lang
from ui.session.accounts import Credentials
from ui.session.under_way import What
from ui.sheet.lines import Lines
from ui.upload.run import BatchWork

if TYPE_CHECKING:
    from app.booking.desk import Desk
    from app.journal.batches import BatchInfo


class Work(BatchWork):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    # --- signing in ---

    def sign_in(
        self,
        server: Server | None,
        who: Credentials,
        cap: int,
        ca_file: str = "",
        *,
        session_only: bool = False,
        fresh: bool = False,
    ) -> None:
        """`server` None: the practice server inside this program, with its own account."""
        self._begin(What.SIGNING_IN)
        self.bridge.call(self._sign_in(server, who, cap, ca_file, session_only, fresh), self._is_in, self._not_in)

    async def _sign_in(
        self, server: Server | None, who: Credentials, cap: int, ca_file: str, session_only: bool, fresh: bool
    ) -> Desk:
        if server is None:
            server, who = await self.core.practice_login(fresh=fresh)
        return await self.core.sign_in(server, who, cap, ca_file, session_only)

    def _is_in(self, desk: Desk) -> None:
        self.desk = desk
        self._end()
        self.signed_in.emit()
        self.check_again()
        self.ask_history()

    def _not_in(self, error: AppError) -> None:
        self._end()
        self.failed.emit("sign_in", error)

    def sign_out(self) -> None:
        self.desk = None
        self.bridge.call(self.core.sign_out(), self._ignore, self._ignore)
        self.close_sheet()
        self.signed_out.emit()

    def sign_in_again(self, password: str) -> None:
        """A waiting batch goes on from the same row."""
        if self.desk is not None:
            self.bridge.call(self.desk.sign_in_again(password), self._again, self._not_again)

    def _again(self, _nothing: Any) -> None:
        self.control.go_on()
        self.changed.emit()
        self.signed_in_again.emit()

    def _not_again(self, error: AppError) -> None:
        self.failed.emit("sign_in_again", error)

    def ask_password(self, server: Server, facility: str, user: str) -> None:
        self.bridge.call(self.core.saved_password(server, facility, user), self.password_found.emit, self._ignore)

    # --- history ---

    def open_batch(self, info: BatchInfo) -> None:
        """Show a batch's rows from the journal; its workbook may be anywhere or gone."""
        if self.desk is None or self.busy:
            return
        self._begin(What.LOADING)
        self.path, self.kind = Path(info.source.file_name), info.source.kind
        self.batch = info.id
        self.bridge.call(self.core.open(self.desk, info.id), self._is_open, self._not_loaded)

    def _is_open(self, lines: Lines) -> None:
        batch = self.batch
        self._close_rows()
        self.lines, self.batch, self.pasted = lines, batch, False
        self._end()
        self.loaded.emit()

    def continue_batch(self, info: BatchInfo, *, same_sheet: bool = False) -> None:
        """Show the batch's rows and go on with them; `same_sheet`: its sheet is open and stays as it is."""
        if self.desk is None or self.busy:
            return
        self._begin(What.LOADING)
        self.kind = info.source.kind
        if same_sheet:
            self.bridge.call(self.core.outcomes(self.desk, info.id), partial(self._go_on, info.id), self._not_prepared)
        else:
            self.path = Path(info.source.file_name)
            self.bridge.call(
                self.core.open(self.desk, info.id), partial(self._open_and_go_on, info.id), self._not_loaded
            )

    def _go_on(self, batch: int, outcomes: Mapping[int, Outcome]) -> None:
        self._note(outcomes.values())
        self._run(batch)

    def _open_and_go_on(self, batch: int, lines: Lines) -> None:
        self.batch = batch
        self._is_open(lines)
        self._run(batch)

    def undo_batch(self, info: BatchInfo) -> None:
        """Show the batch's rows and cancel what it booked."""
        if self.desk is None or self.busy:
            return
        self._begin(What.LOADING)
        self.path, self.kind = Path(info.source.file_name), info.source.kind
        self.bridge.call(self.core.open(self.desk, info.id), partial(self._open_and_undo, info.id), self._not_loaded)

    def _open_and_undo(self, batch: int, lines: Lines) -> None:
        self.batch = batch
        self._is_open(lines)
        self._undo(batch)

    def decide(self, row: int, booked: bool) -> None:
        """The clerk found out about a row in doubt."""
        if self.desk is None or self.batch is None or self.busy:
            return
        self.bridge.call(self.core.decide(self.desk, self.batch, row, booked), self._is_decided, self._not_prepared)

    def _is_decided(self, outcome: Outcome) -> None:
        self._note([outcome])
        self.changed.emit()

    def set_comment(self, info: BatchInfo, comment: str) -> None:
        """The clerk's note on a batch."""
        if self.desk is not None:
            self.bridge.call(self.core.set_comment(self.desk, info.id, comment), self.history.emit, self._not_history)

    def export_batch(self, info: BatchInfo, out: Path, lang: Lang) -> None:
        """Its rows and results as a workbook; `exported` tells where."""
        if self.desk is not None:
            self.bridge.call(self.core.export(self.desk, info, out, lang), self.exported.emit, self._not_history)

    def clear(self) -> None:
        if self.desk is not None:
            self.bridge.call(self.core.clear(self.desk), self.cleared.emit, self._not_history)
