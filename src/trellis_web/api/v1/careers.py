"""Ways back from management, and notes beside the readiness board."""

from ninja import Router

from trellis_web.access.rules import Scope
from trellis_web.api.schemas.base import Key
from trellis_web.api.schemas.careers import BoardNoteOut, ReturnOut
from trellis_web.api.v1.people import BY_KEY, PEOPLE, WHOSE
from trellis_web.api.v1.reading import offer
from trellis_web.api.v1.resource import Expansion, Filter, Order, Resource
from trellis_web.careers.models import Return
from trellis_web.insights.models import BoardNote

router = Router()
BY_PERSON = {"person_id": Filter("person", Key)}
RETURNS = Resource(
    name="returns",
    one="a way back from management",
    model=Return,
    out=ReturnOut,
    scope=Scope.PEOPLE_READ,
    tag="People",
    orders={"effective_on": Order("effective_on"), **BY_KEY},
    filters=BY_PERSON,
    expands={"person": WHOSE},
)
BOARD_NOTES = Resource(
    name="board-notes",
    one="a note beside the readiness board",
    model=BoardNote,
    out=BoardNoteOut,
    scope=Scope.READINESS_READ,
    tag="Readiness",
    orders={"written_at": Order("written_at"), **BY_KEY},
    filters=BY_PERSON,
    expands={"person": WHOSE, "written_by": Expansion(PEOPLE, "written_by_id")},
)
for each in (RETURNS, BOARD_NOTES):
    offer(router, each)
