"""Messages to citizens: what a facility sends them (SendMessageTarget), and the outbox of all that reached them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser

from app.practice.calls.booking import channels
from app.practice.world.assumed import Refused
from app.practice.world.store import Store
from app.practice.world.world import Account

HOUR = 3600.0
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"})
_SILENT = frozenset({"script", "style", "head"})


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS - {"br"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain_text(html: str) -> str:
    """What LINE shows of a message: the server makes it from the HTML (SEEN; how is ASSUMED)."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if (tag, name) == ("a", "href") and value]


def link_in(html: str) -> str:
    """The first link that a citizen can press in a message; "" where there is none."""
    parser = _Links()
    parser.feed(html)
    return parser.found[0] if parser.found else ""


@dataclass(frozen=True, slots=True)
class Message:
    ref_code: str
    title: str
    html: str
    url: str  # message_confirm_url: the server calls it when the message is opened (SEEN MAN p.31-32)
    targets: tuple[str, ...]  # cids


def send(account: Account, message: Message) -> dict[str, object]:
    """Sends or, for a known ref code, updates a message (SEEN). Raises Refused above the calls an hour.
    The answer's shape is ASSUMED: whom it reached on which channel, and who is not on the target list."""
    store = account.world.store
    _count_call(account)
    targets = tuple(dict.fromkeys(message.targets))
    known = {cid: _registered(store, cid) for cid in targets}
    reached = {cid: where for cid, where in known.items() if where is not None}
    with store.change() as db:
        number = _put_message(account, message)
        db.execute("DELETE FROM message_miss WHERE message = ?", (number,))
        misses = [(number, cid) for cid, where in known.items() if where is None]
        db.executemany("INSERT INTO message_miss VALUES (?, ?)", misses)
        for cid, where in reached.items():
            db.execute(
                "INSERT INTO outbox (kind, cid, channels, title, text, html, url, at, message)"
                " VALUES ('message', ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message, cid) DO UPDATE SET"
                " (channels, title, text, html, url) ="
                " (excluded.channels, excluded.title, excluded.text, excluded.html, excluded.url)",
                (
                    cid,
                    where,
                    message.title,
                    plain_text(message.html),
                    message.html,
                    message.url,
                    _stamp(account.now),
                    number,
                ),
            )
    return {
        "message_ref_code": message.ref_code,
        "target_count": len(targets),
        "app_count": sum("app" in where for where in reached.values()),
        "line_count": sum("line" in where for where in reached.values()),
        "not_target": [cid for cid, where in known.items() if where is None],
        "status": "Success",  # the guide's word (3.5)
    }


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="milliseconds")


def _count_call(account: Account) -> None:
    at = account.now.timestamp()
    with account.world.store.change() as db:
        db.execute("DELETE FROM message_call WHERE at <= ?", (at - HOUR,))
        recent = db.execute("SELECT count(*) FROM message_call WHERE facility = ?", (account.caller.facility,))
        if recent.fetchone()[0] >= account.world.settings.messages_per_hour:
            raise Refused("message_limit")
        db.execute("INSERT INTO message_call VALUES (?, ?)", (account.caller.facility, at))


def _registered(store: Store, cid: str) -> str | None:
    """The person's channels, or None for someone not on the target list."""
    row = store.one("SELECT line, app FROM person WHERE cid = ? AND on_target", cid)
    return channels(row) if row else None


def _put_message(account: Account, message: Message) -> int:
    store, facility, at = account.world.store, account.caller.facility, _stamp(account.now)
    with_update = (
        "INSERT INTO message (facility, ref_code, title, html, url, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (facility, ref_code) DO UPDATE SET (title, html, url, updated_at) ="
        " (excluded.title, excluded.html, excluded.url, excluded.at) RETURNING id"
    )
    values = (facility, message.ref_code, message.title, message.html, message.url, account.caller.user, at)
    return store.count(with_update, *values)


def outbox(store: Store, cid: str = "") -> list[dict[str, object]]:
    """Every message to a citizen, oldest first. `channels` is empty for someone registered nowhere: nothing
    reached them."""
    rows = store.rows("SELECT * FROM outbox WHERE ? IN ('', cid) ORDER BY id", cid)
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "cid": row["cid"],
            "channels": row["channels"].split(",") if row["channels"] else [],
            "title": row["title"],
            "text": row["text"],
            "html": row["html"],
            "url": link_in(row["html"]),
            "confirm_url": row["url"],
            "at": row["at"],
            "slot_id": row["booking"],
            "opened_at": row["opened_at"],
        }
        for row in rows
    ]
