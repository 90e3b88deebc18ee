"""The announcement of a release: who signs it, what it says. How it is used: docs/releasing.md.

python -m tests.packaging.news key FILE            a new pair: the private half into FILE, the public one into
                                                   resources/news.pub, which is committed
python -m tests.packaging.news publisher ADDRESS   resources/publisher.json of a build, which looks for news at the
                                                   repository ADDRESS and believes that key
python -m tests.packaging.news sign FILE WORDS     newest.json of a release, signed with the private half in FILE;
                                                   WORDS: what the release workflow made, `newest-unsigned.json`
"""

from __future__ import annotations

import base64
import json
import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = "newest.json"
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
PUBLIC = RESOURCES / "news.pub"


def signed(words: str, key: Ed25519PrivateKey) -> bytes:
    signature = base64.b64encode(key.sign(words.encode())).decode()
    return json.dumps({"news": words, "signature": signature}, ensure_ascii=False).encode()


def publisher(key: str, repository: str) -> str:
    """`resources/publisher.json` of a release; `key`: the public half, base64; `repository`: its web address."""
    page = f"{repository}/releases"
    told = {"key": key, "news": f"{page}/latest/download/{NAME}", "page": f"{page}/latest"}
    return json.dumps(told, indent=1) + "\n"


def make_key(file: Path) -> str:
    """The public half, base64. The private one is written where nobody else may read it, and never over another."""
    key = Ed25519PrivateKey.generate()
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key.private_bytes(*form))
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def sign(key_file: Path, words: Path) -> Path:
    key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    out = words.with_name(NAME)
    out.write_bytes(signed(words.read_text(encoding="utf-8"), key))
    return out


def main(arguments: list[str]) -> int:
    match arguments:
        case ["key", file]:
            PUBLIC.write_text(make_key(Path(file)) + "\n", encoding="utf-8")
        case ["publisher", address]:
            told = publisher(PUBLIC.read_text(encoding="utf-8").strip(), address)
            (RESOURCES / "publisher.json").write_text(told, encoding="utf-8")
        case ["sign", file, words]:
            print(sign(Path(file), Path(words)))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
