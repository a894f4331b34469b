"""HR runs a round: from a template to the close, with a new manager in the middle and talks."""

import pytest
from django.utils import timezone

from tests.journeys.visitor import Visitor, step_in
from tests.web.factories import hr, person
from tests.web.reviews.factories import fill, member, version
from trellis_web.people.models import Person, ReportingLine, Unit
from trellis_web.reviews.actions import submit_assessment
from trellis_web.reviews.models import Assessment

pytestmark = pytest.mark.django_db(transaction=True)


def _hand_in(about: Person, by: Person) -> None:
    now = timezone.now()
    review = Assessment.objects.get(participant__person=about, author=by, perspective="manager")
    submit_assessment(fill(review), by=by, now=now)


def test_hr_runs_a_round_with_a_hand_over_units_and_talks(visitor: Visitor) -> None:
    north, south = (Unit.objects.create(name=name) for name in ("North", "South"))
    hana, tom, ana = hr(), person("Tom Reyes"), person("Ana Sousa")
    maya = member(tom, name="Maya Okafor", unit=north)
    ben = member(tom, name="Ben Cole", unit=south)
    version()
    context = visitor.page.context

    step_in(context, visitor.url, hana)
    visitor.go("/reviews/cycles/new").follow("End of probation")
    visitor.page.get_by_label("Engineering").check()
    visitor.press("Set up the round").sees("about 12 minutes for each")
    visitor.follow("Change the setting").fill("Name", "Autumn round").press("Save the setting")
    visitor.sees("Changed the setting.").press("Open the round").sees("0 of 2")

    ReportingLine.objects.filter(person=maya).update(manager=ana)
    visitor.page.reload()
    visitor.sees("Ana Sousa leads 1 person of this round now").press("Hand over to Ana Sousa")
    visitor.sees("Ana Sousa writes 1 review now.")
    _hand_in(maya, ana)
    _hand_in(ben, tom)

    visitor.follow("Release the results").choose("Of whom", "North").press("Release")
    visitor.sees("Waits for the talk")
    visitor.follow("Release the results").press("Release 1 result")
    visitor.press("Close the round").sees("Some people have not been talked with yet.")

    for manager, report in ((ana, "Maya"), (tom, "Ben")):
        step_in(context, visitor.url, manager)
        visitor.go("/reviews/talks").sees(f"Talk with {report}, then tick")
        visitor.press("We have talked").sees("Nobody waits for a talk with you.")

    step_in(context, visitor.url, maya)
    visitor.go("/reviews/").follow("Autumn round").sees("A calm half-year.")
    step_in(context, visitor.url, hana)
    visitor.go("/reviews/cycles").follow("Autumn round").press("Close the round")
    visitor.sees("Closed Autumn round.")
