"""Whose ratings can lie on the table of a session."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from trellis_web.reviews.models import Assessment, Participant

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from trellis_web.calibration.models import Session


def with_review(participants: "QuerySet[Participant]") -> "QuerySet[Participant]":
    """Those whose manager has handed in."""
    handed_in = Assessment.objects.filter(
        participant=OuterRef("pk"),
        author=OuterRef("manager"),
        perspective=Assessment.Perspective.MANAGER,
        submitted_at__isnull=False,
    )
    return participants.filter(Exists(handed_in))


def fitting(session: "Session") -> "QuerySet[Participant]":
    """The participants who stand where the session looks, wait for a result, and lie nowhere."""
    about: dict[str, Any] = {"version__family": session.family_id}
    if session.levels:
        about["level__in"] = session.levels
    if session.unit_id:
        about["unit"] = session.unit_id
    waiting = Participant.objects.filter(cycle=session.cycle_id, is_absent=False, **about)
    return waiting.filter(
        left_at__isnull=True,
        held_at__isnull=True,
        released_at__isnull=True,
        calibration__isnull=True,
    )
