"""How promotion works in a family, and the parity audit: made from the rules in force."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest
from ninja import Path, Router

from trellis.framework.resolve import level_of
from trellis_web.access.rules import Permission, Scope, require
from trellis_web.api.rules import Token
from trellis_web.api.schemas import promotion_rules as out
from trellis_web.api.schemas.base import REFUSALS, REFUSALS_OF_ONE, Key
from trellis_web.api.v1.frameworks import FAMILIES
from trellis_web.api.v1.reading import Reader, found
from trellis_web.careers.queries.parity import Audit, audits
from trellis_web.careers.queries.promotion import Rule, promotion_in
from trellis_web.careers.queries.published import published
from trellis_web.frameworks.queries.moves import Ask

TOKEN = Token(Scope.FRAMEWORKS_READ)
router = Router(tags=["Careers"])


@router.get(
    "/families/{pk}/promotion",
    auth=TOKEN,
    response={200: out.PromotionRulesOut, **REFUSALS_OF_ONE},
    url_name="api_family_promotion",
    operation_id="read_promotion_rules",
    summary="How promotion works in a family: criteria, places, who decides, how to object",
)
def read_rules(request: HttpRequest, pk: Path[Key]) -> out.PromotionRulesOut:
    """From the version in force; 404 while there is none. Dates are those of the rounds."""
    reader = Reader.of(request)
    version = published(to=reader.actor).versions.get(found(reader, FAMILIES, pk).slug)
    if version is None:
        raise Http404
    shown = promotion_in(version, to=reader.actor, today=reader.today)
    return out.PromotionRulesOut(
        version_id=version.pk,
        has_committee=shown.has_committee,
        committee_ids=[each.pk for each in shown.committees],
        appeal_committee_ids=[each.pk for each in shown.appeals],
        days_to_object=shown.days_to_object,
        days_to_tell=shown.days_to_tell,
        rules=[_rule(each) for each in shown.rules],
    )


def _rule(rule: Rule) -> out.RuleOut:
    move = rule.way.move
    return out.RuleOut(
        move=move.id,
        kind=move.kind,
        from_level=level_of(move.from_),
        to_level=move.to,
        has_case=rule.has_case,
        rule=rule.way.rule,
        before=_asks(rule.before),
        in_case=_asks(rule.inside),
        seat_plan_ids=[each.pk for each in rule.seats],
    )


def _asks(asks: Iterable[Ask]) -> list[out.AskOut]:
    return [
        out.AskOut(asks=each.words, depth=each.depth, is_group=each.is_group, checked=each.checked)
        for each in asks
    ]


@router.get(
    "/parity",
    auth=TOKEN,
    response={200: out.ParitiesOut, **REFUSALS},
    url_name="api_parity",
    operation_id="read_parity",
    summary="Whether both careers of each family lead equally far, for those who write frameworks",
)
def read_parity(request: HttpRequest) -> out.ParitiesOut:
    """Read from the frameworks in force; nothing here is about people."""
    reader = Reader.of(request)
    require(reader.actor, Permission.FRAMEWORK_EDIT, today=reader.today)
    return out.ParitiesOut(items=[_audit(each) for each in audits(published(to=reader.actor))])


def _audit(audit: Audit) -> out.ParityOut:
    checks = [out.ParityCheckOut(answer=each.value, says=says) for each, says in audit.checks]
    return out.ParityOut(
        family=audit.family,
        title=audit.title,
        is_comparable=audit.is_comparable,
        is_even=audit.is_even,
        checks=checks,
    )
