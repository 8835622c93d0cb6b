"""Forged access tokens without end: each is a good token changed in some way that must make it worthless.

The same seed and the same good tokens give the same forgeries, so that one that got through can be made again; but for
strangers' signatures, whose keys are made anew.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import string
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from servicekit.auth.tokens import TokenVerifier
from servicekit.errors import TokenExpired, TokenInvalid

BASE64URL = string.ascii_letters + string.digits + "-_"
ALGORITHMS = [
    "none", "None", "nOnE", "NONE", "", " none", "HS256", "HS384", "HS512", "RS384", "RS512", "PS256", "ES256", "EdDSA",
    "rs256", "RS256 ", "RS256\x00", "RSA", "RSA-OAEP", "dir", None, 0, True, ["RS256"], {"alg": "RS256"},
]  # fmt: skip
KIDS = [
    "", "../../../../dev/null", "/proc/self/environ", "' OR '1'='1", "key' UNION SELECT 'x' --", "http://127.0.0.1:9/k",
    "%2e%2e%2f", "\x00", "k" * 2000, "\u202e", "*", "${jndi:ldap://127.0.0.1:9/a}", None, 0, 1.5, True, ["a"], {"a": 1},
]  # fmt: skip
HEADERS: list[dict[str, Any]] = [
    {"crit": ["exp"]}, {"crit": ["b64"], "b64": False}, {"b64": False}, {"zip": "DEF"}, {"cty": "JWT"}, {"typ": "JWT"},
    {"typ": "at+JWT"}, {"typ": None}, {"typ": ["at+jwt"]}, {"typ": "application/at+jwt"}, {"enc": "A256GCM"},
    {"x5c": ["AA"]},
    {"jku": "http://127.0.0.1:9/jwks.json"}, {"x5u": "http://127.0.0.1:9/cert.pem"}, {"x5t": "AA"}, {"epk": {}},
]  # fmt: skip
# What a claim must never be, even in a token that our own key signed.
ODD: dict[str, list[Any]] = {
    "exp": [0, -1, 1.5, 1e400, float("nan"), "9999999999", True, None, [], {}, 10**18, 10**400, 2**63, 253402300800],
    "nbf": [99999999999, -1, 1.5, "0", True, None, [0], 10**400],
    "iat": [99999999999, -1, 1.5, "0", False, None, {}, 10**400],
    "auth_time": [-1, 1.5, "0", True, None, 10**18],
    "aud": [["shopmesh"], ["shopmesh", "x"], "shopmesh ", "Shopmesh", "", None, {}, 0, "*"],
    "iss": [
        "https://shopmesh.example/",
        "https://shopmesh.example.evil.test",
        "",
        None,
        ["https://shopmesh.example"],
        1,
    ],
    "sub": ["root", "", None, 0, ["x"], "00000000-0000-0000-0000-00000000000g", "1 OR 1=1"],
    "sid": ["", None, 1, "x", ["x"], {}],
    "jti": [None, 1, ["x"], {}],
    "role": ["root", "Admin", "admin ", "", None, ["admin"], {"admin": True}, 1],
    "username": [None, 1, ["admin"], {}],
    "acr": [None, 1, ["mfa"], {}],
    "org": [1, ["x"], {}],
}
BETTER: list[dict[str, Any]] = [
    {"role": "admin"}, {"role": "staff"}, {"acr": "mfa"}, {"exp": 99999999999},
    {"sub": "00000000-0000-4000-8000-000000000000"}, {"sid": "00000000-0000-4000-8000-000000000000"},
    {"username": "admin"}, {"org": "00000000-0000-4000-8000-000000000000"},
    {"auth_time": 99999999}, {"iss": "https://evil.example"}, {"aud": "another-api"}, {"jti": "x"}, {},
]  # fmt: skip
SPELLINGS: list[Callable[[str], str]] = [
    lambda t: t + "=", lambda t: t + "==", lambda t: t + "\n", lambda t: " " + t, lambda t: t + " ", lambda t: t + "\t",
    lambda t: t + "\x00", lambda t: t + ".", lambda t: "." + t, lambda t: t.replace(".", "..", 1), lambda t: t + "..",
    lambda t: t.replace(".", "=.", 1), lambda t: t.replace(".", "\n.", 1), lambda t: f'"{t}"', lambda t: f"Bearer {t}",
    lambda t: t.replace(".", "%2E"), lambda t: t.replace("-", "+").replace("_", "/") + "=", lambda t: t.swapcase(),
    lambda t: t.replace(".", "\uff0e"), lambda t: t.encode().hex(), lambda t: t[::-1], lambda t: f"{t}, Bearer {t}",
    lambda t: base64.urlsafe_b64encode(t.encode()).decode(), lambda t: t + "?", lambda t: f"\ufeff{t}", lambda t: t * 5,
    lambda t: t[:40] + "\u200b" + t[40:], lambda t: t.translate({ord(c): ord(c) + 0xFEE0 for c in BASE64URL}),
]  # fmt: skip

Sign = Callable[[bytes], bytes]


class Forgery(NamedTuple):
    family: str
    token: str


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(segment: str) -> bytes:
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


def written(value: object) -> str:
    return b64(json.dumps(value).encode())


@cache
def stranger() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def strangers() -> Sequence[Sign]:
    """Signatures by keys of our own making; the slow one comes once in eight."""
    elliptic, edwards = ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate()
    return (
        lambda told: stranger().sign(told, padding.PKCS1v15(), hashes.SHA256()),
        *(lambda told: elliptic.sign(told, ec.ECDSA(hashes.SHA256())),) * 3,
        *(edwards.sign,) * 4,
    )


@dataclass
class Forger:
    """`good`: tokens that the verifier accepts, two or more. `public`: the verification key, which everybody has.
    `ours`: the issuer's signature; without it no token is made that is well signed and wrong.
    """

    seed: int
    good: Sequence[str]
    public: rsa.RSAPublicKey
    ours: Sign | None = None

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - the same forgeries again, on purpose
        self.secrets = public_bytes(self.public)
        self.families: list[Callable[[], str]] = [
            self.flipped_bit, self.other_character, self.cut, self.grown, self.truncated, self.rearranged, self.spliced,
            self.spelled, self.noise, self.flipped_signature, self.flipped_payload, self.flipped_header,
            self.other_signature, self.unsigned, self.confused, self.headed, self.promoted, self.strange,
            self.doubled, self.nested,
        ]  # fmt: skip
        if self.ours:
            self.families.append(self.signed_and_wrong)

    def __iter__(self) -> Iterator[Forgery]:
        known = frozenset(self.good)
        while True:
            family = self.chance.choice(self.families)
            token = family()
            if token not in known:
                yield Forgery(family.__name__, token)

    def one(self) -> str:
        return self.chance.choice(self.good)

    def parts(self) -> tuple[dict[str, Any], dict[str, Any], str]:
        """Header, claims and signature of a good token."""
        header, claims, signature = self.one().split(".")
        return json.loads(unb64(header)), json.loads(unb64(claims)), signature

    # Text ---------------------------------------------------------------------------------------------------------

    def flipped_bit(self) -> str:
        raw = bytearray(self.one().encode())
        raw[self.chance.randrange(len(raw))] ^= 1 << self.chance.randrange(8)
        return raw.decode("latin-1")

    def other_character(self) -> str:
        token, place = self.one(), self.chance.randrange(800)
        return token[:place] + self.chance.choice(BASE64URL + "=+/ .\t\u00e9\u0660\U0001f511") + token[place + 1 :]

    def cut(self) -> str:
        token = self.one()
        begin = self.chance.randrange(len(token))
        return token[:begin] + token[begin + self.chance.randint(1, 40) :]

    def grown(self) -> str:
        token = self.one()
        place, count = self.chance.randrange(len(token) + 1), self.chance.choice([1, 1, 2, 3, 4, 40, 5000])
        return token[:place] + b64(self.chance.randbytes(count))[:count] + token[place:]

    def truncated(self) -> str:
        token = self.one()
        return token[: self.chance.randrange(len(token))]

    def rearranged(self) -> str:
        segments = self.one().split(".")
        return ".".join(self.chance.choices(segments, k=self.chance.choice([1, 2, 3, 3, 3, 4, 5])))

    def spliced(self) -> str:
        """Header, claims and signature of different good tokens."""
        first, second = self.chance.sample(list(self.good), 2)
        chosen = [self.chance.choice(pair) for pair in zip(first.split("."), second.split("."), strict=True)]
        return ".".join(chosen)

    def spelled(self) -> str:
        return self.chance.choice(SPELLINGS)(self.one())

    def noise(self) -> str:
        return b64(self.chance.randbytes(self.chance.randrange(900))).replace(self.chance.choice(BASE64URL), ".")

    # Bytes --------------------------------------------------------------------------------------------------------

    def flipped(self, index: int) -> str:
        segments = self.one().split(".")
        raw = bytearray(unb64(segments[index]))
        for _ in range(self.chance.choice([1, 1, 1, 2, 8])):
            raw[self.chance.randrange(len(raw))] ^= 1 << self.chance.randrange(8)
        segments[index] = b64(bytes(raw))
        return ".".join(segments)

    def flipped_header(self) -> str:
        return self.flipped(0)

    def flipped_payload(self) -> str:
        return self.flipped(1)

    def flipped_signature(self) -> str:
        return self.flipped(2)

    def other_signature(self) -> str:
        header, claims, signature = self.one().split(".")
        length = self.chance.choice([0, 1, 32, 64, 255, 256, 257, 383, 384, 385, 512])
        made = self.chance.choice(
            [bytes(length), b"\xff" * length, self.chance.randbytes(length), b"\x00" + unb64(signature)]
        )
        return f"{header}.{claims}.{b64(made)}"

    # Meaning ------------------------------------------------------------------------------------------------------

    def unsigned(self) -> str:
        header, claims, signature = self.parts()
        header["alg"] = self.chance.choice(ALGORITHMS)
        return f"{written(header)}.{written(self.better(claims))}.{self.chance.choice(['', signature, 'AA'])}"

    def confused(self) -> str:
        """The public key, which everybody has, as an HMAC secret; and other secrets that are none."""
        header, claims, _ = self.parts()
        name, digest = self.chance.choice(
            [("HS256", hashlib.sha256), ("HS384", hashlib.sha384), ("HS512", hashlib.sha512)]
        )
        header["alg"] = self.chance.choice([name, name, name, "RS256"])
        told = f"{written(header)}.{written(self.better(claims))}"
        secret = self.chance.choice([*self.secrets, str(header.get("kid")).encode(), b"", b"secret"])
        return f"{told}.{b64(hmac.new(secret, told.encode(), digest).digest())}"

    def headed(self) -> str:
        """An odd header, with the old signature or a stranger's."""
        header, claims, signature = self.parts()
        header |= self.chance.choice([*HEADERS, {"kid": self.chance.choice(KIDS)}, {"jwk": own_jwk()}])
        kept = f"{written(header)}.{written(claims)}.{signature}"
        return self.chance.choice([kept, kept, self.signed_by_a_stranger(header, claims)])

    def promoted(self) -> str:
        """Better claims under the old signature."""
        header, claims, signature = self.parts()
        return f"{written(header)}.{written(self.better(claims) | {'jti': str(self.chance.random())})}.{signature}"

    def strange(self) -> str:
        """Everything as it should be, but for who signed it."""
        header, claims, _ = self.parts()
        return self.signed_by_a_stranger(header, self.better(claims))

    def doubled(self) -> str:
        """A name twice: parsers disagree about which one counts."""
        header, claims, signature = self.one().split(".")
        if self.chance.getrandbits(1):
            header = b64(b'{"alg":"none",' + unb64(header)[1:])
        else:
            claims = b64(unb64(claims)[:-1] + b',"role":"admin"}')
        return f"{header}.{claims}.{signature}"

    def nested(self) -> str:
        header, _, signature = self.parts()
        inner = self.one()
        made = [
            f"{written(header | {'cty': 'JWT'})}.{b64(inner.encode())}.{signature}",
            f"{inner}.{inner}",
            f"{inner}.AA.AA",
        ]
        return self.chance.choice([*made, f"{written({'alg': 'dir', 'enc': 'A256GCM'})}..AAAA.AAAA.AAAA"])

    def signed_and_wrong(self) -> str:
        """Our own signature under claims or headers that we never give."""
        assert self.ours is not None
        header, claims, _ = self.parts()
        name = self.chance.choice(list(ODD))
        odd = claims | {name: self.chance.choice(ODD[name])}
        twice = b64(json.dumps(claims).encode()[:-1] + b',"role":"admin"}')
        told = self.chance.choice(
            [
                f"{written(header | self.chance.choice(HEADERS))}.{written(claims)}",
                f"{written(header)}.{twice}",
                *[f"{written(header)}.{written(odd)}"] * 4,
            ]
        )
        return f"{told}.{b64(self.ours(told.encode()))}"

    def better(self, claims: dict[str, Any]) -> dict[str, Any]:
        return claims | self.chance.choice(BETTER)

    def signed_by_a_stranger(self, header: dict[str, Any], claims: dict[str, Any]) -> str:
        told = f"{written(header)}.{written(claims)}"
        return f"{told}.{b64(self.chance.choice(strangers())(told.encode()))}"


