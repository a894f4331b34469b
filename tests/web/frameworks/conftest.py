"""Who is in front of the pages of frameworks."""

import pytest
from django.test import Client

from tests.web.factories import hr


@pytest.fixture
def hana() -> Client:
    client = Client()
    client.force_login(hr())
    return client
