"""Mail to panelists: a link and a name, never what is asked or answered."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from trellis_web.notices.actions import queue_mail
from trellis_web.validation.models import Panelist


def panel_link(panelist: Panelist) -> str:
    """The panelist's own page; it opens after sign-in, for them alone."""
    return f"{settings.SITE_URL}{reverse('panel_seat', args=[panelist.pk])}"


def send_panel_invitation(panelist: Panelist, *, now: datetime) -> None:
    """Asks somebody to read a draft, in their language."""
    person = panelist.person
    with translation.override(person.language):
        subject = _("Would you read a draft of the career framework?")
        text = _(
            "Hello %(name)s,\n\nbefore it is published, a few people read the draft"
            " independently of each other. Please answer on your own, before you talk about it:"
            "\n\n%(link)s\n\nNobody sees your answers, only figures about all of them.\n"
        ) % {"name": person.first_name, "link": panel_link(panelist)}
    key = f"panel-seat:{panelist.pk}:invited"
    queue_mail(to=person, subject=subject, text=text, key=key, now=now)
