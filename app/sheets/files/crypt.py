"""The password nobody typed: Excel 97 to 2003 encrypts a workbook whose structure is protected with a password of its
own, and opens it unasked ([MS-OFFCRYPTO] 2.3.6; [MS-XLS] 2.2.10). A password that a person set is never guessed."""

from __future__ import annotations

import hashlib
import struct
from itertools import cycle

_OWN = "VelvetSweatshop".encode("utf-16-le")
_FILE_PASS, _IN_USE = 0x2F, 0x194
_BLOCK = 1024  # bytes to a key
_LONGEST = 16 * 2**20  # bytes; a million a second
_READABLE = {0x809, _FILE_PASS, _IN_USE, 0x195, 0xE1, 0x196, 0x138}  # records that are never encrypted
_BOUND_SHEET = 0x85  # its first four bytes are not
_TWO = struct.Struct("<HH")
_RC4 = bytes((1, 0, 1, 0, 1, 0))


def opened(stream: bytes) -> bytes | None:
    """A stream of records without its encryption; None where it has another password, or another encryption."""
    at = 0
    while at + 4 <= len(stream) and _TWO.unpack_from(stream, at)[0] != _FILE_PASS:
        at += 4 + _TWO.unpack_from(stream, at)[1]
    said = stream[at + 4 : at + 4 + 54]
    if len(said) < 54 or said[:6] != _RC4 or len(stream) > _LONGEST:
        return None
    salt, verifier, proof = said[6:22], said[22:38], said[38:54]
    base = hashlib.md5((hashlib.md5(_OWN).digest()[:5] + salt) * 16).digest()[:5]
    checked = _xor(verifier + proof, _key_stream(base, 0, 32))
    if hashlib.md5(checked[:16]).digest() != checked[16:]:
        return None
    return _decrypted(stream, base)


def _decrypted(stream: bytes, base: bytes) -> bytes:
    keys = b"".join(_key_stream(base, number, _BLOCK) for number in range(len(stream) // _BLOCK + 1))
    plain = bytearray(_xor(stream, keys))
    at = 0
    while at + 4 <= len(stream):
        kind, size = _TWO.unpack_from(stream, at)
        readable = size if kind in _READABLE else 4 if kind == _BOUND_SHEET else 0
        plain[at : at + 4 + readable] = stream[at : at + 4 + readable]
        if kind == _FILE_PASS:
            plain[at : at + 2] = struct.pack("<H", _IN_USE)  # of which nobody takes notice
        at += 4 + size
    return bytes(plain)


def _xor(data: bytes, key: bytes) -> bytes:
    size = len(data)
    return (int.from_bytes(data, "little") ^ int.from_bytes(key[:size], "little")).to_bytes(size, "little")


def _key_stream(base: bytes, block: int, length: int) -> bytes:
    """RC4's, of a block's own key."""
    key = hashlib.md5(base + struct.pack("<I", block)).digest()
    state = list(range(256))
    other = 0
    for index, byte in zip(range(256), cycle(key), strict=False):
        other = (other + state[index] + byte) & 255
        state[index], state[other] = state[other], state[index]
    out = bytearray(length)
    one = two = 0
    for at in range(length):
        one = (one + 1) & 255
        two = (two + state[one]) & 255
        state[one], state[two] = state[two], state[one]
        out[at] = state[(state[one] + state[two]) & 255]
    return bytes(out)
