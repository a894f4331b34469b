"""A mark stands in every private text; nobody who may not read it meets it anywhere."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.mail import EmailMessage
from django.db.models import Model, Q
from django.test import Client

from tests.contract import by_token
from tests.contract.authorization import ask, client_of, targets
from tests.contract.world import ACTORS, FIGURE, World, build, mark
from trellis_web.access import queries
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db

HR = {"hr_admin", "partner_in"}
LEAD = {"manager", "delegate"}
METRIC = FIGURE.partition(".")[0]
READERS: dict[str, set[str]] = {
    mark("anonymous-0"): {"manager", *HR},
    mark("anonymous-1"): {"manager", *HR},
    mark("anonymous-2"): {"manager", *HR},
    mark("appeal"): {"owner", *LEAD, "auditor", *HR},
    mark("ask"): {"owner", "peer"},
    mark("asked-note"): {"owner", "peer"},
    mark("backing"): {"owner", "peer", *LEAD, "auditor", *HR},
    mark("board-note"): {*LEAD, *HR},
    mark("calibration-conflict"): {"other_manager", "hr_admin"},
    mark("calibration-employee"): {"manager", *HR},
    mark("calibration-rating"): {"manager", "other_manager", *HR, "partner_out"},
    mark("calibration-reason"): {"manager", *HR},
    mark("check-in-note"): {"owner", *LEAD, *HR},
    mark("check-in-said"): {"owner", *LEAD},
    mark("check-in-seen"): {"owner", *LEAD, *HR},
    mark("comment"): {"owner", "peer", *LEAD, *HR},
    mark("decision"): {"owner", *LEAD, "auditor", *HR},
    mark("draft"): {"hr_admin", "author", "manager", "other_manager", "peer"},  # a panel reads it
    mark("endorsement"): {"owner", *LEAD, *HR},
    mark("exemption"): {"hr_admin"},
    mark("reading-reason"): {"peer", "skip_level"},
    mark("file"): {"owner"},
    mark("imported"): {"hr_admin", "author"},
    mark("level-credit"): {*LEAD, "hr_admin"},
    mark("level-reason"): {*LEAD, "hr_admin"},
    mark("link"): {"hr_admin"},
    mark("manager-draft"): {"manager"},
    mark("manager-draft-summary"): {"manager"},
    mark("manager-final"): {"manager", *HR},
    mark("manager-final-summary"): {"manager", *HR},
    mark("nomination"): {"owner", "manager"},
    mark("objection"): {"hr_admin"},
    mark("other-level-credit"): {"other_manager", "hr_admin"},
    mark("other-level-reason"): {"other_manager", "hr_admin"},
    mark("override"): {"other_manager", "author", "hr_admin"},
    mark("own-draft"): {"owner"},
    mark("own-draft-summary"): {"owner"},
    mark("past-statement"): {"owner", *LEAD, "auditor", *HR},
    mark("peer-statement"): {"peer", "manager", "other_manager", "author", "auditor", *HR},
    mark("peer-self"): {"peer", "manager", *HR},
    mark("peer-self-summary"): {"peer", "manager", *HR},
    mark("plan-chance"): {"owner", *LEAD, *HR},
    mark("plan-dropped"): {"owner", *LEAD, *HR},
    mark("plan-open"): {"owner", *LEAD, *HR},
    mark("plan-reason"): {"owner", *LEAD, *HR},
    mark("private-note"): {"owner"},
    mark("question"): {"peer", "hr_admin"},  # the family has no owner
    mark("refusal"): {"owner", "other_manager"},
    mark("released-reason"): {"owner", *LEAD, "auditor", *HR},
    mark("released-summary"): {"owner", *LEAD, "auditor", *HR},
    mark("remark"): {"hr_admin", "author"},
    mark("return-note"): {"owner", *LEAD, "hr_admin"},
    mark("shared-note"): {"second_line", "owner", "peer", *LEAD, "auditor", *HR},  # a case cites it
    mark("statement"): {"owner", *LEAD, "auditor", *HR},
    mark("stay-reason"): {"owner", "hr_admin", "author"},
    mark("suggested"): {"hr_admin", "author"},
    mark("suggestion-reason"): {"hr_admin", "author"},
    mark("switch"): {"hr_admin", "auditor"},
    mark("token"): {"owner"},
    mark("title-reason"): {"hr_admin"},
    mark("trigger"): {"hr_admin", "author"},
    mark("upload"): {"hr_admin"},
    mark("vignette"): {"hr_admin", "author", "manager", "other_manager", "peer"},
    mark("waiver"): {"owner", *LEAD, "auditor", *HR},
    METRIC: {"owner", *LEAD, *HR},
}
"""Who may read the text with this mark; the last one is a metric value."""
LINK = re.compile(r'\b(?:href|src|action|hx-get)="([^"#]+)')
MOST = 300
"""Pages that are followed beyond the known addresses, all of which are opened."""


def crawl(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Address and everything that is answered, of all pages that links lead to from these."""
    ahead, seen = list(starts), set(starts)
    most = len(seen) + MOST
    while ahead:
        url = ahead.pop()
        response = ask(client, "GET", url)
        body = b"".join(response) if response.streaming else response.content
        text = body.decode("utf-8", "replace")
        yield url, f"{response.headers} {text}"
        found = {urljoin(url, link.replace("&amp;", "&")) for link in LINK.findall(text)}
        new = {link for link in found if _is_page(link)} - seen if len(seen) < most else set()
        seen |= new
        ahead += sorted(new)


