"""Words at rest that the database alone does not give away. See docs/adr/0018.

A ballot is locked with a key made of its token, which is kept nowhere: only whoever holds the link
reads it. A sealed answer is locked with a key of the installation until the batch.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

NO_TIME = 0
"""Fernet writes the time of locking in clear beside the words: it would join them to a person."""


def digest_of(token: str) -> str:
    """What is kept of a token: enough to find the ballot, of no use to open it."""
    return _hash("ballot-address", token).hex()


def lock(words: Mapping[str, Any], *, token: str) -> str:
    """The words, locked with the token."""
    return _locked(words, Fernet(_key("ballot", token)))


def unlock(text: str, *, token: str) -> dict[str, Any]:
    """The words of a ballot. Raises `InvalidToken` with another token."""
    return _opened(text, Fernet(_key("ballot", token)))


def seal(words: Mapping[str, Any]) -> str:
    """The words, locked with the key of the installation."""
    return _locked(words, _installation())


def unseal(text: str) -> dict[str, Any] | None:
    """The words of a sealed answer; None when they were sealed with a key that is gone."""
    try:
        return _opened(text, _installation())
    except InvalidToken:
        return None


def _installation() -> MultiFernet:
    keys = map(str, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    return MultiFernet([Fernet(_key("sealed-answer", key)) for key in keys])


def _hash(purpose: str, secret: str) -> bytes:
    return sha256(f"{purpose}:{secret}".encode("utf-8", "surrogatepass")).digest()


def _key(purpose: str, secret: str) -> bytes:
    return urlsafe_b64encode(_hash(purpose, secret))


def _locked(words: Mapping[str, Any], key: Fernet | MultiFernet) -> str:
    return key.encrypt_at_time(json.dumps(words).encode(), NO_TIME).decode()


def _opened(text: str, key: Fernet | MultiFernet) -> dict[str, Any]:
    words: dict[str, Any] = json.loads(key.decrypt(text.encode()))
    return words
