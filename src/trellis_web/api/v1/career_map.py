"""The career map: lines and links, how many people stand where, and one level for the reader."""

from django.http import Http404, HttpRequest
from ninja import Path, Router

from trellis_web.access.rules import Permission, Scope, require
from trellis_web.api.rules import Token
from trellis_web.api.schemas import roles as out
from trellis_web.api.schemas.base import REFUSALS, REFUSALS_OF_ONE
from trellis_web.api.v1.reading import Reader
from trellis_web.careers.queries.atlas import Atlas
from trellis_web.careers.queries.carry_over import holder_of
from trellis_web.careers.queries.history import headcount, held_by
from trellis_web.careers.queries.published import published
from trellis_web.careers.queries.station import StationPage, WayIn, station_page

router = Router(tags=["Careers"])


@router.get(
    "/career-map",
    auth=Token(Scope.FRAMEWORKS_READ),
    response={200: out.CareerMapOut, **REFUSALS},
    url_name="api_career_map",
    operation_id="read_career_map",
    summary="Every line of every family in force, and the moves between them",
)
def read_map(request: HttpRequest) -> out.CareerMapOut:
    """What frameworks say; nothing here is about the reader."""
    whole = Atlas(published(to=Reader.of(request).actor), None).whole
    lines = [
        out.LineOut(
            family=line.family,
            title=line.title,
            stops=[
                out.StopOut(key=stop.key, level=stop.code, title=stop.title, rank=stop.rank)
                for stop in line.stops
            ],
        )
        for line in whole.lines
    ]
    links = [
        out.LinkOut(a=each.a, b=each.b, kind=each.kind, is_two_way=each.is_two_way)
        for each in whole.links
    ]
    return out.CareerMapOut(lines=lines, links=links)


@router.get(
    "/career-map/people",
    auth=Token(Scope.PEOPLE_READ),
    response={200: out.HeadcountsOut, **REFUSALS},
    url_name="api_career_map_people",
    operation_id="read_career_map_people",
    summary="How many people are on each level of the map, for HR",
)
def read_people(request: HttpRequest) -> out.HeadcountsOut:
    """People of the reader's scope who are active today, by the key of their level."""
    reader = Reader.of(request)
    require(reader.actor, Permission.PEOPLE_MANAGE, today=reader.today)
    stops = Atlas(published(to=reader.actor), None).stops
    found = sorted(headcount(reader.actor, today=reader.today).items())
    rows = [out.HeadcountOut(key=key, people=n) for key, n in found if key in stops]
    return out.HeadcountsOut(items=rows)


@router.get(
    "/career-map/{family}/{level}",
    auth=Token(Scope.READINESS_READ),
    response={200: out.StationOut, **REFUSALS_OF_ONE},
    url_name="api_career_map_station",
    operation_id="read_station",
    summary="One level of the map for me: what carries over, the ways to it, how long others took",
)
def read_station(
    request: HttpRequest, family: Path[out.Part], level: Path[out.Part]
) -> out.StationOut:
    """Earlier moves are told from five people on."""
    reader = Reader.of(request)
    atlas = Atlas(
        known=published(to=reader.actor),
        holder=holder_of(reader.actor, today=reader.today),
        held=held_by(reader.actor, today=reader.today),
    )
    try:
        page = station_page(atlas, f"{family}/{level}", today=reader.today)
    except LookupError as error:
        raise Http404 from error
    return _station(page)


def _station(page: StationPage) -> out.StationOut:
    pace, start = page.pace, page.start
    limits = ("shortest", "longest", "moves", "since")
    told = {each: getattr(pace, each) for each in limits} if pace else {}
    return out.StationOut(
        key=page.stop.key,
        state=page.state,
        carry=out.CarryOut.of(page.carry) if page.carry else None,
        pace=out.PaceOut(from_key=start.key, **told) if pace and start else None,
        ways=[_way(each) for each in page.ways],
    )


def _way(way: WayIn) -> out.WayOut:
    move = way.way.move
    return out.WayOut(
        family=way.start.key.split("/", 1)[0],
        move=move.id,
        kind=move.kind,
        from_key=way.start.key,
        is_mine=way.is_mine,
        is_equal=way.is_equal,
        needs_no_case=way.needs_no_case,
    )
