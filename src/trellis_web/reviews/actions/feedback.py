"""What colleagues said goes on to the person: part of the release, with their result."""

from typing import Any

from django.db.models import (
    BigIntegerField,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)

from trellis_web.reviews.actions.copying import insert_from
from trellis_web.reviews.models import (
    AnonymousAnswer,
    Participant,
    Rating,
    ReleasedFeedback,
    ReleasedResult,
)
from trellis_web.reviews.rules.peers import PEER

SAID = ("competency_id", "score", "next", "reason")


class RandomUUID(Func):
    """A new random key in every row."""

    template = "gen_random_uuid()"
    arity = 0
    output_field = UUIDField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps a UUID as its 32 hexadecimal digits."""
        digits = "lower(hex(randomblob(16)))"
        return self.as_sql(compiler, connection, template=digits, **context)


def pass_on(participants: "QuerySet[Participant]") -> int:
    """Copies what colleagues said about these participants to the results that they have now.

    With the author's name where the round asked by name; anonymous answers without one, and only
    where enough were given. Two statements, however many people. Returns the number of answers.
    """
    anonymous = AnonymousAnswer.objects.filter(
        batch__participant__in=participants, batch__is_enough=True
    )
    named = Rating.objects.filter(
        assessment__participant__in=participants,
        assessment__perspective=PEER,
        assessment__submitted_at__isnull=False,
        is_unseen=False,
    )
    nobody = Value(None, BigIntegerField(null=True))
    return _copy(anonymous, "batch", F("id"), nobody) + _copy(
        named, "assessment", RandomUUID(), F("assessment__author_id")
    )


def _copy(rows: "QuerySet[Any]", parent: str, key: Any, author: Any) -> int:
    """Those about people who have a result. A row that was copied before would break the key."""
    about = f"{parent}__participant"
    result = ReleasedResult.objects.filter(
        cycle=OuterRef(f"{about}__cycle"), person=OuterRef(f"{about}__person")
    )
    with_result = rows.annotate(result=Subquery(result.values("pk"))).filter(result__isnull=False)
    columns = {
        "id": key,
        "result_id": F("result"),
        "perspective": F(f"{parent}__perspective"),
        "author_id": author,
        **{name: F(name) for name in SAID},
    }
    return insert_from(ReleasedFeedback, with_result, columns)
