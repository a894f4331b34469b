"""What a closed panel still says about the draft as it is now."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from trellis.framework.parts import whole_digest
from trellis.framework.resolve import ResolvedFramework
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.validation.models import Panel
from trellis_web.validation.rules.figures import Figures
from trellis_web.validation.rules.order import Tally


@dataclass(frozen=True)
class Validation:
    """A closed panel, and the ids of the sentences that were changed or dropped since it opened."""

    panel: Panel
    changed: frozenset[str]
    is_whole: bool

    @cached_property
    def figures(self) -> dict[str, dict[str, Figures]]:
        """Figures by group ("all", "manager", "senior") and sentence."""
        stored: dict[str, Any] = self.panel.results.get("figures", {})
        return {
            group: {name: Figures.read(each) for name, each in found.items()}
            for group, found in stored.items()
        }

    @cached_property
    def order(self) -> list[Tally]:
        """The sorted pairs of neighbouring levels."""
        return [Tally.read(each) for each in self.panel.results.get("order", [])]


def validated(draft: Draft) -> Validation | None:
    """The latest closed panel about this draft; None when there is none that says anything of it.

    `is_whole` is true while the draft is, in every part, what the panel read; a sentence in
    `changed` has to be read anew. A panel of which no sentence is left as it was says nothing.
    Raises `BadInput` for an unreadable draft.
    """
    panel = Panel.objects.filter(family=draft.family_id, closed_at__isnull=False).first()
    if panel is None:
        return None
    found = standing(panel, read_text(draft.text, draft.family, now=timezone.now()))
    return None if found.changed >= panel.results.get("statements", {}).keys() else found


def standing(panel: Panel, now: ResolvedFramework | None) -> Validation:
    """What a closed panel says, beside the draft as it is now; None when there is no draft."""
    asked = panel.results.get("statements", {})
    competencies = now.competencies if now else ()
    texts = {each.id: each.text for c in competencies for each in c.statements()}
    changed = {name for name, each in asked.items() if texts.get(name) != each["text"]}
    is_whole = now is not None and whole_digest(now.framework) == panel.digest
    return Validation(panel, frozenset(changed), is_whole)
