"""Proposing, deciding, refusing: who may be asked, by whom, and how many."""

from datetime import timedelta

import pytest

from tests.web.factories import NOW, TODAY, hr, person, report
from tests.web.reviews.asking import PEERS, answered, asked, asking, taken
from tests.web.reviews.factories import fill, handed_in, member, released, sheet
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.people.models import Person, ReportingLine
from trellis_web.reviews.actions.assessments import submit_assessment
from trellis_web.reviews.actions.batches import close_peer_stages
from trellis_web.reviews.actions.nominations import (
    add_peer,
    approve_nomination,
    ask_reports,
    decline_nomination,
    nominate,
    refuse_to_answer,
    withdraw_nomination,
)
from trellis_web.reviews.models import (
    AnonymousAnswer,
    AnswerBatch,
    Assessment,
    Cycle,
    Nomination,
    Participant,
    Rating,
    ReleasedFeedback,
)
from trellis_web.reviews.queries.peers import asked_of, counts_of, words_about
from trellis_web.reviews.rules import Answer, Conflict, Incomplete, Refused

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=60)


@pytest.fixture
def about() -> Participant:
    """Maya, about whom colleagues are asked without names."""
    return asking()


@pytest.fixture
def named() -> Participant:
    """Maya, about whom colleagues are asked by name."""
    return asking(is_anonymous=False)


def manager_of(about: Participant) -> Person:
    assert about.manager
    return about.manager


def proposed(about: Participant, peer: Person | None = None) -> Nomination:
    return nominate(about, peer=peer or person(), by=about.person, now=NOW)


@pytest.mark.parametrize("anonymous", [True, False])
def test_a_proposal_asks_nobody_before_the_manager_agrees(anonymous: bool) -> None:
    about = asking(is_anonymous=anonymous)
    found = proposed(about)
    assert not visible(Nomination, to=found.peer).exists()
    assert not Assessment.objects.filter(author=found.peer).exists()
    with pytest.raises(Denied):
        taken(found)


def test_nobody_proposes_for_somebody_else(about: Participant) -> None:
    for someone in (manager_of(about), hr(), person()):
        with pytest.raises(Denied):
            nominate(about, peer=person(), by=someone, now=NOW)


def test_oneself_the_manager_and_those_who_left_cannot_be_asked(about: Participant) -> None:
    gone = person(deactivated_at=NOW)
    for peer in (about.person, manager_of(about), gone):
        with pytest.raises(Refused, match="works here now"):
            proposed(about, peer)


def test_a_colleague_is_proposed_once_even_after_a_no(about: Participant) -> None:
    found = proposed(about)
    decline_nomination(found, reason="Too far away.", by=manager_of(about), now=NOW)
    with pytest.raises(Refused, match="already"):
        proposed(about, found.peer)


def test_no_more_are_proposed_than_the_round_allows() -> None:
    about = asking(peers_most=2)
    first = proposed(about)
    proposed(about)
    with pytest.raises(Refused, match="As many"):
        proposed(about)
    with pytest.raises(Refused, match="As many"):
        add_peer(about, peer=person(), by=manager_of(about), now=NOW)
    decline_nomination(first, reason="No.", by=manager_of(about), now=NOW)
    proposed(about)


def test_only_the_manager_of_now_decides(about: Participant) -> None:
    found, manager = proposed(about), manager_of(about)
    for someone in (about.person, found.peer, hr(), person()):
        with pytest.raises(Denied):
            approve_nomination(found, by=someone, now=NOW)
        with pytest.raises(Denied):
            decline_nomination(found, reason="No.", by=someone, now=NOW)
        with pytest.raises(Denied):
            add_peer(about, peer=person(), by=someone, now=NOW)
    ReportingLine.objects.filter(person=about.person).update(until=TODAY)
    with pytest.raises(Denied):
        approve_nomination(found, by=manager, now=NOW)


def test_a_decision_is_made_once(about: Participant) -> None:
    found = asked(about)
    with pytest.raises(Conflict, match="decided"):
        decline_nomination(found, reason="No.", by=manager_of(about), now=NOW)
    with pytest.raises(Conflict, match="decided"):
        withdraw_nomination(found, by=about.person, now=NOW)


def test_the_participant_reads_why_the_manager_said_no(about: Participant) -> None:
    found = proposed(about)
    decline_nomination(found, reason="Too far away.", by=manager_of(about), now=NOW)
    assert visible(Nomination, to=about.person).get().decline_reason == "Too far away."
    assert not visible(Nomination, to=found.peer).exists()


