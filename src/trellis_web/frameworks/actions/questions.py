"""“I do not understand this”: asking about a sentence, and answering."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import NOT_YOURS
from trellis_web.frameworks.emails import send_answer, send_question
from trellis_web.frameworks.events import QuestionAnswered, QuestionAsked
from trellis_web.frameworks.models import Family, Question, Version
from trellis_web.frameworks.queries.asked import answering, may_answer, wording
from trellis_web.frameworks.rules import ALREADY_ASKED, SETTLED, Conflict, refuse_long
from trellis_web.people.models import Person


@transaction.atomic
def ask_question(
    version: Version, *, statement: str, text: str = "", by: Person, now: datetime
) -> Question:
    """Asks about a statement of a version; the owner of the family is told, or else HR.

    Raises `Conflict` while an earlier question of the same person about it is open, and `BadInput`
    for a statement that is not there or words that are too long.
    """
    today = timezone.localdate(now)
    require(by, Permission.FRAMEWORK_READ, today=today)
    refuse_long(question=text)
    _require_statement(version, statement)
    family = Family.objects.select_for_update().get(pk=version.family_id)
    about = {"family": family, "statement": statement, "asked_by": by}
    if Question.objects.filter(**about, answered_at__isnull=True).exists():
        raise Conflict(ALREADY_ASKED)
    asked = Question.objects.create(version=version, text=text.strip(), asked_at=now, **about)
    record(QuestionAsked(family.slug, statement, asked.pk), by=by, at=now)
    people = list(answering(family, today=today))
    send_question(asked, people, now=now)
    return asked


@transaction.atomic
def answer_question(question: Question, *, answer: str, by: Person, now: datetime) -> Question:
    """Answers; whoever asked gets a mail.

    Raises `Denied` for others than the owner (or HR where there is none), `Conflict` when somebody
    was first, `BadInput` for an empty or too long answer.
    """
    rows = Question.objects.select_for_update(of=("self",)).select_related("family", "asked_by")
    found = rows.get(pk=question.pk)
    if not may_answer(by, found.family, today=timezone.localdate(now)):
        raise Denied(NOT_YOURS)
    if not found.is_open:
        raise Conflict(SETTLED, found)
    refuse_long(answer=answer)
    if not answer.strip():
        raise BadInput.at("empty", _("the answer"), _("Say in a sentence what is meant."))
    found.answer, found.answered_at, found.answered_by = answer.strip(), now, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(QuestionAnswered(found.family.slug, found.statement, found.pk), by=by, at=now)
    send_answer(found, now=now)
    return found


def _require_statement(version: Version, statement: str) -> None:
    if not wording(version, statement):
        raise BadInput.at(
            "gone",
            statement,
            _("This sentence is not in version %(n)d.") % {"n": version.number},
            _("Open the current version and ask there."),
        )
