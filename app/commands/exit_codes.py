"""How a command ends, for whoever started it: one number for one outcome. With remedies: docs/unattended.md."""

from __future__ import annotations

from enum import IntEnum

import typer

from app.errors import AppError, AuthError, ServiceError

MIDWAY = "something of it had left"  # noted on what ended a command after that
NO_WAY = ("html_page", "redirected", "blocked")
NO_SIGN_IN = ("sign_in_needed", "not_allowed")
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
    STOPPED = 130  # by the user, before anything was sent

    @property
    def outcome(self) -> str:
        return self.name.lower()

    @property
    def needs_person(self) -> bool:
        """Whether somebody must look: it does not mend itself with the next run, or citizens wait meanwhile."""
        return self not in (ExitCode.DONE, ExitCode.OVERLAP, ExitCode.STOPPED)


def code_of(error: BaseException) -> ExitCode:
    """Of what ended a command; one of which something had left (`is_midway`) was begun, whatever ended it."""
    code = _code_of(error)
    nothing_sent = code in (ExitCode.NOT_BEGUN, ExitCode.STOPPED)
    return ExitCode.UNFINISHED if nothing_sent and is_midway(error) else code


def is_midway(error: BaseException) -> bool:
    return MIDWAY in getattr(error, "__notes__", ())


def code_of_run(error: str, *, unfinished: bool, not_all: bool) -> ExitCode:
    """Of a run whose rows were told. `error`: what ended it early, "" where nothing did; `unfinished`: it was stopped,
    or rows are not sent or in doubt; `not_all`: some were refused, or somebody must look at them."""
    if error in NO_WAY:
        return ExitCode.NO_SERVER
    if error in NO_SIGN_IN:
        return ExitCode.SIGN_IN
    if error in OVERLAPS:
        return ExitCode.OVERLAP
    if unfinished or error:
        return ExitCode.UNFINISHED
    return ExitCode.NOT_ALL if not_all else ExitCode.DONE


def _code_of(error: BaseException) -> ExitCode:
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
    if isinstance(error, OSError | ImportError):
        return ExitCode.NOT_BEGUN
    return ExitCode.BUG if isinstance(error, Exception) else ExitCode.STOPPED
