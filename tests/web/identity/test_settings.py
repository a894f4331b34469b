"""The identity provider as it is set up in the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from trellis_web.config.env import identity_provider

WHOLE = {
    "TRELLIS_OIDC_ISSUER": "https://id.example.com/realms/one",
    "TRELLIS_OIDC_CLIENT_ID": "trellis",
    "TRELLIS_OIDC_CLIENT_SECRET": "hush",
}


def _set(monkeypatch: pytest.MonkeyPatch, **changed: str) -> None:
    for name, value in (WHOLE | changed).items():
        monkeypatch.setenv(name, value)


def test_without_variables_there_is_no_provider() -> None:
    assert identity_provider() is None


def test_a_whole_configuration_is_read_and_hides_its_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _set(monkeypatch, TRELLIS_OIDC_HOSTS="keys.example.com,token.example.com")
    found = identity_provider()
    assert found is not None
    assert (found.name, len(found.hosts)) == ("id.example.com", 2)
    assert "hush" not in repr(found)


@pytest.mark.parametrize("name", WHOLE)
def test_half_a_configuration_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _set(monkeypatch, **{name: ""})
    with pytest.raises(ImproperlyConfigured, match=f"set up by half: {name} is missing"):
        identity_provider()


@pytest.mark.parametrize("issuer", ["id.example.com", "http://id.example.com", "https://"])
def test_an_issuer_that_anybody_could_listen_to_is_refused(
    monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    _set(monkeypatch, TRELLIS_OIDC_ISSUER=issuer)
    with pytest.raises(ImproperlyConfigured, match="Use the https:// address"):
        identity_provider()
