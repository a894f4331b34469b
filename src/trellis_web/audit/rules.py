"""How one event is chained to the one before it."""

import hashlib
import json
from datetime import UTC

from trellis_web.audit.models import Event

GENESIS = "0" * 64  # what the first event follows


def digest_of(event: Event) -> str:
    """SHA-256 over the previous digest and every field of the event, as canonical JSON."""
    content = [
        event.previous,
        event.at.astimezone(UTC).isoformat(),
        event.actor_id,
        event.subject_id,
        event.tag,
        event.payload,
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
