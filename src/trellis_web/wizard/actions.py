"""Setting a framework up: start it from a template, go through a step."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from trellis import library
from trellis.findings import BadInput
from trellis.framework.dump import dump
from trellis.framework.load import load
from trellis.framework.model import Framework, Track
from trellis.library.sizes import SHAPES, Size, sized
from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.actions import import_framework, save_draft
from trellis_web.frameworks.models import Draft, Family
from trellis_web.people.models import Person
from trellis_web.wizard.events import WizardAdvanced
from trellis_web.wizard.models import FinishedStep
from trellis_web.wizard.rules import Step


@transaction.atomic
def start_framework(*, template: str, title: str, size: Size, by: Person, now: datetime) -> Draft:
    """A template of the library, cut to the company's size, as the draft of a new family.

    An empty `template` begins with levels and their scope only. Raises `BadInput` when the family
    is there already: then its draft is the place to go on, and nothing is replaced.
    """
    require(by, Permission.FRAMEWORK_EDIT, today=timezone.localdate(now))
    source = load(library.read(template), template) if template else _empty(title)
    chosen = {"title": title, "id": slugify(title)} if title else {}
    framework = sized(source.model_copy(update=chosen), SHAPES[size])
    if Family.objects.filter(slug=framework.id).exists():
        raise BadInput.at(
            "family-exists",
            framework.id,
            _("There is a framework “%(title)s” already.") % {"title": framework.title},
            _("Go on with that one, or give this one another name."),
        )
    draft = import_framework(dump(framework), f"{framework.id}.yaml", by=by, now=now)
    finish_step(draft.family, step=Step.SCOPE, by=by, now=now)
    return draft


@transaction.atomic
def save_step(
    draft: Draft, *, step: Step, framework: Framework, revision: int, by: Person, now: datetime
) -> Draft:
    """The draft as the step left it, and the step as finished. Only what changed is written.

    Raises like `save_draft`: `BadInput` when it does not hold together, `Conflict` when somebody
    saved the draft since `revision`.
    """
    text = dump(framework, over=draft.text.encode()).decode()
    saved = draft
    if text != draft.text or revision != draft.revision:
        saved = save_draft(draft, text=text, revision=revision, by=by, now=now)
    finish_step(draft.family, step=step, by=by, now=now)
    return saved


@transaction.atomic
def finish_step(family: Family, *, step: Step, by: Person, now: datetime) -> None:
    """Notes that somebody went through the step; the first time counts."""
    require(by, Permission.FRAMEWORK_EDIT, today=timezone.localdate(now))
    _row, is_new = FinishedStep.objects.get_or_create(
        family=family, step=step, defaults={"finished_at": now, "finished_by": by}
    )
    if is_new:
        record(WizardAdvanced(family.slug, step), by=by, at=now)


def _empty(title: str) -> Framework:
    if not slugify(title):
        raise BadInput.at(
            "no-title",
            _("the name"),
            _("A framework without a template needs a name."),
            _("Call it what people call the job family, such as Logistics."),
        )
    track = Track(id="ic", title=_("Individual contributor"))
    return Framework(schema="trellis/1", id=slugify(title), title=title, tracks=(track,))
