"""Writing to people, and what runs by itself."""

from trellis_web.notices.actions.outbox import (
    Letter,
    queue_for_address,
    queue_mail,
    queue_mails,
)
from trellis_web.notices.actions.post import send_queued

__all__ = ["Letter", "queue_for_address", "queue_mail", "queue_mails", "send_queued"]
