"""What a list shows is what can be opened: the set of visible rows is the same as one by one."""

from datetime import date

import pytest
from django.db.models import Model, Q
from django.utils import timezone

from tests.contract.world import ACTORS, World, build
from trellis_web.access import queries
from trellis_web.access.queries import ruled_models, visible
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


def set_faults(model: type[Model], actor: Person) -> list[str]:
    """Rows that a list shows and a page does not, the other way round, and rows shown twice."""
    rows = visible(model, to=actor)
    listed = list(rows.values_list("pk", flat=True))
    opened = {
        row.pk
        for row in model._default_manager.all()
        if visible(model, to=actor).filter(pk=row.pk).count() == 1
    }
    faults = [f"{pk} is listed more than once" for pk in set(listed) if listed.count(pk) > 1]
    return faults + [f"{pk} differs between list and page" for pk in set(listed) ^ opened]


@pytest.fixture
def world() -> World:
    """The organisation with somebody on each side of every rule."""
    return build()


@pytest.mark.parametrize("actor", [each for each in ACTORS if each != "anonymous"])
def test_a_list_shows_what_can_be_opened(world: World, actor: str) -> None:
    person = world.people[actor]
    found = {model.__name__: set_faults(model, person) for model in ruled_models()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_every_rule_hides_something_from_somebody_or_is_about_what_all_may_read(
    world: World,
) -> None:
    outsider = world.ex_manager
    open_to_all = {
        model.__name__
        for model in ruled_models()
        if visible(model, to=outsider).count() == model._default_manager.count() > 0
    }
    published = {"Competency", "Version"}
    who_decides = {"Committee", "CommitteeMember", "SeatPlan", "TellingRule"}
    assert open_to_all == published | who_decides


@pytest.mark.parametrize("model", ruled_models(), ids=lambda model: model.__name__)
def test_a_deactivated_person_sees_nothing(world: World, model: type[Model]) -> None:
    assert not visible(model, to=world.deactivated, today=timezone.localdate()).exists()


def test_a_rule_that_doubles_rows_is_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def doubling(actor: Person, today: date) -> Q:
        return Q(confirmations__isnull=True) | Q(confirmations__asked_at__isnull=False)

    monkeypatch.setattr(queries, "_rules", {EvidenceNote: doubling})
    assert len(set_faults(EvidenceNote, world.owner)) == 2
