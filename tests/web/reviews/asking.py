"""A round that asks colleagues, the colleagues, and what they write."""

from typing import Any

from django.db import connection

from tests.web.factories import NOW, person
from tests.web.reviews.factories import member, opened, version
from trellis_web.people.models import Person
from trellis_web.reviews.actions.ballots import save_ballot, submit_ballot, take_ballot
from trellis_web.reviews.actions.nominations import approve_nomination, nominate
from trellis_web.reviews.models import Cycle, Nomination, Participant
from trellis_web.reviews.rules import Answer

PEERS = ["manager", "peer", "self"]


def asking(maya: Person | None = None, **fields: Any) -> Participant:
    """Somebody in an open round that asks colleagues, anonymously unless it says otherwise."""
    someone = maya or member(name="Maya Okafor")
    round_ = opened([version().family])
    Cycle.objects.filter(pk=round_.pk).update(**{"perspectives": PEERS} | fields)
    return Participant.objects.select_related("cycle", "person", "manager").get(
        cycle=round_, person=someone
    )


def asked(about: Participant, peer: Person | None = None) -> Nomination:
    """A colleague who was proposed, and to whom the manager agreed."""
    proposed = nominate(about, peer=peer or person(), by=about.person, now=NOW)
    assert about.manager
    return approve_nomination(proposed, by=about.manager, now=NOW)


def taken(nomination: Nomination) -> str:
    """The token of the form that the colleague takes."""
    return take_ballot(nomination, by=nomination.peer, now=NOW)


def said(words: str, *competencies: str, score: int = 4) -> dict[str, Answer]:
    """An answer about these competencies, or about the first."""
    answer = Answer(score=score, next="shows", reason=words)
    return dict.fromkeys(competencies or ("c1",), answer)


def written(token: str, words: str, *competencies: str, score: int = 4) -> str:
    """The same form, with words in it."""
    save_ballot(token, answers=said(words, *competencies, score=score), revision=0, now=NOW)
    return token


def answered(nomination: Nomination, words: str, *competencies: str, score: int = 4) -> None:
    """The colleague takes a form, writes, and hands it in."""
    submit_ballot(written(taken(nomination), words, *competencies, score=score), now=NOW)


def rows_in(table: str) -> list[tuple[Any, ...]]:
    """Every row of a table as it is stored, in the order in which it lies there."""
    with connection.cursor() as cursor:
        order = "rowid" if connection.vendor == "sqlite" else "ctid"
        cursor.execute(f"SELECT * FROM {table} ORDER BY {order}")
        return list(cursor.fetchall())


def tables() -> list[str]:
    """Every table of the database."""
    return sorted(connection.introspection.table_names())
