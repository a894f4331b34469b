"""Calibration, cases and committees are told by keys, where who added the hook sees them."""

from typing import Any

import pytest
from django.db.models import Model

from tests.web.calibration.factories import Room
from tests.web.factories import NOW, TODAY, grant, person
from tests.web.promotions.stage import WHEN, Stage, not_yet, promoted
from trellis_web.access import queries
from trellis_web.access.queries import EVERYTHING
from trellis_web.calibration.actions import close_session, withdraw_session
from trellis_web.growth.actions import endorse
from trellis_web.organisation.actions import switch_feature
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person, Unit
from trellis_web.promotions.actions import (
    assign_appeal,
    raise_appeal,
    remove_member,
    withdraw_case,
)
from trellis_web.promotions.models import Case
from trellis_web.webhooks.actions.hooks import add_hook
from trellis_web.webhooks.models import Delivery, Hook
from trellis_web.webhooks.rules import TOLD

pytestmark = pytest.mark.django_db
ADDRESS = "https://93.184.216.34/events"


def hook(by: Person, *nouns: str) -> Hook:
    """Told of everything that these nouns can do."""
    tags = [tag for tag in TOLD if tag.partition(":")[0] in nouns]
    return add_hook(title="Other", url=ADDRESS, tags=tags, by=by, now=NOW)


def switched_on(by: Person) -> None:
    wish: dict[str, Any] = {"is_on": True, "reason": "For the directory."}
    switch_feature(Feature.WEBHOOKS, **wish, by=by, now=NOW, today=TODAY)


def told(of: Hook) -> dict[str, dict[str, Any]]:
    """The last message of each tag, in the order in which they came first."""
    rows = Delivery.objects.filter(hook=of).order_by("pk")
    return dict(rows.values_list("tag", "ids"))


def partner() -> Person:
    """Somebody who looks after webhooks, for a unit in which nobody is."""
    someone = person("Lea Brandt")
    grant(someone, "hr_admin", Unit.objects.create(name="Elsewhere"))
    return someone


def test_the_life_of_a_case_is_told_by_its_key_and_its_person() -> None:
    at = Stage()
    switched_on(at.hana)
    made = hook(at.hana, "appeal", "case", "position", "promotion")
    case = at.discussed()
    decision = at.decide(case, not_yet())
    raise_appeal(case, text="It was led to its end.", by=at.maya, **WHEN)
    second = at.make_committee("Second", person("Kim Berg"), person("Lou Maas"), hears_appeals=True)
    assign_appeal(case.appeal, committee=second, by=at.hana, **WHEN)
    keys = {"case": case.pk, "subject": at.maya.pk}
    with_committee = keys | {"committee": at.committee.pk}
    assert decision.case == case
    assert told(made) == {
        "case:started": keys,
        "case:submitted": keys,
        "case:forwarded": with_committee,
        "case:decided": keys,
        "appeal:raised": keys,
        "appeal:assigned": with_committee | {"committee": second.pk},
    }


def test_a_level_that_a_promotion_changed_and_a_case_taken_back_are_told() -> None:
    at = Stage()
    switched_on(at.hana)
    made = hook(at.hana, "case", "position")
    case = withdraw_case(at.draft(), by=at.maya, **WHEN)
    withdrawn = told(made)["case:withdrawn"]
    words: dict[str, Any] = {"family": "engineering", "move": "L1-L2", "text": "She is ready."}
    endorse(person=at.maya, **words, by=at.tom, **WHEN)
    decision = at.decide(at.discussed(led=True), promoted())
    assert withdrawn == {"case": case.pk, "subject": at.maya.pk}
    assert told(made)["case:decided"]["case"] == decision.case_id
    assert told(made)["position:changed"] == {"people": [at.maya.pk], "subject": at.maya.pk}


def test_a_session_is_told_from_its_start_to_its_end_without_a_name() -> None:
    room = Room()
    switched_on(room.hana)
    made = hook(room.hana, "calibration")
    session = room.live()
    close_session(session, note="", by=room.ines, now=NOW)
    keys = {"session": session.pk, "subject": None}
    withdraw_session(room.session(), by=room.hana, now=NOW)
    tags = ("calibration:started", "calibration:closed", "calibration:withdrawn")
    withdrawn = told(made)["calibration:withdrawn"]
    assert withdrawn["session"] > session.pk
    assert told(made) == {**dict.fromkeys(tags, keys), "calibration:withdrawn": withdrawn}


def test_who_sits_on_a_committee_is_told() -> None:
    at = Stage()
    switched_on(at.hana)
    made = hook(at.hana, "committee")
    other = at.make_committee("Other", at.olu)
    remove_member(other, person=at.olu, by=at.hana, **WHEN)
    keys = {"committee": other.pk, "subject": None}
    seat = keys | {"person": at.olu.pk}
    tags = ("committee:created", "committee:joined", "committee:left")
    assert {tag: told(made)[tag] | {"subject": None} for tag in tags} == dict(
        zip(tags, (keys, seat, seat), strict=True)
    )


def test_a_hook_of_somebody_who_sees_none_of_it_is_told_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room, at = Room(), Stage()
    switched_on(at.hana)
    outside, left = hook(partner(), "calibration", "case"), hook(at.ines, "calibration", "case")
    at.ines.grants.all().delete()
    room.live()
    case = at.submitted()
    assert (told(outside), told(left)) == ({}, {})
    rules: dict[type[Model], queries.Rule] = {**queries._rules, Case: lambda *_: EVERYTHING}
    monkeypatch.setattr(queries, "_rules", rules)
    withdraw_case(case, by=at.maya, **WHEN)
    assert list(told(outside)) == ["case:withdrawn"]
