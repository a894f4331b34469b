"""The demo organisation: repeatable, complete, and never beside real people."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db.models import Avg
from django.test import override_settings

from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from trellis.findings import BadInput
from trellis.framework.load import load
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis.library import read
from trellis_web.audit.queries import broken_links
from trellis_web.careers.models import Return
from trellis_web.demo.build import build_demo, refuse_outside_loopback, require_no_real_people
from trellis_web.demo.organisation import SHARES, SIZE, members
from trellis_web.people.models import Person, ReportingLine
from trellis_web.readiness.models import Readiness
from trellis_web.reviews.models import Cycle, ReleasedRating, ReleasedResult


@pytest.fixture(scope="module")
def frameworks() -> dict[str, ResolvedFramework]:
    return {name: resolve(load(read(name), name)) for name in SHARES}


@pytest.fixture
def _demo(db: None) -> Iterator[None]:
    with override_settings(DEMO=True):
        build_demo(now=NOW)
        yield


def test_the_same_seed_gives_the_same_people(frameworks: dict[str, ResolvedFramework]) -> None:
    assert members(frameworks, seed=1, today=TODAY) == members(frameworks, seed=1, today=TODAY)


def test_another_seed_gives_other_people(frameworks: dict[str, ResolvedFramework]) -> None:
    assert members(frameworks, seed=1, today=TODAY) != members(frameworks, seed=2, today=TODAY)


def test_names_and_addresses_are_unique(frameworks: dict[str, ResolvedFramework]) -> None:
    crowd = members(frameworks, seed=1, today=TODAY)
    assert len({m.email for m in crowd}) == len(crowd) == SIZE


def test_every_level_of_every_family_is_held_by_somebody(
    frameworks: dict[str, ResolvedFramework],
) -> None:
    held = {(m.family, m.level) for m in members(frameworks, seed=1, today=TODAY)}
    for family, framework in frameworks.items():
        individual = [lv.id for t, lv in framework.framework.levels() if t.kind == "individual"]
        assert {(family, level) for level in individual} <= held


@pytest.mark.usefixtures("_demo")
def test_the_demo_is_complete() -> None:
    assert Person.objects.count() == SIZE
    assert ReportingLine.objects.count() == SIZE - 1
    assert Cycle.objects.filter(released_at__isnull=False).count() == 5
    states = Counter(Readiness.objects.values_list("state", flat=True))
    assert set(states) == {"ready", "nearly", "building", "not enough evidence"}
    families = set(Readiness.objects.values_list("move__version__family__slug", flat=True))
    assert families == set(SHARES)
    assert broken_links() == []
    assert [each.is_waiting for each in Return.objects.all()] == [True]
    means = dict(
        ReleasedRating.objects.filter(score__isnull=False)
        .values_list("result__manager__email")
        .annotate(mean=Avg("score"))
    )
    soft = {m.email for m in members(_resolved(), seed=2026, today=TODAY) if m.is_lenient}
    others = [mean for email, mean in means.items() if email not in soft]
    assert len(soft) == 2
    for email in soft:
        assert means[email] - sum(others) / len(others) > 0.4


def _resolved() -> dict[str, ResolvedFramework]:
    return {name: resolve(load(read(name), name)) for name in SHARES}


@pytest.mark.django_db
def test_copies_speak_of_their_own_people() -> None:
    with override_settings(DEMO=True):
        build_demo(SIZE * 3, now=NOW)
    assert Person.objects.count() == SIZE * 3
    results = Counter(ReleasedResult.objects.values_list("person__name", flat=True))
    assert (
        results["Maya Okafor"]
        == 3 * ReleasedResult.objects.filter(person__email="maya.okafor@northfield.example").count()
    )
    copied = Person.objects.get(email="2-maya.okafor@northfield.example")
    [line] = ReportingLine.objects.filter(person=copied)
    assert line.manager.email == "2-tom.reyes@northfield.example"
    later = make.person("Somebody new")
    assert later.pk > copied.pk


@pytest.mark.django_db
def test_the_demo_refuses_a_database_with_real_people() -> None:
    make.person("A real person")
    with pytest.raises(BadInput, match="real people"):
        require_no_real_people()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.test", "::"])
def test_the_demo_refuses_every_address_but_loopback(host: str) -> None:
    with override_settings(DEMO=True), pytest.raises(BadInput, match="never served"):
        refuse_outside_loopback(host)


@pytest.mark.django_db
def test_invented_people_cannot_sign_in_outside_the_demo() -> None:
    invented = make.person(is_demo=True)
    assert not invented.is_active
    with override_settings(DEMO=True):
        assert invented.is_active
