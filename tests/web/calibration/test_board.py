"""The board: what it shows, how many queries it takes, and that the log alone makes it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.calibration.factories import Room, change, note
from tests.web.factories import NOW, TODAY
from tests.web.reviews import factories as rounds
from trellis.stats.estimates import Estimate
from trellis_web.calibration.actions import (
    add_member,
    place_subjects,
    stop_talking,
    talk_about,
    undo_change,
)
from trellis_web.calibration.models import Change, Member
from trellis_web.calibration.queries import (
    Cell,
    Difference,
    board,
    by_rating,
    differences,
    minutes_by,
    preparation,
)
from trellis_web.calibration.rules import Mark
from trellis_web.calibration.rules.marks import in_force, replayed
from trellis_web.calibration.rules.spread import apart
from trellis_web.growth.models import EvidenceTag
from trellis_web.organisation.models import Switch
from trellis_web.people.models import Person
from trellis_web.reviews.actions import join_cycle
from trellis_web.reviews.models import Citation, Participant
from trellis_web.reviews.rules import Conflict, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


def switch_on(feature: str, room: Room) -> None:
    Switch.objects.create(
        feature=feature, is_on=True, reason="Agreed", asked_at=NOW, asked_by=room.hana,
        is_approved=True, settled_at=NOW, settled_by=room.ines,
    )  # fmt: skip


def cell_of(found: Any, someone: Person, competency: str = "c1") -> Cell:
    [row] = [row for row in found.rows if row.person == someone]
    return next(cell for cell in row.cells if cell and cell.competency == competency)


def test_the_board_groups_people_by_manager_with_before_and_after(room: Room) -> None:
    session = room.live()
    change(session, room.about(room.maya), to=Mark(score=4))
    found = board(session, to=room.ines, today=TODAY)
    assert [group.manager for group in found.groups] == [room.joon, room.tom]
    assert [(group.mean_before, group.mean) for group in found.groups] == [(2.5, 2.5), (2.5, 3.0)]
    assert found.before == (0, 4, 4, 0, 0)
    assert found.now == (0, 3, 4, 1, 0)
    assert found.n_changed == 1
    cell = cell_of(found, room.maya)
    assert (cell.mark.score, cell.first.score, cell.turn, cell.is_changed) == (4, 2, 1, True)
    assert [len(pile.cards) for pile in by_rating(found, "c1")] == [0, 3, 0, 1, 0, 0]


def test_a_cell_knows_the_evidence_behind_it(room: Room) -> None:
    cited, tagged, by_sentence = (note(room.maya) for _ in range(3))
    private, earlier = (
        note(room.maya, is_shared=False),
        note(room.maya, happened_on=TODAY - timedelta(days=400)),
    )
    sheet = rounds.sheet(room.maya)
    c1 = sheet.ratings.get(competency__slug="c1").competency
    Citation.objects.create(assessment=sheet, competency=c1, note=cited)
    for of, kind, key in (
        (tagged, "competency", "c2"), (by_sentence, "statement", "c2-l2"),
        (private, "competency", "c3"), (earlier, "competency", "c3"), (cited, "competency", "c1"),
    ):  # fmt: skip
        EvidenceTag.objects.create(note=of, kind=kind, family="engineering", key=key)
    found = preparation(room.session(), to=room.ines)
    [maya] = [each for each in found.people if each.row.person == room.maya]
    assert [cell.notes for cell in maya.row.cells if cell] == [1, 2, 0]
    assert ([column.slug for column in maya.bare], maya.notes) == (["c3"], 3)
    assert (found.bare_cells, found.waiting) == (10, 0)


def test_the_board_takes_the_same_few_queries_however_many_people(room: Room) -> None:
    session = room.live()

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            board(session, to=room.ines, today=TODAY)
        return len(caught)

    board(session, to=room.ines, today=TODAY)
    few = queries()
    for n in range(8):
        someone = rounds.member(room.tom, name=f"Later {n}")
        join_cycle(room.cycle, person=someone, reason="New", by=room.hana, now=NOW)
        rounds.handed_in(rounds.sheet(someone))
    assert place_subjects(session, by=room.ines, now=NOW) == 8
    assert (queries(), few <= 8) == (few, True)


Step = tuple[str, int]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["c1", "c2"]), st.integers(0, 5)), max_size=8))
def test_the_log_alone_makes_the_board(room: Room, steps: list[Step]) -> None:
    with transaction.atomic():
        play(room, steps)
        transaction.set_rollback(True)


def play(room: Room, steps: list[Step]) -> None:
    """Every step changes a rating, or with 0 takes the latest change back; some are refused."""
    session, maya = room.live(), room.about(room.maya)
    scores = {"c1": [2], "c2": [3]}
    for slug, score in steps:
        log = log_of(maya, slug)
        try:
            if score:
                fields = {"competency": slug, "statement": f"{slug}-l1", "turn": len(log)}
                change(session, maya, to=Mark(score=score), **fields)
                scores[slug].append(score)
            elif log:
                undo_change(log[-1], reason="Wrong person", by=room.ines, now=NOW)
                scores[slug].pop()
        except Refused:
            assert log_of(maya, slug) == log
    found = board(session, to=room.ines, today=TODAY)
    for slug, stood in scores.items():
        log, cell = log_of(maya, slug), cell_of(found, room.maya, slug)
        assert cell.mark == replayed(cell.first, log)
        assert (cell.mark.score, cell.turn) == (stood[-1], len(log))
        if cell.is_changed:
            reasoned = in_force(log)
            assert reasoned is not None
            assert reasoned.to_score == stood[-1]


def log_of(participant: Participant, slug: str) -> list[Change]:
    return list(Change.objects.filter(participant=participant, competency__slug=slug))


def test_who_stands_apart_is_a_question_about_five_and_more() -> None:
    ratings = [("c1", n, 3) for n in range(4)]
    assert apart([*ratings, ("c1", 4, 5)]) == {4}
    assert apart([*ratings[1:], ("c1", 4, 5)]) == set()
    assert apart([*ratings, ("c1", 4, 4)]) == set()


def test_minutes_are_recorded_and_shown_only_where_that_is_agreed(room: Room) -> None:
    session, maya = room.live(), room.about(room.maya)
    with pytest.raises(Conflict):
        talk_about(session, participant=maya, by=room.ines, now=NOW)
    assert minutes_by("level", session, to=room.ines, now=NOW) == ()
    switch_on("minutes", room)
    for n, each in enumerate((room.maya, room.wei)):
        at = NOW + timedelta(minutes=4 * n)
        talk_about(session, participant=room.about(each), by=room.ines, now=at)
    later = NOW + timedelta(minutes=6)
    assert board(session, to=room.ines, today=TODAY).talked_about == room.about(room.wei).pk
    stop_talking(session, by=room.ines, now=later)
    to_facilitator = minutes_by("manager", session, to=room.ines, now=later)
    assert [(each.name, each.people, each.total) for each in to_facilitator] == [
        ("Joon Park", 2, 2.0), ("Tom Reyes", 2, 4.0),
    ]  # fmt: skip
    [all_] = minutes_by("level", session, to=room.hana, now=later)
    assert (all_.people, all_.total) == (4, None)


def test_a_difference_between_managers_is_a_question_and_off_at_first() -> None:
    room = Room(wei=5, ana=4)
    found = board(room.live(), to=room.ines, today=TODAY)
    assert differences(found, to=room.ines) == ()
    switch_on("rater-severity", room)
    made = differences(found, to=room.ines)
    assert {(each.manager, round(each.estimate.value, 2)) for each in made} == {
        (room.joon, 0.75), (room.tom, -0.75),
    }  # fmt: skip
    assert "as far as so few ratings can tell" in made[0].question


def test_whoever_is_not_the_facilitator_reads_their_own_figure_only() -> None:
    room = Room(wei=5, ana=4)
    session = room.live()
    switch_on("rater-severity", room)
    add_member(session, person=room.tom, part=Member.Part.MEMBER, by=room.ines, now=NOW)
    found = board(session, to=room.tom, today=TODAY)
    assert [each.manager for each in differences(found, to=room.tom)] == [room.tom]


def test_a_wide_difference_asks_and_says_what_the_figures_cannot_tell() -> None:
    asked = Difference(Person(name="Joon Park"), 8, Estimate(0.9, 0.2, 1.6)).question
    assert asked.startswith(
        "The 8 people of Joon Park are rated 0.9 higher than the others (0.2 to 1.6)."
    )
    assert "nobody can tell the two apart" in asked
    lower = Difference(Person(name="Tom Reyes"), 8, Estimate(-0.9, -1.6, -0.2)).question
    assert "0.9 lower than the others (0.2 to 1.6)" in lower
