"""Servers, and addresses that are safe to call. Light: settings are read before the window stands.

One server has many spellings (`CVP1.MOPH.GO.TH`, `…:443`, a dot at the end). Two paces, journals or saved passwords for
one server would break every promise, so what belongs to a server is named by `identity`, and nowhere else.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from app.errors import InputError

_DEFAULT_PORTS = {"https": 443, "http": 80}
_THIS_PC = ("127.0.0.1", "localhost", "[::1]")  # names of one server; the first stands for all


@dataclass(frozen=True, slots=True)
class Server:
    """Where the calls go."""

    url: str  # scheme and host, no path
    practice: bool  # made-up people, nobody is messaged

    def __str__(self) -> str:
        return self.url


REAL_SERVER = Server("https://cvp1.moph.go.th", practice=False)


def check_server_url(url: str) -> str:
    """The one spelling of a server's address: scheme, host and a port that is not the usual one.

    Raises InputError: server_address_wrong, server_address_insecure (plain http to another PC), server_address_path.
    """
    parts, spelling = _read(url)
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise InputError("server_address_path", address=url, instead=spelling)
    return spelling


def check_web_address(url: str) -> None:
    """Whether a page or file may be asked for there. Raises InputError as `check_server_url`, but a path is welcome."""
    _read(url)


def without_path(url: str) -> str:
    """`check_server_url` of an address that may have a path (older settings), which was never used."""
    return _read(url)[1]


def server_at(url: str) -> Server:
    """A server on this PC is a practice server: the Ministry's is elsewhere."""
    address = check_server_url(url)
    return Server(address, practice=_is_this_pc(address.partition("://")[2]))


def identity(url: str) -> str:
    """The same for all spellings of a server's address, and for all names of this PC. An address that is none stands
    for itself."""
    try:
        spelling = without_path(url)
    except InputError:
        return url
    scheme, _, place = spelling.partition("://")
    return f"{scheme}://{_THIS_PC[0]}{_port(place)}" if _is_this_pc(place) else spelling


def file_name(url: str) -> str:
    """`identity` as a part of a file's name."""
    return _as_file(identity(url))


def old_identities(url: str) -> Iterator[str]:
    """What earlier versions, which took an address as it was typed, may have called this server. The likeliest first;
    the case of letters is left open."""
    scheme, _, place = identity(url).partition("://")
    port = _port(place)
    hosts = _THIS_PC if _is_this_pc(place) else (place.removesuffix(port),)
    ports = (port,) if port else ("", f":{_DEFAULT_PORTS.get(scheme, 443)}")
    for dot in ("", "."):
        for host in hosts:
            yield from (f"{scheme}://{host}{dot}{ending}" for ending in ports)


def old_file_names(url: str) -> frozenset[str]:
    """`old_identities` as parts of a file's name, in small letters."""
    return frozenset(_as_file(old) for old in old_identities(url))


def _as_file(address: str) -> str:
    return re.sub(r"[^\w.-]", "-", address.partition("://")[2] or address)


def _read(url: str) -> tuple[SplitResult, str]:
    """An address taken apart, and its one spelling. Raises InputError."""
    try:
        parts = urlsplit(url.strip())
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError as error:  # "https://[", a port of 99999
        raise InputError("server_address_wrong", address=url) from error
    if parts.scheme not in _DEFAULT_PORTS or not host or parts.username is not None or parts.password is not None:
        raise InputError("server_address_wrong", address=url)
    if parts.scheme == "http" and not _is_this_pc(host):
        raise InputError("server_address_insecure", address=url)
    ending = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return parts, f"{parts.scheme}://{host}{ending}"


def _host(name: str) -> str:
    """A host's one spelling, "" where it is none. Raises ValueError (UnicodeError is one)."""
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name).compressed}]"
    name = name.encode("idna").decode() if not name.isascii() else name
    name = name.removesuffix(".").lower()
    return name if re.fullmatch(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", name) else ""


def _port(place: str) -> str:
    """ ":8000" of a host and port, "" where there is none."""
    found = re.search(r":[0-9]+$", place)
    return found[0] if found and not place.endswith("]") else ""


def _is_this_pc(place: str) -> bool:
    return place.removesuffix(_port(place)) in _THIS_PC
