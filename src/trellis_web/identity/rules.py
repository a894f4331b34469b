"""What is believed of an identity provider, and whom it may let in.

Sources: OpenID Connect Core 1.0, section 3.1.3.7 (ID token validation); RFC 8725 (JWT practice).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import compare_digest
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial, Denied

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures with a key pair. Neither `none` nor a secret that both sides share."""
LEEWAY_SECONDS = 60
TIMEOUT_SECONDS = 10
LONGEST_SUBJECT = 191

STALE = Denial(
    "sign-in-stale", _("This sign-in was not started here, or took too long. Start it once more.")
)
CANCELLED = Denial(
    "sign-in-cancelled", _("The identity provider did not sign you in. Try again, or ask HR.")
)
NOT_REDEEMED = Denial(
    "sign-in-not-redeemed",
    _("The identity provider did not accept this sign-in, perhaps because it was used before."
      " Start it once more."),
)  # fmt: skip
WRONG_ISSUER = Denial(
    "sign-in-wrong-issuer",
    _("The answer comes from another identity provider than the one of this organisation."),
)
WRONG_AUDIENCE = Denial(
    "sign-in-wrong-audience", _("The identity provider's answer was made for another program.")
)
WRONG_NONCE = Denial(
    "sign-in-wrong-nonce", _("The identity provider's answer belongs to another sign-in.")
)
EXPIRED = Denial(
    "sign-in-expired", _("The identity provider's answer has expired. Start once more.")
)
UNSIGNED = Denial(
    "sign-in-unsigned",
    _("The identity provider's answer has no signature that can be checked."),
)
BROKEN = Denial(
    "sign-in-broken", _("The identity provider's answer cannot be read. Tell whoever runs Trellis.")
)
FOREIGN_HOST = Denial(
    "sign-in-foreign-host",
    _("The identity provider names an address of another host. Whoever runs Trellis can allow it."),
)
UNREACHABLE = Denial(
    "sign-in-unreachable", _("The identity provider does not answer. Try again in a few minutes.")
)
UNVERIFIED = Denial(
    "sign-in-unverified",
    _("The identity provider has not verified your e-mail address, so nobody can be found by it."),
)
UNKNOWN = Denial("sign-in-unknown", _("There is no account for you yet. Ask HR to invite you."))
CLOSED = Denial(
    "sign-in-closed", _("This account is closed. Ask HR if you think this is a mistake.")
)
TAKEN = Denial(
    "sign-in-taken",
    _("Your account is connected to another identity of the provider. Ask HR to disconnect it."),
)
CONNECT_FIRST = Denial(
    "sign-in-connect-first",
    _("Your account holds a role, so an e-mail address is not enough. Sign in with your password"
      " and connect the identity provider in your account menu."),
)  # fmt: skip
SOMEBODY_ELSE = Denial(
    "sign-in-somebody-else",
    _("You are signed in as somebody else. Sign out first, or use your own identity."),
)


@dataclass(frozen=True, slots=True)
class Claims:
    """Who somebody is, in the words of a checked ID token."""

    issuer: str
    subject: str
    email: str
    is_verified: bool


def checked(
    token: object, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """The claims of an ID token, after every check of the specification.

    `keys` is the issuer's JWK set. Raises `Denied` with the one reason why it is not believed.
    """
    if not isinstance(token, str):
        raise Denied(BROKEN)
    try:
        claims = jwt.decode(
            token,
            _key_of(token, keys),
            algorithms=list(ALGORITHMS),
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["aud", "exp", "iat", "iss", "sub"]},
        )
    except jwt.InvalidIssuerError as error:
        raise Denied(WRONG_ISSUER) from error
    except jwt.InvalidAudienceError as error:
        raise Denied(WRONG_AUDIENCE) from error
    except jwt.ExpiredSignatureError as error:
        raise Denied(EXPIRED) from error
    except (jwt.InvalidAlgorithmError, jwt.InvalidSignatureError) as error:
        raise Denied(UNSIGNED) from error
    except jwt.PyJWTError as error:
        raise Denied(BROKEN) from error
    if claims.get("azp", client_id) != client_id:
        raise Denied(WRONG_AUDIENCE)
    if not nonce or not compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise Denied(WRONG_NONCE)
    return claims


def _key_of(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key that the token names; the only one when it names none."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise Denied(UNSIGNED)
    offered = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.key_type != "oct"]
    name = header.get("kid")
    fitting = [key for key in offered if name is None or key.key_id == name]
    if len(fitting) != 1:
        raise Denied(UNSIGNED)
    return fitting[0]


def said(claims: Mapping[str, Any]) -> Claims:
    """What is used of checked claims. Only the Boolean `true` is a verified address."""
    subject, email = claims["sub"], claims.get("email")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise Denied(BROKEN)
    verified = claims.get("email_verified") is True
    address = email.strip().casefold() if isinstance(email, str) else ""
    return Claims(claims["iss"], subject, address, verified)


class IssuerSession(requests.Session):
    """Outgoing requests to the hosts of the identity provider, and to nobody else."""

    def __init__(self, hosts: frozenset[str]) -> None:
        super().__init__()
        self.hosts = hosts
        self.trust_env = False

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Asks; follows no redirect. Raises `Denied` for an address of another host."""
        if urlsplit(str(url)).netloc not in self.hosts or not is_safe(str(url)):
            raise Denied(FOREIGN_HOST)
        return super().request(
            method, url, *args, **{**kwargs, "allow_redirects": False, "timeout": TIMEOUT_SECONDS}
        )


def is_safe(url: str) -> bool:
    """Whether nobody on the way can read or change what is asked: HTTPS, or this machine."""
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    return parts.scheme == "https" or (parts.scheme == "http" and local)
