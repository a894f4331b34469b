"""Colleagues in the world of the contract: proposed, asked, answering without a name."""

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.web.factories import NOW, TODAY
from trellis_web.growth.actions.asks import ask_feedback
from trellis_web.people.models import Person
from trellis_web.reviews.actions.ballots import save_ballot, submit_ballot, take_ballot
from trellis_web.reviews.actions.batches import close_peer_stages
from trellis_web.reviews.actions.nominations import (
    approve_nomination,
    decline_nomination,
    nominate,
)
from trellis_web.reviews.models import Cycle, Nomination, Participant
from trellis_web.reviews.rules import Answer

if TYPE_CHECKING:
    from tests.contract.world import World

GIVERS = ("owner", "other_manager", "elsewhere")
"""Who answers about the peer without a name."""


def ask_colleagues(world: "World", marks: dict[str, str]) -> dict[str, int | str]:
    """About the owner colleagues are asked; about the peer they have answered. Gives the keys."""
    cycle = Cycle.objects.get(pk=int(world.keys["cycle"]))
    perspectives = ["manager", "peer", "self"]
    Cycle.objects.filter(pk=cycle.pk).update(
        perspectives=perspectives, peers_due_on=date(2099, 1, 1), due_on=date(2099, 1, 2)
    )
    owner = Participant.objects.get(cycle=cycle, person=world.owner)
    proposed = nominate(owner, peer=world.elsewhere, by=world.owner, now=NOW)
    refused = nominate(owner, peer=world.author, by=world.owner, now=NOW)
    decline_nomination(refused, reason=marks["nomination"], by=world.manager, now=NOW)
    waiting = asked(owner, world.peer)
    token = take_ballot(asked(owner, world.other_manager), by=world.other_manager, now=NOW)
    about_peer = Participant.objects.get(cycle=cycle, person=world.peer)
    words = [marks[f"anonymous-{n}"] for n in range(len(GIVERS))]
    nominations = [asked(about_peer, world.people[name]) for name in GIVERS]
    answer_in_turn(nominations, words)
    close_peer_stages(Participant.objects.filter(pk=about_peer.pk), now=NOW)
    question = ask_feedback(
        person=world.owner, colleague=world.peer, family="engineering", statement="c1-l1",
        question=marks["ask"], by=world.owner, now=NOW, today=TODAY,
    )  # fmt: skip
    return {
        "nomination": proposed.pk,
        "asked": waiting.pk,
        "ballot": token,
        "about_peer": about_peer.pk,
        "ask": question.pk,
    }


def asked(about: Participant, peer: Person) -> Nomination:
    """A colleague who was proposed, and to whom the manager agreed."""
    assert about.manager
    proposed = nominate(about, peer=peer, by=about.person, now=NOW)
    return approve_nomination(proposed, by=about.manager, now=NOW)


def answer_in_turn(nominations: list[Nomination], words: list[str]) -> None:
    """Each giver hands an anonymous form in, with the words at their place."""
    said: dict[str, Any]
    for nomination, text in zip(nominations, words, strict=True):
        token = take_ballot(nomination, by=nomination.peer, now=NOW)
        said = {"c1": Answer(score=4, next="shows", reason=text), "c2": Answer(is_unseen=True)}
        save_ballot(token, answers=said, revision=0, now=NOW)
        submit_ballot(token, now=NOW)
