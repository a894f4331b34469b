"""The released result: what its person reads, what others read, and the receipts they leave."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, TODAY, grant, hr, person
from tests.web.reviews.browsing import MARK, signed_in, text
from tests.web.reviews.factories import (
    FULL,
    document,
    handed_in,
    member,
    opened,
    released,
    result,
    sheet,
    version,
)
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.models import Competency, Succession, Version
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person, Unit
from trellis_web.reviews.actions import acknowledge_result
from trellis_web.reviews.models import (
    Acknowledgement,
    Assessment,
    ReleasedCitation,
    ReleasedFeedback,
    ReleasedResult,
)
from trellis_web.reviews.queries import result_page
from trellis_web.reviews.rules import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom() -> Person:
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    return member(tom, name="Maya Okafor")


@pytest.fixture
def pinned(maya: Person) -> Version:
    return version()


RATED = {"c1": {"score": 3, "next": "shows", "reason": "Led it."}, "c2": {"score": 2}}


@pytest.fixture
def first(maya: Person, pinned: Version, tom: Person) -> ReleasedResult:
    return result(maya, pinned, ratings=RATED, manager=tom)


def second(maya: Person, pinned: Version, ratings: object, **fields: object) -> ReleasedResult:
    days = {"from_on": TODAY - timedelta(days=90), "to_on": TODAY}
    return result(maya, pinned, seq=2, **days, ratings=ratings, **fields)


def craft(slug: str = "c1") -> Competency:
    return Competency.objects.get(slug=slug)


def note(of: Person, *, is_shared: bool = False) -> EvidenceNote:
    shared = {"shared_at": NOW, "shared_by": of} if is_shared else {}
    return EvidenceNote.objects.create(
        person=of, text="Moved the ledger.", happened_on=TODAY, created_at=NOW, **shared
    )


# What it shows


def test_a_rating_stands_beside_the_sentence_it_was_made_against(first: ReleasedResult) -> None:
    page = text(signed_in(first.person).get(f"/reviews/results/{first.pk}"))
    assert "Does craft 1 as L1." in page
    assert "Led it." in page
    assert "Not assessed" in page


def test_evidence_that_was_cited_is_linked(first: ReleasedResult, maya: Person) -> None:
    cited = note(maya, is_shared=True)
    ReleasedCitation.objects.create(result=first, competency=craft(), note=cited)
    page = text(signed_in(maya).get(f"/reviews/results/{first.pk}"))
    assert f'<a href="/evidence/{cited.pk}">Moved the ledger.</a>' in page


def test_a_cited_note_that_is_private_again_is_not_shown_to_the_manager(
    first: ReleasedResult, maya: Person, tom: Person
) -> None:
    cited = note(maya)
    ReleasedCitation.objects.create(result=first, competency=craft(), note=cited)
    assert EvidenceNote.objects.get(pk=cited.pk).shared_at is None
    assert "Moved the ledger." not in text(signed_in(tom).get(f"/reviews/results/{first.pk}"))


def test_feedback_without_a_name_has_none(first: ReleasedResult, maya: Person) -> None:
    ReleasedFeedback.objects.create(
        result=first, competency=craft(), perspective="peer", reason="Clear reviews."
    )
    page = text(signed_in(maya).get(f"/reviews/results/{first.pk}"))
    assert "Clear reviews." in page
    assert "Peer, without a name" in page


def test_named_feedback_says_who(first: ReleasedResult, maya: Person) -> None:
    ReleasedFeedback.objects.create(
        result=first, competency=craft(), perspective="peer", author=person("Ana Diaz")
    )
    assert "Ana Diaz, peer" in text(signed_in(maya).get(f"/reviews/results/{first.pk}"))


def test_the_self_assessment_is_beside_it_for_its_author_alone(maya: Person, tom: Person) -> None:
    pinned = version()
    opened([pinned.family])
    own = sheet(maya, "self")
    own.ratings.create(competency=craft(), score=4, reason=MARK)
    Assessment.objects.filter(pk=own.pk).update(submitted_at=NOW, submitted_by=maya)
    handed_in(sheet(maya), dict.fromkeys(("c1", "c2", "c3"), FULL))
    released(own.participant.cycle)
    found = ReleasedResult.objects.get(person=maya)
    assert MARK in text(signed_in(maya).get(f"/reviews/results/{found.pk}"))
    assert MARK not in text(signed_in(tom).get(f"/reviews/results/{found.pk}"))


# What changed


def test_what_changed_since_the_last_result_is_said_in_words(
    first: ReleasedResult, maya: Person, pinned: Version
) -> None:
    now = second(
        maya, pinned, {"c1": {"score": 3, "next": "shows"}, "c2": {"score": 3, "next": "shows"}}
    )
    since = result_page(now, to=maya).since
    assert since is not None
    assert since.lines == (("Craft 2", ["2 → 3", "newly shows L2"]),)
    assert since.n_same == 2


def test_results_at_another_level_are_not_compared(
    first: ReleasedResult, maya: Person, pinned: Version
) -> None:
    now = second(maya, pinned, {"c1": {"score": 2}}, level="L2", next_level="L3")
    page = text(signed_in(maya).get(f"/reviews/results/{now.pk}"))
    assert "The result before was about L1: other sentences, so nothing is compared." in page


def test_an_absence_is_not_the_result_before(maya: Person, pinned: Version) -> None:
    result(maya, pinned, is_absent=True)
    now = second(maya, pinned, {"c1": {"score": 2}})
    assert result_page(now, to=maya).since is None


def reworded(first: Version) -> Version:
    """A later version: craft 1 reworded, craft 2 dropped at L1."""
    words = document().replace("Does craft 1 as L1.", "Does craft 1 well as L1.")
    later = version(words)
    entries = [["reworded", ["c1-l1"], ["c1-l1"], 0.9], ["dropped", ["c2-l1"], [], 0.0]]
    entries += [["same", [each], [each], 1.0] for each in ("c3-l1", "c1-l2", "c2-l2", "c3-l2")]
    Succession.objects.create(version=later, entries=entries)
    return later


def test_a_later_version_shows_what_became_of_each_sentence(
    first: ReleasedResult, maya: Person, pinned: Version
) -> None:
    reworded(pinned)
    page = text(signed_in(maya).get(f"/reviews/results/{first.pk}"))
    assert "Rated under version 1: how it reads in version 2" in page
    assert "Reworded" in page
    assert "Dropped" in page
    assert "1 sentence reads the same." in page


# Acknowledgement


def test_the_person_acknowledges_once_and_their_manager_reads_it(
    first: ReleasedResult, maya: Person, tom: Person
) -> None:
    url = f"/reviews/results/{first.pk}"
    sent = signed_in(maya).post(f"{url}/acknowledgement", {"comment": "I see it <b>otherwise</b>."})
    assert (sent.status_code, sent["Location"]) == (302, url)
    page = text(signed_in(tom).get(url))
    assert "Maya has read it" in page
    assert "I see it &lt;b&gt;otherwise&lt;/b&gt;." in page
    assert Event.objects.filter(tag="result:acknowledged").count() == 1


def test_a_second_acknowledgement_changes_nothing(first: ReleasedResult, maya: Person) -> None:
    acknowledge_result(result=first, comment="Once.", by=maya, now=NOW)
    with pytest.raises(Conflict):
        acknowledge_result(result=first, comment="Twice.", by=maya, now=NOW)
    assert Acknowledgement.objects.get().comment == "Once."


def test_nobody_acknowledges_for_somebody_else(first: ReleasedResult, tom: Person) -> None:
    with pytest.raises(Denied):
        acknowledge_result(result=first, by=tom, now=NOW)
    answer = signed_in(tom).post(f"/reviews/results/{first.pk}/acknowledgement", {})
    assert answer.status_code == 403
    assert "Only the person whom a result is about acknowledges it." in text(answer)


def test_a_stranger_finds_no_result(first: ReleasedResult) -> None:
    client = signed_in(person())
    missing = text(client.get("/reviews/results/999999"))
    for url in (f"/reviews/results/{first.pk}", f"/reviews/over-time/{first.person_id}"):
        assert client.get(url).status_code == 404
    assert text(client.get(f"/reviews/results/{first.pk}")) == missing
    assert client.post(f"/reviews/results/{first.pk}/acknowledgement").status_code == 404


def test_too_long_a_comment_is_given_back_with_the_page(
    first: ReleasedResult, maya: Person
) -> None:
    sent = {"comment": "x" * 10_001}
    answer = signed_in(maya).post(f"/reviews/results/{first.pk}/acknowledgement", sent)
    assert answer.status_code == 422
    assert "This has 10001 characters; at most 10000 are kept." in text(answer)


# Receipts


def test_whoever_else_opens_a_result_leaves_one_receipt_a_day(
    first: ReleasedResult, maya: Person, tom: Person
) -> None:
    url = f"/reviews/results/{first.pk}"
    for _ in range(2):
        signed_in(tom).get(url)
    assert Event.objects.filter(tag="result:opened", actor=tom, subject=maya).count() == 1
    page = text(signed_in(maya).get(url))
    assert "Who opened it" in page
    assert "Tom Reyes</span>" in page


def test_ones_own_reading_leaves_nothing(first: ReleasedResult, maya: Person) -> None:
    signed_in(maya).get(f"/reviews/results/{first.pk}")
    signed_in(maya).get(f"/reviews/over-time/{maya.pk}")
    assert not Event.objects.filter(tag__in=["result:opened", "trend:opened"]).exists()


def test_who_opened_it_is_for_the_person_alone(first: ReleasedResult, tom: Person) -> None:
    signed_in(hr()).get(f"/reviews/results/{first.pk}")
    assert "Who opened it" not in text(signed_in(tom).get(f"/reviews/results/{first.pk}"))


def test_the_page_asks_as_often_with_nine_competencies_as_with_three(maya: Person) -> None:
    counts = []
    for n, slug in ((3, "engineering"), (9, "design")):
        pinned = version(document(slug, n))
        someone = person(level="L1", family=slug)
        found = result(someone, pinned, seq=n, ratings={f"c{k}": {"score": 3} for k in range(1, n)})
        client = signed_in(someone)
        client.get(f"/reviews/results/{found.pk}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/reviews/results/{found.pk}")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_hr_of_another_unit_reads_no_result(first: ReleasedResult) -> None:
    partner = person()
    grant(partner, "hr_partner", unit=Unit.objects.create(name="Sales"))
    assert signed_in(partner).get(f"/reviews/results/{first.pk}").status_code == 404
