"""Opening a round, proposing levels by job title, closing it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.levelling.actions.held import held_round
from trellis_web.levelling.events import LevellingClosed, LevellingOpened, TitlesMapped
from trellis_web.levelling.models import Estimate, Proposal, ProposalChange, Round
from trellis_web.levelling.queries.places import place_in
from trellis_web.levelling.rules import NO_LEVEL
from trellis_web.people.models import Person
from trellis_web.people.queries import with_place


@transaction.atomic
def open_round(
    people: Iterable[Person],
    *,
    title: str,
    cause: str,
    objection_days: int,
    told_by_on: date,
    grace_on: date | None,
    by: Person,
    now: datetime,
    today: date,
) -> Round:
    """A round for these people, without those who are in an open one already.

    What they are called and where they stand today is kept beside the proposal; to somebody who
    joins with a company, their present title is honoured until `grace_on`.
    """
    require(by, Permission.PEOPLE_MANAGE, today=today)
    made = Round.objects.create(
        title=title,
        cause=cause,
        objection_days=objection_days,
        told_by_on=told_by_on,
        grace_on=grace_on if cause == Round.Cause.ACQUISITION else None,
        opened_at=now,
        opened_by=by,
    )
    busy = set(Proposal.objects.filter(round__closed_at=None).values_list("person_id", flat=True))
    free = [person for person in people if person.is_active and person.pk not in busy]
    proposals = []
    for placed in with_place(free, today=today):
        held = placed.position
        proposal = Proposal(round=made, person=placed.person)
        if held is not None:
            proposal.title = held.title
            proposal.before = f"{held.family}/{held.level}" if held.level else ""
            proposal.honoured = (held.level or held.title) if made.grace_on else ""
        proposals.append(proposal)
    Proposal.objects.bulk_create(proposals, batch_size=500)
    record(LevellingOpened(made.pk, len(proposals)), by=by, at=now)
    return made


@transaction.atomic
def map_titles(
    of: Round,
    *,
    places: Mapping[str, str],
    reason: str,
    by: Person,
    now: datetime,
    today: date,
) -> int:
    """Proposes to everyone with a title its `family/level`, where nobody has proposed one yet.

    Whoever maps the titles is left to their manager. Returns to how many people it was proposed.
    """
    require(by, Permission.PEOPLE_MANAGE, today=today)
    fresh = held_round(of)
    waiting = Proposal.objects.select_for_update().filter(round=fresh, level="", title__in=places)
    written = []
    for proposal in waiting.exclude(person=by):
        place = place_in(places[proposal.title])
        if place is None:
            raise Denied(NO_LEVEL)
        proposal.family, proposal.track, proposal.level = place
        proposal.source = Proposal.Source.TITLE_MAP
        written.append(proposal)
    Proposal.objects.bulk_update(written, ["family", "track", "level", "source"], batch_size=500)
    ProposalChange.objects.bulk_create(
        [
            ProposalChange(
                proposal=each, to_place=each.place, reason=reason, changed_at=now, changed_by=by
            )
            for each in written
        ],
        batch_size=500,
    )
    record(TitlesMapped(fresh.pk, len(written)), by=by, at=now)
    return len(written)


@transaction.atomic
def close_round(of: Round, *, by: Person, now: datetime, today: date) -> Round:
    """Ends the round. Every private estimate is deleted; who was not told stays untold."""
    require(by, Permission.PEOPLE_MANAGE, today=today)
    fresh = held_round(of)
    estimates, _ = Estimate.objects.filter(proposal__round=fresh).delete()
    fresh.closed_at, fresh.closed_by = now, by
    fresh.trial = {key: {**row, "of": []} for key, row in fresh.trial.items()}
    fresh.save(update_fields=["closed_at", "closed_by", "trial"])
    untold = fresh.proposals.filter(told_at=None, person__deactivated_at=None).count()
    record(LevellingClosed(fresh.pk, untold, estimates), by=by, at=now)
    return fresh
