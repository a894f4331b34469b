"""What can be told, in which form, and when it is tried again. Pure answers."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial

TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "appeal:assigned": ("case", "committee"),
        "appeal:raised": ("case",),
        "calibration:closed": ("session",),
        "calibration:started": ("session",),
        "calibration:withdrawn": ("session",),
        "case:decided": ("case",),
        "case:forwarded": ("case", "committee"),
        "case:returned": ("case",),
        "case:started": ("case",),
        "case:submitted": ("case",),
        "case:withdrawn": ("case",),
        "check-in:recorded": ("check_in",),
        "committee:closed": ("committee",),
        "committee:created": ("committee",),
        "committee:joined": ("committee", "person"),
        "committee:left": ("committee", "person"),
        "cycle:closed": ("cycle",),
        "cycle:opened": ("cycle",),
        "cycle:released": ("cycle",),
        "decision:told": ("case",),
        "framework:published": ("version_id",),
        "line:changed": ("person", "manager"),
        "participant:joined": ("cycle",),
        "participant:left": ("cycle",),
        "people:imported": (),
        "person:added": ("person",),
        "person:changed": ("person",),
        "person:deactivated": ("person",),
        "position:changed": ("people",),
        "promotion:lapsed": ("case",),
        "result:acknowledged": ("result",),
        "review:submitted": ("assessment",),
    }
)
"""The events that a hook can be told of, and which fields of each are keys. Nothing else goes out.
The first key is what the event is about. Alphabetical."""
GIVES_UP_AFTER = timedelta(days=3)
LEASE = timedelta(minutes=5)
"""So long a delivery belongs to whoever took it; after that its sender is taken for dead."""
KEPT = timedelta(days=31)
SIGNATURE = "Trellis-Signature"

SWITCHED_OFF = Denial(
    "webhooks-off", _("Webhooks are switched off. HR switches them on under Settings.")
)


def keys_in(tag: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that an event is about, and nothing else of it."""
    return {name: payload[name] for name in TOLD[tag]}


def signature(secret: str, body: bytes, *, at: int) -> str:
    """`t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>" in hex>`: RFC 2104 over both, so that an
    old message cannot be sent again as a new one."""
    signed = b"%d." % at + body
    return f"t={at},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
