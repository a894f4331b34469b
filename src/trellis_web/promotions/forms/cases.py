"""What the person and the manager type into a case."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis.process.cases import CaseState
from trellis_web.people.models import Person
from trellis_web.promotions.actions.findings import SETTABLE
from trellis_web.promotions.forms.fields import (
    ChangedForm,
    NamingForm,
    reason,
    someone,
    words,
)
from trellis_web.promotions.models import Finding, StatementFinding
from trellis_web.promotions.rules.wording import STEPS, WORDS

Choices = Iterable[tuple[int | str, Any]]


class StartForm(forms.Form):
    """Which move somebody asks for."""

    move = forms.TypedChoiceField(
        label=_("Which step"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the steps.")},
    )

    def __init__(self, *args: Any, moves: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["move"]).choices = list(moves)


class StatementForm(ChangedForm):
    """Why now, in the person's own words."""

    statement = words(
        _("Statement"),
        rows=8,
        max_length=10_000,
        required=False,
        help_text=_("At most 400 words: what you did, with what effect, and for whom."),
    )


class EvidenceForm(forms.Form):
    """A shared note, and what it shows."""

    note = forms.TypedChoiceField(
        label=_("Shared note"),
        coerce=int,
        error_messages={"required": _("Choose one of the shared notes.")},
    )
    about = forms.ChoiceField(
        label=_("What it shows"),
        error_messages={"required": _("Say which sentence or criterion the note is for.")},
    )

    def __init__(self, *args: Any, notes: Choices, abouts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["note"]).choices = [("", _("Choose")), *notes]
        cast("forms.ChoiceField", self.fields["about"]).choices = [("", _("Choose")), *abouts]


class FindingForm(ChangedForm, NamingForm):
    """How a criterion stands that people answer."""

    state = forms.ChoiceField(
        label=_("How it stands"), choices=[(each.value, WORDS[each]) for each in SETTABLE]
    )
    reason = reason(_("Why"), help_text=_("The person reads it."))
    confirmer = someone(_("Who confirms it, where no note is cited"), required=False)

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        kwargs["initial"] = {"state": finding.state, "reason": finding.sentence}
        kwargs.setdefault("auto_id", f"finding-{finding.pk}-%s")
        super().__init__(*args, **kwargs)

    def clean_confirmer(self) -> Person | None:
        """Somebody who knows."""
        return self.named("confirmer")


class ShownForm(ChangedForm):
    """What the case shows for one published sentence."""

    shown = forms.ChoiceField(
        label=_("What the case shows"), choices=StatementFinding.Shown.choices
    )
    reason = reason(_("Why"), help_text=_("The person reads it."))

    def __init__(self, *args: Any, finding: StatementFinding, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"shown-{finding.pk}-%s")
        kwargs["initial"] = {"shown": finding.shown, "reason": finding.reason}
        super().__init__(*args, **kwargs)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = reason(_("Why"))


class FilterForm(forms.Form):
    """Which cases HR looks at."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Step"),
        required=False,
        choices=[("", _("Every step")), *((each.value, STEPS[each]) for each in CaseState)],
    )
    family = forms.SlugField(label=_("Job family"), required=False, max_length=100)
