"""How promotion works here, and whether careers lead equally far: from the rules in force."""

from ninja import Schema


class AskOut(Schema):
    """One criterion in words; `checked` is what is looked at, where the words say it otherwise."""

    asks: str
    depth: int
    is_group: bool
    checked: str


class RuleOut(Schema):
    """One move: what is asked before a case and inside it, and the plans for its places."""

    move: str
    kind: str
    from_level: str
    to_level: str
    has_case: bool
    rule: str
    before: list[AskOut]
    in_case: list[AskOut]
    seat_plan_ids: list[int]


class PromotionRulesOut(Schema):
    """The rules of a family. Without a committee the manager's manager decides.

    A decision is told in person within `days_to_tell` days (0: it is read at once). The person may
    object for `days_to_object` days, and others hear it.
    """

    version_id: int
    has_committee: bool
    committee_ids: list[int]
    appeal_committee_ids: list[int]
    days_to_object: int
    days_to_tell: int
    rules: list[RuleOut]


class ParityCheckOut(Schema):
    """One question of the audit: `yes`, `no` or `unsaid`, and the answer in words."""

    answer: str
    says: str


class ParityOut(Schema):
    """Whether both careers of a family lead equally far."""

    family: str
    title: str
    is_comparable: bool
    is_even: bool
    checks: list[ParityCheckOut]


class ParitiesOut(Schema):
    """Families with both careers first."""

    items: list[ParityOut]
