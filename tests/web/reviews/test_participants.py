"""While a round runs: who joins, who leaves, who writes after a change of manager."""

from typing import Any

import pytest

from tests.web.factories import NOW, hr, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import (
    fill,
    handed_in,
    member,
    opened,
    released,
    sheet,
    version,
)
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.notices.models import Mail
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.actions import hand_over, join_cycle, leave_cycle
from trellis_web.reviews.models import Assessment, Cycle, HandOver, Participant, ReleasedResult
from trellis_web.reviews.rules import Conflict, Refused, Unlaunchable

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


def handed_to_ana(of: Person, **said: Any) -> Person:
    """Ana, who leads the person from now on and writes about them."""
    ana = person("Ana Sousa")
    ReportingLine.objects.filter(person=of).update(manager=ana)
    people = Participant.objects.filter(person=of)
    hand_over(list(people), to=ana, reason="Moved", by=hr(), now=NOW, **said)
    return ana


def _reads(actor: Person) -> set[int]:
    return set(visible(Assessment, to=actor).values_list("author", flat=True))


def test_the_previous_manager_reads_nothing_after_the_hand_over(maya: Person, tom: Person) -> None:
    old = handed_in(sheet(maya))
    handed_to_ana(maya)
    assert _reads(tom) == set()
    assert signed_in(tom).get(f"/reviews/{old.pk}").status_code == 404


def test_a_previous_manager_who_keeps_a_line_reads_nothing_either(
    maya: Person, tom: Person
) -> None:
    fill(sheet(maya))
    ana = person("Ana Sousa")
    ReportingLine.objects.create(person=maya, manager=ana, kind="acting", since="2026-01-01")
    people = Participant.objects.all()
    hand_over(list(people), to=ana, reason="Leave", by=hr(), now=NOW)
    assert _reads(tom) == set()


def test_the_new_manager_reads_nothing_of_the_previous_one_unless_it_is_shown(
    maya: Person, tom: Person
) -> None:
    handed_in(sheet(maya))
    assert _reads(handed_to_ana(maya)) == {Person.objects.get(name="Ana Sousa").pk}


def test_the_new_manager_may_be_shown_what_was_handed_in(maya: Person, tom: Person) -> None:
    handed_in(sheet(maya))
    ana = handed_to_ana(maya, shows_previous=True)
    assert _reads(ana) == {ana.pk, tom.pk}


def test_a_draft_of_the_previous_manager_is_never_shown(maya: Person, tom: Person) -> None:
    fill(sheet(maya))
    ana = handed_to_ana(maya, shows_previous=True)
    assert _reads(ana) == {ana.pk}


def test_a_hand_over_keeps_its_reason_and_tells_the_new_manager(maya: Person, tom: Person) -> None:
    ana = handed_to_ana(maya)
    row = HandOver.objects.get()
    assert (row.previous, row.following, row.reason) == (tom, ana, "Moved")
    assert Mail.objects.filter(to=ana, subject__contains="handed over").count() == 1
    assert Event.objects.filter(tag="review:handed-over", subject=maya).count() == 1


def test_what_the_previous_manager_handed_in_is_no_result(maya: Person) -> None:
    handed_in(sheet(maya))
    handed_to_ana(maya)
    released(Cycle.objects.get())
    assert not ReleasedResult.objects.exists()


def test_several_reviews_are_handed_over_or_none(maya: Person, tom: Person) -> None:
    ana = person("Ana Sousa")
    ReportingLine.objects.filter(person=maya).update(manager=ana)
    other = Participant(**_copy_of(Participant.objects.get(), member(tom)))
    other.save()
    with pytest.raises(Denied):
        hand_over(list(Participant.objects.all()), to=ana, reason="Moved", by=hr(), now=NOW)
    assert not HandOver.objects.exists()


def _copy_of(row: Participant, someone: Person) -> dict[str, Any]:
    kept = ("cycle", "version", "level", "next_level", "manager")
    return {name: getattr(row, name) for name in kept} | {"person": someone}


def test_the_board_proposes_what_can_be_handed_over(maya: Person) -> None:
    ReportingLine.objects.filter(person=maya).update(manager=person("Ana Sousa"))
    page = text(signed_in(hr()).get(f"/reviews/cycles/{Cycle.objects.get().pk}"))
    assert "Ana Sousa leads 1 person of this round now" in page
    assert "since 1 Sep 2025" in page
    assert "before: Tom Reyes" in page


def test_only_hr_adds_and_takes_out(maya: Person, tom: Person) -> None:
    said: dict[str, Any] = {"reason": "x", "by": tom, "now": NOW}
    with pytest.raises(Denied):
        join_cycle(Cycle.objects.get(), person=member(tom), **said)
    with pytest.raises(Denied):
        leave_cycle(Participant.objects.get(), **said)


def test_a_joiner_is_frozen_as_they_stand_and_gets_sheets(maya: Person, tom: Person) -> None:
    new = member(tom, level="L2")
    found = Cycle.objects.get()
    joined = join_cycle(found, person=new, reason="New here", by=hr(), now=NOW)
    assert (joined.level, joined.manager, joined.joining_reason) == (
        "L2",
        tom,
        "New here",
    )
    assert joined.assessments.count() == 2


def test_nobody_joins_twice_or_without_a_level_or_from_another_family(
    maya: Person, tom: Person
) -> None:
    said: dict[str, Any] = {"reason": "x", "by": hr(), "now": NOW}
    found = Cycle.objects.get()
    with pytest.raises(Conflict):
        join_cycle(found, person=maya, **said)
    with pytest.raises(Unlaunchable):
        join_cycle(found, person=member(tom, level=""), **said)
    with pytest.raises(Refused):
        join_cycle(found, person=member(tom, family="people"), **said)


def test_nobody_writes_about_a_leaver_and_there_is_no_result(maya: Person) -> None:
    handed_in(sheet(maya))
    leave_cycle(Participant.objects.get(), reason="Left the company", by=hr(), now=NOW)
    with pytest.raises(Conflict):
        fill(sheet(maya, "self"))
    released(Cycle.objects.get())
    assert not ReleasedResult.objects.exists()


def test_a_leaver_keeps_their_own_words(maya: Person) -> None:
    mine = handed_in(sheet(maya, "self"))
    leave_cycle(Participant.objects.get(), reason="Project ended", by=hr(), now=NOW)
    assert signed_in(maya).get(f"/reviews/{mine.pk}").status_code == 200


def test_nobody_leaves_twice_or_after_the_release(maya: Person) -> None:
    row = Participant.objects.get()
    leave_cycle(row, reason="x", by=hr(), now=NOW)
    with pytest.raises(Conflict):
        leave_cycle(row, reason="x", by=hr(), now=NOW)
    released(Cycle.objects.get())
    with pytest.raises(Conflict):
        leave_cycle(row, reason="x", by=hr(), now=NOW)


def test_hr_adds_and_takes_out_on_the_board(maya: Person, tom: Person) -> None:
    new, client = member(tom, name="Priya Nair"), signed_in(hr())
    path = f"/reviews/cycles/{Cycle.objects.get().pk}"
    client.post(f"{path}/participants", {"person": new.email, "reason": "New"})
    row = Participant.objects.get(person=new)
    client.post(f"{path}/participants/{row.pk}/leaving", {"reason": "Wrong person"})
    assert "Wrong person" in text(client.get(f"{path}?show=out"))
    assert "Priya Nair" not in text(client.get(path))
