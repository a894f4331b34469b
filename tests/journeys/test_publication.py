"""A second version is published in the browser: what changed, what became of it, who stays."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import NOW, PASSWORD, hr, person
from tests.web.frameworks.factories import TEXT, draft, version
from tests.web.posting import posted
from trellis_web.frameworks.actions import publish_version
from trellis_web.frameworks.models import Draft, Stay, Succession, Version

pytestmark = pytest.mark.django_db(transaction=True)

CHANGED = (
    TEXT.replace("Writes down decisions.", "Writes down every decision.")
    .replace("{id: h1, text: Interviews with", "{id: h2, text: Interviews everybody with")
    .replace("{id: d2, text: Designs changes inside one service.", "{id: d9, text: Sews buttons.")
    .replace("min: 12", "min: 18")
)


@pytest.fixture
def hana(visitor: Visitor, page: Page, live_server: LiveServer) -> Visitor:
    """HR, signed in."""
    step_in(page.context, live_server.url, hr())
    return visitor


def test_a_version_is_published_with_what_became_of_each_statement(hana: Visitor) -> None:
    publish_version(draft(), note="The first one.", by=hr("Ines Duarte"), now=NOW)
    draft(CHANGED)
    told = person("Maya Okafor", email="maya@example.test", level="IC2")
    told.set_password(PASSWORD)
    told.save()
    hana.go("/frameworks/administration/drafts/engineering/changes/")
    hana.sees("What became of the statements").sees("1 person works in this family.")
    gone = hana.page.locator("li", has_text="Designs changes inside one service.")
    gone.get_by_label("What became of it").select_option(label="Became: Sews buttons.")
    hana.fill("What changed, and why", "Decisions are written down.").press("Publish version 2")
    hana.sees_heading("Engineering").sees("Version 2")
    entries = {tuple(old): (kind, new) for kind, old, new, _ in Succession.objects.get().entries}
    assert entries[("d2",)] == ("reworded", ["d9"])
    assert [message.to for message in posted()] == [["maya@example.test"]]


def test_a_draft_that_somebody_saves_meanwhile_is_not_published(hana: Visitor) -> None:
    version()
    draft(CHANGED)
    hana.go("/frameworks/administration/drafts/engineering/changes/")
    Draft.objects.update(revision=2)
    hana.fill("What changed, and why", "Decisions.").press("Publish version 2")
    hana.sees("Somebody changed or published this draft a moment ago")
    assert Version.objects.count() == 1


def test_versions_are_compared_and_somebody_stays_on_the_earlier_one(hana: Visitor) -> None:
    publish_version(draft(), note="The first one.", by=hr("Ines Duarte"), now=NOW)
    publish_version(draft(CHANGED), note="The second.", by=hr("Ola Berg"), now=NOW)
    person("Maya Okafor", level="IC2")
    hana.go("/frameworks/engineering/versions/").follow("Version 2")
    hana.sees("Statements: version 1 beside version 2")
    hana.go("/frameworks/engineering/versions/1/").choose("Person", "Maya Okafor")
    hana.fill("Until", "2099-05-01").fill("Why", "Her case is open.").press("Let them stay")
    hana.sees("Maya Okafor stays on version 1.")
    assert Stay.objects.get().version.number == 1


def test_a_framework_is_looked_at_before_its_time(hana: Visitor) -> None:
    publish_version(draft(), note="The first one.", by=hr("Ines Duarte"), now=NOW)
    hana.go("/frameworks/administration/").follow("Reviews of the framework")
    hana.page.get_by_text("Name a reason").click()
    hana.choose("What happened", "a change of strategy").fill("In a sentence", "A new market.")
    hana.press("Ask for a review").sees("1 reason to look at it now.")
    hana.fill("Why nothing has to change", "The levels hold.").press("Settle it").sees("Settled.")
    hana.press("Nothing has to change").sees("the framework stays as it is")
