"""Letters about signing in go through the outbox like all others."""

from typing import Any
from uuid import uuid4

from allauth.core import context as current
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import AccountAdapter as ClosedAdapter
from trellis_web.notices.actions import queue_for_address
from trellis_web.people.queries import owner_of


class AccountAdapter(ClosedAdapter):
    """Queues what allauth would send itself, so that an answer takes as long for a stranger's
    address as for a colleague's, and a mail server that is away breaks no page."""

    @transaction.atomic
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Renders as allauth does; to nobody who has left."""
        owner = context.get("user") or owner_of(email)
        if owner is not None and not owner.is_active:
            return
        site = get_current_site(current.request)
        words = {"request": current.request, "email": email, "current_site": site} | context
        message = self.render_mail(template_prefix, email, words)
        queue_for_address(
            email,
            to=owner,
            subject=str(message.subject),
            text=str(message.body),
            key=f"account:{uuid4()}",
            now=timezone.now(),
        )
