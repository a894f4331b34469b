"""Who sees what of promotions. Rights begin and end with the line, the committee, the open case."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from trellis_web.access.queries import EVERYTHING, in_scope, reports_of, visible_by
from trellis_web.access.rules import Permission
from trellis_web.people.models import Person, ReportingLine
from trellis_web.promotions.models import (
    Appeal,
    Backer,
    Case,
    CaseEvidence,
    Committee,
    CommitteeMember,
    DecidedCriterion,
    Decision,
    Decline,
    Finding,
    Override,
    Promotion,
    Recusal,
    SeatPlan,
    StatementFinding,
    Telling,
    TellingRule,
    Vote,
    Waiver,
)


@visible_by(Case)
def cases(actor: Person, today: date) -> Q:
    """One's own, one's reports' now, those in the scope of HR, and those that one decides."""
    return _told(actor, today) | Q(pk__in=_decided_by(actor, today))


def _told(actor: Person, today: date, person: str = "person") -> Q:
    """The person, whoever leads them now, and whoever reads cases in their scope."""
    return (
        Q(**{person: actor})
        | Q(**{f"{person}__in": reports_of(actor, today=today)})
        | (EVERYTHING & in_scope(actor, Permission.CASE_READ, today=today, person=person))
    )


def _decided_by(actor: Person, today: date) -> QuerySet[Case]:
    """The cases that lie with the actor, until they are decided; none with a conflict."""
    mine = CommitteeMember.objects.filter(person=actor, left_at__isnull=True)
    first = Q(passed_on_at__isnull=False, decided_at__isnull=True, withdrawn_at__isnull=True) & (
        Q(committee__in=mine.values("committee"))
        | Q(committee__isnull=True, person__in=_second_reports(actor, today))
    )
    sat = CommitteeMember.objects.filter(person=actor).values("committee")
    objected = (
        Q(appeal__committee__in=mine.values("committee"), appeal__decision__isnull=True)
        & ~Q(committee__in=sat)
        & ~Q(decided_by=actor)
    )
    return Case.objects.filter(first | objected).exclude(_conflicted(actor, today)).order_by()


def _conflicted(actor: Person, today: date) -> Q:
    """One's own case, of somebody one leads or is led by, that one backed, or stepped aside."""
    lines = ReportingLine.objects.on(today).order_by()
    backed = Backer.objects.filter(case=OuterRef("pk"), person=actor).exclude(answer="")
    aside = Recusal.objects.filter(case=OuterRef("pk"), member=actor)
    return (
        Q(person=actor)
        | Q(person__in=lines.filter(manager=actor).values("person"))
        | Q(person__in=lines.filter(person=actor).values("manager"))
        | Q(Exists(backed))
        | Q(Exists(aside))
    )


def _second_reports(actor: Person, today: date) -> "QuerySet[Any]":
    """Ids of the people whose managers report to the actor."""
    lines = ReportingLine.objects.on(today).order_by()
    lines = lines.filter(manager__in=reports_of(actor, today=today)).exclude(kind="dotted")
    return lines.values("person")


def _of_seen(actor: Person, today: date) -> Q:
    """Parts of a case that is seen."""
    return Q(case__in=Case.objects.filter(cases(actor, today)).order_by())


@visible_by(Finding)
def findings(actor: Person, today: date) -> Q:
    """Those of a case that is seen: the person reads all of theirs."""
    return _of_seen(actor, today)


@visible_by(StatementFinding)
def statement_findings(actor: Person, today: date) -> Q:
    """Those of a case that is seen."""
    return _of_seen(actor, today)


@visible_by(CaseEvidence)
def evidence(actor: Person, today: date) -> Q:
    """Those of a case that is seen, while the note is shared; one's own always."""
    return _of_seen(actor, today) & (Q(note__shared_at__isnull=False) | Q(case__person=actor))


@visible_by(Backer)
def backers(actor: Person, today: date) -> Q:
    """Those of a case that is seen; and what one is asked oneself, until the case is over."""
    still = Q(case__decided_at__isnull=True, case__withdrawn_at__isnull=True)
    return _of_seen(actor, today) | (Q(person=actor) & still)


@visible_by(Decline)
def declines(actor: Person, today: date) -> Q:
    """One's own: no page tells anybody else."""
    return Q(person=actor)


@visible_by(Waiver)
def waivers(actor: Person, today: date) -> Q:
    """One's own, and those of the people one leads or reads as HR."""
    return _told(actor, today)


@visible_by(Committee)
def committees(actor: Person, today: date) -> Q:
    """Everybody may know who decides."""
    return EVERYTHING


@visible_by(CommitteeMember)
def members(actor: Person, today: date) -> Q:
    """Everybody may know who decides."""
    return EVERYTHING


@visible_by(Recusal)
def recusals(actor: Person, today: date) -> Q:
    """One's own, and those of the cases that one decides."""
    return Q(member=actor) | Q(case__in=_decided_by(actor, today))


@visible_by(Vote)
def votes(actor: Person, today: date) -> Q:
    """One's own while the case is open; those of others once one has voted and it is discussed.

    Neither the person nor who leads them: they have a conflict. Nobody after the decision.
    """
    lying = Q(case__in=_decided_by(actor, today))
    own = Vote.objects.filter(member=actor, case=OuterRef("case"))
    first = Q(appeal__isnull=True, case__discussed_at__isnull=False) & Q(
        Exists(own.filter(appeal__isnull=True))
    )
    second = Q(appeal__discussed_at__isnull=False) & Q(
        Exists(own.filter(appeal=OuterRef("appeal")))
    )
    return lying & (Q(member=actor) | first | second)


@visible_by(Decision)
def decisions(actor: Person, today: date) -> Q:
    """To the person word for word, to who leads them, to HR; and to who hears the objection.

    To the person once they were told, whatever else they are in the company.
    """
    held = Telling.objects.held(today).values("decision")
    return _of_seen(actor, today) & ~Q(case__person=actor, pk__in=held)


@visible_by(Telling)
def tellings(actor: Person, today: date) -> Q:
    """Those of a case that is seen: that it was decided, and until when it is told."""
    return Q(decision__case__in=Case.objects.filter(cases(actor, today)).order_by())


@visible_by(TellingRule)
def telling_rules(actor: Person, today: date) -> Q:
    """Everybody: how decisions are told is published."""
    return EVERYTHING


@visible_by(DecidedCriterion)
def decided_criteria(actor: Person, today: date) -> Q:
    """Those of a decision that is seen."""
    return Q(decision__in=Decision.objects.filter(decisions(actor, today)).order_by())


@visible_by(Override)
def overrides(actor: Person, today: date) -> Q:
    """To who decides the case, and to HR who answer it: others read it with the decision."""
    scope = in_scope(actor, Permission.CASE_MANAGE, today=today, person="case__person")
    told = EVERYTHING & scope & ~Q(case__person=actor)
    return Q(case__in=_decided_by(actor, today)) | told


@visible_by(Appeal)
def appeals(actor: Person, today: date) -> Q:
    """Those of a case that is seen."""
    return _of_seen(actor, today)


@visible_by(Promotion)
def promotions(actor: Person, today: date) -> Q:
    """Those of a decision that is seen."""
    return Q(decision__in=Decision.objects.filter(decisions(actor, today)).order_by())


@visible_by(SeatPlan)
def seats(actor: Person, today: date) -> Q:
    """Everybody: how places are given is published."""
    return EVERYTHING
