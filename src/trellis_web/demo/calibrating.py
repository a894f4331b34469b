"""Calibrations of the demo: one is closed, one is live, and a person reads what came of one."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from trellis_web.calibration.actions import (
    add_member,
    change_rating,
    close_session,
    create_session,
    place_subjects,
    start_session,
)
from trellis_web.calibration.models import Member, Session
from trellis_web.calibration.queries import fitting, spot_of
from trellis_web.calibration.rules import Mark
from trellis_web.demo.words import DEEDS, THINGS
from trellis_web.frameworks.models import Competency, Family
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.models import EvidenceNote, EvidenceTag
from trellis_web.people.models import Person
from trellis_web.reviews.models import (
    Assessment,
    Cycle,
    Participant,
    Rating,
    ReleasedRating,
)

TEAMS = 3
"""How many teams are compared in a session."""
LEANS = ((4, 20, 50, 22, 4), (1, 10, 50, 34, 5), (0, 4, 40, 44, 12))
"""How often 1 to 5 is given, by how much of the level is seen."""
OPEN_HANDED = (0, 2, 26, 48, 24)
"""The same in the team of whoever rates higher than the others."""
NOTES, TAGS = 2, 3
"""How many notes lie beside the ratings of a person, and what each speaks of."""
REASON = "Two teams built on it, and the room read the sentence in the same way."
FOR_THE_PERSON = "Your work held across two teams, which is what this sentence asks for."


def hold_calibrations(cycle: Cycle, persons: dict[str, Person], *, now: datetime) -> None:
    """Support is compared and signed; engineering is live, facilitated by HR, its lead looks on."""
    cast = {name: persons[f"{name}@northfield.example"] for name in ("hana.sato", "tom.reyes")}
    hana, tom = cast.values()
    done = _begin(cycle, "support", hana, apart=tom, now=now - timedelta(days=3))
    _change(done, hana, 3, now=now - timedelta(days=3))
    close_session(done, note="Calm, and on time.", by=hana, now=now - timedelta(days=2))
    live = _begin(cycle, "engineering", hana, apart=tom, now=now - timedelta(hours=1))
    add_member(live, person=tom, part=Member.Part.MEMBER, by=hana, now=now)
    _change(live, hana, 2, now=now)


def _begin(cycle: Cycle, family: str, by: Person, *, apart: Person, now: datetime) -> Session:
    """A live session over some teams; never that of `apart`, who still writes."""
    of = Family.objects.get(slug=family)
    session = create_session(
        title=f"{of.title}: calibration", cycle=cycle, family=of, facilitator=by, by=by, now=now
    )
    chosen = _teams(session, apart=(apart, by))
    _hand_in(chosen, now=now)
    _write_notes(chosen, family, now=now)
    place_subjects(session, participants=chosen, by=by, now=now)
    return start_session(session, by=by, now=now)


def _teams(session: Session, *, apart: Iterable[Person]) -> list[Participant]:
    rows = fitting(session).exclude(manager=None).exclude(manager__in=apart)
    rows = rows.exclude(person__in=apart).select_related("version").order_by("manager", "pk")
    teams = [list(team) for _, team in groupby(rows, lambda each: each.manager_id)]
    largest = sorted(teams, key=lambda team: (-len(team), team[0].pk))[:TEAMS]
    return [each for team in largest for each in team]


def _hand_in(chosen: Sequence[Participant], *, now: datetime) -> None:
    """What their managers wrote, at once: 240 people are made in seconds."""
    family = Competency.objects.filter(family=chosen[0].version.family_id)
    keys = dict(family.values_list("slug", "pk"))
    sheets = Assessment.objects.filter(
        participant__in=chosen, perspective=Assessment.Perspective.MANAGER
    ).select_related("participant__version", "author")
    Rating.objects.filter(assessment__in=sheets).delete()
    last = chosen[-1].manager_id
    rows = [
        Rating(
            assessment=sheet,
            competency_id=keys[slug],
            score=score,
            next="shows" if (sheet.pk + n) % 3 else "not_yet",
            reason="Seen in the work of the half-year.",
        )
        for sheet in sheets
        for n, (slug, score) in enumerate(
            _scores(sheet, is_open_handed=sheet.participant.manager_id == last)
        )
    ]
    Rating.objects.bulk_create(rows, batch_size=1000)
    for sheet in sheets:
        sheet.saved_at = sheet.submitted_at = now - timedelta(days=1)
        sheet.submitted_by = sheet.author
    Assessment.objects.bulk_update(sheets, ["saved_at", "submitted_at", "submitted_by"])


def _scores(sheet: Assessment, *, is_open_handed: bool) -> Iterator[tuple[str, int]]:
    """Competency and rating, the same at every building."""
    rng = random.Random(sheet.pk)
    lean = OPEN_HANDED if is_open_handed else rng.choice(LEANS)
    for slug in _asked(sheet.participant):
        yield slug, rng.choices(range(1, 6), lean)[0]


def _write_notes(chosen: Sequence[Participant], family: str, *, now: datetime) -> None:
    """Shared notes of the half-year, so that not every rating stands alone."""
    then = now - timedelta(days=60)
    tagged = []
    for participant in chosen:
        rng = random.Random(participant.pk)
        asked = _asked(participant)
        for _ in range(NOTES):
            text = rng.choice(DEEDS[family]).format(thing=rng.choice(THINGS), n=rng.randint(2, 7))
            note = EvidenceNote(
                person_id=participant.person_id,
                text=text,
                happened_on=then.date(),
                created_at=then,
                shared_at=then,
                shared_by_id=participant.person_id,
            )
            tagged.append((note, rng.sample(asked, min(TAGS, len(asked)))))
    EvidenceNote.objects.bulk_create([note for note, _ in tagged], batch_size=500)
    EvidenceTag.objects.bulk_create(
        [
            EvidenceTag(note=note, kind=EvidenceTag.Kind.COMPETENCY, family=family, key=key)
            for note, keys in tagged
            for key in keys
        ],
        batch_size=1000,
    )


def _asked(participant: Participant) -> tuple[str, ...]:
    return resolved(participant.version).expected(participant.level)


def _change(session: Session, by: Person, count: int, *, now: datetime) -> None:
    """The first rating of a few people moves by one."""
    rows = Participant.objects.filter(calibration__session=session).exclude(person=by)
    for participant in rows.select_related("version", "cycle").order_by("pk")[:count]:
        slug = _asked(participant)[0]
        spot = spot_of(participant, slug)
        if spot is None:
            continue
        score = spot.mark.score or 3
        change_rating(
            session,
            participant=participant,
            competency=slug,
            to=Mark(score=score + 1 if score < 5 else 4),
            statement=next(iter(spot.wordings)),
            reason=REASON,
            employee_reason=FOR_THE_PERSON,
            turn=0,
            by=by,
            now=now,
        )


def mark_changed(rows: Sequence[ReleasedRating], *, whose: Person, seq: int) -> None:
    """One rating of an earlier result was changed in calibration, and says so to the person."""
    mine = (each for each in rows if each.result.person_id == whose.pk and each.score == 4)
    for rating in (each for each in mine if each.result.cycle.seq == seq):
        framework = resolved(rating.result.version)
        competency = Competency.objects.get(pk=rating.competency_id)
        rating.is_calibrated, rating.calibrated_from = True, 3
        rating.calibration_reason = FOR_THE_PERSON
        cell = framework.cell(competency.slug, rating.result.level)
        rating.calibration_wording = cell.statements[0].text
        return
