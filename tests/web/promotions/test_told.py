"""Told in person first: until the talk, or its latest day, the person finds no decision anywhere.

Everything that the person can open is read as a whole: it may not depend on what was decided.
"""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.factories import NOW, TODAY, grant, person
from tests.web.promotions.stage import SOON, WHEN, Stage, code, not_yet, promoted
from trellis_web.access.models import ApiToken
from trellis_web.access.rules import Scope, digest_of
from trellis_web.audit.models import Event
from trellis_web.exports.queries.document import document_of
from trellis_web.growth.actions import endorse
from trellis_web.notices.models import Mail
from trellis_web.people.models import Person
from trellis_web.promotions.actions import (
    assign_appeal,
    carry_out_promotions,
    raise_appeal,
    set_seats,
    set_telling,
    tell_decision,
    tell_due,
)
from trellis_web.promotions.models import Case, Decision, Telling
from trellis_web.promotions.rules.verdicts import Verdict, Weighed

pytestmark = pytest.mark.django_db

DAYS = 5
LATEST = TODAY + timedelta(days=DAYS)
TOMORROW = TODAY + timedelta(days=1)
LATER = TODAY + timedelta(days=20)
WORDS = "She carried the billing work to its very end."
CHANGING = re.compile(r'(csrfmiddlewaretoken" value|nonce|hx-headers)=(["\']).*?\2')
OPEN_PAGES = ("home", "case_list", "seat_list", "committee_list")
ABOUT_CASE = ("case", "appeal")
READ = ("case", "decision", "api cases", "api decision", "api decisions")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock of the pages to so many days after TODAY."""

    def set_to(days: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=days))

    set_to(0)
    return set_to


@pytest.fixture
def at(clock: Callable[[int], None]) -> Stage:
    """Decisions are told within five days; one place at L2."""
    stage = Stage()
    set_telling(days=DAYS, by=stage.hana, **WHEN)
    family = stage.version.family
    set_seats(family=family, level="L2", seats=1, rule="By day.", by=stage.hana, **WHEN)
    return stage


def ready(at: Stage) -> Case:
    """A discussed case in which everything is met."""
    words: dict[str, Any] = {"family": "engineering", "move": "L1-L2", "text": "She is ready."}
    endorse(person=at.maya, **words, by=at.tom, **WHEN)
    return at.discussed(led=True)


def verdicts(at: Stage) -> list[Verdict]:
    """Everything that can be decided, each in the same words and with its own."""
    unmet = {"led": Weighed("not_met", "It was handed over half way.")}
    return [
        promoted(text=WORDS, effective_on=LATER),
        promoted(text=WORDS, effective_on=TOMORROW),
        not_yet(text=WORDS, criteria=unmet),
        Verdict("no_seat", WORDS, recheck_on=SOON, owner=at.olu),
    ]


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def secret_of(who: Person) -> str:
    """A token of theirs that may read whatever they may read."""
    values = {"person": who, "created_at": NOW, "expires_on": date(2099, 1, 1), "name": "Test"}
    ApiToken.objects.get_or_create(
        digest=digest_of(f"told-{who.pk}"), defaults={"scopes": sorted(Scope.values), **values}
    )
    return f"told-{who.pk}"


def everything(who: Person, case: Case) -> dict[str, str]:
    """All that somebody reads of a case: pages, letter and PDF, programs, letters, search."""
    client, decision = browser(who), case.decisions.latest("pk")
    pages = {name: reverse(name) for name in OPEN_PAGES}
    pages |= {name: reverse(name, args=[case.pk]) for name in ABOUT_CASE}
    pages |= {name: reverse(name, args=[decision.pk]) for name in ("decision", "decision_pdf")}
    pages["start"] = reverse("case_start", args=[case.person_id])
    pages["search"] = f"{reverse('search')}?q=promoted"
    found = {name: read(client.get(url)) for name, url in pages.items()}
    token = {"Authorization": f"Bearer {secret_of(who)}"}
    asked = {
        "api case": f"cases/{case.pk}",
        "api cases": "cases?expand=decisions,appeals",
        "api decision": f"decisions/{decision.pk}",
        "api decisions": "decisions?expand=criteria",
        "api promotions": "promotions",
        "api seats": "seat-plans",
    }
    for name, path in asked.items():
        found[name] = read(Client().get(f"/api/v1/{path}", headers=token))
    found["mails"] = " ".join(f"{m.subject} {m.text}" for m in Mail.objects.filter(to=who))
    found["export"] = json.dumps(document_of(who, now=timezone.now()), default=str)
    return found


def read(answer: Any) -> str:
    """Status and content, without what differs from one answer to the next."""
    if answer.headers["Content-Type"] == "application/pdf":
        return f"{answer.status_code} a letter as PDF"
    return f"{answer.status_code} {CHANGING.sub('', answer.content.decode())}"


def test_before_the_talk_nothing_that_the_person_reads_depends_on_what_was_decided(
    at: Stage,
) -> None:
    case, told = ready(at), []
    for verdict in verdicts(at):
        with transaction.atomic():
            at.decide(case, verdict)
            told.append(everything(at.maya, case))
            transaction.set_rollback(True)
    for name in told[0]:
        assert len({each[name] for each in told}) == 1, name
        assert WORDS not in told[0][name], name
    missing = {name for name, words in told[0].items() if words.startswith("404")}
    assert missing == {"decision", "decision_pdf", "api decision"}
    assert "was decided" not in told[0]["mails"]
    for name in ("case", "home"):
        assert "Tom Reyes tells you the answer in person" in told[0][name]
        assert "27 November 2026" in told[0][name]
    assert "The committee has met" in told[0]["case"]


def test_an_hr_administrator_does_not_read_their_own_decision_before_the_talk(at: Stage) -> None:
    grant(at.maya, "hr_admin")
    at.decide(case := ready(at), promoted(text=WORDS, effective_on=LATER))
    assert not [name for name, words in everything(at.maya, case).items() if WORDS in words]
    assert "1 free" in everything(at.maya, case)["seat_list"]


def test_manager_and_hr_read_it_at_once_and_the_manager_is_asked_to_talk(at: Stage) -> None:
    case = ready(at)
    at.decide(case, promoted(text=WORDS, effective_on=LATER))
    for who in (at.tom, at.hana):
        seen = everything(who, case)
        assert all(WORDS in seen[name] for name in READ), who
        assert "0 free" in seen["seat_list"]
        assert "Told in person" in seen["case"]
    assert "Talk with Maya Okafor, then tick" in everything(at.tom, case)["case_list"]
    assert "Talk with them in person first" in everything(at.tom, case)["mails"]


def test_after_the_tick_the_person_reads_all_of_it_and_a_second_tick_changes_nothing(
    at: Stage,
) -> None:
    case = ready(at)
    at.decide(case, promoted(text=WORDS, effective_on=LATER))
    url = reverse("telling", args=[Telling.objects.get().pk])
    for _twice in range(2):
        assert browser(at.tom).post(url).status_code == 302
    seen = everything(at.maya, case)
    assert all(WORDS in seen[name] for name in ("home", *READ))
    assert seen["decision_pdf"] == "200 a letter as PDF"
    assert "0 free" in seen["seat_list"]
    assert seen["mails"].count("Your case was decided") == 1
    [event] = Event.objects.filter(tag="decision:told")
    assert (event.actor, event.subject) == (at.tom, at.maya)
    assert event.payload == {"case": case.pk, "in_person": True}


def test_on_the_latest_day_it_is_read_without_anybody_and_the_timer_writes_once(
    at: Stage, clock: Callable[[int], None]
) -> None:
    case = ready(at)
    at.decide(case, not_yet(text=WORDS))
    clock(DAYS - 1)
    assert tell_due(now=timezone.now()) == 0
    assert WORDS not in everything(at.maya, case)["case"]
    clock(DAYS)
    seen = everything(at.maya, case)
    assert all(WORDS in seen[name] for name in ("home", *READ))
    assert [tell_due(now=timezone.now()) for _twice in range(2)] == [1, 0]
    assert everything(at.maya, case)["mails"].count("Your case was decided") == 1
    [event] = Event.objects.filter(tag="decision:told")
    assert (event.actor, event.payload["in_person"]) == (None, False)


def test_the_manager_of_now_or_hr_ticks_never_the_person_nor_others(at: Stage) -> None:
    at.decide(ready(at), not_yet())
    telling = Telling.objects.get()
    url = reverse("telling", args=[telling.pk])
    statuses = {who.name: browser(who).post(url).status_code for who in (at.maya, at.olu, at.chair)}
    assert statuses == {"Maya Okafor": 403, "Olu Ade": 404, "Wei Zhang": 404}
    grant(at.maya, "hr_admin")
    assert code(lambda: tell_decision(telling, by=at.maya, **WHEN)) == "not-a-teller"
    assert code(lambda: tell_decision(telling, by=at.chair, **WHEN)) == "not-a-teller"
    assert tell_decision(telling, by=at.hana, **WHEN).told_by == at.hana


def test_a_decision_is_read_on_the_day_of_a_position_that_changes_earlier(
    at: Stage, clock: Callable[[int], None]
) -> None:
    case = ready(at)
    with transaction.atomic():
        at.decide(case, promoted(text=WORDS, effective_on=TOMORROW))
        assert WORDS not in everything(at.maya, case)["case"]
        assert Telling.objects.get().read_on == TOMORROW
        clock(1)
        assert WORDS in everything(at.maya, case)["case"]
        assert tell_due(now=timezone.now()) == 1
        clock(0)
        carry_out_promotions(now=NOW)
        assert at.maya.positions.get(until=None).level == "L1"
        transaction.set_rollback(True)
    at.decide(case, promoted(effective_on=TODAY))
    assert not Telling.objects.exists()
    assert "Your case was decided" in everything(at.maya, case)["mails"]


def test_nobody_objects_before_the_talk_and_the_time_to_object_begins_after_it(at: Stage) -> None:
    case, codes = ready(at), set()
    words: dict[str, Any] = {"text": "Unfair.", "by": at.maya}
    for verdict in verdicts(at):
        with transaction.atomic():
            at.decide(case, verdict)
            codes.add(code(lambda: raise_appeal(case, **words, **WHEN)))
            transaction.set_rollback(True)
    assert codes == {"not-told-yet"}
    at.decide(case, not_yet())
    for days, why in ((31, "appeal-too-late"), (30, "")):
        day = LATEST + timedelta(days=days)
        later: dict[str, Any] = {"now": NOW + timedelta(days=DAYS + days), "today": day}
        assert code(lambda when=later: raise_appeal(case, **words, **when)) == why  # type: ignore[misc]


def test_the_answer_to_an_objection_is_told_in_person_first_too(at: Stage) -> None:
    case = ready(at)
    first = at.decide(case, not_yet())
    tell_decision(Telling.objects.get(decision=first), by=at.tom, **WHEN)
    appeal = raise_appeal(case, text="Unfair.", by=at.maya, **WHEN)
    judge = person("Judge")
    second = at.make_committee("Second", judge, hears_appeals=True)
    assign_appeal(appeal, committee=second, by=at.hana, **WHEN)
    at.decide(case, promoted(text=WORDS, effective_on=LATER), appeal=appeal, by=judge)
    seen = everything(at.maya, case)
    assert not [name for name, words in seen.items() if WORDS in words]
    assert "Your objection was heard" in seen["case"]
    assert "Tom Reyes tells you the answer in person" in seen["home"]
    assert all(first.text in seen[name] for name in ("home", "case", "api cases", "api decisions"))
    tell_decision(Telling.objects.latest("pk"), by=at.tom, **WHEN)
    assert all(WORDS in everything(at.maya, case)[name] for name in ("home", "case", "decision"))


def test_a_decision_is_read_at_once_unless_hr_says_otherwise_for_those_to_come(at: Stage) -> None:
    url = reverse("telling_rule")
    for sent, status in ((31, 422), (-1, 422), ("", 422), (0, 302)):
        assert browser(at.hana).post(url, {"days": sent}).status_code == status
    assert browser(at.maya).post(url, {"days": 3}).status_code == 403
    assert code(lambda: set_telling(days=31, by=at.hana, **WHEN)) == "telling-too-late"
    case = ready(at)
    at.decide(case, not_yet(text=WORDS))
    assert WORDS in everything(at.maya, case)["case"]
    set_telling(days=DAYS, by=at.hana, **WHEN)
    assert WORDS in everything(at.maya, case)["case"]
    assert "5 days after it was made" in everything(at.maya, case)["committee_list"]
    assert Decision.objects.count() == 1
