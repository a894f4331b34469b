"""What the linter says stands beside the changes, before anything is published."""

import pytest
from django.test import Client

from tests.web.factories import NOW, hr
from tests.web.frameworks.factories import TEXT
from trellis_web.frameworks.actions import import_framework, publish_version
from trellis_web.frameworks.models import Draft

pytestmark = pytest.mark.django_db

VAGUE = TEXT.replace("Designs changes that cross two services.", "Demonstrates leadership.")


@pytest.fixture
def draft() -> Draft:
    return import_framework(VAGUE.encode(), "engineering.yaml", by=hr(), now=NOW)


def page_of(draft: Draft) -> str:
    client = Client()
    client.force_login(hr("Ines Duarte"))
    answer = client.get(f"/frameworks/administration/drafts/{draft.family.slug}/changes/")
    return answer.content.decode()


def test_a_vague_sentence_is_shown_with_the_way_to_its_cell(draft: Draft) -> None:
    page = page_of(draft)
    assert "1 sentence that two managers may read differently" in page
    assert "/editor/design/IC3/" in page


def test_what_the_linter_says_keeps_nobody_from_publishing(draft: Draft) -> None:
    version = publish_version(draft, note="As it is.", by=hr(), now=NOW)
    assert version.number == 1
