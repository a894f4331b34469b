"""The end of the colleagues' stage: anonymous answers are put together, or deleted unread.

The batch depends on what was handed in and on nothing else: answers are cut by competency, sorted
by what they say, shuffled, and stored under random keys in one statement. See docs/adr/0018.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from secrets import SystemRandom

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from trellis_web.audit.actions import record_all
from trellis_web.frameworks.models import Competency
from trellis_web.reviews.events import PeerStageClosed
from trellis_web.reviews.models import (
    AnonymousAnswer,
    AnswerBatch,
    Ballot,
    Nomination,
    Participant,
    SealedAnswer,
)
from trellis_web.reviews.rules import Answer
from trellis_web.reviews.rules.peers import UPWARD, is_over
from trellis_web.reviews.rules.sealing import unseal

CHUNK = 500
Stage = tuple[int, str]
"""The key of a participant, and the perspective that was asked."""
Said = dict[str, Answer]
"""What one giver said, by competency."""


@transaction.atomic
def close_peer_stages(participants: "QuerySet[Participant]", *, now: datetime) -> int:
    """Ends the anonymous stages of these participants that are still open; how many these were.

    A release calls it. Forms that are still open are deleted with what is written on them, so that
    nobody who is late stands out. Its events have no actor, and the time of the batch.
    """
    held = list(
        participants.filter(pk__in=_questions().values("participant"))
        .select_for_update(of=("self",))
        .select_related("cycle", "person", "version")
        .defer("version__text")
        .order_by("pk")
    )
    return sum(_close(held[at : at + CHUNK], now=now) for at in range(0, len(held), CHUNK))


@transaction.atomic
def close_due_peer_stages(*, now: datetime) -> int:
    """Ends the stages whose last day has passed, and those in which everybody has answered.

    A timer calls it, and never the last answer itself: the time would join it to its author.
    """
    open_ = Participant.objects.filter(
        pk__in=_questions().values("participant"),
        cycle__opened_at__isnull=False,
        cycle__released_at__isnull=True,
        released_at__isnull=True,
    ).select_related("cycle", "person")
    complete = set(_complete(open_).values_list("pk", flat=True))
    done = [each.pk for each in open_ if each.pk in complete or is_over(each, now=now)]
    return close_peer_stages(Participant.objects.filter(pk__in=done), now=now)


def _questions() -> "QuerySet[Nomination]":
    """Who is asked for an anonymous answer, in stages that have not ended."""
    ended = AnswerBatch.objects.filter(
        participant=OuterRef("participant"), perspective=OuterRef("perspective")
    )
    return Nomination.objects.filter(
        ~Exists(ended),
        Q(perspective=UPWARD) | Q(participant__cycle__is_anonymous=True),
        approved_at__isnull=False,
        declined_at__isnull=True,
    )


def _complete(participants: "QuerySet[Participant]") -> "QuerySet[Participant]":
    """Everybody who is asked has taken a form and handed it in, and nobody else is proposed.

    Too few answers are never complete: somebody may still be asked until the last day.
    """
    here = OuterRef("pk")
    open_forms = Ballot.objects.filter(participant=here)
    proposed = Nomination.objects.filter(participant=here, approved_at=None, declined_at=None)
    return (
        participants.exclude(
            pk__in=_questions().filter(is_ballot_taken=False).values("participant")
        )
        .annotate(n_sealed=Count("sealed"))
        .filter(~Exists(open_forms), ~Exists(proposed))
        .filter(n_sealed__gte=F("cycle__threshold"))
        .filter(n_sealed__gte=F("cycle__peers_least"))
    )


def _close(participants: Sequence[Participant], *, now: datetime) -> int:
    """One chunk: its batches, its answers and its events; the forms are gone."""
    about = {each.pk: each for each in participants}
    sealed = _unsealed(about)
    made = AnswerBatch.objects.bulk_create(
        _batch(about[key], kind, len(sealed[key, kind])) for key, kind in _stages(about)
    )
    keys = _competencies(participants)
    answers = [
        each
        for batch in made
        if batch.is_enough
        for each in _cut(batch, sealed[batch.participant_id, batch.perspective], keys)
    ]
    SystemRandom().shuffle(answers)
    AnonymousAnswer.objects.bulk_create(answers)
    Ballot.objects.filter(participant__in=about).delete()
    SealedAnswer.objects.filter(participant__in=about).delete()
    record_all([(_event(each), each.participant.person) for each in made], by=None, at=now)
    return len(made)


def _stages(participants: Mapping[int, Participant]) -> list[Stage]:
    """The anonymous stages of these participants that have not ended."""
    asked = _questions().filter(participant__in=participants)
    return sorted(set(asked.values_list("participant", "perspective")))


def _unsealed(participants: Mapping[int, Participant]) -> dict[Stage, list[Said]]:
    """What was handed in, by stage; words whose key is gone count as not handed in."""
    found: dict[Stage, list[Said]] = defaultdict(list)
    rows = SealedAnswer.objects.filter(participant__in=participants)
    for participant, perspective, text in rows.values_list("participant", "perspective", "words"):
        if (words := unseal(text)) is not None:
            said = {slug: Answer(**each) for slug, each in words.items()}
            found[participant, perspective].append(said)
    return found


def _batch(about: Participant, perspective: str, handed_in: int) -> AnswerBatch:
    is_enough = handed_in >= about.cycle.threshold
    return AnswerBatch(
        participant=about,
        perspective=perspective,
        givers=handed_in if is_enough else 0,
        is_enough=is_enough,
    )


def _competencies(participants: Sequence[Participant]) -> dict[tuple[int, str], int]:
    """The key of a competency, by family and id."""
    families = {each.version.family_id for each in participants}
    rows = Competency.objects.filter(family__in=families)
    return {(family, slug): pk for family, slug, pk in rows.values_list("family", "slug", "pk")}


def _cut(
    batch: AnswerBatch, sealed: Sequence[Said], keys: Mapping[tuple[int, str], int]
) -> Iterator[AnonymousAnswer]:
    """One row for each competency that a giver saw, in an order that only the words decide."""
    family = batch.participant.version.family_id
    said = [
        (keys[family, slug], answer)
        for each in sealed
        for slug, answer in each.items()
        if not answer.is_unseen
    ]
    for competency, answer in sorted(said, key=repr):
        yield AnonymousAnswer(batch=batch, competency_id=competency, **asdict(answer))


def _event(batch: AnswerBatch) -> PeerStageClosed:
    return PeerStageClosed(batch.participant_id, batch.perspective, batch.is_enough)
