"""What the frame around every page shows: where one can go, and how it looks."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Permission, permissions_of, relations_of
from trellis_web.calibration.access import IN_A_SESSION
from trellis_web.organisation.queries import state
from trellis_web.organisation.rules import Feature

SHEETS = (
    "ui",
    "organisation",
    "people",
    "frameworks",
    "imports",
    "reader",
    "editor",
    "collaboration",
    "reviews",
    "rounds",
    "review",
    "results",
    "growth",
    "peers",
    "evidence",
    "validation",
    "levelling",
    "wizard",
    "paths",
    "insights",
)
THEMES = ("light", "dark")
THEME_COOKIE = "theme"
KEYS_COOKIE = "keys"
KEYS_OFF = "off"


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the rail. `is_wide`: on a phone in the account menu, not in the bar.

    `relation`: that of those who see it without the permission.
    """

    name: str
    title: Any
    icon: str
    permission: Permission | None = None
    feature: Feature | None = None
    relation: str = ""
    is_wide: bool = False
    is_pushed: bool = False
    is_current: bool = False

    @property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.name)


LINKS = (
    Link("home", _("Home"), "home"),
    Link("framework_list", _("Framework"), "book", Permission.FRAMEWORK_READ),
    Link("career_map", _("Map"), "route", Permission.FRAMEWORK_READ),
    Link("evidence_list", _("Evidence"), "note", Permission.EVIDENCE_WRITE),
    Link("review_list", _("Reviews"), "clipboard", Permission.REVIEW_WRITE),
    Link("team", _("My team"), "people", Permission.TEAM_READ, is_wide=True),
    Link("case_list", _("Cases"), "check", Permission.CASE_WRITE, is_wide=True),
    Link(
        "calibration_list",
        _("Calibrate"),
        "grid",
        Permission.CALIBRATION_MANAGE,
        Feature.CALIBRATION,
        IN_A_SESSION,
        is_wide=True,
    ),
    Link("people", _("People"), "people", Permission.PEOPLE_MANAGE, is_wide=True, is_pushed=True),
    Link("cycle_list", _("Rounds"), "route", Permission.CYCLE_MANAGE, is_wide=True),
    Link("readiness_board", _("Readiness"), "half", Permission.INSIGHT_READ, is_wide=True),
    Link(
        "levelling_list",
        _("Levels"),
        "half",
        Permission.PEOPLE_MANAGE,
        Feature.LEVELLING,
        is_wide=True,
    ),
    Link(
        "framework_administration", _("Authoring"), "gear", Permission.FRAMEWORK_EDIT, is_wide=True
    ),
    Link("trail", _("Trail"), "clipboard", Permission.AUDIT_READ, is_wide=True),
    Link(
        "metric_import",
        _("Figures"),
        "half",
        Permission.METRIC_IMPORT,
        Feature.METRICS,
        is_wide=True,
    ),
    Link("outbox", _("Mail and chat"), "note", Permission.NOTICE_MANAGE, is_wide=True),
    Link("organisation", _("Settings"), "gear", Permission.AGREEMENT_READ, is_wide=True),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template; the rail costs its queries only where it is shown."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "organisation": settings.ORGANISATION,
        "identity_provider": settings.OIDC.name if settings.OIDC else "",
        "sheets": [f"css/{name}.css" for name in SHEETS],
        "theme": theme if theme in THEMES else "",
        "keys": KEYS_OFF if request.COOKIES.get(KEYS_COOKIE) == KEYS_OFF else "",
        "rail": SimpleLazyObject(lambda: links_of(request)),
        "more": SimpleLazyObject(lambda: [link for link in links_of(request) if link.is_wide]),
    }


def links_of(request: HttpRequest) -> list[Link]:
    """The places that the signed-in person can go to, read once for each request."""
    cached: list[Link] | None = getattr(request, "_frame_links", None)
    if cached is None:
        cached = _permitted(request)
        request._frame_links = cached  # type: ignore[attr-defined]
    return cached


def _permitted(request: HttpRequest) -> list[Link]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    today = timezone.localdate()
    held, related = permissions_of(user, today=today), relations_of(user, today=today)
    links = [found for link in LINKS if (found := _offered(link, held, related))]
    links = _switched_on(links)
    here = _section(links, request.path)
    return [replace(link, is_current=link is here) for link in links]


def _offered(link: Link, held: frozenset[Permission], related: frozenset[str]) -> Link | None:
    """The link as it is offered: to who may by role, and by relation whatever is on."""
    if link.permission is None or link.permission in held:
        return link
    return replace(link, feature=None) if link.relation in related else None


def _switched_on(links: list[Link]) -> list[Link]:
    """Without the links of features that are off; their pages stay where they are."""
    if all(link.feature is None for link in links):
        return links
    now = state()
    return [link for link in links if link.feature is None or now.is_on(link.feature)]


def _section(links: list[Link], path: str) -> Link | None:
    """The entry under whose address the page lies; home only for itself."""
    home, *others = links
    within = [link for link in others if path.startswith(link.url)]
    return max(within, key=lambda link: len(link.url), default=home if path == home.url else None)
