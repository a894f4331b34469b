"""Letters about ways back. Each holds a name and a link, never a level."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from trellis_web.careers.models import Return
from trellis_web.notices.actions import Letter
from trellis_web.people.models import Person


def return_is_offered(way_back: Return) -> Letter:
    """To the person, who agrees or declines."""
    subject = _("%(name)s offers you a way back") % {"name": way_back.offered_by.name}
    text = _("Nothing happens before you agree. Read what it means here:\n\n%(link)s\n")
    return _letter(way_back, way_back.person, "offered", subject, text)


def return_is_answered(way_back: Return) -> Letter:
    """To whoever offered it."""
    subject = _("%(name)s answered your offer of a way back") % {"name": way_back.person.name}
    text = _("Read the answer here:\n\n%(link)s\n")
    return _letter(way_back, way_back.offered_by, "answered", subject, text)


def return_is_done(way_back: Return) -> Letter:
    """To the person, on the day."""
    subject = _("Your way back has taken place")
    text = _(
        "Your level is changed, your pay and your history are not. Read it here:\n\n%(link)s\n"
    )
    return _letter(way_back, way_back.person, "done", subject, text)


def return_has_ended(way_back: Return, to: Person) -> Letter:
    """To the person and to whoever offered it, when it does not take place."""
    subject = _("A way back does not take place")
    text = _("Read why here:\n\n%(link)s\n")
    return _letter(way_back, to, f"ended:{to.pk}", subject, text)


def _letter(way_back: Return, to: Person, about: str, subject: str, text: str) -> Letter:
    link = f"{settings.SITE_URL}{reverse('return', args=[way_back.pk])}"
    return Letter(to, subject, text % {"link": link}, f"return:{way_back.pk}:{about}")
