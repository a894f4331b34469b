"""What people cannot do to their own account."""

import pytest
from django.test import Client

from tests.web import factories as make
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_changes_their_own_address(client: Client, method: str) -> None:
    ana = make.person(email="ana@x.test")
    client.force_login(ana)
    answer = getattr(client, method)("/account/email/", {"email": "eve@x.test", "action_add": ""})
    assert answer.status_code == 404
    assert Person.objects.get(pk=ana.pk).email == "ana@x.test"


def test_nobody_signs_up(client: Client) -> None:
    fields = {
        "email": "eve@x.test",
        "password1": "a long password 1",
        "password2": "a long password 1",
    }
    client.post("/account/signup/", fields)
    assert not Person.objects.filter(email="eve@x.test").exists()
