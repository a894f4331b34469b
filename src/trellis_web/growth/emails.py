"""Letters about growth. Each holds a name and a link, never a word of what was said."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from trellis_web.growth.models import Ask
from trellis_web.notices.actions import Letter
from trellis_web.people.models import Person


def feedback_is_asked(ask: Ask) -> Letter:
    """To a colleague who is asked what they saw."""
    subject = _("%(name)s asks for your feedback") % {"name": ask.asked_by.name}
    text = _("You are asked what you saw. The question is here:\n\n%(link)s\n")
    return _letter(ask, ask.colleague, "asked", subject, text)


def feedback_is_given(ask: Ask) -> Letter:
    """To whoever asked, when the colleague has answered."""
    subject = _("%(name)s answered your question") % {"name": ask.colleague.name}
    text = _("Read the answer here:\n\n%(link)s\n")
    return _letter(ask, ask.asked_by, "answered", subject, text)


def _letter(ask: Ask, to: Person, about: str, subject: str, text: str) -> Letter:
    link = f"{settings.SITE_URL}{reverse('ask_list')}"
    return Letter(to, subject, text % {"link": link}, f"ask:{ask.pk}:{about}")
