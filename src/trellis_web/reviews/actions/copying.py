"""From drafts to results: INSERT … SELECT, so that ten thousand are as few statements as one."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from trellis_web.people.models import Person
from trellis_web.reviews.models import (
    Assessment,
    CalibratedRating,
    Citation,
    Participant,
    Rating,
    ReleasedCitation,
    ReleasedRating,
    ReleasedResult,
)

ANSWER = ("competency_id", "score", "step", "next", "is_unseen", "reason")
MADE = ("score", "step", "next")
FROZEN = ("cycle_id", "person_id", "version_id", "level", "next_level", "manager_id", "is_absent")

Participants = QuerySet[Participant]


def handed_in(participants: Participants) -> "QuerySet[Assessment]":
    """The reviews that become results: handed in by whoever is the manager now."""
    return Assessment.objects.filter(
        participant__in=participants,
        participant__is_absent=False,
        perspective=Assessment.Perspective.MANAGER,
        author=F("participant__manager"),
        submitted_at__isnull=False,
    )


def copy_results(participants: Participants, *, by: Person | None, now: datetime) -> int:
    """Writes the results of these participants of one round, and returns how many.

    A result that says so for everyone away; none for those whose manager did not hand in.
    """
    reviews = handed_in(participants)
    away = participants.filter(is_absent=True)
    release = _release(by, now)
    about: dict[str, Any] = {name: F(f"participant__{name}") for name in FROZEN}
    about["is_calibrated"] = _is_calibrated("participant__")
    written = insert_from(ReleasedResult, reviews, {**about, "summary": F("summary"), **release})
    nothing = Value("", TextField())
    frozen: dict[str, Any] = {name: F(name) for name in FROZEN} | {
        "is_calibrated": _is_calibrated()
    }
    written += insert_from(ReleasedResult, away, {**frozen, "summary": nothing, **release})
    answers = {"result_id": _result(), **_answers(participants)}
    insert_from(ReleasedRating, Rating.objects.filter(assessment__in=reviews), answers)
    cited = {"result_id": _result(), "competency_id": F("competency_id"), "note_id": F("note_id")}
    insert_from(ReleasedCitation, Citation.objects.filter(assessment__in=reviews), cited)
    return written


def _is_calibrated(about: str = "") -> ExpressionWrapper[Q]:
    """Whether a closed session looked at the participant, changed or not."""
    looked_at = Q(**{f"{about}calibrated_at__isnull": False})
    return ExpressionWrapper(looked_at, output_field=BooleanField())


def _answers(participants: Participants) -> dict[str, Any]:
    """What the manager wrote, or what calibration made of it where it did."""
    said = {name: F(name) for name in ANSWER}
    text: TextField[str, str] = TextField()
    score: PositiveSmallIntegerField[int, int] = PositiveSmallIntegerField(null=True)
    if not CalibratedRating.objects.filter(participant__in=participants).exists():
        return {
            **said,
            "is_calibrated": Value(value=False, output_field=BooleanField()),
            "calibrated_from": Value(None, score),
            "calibration_reason": Value("", text),
            "calibration_wording": Value("", text),
        }
    made = CalibratedRating.objects.filter(
        participant=OuterRef("assessment__participant"), competency=OuterRef("competency")
    )
    final = {name: Coalesce(Subquery(made.values(name)), F(name)) for name in MADE}
    return {
        **said,
        **final,
        "is_unseen": Case(
            When(Exists(made.filter(score__isnull=False)), then=Value(value=False)),
            default="is_unseen",
        ),
        "is_calibrated": Exists(made),
        "calibrated_from": Subquery(made.values("from_score")),
        "calibration_reason": Coalesce(
            Subquery(made.values("reason")), Value(""), output_field=text
        ),
        "calibration_wording": Coalesce(
            Subquery(made.values("wording")), Value(""), output_field=text
        ),
    }


def _release(by: Person | None, now: datetime) -> dict[str, Any]:
    return {
        "released_at": Value(now, DateTimeField()),
        "released_by_id": Value(by.pk if by else None, BigIntegerField(null=True)),
    }


def _result() -> Subquery:
    """The result of the participant that a row of an assessment is about."""
    about = "assessment__participant"
    mine = ReleasedResult.objects.filter(
        cycle=OuterRef(f"{about}__cycle"), person=OuterRef(f"{about}__person")
    )
    return Subquery(mine.values("pk"))


def insert_from(model: type[Model], rows: "QuerySet[Any]", columns: dict[str, Any]) -> int:
    """INSERT INTO model (columns) SELECT …; the ORM reads rows, but cannot copy them."""
    picked = rows.order_by().annotate(**{f"_{name}": value for name, value in columns.items()})
    select, parameters = picked.values_list(*(f"_{n}" for n in columns)).query.sql_with_params()
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) {select}", parameters)
        return int(cursor.rowcount)
