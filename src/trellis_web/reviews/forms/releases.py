"""What HR sends to release results: of whom, when, and that some people get none."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trellis_web.people.models import Unit


class ReleaseForm(forms.Form):
    """The unit, the time, and the confirmation that people without a review get no result."""

    unit = forms.ModelChoiceField(
        label=_("Of whom"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("everyone who is still waiting"),
    )
    at = forms.DateTimeField(
        label=_("At a time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("Leave empty to release now."),
    )
    is_confirmed = forms.BooleanField(
        required=False, label=_("Release without them: they get no result in this round.")
    )

    def __init__(self, *args: Any, units: "QuerySet[Unit]", now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_at(self) -> datetime | None:
        """A time to come, or none."""
        at: datetime | None = self.cleaned_data["at"]
        if at and at <= self.now:
            raise ValidationError(_("This time has passed. Leave it empty to release now."))
        return at
