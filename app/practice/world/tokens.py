"""Signing in: the password's hash, the RS512 token and its key."""

from __future__ import annotations

import functools
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from app.practice.world.assumed import AUDIENCE, ISSUER, Refused

_HASH_KEY = b"$jwt@moph#"  # SEEN


def password_hash(password: str) -> str:
    """What a client sends for its password: upper-case hex HMAC-SHA256 (SEEN)."""
    return hmac.new(_HASH_KEY, password.encode(), hashlib.sha256).hexdigest().upper()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a token speaks for."""

    user: str
    facility: str
    name: str = ""
    facility_name: str = ""
    scopes: tuple[str, ...] = ()

    @property
    def account(self) -> str:
        return f"{self.user}@{self.facility}"


@functools.cache
def new_key() -> str:
    """A private key as PEM. One a process, as making it takes time; the token's `kid` tells worlds apart."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    return (
        rsa.generate_private_key(public_exponent=65537, key_size=2048)
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode()
    )


class Tokens:
    """Makes and reads the tokens of one world. Times are seconds since 1970."""

    def __init__(self, private_pem: str, world: str) -> None:
        from cryptography.hazmat.primitives import serialization

        self._world = world  # a token of another world must not open this one
        self._key: Any = serialization.load_pem_private_key(
            private_pem.encode(),
            password=None,
            unsafe_skip_rsa_key_validation=True,  # our own, and quicker
        )
        self.public_pem = (
            self._key.public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
            .decode()
        )
        # Each call brings its token again, and PyJWT looks at every letter: two thirds of what a booking cost here.
        self._known = functools.lru_cache(256)(self._decoded)
        self._issued: dict[str, set[str]] = {}  # account -> the names (`kid`) of its tokens
        self._revoked: set[str] = set()
        self.refuse_all = False  # every token is refused, fresh ones too

    def issue(self, caller: Caller, now: float, seconds: float, address: str) -> str:
        """A token with the claims SEEN in samples (scope and role inside `client`), never the same one twice."""
        import jwt

        name = f"{self._world}.{secrets.token_hex(6)}"
        self._issued.setdefault(caller.account, set()).add(name)
        client = {
            "user_id": 1000 + sum(caller.account.encode()),
            "user_hash": hashlib.sha256(caller.account.encode()).hexdigest().upper(),
            "login": caller.user,
            "name": caller.name,
            "hospital_name": caller.facility_name,
            "hospital_code": caller.facility,
            "email": f"{caller.user}@example.invalid",
            "client_ip": address,
            "scope": [{"code": scope} for scope in caller.scopes],
            "role": ["moph-api"],
            "scope_list": "".join(f"[{scope}]" for scope in caller.scopes),
            **{f"access_code_level{level}": "" for level in range(1, 6)},
        }
        claims = {
            "sub": caller.account,
            "iat": int(now),
            "exp": int(now + seconds),
            "iss": ISSUER,
            "aud": AUDIENCE,
            "client": client,
        }
        return jwt.encode(claims, self._key, algorithm="RS512", headers={"kid": name})

    def read(self, token: str) -> dict[str, Any] | None:
        """The claims, or None where the token is not one of ours (an expired one still tells who calls)."""
        return found[1] if (found := self._known(token)) else None

    def _decoded(self, token: str) -> tuple[str, dict[str, Any]] | None:
        """The token's name and its claims."""
        import jwt

        try:
            name = str(jwt.get_unverified_header(token).get("kid", ""))  # <world>.<serial>
            if name.partition(".")[0] != self._world:
                return None
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key.public_key(),
                algorithms=["RS512"],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={"verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError:
            return None
        return name, claims

    def caller(self, token: str, now: float) -> Caller:
        """Who calls; raises Refused for a token that is missing, foreign, expired or revoked."""
        found = self._known(token)
        if found is None or self.refuse_all:
            raise Refused("token_invalid")
        name, claims = found
        if claims["exp"] <= now or name in self._revoked:
            raise Refused("token_expired")
        client = claims["client"]
        return Caller(client["login"], client["hospital_code"], client["name"], client["hospital_name"])

    def revoke(self, token: str) -> None:
        """From now on this one counts as expired."""
        if found := self._known(token):
            self._revoked.add(found[0])

    def revoke_all(self, account: str) -> None:
        self._revoked |= self._issued.get(account, set())
