"""Letters about growth. Each holds a name and a link, never a word of what was said."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from trellis_web.growth.models import Ask, Plan, PlanAction
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


def plan_waits(plan: Plan, manager: Person, now: datetime) -> Letter:
    """To the manager whom a new or a changed plan waits for; once a day is enough."""
    subject = _("The growth plan of %(name)s waits for you") % {"name": plan.person.name}
    text = _("Read it, and agree or change it together:\n\n%(link)s\n") % {"link": _plan(plan)}
    return Letter(manager, subject, text, f"plan:{plan.pk}:{manager.pk}:{now.date()}")


def action_is_given(action: PlanAction, to: Person) -> Letter:
    """To whoever is to do what somebody else put into a plan."""
    by, plan = action.added_by, action.plan
    subject = _("%(name)s put an action for you into a growth plan") % {"name": by.name}
    text = _("You read it here:\n\n%(link)s\n") % {"link": _plan(plan)}
    return Letter(to, subject, text, f"action:{action.pk}:{to.pk}")


def _plan(plan: Plan) -> str:
    return f"{settings.SITE_URL}{reverse('person_plan', args=[plan.person_id])}"


def _letter(ask: Ask, to: Person, about: str, subject: str, text: str) -> Letter:
    link = f"{settings.SITE_URL}{reverse('ask_list')}"
    return Letter(to, subject, text % {"link": link}, f"ask:{ask.pk}:{about}")
