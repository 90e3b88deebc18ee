"""How a command ends, for whoever started it: one number for one outcome. With remedies: docs/unattended.md."""

from __future__ import annotations

from enum import IntEnum

import typer

from app.errors import AppError, AuthError, ServiceError

OVERLAPS = ("upload_under_way", "batch_held")  # somebody else is at it, and ends it


class ExitCode(IntEnum):
    """The names stand in the report of an upload."""

    DONE = 0  # everything is booked, or was booked already
    NOT_ALL = 1  # some rows were refused, hold mistakes or were given up from here since, or somebody has two seats
    NOT_BEGUN = 2  # a file, an answer, a setting or the disk is wrong: nothing was sent by it
    SIGN_IN = 3  # the server does not let this account in
    UNFINISHED = 4  # some rows are not sent, or their outcome is not known: the same command goes on with them
    NO_SERVER = 5  # the server can't be reached, or something else answers in its place
    OVERLAP = 6  # another upload of this computer is under way
    BUG = 70  # a fault of the program, told in its log
    STOPPED = 130  # by the user

    @property
    def outcome(self) -> str:
        return self.name.lower()

    @property
    def needs_person(self) -> bool:
        """Whether somebody must look: it does not mend itself with the next run, or citizens wait meanwhile."""
        return self not in (ExitCode.DONE, ExitCode.OVERLAP, ExitCode.STOPPED)


def code_of(error: BaseException) -> ExitCode:
    """Of what ended a command."""
    if isinstance(error, AppError):
        if error.code in OVERLAPS:
            return ExitCode.OVERLAP
        if error.code == "bug":
            return ExitCode.BUG
        if isinstance(error, AuthError):
            return ExitCode.SIGN_IN
        return ExitCode.NO_SERVER if isinstance(error, ServiceError) else ExitCode.NOT_BEGUN
    if isinstance(error, BrokenPipeError | typer.Abort):
        return ExitCode.STOPPED
    if isinstance(error, OSError):
        return ExitCode.NOT_BEGUN
    return ExitCode.BUG if isinstance(error, Exception) else ExitCode.STOPPED
