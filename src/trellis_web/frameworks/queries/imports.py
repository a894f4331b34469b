"""What an upload would become: a framework for each family, and what stands in its way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext as _

from trellis.findings import BadInput, Finding
from trellis.framework.diff import Diff, diff
from trellis.framework.formats import read_any
from trellis.framework.formats.shape import (
    EACH,
    Question,
    Shape,
    asks,
    families_of,
)
from trellis.framework.formats.shape_carry import carried
from trellis.framework.formats.shape_names import Pair, near_duplicates
from trellis.framework.formats.shape_read import Checked, check_shaped
from trellis.framework.formats.table import Sheet
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis_web.frameworks.models import Family, Upload
from trellis_web.frameworks.queries.changes import current_of


@dataclass(frozen=True)
class Plan:
    """One framework of an upload and the family that it goes to. `home` is None for a new one."""

    framework: Framework
    findings: tuple[Finding, ...]
    home: Family | None

    @property
    def revision(self) -> int:
        """The revision of the draft that it would replace; 0 without a draft."""
        draft = getattr(self.home, "draft", None)
        return draft.revision if draft else 0

    @cached_property
    def before(self) -> Framework:
        """The draft, or what is published, or nothing but the name."""
        if self.home is None:
            return Framework(id=self.framework.id, title=self.framework.title)
        return load(self.home.draft.text.encode(), "") if self.revision else current_of(self.home)

    @cached_property
    def diff(self) -> Diff:
        """What the import would change."""
        return diff(self.before, self.framework)

    @property
    def counts(self) -> dict[str, int]:
        """Levels, competencies, statements, and parts that are kept aside."""
        return {
            "levels": sum(1 for _ in self.framework.levels()),
            "competencies": len(self.framework.competencies),
            "statements": sum(1 for _ in self.framework.statements()),
            "extra": len(self.framework.extra),
        }


@dataclass(frozen=True)
class Planned:
    """Everything that an upload would become, and the rows that cannot be read."""

    plans: tuple[Plan, ...]
    errors: tuple[Finding, ...]
    bad: frozenset[tuple[str, int]]
    rest: tuple[Finding, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Competencies with nearly the same name."""
        return tuple(
            pair
            for plan in self.plans
            for pair in near_duplicates([each.title for each in plan.framework.competencies])
        )


def sheets_of(upload: Upload) -> list[Sheet]:
    """The cells of an uploaded table; none for a document."""
    return [Sheet(each["name"], each["rows"], each["lines"]) for each in upload.sheets or ()]


def plain_sheets(sheets: Sequence[Sheet]) -> list[dict[str, object]]:
    """Cells as they are stored."""
    return [{"name": each.name, "rows": each.rows, "lines": each.lines} for each in sheets]


def questions_of(upload: Upload) -> tuple[Question, ...]:
    """What a person has to say before the upload can be read; a document asks nothing."""
    return asks(sheets_of(upload), Shape.of(upload.shape)) if upload.shape else ()


def planned(upload: Upload, *, now: datetime) -> Planned:
    """What the upload would become. Reads only; a question that is open is not asked again."""
    if upload.shape is None:
        return _document(upload)
    sheets, shape = sheets_of(upload), Shape.of(upload.shape)
    families = families_of(sheets, shape) if shape.family == EACH else (shape.family,)
    checks = [
        check_shaped(sheets, replace(shape, family=family), upload.name) for family in families
    ]
    return Planned(
        tuple(_plan(upload, check) for check in checks if check.good),
        tuple(dict.fromkeys(each for check in checks for each in check.errors)),
        frozenset().union(*(check.bad for check in checks)),
        tuple(dict.fromkeys(each for check in checks for each in check.rest)),
    )


def _document(upload: Upload) -> Planned:
    try:
        good = read_any(bytes(upload.data), upload.name)
    except BadInput as refused:
        return Planned((), (), frozenset(), refused.findings)
    return Planned((_plan(upload, Checked(good, (), frozenset())),), (), frozenset())


def _plan(upload: Upload, checked: Checked) -> Plan:
    framework, findings = checked.good or (Framework(id="none", title=_("None")), [])
    is_one = not upload.shape or upload.shape["family"] != EACH
    named = _named(upload, framework) if is_one else framework
    home = Family.objects.filter(slug=named.id).select_related("current", "draft").first()
    noticed = (*(Finding(**each) for each in upload.findings), *findings)
    plan = Plan(named, noticed, home)
    return replace(plan, framework=carried(named, plan.before)) if upload.shape else plan


def _named(upload: Upload, framework: Framework) -> Framework:
    """The framework under the family that was chosen, or under the title that was given."""
    title = upload.title or framework.title
    slug = upload.into or (slugify(upload.title) if upload.title else framework.id)
    return framework.model_copy(update={"id": slug or framework.id, "title": title})
