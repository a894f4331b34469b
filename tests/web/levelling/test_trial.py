"""The criteria tried on private estimates: counts of at least five people, and nothing else."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.factories import grant, hr, person, position
from tests.web.levelling.factories import WHEN, opened, said
from tests.web.reviews.factories import version
from trellis_web.access.queries import visible
from trellis_web.levelling import actions
from trellis_web.levelling.models import Estimate, Proposal, Round
from trellis_web.levelling.queries.trial import counted
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
HIGH, LOW = (5, "shows"), (1, "not_yet")


@pytest.fixture
def hana() -> Person:
    version()
    return hr()


def team(by: Person, size: int) -> tuple[Person, Round]:
    """A manager with so many engineers at L2 in a round."""
    lead = person("Tom Reyes")
    people = [person(f"Ada {n}", manager=lead) for n in range(size)]
    for each in people:
        position(each, family="", track="", level="", title="Engineer")
    made = opened(people, by=by)
    for proposal in made.proposals.all():
        actions.write_proposal(proposal, said=said(), by=lead, **WHEN)
    return lead, made


def guess(of: Round, by: Person, first: int, last: int, what: tuple[int, str] = HIGH) -> None:
    """Estimates about some of the round's people."""
    for proposal in of.proposals.order_by("pk")[first:last]:
        guesses = dict.fromkeys(("c1", "c2", "c3"), what)
        actions.note_estimates(proposal, guesses=guesses, by=by, **WHEN)


def counts(of: Round, by: Person) -> list[tuple[str, int, int]]:
    """Move, people and ready of a count taken now."""
    fresh = actions.count_trial(of, by=by, **WHEN)
    return [(each.move, each.people, each.ready) for each in counted(fresh)]


def test_five_people_are_counted(hana: Person) -> None:
    lead, made = team(hana, 5)
    guess(made, lead, 0, 3)
    guess(made, lead, 3, 5, LOW)
    assert counts(made, hana) == [("L2-L3", 5, 3)]


def test_four_people_are_too_few(hana: Person) -> None:
    lead, made = team(hana, 4)
    guess(made, lead, 0, 4)
    assert counts(made, hana) == [("L2-L3", 0, 0)]
    client = Client()
    client.force_login(hana)
    page = client.get(reverse("levelling_round", args=[made.pk])).content.decode()
    assert "too few" in page


def test_the_difference_of_two_counts_is_never_about_fewer_than_five(hana: Person) -> None:
    lead, made = team(hana, 10)
    guess(made, lead, 0, 5)
    assert counts(made, hana) == [("L2-L3", 5, 5)]
    guess(made, lead, 5, 9, LOW)
    assert counts(made, hana) == [("L2-L3", 5, 5)]
    guess(made, lead, 9, 10, LOW)
    assert counts(made, hana) == [("L2-L3", 10, 5)]


def test_a_changed_estimate_does_not_show_in_a_count_that_stands(hana: Person) -> None:
    lead, made = team(hana, 5)
    guess(made, lead, 0, 5)
    before = counts(made, hana)
    guess(made, lead, 0, 1, LOW)
    assert counts(made, hana) == before


def test_estimates_of_those_who_read_the_counts_are_left_out(hana: Person) -> None:
    lead, made = team(hana, 5)
    guess(made, lead, 0, 5)
    grant(lead, "hr_admin")
    assert counts(made, hana) == []


def test_an_unseen_competency_is_no_low_score(hana: Person) -> None:
    lead, made = team(hana, 5)
    guess(made, lead, 0, 5, (None, ""))  # type: ignore[arg-type]
    fresh = actions.count_trial(made, by=hana, **WHEN)
    [found] = counted(fresh)
    assert (found.ready, found.unknown) == (0, 5)


def test_after_closing_counts_stand_and_no_longer_know_whom_they_counted(hana: Person) -> None:
    lead, made = team(hana, 5)
    guess(made, lead, 0, 5)
    counts(made, hana)
    closed = actions.close_round(made, by=hana, **WHEN)
    assert [row["of"] for row in closed.trial.values()] == [[]]
    assert [each.people for each in counted(closed)] == [5]
    assert not Estimate.objects.exists()


def test_credited_time_counts_towards_tenure(hana: Person) -> None:
    lead = person("Tom Reyes")
    people = [person(manager=lead) for _ in range(5)]
    made = opened(people, by=hana)
    for n, proposal in enumerate(made.proposals.all()):
        since = date(2024, 1, 1) if n else None
        told = said("engineering/L1", level_since=since, since_source="Contract" if n else "")
        actions.write_proposal(proposal, said=told, by=lead, **WHEN)
    guess(made, lead, 0, 5)
    fresh = actions.count_trial(made, by=hana, **WHEN)
    [found] = counted(fresh)
    assert dict(found.open)["tenure"] == 1


def test_only_the_author_gets_their_own_guesses_back(hana: Person) -> None:
    lead, made = team(hana, 1)
    guess(made, lead, 0, 1)
    assert visible(Estimate, to=lead).count() == 3
    proposal = Proposal.objects.get(round=made)
    client = Client()
    client.force_login(lead)
    url = reverse("levelling_estimates", args=[proposal.pk])
    assert client.get(url).content.count(b"selected") == 6
    client.post(url, {"score-c1": "2", "score-c2": "unseen", "next-c1": "no_opportunity"})
    stored = Estimate.objects.values_list("competency", "score", "next")
    assert sorted(stored) == [("c1", 2, "no_opportunity"), ("c2", None, "")]
