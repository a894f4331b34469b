"""Signatures: by whom, for what exactly, and gone with the words they stood for."""

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, family, version
from trellis.framework.parts import STRUCTURE
from trellis.process.writing import DraftState
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.signatures import (
    sign_consistency,
    sign_sentences,
    sign_validation,
)
from trellis_web.frameworks.models import Authorship, Draft, Signature
from trellis_web.frameworks.queries.signatures import missing_signatures, signing_of
from trellis_web.frameworks.rules import Conflict
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db

REWORDED = TEXT.replace("Writes down decisions.", "Writes down every decision.")
RESTRUCTURED = REWORDED.replace("min: 12", "min: 18")


def digests(opened: Draft) -> dict[str, str]:
    """The digest of every part as it is now."""
    return {part.name: part.digest for part in signing_of(opened, TODAY).parts}


def sign(opened: Draft, by: Person, *parts: str) -> list[Signature]:
    """A writer's signature under some parts, or all."""
    seen = digests(opened)
    return sign_sentences(opened, seen={name: seen[name] for name in parts or seen}, by=by, now=NOW)


def codes(opened: Draft) -> list[str]:
    """Codes of what is missing."""
    return [denial.code for denial in missing_signatures(opened, TODAY)]


def rewrite(opened: Draft, text: str) -> Draft:
    """The draft as somebody saved it meanwhile."""
    Draft.objects.filter(pk=opened.pk).update(text=text)
    return Draft.objects.get(pk=opened.pk)


@pytest.mark.parametrize("role", ["co_author", "owner", "writer"])
def test_only_writers_and_owners_sign_sentences_and_none_of_them_consistency(role: str) -> None:
    opened, who = draft(), author(role)
    if role == "co_author":
        with pytest.raises(Denied):
            sign(opened, who)
    else:
        assert sign(opened, who)
    with pytest.raises(Denied):
        sign_consistency(opened, seen=digests(opened)[STRUCTURE], by=who, now=NOW)
    with pytest.raises(Denied):
        sign_validation(opened, seen=signing_of(opened, TODAY).whole, by=who, now=NOW)


def test_outsiders_and_writers_of_other_families_neither_sign_nor_see_signatures() -> None:
    opened = draft()
    sign(opened, author("writer"))
    for stranger in (person(), author("writer", of=family("sales", "Sales"))):
        with pytest.raises(Denied):
            sign(opened, stranger)
        assert not visible(Signature, to=stranger, today=TODAY).exists()


def test_an_authorship_that_ended_signs_nothing_from_that_day() -> None:
    opened, once = draft(), author("writer")
    Authorship.objects.filter(person=once).update(until=TODAY)
    with pytest.raises(Denied):
        sign(opened, once)
    assert not Signature.objects.exists()


def test_hr_does_not_sign_in_place_of_the_writers() -> None:
    opened, who = draft(), hr()
    author("writer")
    with pytest.raises(Denied):
        sign(opened, who)
    with pytest.raises(Denied, match="have not signed"):
        sign_consistency(opened, seen=digests(opened)[STRUCTURE], by=who, now=NOW)


def test_the_two_signatures_under_a_structure_are_of_two_people() -> None:
    opened, both = draft(), hr()
    held = {"role": "writer", "since": TODAY, "given_at": NOW}
    Authorship.objects.create(family=family(), person=both, **held)
    sign(opened, both)
    with pytest.raises(Denied, match="somebody else"):
        sign_consistency(opened, seen=digests(opened)[STRUCTURE], by=both, now=NOW)
    assert codes(opened) == ["consistency-unsigned"]


def test_a_family_without_writers_needs_no_signature() -> None:
    opened = draft()
    assert codes(opened) == []
    assert signing_of(opened, TODAY).state is DraftState.DRAFT


def test_the_first_version_needs_writers_and_hr() -> None:
    opened, who = draft(), author("writer")
    assert codes(opened) == ["sentences-unsigned", "consistency-unsigned"]
    sign(opened, who)
    assert codes(opened) == ["consistency-unsigned"]
    assert signing_of(opened, TODAY).state is DraftState.WRITTEN
    sign_consistency(opened, seen=digests(opened)[STRUCTURE], by=hr(), now=NOW)
    assert codes(opened) == []
    assert signing_of(opened, TODAY).state is DraftState.CONSISTENT


def test_a_wording_fix_needs_the_writers_of_that_competency_alone() -> None:
    version()
    opened, who = draft(REWORDED), author("writer")
    assert [str(each) for each in missing_signatures(opened, TODAY)] == [
        "A writer of the family has yet to sign: Communication."
    ]
    sign(opened, who, "communication")
    assert codes(opened) == []


def test_a_structural_change_needs_both() -> None:
    version()
    opened = draft(TEXT.replace("min: 12", "min: 18"))
    sign(opened, author("writer"), STRUCTURE)
    assert codes(opened) == ["consistency-unsigned"]


def test_a_later_change_voids_just_the_signatures_that_it_concerns() -> None:
    opened, who = draft(), author("writer")
    sign(opened, who)
    sign_consistency(opened, seen=digests(opened)[STRUCTURE], by=hr(), now=NOW)
    changed = rewrite(opened, REWORDED)
    assert codes(changed) == ["sentences-unsigned"]
    voided = signing_of(changed, TODAY).void
    assert [(part.name, each.signed_by) for part, each in voided] == [("communication", who)]
    assert codes(rewrite(opened, TEXT)) == []


def test_a_validation_holds_until_anything_changes() -> None:
    opened, who = draft(), author("writer")
    sign(opened, who)
    people = hr()
    sign_consistency(opened, seen=digests(opened)[STRUCTURE], by=people, now=NOW)
    sign_validation(opened, seen=signing_of(opened, TODAY).whole, by=people, now=NOW)
    assert signing_of(opened, TODAY).state is DraftState.VALIDATED
    changed = rewrite(opened, REWORDED)
    sign(changed, who)
    assert signing_of(changed, TODAY).state is DraftState.CONSISTENT


def test_what_changed_after_it_was_read_is_not_signed() -> None:
    opened, who = draft(), author("writer")
    seen = digests(opened)
    rewrite(opened, REWORDED)
    with pytest.raises(Conflict, match="changed after you opened"):
        sign_sentences(opened, seen=seen, by=who, now=NOW)
    assert not Signature.objects.exists()


def test_signing_twice_is_one_signature_and_each_signing_one_event() -> None:
    opened, who = draft(), author("writer")
    assert sign(opened, who, "design") == sign(opened, who, "design")
    assert Signature.objects.count() == 1
    event = Event.objects.first()
    assert event is not None
    assert (event.tag, event.actor, event.payload["parts"]) == ("draft:signed", who, ["design"])


def test_a_signature_holds_for_the_next_version_where_nothing_changed() -> None:
    opened, who = draft(), author("writer")
    sign(opened, who)
    opened.delete()
    version()
    assert codes(draft(RESTRUCTURED)) == ["sentences-unsigned", "consistency-unsigned"]
    assert signing_of(Draft.objects.get(), TODAY).parts[1].held[0].signed_by == who
