"""Who sees and does what with a framework: published is for everyone, a draft for its writers."""

from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis_web.access.queries import EVERYTHING, visible_by
from trellis_web.access.rules import (
    Denial,
    Denied,
    Permission,
    is_permitted,
    permissions_of,
)
from trellis_web.frameworks.models import (
    Assignment,
    Authorship,
    Comment,
    Competency,
    Draft,
    Family,
    Import,
    ImportPreset,
    PublicLink,
    Question,
    Signature,
    Stay,
    Succession,
    Suggestion,
    TitleDecision,
    Trigger,
    Upload,
    Version,
)
from trellis_web.frameworks.models.imports import KEPT
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person


class Ability(StrEnum):
    """What somebody may do with the draft of one family."""

    ASSIGN = "assign"
    PUBLISH = "publish"
    SENTENCES = "sentences"
    SIGN_CONSISTENCY = "sign-consistency"
    SIGN_SENTENCES = "sign-sentences"
    STRUCTURE = "structure"
    SUGGEST = "suggest"


ABILITIES: dict[str, frozenset[Ability]] = {
    "co_author": frozenset({Ability.SUGGEST}),
    "owner": frozenset(
        {
            Ability.ASSIGN,
            Ability.PUBLISH,
            Ability.SENTENCES,
            Ability.SIGN_SENTENCES,
            Ability.SUGGEST,
        }
    ),
    "writer": frozenset({Ability.SENTENCES, Ability.SIGN_SENTENCES, Ability.SUGGEST}),
    Permission.FRAMEWORK_EDIT: frozenset(
        {
            Ability.ASSIGN,
            Ability.SENTENCES,
            Ability.SIGN_CONSISTENCY,
            Ability.STRUCTURE,
            Ability.SUGGEST,
        }
    ),
    Permission.FRAMEWORK_PUBLISH: frozenset({Ability.PUBLISH}),
}
"""By authorship of the family, and by permission for every family: HR owns the structure."""

NOT_YOURS = Denial(
    "not-an-author",
    _("This part of the draft is not yours to change. Ask its owner, or leave a suggestion."),
)


def abilities(actor: Person, family: Family, *, today: date) -> frozenset[Ability]:
    """What the actor may do with the draft of this family today."""
    if not actor.is_active:
        return frozenset()
    held = {str(each) for each in permissions_of(actor, today=today)}
    held |= set(
        Authorship.objects.on(today)
        .filter(family=family, person=actor)
        .values_list("role", flat=True)
    )
    return frozenset().union(*(ABILITIES.get(each, frozenset()) for each in held))


def require_ability(actor: Person, ability: Ability, family: Family, *, today: date) -> None:
    """Raises `Denied` when the actor may not."""
    if ability not in abilities(actor, family, today=today):
        raise Denied(NOT_YOURS)


def sees_bands(actor: Person, *, today: date) -> bool:
    """Whether the actor sees which pay band a level refers to: HR and writers, or by policy all."""
    held = permissions_of(actor, today=today)
    return not held.isdisjoint({Permission.BAND_READ, *_WRITERS}) or is_on(Feature.PAY_BANDS)


_WRITERS = {Permission.FRAMEWORK_EDIT, Permission.FRAMEWORK_PUBLISH}
_NOBODY = Q(pk__in=[])


def _writes(actor: Person, today: date) -> bool:
    return not _WRITERS.isdisjoint(permissions_of(actor, today=today))


def _authored(actor: Person, today: date) -> Q:
    """Ids of the families that the actor works on."""
    held = Authorship.objects.on(today).filter(person=actor)
    return Q(pk__in=held.values("family")) if actor.is_active else _NOBODY


@visible_by(Version)
def _versions(actor: Person, today: date) -> Q:
    """A version exists once it is published, and published means: everyone can read it."""
    return Q()


@visible_by(Family)
def _families(actor: Person, today: date) -> Q:
    """Families with something published; those that are still being written for their writers."""
    if _writes(actor, today):
        return Q()
    return Q(current__isnull=False) | _authored(actor, today)


