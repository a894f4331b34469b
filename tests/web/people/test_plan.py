"""The plan of an import: matching, unknown managers, loops."""

from hypothesis import given
from hypothesis import strategies as st

from tests.web.factories import TODAY
from trellis_web.people.rules.plan import ImportPlan, Known, plan_import
from trellis_web.people.rules.rows import read_people


def plan(rows: str, known: tuple[Known, ...] = ()) -> ImportPlan:
    text = "id,name,email,manager\n" + rows
    return plan_import(read_people(text.encode(), "people.csv", today=TODAY), known)


def known(pk: int, email: str, manager: str = "", external_id: str = "", name: str = "X") -> Known:
    return Known(pk, external_id, name, email, manager, "", "", "", "", True)


def sentences(of: ImportPlan) -> list[str]:
    return [str(finding) for finding in of.findings]


def test_a_manager_is_found_by_id_by_address_and_by_name() -> None:
    made = plan(
        "1,Ana Lima,ana@x.test,\n2,B,b@x.test,1\n3,C,c@x.test,ANA@x.test\n4,D,d@x.test,ana lima\n"
    )
    assert [planned.manager for planned in made.people] == ["", *["ana@x.test"] * 3]


def test_an_unknown_manager_is_reported_by_row_with_the_nearest_name() -> None:
    made = plan("1,Tomas Reyes,tom@x.test,\n2,Maya,maya@x.test,Thomas Reyes\n")
    assert sentences(made) == [
        "line 3: The manager 'Thomas Reyes' of Maya is not known. Did you mean tom@x.test?"
    ]


def test_a_manager_named_twice_is_not_guessed() -> None:
    made = plan("1,Jo,a@x.test,\n2,Jo,b@x.test,\n3,C,c@x.test,Jo\n")
    assert "2 people are called 'Jo'" in sentences(made)[0]


def test_a_loop_is_reported_on_every_row_of_it() -> None:
    made = plan("1,A,a@x.test,3\n2,B,b@x.test,1\n3,C,c@x.test,2\n4,D,d@x.test,\n")
    assert [s.split(":")[0] for s in sentences(made)] == ["line 2", "line 3", "line 4"]
    assert "a@x.test → c@x.test → b@x.test → a@x.test" in sentences(made)[0]
    assert [planned.row.name for planned in made.people] == ["D"]


def test_a_person_who_leads_themself_is_reported() -> None:
    assert "is their own manager" in sentences(plan("1,A,a@x.test,1\n"))[0]


def test_a_loop_through_a_stored_line_is_reported() -> None:
    stored = (known(1, "a@x.test", manager="b@x.test"), known(2, "b@x.test"))
    made = plan(",B,b@x.test,a@x.test\n", stored)
    assert "loop" in sentences(made)[0]


def test_whoever_reports_to_a_left_out_row_is_left_out_too() -> None:
    made = plan("1,A,a@x.test,nobody\n2,B,b@x.test,1\n3,C,c@x.test,2\n")
    assert not made.people
    assert "manager a@x.test of B has a problem" in sentences(made)[1]


def test_the_same_address_twice_is_reported() -> None:
    assert "is also on line 2" in sentences(plan("1,A,a@x.test,\n2,B,A@x.test,\n"))[0]


def test_an_id_and_an_address_of_two_people_are_reported() -> None:
    stored = (known(1, "a@x.test", external_id="1", name="Ana"), known(2, "b@x.test", name="Ben"))
    assert (
        "belongs to Ana, the e-mail address to Ben" in sentences(plan("1,A,b@x.test,\n", stored))[0]
    )


def test_the_same_file_again_changes_nothing() -> None:
    stored = (known(1, "a@x.test", external_id="1", name="A"),)
    assert [planned.what for planned in plan("1,A,a@x.test,\n", stored).people] == ["unchanged"]


def test_a_new_address_under_the_same_id_is_a_change() -> None:
    stored = (known(1, "old@x.test", external_id="1", name="A"),)
    [planned] = plan("1,A,new@x.test,\n", stored).people
    assert (planned.what, planned.changes) == ("update", ("email",))


@given(st.lists(st.integers(min_value=0, max_value=7), min_size=1, max_size=8))
def test_what_is_planned_never_holds_a_loop(managers: list[int]) -> None:
    rows = "".join(f"{i + 1},P{i},p{i}@x.test,{m or ''}\n" for i, m in enumerate(managers))
    edges = {p.row.email: p.manager for p in plan(rows).people}
    for start in edges:
        at, steps = start, 0
        while at:
            at, steps = edges[at], steps + 1
            assert steps <= len(edges)
