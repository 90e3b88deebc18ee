"""The way to a server: whom it trusts, through which proxy, and what went wrong on it."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.request import getproxies

import httpx
import truststore

from app.errors import InputError, NotSent

if find_spec("sniffio") is None:  # httpcore would look for it on disk four times a call
    sys.modules["sniffio"] = None  # type: ignore[assignment]
try:
    from socksio import SOCKSError
except ImportError:  # then such a proxy is refused: `open_client`

    class SOCKSError(Exception):  # type: ignore[no-redef]
        """Never raised."""


WAY_ERRORS = (httpx.HTTPError, httpx.StreamError, SOCKSError, TimeoutError, OSError)
CONNECTIONS = 64
# Seconds that an unused connection is kept. Servers close theirs after 1 s (rarely) to 75 s, often at the very moment
# of the next call, and nobody can tell then whether that call was read: so ours go first.
IDLE = 0.5


def open_client(**options: Any) -> httpx.AsyncClient:
    """httpx's client with what all our calls have in common. Raises InputError proxy_unusable."""
    try:
        return httpx.AsyncClient(
            limits=httpx.Limits(
                max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=IDLE
            ),
            follow_redirects=False,
            **options,
        )
    except (ImportError, RuntimeError, ValueError, httpx.InvalidURL) as error:
        # ImportError or, from httpcore, RuntimeError: SOCKS without its package
        code = "proxy_no_socks" if isinstance(error, (ImportError, RuntimeError)) else "proxy_unusable"
        raise InputError(code, type(error).__name__, proxy=_proxy_set()) from error


def _proxy_set() -> str:
    """The system's proxies, without names and passwords."""
    return ", ".join(sorted({address.rpartition("@")[2].rpartition("//")[2] for address in getproxies().values()}))


def tls(ca_file: Path | None = None) -> ssl.SSLContext:
    """The operating system's trust store; a hospital's own authority may be added, nothing can be switched off.
    Raises InputError ca_file_unreadable."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        try:
            context.load_verify_locations(cadata=b"".join(_certificates(ca_file.read_bytes())))
        except (OSError, ValueError, ssl.SSLError) as error:
            raise InputError("ca_file_unreadable", path=str(ca_file)) from error
    return context


def _certificates(data: bytes) -> Iterator[bytes]:
    """The certificates of a file as DER: PEM (one or several), DER (.cer) or PKCS #7 (.p7b) in either form, as network
    people hand them out. Raises ValueError where it is none of these."""
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
    from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates

    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # saved by Notepad as "Unicode"
        data = data.decode("utf-16").encode()
    if b"-----BEGIN PKCS7" in data:
        found = pkcs7.load_pem_pkcs7_certificates(data)
    elif b"-----BEGIN " in data:
        found = load_pem_x509_certificates(data.replace(b"TRUSTED CERTIFICATE", b"CERTIFICATE"))
    else:
        try:
            found = [load_der_x509_certificate(data)]
        except ValueError:
            found = pkcs7.load_der_pkcs7_certificates(data)
    if not found:
        raise ValueError("no certificate")
    return (one.public_bytes(Encoding.DER) for one in found)


_CUT = (ssl.SSLEOFError, ssl.SSLZeroReturnError)  # the line went away while the connection was being secured


def not_sent(error: Exception) -> NotSent:
    """Why a call could not leave. httpx's errors end here; no byte of the call was written."""
    chain = list(_causes(error))
    words = type(error).__name__
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in chain):
        return NotSent("certificate", words)
    if any(isinstance(one, ssl.SSLError) and not isinstance(one, _CUT) for one in chain):
        return NotSent("not_secure", words)
    if isinstance(error, httpx.ProxyError):  # the answer to CONNECT, or what a SOCKS proxy says
        told = str(error)
        asks = told.startswith("407") or "auth" in told.lower() or "password" in told.lower()
        return NotSent("proxy_sign_in" if asks else "proxy_refused", told[:100])
    return NotSent("offline", words)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def is_last_byte(response: httpx.Response) -> bool:
    """Whether nothing came after this answer, whose body was read to its end. What did come would be taken for the
    answer to the next call on this connection. httpcore has no public way to ask; should its insides change, every
    connection is used once."""
    inside: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state", "trailing_data"):
        inside = getattr(inside, name, None)
    return isinstance(inside, tuple) and inside[0] == b""
