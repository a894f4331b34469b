"""The anonymous form: taken by somebody who is asked, filled in and handed in by nobody known.

None of these actions leaves an event, a time or an order: each would join an answer to its author.
All rows of a participant are written anew, in random order, whenever one of them comes or goes.
See docs/adr/0018.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from secrets import SystemRandom, token_urlsafe
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, Case, F, QuerySet, Value, When
from django.utils import timezone

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.people.models import Person
from trellis_web.reviews.models import Ballot, Nomination, Participant, SealedAnswer
from trellis_web.reviews.queries.ballots import ballot_of, filled_in, questions_on
from trellis_web.reviews.rules import STALE, Answer, Conflict, Incomplete, Refused, complete
from trellis_web.reviews.rules.peers import (
    GONE,
    NO_PEERS,
    TAKEN,
    is_anonymous,
    lacking,
    why_closed,
    why_not_answered,
)
from trellis_web.reviews.rules.refusals import UNKNOWN_COMPETENCY
from trellis_web.reviews.rules.sealing import digest_of, lock, seal

TOKEN_BYTES = 32


@transaction.atomic
def take_ballot(nomination: Nomination, *, by: Person, now: datetime) -> str:
    """The token of a new form; it is kept nowhere, so only whoever takes it ever knows it.

    Raises `Denied` for everybody but the one who is asked, `Conflict` when it was taken before or
    when it is too late, `Refused` in a round with names.
    """
    require(by, Permission.REVIEW_WRITE, today=timezone.localdate(now))
    about = _held(nomination.participant_id)
    fresh = Nomination.objects.select_related("participant__cycle", "participant__person")
    asked = fresh.get(pk=nomination.pk)
    if asked.peer_id != by.pk or not asked.approved_at:
        raise Denied
    if not is_anonymous(about.cycle, asked.perspective):
        raise Refused(NO_PEERS)
    if denial := (TAKEN if asked.is_ballot_taken else why_not_answered(asked, now=now)):
        raise Conflict(denial)
    token = token_urlsafe(TOKEN_BYTES)
    _mark_taken(asked)
    ballot = Ballot(participant=about, perspective=asked.perspective, token_digest=digest_of(token))
    _mixed(ballot)
    return token


@transaction.atomic
def save_ballot(token: str, *, answers: Mapping[str, Answer], revision: int, now: datetime) -> int:
    """Stores what is written so far, locked with the token. Returns the new revision.

    Raises `Conflict` for a form that is not open or was changed elsewhere, `Refused` for a
    competency that is not asked.
    """
    ballot = _writable(token, now=now)
    if filled_in(ballot, token).revision != revision:
        raise Conflict(STALE)
    _store(ballot, token, answers, revision + 1)
    return revision + 1


@transaction.atomic
def submit_ballot(token: str, *, now: datetime) -> None:
    """Hands the form in. Nothing of it can be found by the token any more.

    Raises `Incomplete` with what is missing, `Conflict` for a form that is not open.
    """
    ballot = _writable(token, now=now)
    answers = filled_in(ballot, token).answers
    missing = list(lacking(questions_on(ballot), answers))
    if missing:
        raise Incomplete(missing)
    Ballot.objects.filter(pk=ballot.pk).delete()
    _mixed(
        SealedAnswer(
            participant=ballot.participant,
            perspective=ballot.perspective,
            words=seal({slug: asdict(each) for slug, each in answers.items()}),
        )
    )


def _held(participant: int) -> Participant:
    """The participant, held until the end of the transaction."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related("cycle", "person")
    return rows.get(pk=participant)


def _writable(token: str, *, now: datetime) -> Ballot:
    """The form as it stands. The participant is held first, as whoever ends the stage does."""
    found = ballot_of(token)
    if found is None:
        raise Conflict(GONE)
    about = _held(found.participant_id)
    fresh = ballot_of(token)
    if fresh is None or why_closed(about, now=now):
        raise Conflict(GONE)
    return fresh


def _store(ballot: Ballot, token: str, answers: Mapping[str, Answer], revision: int) -> None:
    questions = questions_on(ballot)
    if answers.keys() - questions.keys():
        raise Refused(UNKNOWN_COMPETENCY)
    whole = filled_in(ballot, token).answers | {
        slug: complete(questions[slug], answer) for slug, answer in answers.items()
    }
    words = {
        "revision": revision,
        "answers": {slug: asdict(each) for slug, each in whole.items()},
    }
    Ballot.objects.filter(token_digest=ballot.token_digest).update(words=lock(words, token=token))


def _mark_taken(asked: Nomination) -> None:
    """Writes all nominations of the participant, so that the row alone does not stand out."""
    taken = When(pk=asked.pk, then=Value(value=True))
    Nomination.objects.filter(
        participant=asked.participant_id, perspective=asked.perspective
    ).update(is_ballot_taken=Case(taken, default=F("is_ballot_taken"), output_field=BooleanField()))


def _mixed(new: Ballot | SealedAnswer) -> None:
    """Writes all rows of this kind about the participant anew, with the new one among them."""
    held: QuerySet[Any] = type(new)._default_manager.filter(
        participant=new.participant, perspective=new.perspective
    )
    rows = [*held, new]
    SystemRandom().shuffle(rows)
    held.delete()
    held.model._default_manager.bulk_create(rows)
