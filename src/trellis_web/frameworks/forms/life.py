"""What people send about the life of a framework: when it is reviewed, and who stays behind."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.models import Family, Trigger
from trellis_web.people.models import Person

_NOTE = forms.TextInput(attrs={"maxlength": 500})


class RhythmForm(forms.Form):
    """How often a framework is looked at."""

    months = forms.TypedChoiceField(label=_("Look at it"), choices=Family.Rhythm, coerce=int)


class TriggerForm(forms.Form):
    """Why a framework is to be looked at before its time."""

    cause = forms.ChoiceField(label=_("What happened"), choices=Trigger.Cause)
    note = forms.CharField(label=_("In a sentence"), max_length=500, widget=_NOTE)


class SettlementForm(forms.Form):
    """Why nothing has to change."""

    reason = forms.CharField(label=_("Why nothing has to change"), max_length=500, widget=_NOTE)


class StayForm(forms.Form):
    """Who stays on an earlier version, until when, and why."""

    person: Any = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("From this day on the current version counts for them."),
    )
    reason = forms.CharField(label=_("Why"), max_length=500, widget=_NOTE)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
