"""Who sees what of reviews: as sets, at this moment."""

from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, grant, hr, person, position
from tests.web.reviews.factories import (
    cycle,
    fill,
    handed_in,
    member,
    opened,
    released,
    sheet,
    version,
)
from trellis_web.access.queries import visible
from trellis_web.people.models import Person, Position, ReportingLine, Unit
from trellis_web.reviews.actions import exempt
from trellis_web.reviews.models import (
    Assessment,
    Cycle,
    Exemption,
    Participant,
    Rating,
    ReleasedRating,
    ReleasedResult,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom() -> Person:
    """Tom, who leads Maya."""
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    """Maya, in an open round."""
    someone = member(tom, name="Maya Okafor")
    opened([version().family])
    return someone


def sees(actor: Person, *about: Any) -> bool:
    """Whether the actor sees every one of these rows."""
    return all(visible(type(row), to=actor).filter(pk=row.pk).exists() for row in about)


def test_a_draft_is_for_its_author_only(maya: Person, tom: Person) -> None:
    draft = fill(sheet(maya))
    rating = Rating.objects.filter(assessment=draft).first()
    assert sees(tom, draft, rating)
    assert not any(sees(other, draft) for other in (maya, hr(), person()))


def test_the_person_never_sees_what_the_manager_wrote(maya: Person) -> None:
    done = handed_in(sheet(maya))
    assert not sees(maya, done)
    released(done.participant.cycle)
    assert not sees(maya, done)
    assert not visible(Rating, to=maya).exists()


def test_hr_reads_what_was_handed_in_but_not_about_themself(maya: Person) -> None:
    done = handed_in(sheet(maya))
    assert sees(hr(), done)
    grant(maya, "hr_admin")
    assert not sees(maya, done)


def test_the_manager_does_not_read_the_self_assessment_as_a_row(maya: Person, tom: Person) -> None:
    own = handed_in(sheet(maya, "self"))
    assert not sees(tom, own)


def test_a_former_manager_sees_nothing_from_that_moment(maya: Person, tom: Person) -> None:
    draft = fill(sheet(maya))
    ReportingLine.objects.filter(person=maya).update(until=TODAY)
    assert not sees(tom, draft)
    assert not sees(tom, draft.participant)


def test_the_new_manager_does_not_read_the_drafts_of_the_former(maya: Person) -> None:
    draft = fill(sheet(maya))
    new = person()
    ReportingLine.objects.filter(person=maya).update(manager=new)
    assert not sees(new, draft)


def test_a_released_result_is_for_the_person_their_manager_and_hr(
    maya: Person, tom: Person
) -> None:
    released(handed_in(sheet(maya)).participant.cycle)
    found = ReleasedResult.objects.get()
    rating = ReleasedRating.objects.first()
    assert all(sees(actor, found, rating) for actor in (maya, tom, hr()))
    assert not sees(person(), found)
    assert not sees(person(), rating)


def test_the_manager_of_today_reads_a_result_and_the_one_who_wrote_it_no_more(
    maya: Person, tom: Person
) -> None:
    released(handed_in(sheet(maya)).participant.cycle)
    new, found = person(), ReleasedResult.objects.get()
    ReportingLine.objects.filter(person=maya).update(manager=new)
    assert sees(new, found)
    assert not sees(tom, found)


def test_a_partner_of_one_unit_sees_that_unit_only(tom: Person) -> None:
    north, south = Unit.objects.create(name="North"), Unit.objects.create(name="South")
    here, there = member(tom, unit=north), member(tom, unit=south)
    found = opened([version().family])
    for someone in (here, there):
        handed_in(sheet(someone))
    released(found)
    partner = person()
    grant(partner, "hr_partner", unit=north)
    for model in (Assessment, Rating, Participant, ReleasedResult, ReleasedRating):
        rows = visible(model, to=partner)
        assert rows.exists(), model
    assert set(visible(ReleasedResult, to=partner).values_list("person", flat=True)) == {here.pk}
    people = visible(Assessment, to=partner).values_list("participant__person", flat=True)
    assert set(people) == {here.pk}


def test_a_partner_loses_somebody_who_moved_to_another_unit(tom: Person) -> None:
    north, south = Unit.objects.create(name="North"), Unit.objects.create(name="South")
    someone = member(tom, unit=north)
    done = handed_in_of(someone)
    partner = person()
    grant(partner, "hr_partner", unit=north)
    assert sees(partner, done)
    Position.objects.filter(person=someone).update(until=TODAY)
    position(someone, level="L1", unit=south, since=TODAY)
    assert not sees(partner, done)


def handed_in_of(someone: Person) -> Assessment:
    opened([version().family])
    return handed_in(sheet(someone))


def test_an_auditor_reads_released_results_and_no_drafts(maya: Person) -> None:
    done = handed_in(sheet(maya))
    auditor = person()
    grant(auditor, "auditor")
    released(done.participant.cycle)
    assert sees(auditor, ReleasedResult.objects.get())
    assert not sees(auditor, done)


def test_somebody_deactivated_sees_nothing(maya: Person) -> None:
    released(handed_in(sheet(maya)).participant.cycle)
    maya.deactivated_at = maya.invited_at or sheet(maya).participant.cycle.opened_at
    assert not visible(ReleasedResult, to=maya).exists()


def test_a_round_that_is_a_draft_is_for_those_who_manage_rounds(maya: Person) -> None:
    draft = cycle([version().family])
    assert sees(hr(), draft)
    assert not sees(maya, draft)
    assert sees(maya, Cycle.objects.get(opened_at__isnull=False))
    assert not visible(Cycle, to=person()).exists()


def test_the_reason_of_an_absence_is_for_those_who_manage_rounds(maya: Person, tom: Person) -> None:
    noted = exempt(
        Cycle.objects.get(), person=maya, kind="absent", reason="Leave", by=hr(), now=NOW
    )
    assert sees(hr(), noted)
    assert not visible(Exemption, to=maya).exists()
    assert not visible(Exemption, to=tom).exists()
