"""Deciding about suggestions: by those who write, once, never over words that nobody saw."""

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, family
from tests.web.frameworks.test_suggestions import OTHER, suggest
from tests.web.posting import posted
from trellis.findings import BadInput
from trellis.framework.edit import cell_digest
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.decisions import accept_suggestion, reject_suggestion
from trellis_web.frameworks.models import Authorship, Draft, Suggestion
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.talk import proposal
from trellis_web.frameworks.rules import Conflict
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


def seen(opened: Draft) -> str:
    """The digest of the cell as it is now."""
    framework = read_text(opened.text, opened.family, now=NOW)
    return cell_digest(framework.competency["design"], "IC2")


def _onlooker(kind: str) -> Person:
    """Somebody who may not decide."""
    if kind == "elsewhere":
        return author("owner", of=family("sales", "Sales"))
    if kind == "ended":
        return author("owner", until=TODAY)
    return author("co_author") if kind == "co_author" else person()


@pytest.mark.parametrize("kind", ["co_author", "outsider", "elsewhere", "ended"])
def test_only_those_who_write_the_family_decide(kind: str) -> None:
    opened = draft()
    made = suggest(opened, hr())
    who = _onlooker(kind)
    with pytest.raises(Denied):
        accept_suggestion(made, digest=seen(opened), by=who, now=NOW)
    with pytest.raises(Denied):
        reject_suggestion(made, answer="No.", by=who, now=NOW)
    assert Suggestion.objects.get().is_open
    assert Draft.objects.get().text == TEXT


def test_a_co_author_does_not_accept_the_own_suggestion() -> None:
    opened, who = draft(), author("co_author")
    with pytest.raises(Denied):
        accept_suggestion(suggest(opened, who), digest=seen(opened), by=who, now=NOW)


@pytest.mark.parametrize("role", ["owner", "writer"])
def test_an_accepted_suggestion_is_the_cell_and_the_sentence_keeps_its_id(role: str) -> None:
    opened, who = draft(), author(role)
    made = suggest(opened, author("co_author"), text=f"{OTHER}\nDraws it first.")
    accepted = accept_suggestion(made, digest=seen(opened), by=who, now=NOW)
    saved = Draft.objects.get()
    cell = read_text(saved.text, saved.family, now=NOW).cell("design", "IC2")
    assert [each.text for each in cell.statements] == [OTHER, "Draws it first."]
    assert cell.statements[0].id == "d2"
    assert cell.statements[0].examples == ("Rate limiter",)
    assert (saved.revision, accepted.accepted_by) == (2, who)
    assert [e.tag for e in Event.objects.order_by("pk")] == [
        "suggestion:made",
        "suggestion:accepted",
    ]


def test_words_that_came_meanwhile_are_not_replaced_unseen() -> None:
    opened, who = draft(), author("writer")
    made, before = suggest(opened, author("co_author")), seen(opened)
    changed = TEXT.replace("Designs changes inside one service.", "Builds one service.")
    Draft.objects.update(text=changed)
    with pytest.raises(Conflict):
        accept_suggestion(made, digest=before, by=who, now=NOW)
    assert Draft.objects.get().text == changed
    shown = proposal(made, read_text(changed, family(), now=NOW))
    assert shown.is_changed
    assert "".join(text for text, _ in shown.before) == "Builds one service."
    assert accept_suggestion(made, digest=shown.digest, by=who, now=NOW).accepted_by == who


def test_a_suggestion_for_a_cell_that_is_gone_cannot_be_accepted_and_stays() -> None:
    opened = draft()
    made = suggest(opened, hr(), competency="gone")
    assert proposal(made, read_text(TEXT, family(), now=NOW)).is_gone
    with pytest.raises(BadInput, match="no longer in the draft"):
        accept_suggestion(made, digest="", by=hr(), now=NOW)
    assert Suggestion.objects.get().text == OTHER


def test_a_suggestion_is_decided_once() -> None:
    opened, who = draft(), author("writer")
    made = suggest(opened, author("co_author"))
    reject_suggestion(made, answer="Too long.", by=who, now=NOW)
    with pytest.raises(Conflict, match="decided about this suggestion already"):
        accept_suggestion(made, digest=seen(opened), by=author("owner"), now=NOW)
    assert Draft.objects.get().revision == 1


def test_a_rejection_needs_a_reason() -> None:
    made = suggest(draft(), author("co_author"))
    with pytest.raises(BadInput, match="why not"):
        reject_suggestion(made, answer=" ", by=author("writer"), now=NOW)
    assert Suggestion.objects.get().is_open


def test_the_suggester_gets_a_mail_with_a_link_and_none_of_the_words() -> None:
    who = author("co_author")
    made = suggest(draft(), who)
    reject_suggestion(made, answer="Too long.", by=author("writer"), now=NOW)
    (letter,) = posted()
    assert letter.to == [who.email]
    assert f"/frameworks/administration/suggestions/{made.pk}/" in letter.body
    assert "Too long" not in letter.body
    assert OTHER not in letter.body


def test_nothing_is_accepted_while_there_is_no_draft() -> None:
    opened = draft()
    made, digest = suggest(opened, hr()), seen(opened)
    opened.delete()
    with pytest.raises(Conflict):
        accept_suggestion(made, digest=digest, by=hr(), now=NOW)
    assert Suggestion.objects.get().is_open


def test_a_writer_whose_part_ended_no_longer_decides() -> None:
    opened, who = draft(), author("writer")
    made = suggest(opened, hr())
    Authorship.objects.filter(person=who).update(until=TODAY)
    with pytest.raises(Denied):
        reject_suggestion(made, answer="No.", by=who, now=NOW)
