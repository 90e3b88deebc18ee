"""Servers, and addresses that are safe to call. Light: settings are read before the window stands."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.errors import InputError


@dataclass(frozen=True, slots=True)
class Server:
    """Where the calls go."""

    url: str  # scheme and host, no path
    practice: bool  # made-up people, nobody is messaged

    def __str__(self) -> str:
        return self.url


REAL_SERVER = Server("https://cvp1.moph.go.th", practice=False)


def check_server_url(url: str) -> str:
    """Scheme and host of a server address. Plain http only on this PC: the practice server."""
    parts = urlsplit(url.strip())
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
        raise InputError("server_address_wrong", address=url)
    if parts.scheme == "http" and not loopback:
        raise InputError("server_address_insecure", address=url)
    return f"{parts.scheme}://{parts.netloc}"


def server_at(url: str) -> Server:
    """A server on this PC is a practice server: the Ministry's is elsewhere."""
    address = check_server_url(url)
    return Server(address, practice=urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1"))
