"""Typed readers of the environment. A wrong value fails with a sentence that names it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env(prefix="TRELLIS_")

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    " PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
}


def database(url: str) -> dict[str, Any]:
    """Django's database settings for `sqlite:///path` or `postgresql://user@host/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] or ":memory:",
            "OPTIONS": dict(SQLITE_OPTIONS),
            "CONN_MAX_AGE": None,
        }
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": _socket_host(parts.query) or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": "-c synchronous_commit=on -c statement_timeout=600000"},
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL starts with '{parts.scheme}'. Use sqlite:///path/to/file.sqlite3 or"
        " postgresql://user:password@host/name."
    )


def _socket_host(query: str) -> str:
    return next((unquote(p[5:]) for p in query.split("&") if p.startswith("host=")), "")


def secret_key(data_dir: Path) -> str:
    """`TRELLIS_SECRET_KEY`, or a key that is made once and kept in the data folder (mode 600)."""
    key: str = env.str("SECRET_KEY", "")
    if key:
        return key
    from django.core.management.utils import get_random_secret_key

    path = data_dir / "secret-key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """Who signs people in beside us: an OpenID Connect issuer, and what it knows us by.

    `hosts` are further hosts (with port) that its keys and tokens may come from.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    hosts: tuple[str, ...] = ()


def identity_provider() -> IdentityProvider | None:
    """The provider of `TRELLIS_OIDC_*`; None when none is set up."""
    given = {
        "TRELLIS_OIDC_ISSUER": env.str("OIDC_ISSUER", ""),
        "TRELLIS_OIDC_CLIENT_ID": env.str("OIDC_CLIENT_ID", ""),
        "TRELLIS_OIDC_CLIENT_SECRET": env.str("OIDC_CLIENT_SECRET", ""),
    }
    missing = [name for name, value in given.items() if not value]
    if len(missing) == len(given):
        return None
    if missing:
        raise ImproperlyConfigured(
            f"The identity provider is set up by half: {' and '.join(missing)} is missing. Set it,"
            " or leave out every TRELLIS_OIDC_ variable."
        )
    issuer, client_id, client_secret = given.values()
    _require_safe_issuer(issuer)
    name = env.str("OIDC_NAME", urlsplit(issuer).hostname or issuer)
    hosts: list[str] = env.list("OIDC_HOSTS", default=[])
    return IdentityProvider(issuer, client_id, client_secret, name, tuple(hosts))


def _require_safe_issuer(issuer: str) -> None:
    parts = urlsplit(issuer)
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not (parts.hostname and (parts.scheme == "https" or local)):
        raise ImproperlyConfigured(
            f"TRELLIS_OIDC_ISSUER is '{issuer}'. Use the https:// address of the provider, exactly"
            " as it stands in its openid-configuration."
        )
