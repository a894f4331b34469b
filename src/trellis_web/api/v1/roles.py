"""The directory of roles: what each asks for, who asks for a competency, what carries over."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from trellis_web.access.rules import Scope
from trellis_web.api.rules import Token
from trellis_web.api.schemas import roles as out
from trellis_web.api.schemas.base import REFUSALS, REFUSALS_OF_ONE
from trellis_web.api.v1.reading import Reader, refuse_unknown
from trellis_web.careers.queries import roles
from trellis_web.careers.queries.carry_over import holder_of
from trellis_web.careers.queries.published import published
from trellis_web.frameworks.access import sees_bands

PUBLISHED = Token(Scope.FRAMEWORKS_READ)
router = Router(tags=["Careers"])


def _role(role: roles.Listed, *, bands: bool) -> dict[str, Any]:
    level = role.level
    return {
        "family": role.family,
        "level": level.id,
        "track": role.track.id,
        "rank": level.rank,
        "titles": list(level.titles),
        "scope": level.scope,
        "summary": level.summary,
        "band": level.band if bands else None,
    }


@router.get(
    "/roles",
    auth=PUBLISHED,
    response={200: out.RolesOut, **REFUSALS},
    url_name="api_roles",
    operation_id="list_roles",
    summary="Every level of every family in force, as a role",
)
def read_roles(request: HttpRequest, wanted: Query[out.RolesWanted]) -> out.RolesOut:
    """By family, in file order."""
    refuse_unknown(request, out.RolesWanted)
    reader, words = Reader.of(request), wanted.q.strip()
    known, bands = published(to=reader.actor), sees_bands(reader.actor, today=reader.today)
    listing = roles.directory(known, None)
    found = roles.matching(listing, known, words) if words else listing
    return out.RolesOut(items=[out.RoleOut(**_role(each, bands=bands)) for each in found])


@router.get(
    "/roles/{family}/{level}",
    auth=PUBLISHED,
    response={200: out.RoleFullOut, **REFUSALS_OF_ONE},
    url_name="api_role",
    operation_id="read_role",
    summary="One role: what it asks for, and the moves around it",
)
def read_role(
    request: HttpRequest, family: Path[out.Part], level: Path[out.Part]
) -> out.RoleFullOut:
    """Moves of every family in force."""
    reader = Reader.of(request)
    known = published(to=reader.actor)
    if family not in known.frameworks or level not in known.frameworks[family].levels:
        raise Http404
    shown = roles.listed(known, (family, level), None, {})
    return out.RoleFullOut(
        **_role(shown, bands=sees_bands(reader.actor, today=reader.today)),
        competencies=[_asked(row) for row in roles.rows_of(shown)],
        moves=[_around(arrow) for arrow in roles.arrows(known, (family, level))],
    )


def _asked(row: roles.Row) -> out.AskedOut:
    about = row.competency
    return out.AskedOut(competency=about.id, title=about.title, sentences=row.sentences)


def _around(arrow: roles.Arrow) -> out.AroundOut:
    family, level = arrow.other
    return out.AroundOut(
        family=arrow.family,
        move=arrow.move.id,
        kind=arrow.move.kind,
        other_family=family,
        other_level=level,
        is_inward=arrow.is_inward,
    )


@router.get(
    "/competencies/{competency}/roles",
    auth=PUBLISHED,
    response={200: out.AskersOut, **REFUSALS_OF_ONE},
    url_name="api_competency_roles",
    operation_id="list_roles_of_competency",
    summary="Who asks for a competency: every role that expects it",
)
def read_askers(request: HttpRequest, competency: Path[out.Part]) -> out.AskersOut:
    """In every family in force."""
    found = roles.askers(published(to=Reader.of(request).actor), competency)
    if not found:
        raise Http404
    rows = [
        out.AskerOut(
            family=each.family,
            track=track.id,
            level=level.id,
            title=each.competency.title,
            sentences=sentences,
        )
        for each in found
        for track, levels in each.tracks
        for level, sentences in levels
    ]
    return out.AskersOut(items=rows)


@router.get(
    "/reachable-roles",
    auth=Token(Scope.READINESS_READ),
    response={200: out.ReachesOut, **REFUSALS},
    url_name="api_reachable_roles",
    operation_id="list_reachable_roles",
    summary="Roles that moves lead to from mine, and what I would bring along",
)
def read_reachable(request: HttpRequest) -> out.ReachesOut:
    """From my own released results alone. Nothing for somebody without a published level."""
    reader = Reader.of(request)
    holder = holder_of(reader.actor, today=reader.today)
    listing = roles.directory(published(to=reader.actor), holder)
    rows = [
        out.ReachOut(
            family=each.family,
            level=each.level.id,
            first_move=each.reach.first.id,
            moves=each.reach.moves,
            carry=out.CarryOut.of(each.carry),
        )
        for each in roles.within_reach(listing)
        if each.reach and each.carry
    ]
    return out.ReachesOut(items=rows)
