"""A framework is looked at again in time, or earlier when something happens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tests.web.factories import NOW, PASSWORD, TODAY, hr, person
from tests.web.frameworks.factories import author, family, version
from tests.web.posting import posted
from trellis.findings import BadInput
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import (
    confirm_review,
    raise_trigger,
    remind_due,
    set_rhythm,
    settle_trigger,
)
from trellis_web.frameworks.models import Family, Trigger
from trellis_web.frameworks.queries.due import due, due_on
from trellis_web.frameworks.rules import Conflict
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/frameworks/administration/due/engineering/"


def signed_hr() -> Person:
    """HR who can sign in, so that mail reaches them."""
    who = hr()
    who.set_password(PASSWORD)
    who.save()
    return who


@pytest.mark.parametrize(
    ("last", "months", "day"),
    [
        (date(2026, 3, 1), 12, date(2027, 3, 1)),
        (date(2026, 3, 1), 24, date(2028, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
    ],
)
def test_it_is_due_whole_years_after_it_was_last_looked_at(
    last: date, months: int, day: date
) -> None:
    assert due_on(Family(reviewed_on=last, review_months=months)) == day


def test_an_older_publication_counts_where_nobody_said_when_it_was_looked_at() -> None:
    made = version(published_at=datetime(2025, 5, 1, 12, tzinfo=UTC))
    assert due_on(made.family) == date(2026, 5, 1)
    assert due([made.family], today=TODAY)[made.family.pk].is_late


def test_a_family_without_a_version_is_never_due() -> None:
    assert due([family()], today=TODAY) == {}


def test_the_rhythm_is_yearly_or_two_yearly_and_set_by_those_who_publish() -> None:
    home = version().family
    assert set_rhythm(home, months=24, by=author("owner"), now=NOW).review_months == 24
    with pytest.raises(ValueError, match="7 is not a valid"):
        set_rhythm(home, months=7, by=hr(), now=NOW)
    with pytest.raises(Denied):
        set_rhythm(home, months=12, by=author("writer"), now=NOW)


def test_looking_at_it_without_a_change_begins_the_time_again() -> None:
    home = version(published_at=datetime(2024, 5, 1, 12, tzinfo=UTC)).family
    assert confirm_review(home, by=hr(), now=NOW).reviewed_on == TODAY
    assert Event.objects.get().tag == "framework:reviewed"


def test_something_open_is_not_passed_over() -> None:
    home = version().family
    raise_trigger(home, cause="drift", note="Nobody rates by it.", by=hr(), now=NOW)
    with pytest.raises(BadInput, match="asks for a change"):
        confirm_review(home, by=hr("Ines Duarte"), now=NOW)


def test_a_trigger_is_raised_by_hr_with_a_note_and_settled_with_a_reason_once() -> None:
    home, who = version().family, hr()
    with pytest.raises(BadInput, match="what happened"):
        raise_trigger(home, cause="drift", note=" ", by=who, now=NOW)
    with pytest.raises(Denied):
        raise_trigger(home, cause="drift", note="Drift.", by=author("owner"), now=NOW)
    trigger = raise_trigger(home, cause="restructure", note="Two teams.", by=who, now=NOW)
    with pytest.raises(BadInput, match="nothing has to change"):
        settle_trigger(trigger, reason="", by=who, now=NOW)
    settle_trigger(trigger, reason="Same levels.", by=who, now=NOW)
    with pytest.raises(Conflict, match="settled this already"):
        settle_trigger(trigger, reason="Again.", by=who, now=NOW)
    assert Trigger.objects.get().reason == "Same levels."


def remind(day: date) -> int:
    return remind_due(today=day, now=NOW)


def test_owners_and_hr_are_reminded_once_in_thirty_days() -> None:
    home = version(published_at=datetime(2025, 12, 10, 12, tzinfo=UTC)).family
    who = signed_hr()
    assert remind(date(2026, 11, 9)) == 0
    assert remind(date(2026, 11, 10)) == 1
    (told,) = posted()
    assert told.to == [who.email]
    assert "10 Dec 2026" in told.body
    assert remind(date(2026, 12, 9)) == 0
    assert remind(date(2026, 12, 10)) == 1
    event = Event.objects.last()
    assert event is not None
    assert (event.tag, event.actor) == ("framework:reminded", None)
    assert event.payload == {"families": [home.slug]}


def test_a_trigger_reminds_at_once() -> None:
    home, who = version().family, signed_hr()
    assert remind(TODAY) == 0
    raise_trigger(home, cause="strategy", note="New market.", by=who, now=NOW)
    assert remind(TODAY) == 1


def test_the_page_is_for_those_who_write() -> None:
    version()
    client = Client()
    client.force_login(person(level="IC2"))
    assert client.get(PAGE).status_code == 404
    client.force_login(author("writer"))
    page = client.get(PAGE).content.decode()
    assert "Nothing has to change" not in page
    assert client.post(f"{PAGE}review/").status_code == 403


def test_hr_asks_for_a_review_and_settles_it_on_the_page() -> None:
    version(published_at=NOW - timedelta(days=500))
    client = Client()
    client.force_login(hr())
    assert "Look at it" in client.get("/frameworks/administration/").content.decode()
    assert client.post(f"{PAGE}triggers/", {"cause": "drift", "note": ""}).status_code == 422
    client.post(f"{PAGE}triggers/", {"cause": "drift", "note": "Nobody rates by it."})
    assert "Nobody rates by it." in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}review/").status_code == 422
    trigger = Trigger.objects.get()
    address = f"{PAGE}triggers/{trigger.pk}/settlement/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "It was one team."}).status_code == 302
    assert client.post(f"{PAGE}rhythm/", {"months": "24"}).status_code == 302
    assert client.post(f"{PAGE}rhythm/", {"months": "7"}).status_code == 422
    assert client.post(f"{PAGE}review/").status_code == 302
    assert Family.objects.get().review_months == 24
