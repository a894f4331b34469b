"""Letters about cases. Each holds a link, never a level, a finding or an outcome."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from trellis_web.access.models import Grant
from trellis_web.notices.actions import Letter
from trellis_web.people.models import Person
from trellis_web.people.queries import manager_of
from trellis_web.promotions.models import Appeal, Backer, Case, Decision, Telling


def case_waits(case: Case, to: Person, step: str) -> Letter:
    """To whoever has to act on a case next. `step` names the occasion."""
    subject = _("The case of %(name)s waits for you") % {"name": case.person.name}
    text = _("Read it, and say what you think:\n\n%(link)s\n")
    return _letter(case, to, f"{step}:{case.changed}", subject, text)


def case_is_returned(case: Case) -> Letter:
    """To the person, when the manager gives a case back."""
    text = _("You can write on it again:\n\n%(link)s\n")
    return _letter(
        case, case.person, f"returned:{case.changed}", _("Your case was given back"), text
    )


def case_is_opened(case: Case) -> Letter:
    """To the person, when the rules open a case; they may withdraw it."""
    text = _("A case was opened for you. Write it, or withdraw it:\n\n%(link)s\n")
    return _letter(case, case.person, "opened", _("A case was opened for you"), text)


def backing_is_asked(backer: Backer) -> Letter:
    """To somebody who is asked to back a case."""
    subject = _("You are asked about the case of %(name)s") % {"name": backer.case.person.name}
    text = _("What you are asked, and until when, is here:\n\n%(link)s\n")
    return _letter(backer.case, backer.person, f"asked:{backer.pk}", subject, text)


def backing_is_late(backer: Backer, to: Person) -> Letter:
    """To who asked, and to the manager of who is silent: it holds nothing up."""
    subject = _("No answer about the case of %(name)s yet") % {"name": backer.case.person.name}
    text = _("The case goes on without it. Who was asked is here:\n\n%(link)s\n")
    return _letter(backer.case, to, f"late:{backer.pk}", subject, text)


def case_is_decided(
    decision: Decision, telling: Telling | None, *, today: date
) -> Iterator[Letter]:
    """To the manager; and to the person, unless they are told in person first."""
    case, text = decision.case, _("What was decided, word for word, is here:\n\n%(link)s\n")
    if telling is None:
        yield decision_can_be_read(decision)
    else:
        text = _("Talk with them in person first, then tick it on this page:\n\n%(link)s\n")
    manager = manager_of(case.person, today=today)
    if manager:
        subject = _("The case of %(name)s was decided") % {"name": case.person.name}
        yield _letter(case, manager, f"decided:{decision.pk}", subject, text)


def decision_can_be_read(decision: Decision) -> Letter:
    """To the person, when a decision is theirs to read."""
    case = decision.case
    text = _("What was decided, word for word, is here:\n\n%(link)s\n")
    return _letter(case, case.person, f"decided:{decision.pk}", _("Your case was decided"), text)


def appeal_is_raised(appeal: Appeal, *, today: date) -> Iterator[Letter]:
    """To HR, who give it to a committee of its own."""
    case = appeal.case
    subject = _("%(name)s objects to a decision") % {"name": case.person.name}
    text = _("Choose the committee that hears it:\n\n%(link)s\n")
    holders = Grant.objects.on(today).filter(role="hr_admin", unit__isnull=True)
    for person in Person.objects.active().filter(pk__in=holders.values("person")):
        yield _letter(case, person, "appeal", subject, text)


def promotion_lapsed(decision: Decision) -> Letter:
    """To who decided, when a decision cannot be carried out on its day."""
    case = decision.case
    subject = _("A decision about %(name)s was not carried out") % {"name": case.person.name}
    text = _(
        "The person stands elsewhere by now, or the level is gone. Talk with HR:\n\n%(link)s\n"
    )
    return _letter(case, decision.decided_by, "lapsed", subject, text)


def _letter(case: Case, to: Person, about: str, subject: str, text: str) -> Letter:
    link = f"{settings.SITE_URL}{reverse('case', args=[case.pk])}"
    return Letter(to, subject, text % {"link": link}, f"case:{case.pk}:{about}:{to.pk}")