def test_every_step_leaves_one_event(about: Participant) -> None:
    before = Event.objects.count()
    manager = manager_of(about)
    withdraw_nomination(proposed(about), by=about.person, now=NOW)
    decline_nomination(proposed(about), reason="No.", by=manager, now=NOW)
    mine = asked(about)
    add_peer(about, peer=person(), by=manager, now=NOW)
    refuse_to_answer(mine, reason="On leave.", by=mine.peer, now=NOW)
    tags = Event.objects.order_by("pk").values_list("tag", flat=True)[before:]
    assert list(tags) == [
        "peer:nominated", "peer:withdrawn", "peer:nominated", "peer:declined",
        "peer:nominated", "peer:approved", "peer:added", "peer:refused",
    ]  # fmt: skip


def test_whoever_is_asked_may_say_no_until_they_took_the_form(about: Participant) -> None:
    found, other = asked(about), asked(about)
    with pytest.raises(Denied):
        refuse_to_answer(found, reason="No.", by=other.peer, now=NOW)
    refuse_to_answer(found, reason="No.", by=found.peer, now=NOW)
    taken(other)
    with pytest.raises(Conflict):
        refuse_to_answer(other, reason="No.", by=other.peer, now=NOW)


def test_nobody_is_asked_after_the_last_day_or_the_release(about: Participant) -> None:
    waiting = proposed(about)
    with pytest.raises(Conflict):
        nominate(about, peer=person(), by=about.person, now=LATER)
    with pytest.raises(Conflict):
        approve_nomination(waiting, by=manager_of(about), now=LATER)
    handed_in(sheet(about.person))
    released(about.cycle)
    with pytest.raises(Conflict):
        proposed(about)


def test_a_round_without_the_perspective_asks_nobody() -> None:
    about = asking(perspectives=["manager", "self"])
    with pytest.raises(Refused, match="does not ask"):
        proposed(about)


def test_an_agreed_proposal_by_name_is_a_sheet_of_the_colleague(named: Participant) -> None:
    found = asked(named)
    draft = sheet(named.person, "peer")
    assert draft.author == found.peer
    assert visible(Assessment, to=found.peer).get() == draft
    with pytest.raises(Refused):
        taken(found)


def test_a_colleague_answers_what_they_saw_and_no_more(named: Participant) -> None:
    asked(named)
    draft = sheet(named.person, "peer")
    with pytest.raises(Incomplete):
        submit_assessment(draft, by=draft.author, now=NOW)
    seen = fill(draft, {"c2": Answer(score=4, next="shows", reason="Met every date.")})
    submit_assessment(seen, by=seen.author, now=NOW)
    found = Rating.objects.filter(assessment=draft).order_by("competency__slug")
    assert [rating.is_unseen for rating in found] == [True, False, True]


def test_words_by_name_are_read_by_the_manager_once_they_have_rated(named: Participant) -> None:
    manager = manager_of(named)
    asked(named)
    words = handed_in(sheet(named.person, "peer"))
    assert not visible(Assessment, to=manager).filter(pk=words.pk).exists()
    assert words_about(named, to=manager).said == ()
    handed_in(sheet(named.person))
    assert visible(Assessment, to=manager).filter(pk=words.pk).exists()
    assert len(words_about(named, to=manager).said) == 3
    for nobody in (named.person, person()):
        assert not visible(Assessment, to=nobody).filter(pk=words.pk).exists()


def test_a_giver_never_reads_other_givers_not_even_as_hr(named: Participant) -> None:
    partner = hr()
    asked(named, partner)
    asked(named)
    words = handed_in(Assessment.objects.exclude(author=partner).get(perspective="peer"))
    assert visible(Assessment, to=hr()).filter(pk=words.pk).exists()
    assert not visible(Assessment, to=partner).filter(pk=words.pk).exists()
    handed_in(Assessment.objects.get(author=partner))
    assert not visible(Assessment, to=partner).filter(pk=words.pk).exists()


def test_a_draft_of_a_colleague_is_read_by_nobody_else(named: Participant) -> None:
    asked(named)
    draft = fill(sheet(named.person, "peer"))
    handed_in(sheet(named.person))
    for other in (named.person, manager_of(named), hr()):
        assert not visible(Assessment, to=other).filter(pk=draft.pk).exists()


