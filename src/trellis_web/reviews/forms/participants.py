"""What HR sends about people in a round: who is away, joins, leaves, or has a new manager."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.reviews.models import Exemption

LARGEST = 2**63 - 1


class ExemptionForm(forms.Form):
    """Who is left out of a round or away during it, and why."""

    person = forms.IntegerField(min_value=1, max_value=LARGEST)
    kind = forms.ChoiceField(choices=Exemption.Kind.choices)
    reason = forms.CharField(label=_("Reason"), max_length=500)


class JoiningForm(forms.Form):
    """Who takes part from now on, and why."""

    person = forms.EmailField(label=_("E-mail address"))
    reason = forms.CharField(label=_("Reason"), max_length=500)


class LeavingForm(forms.Form):
    """Why somebody takes no part any more."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class HandOverForm(forms.Form):
    """The reviews that go to the present manager of their people."""

    manager = forms.IntegerField(min_value=1, max_value=LARGEST)
    participants = forms.TypedMultipleChoiceField(coerce=int)
    reason = forms.CharField(label=_("Reason"), max_length=500)
    shows_previous = forms.BooleanField(
        label=_("May read what the previous manager handed in"), required=False
    )

    def __init__(self, *args: Any, keys: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participants"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]
