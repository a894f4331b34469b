"""The chain of the trail shows what was edited, deleted, reordered or cut."""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from tests.web import factories as make
from tests.web.factories import NOW
from trellis_web.audit.actions import record
from trellis_web.audit.events import Payload
from trellis_web.audit.models import Event
from trellis_web.audit.queries import broken_links

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Happened(Payload):
    """A payload of these tests only; it is not registered."""

    what: str
    tag = "test:happened"

    def sentence(self) -> str:
        return self.what


@pytest.fixture(autouse=True)
def _three_events() -> None:
    ana = make.person("Ana")
    with transaction.atomic():
        for what in ("one", "two", "three"):
            record(Happened(what), by=ana, subject=ana, at=NOW)


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_untouched_chain_is_whole() -> None:
    assert broken_links() == []


def test_an_edited_event_is_found() -> None:
    first = Event.objects.order_by("id").first()
    assert first
    sql(f'UPDATE audit_event SET payload = \'{{"what": "1"}}\' WHERE id = {first.pk}')
    assert broken_links() == [first.pk]


def test_a_changed_actor_is_found() -> None:
    sql(
        "UPDATE audit_event SET actor_id = NULL WHERE payload LIKE '%two%'"
        if connection.vendor == "sqlite"
        else "UPDATE audit_event SET actor_id = NULL WHERE payload->>'what' = 'two'"
    )
    assert len(broken_links()) == 1


def test_a_deleted_event_is_found_by_its_successor() -> None:
    ids = list(Event.objects.order_by("id").values_list("pk", flat=True))
    sql(f"DELETE FROM audit_event WHERE id = {ids[1]}")
    assert broken_links() == [ids[2], -1]


def test_a_cut_tail_is_found() -> None:
    last = Event.objects.order_by("-id").values_list("pk", flat=True)[0]
    sql(f"DELETE FROM audit_event WHERE id = {last}")
    assert broken_links() == [-1]


def test_swapped_events_are_found() -> None:
    a, b, _ = Event.objects.order_by("id").values_list("pk", flat=True)
    sql(f"UPDATE audit_event SET id = 999999 WHERE id = {a}")
    sql(f"UPDATE audit_event SET id = {a} WHERE id = {b}")
    sql(f"UPDATE audit_event SET id = {b} WHERE id = 999999")
    assert broken_links()


def test_the_program_itself_cannot_change_or_delete_an_event() -> None:
    event = Event.objects.all()[0]
    for attempt in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(TypeError):
            attempt()


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_the_transaction_of_its_change_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(Happened("late"), by=None, at=NOW)
