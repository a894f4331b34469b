"""Publishing makes an immutable version, once, with everything that belongs to it."""

import pytest

from tests.web.factories import NOW, grant, hr, person
from tests.web.frameworks.factories import TEXT, draft, family, version
from trellis.findings import BadInput
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import publish_version, start_draft
from trellis_web.frameworks.models import Competency, Draft, Family, Version
from trellis_web.frameworks.rules import Conflict

pytestmark = pytest.mark.django_db

REWORDED = TEXT.replace("Writes down decisions.", "Writes down every decision.")
RESTRUCTURED = REWORDED.replace("min: 12", "min: 18")


def test_the_first_publication_is_version_1_and_current() -> None:
    published = publish_version(draft(), note=" The first one. ", by=hr(), now=NOW)
    assert (published.number, published.note) == (1, "The first one.")
    assert Family.objects.get().current == published
    assert not Draft.objects.exists()


def test_the_next_publication_counts_on_and_follows_the_title() -> None:
    version()
    later = draft(REWORDED.replace("title: Engineering\n", "title: Product engineering\n", 1))
    assert publish_version(later, note="Clearer.", by=hr(), now=NOW).number == 2
    assert Family.objects.get().title == "Product engineering"
    assert Version.objects.get(number=1).text == TEXT


def test_a_competency_keeps_its_key_and_takes_the_latest_title() -> None:
    publish_version(draft(), note="First.", by=hr(), now=NOW)
    keys = dict(Competency.objects.values_list("slug", "pk"))
    renamed = TEXT.replace("title: System design", "title: Design of systems")
    publish_version(draft(renamed), note="Renamed.", by=hr("Ines Duarte"), now=NOW)
    assert dict(Competency.objects.values_list("slug", "pk")) == keys
    assert Competency.objects.get(slug="design").title == "Design of systems"


def test_publication_records_one_event_with_its_counts() -> None:
    version()
    who = hr()
    published = publish_version(draft(RESTRUCTURED), note="Longer.", by=who, now=NOW)
    event = Event.objects.get()
    assert (event.tag, event.actor, event.at) == ("framework:published", who, NOW)
    assert event.payload == {
        "family": "engineering",
        "version": 2,
        "version_id": published.pk,
        "wording": 1,
        "structural": 1,
    }


def test_publication_needs_a_note() -> None:
    with pytest.raises(BadInput, match="Say in a sentence what changed"):
        publish_version(draft(), note="  ", by=hr(), now=NOW)
    assert not Version.objects.exists()


def test_a_draft_that_says_the_same_is_not_published() -> None:
    version()
    again = start_draft(family(), by=hr(), now=NOW)
    with pytest.raises(BadInput, match="says the same as the current version"):
        publish_version(again, note="Again.", by=hr("Ines Duarte"), now=NOW)
    assert Version.objects.count() == 1


def test_a_new_order_alone_can_be_published() -> None:
    version()
    ic, management = TEXT.index("  - id: ic\n"), TEXT.index("  - id: management\n")
    end = TEXT.index("competencies:")
    swapped = TEXT[:ic] + TEXT[management:end] + TEXT[ic:management] + TEXT[end:]
    assert publish_version(draft(swapped), note="Order.", by=hr(), now=NOW).number == 2


def test_a_draft_with_a_problem_is_not_published() -> None:
    broken = draft(TEXT.replace("rank: 2", "rnak: 2"))
    with pytest.raises(BadInput, match="unknown key 'rnak'"):
        publish_version(broken, note="First.", by=hr(), now=NOW)
    assert not Version.objects.exists()


def test_of_two_who_publish_at_once_one_wins_and_the_other_reads_why() -> None:
    mine = draft()
    theirs = Draft.objects.get()
    publish_version(mine, note="First.", by=hr(), now=NOW)
    with pytest.raises(Conflict, match="a moment ago"):
        publish_version(theirs, note="Also first.", by=hr("Ines Duarte"), now=NOW)
    assert Version.objects.count() == 1
    assert Event.objects.count() == 1


def test_a_draft_that_was_saved_meanwhile_is_not_published_unread() -> None:
    read = draft()
    Draft.objects.update(revision=2)
    with pytest.raises(Conflict):
        publish_version(read, note="First.", by=hr(), now=NOW)


def test_an_author_without_the_right_cannot_publish() -> None:
    author = person()
    grant(author, "framework_author")
    with pytest.raises(Denied):
        publish_version(draft(), note="First.", by=author, now=NOW)
    assert not Version.objects.exists()


def test_a_version_is_never_changed_or_deleted() -> None:
    published = version()
    published.note = "Another."
    for write in (
        published.save,
        published.delete,
        Version.objects.all().delete,
        lambda: Version.objects.update(note="Another."),
    ):
        with pytest.raises(TypeError, match="never"):
            write()
    assert Version.objects.get().note == "The first one."


def test_an_included_block_stays_as_it_was_at_publication() -> None:
    from datetime import timedelta

    from trellis_web.frameworks.queries import resolved

    core = family("company-core", "Core")
    block = (
        "schema: trellis/1\nid: company-core\ntitle: Core\ncompetencies:\n"
        "  - {id: candour, title: Candour, kind: core, levels: {}}\n"
    )
    version(block, of=core, published_at=NOW - timedelta(days=2))
    host = version(TEXT.replace("tracks:", "include: [company-core]\ntracks:", 1))
    renamed = block.replace("title: Candour", "title: Openness")
    version(renamed, 2, of=core, published_at=NOW + timedelta(days=1))
    assert resolved(host).competency["candour"].title == "Candour"
