"""An office's key. One random key seals what stands in the database; there it lies wrapped by a passphrase, which is
typed once on each PC and kept nowhere. Who has the database and not the passphrase has no person."""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.errors import EnvironmentProblem, InputError
from app.journal.store import Database, Engine

LEAST = 12  # letters of a passphrase
COST = {"n": 2**17, "r": 8, "p": 1}  # scrypt: 128 MB and about 0.4 s for each guess
MOST = 2**20  # of n: a database that is not ours must not stop this PC
_KEY_BYTES = 32


def check_passphrase(passphrase: str, again: str | None = None) -> None:
    """Of a new office. `again`: typed a second time. Raises InputError: passphrase_short, passphrase_differs."""
    if len(_spelt(passphrase).decode()) < LEAST:
        raise InputError("passphrase_short", least=LEAST)
    if again is not None and _spelt(passphrase) != _spelt(again):
        raise InputError("passphrase_differs")


def office_id(db: Database) -> str:
    """The office's own name, by which PCs keep its key; "": its key was never made."""
    return _meta(db, "office").decode()


def check_there(db: Database, where: str) -> None:
    """Raises EnvironmentProblem office_key_lost: rows stand there and the key they are sealed with does not. Another
    one would never open them."""
    found = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('key', 'office', 'wrapped')").fetchall())
    if not (found.get("office") and found.get("wrapped")) and ("key" in found or _has_rows(db)):
        raise EnvironmentProblem("office_key_lost", path=where)


def _has_rows(db: Database) -> bool:
    return db.execute("SELECT 1 FROM row LIMIT 1").fetchone() is not None


def found(kept: Callable[[str], bytes | None]) -> Callable[[Engine], bytes]:
    """The key that this PC keeps of the office. `kept`: by the office's id, None where it keeps none.
    Raises EnvironmentProblem office_not_joined."""

    def find(engine: Engine) -> bytes:
        office = office_id(engine.db)
        if not office or (key := kept(office)) is None:
            raise EnvironmentProblem("office_not_joined", path=engine.where)
        return key

    return find


class Entered:
    """The key of an office that is joined: opened with the passphrase or, where there is none yet, made and wrapped
    with it. Raises InputError: passphrase_wrong, passphrase_short."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self.office, self.key = "", b""  # once it was asked for

    def __call__(self, engine: Engine) -> bytes:
        if not office_id(engine.db):
            self._make(engine)
        self.office, self.key = office_id(engine.db), unwrapped(engine.db, self._passphrase)
        return self.key

    def _make(self, engine: Engine) -> None:
        check_there(engine.db, engine.where)
        check_passphrase(self._passphrase)
        office = secrets.token_hex(8)
        wrapped = _wrapped(secrets.token_bytes(_KEY_BYTES), self._passphrase, office)
        with engine.change():
            if not office_id(engine.db):  # no other PC was quicker
                engine.db.execute("INSERT INTO meta VALUES ('office', ?)", (office.encode(),))
                engine.db.execute("INSERT INTO meta VALUES ('wrapped', ?)", (wrapped,))


def unwrapped(db: Database, passphrase: str) -> bytes:
    """Raises InputError passphrase_wrong."""
    told: dict[str, Any] = json.loads(_meta(db, "wrapped") or b"{}")
    try:
        if not 1 < int(told["n"]) <= MOST or not 0 < int(told["r"]) * int(told["p"]) <= 32:
            raise ValueError
        key = _of_passphrase(passphrase, bytes.fromhex(told["salt"]), told)
        sealed = bytes.fromhex(told["sealed"])
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], office_id(db).encode())
    except (InvalidTag, KeyError, ValueError, TypeError) as error:
        raise InputError("passphrase_wrong") from error


def change_passphrase(engine: Engine, old: str, new: str) -> None:
    """The same key under another passphrase: PCs that have joined go on. Raises InputError passphrase_wrong,
    passphrase_short."""
    check_passphrase(new)
    wrapped = _wrapped(unwrapped(engine.db, old), new, office_id(engine.db))
    with engine.change():
        engine.db.execute("UPDATE meta SET value=? WHERE name='wrapped'", (wrapped,))


def _wrapped(key: bytes, passphrase: str, office: str) -> bytes:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = nonce + AESGCM(_of_passphrase(passphrase, salt, COST)).encrypt(nonce, key, office.encode())
    return json.dumps({"kdf": "scrypt", **COST, "salt": salt.hex(), "sealed": sealed.hex()}).encode()


def _of_passphrase(passphrase: str, salt: bytes, cost: dict[str, Any]) -> bytes:
    return Scrypt(salt, _KEY_BYTES, n=int(cost["n"]), r=int(cost["r"]), p=int(cost["p"])).derive(_spelt(passphrase))


def _spelt(passphrase: str) -> bytes:
    """However a keyboard puts its marks together, and with blanks at the ends or without."""
    return unicodedata.normalize("NFKC", passphrase).strip().encode()


def _meta(db: Database, name: str) -> bytes:
    found = db.execute("SELECT value FROM meta WHERE name=?", (name,)).fetchone()
    return bytes(found[0]) if found else b""
