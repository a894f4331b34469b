"""The signature of a session: a hash over its log, so that a later edit would show."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any


def digest_of(session: int, log: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256, in hexadecimal digits, over the entries of a log in their order."""
    text = json.dumps(
        [session, *log], sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    )
    return sha256(text.encode()).hexdigest()
