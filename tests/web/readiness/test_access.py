"""Who sees how somebody stands: the person, who leads them now, HR where it may read results."""

from datetime import timedelta

import pytest

from tests.core.judging import framework
from tests.web.factories import TODAY, grant, hr, person
from tests.web.readiness.population import publish
from trellis_web.access.queries import visible
from trellis_web.people.models import Person, ReportingLine, Unit
from trellis_web.readiness.actions import refresh
from trellis_web.readiness.models import Readiness

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya() -> Person:
    """Somebody with a manager and a unit, whose readiness is stored."""
    publish(framework([{"id": "scope", "statement": "Has led it."}]))
    lead, unit = person("Lead"), Unit.objects.create(name="Payments")
    maya = person("Maya", manager=lead, level="NOW", unit=unit)
    refresh(today=TODAY)
    return maya


def sees(actor: Person) -> bool:
    return visible(Readiness, to=actor, today=TODAY).exists()


def test_the_person_sees_it(maya: Person) -> None:
    assert sees(maya)


def test_the_manager_sees_it_as_long_as_they_lead(maya: Person) -> None:
    lead = Person.objects.get(name="Lead")
    assert sees(lead)
    ReportingLine.objects.update(until=TODAY - timedelta(days=1))
    assert not sees(lead)


def test_hr_sees_it_and_a_partner_of_the_unit(maya: Person) -> None:
    partner = person("Partner")
    grant(partner, "hr_partner", maya.positions.get().unit)
    assert sees(hr())
    assert sees(partner)


def test_a_partner_of_another_unit_does_not(maya: Person) -> None:
    partner = person("Partner")
    grant(partner, "hr_partner", Unit.objects.create(name="Sales"))
    assert not sees(partner)


def test_a_colleague_does_not(maya: Person) -> None:
    assert not sees(person("Colleague"))