def public_bytes(key: rsa.RSAPublicKey) -> list[bytes]:
    """The spellings of a public key that somebody may try as a secret."""
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    pem = key.public_bytes(serialization.Encoding.PEM, kind)
    return [pem, pem.strip(), key.public_bytes(serialization.Encoding.DER, kind), str(key.public_numbers().n).encode()]


@cache
def own_jwk() -> dict[str, Any]:
    members: dict[str, Any] = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(stranger().public_key()))
    return members


@dataclass
class Outcome:
    """What became of the forgeries: `accepted` and `broken` must stay empty."""

    seed: int
    refused: Counter[str] = field(default_factory=Counter)
    accepted: list[Forgery] = field(default_factory=list)
    broken: list[tuple[Forgery, str]] = field(default_factory=list)

    @property
    def tried(self) -> int:
        return self.refused.total() + len(self.accepted) + len(self.broken)


def tried(verifier: TokenVerifier, forger: Forger, count: int) -> Outcome:
    """`count` forgeries shown to the verifier. Only TokenInvalid and TokenExpired count as refusals."""
    outcome = Outcome(forger.seed)
    for _, forgery in zip(range(count), forger, strict=False):
        try:
            verifier.verify(forgery.token)
        except (TokenInvalid, TokenExpired):
            outcome.refused[forgery.family] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is would have been a 500
            outcome.broken.append((forgery, repr(error)))
        else:
            outcome.accepted.append(forgery)
    return outcome
