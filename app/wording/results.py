"""What the result of a batch is called, by what the batch did: booked a sheet (""), or cancelled or moved by a list."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.values import CANCEL, MOVE
from app.wording.sheet import OVERVIEW, RESULT_TITLES, STATUS

Words = tuple[str, str]

_TITLES: Mapping[str, Mapping[str, Words]] = {
    CANCEL: {"status": ("สถานะการยกเลิกนัด", "Cancelling status"), "at": ("เวลาที่ยกเลิก", "Cancelled at")},
    MOVE: {"status": ("สถานะการเลื่อนนัด", "Moving status"), "at": ("เวลาที่เลื่อน", "Moved at")},
}
_STATUS: Mapping[str, Mapping[str, Words]] = {
    CANCEL: {
        "planned": ("ยังไม่ได้ยกเลิก", "Not cancelled"),
        "booked": ("ยังไม่ได้ยกเลิก", "Not cancelled"),
        "refused": ("ยังไม่ได้ยกเลิก", "Not cancelled"),
        "held_back": ("คงไว้ตามเดิม", "Left as it is"),
        "set_aside": ("กันไว้ไม่ยกเลิก", "Set aside"),
    },
    MOVE: {
        "planned": ("ยังไม่ได้เลื่อน", "Not moved"),
        "not_sent": ("ยังไม่ได้เลื่อน", "Not moved"),
        "booked": ("เลื่อนนัดแล้ว", "Moved"),
        "refused": ("ไม่ได้เลื่อน", "Not moved"),
        "held_back": ("คงไว้ตามเดิม", "Left as it is"),
        "skipped": ("เลื่อนไว้แล้ว", "Moved before"),
        "set_aside": ("กันไว้ไม่เลื่อน", "Set aside"),
    },
}
_OVERVIEW: Mapping[str, Mapping[str, Words]] = {
    CANCEL: {
        "title": ("สรุปผลการยกเลิกนัดหมาย MOPH-IC", "MOPH-IC summary of cancelled appointments"),
        "why": ("ไม่ได้ยกเลิก เพราะ", "Not cancelled because"),
        "aside": ("กันไว้ไม่ยกเลิก เพราะ", "Set aside because"),
        "chart": ("จำนวนที่ยกเลิกต่อวันและเวลา", "Cancelled per day and hour"),
    },
    MOVE: {
        "title": ("สรุปผลการเลื่อนนัดหมาย MOPH-IC", "MOPH-IC summary of moved appointments"),
        "why": ("ไม่ได้เลื่อน เพราะ", "Not moved because"),
        "aside": ("กันไว้ไม่เลื่อน เพราะ", "Set aside because"),
        "chart": ("จำนวนที่เลื่อนมาต่อวันและเวลา", "Moved to per day and hour"),
    },
}
_FILES: Mapping[str, Words] = {
    CANCEL: ("-ผลการยกเลิกนัด.xlsx", "-cancelled.xlsx"),
    MOVE: ("-ผลการเลื่อนนัด.xlsx", "-moved.xlsx"),
}
DONE: Mapping[str, tuple[str, ...]] = {
    CANCEL: ("cancelled",),
    MOVE: ("moved", "booked", "skipped"),
}  # statuses, else of a sheet
OTHERS = (CANCEL, MOVE)


def titles(purpose: str = "") -> dict[str, Words]:
    """The columns of a result, in their order."""
    return {**RESULT_TITLES, **_TITLES.get(purpose, {})}


def status(key: str, purpose: str = "") -> Words:
    return own_status(key, purpose) or STATUS[key]


def own_status(key: str, purpose: str) -> Words | None:
    """None where a batch that does this has no word of its own for it."""
    return _STATUS.get(purpose, {}).get(key)


def overview(key: str, purpose: str = "") -> Words:
    return _OVERVIEW.get(purpose, {}).get(key) or OVERVIEW[key]


def file_ending(booked: Words, purpose: str = "") -> Words:
    """How the name of a result ends. `booked`: that of a sheet's."""
    return _FILES.get(purpose, booked)


ALL_TITLES = tuple(tuple(titles(purpose).values()) for purpose in ("", *OTHERS))
STATUS_TITLES = frozenset(word for each in ALL_TITLES for word in each[0])
FILE_ENDINGS = tuple(word for words in _FILES.values() for word in words)
SENTENCES: Mapping[str, Words] = {
    f"{name} {purpose} {key}": words
    for name, table in (("titles", _TITLES), ("status", _STATUS), ("overview", _OVERVIEW))
    for purpose, of in table.items()
    for key, words in of.items()
}