@visible_by(Competency)
def _competencies(actor: Person, today: date) -> Q:
    """The competencies of published families: rows are made by publication."""
    return Q(family__current__isnull=False)


def _written_by(actor: Person, today: date, family: str = "family") -> Q:
    """Rows of the families that the actor works on; `family` is the path to the family."""
    if _writes(actor, today):
        return Q()
    families = Family.objects.filter(_authored(actor, today))
    return Q(**{f"{family}__in": families.values("pk")})


@visible_by(Draft)
def _drafts(actor: Person, today: date) -> Q:
    """Drafts are for those who edit or publish, and for the authors of the family."""
    return _written_by(actor, today)


@visible_by(Authorship)
def _authorships(actor: Person, today: date) -> Q:
    """Who writes a framework is known to those who write."""
    return _written_by(actor, today)


@visible_by(Assignment)
def _assignments(actor: Person, today: date) -> Q:
    """Who writes what is known to those who write."""
    return _written_by(actor, today, "draft__family")


@visible_by(Comment)
def _comments(actor: Person, today: date) -> Q:
    """What is said about a draft is for those who see the draft."""
    return _written_by(actor, today)


@visible_by(Signature)
def _signatures(actor: Person, today: date) -> Q:
    """Who signed is known to those who write."""
    return _written_by(actor, today)


@visible_by(Suggestion)
def _suggestions(actor: Person, today: date) -> Q:
    """Suggestions are for those who see the draft."""
    return _written_by(actor, today)


@visible_by(Stay)
def _stays(actor: Person, today: date) -> Q:
    """Who stays on an earlier version is known to them and to those who publish or write."""
    if _writes(actor, today):
        return Q()
    families = Family.objects.filter(_authored(actor, today))
    return Q(person=actor) | Q(version__family__in=families.values("pk"))


@visible_by(Succession)
def _successions(actor: Person, today: date) -> Q:
    """As public as the versions between which it stands."""
    return Q()


@visible_by(Trigger)
def _triggers(actor: Person, today: date) -> Q:
    """What asks for a change is known to those who write."""
    if _writes(actor, today):
        return Q()
    families = Family.objects.filter(_authored(actor, today))
    return Q(family__in=families.values("pk"))


@visible_by(PublicLink)
def _public_links(actor: Person, today: date) -> Q:
    """What is open to the world is known to those who open it."""
    return Q() if is_permitted(actor, Permission.FRAMEWORK_PUBLISH, today=today) else _NOBODY


@visible_by(Question)
def _questions(actor: Person, today: date) -> Q:
    """For whoever asked, and for the owner of the family; for HR where a family has no owner."""
    owners = Authorship.objects.on(today).filter(role="owner", person__deactivated_at__isnull=True)
    mine = Q(asked_by=actor) | Q(family__in=owners.filter(person=actor).values("family"))
    if not is_permitted(actor, Permission.FRAMEWORK_PUBLISH, today=today):
        return mine
    return mine | ~Q(family__in=owners.values("family"))


@visible_by(TitleDecision)
def _title_decisions(actor: Person, today: date) -> Q:
    """Whether a title is right is between HR and the person; they are told in person."""
    return Q() if is_permitted(actor, Permission.PEOPLE_MANAGE, today=today) else _NOBODY


def _brought_by(actor: Person, today: date) -> Q:
    """What the actor brought in; HR sees all of it."""
    is_hr = is_permitted(actor, Permission.FRAMEWORK_PUBLISH, today=today)
    return EVERYTHING if is_hr else Q(made_by=actor)


@visible_by(Upload)
def _uploads(actor: Person, today: date) -> Q:
    """A file on its way in is for whoever brought it and for HR, while it is kept."""
    return _brought_by(actor, today) & Q(made_at__date__gt=today - KEPT)


@visible_by(Import)
def _imports(actor: Person, today: date) -> Q:
    """What became of a file is for whoever brought it and for HR."""
    return _brought_by(actor, today)


@visible_by(ImportPreset)
def _import_presets(actor: Person, today: date) -> Q:
    """What the columns of a table hold is for everyone who imports."""
    return EVERYTHING if _writes(actor, today) else _NOBODY
