"""What HR sends about a round: its setting, who is away, the release."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.models import Family
from trellis_web.reviews.models import Cycle, Exemption


class CycleForm(forms.Form):
    """A new round."""

    title = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Cycle.Kind.choices,
        initial=Cycle.Kind.REVIEW,
        help_text=_(
            "A review gives ratings; a check-in only says what was seen of the next level."
        ),
    )
    from_on = forms.DateField(label=_("First day of the period"), widget=forms.DateInput)
    to_on = forms.DateField(label=_("Last day of the period"), widget=forms.DateInput)
    due_on = forms.DateField(label=_("Reviews are due on"), widget=forms.DateInput)
    families = forms.ModelMultipleChoiceField(
        label=_("Job families"), queryset=Family.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    seq = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_(
            "Leave empty for the next one. Leave a number out when a round was skipped: a run of"
            " results breaks there."
        ),
    )

    def __init__(self, *args: Any, families: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["families"].queryset = families  # type: ignore[attr-defined]
        for name in ("from_on", "to_on", "due_on"):
            self.fields[name].widget.input_type = "date"

    def clean(self) -> dict[str, Any]:
        """The period ends after it starts."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last <= first:
            self.add_error("to_on", ValidationError(_("The period must end after it starts.")))
        return cleaned


class ExemptionForm(forms.Form):
    """Who is left out of a round or away during it, and why."""

    person = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    kind = forms.ChoiceField(choices=Exemption.Kind.choices)
    reason = forms.CharField(label=_("Reason"), max_length=500)


class ReleaseForm(forms.Form):
    """The confirmation that people without a review get no result."""

    is_confirmed = forms.BooleanField(
        required=False, label=_("Release without them: they get no result in this round.")
    )

    def __init__(self, *args: Any, has_missing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_missing:
            self.fields["is_confirmed"].required = True
            self.fields["is_confirmed"].error_messages["required"] = _(
                "Some reviews are missing. Wait for them, or confirm that these people get no"
                " result."
            )
        else:
            del self.fields["is_confirmed"]
