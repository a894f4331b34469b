"""Mail about frameworks. A name and a link; never a sentence of a draft, never a rating."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.frameworks.models import Draft, Family, Question, Suggestion, Version
from trellis_web.notices.actions import Letter, queue_mail, queue_mails
from trellis_web.people.models import Person


def send_outcome(suggestion: Suggestion, *, now: datetime) -> None:
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

    _send(suggestion.made_by, words, key=f"suggestion:{suggestion.pk}:answered", now=now)


def send_reminder(
    author: Person, draft: Draft, open_cells: int, due: str, *, now: datetime
) -> None:
    """Reminds an author of what is still to write in a draft, and until when (a written date);
    once a day."""
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

    key = f"draft:{draft.pk}:to-write:{author.pk}:{timezone.localdate(now)}"
    _send(author, words, key=key, now=now)


def send_publication(version: Version, people: Iterable[Person], *, now: datetime) -> None:
    """Tells everyone whom a new version concerns that it is there, with the note of its authors."""
    family = version.family

    def words(person: Person) -> tuple[str, str]:
        subject = _("%(family)s: version %(n)d") % {"family": family.title, "n": version.number}
        text = _(
            "Hello %(name)s,\n\nversion %(n)d of the framework of %(family)s is published:"
            "\n\n%(note)s\n\nWhat changed:\n\n%(link)s\n\n"
            "Reviews that are running stay on the version that they began with.\n"
        ) % {
            "name": person.first_name,
            "n": version.number,
            "family": family.title,
            "note": version.note,
            "link": _address("framework_version", family.slug, version.number),
        }
        return subject, text

    _send_all(people, words, occasion=f"version:{version.pk}:published", now=now)


def send_review_due(family: Family, day: date, people: Iterable[Person], *, now: datetime) -> None:
    """Tells owners and HR that a framework is to be looked at again, and when."""

    def words(person: Person) -> tuple[str, str]:
        subject = _("%(family)s: time to look at the framework") % {"family": family.title}
        text = _(
            "Hello %(name)s,\n\nthe framework of %(family)s is to be looked at again by %(day)s,"
            " or earlier where something asks for it:\n\n%(link)s\n\n"
            "Publish a version, or say that nothing has to change.\n"
        ) % {
            "name": person.first_name,
            "family": family.title,
            "day": date_format(day, "j M Y"),
            "link": _address("framework_due", family.slug),
        }
        return subject, text

    _send_all(
        people, words, occasion=f"framework:{family.pk}:due:{timezone.localdate(now)}", now=now
    )


def send_question(question: Question, people: Iterable[Person], *, now: datetime) -> None:
    """Tells those who answer for a family that somebody does not understand a sentence."""
    family = question.family

    def words(person: Person) -> tuple[str, str]:
        subject = _("%(family)s: somebody asks about a sentence") % {"family": family.title}
        text = _(
            "Hello %(name)s,\n\nsomebody does not understand a sentence of the framework of"
            " %(family)s. Read and answer it here:\n\n%(link)s\n"
        ) % {
            "name": person.first_name,
            "family": family.title,
            "link": _address("framework_questions", family.slug),
        }
        return subject, text

    _send_all(people, words, occasion=f"question:{question.pk}:asked", now=now)


def send_answer(question: Question, *, now: datetime) -> None:
    """Tells whoever asked about a sentence that there is an answer; it is read on the page."""
    family = question.family

    def words() -> tuple[str, str]:
        subject = _("%(family)s: your question was answered") % {"family": family.title}
        text = _("Hello %(name)s,\n\nread the answer here:\n\n%(link)s\n") % {
            "name": question.asked_by.first_name,
            "link": _address("framework_questions", family.slug),
        }
        return subject, text

    _send(question.asked_by, words, key=f"question:{question.pk}:answered", now=now)


def _address(name: str, *arguments: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def _send_all(
    people: Iterable[Person],
    words: Callable[[Person], tuple[str, str]],
    *,
    occasion: str,
    now: datetime,
) -> None:
    """One letter for each, in their language."""
    letters = []
    for person in people:
        with translation.override(person.language):
            subject, text = words(person)
        letters.append(Letter(person, subject, text, f"{occasion}:{person.pk}"))
    queue_mails(letters, now=now)


def _send(person: Person, words: Callable[[], tuple[str, str]], *, key: str, now: datetime) -> None:
    """In the person's language."""
    with translation.override(person.language):
        subject, text = words()
    queue_mail(to=person, subject=subject, text=text, key=key, now=now)
