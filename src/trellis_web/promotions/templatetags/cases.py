"""The state of a criterion or a sentence as an icon, a look and a word."""

from typing import Any

from django import template

from trellis.process.cases import CaseState
from trellis.readiness.criteria import State
from trellis_web.promotions.rules.wording import STEPS, WORDS

register = template.Library()

LOOKS = {
    State.MET: ("ok", "check"),
    State.WAIVED: ("ok", "check"),
    State.IN_PROGRESS: ("part", "half"),
    State.NOT_MET: ("no", "alert"),
}
WAITING = ("wait", "wait")
PILLS = {"ok": "met", "no": "gap", "part": "gap"}


@register.filter
def look(state: str) -> str:
    """The class of a row."""
    return LOOKS.get(State(state), WAITING)[0]


@register.filter
def picture(state: str) -> str:
    """The name of the icon."""
    return LOOKS.get(State(state), WAITING)[1]


@register.filter
def pill(state: str) -> str:
    """The class of the pill that says the state."""
    return PILLS.get(look(state), "")


@register.filter
def word(state: str) -> Any:
    """The state of a criterion in a word or two."""
    return WORDS[State(state)]


@register.filter
def beyond(sentence: str, wording: str) -> str:
    """What a sentence says beyond the wording in front of it, which stands above it already."""
    return sentence.removeprefix(f"{wording.rstrip('.')}: ")


@register.filter
def step(state: str) -> Any:
    """The state of a case in a word or two."""
    return STEPS[CaseState(state)]