def _is_page(link: str) -> bool:
    parts = urlsplit(link)
    ours = not parts.netloc and parts.scheme == "" and parts.path.startswith("/")
    return ours and not parts.path.startswith(("/static/", "/account/logout"))


def programs(world: World, actor: str) -> Iterator[tuple[str, str]]:
    """Address and answer of everything that the actor's programs read, to the last expansion."""
    headers = by_token.headers_of(world, actor)
    for url in by_token.addresses(world):
        answer = by_token.ask(headers, url)
        yield url, f"{answer.headers} {answer.content.decode()}"


def readings(world: World, actor: str) -> dict[str, list[str]]:
    """Mark -> addresses on which this actor meets it, by links, by known address and by search."""
    client = client_of(world, actor)
    starts = [target.url for target in targets(world) if not target.url.startswith("/account/")]
    starts += [f"/search?q={each}" for each in ("MARK", "Maya", "craft")]
    starts += [f"/people/?q={each}" for each in ("MARK", "Maya")]
    met = defaultdict(list)
    for url, text in (*crawl(client, starts), *programs(world, actor)):
        for each in READERS:
            if each in text:
                met[each].append(url)
    return met


def leaks(world: World, actor: str) -> dict[str, list[str]]:
    """What this actor meets and may not read."""
    met = readings(world, actor)
    return {each: urls for each, urls in met.items() if actor not in READERS[each]}


@pytest.fixture
def world() -> World:
    """The organisation with a mark in every private text."""
    return build()


@pytest.mark.parametrize("actor", ACTORS)
def test_nobody_meets_a_text_that_they_may_not_read(
    world: World, actor: str, caplog: pytest.LogCaptureFixture, mailoutbox: list[EmailMessage]
) -> None:
    assert leaks(world, actor) == {}
    assert "MARK-" not in caplog.text
    assert [mail for mail in mailoutbox if "MARK-" in f"{mail.subject}{mail.body}"] == []


def test_every_mark_is_read_by_somebody_who_may(world: World) -> None:
    met = {
        each
        for actor in ("owner", "peer", "manager", "hr_admin", "skip_level")
        for each in readings(world, actor)
    }
    assert READERS.keys() - met == set()


def test_a_rule_that_shows_everything_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everything(actor: Person, today: date) -> Q:
        return Q()

    rules: dict[type[Model], queries.Rule] = {**queries._rules, EvidenceNote: everything}
    monkeypatch.setattr(queries, "_rules", rules)
    assert mark("private-note") in leaks(world, "other_manager")
