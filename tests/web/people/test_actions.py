"""Importing, placing, leading, inviting and leaving."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from tests.web.posting import posted
from trellis_web.access.models import Grant
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.people.actions.imports import import_people
from trellis_web.people.actions.leaving import deactivate_person
from trellis_web.people.actions.persons import invite_people
from trellis_web.people.actions.positions import Place, change_manager, change_positions
from trellis_web.people.models import Person, Position, ReportingLine
from trellis_web.people.queries import known_people, manager_of, position_of
from trellis_web.people.rules.plan import plan_import
from trellis_web.people.rules.rows import read_people

pytestmark = pytest.mark.django_db
FILE = (
    "id,name,email,manager,title,unit,level,family\n"
    "1,Ana,ana@x.test,,CTO,Eng,,\n"
    "2,Ben,ben@x.test,1,Dev,Eng,IC2,engineering\n"
)


def run(text: str, by: Person, *, without_bad_rows: bool = False, day: date = TODAY) -> None:
    file = read_people(text.encode(), "people.csv", today=day)
    digest = plan_import(file, known_people(today=day)).digest
    import_people(file, digest=digest, without_bad_rows=without_bad_rows, by=by, now=NOW, today=day)


def test_an_import_writes_people_positions_and_lines_and_one_event() -> None:
    run(FILE, make.hr())
    ben = Person.objects.get(email="ben@x.test")
    place = position_of(ben, today=TODAY)
    manager = manager_of(ben, today=TODAY)
    assert place
    assert manager
    assert (place.level, place.unit and place.unit.name, manager.name) == ("IC2", "Eng", "Ana")
    assert [event.tag for event in Event.objects.all()] == ["people:imported"]


def test_importing_the_same_file_twice_changes_nothing() -> None:
    hr = make.hr()
    run(FILE, hr)
    before = list(Position.objects.values_list("pk", flat=True))
    run(FILE, hr, day=TODAY + timedelta(days=1))
    assert list(Position.objects.values_list("pk", flat=True)) == before


def test_a_later_import_ends_the_old_position_and_keeps_the_date_of_the_level() -> None:
    hr, later = make.hr(), TODAY + timedelta(days=30)
    run(FILE, hr)
    run(FILE.replace("Dev", "Engineer"), hr, day=later)
    rows = list(Position.objects.filter(person__email="ben@x.test").order_by("since"))
    assert [(r.title, r.until, r.level_since) for r in rows] == [
        ("Dev", later, TODAY),
        ("Engineer", None, TODAY),
    ]


def test_nothing_is_written_when_a_row_is_bad_and_not_left_out() -> None:
    hr = make.hr()
    with pytest.raises(Denied) as refusal:
        run(FILE + "3,Cem,cem@x.test,nobody,,,,\n", hr)
    assert refusal.value.denial.code == "has-findings"
    assert Person.objects.count() == 1


def test_good_rows_are_imported_without_the_bad_ones_when_hr_says_so() -> None:
    run(FILE + "3,Cem,cem@x.test,nobody,,,,\n", make.hr(), without_bad_rows=True)
    assert not Person.objects.filter(email="cem@x.test").exists()
    assert Person.objects.filter(email="ben@x.test").exists()


def test_a_plan_that_differs_by_now_is_refused() -> None:
    hr = make.hr()
    file = read_people(FILE.encode(), "people.csv", today=TODAY)
    digest = plan_import(file, known_people(today=TODAY)).digest
    make.person(email="ben@x.test")
    with pytest.raises(Denied, match="Somebody changed people"):
        import_people(file, digest=digest, without_bad_rows=False, by=hr, now=NOW, today=TODAY)


def test_an_employee_cannot_import() -> None:
    with pytest.raises(Denied):
        run(FILE, make.person())


def test_a_leaver_loses_lines_roles_position_and_sign_in_at_once() -> None:
    hr, ana = make.hr(), make.person("Ana", level="IC4")
    ben = make.person("Ben", manager=ana)
    make.grant(ana, "auditor")
    deactivate_person(ana, by=hr, now=NOW, today=TODAY)
    ana.refresh_from_db()
    assert not ana.is_active
    assert position_of(ana, today=TODAY) is None
    assert manager_of(ben, today=TODAY) is None
    assert not Grant.objects.on(TODAY).filter(person=ana).exists()


def test_a_rehired_leaver_does_not_inherit_old_roles() -> None:
    hr, ana = make.hr(), make.person("Ana", email="ana@x.test", external_id="1")
    make.grant(ana, "auditor")
    deactivate_person(ana, by=hr, now=NOW, today=TODAY)
    run(FILE, hr)
    assert Person.objects.get(email="ana@x.test").is_active
    assert not Grant.objects.on(TODAY).filter(person=ana).exists()


def test_nobody_deactivates_themself() -> None:
    hr = make.hr()
    with pytest.raises(Denied, match="cannot deactivate yourself"):
        deactivate_person(hr, by=hr, now=NOW, today=TODAY)


def test_a_new_title_does_not_move_the_date_of_the_level() -> None:
    hr, ben = make.hr(), make.person(level="IC2")
    change_positions(
        [ben],
        Place("engineering", "IC2", title="Developer"),
        since=TODAY,
        cause="title",
        by=hr,
        now=NOW,
        today=TODAY,
    )
    place = position_of(ben, today=TODAY)
    assert place
    assert (place.title, place.level_since) == ("Developer", date(2025, 9, 1))


def test_a_new_level_starts_its_own_date() -> None:
    hr, ben = make.hr(), make.person(level="IC2")
    change_positions(
        [ben],
        Place("engineering", "IC3"),
        since=TODAY,
        cause="promotion",
        by=hr,
        now=NOW,
        today=TODAY,
    )
    place = position_of(ben, today=TODAY)
    assert place
    assert place.level_since == TODAY


def test_a_manager_loop_is_refused() -> None:
    hr, ana = make.hr(), make.person("Ana")
    ben = make.person("Ben", manager=ana)
    with pytest.raises(Denied) as refusal:
        change_manager(ana, ben, since=TODAY, by=hr, now=NOW, today=TODAY)
    assert refusal.value.denial.code == "manager-loop"
    assert ReportingLine.objects.count() == 1


def test_an_invitation_is_a_link_and_nothing_else() -> None:
    hr, ben = make.hr(), make.person("Ben Ade", level="IC2")
    invite_people([ben], by=hr, now=NOW, today=TODAY)
    [letter] = posted()
    assert letter.to == [ben.email]
    assert "/account/password/reset/key/" in letter.body
    assert "IC2" not in f"{letter.subject} {letter.body}"


def places(of: Person) -> list[tuple[str, date, date | None]]:
    rows = of.positions.order_by("since")
    return [(row.level, row.since, row.until) for row in rows]


def test_who_is_moved_before_a_move_that_was_planned_never_stands_in_two_places() -> None:
    hr, ben = make.hr(), make.person(level="IC2")
    about: dict[str, Any] = {"cause": "promotion", "by": hr, "now": NOW, "today": TODAY}
    ahead, begun = TODAY + timedelta(days=20), date(2025, 9, 1)
    change_positions([ben], Place("engineering", "IC3"), since=ahead, **about)
    assert places(ben) == [("IC2", begun, ahead), ("IC3", ahead, None)]
    change_positions([ben], Place("engineering", "IC4"), since=TODAY, **about)
    assert places(ben) == [("IC2", begun, TODAY), ("IC4", TODAY, None)]


def test_who_leaves_before_a_move_that_was_planned_stands_nowhere() -> None:
    hr, ben = make.hr(), make.person(level="IC2")
    about: dict[str, Any] = {"by": hr, "now": NOW, "today": TODAY}
    ahead = TODAY + timedelta(days=20)
    change_positions([ben], Place("engineering", "IC3"), since=ahead, cause="x", **about)
    deactivate_person(ben, **about)
    assert places(ben) == [("IC2", date(2025, 9, 1), TODAY)]
