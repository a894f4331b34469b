"""What a draft holds, read strictly: every problem is known before anything is written."""

from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.versions import blocks_at
from trellis_web.frameworks.rules import RESERVED


@lru_cache(maxsize=16)
def read_source(text: str, name: str) -> Framework:
    """The framework in a text, parsed once for the pages and parts of pages that ask for it.

    `name` is what a finding calls the text. Raises `BadInput` with the line of every problem.
    """
    return load(text.encode(), name)


def read_text(text: str, family: Family, *, now: datetime) -> ResolvedFramework:
    """The framework in the text of a draft. Raises `BadInput` with the line of every problem."""
    framework = read_source(text, _("the draft"))
    if framework.id != family.slug:
        raise BadInput.at(
            "family-id",
            framework.id,
            _("The id is “%(id)s”, but this is the draft of “%(family)s”.")
            % {"id": framework.id, "family": family.slug},
            _("Set it back; an id is never reused."),
        )
    return resolve(framework, blocks_at(now))


def refuse_reserved(framework: Framework) -> None:
    """Raises `BadInput` for a family id that is the address of a page."""
    if framework.id in RESERVED:
        raise BadInput.at(
            "reserved-id",
            framework.id,
            _("A family cannot have the id “%(id)s”: a page stands there.") % {"id": framework.id},
            _("Choose another id."),
        )
