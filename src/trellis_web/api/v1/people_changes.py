"""Changing people: the same forms and actions as on the pages of HR."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission, Scope, require
from trellis_web.api.rules import Token, actor_of
from trellis_web.api.schemas.base import REFUSALS_OF_CHANGE, Key
from trellis_web.api.schemas.people import (
    AccountOut,
    DetailsIn,
    LineOut,
    ManagerIn,
    PersonIn,
    PlaceIn,
    PositionOut,
)
from trellis_web.api.v1.people import ACCOUNTS, LINES, POSITIONS, router
from trellis_web.api.v1.reading import Reader
from trellis_web.api.v1.writing import MATCHED, ONCE, once, require_valid, the_one
from trellis_web.frameworks.forms.placements import PlacementForm
from trellis_web.frameworks.queries.placements import place_choices
from trellis_web.people.actions.details import FIELDS, change_details
from trellis_web.people.actions.leaving import deactivate_person
from trellis_web.people.actions.persons import add_person
from trellis_web.people.actions.positions import Place, change_manager, change_positions
from trellis_web.people.forms import DetailsForm, ManagerForm, PersonForm
from trellis_web.people.models import Person

__all__ = ["router"]
WRITE = Token(Scope.PEOPLE_WRITE)


def _when(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor_of(request), "now": timezone.now(), "today": timezone.localdate()}


@router.post(
    "/people",
    auth=WRITE,
    response={201: AccountOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    operation_id="add_person",
    summary="Add a person, who is not invited yet",
)
@once
def add(request: HttpRequest, payload: PersonIn) -> tuple[int, AccountOut]:
    """As on the page “Add a person”."""
    require(actor_of(request), Permission.PEOPLE_MANAGE, today=timezone.localdate())
    form = PersonForm(payload.model_dump())
    require_valid(form)
    return 201, AccountOut.from_orm(add_person(**form.cleaned_data, **_when(request)))


@router.patch(
    "/accounts/{pk}",
    auth=WRITE,
    response={200: AccountOut, **REFUSALS_OF_CHANGE},
    openapi_extra=MATCHED,
    operation_id="change_details",
    summary="Change worker type, time zone or first day",
)
@once
def change(request: HttpRequest, pk: Path[Key], payload: DetailsIn) -> tuple[int, AccountOut]:
    """Only what is sent changes."""
    person = the_one(request, ACCOUNTS, pk)
    known = {name: getattr(person, name) for name in FIELDS}
    form = DetailsForm(known | payload.model_dump(exclude_unset=True), person=person)
    require_valid(form)
    return 200, AccountOut.from_orm(change_details(person, **form.cleaned_data, **_when(request)))


@router.put(
    "/accounts/{pk}/position",
    auth=WRITE,
    response={200: PositionOut, **REFUSALS_OF_CHANGE},
    openapi_extra=MATCHED,
    url_name="api_account_position",
    operation_id="change_position",
    summary="Put a person at a level from a day on",
)
@once
def place(request: HttpRequest, pk: Path[Key], payload: PlaceIn) -> tuple[int, PositionOut]:
    """As on the page “Level” of the person."""
    person = the_one(request, ACCOUNTS, pk)
    form = PlacementForm(payload.model_dump(), choices=place_choices())
    require_valid(form)
    said = form.cleaned_data
    family, level = said["place"].split("/", 1)
    where = Place(family, level, title=said["title"] or None, level_since=said["level_since"])
    when = {"since": said["since"], "cause": said["cause"], **_when(request)}
    change_positions([person], where, **when)
    held = Reader.of(request).rows(POSITIONS).get(person=person, until=None)
    return 200, PositionOut.from_orm(held)


@router.put(
    "/accounts/{pk}/manager",
    auth=WRITE,
    response={200: list[LineOut], **REFUSALS_OF_CHANGE},
    openapi_extra=MATCHED,
    url_name="api_account_manager",
    operation_id="change_manager",
    summary="Change to whom a person reports from a day on",
)
@once
def manage(request: HttpRequest, pk: Path[Key], payload: ManagerIn) -> tuple[int, Any]:
    """The line that is open afterwards; none where nobody leads the person."""
    person = the_one(request, ACCOUNTS, pk)
    sent = {"manager": payload.manager_id, "since": payload.since}
    form = ManagerForm(sent, choices=visible(Person, to=actor_of(request)))
    require_valid(form)
    said = form.cleaned_data
    change_manager(person, said["manager"], since=said["since"], **_when(request))
    lines = Reader.of(request).rows(LINES).filter(person=person, kind="line", until=None)
    return 200, [LineOut.from_orm(line).model_dump() for line in lines]


@router.post(
    "/accounts/{pk}/deactivation",
    auth=WRITE,
    response={200: AccountOut, **REFUSALS_OF_CHANGE},
    openapi_extra=MATCHED,
    url_name="api_account_deactivation",
    operation_id="deactivate_person",
    summary="End what somebody who left may do",
)
@once
def deactivate(request: HttpRequest, pk: Path[Key]) -> tuple[int, AccountOut]:
    """At once, and with all of their tokens."""
    person = the_one(request, ACCOUNTS, pk)
    deactivate_person(person, **_when(request))
    person.refresh_from_db()
    return 200, AccountOut.from_orm(person)
