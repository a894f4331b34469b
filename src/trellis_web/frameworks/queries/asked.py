"""What readers did not understand: by statement, as it is called in the version that is open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from trellis.framework.model import Statement
from trellis_web.access.models import Grant
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission, is_permitted, roles
from trellis_web.frameworks.access import abilities
from trellis_web.frameworks.models import Authorship, Family, Question, Version
from trellis_web.frameworks.queries.permalinks import cell_of
from trellis_web.frameworks.queries.successions import statement_now
from trellis_web.frameworks.queries.versions import resolved
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the sentence as it was read, and where that stands now.

    `now` are its statements in the current version, none when it is no longer asked for; `cell` is
    where the first of them stands.
    """

    question: Question
    text: str
    now: tuple[Statement, ...]
    cell: tuple[str, str] | None

    @property
    def is_reworded(self) -> bool:
        """True when the sentence reads otherwise by now."""
        return [each.text for each in self.now] != [self.text]


@dataclass(frozen=True, slots=True)
class About:
    """A sentence of a cell page: how many people asked (None for whoever does not write the
    framework), and what the reader asked."""

    statement: Statement
    count: int | None
    mine: tuple[Question, ...]

    @property
    def is_open(self) -> bool:
        """True while the reader waits for an answer."""
        return any(each.is_open for each in self.mine)


def about(
    version: Version, statements: Iterable[Statement], *, to: Person, today: date
) -> tuple[About, ...]:
    """What was asked about these statements of a version, as `to` may know it."""
    rows = Question.objects.filter(family=version.family).select_related("version__family")
    writes = bool(abilities(to, version.family, today=today))
    found: defaultdict[str, list[Question]] = defaultdict(list)
    for question in rows if writes else rows.filter(asked_by=to):
        for id_ in _ids_in(version, question):
            found[id_].append(question)
    return tuple(_about(each, found[each.id], to, writes=writes) for each in statements)


def _about(statement: Statement, asked: list[Question], to: Person, *, writes: bool) -> About:
    people = len({each.asked_by_id for each in asked})
    mine = tuple(each for each in asked if each.asked_by_id == to.pk)
    return About(statement, people if writes else None, mine)


def questions_of(family: Family, *, to: Person, today: date) -> tuple[Asked, ...]:
    """What `to` may read of the questions about a family, those without an answer first."""
    rows = visible(Question, to=to, today=today).filter(family=family)
    found = rows.select_related("asked_by", "answered_by", "version__family__current")
    return tuple(_asked(each) for each in found.order_by("answered_at", "-asked_at"))


def open_questions(family: Family) -> int:
    """How many wait for an answer."""
    return Question.objects.filter(family=family, answered_at__isnull=True).count()


def may_answer(person: Person, family: Family, *, today: date) -> bool:
    """True for an owner of the family; for HR where a family has no owner."""
    owners = _owners(family, today)
    if owners.filter(person=person).exists():
        return True
    publishes = is_permitted(person, Permission.FRAMEWORK_PUBLISH, today=today)
    return publishes and not owners.exists()


def answering(family: Family, *, today: date) -> "QuerySet[Person]":
    """Who is told of a question: the owners, else HR; those of them who can sign in."""
    owners = Q(pk__in=_owners(family, today).values("person"))
    publishing = [role for role, held in roles().items() if Permission.FRAMEWORK_PUBLISH in held]
    hr = Q(pk__in=Grant.objects.on(today).filter(role__in=publishing).values("person"))
    people: QuerySet[Person] = Person.objects.filter(
        owners if _owners(family, today).exists() else hr, deactivated_at__isnull=True
    ).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return people


def _owners(family: Family, today: date) -> "QuerySet[Authorship]":
    rows: QuerySet[Authorship] = Authorship.objects.on(today).filter(
        family=family, role="owner", person__deactivated_at__isnull=True
    )
    return rows


def _asked(question: Question) -> Asked:
    current = question.family.current
    ids = _ids_in(current, question) if current else ()
    framework = resolved(current) if current else None
    known = {s.id: s for c in framework.competencies for s in c.statements()} if framework else {}
    now = tuple(known[id_] for id_ in ids if id_ in known)
    cell = cell_of(framework, now[0].id) if framework and now else None
    return Asked(question, wording(question.version, question.statement), now, cell)


def wording(version: Version, statement: str) -> str:
    """How a statement reads in a version; empty where there is no such one."""
    competencies = resolved(version).competencies
    return next((s.text for c in competencies for s in c.statements() if s.id == statement), "")


def _ids_in(version: Version, question: Question) -> tuple[str, ...]:
    """The ids of the statement in another version: the same, or what it became."""
    if question.version_id == version.pk or question.version.number > version.number:
        return (question.statement,)
    now = statement_now(question.version, question.statement, version)
    return tuple(each.id for each in now.statements) if now else ()
