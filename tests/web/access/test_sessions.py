"""Where somebody is signed in, and how that ends."""

import pytest
from django.test import Client

from tests.web.factories import person
from trellis_web.audit.models import Event

pytestmark = pytest.mark.django_db


def test_signing_out_everywhere_ends_every_other_session() -> None:
    maya, here, there = person("Maya Okafor"), Client(), Client()
    for client in (here, there):
        client.force_login(maya)
    assert here.post("/account/sessions", follow=True).status_code == 200
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert Event.objects.filter(tag="sessions:ended", actor=maya).count() == 1


def test_a_new_password_ends_them_too() -> None:
    maya, there = person("Maya Okafor"), Client()
    there.force_login(maya)
    maya.set_password("walk-the-trellis")
    maya.save()
    assert there.get("/").status_code == 302
