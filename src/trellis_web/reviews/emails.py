"""Letters about rounds. Each holds a link, never a rating or a word of a review."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from trellis_web.notices.actions import Letter
from trellis_web.people.models import Person
from trellis_web.reviews.models import CheckIn, Cycle, Nomination


def asked_to_write(cycle: Cycle, author: Person) -> Letter:
    """To an author, when the round is opened."""
    text = _(
        "%(title)s has begun. What you are asked to write, and until when, is here:\n\n%(link)s\n"
    )
    return _letter(cycle, author, "opened", _("%(title)s: your reviews"), text, "review_list")


def result_is_there(cycle: Cycle, person: Person) -> Letter:
    """To a person, when their result is released."""
    text = _("You can read your result of %(title)s:\n\n%(link)s\n")
    subject = _("You can read your result of %(title)s")
    return _letter(cycle, person, "released", subject, text, "review_list")


def talk_is_due(cycle: Cycle, manager: Person) -> Letter:
    """To a manager, when results wait for their talks."""
    text = _(
        "Results of %(title)s wait until you have talked with your people. Tick each talk here:"
        "\n\n%(link)s\n"
    )
    return _letter(cycle, manager, "held", _("%(title)s: talk with your people"), text, "talks")


def handed_over(cycle: Cycle, manager: Person, n: int, key: str) -> Letter:
    """To the new manager, when reviews are handed over to them. `key` names the occasion."""
    text = _("Reviews of %(title)s are yours to write now: %(n)d.\n\n%(link)s\n")
    words = text.replace("%(n)d", str(n))
    subject = _("%(title)s: reviews were handed over to you")
    return _letter(cycle, manager, f"handed-over:{key}", subject, words, "review_list")


def check_in_is_prepared(check_in: CheckIn, manager: Person) -> Letter:
    """To the manager, when the person has prepared; once for each check-in."""
    link = f"{settings.SITE_URL}{reverse('check_in', args=[check_in.pk])}"
    subject = _("%(name)s prepared a check-in") % {"name": check_in.person.name}
    text = _("Read it before you talk:\n\n%(link)s\n") % {"link": link}
    return Letter(manager, subject, text, f"check-in:{check_in.pk}:{manager.pk}")


def proposal_waits(nomination: Nomination, manager: Person) -> Letter:
    """To the manager, when somebody proposes a colleague."""
    text = _("Colleagues are proposed for %(title)s. Decide here:\n\n%(link)s\n")
    subject = _("%(title)s: a colleague is proposed")
    return _about_peer(nomination, manager, "proposed", subject, text)


def feedback_is_asked(nomination: Nomination) -> Letter:
    """To a colleague, when the manager has agreed."""
    text = _("You are asked for feedback in %(title)s. What about, and until when:\n\n%(link)s\n")
    return _about_peer(
        nomination, nomination.peer, "asked", _("%(title)s: feedback is asked of you"), text
    )


def proposal_is_decided(nomination: Nomination) -> Letter:
    """To whoever proposed a colleague, when the manager has said no; why is read on the page."""
    text = _("Your proposal of a colleague for %(title)s was answered:\n\n%(link)s\n")
    subject = _("%(title)s: your proposal was answered")
    return _about_peer(nomination, nomination.participant.person, "decided", subject, text)


def _about_peer(nomination: Nomination, to: Person, about: str, subject: str, text: str) -> Letter:
    cycle = nomination.participant.cycle
    return _letter(cycle, to, f"peer-{about}:{nomination.pk}", subject, text, "review_list")


def _letter(cycle: Cycle, to: Person, about: str, subject: str, text: str, place: str) -> Letter:
    words = {"title": cycle.title, "link": f"{settings.SITE_URL}{reverse(place)}"}
    return Letter(to, subject % words, text % words, f"cycle:{cycle.pk}:{about}:{to.pk}")
