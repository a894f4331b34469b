"""Mail about writing a framework. A name and a link; never a sentence of a draft."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.frameworks.models import Draft, Suggestion
from trellis_web.people.models import Person


def send_outcome(suggestion: Suggestion) -> None:
    """Tells the author of a suggestion that it was decided; how is read on the page."""
    link = reverse("framework_suggestion", args=[suggestion.pk])
    family = suggestion.family.title

    def words() -> tuple[str, str]:
        subject = _("Your suggestion for %(family)s was answered") % {"family": family}
        text = _("Hello %(name)s,\n\nread the answer here:\n\n%(link)s\n") % {
            "name": suggestion.made_by.first_name,
            "link": f"{settings.SITE_URL}{link}",
        }
        return subject, text

    _send(suggestion.made_by, words)


def send_reminder(author: Person, draft: Draft, open_cells: int, due: str) -> None:
    """Reminds an author of what is still to write in a draft, and until when (a written date)."""
    link = reverse("framework_work", args=[draft.family.slug])

    def words() -> tuple[str, str]:
        subject = _("%(family)s: your part of the framework") % {"family": draft.family.title}
        left = ngettext("%(n)d cell is", "%(n)d cells are", open_cells) % {"n": open_cells}
        text = _(
            "Hello %(name)s,\n\n%(left)s still to write in the framework of %(family)s;"
            " the next date is %(due)s.\n\n%(link)s\n"
        ) % {
            "name": author.first_name,
            "left": left,
            "family": draft.family.title,
            "due": due,
            "link": f"{settings.SITE_URL}{link}",
        }
        return subject, text

    _send(author, words)


def _send(person: Person, words: Callable[[], tuple[str, str]]) -> None:
    """In the person's language; to nobody who has left."""
    if not person.is_active:
        return
    with translation.override(person.language):
        subject, text = words()
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email])
