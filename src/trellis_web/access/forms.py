"""What administrators type about roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import grantable
from trellis_web.people.models import Unit


class GrantForm(forms.Form):
    """A role for a person."""

    role = forms.ChoiceField(label=_("Role"))
    unit = forms.ModelChoiceField(
        label=_("Only for the unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("whole organisation"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role, role.replace("_", " ")) for role in grantable()
        ]
        self.fields["unit"].queryset = Unit.objects.all()  # type: ignore[attr-defined]
