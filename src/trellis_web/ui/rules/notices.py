"""What a home page says beside its headline: circumstances that explain what one reads."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How it is for a person today. `lost_manager`: they had one, and nobody leads them now.

    `is_left_out`: review rounds of their family leave out their worker type. `is_asked`: a
    colleague waits for their answer about what they saw; `is_to_confirm`: about a note. `way_back`:
    the key of a return that is offered to them and not answered.
    """

    is_away: bool = False
    lost_manager: bool = False
    is_left_out: bool = False
    is_asked: bool = False
    is_to_confirm: bool = False
    way_back: int | None = None


def notices(today: Circumstances, *, newer: int | None) -> Iterator[str]:
    """The sentences that apply; `newer` is the version in force where the last result is older."""
    if today.is_away:
        yield _(
            "You are on leave. Nothing here waits for you, and a round that passes meanwhile"
            " breaks no run."
        )
    if today.lost_manager:
        yield _(
            "You have no manager at the moment. What was released stays as it is; HR can say who"
            " writes your next review."
        )
    if today.is_left_out:
        yield _(
            "Review rounds leave out your kind of work, so nobody rates you here. You can read"
            " what every level asks for, and keep evidence."
        )
    if newer is not None:
        yield _(
            "The framework has changed since your last result: the sentences ahead and the"
            " criteria are those of version %(n)d."
        ) % {"n": newer}