def test_anonymous_words_are_read_by_the_manager_once_they_have_rated(about: Participant) -> None:
    for words in ("One.", "Two.", "Three."):
        answered(asked(about), words)
    close_peer_stages(Participant.objects.all(), now=LATER)
    manager = manager_of(about)
    assert not visible(AnonymousAnswer, to=manager).exists()
    assert not visible(AnswerBatch, to=manager).exists()
    handed_in(sheet(about.person))
    [(_, said)] = words_about(about, to=manager).said
    assert [(word.answer.reason, word.author) for word in said] == [
        ("One.", None), ("Three.", None), ("Two.", None),
    ]  # fmt: skip
    assert not visible(AnonymousAnswer, to=about.person).exists()
    assert visible(AnonymousAnswer, to=hr()).count() == 3


def test_a_release_ends_the_stage_and_passes_words_on_without_a_name(about: Participant) -> None:
    for words in ("One.", "Two.", "Three."):
        answered(asked(about), words)
    handed_in(sheet(about.person))
    released(about.cycle)
    passed = visible(ReleasedFeedback, to=about.person)
    assert [(each.reason, each.author) for each in passed] == [
        ("One.", None), ("Three.", None), ("Two.", None),
    ]  # fmt: skip


def test_a_release_passes_nothing_on_when_too_few_answered(about: Participant) -> None:
    answered(asked(about), "One.")
    handed_in(sheet(about.person))
    released(about.cycle)
    assert not ReleasedFeedback.objects.exists()
    assert not AnswerBatch.objects.get().is_enough


def test_a_release_passes_words_on_by_name_where_the_round_says_so(named: Participant) -> None:
    found = asked(named)
    asked(named)
    handed_in(Assessment.objects.get(author=found.peer))
    handed_in(sheet(named.person))
    released(named.cycle)
    assert {each.author for each in ReleasedFeedback.objects.all()} == {found.peer}
    assert ReleasedFeedback.objects.count() == 3


def lead(reports: int) -> Participant:
    """A manager with so many reports, in a round that asks reports, whatever it says of names."""
    leader = member(name="Lea Lead")
    for _ in range(reports):
        report(person(), leader)
    about = asking(leader, perspectives=[*PEERS, "upward"], is_anonymous=False)
    ask_reports(about.cycle, by=hr(), now=NOW, today=TODAY)
    return about


def test_every_report_is_asked_and_never_by_name() -> None:
    about = lead(3)
    upward = Nomination.objects.filter(perspective="upward").select_related("peer")
    assert upward.count() == 3
    for each in upward:
        answered(each, f"Said by {each.pk}.")
    close_peer_stages(Participant.objects.all(), now=LATER)
    assert AnonymousAnswer.objects.count() == 3
    handed_in(sheet(about.person))
    assert not visible(AnonymousAnswer, to=manager_of(about)).exists()
    assert visible(AnonymousAnswer, to=hr()).count() == 3


def test_fewer_reports_than_the_threshold_are_not_asked() -> None:
    lead(2)
    assert not Nomination.objects.filter(perspective="upward").exists()


def test_a_leader_does_not_see_which_reports_are_asked_and_cannot_ask_them_as_peers() -> None:
    about = lead(3)
    assert not visible(Nomination, to=about.person).exists()
    assert not visible(Nomination, to=manager_of(about)).exists()
    with pytest.raises(Refused):
        proposed(about, Nomination.objects.filter(perspective="upward")[0].peer)


def test_what_reports_said_goes_to_the_person_and_hr_alone() -> None:
    about = lead(3)
    for each in Nomination.objects.filter(perspective="upward").select_related("peer"):
        answered(each, f"Said by {each.pk}.")
    handed_in(sheet(about.person))
    released(about.cycle)
    assert visible(ReleasedFeedback, to=about.person).count() == 3
    assert visible(ReleasedFeedback, to=hr()).count() == 3
    assert not visible(ReleasedFeedback, to=manager_of(about)).exists()


def test_what_is_asked_of_somebody_does_not_tell_whether_they_answered(
    about: Participant,
) -> None:
    found = asked(about)
    taken(found)
    assert [each.pk for each in asked_of(found.peer, now=NOW)] == [found.pk]
    assert asked_of(found.peer, now=LATER) == []


def test_hr_reads_counts_of_asking_and_never_of_answers(about: Participant) -> None:
    Cycle.objects.update(peers_least=2)
    proposed(about)
    answered(asked(about), "One.")
    found = counts_of(Cycle.objects.get(), to=hr())
    assert (found.people, found.asked, found.waiting, found.declined) == (1, 1, 1, 0)
    assert [each.person for each in found.too_few] == [about.person]
