"""The worker's part in a test: what waits in the outbox goes out."""

from datetime import timedelta

from django.core import mail
from django.core.mail import EmailMessage

from tests.web.factories import NOW
from trellis_web.notices.actions import send_queued

LATER = NOW + timedelta(days=3650)


def posted() -> list[EmailMessage]:
    """Sends what is queued, and returns all that was sent in this test."""
    send_queued(now=LATER)
    return getattr(mail, "outbox", [])
