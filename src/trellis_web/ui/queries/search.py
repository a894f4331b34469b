"""One search over pages, behaviours and colleagues: what the palette lists too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from trellis_web.access.queries import reports_of, visible
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.search import Hit
from trellis_web.frameworks.queries.search import search as statements
from trellis_web.growth.queries.colleagues import Colleague, colleagues
from trellis_web.people.models import Person
from trellis_web.ui.queries.frame import Link

FEW = 12
"""How many behaviours are listed; the framework page finds the others."""
SHORTEST = 2
"""Letters from which on people and behaviours are searched."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line. Without `url` there is nothing to open: a colleague's card is name and title."""

    title: str
    note: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by kind."""

    pages: list[Result]
    people: list[Result]
    behaviours: list[Result]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.pages) + len(self.people) + len(self.behaviours)


def results(words: str, links: Iterable[Link], *, to: Person, today: date) -> Results:
    """What `words` find for `to`; without words, the pages that they can open."""
    pages = [
        Result(str(link.title), "", link.url)
        for link in links
        if words.casefold() in str(link.title).casefold()
    ]
    if len(words) < SHORTEST:
        return Results(pages, [], [])
    return Results(pages, _people(words, to, today), _behaviours(words, to))


def _people(words: str, to: Person, today: date) -> list[Result]:
    found = colleagues(words, to=to, without=(), today=today)
    if not found:
        return []
    manages = is_permitted(to, Permission.PEOPLE_MANAGE, today=today)
    led = {row["person"] for row in reports_of(to, today=today)}
    return [Result(each.name, each.title, _card(each, led, manages=manages)) for each in found]


def _card(person: Colleague, led: set[int], *, manages: bool) -> str:
    if person.pk in led:
        return reverse("team_member", args=[person.pk])
    return reverse("person", args=[person.pk]) if manages else ""


def _behaviours(words: str, to: Person) -> list[Result]:
    versions = visible(Version, to=to).filter(pk=F("family__current")).defer("text")
    found = [
        _behaviour(version.family.slug, hit)
        for version in versions.select_related("family").order_by("family__title")
        for hit in statements(version, words)
    ]
    return found[:FEW]


def _behaviour(family: str, hit: Hit) -> Result:
    where = _("%(competency)s at %(level)s") % {
        "competency": hit.competency.title,
        "level": hit.level.id,
    }
    url = reverse("framework_cell", args=[family, hit.competency.id, hit.level.id])
    return Result(where, hit.statement.text, url)
